//! The weighted count of X (`twitter-text`, configuration version 3), and the shortened one of Mastodon.

use super::{nfc, url};

/// What a web address counts, whatever its length.
const URL: u32 = 23;

/// Scripts whose characters count 1; all others count 2.
const LIGHT: [(u32, u32); 4] = [
    (0, 0x10ff),
    (0x2000, 0x200d),
    (0x2010, 0x201f),
    (0x2032, 0x2037),
];

const JOINER: char = '\u{200d}';
const EMOJI_STYLE: char = '\u{fe0f}';
const TEXT_STYLE: char = '\u{fe0e}';
const KEYCAP: char = '\u{20e3}';

/// X: each character counts 1 or 2, an emoji sequence 2, a web address 23.
pub(super) fn weighted(text: &str) -> u32 {
    let letters = nfc::composed(text);
    let mut used = 0;
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if let Some(end) = url::end(&letters, at) {
            used += URL;
            at = end;
        } else if let Some(end) = emoji_end(&letters, at) {
            used += 2;
            at = end;
        } else {
            used += weight(*letter);
            at += 1;
        }
    }
    used
}

/// Mastodon: characters, with web addresses at 23.
pub(super) fn shortened(text: &str) -> u32 {
    let letters: Vec<char> = text.chars().collect();
    let (mut used, mut at) = (0, 0);
    while at < letters.len() {
        match url::end(&letters, at) {
            Some(end) if letters[at..].starts_with(&['h', 't', 't', 'p']) => {
                used += URL;
                at = end;
            }
            Some(_) | None => {
                used += 1;
                at += 1;
            }
        }
    }
    used
}

fn weight(letter: char) -> u32 {
    let code = letter as u32;
    let light = LIGHT.iter().any(|(from, to)| (*from..=*to).contains(&code));
    if light { 1 } else { 2 }
}

/// The end of the emoji sequence that starts at `at`, if one does.
fn emoji_end(letters: &[char], at: usize) -> Option<usize> {
    let first = *letters.get(at)?;
    let next = letters.get(at + 1).copied();
    if matches!(first, '#' | '*' | '0'..='9') {
        return match (next, letters.get(at + 2)) {
            (Some(KEYCAP), _) => Some(at + 2),
            (Some(EMOJI_STYLE), Some(&KEYCAP)) => Some(at + 3),
            (_, _) => None,
        };
    }
    if matches!(first, '©' | '®' | '™' | '♟') {
        return (next == Some(EMOJI_STYLE)).then_some(at + 2);
    }
    if !is_emoji(first) || next == Some(TEXT_STYLE) {
        return None;
    }
    if is_regional(first) {
        return Some(at + 1 + usize::from(next.is_some_and(is_regional)));
    }
    let mut end = single_end(letters, at);
    while letters.get(end) == Some(&JOINER) && letters.get(end + 1).copied().is_some_and(is_emoji) {
        end = single_end(letters, end + 1);
    }
    Some(end)
}

/// One emoji with its skin tone, style and flag letters.
fn single_end(letters: &[char], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(letter) = letters.get(end) {
        let absorbs = match letter {
            '\u{1f3fb}'..='\u{1f3ff}' => takes_tone(letters[at]),
            '\u{e0020}'..='\u{e007f}' => letters[at] == '\u{1f3f4}',
            other => *other == EMOJI_STYLE,
        };
        if !absorbs {
            break;
        }
        end += 1;
    }
    end
}

fn is_regional(letter: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&letter)
}

/// Blocks that hold emoji. Characters of these blocks count 2 with or without being one, so that only what follows
/// them depends on it.
fn is_emoji(letter: char) -> bool {
    matches!(letter as u32,
        0x203c | 0x2049 | 0x2139 | 0x2194..=0x21aa | 0x231a..=0x23fa | 0x24c2 | 0x25aa..=0x25fe
        | 0x2600..=0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b55 | 0x3030 | 0x303d | 0x3297 | 0x3299
        | 0x1f000..=0x1faff)
}

/// Faces, hands and people that skin tones apply to (Unicode `Emoji_Modifier_Base`).
fn takes_tone(letter: char) -> bool {
    matches!(letter as u32,
        0x261d | 0x26f9 | 0x270a..=0x270d | 0x1f385 | 0x1f3c2..=0x1f3c4 | 0x1f3c7 | 0x1f3ca..=0x1f3cc
        | 0x1f442..=0x1f443 | 0x1f446..=0x1f450 | 0x1f466..=0x1f478 | 0x1f47c | 0x1f481..=0x1f483
        | 0x1f485..=0x1f487 | 0x1f48f | 0x1f491 | 0x1f4aa | 0x1f574..=0x1f575 | 0x1f57a | 0x1f590
        | 0x1f595..=0x1f596 | 0x1f645..=0x1f647 | 0x1f64b..=0x1f64f | 0x1f6a3 | 0x1f6b4..=0x1f6b6
        | 0x1f6c0 | 0x1f6cc | 0x1f90c | 0x1f90f | 0x1f918..=0x1f91f | 0x1f926 | 0x1f930..=0x1f939
        | 0x1f93c..=0x1f93e | 0x1f977 | 0x1f9b5..=0x1f9b6 | 0x1f9b8..=0x1f9b9 | 0x1f9bb
        | 0x1f9cd..=0x1f9cf | 0x1f9d1..=0x1f9dd | 0x1fac3..=0x1fac5 | 0x1faf0..=0x1faf8)
}
