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
    /// Where the customer wrote last: where the reply goes unless the person chose.
    pub(crate) place: Venue,
    /// Suggestions that the person has seen and did not want.
    pub(crate) passed: Vec<String>,
    /// What the checker finds.
    pub(crate) findings: Vec<Finding>,
    /// How the thread stood when the words were begun: what has changed since must be read before sending.
    pub(crate) basis: Timestamp,
}

/// A person's own words for a case, kept in this browser until they are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Own {
    /// The case.
    pub(crate) key: Key,
    /// The words.
    pub(crate) text: String,
    /// Where they were to go.
    pub(crate) venue: Venue,
    /// How the thread stood when they were begun.
    pub(crate) basis: Timestamp,
}

impl Draft {
    /// A reply that begins as the first suggestion, or empty.
    pub(crate) fn new(
        key: Key,
        suggestions: &[Suggestion],
        place: Venue,
        basis: Timestamp,
    ) -> Self {
        let first = suggestions.first();
        Self {
            key,
            chosen: first.map(|_| 0),
            origin: first.map(|_| 0),
            text: first.map(|first| first.text.clone()).unwrap_or_default(),
            choice: Choice::default(),
            place,
            passed: Vec::new(),
            findings: Vec::new(),
            basis,
        }
    }

    /// Whether it still is what was proposed first: nobody chose, changed or passed over anything.
    pub(crate) fn is_fresh(&self) -> bool {
        self.chosen == Some(0) && self.passed.is_empty() && self.choice == Choice::default()
    }

    /// Takes up the words that a person had begun.
    pub(crate) fn take_up(&mut self, own: &Own) {
        (self.chosen, self.origin) = (None, None);
        self.text.clone_from(&own.text);
        self.basis = own.basis;
        if own.venue != self.place {
            self.choice.venue = Some(own.venue);
        }
    }

    /// The person's own words; none where there are none.
    pub(crate) fn own(&self, suggestions: &[Suggestion]) -> Option<Own> {
        (self.chosen.is_none() && !self.text.trim().is_empty()).then(|| Own {
            key: self.key.clone(),
            text: self.text.clone(),
            venue: self.venue(suggestions),
            basis: self.basis,
        })
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
        let origin = self.origin.and_then(|index| suggestions.get(index));
        let suggested = origin.map(|suggestion| suggestion.venue);
        self.choice.venue.or(suggested).unwrap_or(self.place)
    }
}
