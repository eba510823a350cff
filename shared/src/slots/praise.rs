//! Whom and what a content customer praises.

use super::Reading;
use crate::packs::Sense;
use crate::text::{Flags, Kind};

/// Whom a content customer praises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Praised {
    /// By name, as written: "Karim".
    Name(String),
    /// By role, a place in [`Book::terms`](crate::packs::Book::terms): "votre livreur".
    Role(u16),
}

/// Words before "à" and "to" that thank somebody.
const THANKING: [&str; 9] = [
    "merci", "bravo", "chapeau", "mention", "thanks", "thank", "kudos", "out", "props",
];
/// Words after a name that tell a person at a place from a brand: "Karim de la boutique", "Maria at gate 12".
const AT_A_PLACE: [&str; 8] = ["de", "du", "au", "aux", "at", "from", "in", "who"];
/// Qualities named in one answer: more make a list.
const MOST_VIRTUES: usize = 2;

/// The person, where the text shows beyond doubt that it is one; else the role.
pub(super) fn read(reading: &Reading) -> Option<Praised> {
    let mut role = None;
    for (found, sense) in &reading.found {
        if let Sense::Staff(place) = *sense {
            role.get_or_insert(Praised::Role(place));
            if let Some(name) = name_at(reading, found.last as usize + 1) {
                return Some(Praised::Name(name));
            }
        }
    }
    let thanked = (1..reading.len().saturating_sub(2)).find_map(|word| {
        let to = matches!(reading.norm(word), "a" | "to");
        let thanks = THANKING.contains(&reading.norm(word - 1));
        let placed = AT_A_PLACE.contains(&reading.norm(word + 2));
        (to && thanks && placed).then(|| name_at(reading, word + 1))?
    });
    thanked.map(Praised::Name).or(role)
}

/// The word, where it is written as a first name is.
fn name_at(reading: &Reading, word: usize) -> Option<String> {
    let token = &reading.tokens.list()[*reading.words.tokens.get(word)? as usize];
    let written = token.span.of(reading.text);
    let letters = written.chars().all(char::is_alphabetic);
    let long = written.chars().count() > 2;
    let named = token.kind == Kind::Word && token.flags.has(Flags::CAPITAL);
    (named && letters && long).then(|| written.to_owned())
}

/// The first few qualities, each once.
pub(super) fn virtues(reading: &Reading) -> Vec<u16> {
    let mut found = Vec::new();
    for (_, sense) in &reading.found {
        if let Sense::Virtue(place) = *sense
            && !found.contains(&place)
            && found.len() < MOST_VIRTUES
        {
            found.push(place);
        }
    }
    found
}
