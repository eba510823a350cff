//! Frames: one sentence of the phrase files becomes words.
//!
//! `[a|b|c]` is one of the alternatives, `<a|b>` is *vous* or *tu*, `{slot}` is a slot. Alternatives may hold slots
//! and alternatives; one whose slots cannot be filled is passed over.

use crate::packs::Slot;
use crate::reading::{Address, Lang};
use crate::slots::{Filled, one_of_pair, starts_with_vowel};
use crate::text::case::upper;
use core::cell::Cell;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NameError, StrDeserializer};

/// Draws that look random and are not: the same seed gives the same answer for ever, on every machine.
/// `SplitMix64` (Steele, Lea, Flood 2014).
#[derive(Clone, Copy, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`; 0 where there is nothing to choose.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }
}

/// What fills the frames of one answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filling<'a> {
    pub(super) slots: &'a Filled,
    pub(super) lang: Lang,
    pub(super) address: Address,
    /// Whether the answer may still say that it should not have happened: once is enough.
    pub(super) owed: &'a Cell<bool>,
}

/// The words of a frame; `None` where a slot cannot be filled.
pub(super) fn expand(frame: &str, filling: Filling, draw: &mut Draw) -> Option<String> {
    let mut words = String::with_capacity(frame.len());
    piece(frame, filling, draw, &mut words)?;
    let mut words = words.replace("  ", " ");
    capitalise(&mut words);
    Some(words)
}

fn piece(frame: &str, filling: Filling, draw: &mut Draw, words: &mut String) -> Option<()> {
    let mut rest = frame;
    while let Some(place) = rest.find(['[', '<', '{']) {
        words.push_str(&rest[..place]);
        let (inside, after) = bracket(&rest[place..])?;
        match rest.as_bytes()[place] {
            b'[' => alternative(inside, filling, draw, words)?,
            b'<' => piece(one_of_pair(inside, filling.address), filling, draw, words)?,
            _slot => push_slot(slot(inside)?, filling, words)?,
        }
        rest = after;
    }
    words.push_str(rest);
    Some(())
}

/// What stands between the bracket at the start and its end, and what comes after.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (place, sign) in text.char_indices() {
        match sign {
            '[' | '<' | '{' => depth += 1,
            ']' | '>' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((&text[1..place], &text[place + 1..]));
                }
            }
            _ => {}
        }
    }
    None
}

/// Tries the alternatives from one drawn on, until one can be filled.
fn alternative(inside: &str, filling: Filling, draw: &mut Draw, words: &mut String) -> Option<()> {
    let options = split(inside);
    let first = draw.below(options.len());
    let length = words.len();
    for turn in 0..options.len() {
        let option = options[(first + turn) % options.len()];
        if piece(option, filling, draw, words).is_some() {
            return Some(());
        }
        words.truncate(length);
    }
    None
}

/// Splits at the bars that are in no inner bracket.
fn split(inside: &str) -> Vec<&str> {
    let mut options = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (place, sign) in inside.char_indices() {
        match sign {
            '[' | '<' | '{' => depth += 1,
            ']' | '>' | '}' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                options.push(&inside[from..place]);
                from = place + 1;
            }
            _ => {}
        }
    }
    options.push(&inside[from..]);
    options
}

fn slot(name: &str) -> Option<Slot> {
    let name: StrDeserializer<'_, NameError> = name.into_deserializer();
    Slot::deserialize(name).ok()
}

/// Puts a slot's words in, with what French makes of two small words that meet: "que il" is "qu'il", "de le" is "du".
fn push_slot(slot: Slot, filling: Filling, words: &mut String) -> Option<()> {
    let mut filled = filling.slots.get(&slot)?.as_str();
    if slot == Slot::Owed && !filling.owed.replace(false) {
        return None;
    }
    if filling.lang == Lang::Fr && words.ends_with(" de ") {
        let met = [("le ", "du "), ("les ", "des ")];
        if let Some((article, one)) = met.iter().find(|(article, _)| filled.starts_with(article)) {
            words.truncate(words.len() - "de ".len());
            words.push_str(one);
            filled = &filled[article.len()..];
        }
    }
    let elides = [" que ", " de ", "Que ", "De "]
        .iter()
        .any(|word| words.ends_with(word));
    if filling.lang == Lang::Fr && elides && starts_with_vowel(filled) {
        words.truncate(words.len() - 2);
        words.push('\'');
    }
    words.push_str(filled);
    Some(())
}

/// The first letter of every sentence is a capital, but for an address.
fn capitalise(words: &mut String) {
    let mut out = String::with_capacity(words.len());
    let mut start = true;
    let mut end = false;
    for (at, letter) in words.char_indices() {
        if start && letter.is_alphabetic() {
            let is_address = words[at..].starts_with("http");
            out.push(if is_address { letter } else { upper(letter) });
            start = false;
        } else {
            out.push(letter);
            start = start && !letter.is_numeric();
        }
        start = start || (end && letter == ' ');
        end = matches!(letter, '.' | '!' | '?') || (end && letter == ' ');
    }
    *words = out;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(frame: &str, expect: Option<&str>) {
        let slots = Filled::from([
            (Slot::Clause, "il pleut".to_owned()),
            (Slot::Length, "3 jours".to_owned()),
        ]);
        let filling = Filling {
            slots: &slots,
            lang: Lang::Fr,
            address: Address::Vous,
            owed: &Cell::new(true),
        };
        assert_eq!(expand(frame, filling, &mut Draw::new(1)).as_deref(), expect);
    }

    #[test]
    fn slots_are_filled_or_the_frame_is_not_used() {
        check("je vois que {clause}.", Some("Je vois qu'il pleut."));
        check(
            "{length}, c'est long. vraiment.",
            Some("3 jours, c'est long. Vraiment."),
        );
        check(
            "c'est ici. https://a.example",
            Some("C'est ici. https://a.example"),
        );
        check("merci {name}.", None);
        check("[merci {name}|merci].", Some("Merci."));
        check("[merci {name}|pardon {brand}].", None);
    }

    #[test]
    fn the_address_decides() {
        check("<votre [box]|ta box>", Some("Votre box"));
    }

    #[test]
    fn draws_repeat() {
        let mut one = Draw::new(7);
        let mut other = Draw::new(7);
        let same = (0..50).all(|_| one.below(9) == other.below(9));
        assert!(same);
    }
}
