//! A text cut at its evidence.

use super::view::{Piece, Sign, Tone};
use crate::strings::Locale;
use crate::words;
use accalmie_shared::reading::{Assessment, Signal, SignalKind};

/// From this weight on a sign is drawn as a strong one, in permille of anger.
const STRONG_FROM: i16 = 200;

/// How a sign is drawn.
fn tone(signal: &Signal) -> Tone {
    match signal.weight {
        STRONG_FROM.. => Tone::Strong,
        1..STRONG_FROM => Tone::Mild,
        0 => Tone::Note,
        ..0 => Tone::Calm,
    }
}

/// Cuts `text` at the spans of `signals`. Where signs overlap, the stretch carries all their names and the tone of the
/// heaviest. Spans that do not fit the text are left out: a text may have been edited after it was read.
pub(crate) fn pieces(text: &str, signals: &[Signal], locale: Locale) -> Vec<Piece> {
    let fits = |signal: &&Signal| !signal.span.is_empty() && !signal.span.of(text).is_empty();
    let signals: Vec<&Signal> = signals.iter().filter(fits).collect();
    let mut cuts: Vec<u32> = signals
        .iter()
        .flat_map(|signal| [signal.span.start, signal.span.end])
        .collect();
    cuts.push(0);
    cuts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Piece> = Vec::new();
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let over: Vec<&&Signal> = signals
            .iter()
            .filter(|signal| signal.span.start <= start && end <= signal.span.end)
            .collect();
        let sign = over
            .iter()
            .max_by_key(|signal| signal.weight)
            .map(|heaviest| {
                let mut names: Vec<&str> = over
                    .iter()
                    .map(|signal| label(signal.kind, locale))
                    .collect();
                names.dedup();
                (tone(heaviest), names.join(" · "))
            });
        let text = text.get(start as usize..end as usize).unwrap_or_default();
        match pieces.last_mut() {
            Some(last) if last.sign == sign => last.text.push_str(text),
            _ => pieces.push(Piece {
                text: text.to_owned(),
                sign,
            }),
        }
    }
    pieces
}

/// A sign's name.
fn label(kind: SignalKind, locale: Locale) -> &'static str {
    locale.get(words::signal(kind))
}

/// The signs of a post in words, one line for each kind, the heaviest first; calming ones are left out.
pub(crate) fn signs(text: &str, read: &Assessment, locale: Locale) -> Vec<Sign> {
    let mut signals: Vec<&Signal> = read
        .signals
        .iter()
        .filter(|signal| tone(signal) != Tone::Calm)
        .collect();
    signals.sort_by_key(|signal| core::cmp::Reverse(signal.weight));
    let mut signs: Vec<Sign> = Vec::new();
    for signal in signals {
        let (label, words) = (label(signal.kind, locale), signal.span.of(text));
        match signs.iter_mut().find(|sign| sign.label == label) {
            Some(sign) if sign.words.split(" · ").any(|known| known == words) => {}
            Some(sign) => {
                sign.words.push_str(" · ");
                sign.words.push_str(words);
            }
            None => signs.push(Sign {
                label,
                words: words.to_owned(),
                tone: tone(signal),
            }),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use accalmie_shared::units::Span;

    fn sign(kind: SignalKind, start: u32, end: u32, weight: i16) -> Signal {
        Signal {
            kind,
            span: Span::new(start, end),
            weight,
        }
    }

    fn drawn(text: &str, signals: &[Signal]) -> String {
        pieces(text, signals, Locale::En)
            .into_iter()
            .map(|piece| match piece.sign {
                None => piece.text,
                Some((tone, label)) => format!("[{}|{}|{label}]", piece.text, tone.name()),
            })
            .collect()
    }

    #[test]
    fn evidence_stands_in_its_place() {
        let signals = [
            sign(SignalKind::Shouting, 2, 7, 120),
            sign(SignalKind::Punctuation, 7, 10, 80),
        ];
        assert_eq!(
            drawn("a HONTE!!! b", &signals),
            "a [HONTE|mild|Shouts in capitals][!!!|mild|Repeated punctuation] b"
        );
    }

    #[test]
    fn overlapping_signs_share_their_words() {
        let signals = [
            sign(SignalKind::Shouting, 0, 3, 10),
            sign(SignalKind::Insult, 1, 5, 300),
        ];
        assert_eq!(
            drawn("abcde", &signals),
            "[a|mild|Shouts in capitals][bc|strong|Shouts in capitals · Insult][de|strong|Insult]"
        );
    }

    #[test]
    fn a_span_inside_a_letter_is_left_out() {
        assert_eq!(drawn("é", &[sign(SignalKind::Insult, 0, 1, 300)]), "é");
    }
}
