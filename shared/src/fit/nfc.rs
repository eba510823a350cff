//! The length of a text after normalisation to NFC, without the tables of a whole normaliser.
//!
//! X counts what is left after composition: "e" and a combining acute are one character. The two tables hold what
//! people can type: letters below U+2000 that compose, and the few letters that composition takes apart.

const COMPOSE: &str = include_str!("../../data/fit/compose.tsv");
const EXPAND: &str = include_str!("../../data/fit/expand.tsv");

/// Any character that counts 1.
const LIGHT: char = 'x';

/// Joins combining marks to the letters before them.
pub(super) fn composed(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for letter in text.chars() {
        let joined = match out.last() {
            Some(before) if is_mark(letter) => join(*before, letter),
            Some(before) => join_hangul(*before, letter),
            None => None,
        };
        match joined {
            Some(joined) => {
                out.pop();
                out.push(joined);
            }
            // What composition takes apart is made of characters of light scripts.
            None => match pieces(letter) {
                1 => out.push(letter),
                pieces => out.extend(core::iter::repeat_n(LIGHT, pieces)),
            },
        }
    }
    out
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn join(before: char, mark: char) -> Option<char> {
    let row = COMPOSE.lines().find_map(|line| {
        let (code, pairs) = line.split_once('\t')?;
        (u32::from_str_radix(code, 16) == Ok(mark as u32)).then_some(pairs)
    })?;
    let mut pairs = row.chars();
    while let (Some(base), Some(joined)) = (pairs.next(), pairs.next()) {
        if base == before {
            return Some(joined);
        }
    }
    None
}

/// The syllable that two Korean jamo make (The Unicode Standard, 3.12).
fn join_hangul(before: char, letter: char) -> Option<char> {
    let (before, letter) = (before as u32, letter as u32);
    let joined = match (before, letter) {
        (0x1100..=0x1112, 0x1161..=0x1175) => {
            0xac00 + ((before - 0x1100) * 21 + (letter - 0x1161)) * 28
        }
        (0xac00..=0xd7a3, 0x11a8..=0x11c2) if (before - 0xac00) % 28 == 0 => {
            before + letter - 0x11a7
        }
        (_, _) => return None,
    };
    char::from_u32(joined)
}

/// Into how many characters normalisation takes a letter apart, at least 1.
fn pieces(letter: char) -> usize {
    // Everything in the table lies above the letters of French and English.
    if letter < '\u{340}' {
        return 1;
    }
    let row = EXPAND.lines().find_map(|line| {
        let (code, count) = line.split_once('\t')?;
        (u32::from_str_radix(code, 16) == Ok(letter as u32)).then_some(count)
    });
    row.and_then(|count| count.parse().ok()).unwrap_or(1)
}
