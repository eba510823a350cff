//! Personal data in a text: found with their place, and masked in one way only.
//!
//! What is found has a shape that can be checked (Luhn, mod 97, a key), or a shape and a word beside it that says what
//! it is. Service numbers of the brands themselves ("3900", "08 00 …") belong to nobody and are left alone.

mod address;
mod digits;
mod email;
mod iban;
mod reference;
mod words;

use crate::reading::PersonalData;
use crate::text::{Kind, Tokens};

/// Everything personal in a text, ordered by start, without overlap.
#[must_use]
#[cfg_attr(quick, optimize(speed))]
pub fn find(text: &str, tokens: &Tokens) -> Vec<PersonalData> {
    let mut found = email::find(tokens);
    let has_digits = text.bytes().any(digits::may_begin);
    if has_digits {
        found.extend(iban::find(text));
        found.extend(digits::find(text));
    }
    // Numbers may be of other digits than these.
    if has_digits || tokens.list().iter().any(|token| token.kind == Kind::Number) {
        found.extend(address::find(text, tokens));
    }
    found.extend(reference::find(text, tokens));
    settle(found)
}

/// Of two that overlap, the one that begins first stays; of two that begin together, the longer one.
fn settle(mut found: Vec<PersonalData>) -> Vec<PersonalData> {
    found.sort_by_key(|data| {
        (
            data.span.start,
            core::cmp::Reverse(data.span.end),
            data.kind,
        )
    });
    let mut end = 0;
    found.retain(|data| {
        let stays = data.span.start >= end;
        end = if stays { data.span.end } else { end };
        stays
    });
    found
}

/// The text with every byte of the personal data replaced by `*`: the length in bytes and all other spans stay valid.
///
/// Spans that do not lie on character boundaries of this text are widened to the next ones.
#[must_use]
pub fn mask(text: &str, personal: &[PersonalData]) -> String {
    let mut hidden = vec![false; text.len()];
    for data in personal {
        let from = text.floor_char_boundary(data.span.start as usize);
        let to = text.ceil_char_boundary((data.span.end as usize).min(text.len()));
        if from < to {
            hidden[from..to].fill(true);
        }
    }
    let mut masked = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        if hidden[at] {
            masked.extend(core::iter::repeat_n('*', letter.len_utf8()));
        } else {
            masked.push(letter);
        }
    }
    masked
}
