//! What a hand-off says: the words that mapping files ask for.

use super::shape::Words;
use crate::clock::Wall;
use crate::store::keys::CaseId;
use accalmie_shared::case::{Actor, Case, CaseEvent, Speaker};
use accalmie_shared::plan::{severity_of, topic_of};
use accalmie_shared::reading::Severity;

/// Everything the mapping files may ask for.
pub(super) fn of(
    id: &CaseId,
    case: &Case,
    event: &CaseEvent,
    target: &str,
    summary: &str,
    wall: &Wall,
) -> Words {
    let author = case.author.as_ref();
    let by = match &event.by {
        Actor::Agent { name, .. } => name.clone(),
        Actor::Customer | Actor::Brand | Actor::System => String::new(),
    };
    let severity = severity_of(case);
    let (urgency, number) = match severity {
        Severity::Calm | Severity::Annoyed => ("normal", "2"),
        Severity::Angry => ("high", "3"),
        Severity::Furious => ("urgent", "4"),
    };
    let topic = crate::name(&topic_of(case));
    let name = author.map(|author| author.name.clone()).unwrap_or_default();
    let text = text(case, summary, wall);
    let url = case
        .present()
        .iter()
        .rev()
        .find_map(|turn| turn.url.clone());
    let capital = if urgency == "normal" {
        "Medium"
    } else {
        "High"
    };
    let pairs = [
        ("id", event.id.clone()),
        ("case", id.as_str().to_owned()),
        ("target", target.to_owned()),
        ("subject", format!("{name}: {topic}")),
        ("summary", summary.to_owned()),
        ("html", html(&text)),
        ("text", text),
        ("channel", crate::name(&case.channel)),
        ("topic", topic),
        ("severity", crate::name(&severity)),
        ("urgency", urgency.to_owned()),
        ("Urgency", capital.to_owned()),
        ("URGENCY", capital.to_ascii_uppercase()),
        ("urgency_number", number.to_owned()),
        ("url", url.unwrap_or_default()),
        ("by", by),
        (
            "author_id",
            author.map(|author| author.id.clone()).unwrap_or_default(),
        ),
        (
            "author_url",
            author
                .and_then(|author| author.url.clone())
                .unwrap_or_default(),
        ),
        ("author", name),
        ("at", crate::clock::format(event.at)),
    ];
    pairs.map(|(name, word)| (name.to_owned(), word)).into()
}

/// The case in plain text, ready for an e-mail: what the colleague says, then the exchange.
fn text(case: &Case, summary: &str, wall: &Wall) -> String {
    let author = case
        .author
        .as_ref()
        .map_or("", |author| author.name.as_str());
    let mut lines = Vec::new();
    if !summary.is_empty() {
        lines.push(format!("{summary}\n"));
    }
    for turn in case.present().iter().filter(|turn| !turn.deleted) {
        let who = match &turn.speaker {
            Speaker::Customer { .. } => author,
            Speaker::Brand {
                by: Actor::Agent { name, .. },
                ..
            } => name,
            Speaker::Brand {
                by: Actor::Customer | Actor::Brand | Actor::System,
                ..
            } => "—",
        };
        lines.push(format!("{} · {who}\n{}\n", wall.show(turn.at), turn.text));
        lines.extend(turn.url.as_ref().map(|url| format!("{url}\n")));
    }
    lines.join("\n")
}

/// Plain text as HTML.
fn html(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    text.replace('\n', "<br>")
}
