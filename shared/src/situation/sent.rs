//! What customer and brand have sent each other: whether what was asked for has come, and what was said before.

use crate::case::{Case, Speaker, Turn};
use crate::packs::{Book, Says, Sense};
use crate::post::Venue;
use crate::reading::{Assessment, Lang};
use crate::slots::{Details, Reading};
use crate::{fit, similarity, text};

/// A post of fewer words may be in any language: "ok", "DM", "1234", "bon week-end".
const SPOKEN: usize = 4;

/// The language of the conversation: of the customer's last post that has words enough to show one, else of the last.
pub(super) fn spoken(episode: &[Turn], last: &Assessment) -> Lang {
    let says_much = |turn: &&Turn| turn.text.split_whitespace().count() >= SPOKEN;
    let langs = super::customer(episode).filter(says_much);
    let langs = langs.filter_map(super::assessment).map(|read| read.lang);
    langs
        .filter(|lang| *lang != Lang::Unknown)
        .last()
        .unwrap_or(last.lang)
}

/// "Je l'ai envoyé", where somebody spoke of the private channel before.
pub(super) fn as_asked(case: &Case, details: &Details, book: &Book) -> bool {
    details.sent && in_private(case, book)
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

/// Digits from which on a number is one that somebody was asked for.
const LONG_NUMBER: usize = 5;
/// Words of an answer that is little more than a number.
const BARE: usize = 4;

/// Whether a private post is little more than a long number, from somebody whom the brand has answered.
pub(super) fn brings_number(turn: &Turn, case: &Case) -> bool {
    let episode = case.turns.get(case.episode_start..).unwrap_or_default();
    let answered = episode
        .iter()
        .any(|turn| matches!(turn.speaker, Speaker::Brand { .. }));
    let digits = turn.text.chars().filter(char::is_ascii_digit).count();
    turn.venue == Venue::Private
        && answered
        && digits >= LONG_NUMBER
        && turn.text.split_whitespace().count() <= BARE
        && !turn.text.contains('@')
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

/// The sentences that the customer has got from the brand, as the repeat of one is known by.
pub(super) fn to_customer(case: &Case) -> Vec<u32> {
    let is_brand = |turn: &&Turn| matches!(turn.speaker, Speaker::Brand { .. });
    let answers = case.turns.iter().filter(is_brand);
    answers
        .flat_map(|turn| {
            let tokens = text::tokenize(&turn.text);
            let spans = fit::sentences(&turn.text).into_iter();
            spans
                .filter_map(|span| similarity::sentence(&tokens, span))
                .collect::<Vec<_>>()
        })
        .collect()
}
