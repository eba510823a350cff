//! Masks: letters hidden behind stars, signs and digits.

/// The words people mask, most frequent first: with several candidates the first one is meant.
const MASKED_WORDS: &str = include_str!("../../data/text/masked.txt");

/// A masked word longer than this is left as it is: no word of the list is, and looking stays cheap.
const MAX_MASKED: usize = 24;

/// Puts the letters back into the normal form that starts at `from`. Returns whether anything was masked.
pub(super) fn unmask(norms: &mut String, from: usize) -> bool {
    let word = &norms[from..];
    if word.len() > MAX_MASKED {
        return false;
    }
    let read = letters_back(word);
    let meant = if read.contains('*') {
        candidates()
            .find(|known| fits(read.as_bytes(), known.as_bytes()))
            .map_or(read.as_str(), |known| known)
    } else {
        read.as_str()
    };
    if meant == word {
        return word.contains('*');
    }
    let meant = String::from(meant);
    norms.truncate(from);
    norms.push_str(&meant);
    true
}

fn candidates() -> impl Iterator<Item = &'static str> {
    MASKED_WORDS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Digits and signs read as letters. Only in a word that ends in a letter and has more letters than digits, and
/// only when every digit looks like a letter: "a320", "b2b" and "mp3" stay as they are.
fn letters_back(word: &str) -> String {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let ends_in_digit = word.bytes().last().is_some_and(|b| b.is_ascii_digit());
    let digits_are_letters = !ends_in_digit
        && letters > digits
        && word
            .bytes()
            .all(|b| !b.is_ascii_digit() || looks_like(b as char).is_some());
    word.chars()
        .map(|c| match looks_like(c) {
            Some(letter) if digits_are_letters || !c.is_ascii_digit() => letter,
            Some(_) | None => c,
        })
        .collect()
}

const fn looks_like(c: char) -> Option<char> {
    match c {
        '0' => Some('o'),
        '1' => Some('i'),
        '3' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' => Some('t'),
        _ => None,
    }
}

/// Whether the word fits the mask: one letter for each star, or any letters for one run of several stars.
fn fits(mask: &[u8], word: &[u8]) -> bool {
    if mask.len() == word.len() {
        return mask.iter().zip(word).all(|(m, w)| *m == b'*' || m == w);
    }
    let stars = mask.iter().filter(|b| **b == b'*').count();
    let Some(first) = mask.iter().position(|b| *b == b'*') else {
        return false;
    };
    let tail = &mask[(first + stars).min(mask.len())..];
    stars >= 2
        && first >= 1
        && !tail.contains(&b'*')
        && word.len() > first + tail.len()
        && word.starts_with(&mask[..first])
        && word.ends_with(tail)
}
