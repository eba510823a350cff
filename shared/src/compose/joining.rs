//! Joining: sentences become one text.

use crate::reply::Move;
use crate::situation::Situation;
use crate::text::case::lower;

/// Puts a phrase behind what is written: after "Bonjour Claire," with a small letter, after a link and before a
/// first name on a line of its own.
pub(super) fn join(text: &mut String, words: &str, step: Move, situation: &Situation) {
    let after_link = text
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.contains("://"));
    if text.is_empty() {
        text.push_str(words);
    } else if after_link || (step == Move::Sign && !situation.tight()) {
        text.push('\n');
        text.push_str(words);
    } else if text.ends_with(',') {
        text.push(' ');
        push_small(text, words, situation);
    } else {
        text.push(' ');
        text.push_str(words);
    }
}

/// Begins with a small letter, but for "I" and for names.
fn push_small(text: &mut String, words: &str, situation: &Situation) {
    let first = words
        .split([' ', '\'', '’', ','])
        .next()
        .unwrap_or_default();
    let brand = &situation.policy.brand.name;
    let is_name = first == "I"
        || (!brand.is_empty() && words.starts_with(brand.as_str()))
        || first.len() > 1 && first.chars().all(char::is_uppercase);
    let mut letters = words.chars();
    match letters.next() {
        Some(letter) if !is_name => text.push(lower(letter)),
        Some(letter) => text.push(letter),
        None => {}
    }
    text.push_str(letters.as_str());
}
