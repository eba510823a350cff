//! Whether the customer has sent what the brand asked for.

use crate::case::{Case, Speaker, Turn};
use crate::packs::{Book, Says, Sense};
use crate::post::Venue;
use crate::slots::{Details, Reading};

/// "Je l'ai envoyé", from somebody whom the brand has asked to write in private.
pub(super) fn as_asked(case: &Case, details: &Details, book: &Book) -> bool {
    let episode = case.turns.get(case.episode_start..).unwrap_or_default();
    details.sent
        && episode.iter().any(|turn| match turn.speaker {
            Speaker::Brand { .. } => names_private(&turn.text, book),
            Speaker::Customer { .. } => false,
        })
}

/// Whether anybody in the exchange speaks of the private channel: a letter or a mail without an answer is nothing that
/// the person at the page can take up.
pub(super) fn in_private(case: &Case, book: &Book) -> bool {
    let episode = case.turns.get(case.episode_start..).unwrap_or_default();
    episode.iter().any(|turn| names_private(&turn.text, book))
}

/// "Possible de passer en MP ?": in public, from somebody who would like to.
pub(super) fn asks_for_private(turn: &Turn, book: &Book) -> bool {
    turn.venue == Venue::Public && names_private(&turn.text, book)
}

fn names_private(text: &str, book: &Book) -> bool {
    let said = Reading::of(text, book).found;
    said.iter()
        .any(|(_, sense)| *sense == Sense::Says(Says::Private))
}

/// Whether a post gives the customer's whole name: the first name they go by, and one more behind it.
pub(super) fn brings_name(case: &Case) -> bool {
    let Some(first) = case
        .author
        .as_ref()
        .and_then(|author| super::names::first_name(&author.name))
    else {
        return false;
    };
    let episode = case.turns.get(case.episode_start..).unwrap_or_default();
    let is_theirs = |speaker: &Speaker| matches!(speaker, Speaker::Customer { .. });
    episode
        .iter()
        .filter(|turn| is_theirs(&turn.speaker))
        .any(|turn| {
            let words: Vec<&str> = turn.text.split([' ', ',', '\n']).collect();
            words
                .windows(2)
                .any(|pair| pair[0] == first && pair[1].starts_with(char::is_uppercase))
        })
}
