//! Sentences, and a long answer as two numbered parts cut between them.

use super::measure;
use crate::post::{Channel, Venue};
use crate::units::Span;

/// More parts than that are a speech.
const MOST_PARTS: usize = 2;

/// Words after which a full stop ends nothing.
const ABBREVIATIONS: [&str; 12] = [
    "m", "mme", "mlle", "mr", "mrs", "ms", "dr", "n", "no", "ex", "st", "tél",
];

/// The sentences of a text, with what ends them, without the spaces around.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = match letter {
            '\n' => true,
            '.' | '!' | '?' | '…' => {
                next.is_none_or(char::is_whitespace) && !is_abbreviation(&text[from..at])
            }
            _ => false,
        };
        if ends {
            push(&mut spans, text, from, at + letter.len_utf8());
            from = at + letter.len_utf8();
        }
    }
    push(&mut spans, text, from, text.len());
    spans
}

fn push(spans: &mut Vec<Span>, text: &str, from: usize, to: usize) {
    let piece = &text[from..to];
    let start = from + piece.len() - piece.trim_start().len();
    let end = from + piece.trim_end().len();
    // A lone "!" after a space belongs to the sentence before it.
    let has_words = piece.chars().any(char::is_alphanumeric);
    match spans.last_mut() {
        _ if start >= end => {}
        Some(Span { end: last, .. }) if !has_words => *last = end as u32,
        _ => spans.push(Span::new(start as u32, end as u32)),
    }
}

fn is_abbreviation(sentence: &str) -> bool {
    let word = sentence.rsplit([' ', '\n', '(']).next().unwrap_or_default();
    ABBREVIATIONS.contains(&crate::text::case::lowered(word).as_str())
}

/// The posts to send: the text as it is where it fits; else two numbered parts, cut between sentences so that the
/// longer one is as short as can be. A text that does not fit in two is left whole, and fails its gate.
#[must_use]
pub fn parts(text: &str, channel: Channel, venue: Venue) -> Vec<String> {
    let whole = vec![text.to_owned()];
    if measure(channel, venue, text).fits() {
        return whole;
    }
    let spans = sentences(text);
    let cut = |place: usize| {
        let at = spans[place].start as usize;
        let numbered =
            |number: usize, words: &str| format!("{} ({number}/{MOST_PARTS})", words.trim());
        [numbered(1, &text[..at]), numbered(2, &text[at..])]
    };
    let longest = |parts: [String; MOST_PARTS]| {
        let lengths = parts.each_ref().map(|part| measure(channel, venue, part));
        let fits = lengths.iter().all(|length| length.fits());
        let longest = lengths.iter().map(|length| length.used).max();
        fits.then_some((longest, parts))
    };
    (1..spans.len())
        .filter_map(|place| longest(cut(place)))
        .min_by_key(|(longest, _)| *longest)
        .map_or(whole, |(_, parts)| Vec::from(parts))
}
