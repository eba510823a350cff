//! Capitals and small letters of the alphabets that customers and brands write in here: Latin, Greek, Cyrillic.
//!
//! The standard library knows all of Unicode, in 30 KB of tables that every community manager would download. Letters
//! keep their length in bytes, so that what is found in small letters stands at the same place in the text.

/// A letter as a small one; anything else as it is.
#[must_use]
pub fn lower(letter: char) -> char {
    let code = letter as u32;
    let small = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => {
            code + 32
        }
        0x400..=0x40f => code + 80,
        0x178 => 0xff,
        _ if is_paired(code) && is_capital_of_pair(code) => code + 1,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// A letter as a capital; anything else as it is, `ß` among them.
#[must_use]
pub fn upper(letter: char) -> char {
    let code = letter as u32;
    let capital = match code {
        0x61..=0x7a | 0xe0..=0xf6 | 0xf8..=0xfe | 0x3b1..=0x3c1 | 0x3c3..=0x3cb | 0x430..=0x44f => {
            code - 32
        }
        0x450..=0x45f => code - 80,
        0xff => 0x178,
        _ if is_paired(code) && !is_capital_of_pair(code) => code - 1,
        _ => code,
    };
    char::from_u32(capital).unwrap_or(letter)
}

/// A text in small letters.
#[must_use]
pub fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Latin Extended-A, where a capital and its small letter are neighbours; not the dotted and the dotless i, kra, ŉ, ſ.
const fn is_paired(code: u32) -> bool {
    matches!(code, 0x100..=0x12f | 0x132..=0x137 | 0x139..=0x148 | 0x14a..=0x177 | 0x179..=0x17e)
}

/// Two stretches of that block begin at an odd number.
const fn is_capital_of_pair(code: u32) -> bool {
    let begins_odd = matches!(code, 0x139..=0x148 | 0x179..=0x17e);
    (code % 2 == 1) == begins_odd
}

#[cfg(test)]
mod tests {
    use super::{lower, lowered, upper};

    /// The only letter of the table, where it has one and as long as the letter itself.
    fn single(letter: char, mut others: impl Iterator<Item = char>) -> char {
        match (others.next(), others.next()) {
            (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
            _ => letter,
        }
    }

    #[test]
    fn letters_change_as_unicode_says() {
        let blocks = ['\0'..='\u{17f}', 'Α'..='Ϋ', 'α'..='ϋ', 'Ѐ'..='џ'];
        for letter in blocks.into_iter().flatten() {
            // The final sigma is a small letter already; the micro sign and the long s belong to letters elsewhere.
            if !matches!(letter, 'ς' | 'µ' | 'ſ') {
                assert_eq!(
                    upper(letter),
                    single(letter, letter.to_uppercase()),
                    "{letter}"
                );
            }
            assert_eq!(
                lower(letter),
                single(letter, letter.to_lowercase()),
                "{letter}"
            );
        }
    }

    #[test]
    fn texts_keep_their_length() {
        let text = "ÇA SUFFIT, ŒUVRE À İZMIR ΣΑΣ ЁЖ 😡";
        assert_eq!(lowered(text), "ça suffit, œuvre à İzmir σασ ёж 😡");
        assert_eq!(lowered(text).len(), text.len());
    }
}
