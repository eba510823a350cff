//! `/v1/cases`: the inbox, and one case.

use super::auth::Person;
use super::drafting::{Chosen, suggestions};
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::Object;
use crate::app::App;
use crate::cases::inbox::{self, is_open, rank};
use crate::cases::load;
use crate::store::Store;
use crate::store::keys::CaseId;
use accalmie_shared::case::{CaseEvent, replay};
use accalmie_shared::plan::plan;
use accalmie_shared::view::{Entry, ladder};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde_json::{Value, json};

/// The cases of a page where nothing else is asked for.
const PAGE: usize = 50;
/// The most cases of a page.
const PAGE_MAX: usize = 200;

/// `GET /v1/cases`: the open cases by what is due, filtered, a page at a time, with an `ETag` for cheap polling.
///
/// Filters take one value or several with commas between. Without a filter, settled and snoozed cases are left out.
pub(crate) async fn list<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let limit = match call.query("limit") {
        None => PAGE,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=PAGE_MAX).contains(limit))
            .ok_or_else(|| {
                Problem::new(400, "unexpected value").at(
                    "limit",
                    &text,
                    format!("a number from 1 to {PAGE_MAX}"),
                )
            })?,
    };
    let after = match call.query("cursor") {
        None => None,
        Some(text) => Some(cursor(&text).ok_or_else(|| {
            Problem::new(400, "unexpected value").at(
                "cursor",
                &text,
                "the cursor of the page before",
            )
        })?),
    };
    let wanted = Wanted::read(call);
    let mut items = inbox::all(app, &person.brand).await?;
    items.retain(|item| wanted.takes(item, app.now.0));
    items.sort_by_cached_key(rank);
    let start = after.map_or(0, |after| items.partition_point(|item| rank(item) <= after));
    let rest = items.split_off(start.min(items.len()));
    let more = rest.len() > limit;
    let page: Vec<Entry> = rest.into_iter().take(limit).collect();
    let mut answer = json!({"items": page});
    if let Some(last) = page.last().filter(|_| more) {
        answer["cursor"] = BASE64.encode(crate::json(&rank(last))).into();
    }
    Ok(Reply::json(200, &answer).cached(call))
}

/// Where a page ended.
fn cursor(text: &str) -> Option<inbox::Rank> {
    serde_json::from_str(std::str::from_utf8(&BASE64.decode(text).ok()?).ok()?).ok()
}

/// What the caller wants to see.
struct Wanted {
    fields: Vec<(&'static str, Vec<String>)>,
    snoozed: bool,
}

impl Wanted {
    /// The fields that can be filtered by, by their names in an item.
    const FIELDS: [&'static str; 6] = ["stage", "owner", "severity", "channel", "topic", "risks"];

    fn read(call: &Call) -> Self {
        let values = |name| {
            let name = if name == "risks" { "risk" } else { name };
            let text = call.query(name).filter(|text| !text.is_empty())?;
            Some(
                text.split(',')
                    .map(|value| value.trim().to_owned())
                    .collect(),
            )
        };
        let fields = Self::FIELDS
            .into_iter()
            .filter_map(|name| Some((name, values(name)?)));
        Self {
            fields: fields.collect(),
            snoozed: call.query("snoozed").is_some_and(|value| value == "true"),
        }
    }

    fn takes(&self, item: &Entry, now: i64) -> bool {
        let asleep = item.snoozed_until.is_some_and(|until| until.0 > now);
        if asleep != self.snoozed {
            return false;
        }
        if self.fields.is_empty() {
            return is_open(item);
        }
        let item = serde_json::to_value(item).unwrap_or_default();
        let by_stage = self.fields.iter().any(|(name, _)| *name == "stage");
        (by_stage || item["stage"] != "resolved")
            && self.fields.iter().all(|(name, values)| match &item[*name] {
                Value::String(found) => values.contains(found),
                Value::Array(found) => found
                    .iter()
                    .filter_map(Value::as_str)
                    .any(|found| values.iter().any(|value| value == found)),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
            })
    }
}

/// `GET /v1/cases/{case}`: the case, its events, what to do and what to answer.
pub(crate) async fn read<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    case: &str,
) -> Outcome {
    let case = CaseId::parse(case).ok_or_else(Problem::no_such_case)?;
    let events = load(&app.store, &person.brand, &case).await?;
    if events.is_empty() {
        return Err(Problem::no_such_case());
    }
    detail(app, call, person, &case, events).await
}

/// The answer that shows a case.
pub(crate) async fn detail<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    id: &CaseId,
    events: Vec<CaseEvent>,
) -> Outcome {
    let brand = &person.brand;
    let policy = app.policy(brand).await?;
    let case = replay(events.iter().cloned());
    let plan = plan(&case, &policy, app.now, &app.offsets(&policy));
    let ladder = ladder(&case, &plan);
    let choice = Chosen::of(call).by(person, &policy);
    let suggestions = suggestions(app, brand, &case, &plan, &choice).await?;
    let answer = Object::new().with("id", id).with("case", &case);
    let answer = answer.with("events", &events).with("plan", &plan);
    let answer = answer
        .with("ladder", &ladder)
        .with("suggestions", &suggestions);
    let reply = Reply::object(200, answer).cached(call);
    Ok(reply.touching(brand, [id.clone()]))
}
