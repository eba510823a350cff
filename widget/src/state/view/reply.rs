//! The reply that is being written, as it is shown.

use super::Key;
use accalmie_shared::post::Venue;
use accalmie_shared::reading::{Address, Lang, Register};

/// What a person chooses over what the thread and the policy propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tune {
    /// How formal.
    Register(Register),
    /// *Tu* or *vous*.
    Address(Address),
    /// In which language.
    Lang(Lang),
    /// Public or private.
    Venue(Venue),
}

/// One finding of the checker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Whether it stops the reply or would make it better.
    pub(crate) rule: &'static str,
    /// What is wrong.
    pub(crate) message: String,
    /// What one click does about it.
    pub(crate) cure: Cure,
}

/// What one click does about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cure {
    /// Nothing: the person has to find the words.
    None,
    /// Puts these words there.
    Fix(String),
    /// Takes words out.
    Remove,
    /// Brings other suggestions.
    Another,
}

/// A choice between a few ways of answering; one of them holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Switch {
    /// What is chosen: "Ton".
    pub(crate) name: &'static str,
    /// The ways: their names, what chooses them, and whether it is the one that holds.
    pub(crate) ways: Vec<(&'static str, Tune, bool)>,
}

/// The reply that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReplyView {
    /// The case it is for.
    pub(crate) key: Key,
    /// How many suggestions there are.
    pub(crate) choices: usize,
    /// The one that is chosen; none once the words are the CM's own.
    pub(crate) chosen: Option<usize>,
    /// Why there are none, where there are none.
    pub(crate) none: Option<String>,
    /// Tone, language and place.
    pub(crate) switches: Vec<Switch>,
    /// How the customer likes to be spoken to, where their words show it.
    pub(crate) footing: Option<String>,
    /// The words.
    pub(crate) text: String,
    /// The words cut at the findings; empty where nothing was found.
    pub(crate) under: Vec<(String, Option<&'static str>)>,
    /// The moves of the chosen suggestion.
    pub(crate) moves: Vec<&'static str>,
    /// How many of the eight criteria it meets, where it was scored.
    pub(crate) score: Option<u8>,
    /// "182 sur 280 caractères".
    pub(crate) length: String,
    /// "Réponse publique".
    pub(crate) venue: &'static str,
    /// What the checker finds.
    pub(crate) findings: Vec<Finding>,
    /// Whether the link into the private conversation can be added.
    pub(crate) linkable: bool,
    /// Whether the post stands on this page, so that the reply can be put there.
    pub(crate) on_page: bool,
    /// The platform where the edge can send it itself.
    pub(crate) publishes: Option<&'static str>,
    /// Why the platform lets it not through now.
    pub(crate) closed: Option<String>,
}
