//! The shapes of tickets: mapping files, filled with what a hand-off says.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Which mapping file a target takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shape {
    /// Our own event, signed by Standard Webhooks.
    #[default]
    Standard,
    /// A Zendesk ticket.
    Zendesk,
    /// A Freshdesk ticket.
    Freshdesk,
    /// A `HubSpot` ticket.
    Hubspot,
    /// A Salesforce case.
    Salesforce,
    /// A Chatwoot conversation.
    Chatwoot,
    /// A line in a chat.
    Chat,
}

/// One mapping file.
#[derive(Debug, Deserialize)]
pub(super) struct Mapping {
    /// Headers with `{name}` to fill in.
    pub(super) headers: BTreeMap<String, String>,
    /// Where the answer has the ticket's reference, as a JSON pointer.
    pub(super) reference: String,
    /// The body with `{name}` to fill in.
    body: Value,
}

impl Shape {
    const fn file(self) -> &'static str {
        match self {
            Self::Standard => include_str!("../../data/shapes/standard.json"),
            Self::Zendesk => include_str!("../../data/shapes/zendesk.json"),
            Self::Freshdesk => include_str!("../../data/shapes/freshdesk.json"),
            Self::Hubspot => include_str!("../../data/shapes/hubspot.json"),
            Self::Salesforce => include_str!("../../data/shapes/salesforce.json"),
            Self::Chatwoot => include_str!("../../data/shapes/chatwoot.json"),
            Self::Chat => include_str!("../../data/shapes/chat.json"),
        }
    }

    /// The mapping.
    pub(super) fn mapping(self) -> Mapping {
        serde_json::from_str(self.file()).expect("a test reads every mapping file")
    }
}

/// The word under which a notice keeps its whole body: it is no hand-off, and no case hears of it.
pub(super) const WHOLE: &str = "whole";

/// What a hand-off says, by the names that mapping files use.
pub(crate) type Words = BTreeMap<String, String>;

/// Fills a text: each `{name}` with its word, an unknown one with nothing. What is filled in is not looked at again.
pub(crate) fn fill(text: &str, words: &Words) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        filled.push_str(words.get(name).map_or("", String::as_str));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

impl Mapping {
    /// The body for these words.
    pub(super) fn body(&self, words: &Words) -> Value {
        filled(&self.body, words)
    }
}

/// A body with each `{name}` filled in; one that ends in `_number` becomes a number, or null where it is none.
pub(crate) fn filled(value: &Value, words: &Words) -> Value {
    match value {
        // A number is asked for by name, because a mapping file's texts stay texts.
        Value::String(name) if name.ends_with("_number}") => words
            .get(name.trim_matches(['{', '}']))
            .and_then(|number| number.parse::<i64>().ok())
            .into(),
        Value::String(text) => fill(text, words).into(),
        Value::Array(list) => list.iter().map(|value| filled(value, words)).collect(),
        Value::Object(map) => Value::Object(
            map.iter()
                .map(|(key, value)| (key.clone(), filled(value, words)))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Shape; 7] = [
        Shape::Standard,
        Shape::Zendesk,
        Shape::Freshdesk,
        Shape::Hubspot,
        Shape::Salesforce,
        Shape::Chatwoot,
        Shape::Chat,
    ];

    #[test]
    fn every_mapping_is_filled_whole() {
        let names = [
            "id",
            "case",
            "target",
            "subject",
            "summary",
            "text",
            "html",
            "channel",
            "topic",
            "severity",
            "url",
            "by",
            "author",
            "author_id",
            "author_url",
            "urgency",
            "Urgency",
            "URGENCY",
            "urgency_number",
            "at",
            "token",
        ];
        let words: Words = names
            .iter()
            .map(|name| ((*name).to_owned(), "1".to_owned()))
            .collect();
        for shape in ALL {
            let mapping = shape.mapping();
            let body = mapping.body(&words).to_string();
            assert!(
                !body.contains("\"\""),
                "{shape:?} names a word that nobody fills: {body}"
            );
            assert!(mapping.reference.starts_with('/'));
        }
    }

    #[test]
    fn a_word_is_never_filled_twice() {
        let words: Words = [
            ("a".to_owned(), "{b}".to_owned()),
            ("b".to_owned(), "no".to_owned()),
        ]
        .into();
        assert_eq!(fill("<{a}> {c}{", &words), "<{b}> ");
    }
}
