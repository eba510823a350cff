//! The reply that is being written.

use super::view::Key;
use accalmie_shared::case::Reply;
use accalmie_shared::compose::Choice;
use accalmie_shared::post::Venue;
use accalmie_shared::reply::{Finding, Suggestion};
use accalmie_shared::units::Timestamp;

/// A reply on its way: one text, wherever it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The case it is for.
    pub(crate) key: Key,
    /// The suggestion it is, word for word; none once a person has changed it.
    pub(crate) chosen: Option<usize>,
    /// The suggestion it began as.
    pub(crate) origin: Option<usize>,
    /// The words.
    pub(crate) text: String,
    /// The tone, language and venue that the person chose.
    pub(crate) choice: Choice,
    /// What the checker finds.
    pub(crate) findings: Vec<Finding>,
    /// How the thread stood when the words were begun: what has changed since must be read before sending.
    pub(crate) basis: Timestamp,
    /// The name of the act while it is being sent.
    pub(crate) sending: Option<String>,
}

impl Draft {
    /// A reply that begins as the first suggestion, or empty.
    pub(crate) fn new(key: Key, suggestions: &[Suggestion], basis: Timestamp) -> Self {
        let first = suggestions.first();
        Self {
            key,
            chosen: first.map(|_| 0),
            origin: first.map(|_| 0),
            text: first.map(|first| first.text.clone()).unwrap_or_default(),
            choice: Choice::default(),
            findings: Vec::new(),
            basis,
            sending: None,
        }
    }

    /// The reply as it goes into the case.
    pub(crate) fn reply(&self, suggestions: &[Suggestion], to: Option<String>) -> Reply {
        let origin = self.origin.and_then(|index| suggestions.get(index));
        let exact = self.chosen.and(origin);
        Reply {
            venue: self.venue(suggestions),
            text: self.text.trim().to_owned(),
            // Moves and questions are those of the suggestion only while its words are.
            moves: exact
                .map(|suggestion| suggestion.moves.clone())
                .unwrap_or_default(),
            asks: exact
                .map(|suggestion| suggestion.asks.clone())
                .unwrap_or_default(),
            post: None,
            to,
        }
    }

    /// Where the reply goes.
    pub(crate) fn venue(&self, suggestions: &[Suggestion]) -> Venue {
        self.origin
            .and_then(|index| suggestions.get(index))
            .map_or(Venue::Public, |suggestion| suggestion.venue)
    }
}
