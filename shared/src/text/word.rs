//! Words: letters with what people put between them.

use super::glyph::{Glyph, glyph_at, is_capital_at, is_letter_at};
use super::{Flags, Kind, Tokens, mask};

/// What French elides before a vowel. The part before the apostrophe is a word of its own.
const ELIDED: [&str; 15] = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
    "presqu",
];

/// Words that keep a doubled letter when a drawn-out one is cut back to one: (cut back, meant).
const DOUBLED: [(&str, &str); 21] = [
    ("al", "all"),
    ("aprox", "approx"),
    ("bel", "belle"),
    ("cal", "call"),
    ("col", "cool"),
    ("fel", "feel"),
    ("fre", "free"),
    ("ful", "full"),
    ("god", "good"),
    ("hel", "hell"),
    ("helo", "hello"),
    ("kep", "keep"),
    ("loking", "looking"),
    ("ned", "need"),
    ("realy", "really"),
    ("smal", "small"),
    ("son", "soon"),
    ("stil", "still"),
    ("wek", "week"),
    ("wel", "well"),
    ("wil", "will"),
];

/// How often a letter must follow itself to count as drawn out: no word of either language doubles twice.
const DRAWN_OUT: u32 = 3;

/// Reads the word that starts at `start`, where a letter or digit stands. Returns the offset after it.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn word(out: &mut Tokens, text: &str, start: usize) -> usize {
    let from = out.open();
    let mut at = start;
    let (mut letters, mut capitals, mut digits, mut masks) = (0u32, 0u32, 0u32, 0u32);
    let (mut last, mut run) = ('\0', 0u32);
    let mut elongated = false;
    let after_number = start > 0
        && out.last_end() == start
        && out
            .list
            .last()
            .is_some_and(|token| token.kind == Kind::Number);
    loop {
        // Nearly all letters are plain small ones that differ from the one before; the rest is below.
        let plain = at;
        while let Some(letter @ b'a'..=b'z') = text.as_bytes().get(at).copied() {
            let letter = letter as char;
            if letter == last {
                break;
            }
            (last, run) = (letter, 1);
            at += 1;
        }
        letters += (at - plain) as u32;
        out.norms.push_str(&text[plain..at]);
        let Some((glyph, next)) = glyph_at(text, at) else {
            break;
        };
        match glyph {
            Glyph::Letter(letter) => {
                letters += 1;
                capitals += u32::from(is_capital_at(text, at));
                run = if letter == last { run + 1 } else { 1 };
                last = letter;
                if run < DRAWN_OUT {
                    out.norms.push(letter);
                } else if run == DRAWN_OUT {
                    out.norms.pop();
                    elongated = true;
                }
            }
            Glyph::Ligature(first, second) => {
                letters += 2;
                capitals += 2 * u32::from(is_capital_at(text, at));
                out.norms.push(first);
                out.norms.push(second);
                last = '\0';
            }
            // "3h30" is four tokens: a unit between two numbers.
            Glyph::Digit(_) if after_number => break,
            Glyph::Digit(digit) => {
                digits += 1;
                out.norms.push(digit);
                last = '\0';
            }
            Glyph::Invisible => {}
            Glyph::Apostrophe if is_letter_at(text, next) => {
                let before = &out.norms[from..];
                if ELIDED.contains(&before) {
                    at = next;
                    break;
                }
                // "don't" and "dont" are one word; "we'll" and "well" are not.
                if !(before.ends_with('n') && is_final_t(text, next)) {
                    out.norms.push('\'');
                }
                last = '\0';
            }
            Glyph::Mark('*') => {
                let stars = text.as_bytes()[at..]
                    .iter()
                    .take_while(|&&b| b == b'*')
                    .count();
                if stars < 2 && !is_letter_at(text, next) {
                    break;
                }
                masks += 1;
                out.norms.extend(core::iter::repeat_n('*', stars));
                last = '\0';
                at += stars;
                continue;
            }
            Glyph::Mark(mark @ ('@' | '$')) if is_letter_at(text, next) => {
                masks += 1;
                out.norms.push(mark);
                last = '\0';
            }
            Glyph::Apostrophe | Glyph::Mark(_) | Glyph::Space | Glyph::Emoji => break,
        }
        at = next;
    }
    let mut flags = Flags::default();
    if is_capital_at(text, start) {
        flags = flags.with(Flags::CAPITAL);
        if letters >= 2 && capitals == letters {
            flags = flags.with(Flags::SHOUTING);
        }
    }
    if elongated {
        flags = flags.with(Flags::ELONGATED);
        let short = &out.norms[from..];
        if let Some((_, meant)) = DOUBLED.iter().find(|(cut, _)| *cut == short) {
            out.norms.truncate(from);
            out.norms.push_str(meant);
        }
    }
    if (masks > 0 || digits > 0) && mask::unmask(&mut out.norms, from) {
        flags = flags.with(Flags::MASKED);
    }
    // Collectors of posts replace addresses by the bare scheme.
    let kind = match &out.norms[from..] {
        "http" | "https" => Kind::Url,
        _ => Kind::Word,
    };
    out.close(kind, flags, from, (start, at));
    at
}

fn is_final_t(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at), Some(b't' | b'T')) && !is_letter_at(text, at + 1)
}
