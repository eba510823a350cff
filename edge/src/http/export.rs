//! `GET /v1/export`: what is kept, for whoever wants to look at it elsewhere.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::app::App;
use crate::cases::inbox;
use crate::store::{self, Store, keys};
use accalmie_shared::view::Entry;
use serde_json::Value;
use std::fmt::Write as _;

/// The events of a page.
const PAGE: u16 = 500;

/// The columns of the table, by their names in an inbox entry.
const COLUMNS: [&str; 12] = [
    "id",
    "stage",
    "step",
    "severity",
    "anger",
    "channel",
    "owner",
    "topic",
    "lang",
    "author",
    "excerpt",
    "updated_at",
];

/// `?format=jsonl`: the events, one a line with its case, a page at a time; the next page's cursor is in the header
/// `x-cursor`. `?format=csv`: the inbox as a table.
///
/// 400 for another format.
pub(crate) async fn write<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    match call.query("format").as_deref() {
        None | Some("jsonl") => events(app, call, person).await,
        Some("csv") => table(app, person).await,
        Some(other) => {
            Err(Problem::new(400, "unexpected value").at("format", other, "jsonl or csv"))
        }
    }
}

async fn events<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let (brand, cursor) = (&person.brand, call.query("cursor"));
    let page = app
        .store
        .list(&keys::all_events(brand), cursor.as_deref(), PAGE)
        .await?;
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let values = store::get_all(&app.store, &keys).await?;
    let mut lines = String::new();
    for (key, value) in keys.iter().zip(values) {
        if let (Some(case), Some(event)) = (keys::case_of_event(brand, key), value) {
            // Writing to a text can't fail; the event is JSON already.
            let _ = writeln!(
                lines,
                "{{\"case\":\"{}\",\"event\":{event}}}",
                case.as_str()
            );
        }
    }
    let reply = Reply::raw(200, "application/jsonl", lines);
    Ok(match page.cursor {
        Some(cursor) => reply.header("x-cursor", &cursor),
        None => reply,
    })
}

async fn table<S: Store>(app: &App<S>, person: &Person) -> Outcome {
    let entries = inbox::all(app, &person.brand).await?;
    let rows: String = entries.iter().map(row).collect();
    let lines = format!("{}\r\n{rows}", COLUMNS.join(","));
    let reply = Reply::raw(200, "text/csv; charset=utf-8", lines);
    Ok(reply.header("content-disposition", "attachment; filename=cases.csv"))
}

fn row(entry: &Entry) -> String {
    let entry = crate::tree(entry);
    let cells = COLUMNS.iter().map(|column| match &entry[*column] {
        Value::String(text) => cell(text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            entry[*column].to_string()
        }
    });
    format!("{}\r\n", cells.collect::<Vec<_>>().join(","))
}

/// A text as a cell of RFC 4180. What a spreadsheet would take for a formula gets a quote before it.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t']);
    let text = text.replace('"', "\"\"");
    format!("\"{}{text}\"", if formula { "'" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_never_two() {
        assert_eq!(cell("a,b \"c\""), "\"a,b \"\"c\"\"\"");
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
