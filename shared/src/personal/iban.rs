//! Bank accounts: IBAN by ISO 13616, with the check digits of ISO 7064 (mod 97, 10).

use crate::reading::{PersonalData, PersonalKind};
use crate::units::Span;

/// The shortest IBAN there is (Norway) and the longest that the standard allows.
const LENGTHS: core::ops::RangeInclusive<usize> = 15..=34;

/// Countries whose numbers we meet, with their lengths (SWIFT's IBAN registry).
const COUNTRIES: [(&[u8; 2], usize); 22] = [
    (b"AT", 20),
    (b"BE", 16),
    (b"CH", 21),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DK", 18),
    (b"ES", 24),
    (b"FI", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GR", 27),
    (b"IE", 22),
    (b"IT", 27),
    (b"LU", 20),
    (b"MC", 27),
    (b"MT", 31),
    (b"NL", 18),
    (b"NO", 15),
    (b"PL", 28),
    (b"PT", 25),
    (b"SE", 24),
];

/// All valid account numbers, in the order of the text.
pub(super) fn find(text: &str) -> Vec<PersonalData> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 4 <= bytes.len() {
        let begins = bytes[at].is_ascii_alphabetic()
            && bytes[at + 1].is_ascii_alphabetic()
            && (bytes[at + 2].is_ascii_digit() || matches!(bytes[at + 2], b' ' | b'-' | b'.'))
            && bytes[at + 2..].iter().take(2).any(u8::is_ascii_digit)
            && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
        match begins.then(|| account(bytes, at)).flatten() {
            Some(end) => {
                found.push(PersonalData {
                    kind: PersonalKind::Iban,
                    span: Span::new(at as u32, end as u32),
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the valid account number that starts here.
fn account(bytes: &[u8], start: usize) -> Option<usize> {
    let country = [
        bytes[start].to_ascii_uppercase(),
        bytes[start + 1].to_ascii_uppercase(),
    ];
    let expected = COUNTRIES
        .iter()
        .find(|(code, _)| **code == country)
        .map(|(_, length)| *length)?;
    let mut number = Vec::with_capacity(*LENGTHS.end());
    let mut at = start;
    while number.len() < expected {
        let byte = *bytes.get(at)?;
        if byte.is_ascii_alphanumeric() {
            number.push(byte.to_ascii_uppercase());
        } else if !matches!(byte, b' ' | b'-' | b'.')
            || !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
        {
            return None;
        }
        at += 1;
    }
    let ends = !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    (ends && number[2].is_ascii_digit() && number[3].is_ascii_digit() && rest_by_97(&number) == 1)
        .then_some(at)
}

/// The rest of the division by 97, with the first four characters moved to the end and letters as 10 to 35.
fn rest_by_97(number: &[u8]) -> u32 {
    let (head, tail) = number.split_at(4);
    tail.iter().chain(head).fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    })
}
