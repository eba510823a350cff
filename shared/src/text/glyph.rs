//! Glyphs: what one character is, folded to lower case and to its bare letter.
//!
//! Written as ranges rather than Unicode tables: the tables cost more bytes in the page than all that is here.

/// One character, as far as reading needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// A letter, lower case and without accent where it is Latin.
    Letter(char),
    /// A letter that stands for two: "œ", "ß".
    Ligature(char, char),
    /// A digit, as ASCII.
    Digit(char),
    /// A combining mark, a joiner, a direction mark: seen, never read.
    Invisible,
    /// Any of the marks people type for an apostrophe.
    Apostrophe,
    /// White space or a control character.
    Space,
    /// The first character of an emoji sequence.
    Emoji,
    /// Punctuation and symbols, with quotes, dashes and full-width forms unified.
    Mark(char),
}

/// The glyph at a byte offset that lies on a character boundary, and the offset after it. `None` at the end.
#[inline]
#[cfg_attr(quick, optimize(speed))]
pub(super) fn glyph_at(text: &str, at: usize) -> Option<(Glyph, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 {
        return Some((ascii(byte), at + 1));
    }
    beyond_ascii(text, at)
}

#[inline(never)]
fn beyond_ascii(text: &str, at: usize) -> Option<(Glyph, usize)> {
    let c = text[at..].chars().next()?;
    Some((fold(c), at + c.len_utf8()))
}

/// Whether a letter stands at the offset.
pub(super) fn is_letter_at(text: &str, at: usize) -> bool {
    matches!(
        glyph_at(text, at),
        Some((Glyph::Letter(_) | Glyph::Ligature(..), _))
    )
}

/// Whether the character at the offset is a capital letter.
#[inline]
#[cfg_attr(quick, optimize(speed))]
pub(super) fn is_capital_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => false,
        Some(byte) if *byte < 0x80 => byte.is_ascii_uppercase(),
        Some(_) => is_capital_beyond_ascii(text, at),
    }
}

fn is_capital_beyond_ascii(text: &str, at: usize) -> bool {
    match text[at..].chars().next() {
        // In the second half of Latin-1 capitals come before small letters; in Latin Extended-A they alternate,
        // with the parity turned in two stretches. Full-width capitals have a block of their own.
        Some(c @ '\u{c0}'..='\u{de}') => c != '×',
        Some(c @ ('\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}')) => c as u32 % 2 == 1,
        Some(c @ '\u{100}'..='\u{178}') => (c as u32).is_multiple_of(2),
        Some('Α'..='Ω' | 'Ѐ'..='Я' | '\u{ff21}'..='\u{ff3a}') => true,
        _ => false,
    }
}

#[inline]
const fn ascii(byte: u8) -> Glyph {
    match byte {
        b'a'..=b'z' => Glyph::Letter(byte as char),
        b'A'..=b'Z' => Glyph::Letter((byte | 0x20) as char),
        b'0'..=b'9' => Glyph::Digit(byte as char),
        b'\'' | b'`' => Glyph::Apostrophe,
        0..=b' ' | 0x7f => Glyph::Space,
        _ => Glyph::Mark(byte as char),
    }
}

/// The bare letters of U+00C0 to U+00FF; a dot where the character is no single letter.
const LATIN_1: &[u8; 64] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y";

/// The bare letters of U+0100 to U+017F.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

const fn bare(letter: u8, c: char) -> Glyph {
    match (letter, c) {
        (b'.', 'Æ' | 'æ') => Glyph::Ligature('a', 'e'),
        (b'.', 'Œ' | 'œ') => Glyph::Ligature('o', 'e'),
        (b'.', 'Þ' | 'þ') => Glyph::Ligature('t', 'h'),
        (b'.', 'ß') => Glyph::Ligature('s', 's'),
        (b'.', _) => Glyph::Mark(c),
        _ => Glyph::Letter(letter as char),
    }
}

const fn fold(c: char) -> Glyph {
    let code = c as u32;
    match code {
        0xc0..=0xff => bare(LATIN_1[(code - 0xc0) as usize], c),
        0x100..=0x17f => bare(LATIN_A[(code - 0x100) as usize], c),
        0x80..=0xa0 => Glyph::Space,
        0xaa => Glyph::Letter('a'),
        0xba => Glyph::Letter('o'),
        0xb4 | 0x2b9..=0x2bc | 0x2018..=0x201b | 0x2032 | 0xff07 => Glyph::Apostrophe,
        0xad | 0x300..=0x36f | 0x483..=0x489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff => {
            Glyph::Invisible
        }
        0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x20d0..=0x20ff => Glyph::Invisible,
        0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xfeff | 0xe0000..=0xe0fff => Glyph::Invisible,
        0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000 => Glyph::Space,
        0x201c..=0x201f | 0x2033 => Glyph::Mark('"'),
        0x2010..=0x2015 | 0x2212 => Glyph::Mark('-'),
        0x2026 => Glyph::Mark('…'),
        0xa1 | 0x203c => Glyph::Mark('!'),
        0xbf | 0x2047..=0x2049 => Glyph::Mark('?'),
        // Full-width forms of ASCII.
        0xff01..=0xff5e => ascii((code - 0xfee0) as u8),
        // Circled letters, and the letters and digits of mathematics that stand in for fonts. The plain styles
        // are 26 capitals and 26 small letters each, one after the other.
        0x24b6..=0x24e9 => Glyph::Letter((b'a' + ((code - 0x24b6) % 26) as u8) as char),
        0x1d400..=0x1d6a3 => Glyph::Letter((b'a' + ((code - 0x1d400) % 26) as u8) as char),
        0x1d7ce..=0x1d7ff => Glyph::Digit((b'0' + ((code - 0x1d7ce) % 10) as u8) as char),
        // Greek and Cyrillic capitals, by their distance to the small letters.
        0x391..=0x3a9 | 0x410..=0x42f => moved(code + 0x20),
        0x400..=0x40f => moved(code + 0x50),
        // Digits of Arabic, Persian and Devanagari.
        0x660..=0x669 => Glyph::Digit((b'0' + (code - 0x660) as u8) as char),
        0x6f0..=0x6f9 => Glyph::Digit((b'0' + (code - 0x6f0) as u8) as char),
        0x966..=0x96f => Glyph::Digit((b'0' + (code - 0x966) as u8) as char),
        0x60c | 0x61b | 0x6d4 | 0x964 => Glyph::Mark(','),
        0x61f => Glyph::Mark('?'),
        // Hebrew points and Arabic vowel signs combine with the letter before them.
        0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f | 0x670 => Glyph::Invisible,
        0x1f000..=0x1faff | 0x2600..=0x27bf | 0x231a | 0x231b | 0x23e9..=0x23fa => Glyph::Emoji,
        0x2b05..=0x2b07 | 0x2b1b | 0x2b1c | 0x2b50 | 0x2b55 | 0x3030 | 0x303d => Glyph::Emoji,
        0x180..=0x2ff | 0x370..=0x1fff | 0x2c00..=0x2dff | 0x3040..=0xd7ff => Glyph::Letter(c),
        0xf900..=0xfdff | 0xfe70..=0xfefc | 0xff66..=0xffdc | 0x10000..=0x1cfff => Glyph::Letter(c),
        0x20000..=0x3ffff => Glyph::Letter(c),
        _ => Glyph::Mark(c),
    }
}

const fn moved(code: u32) -> Glyph {
    match char::from_u32(code) {
        Some(c) => Glyph::Letter(c),
        None => Glyph::Invisible,
    }
}
