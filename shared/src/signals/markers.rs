//! Signs of anger that need no word: capitals, punctuation, drawn-out letters, emoji, starred words.

use crate::packs::Lexicon;
use crate::packs::tables::{ACRONYMS, EMOJI, LANGUAGE_WORDS};
use crate::reading::{Signal, SignalKind};
use crate::text::{Flags, Kind, Token, Tokens};
use crate::units::Span;

// What each marker adds to anger, in permille, before the words around it are known. The order is that of the gold
// posts: two marks are common in thanks, three are not; whole sentences in capitals are nearly always angry.
const TWO_BANGS: i16 = 60;
const THREE_BANGS: i16 = 110;
const TWO_QUESTIONS: i16 = 60;
const THREE_QUESTIONS: i16 = 90;
const MIXED_MARKS: i16 = 90;
const DRAWN_OUT: i16 = 50;
const ONE_WORD_SHOUTED: i16 = 70;
const SOME_WORDS_SHOUTED: i16 = 120;
const MANY_WORDS_SHOUTED: i16 = 190;
const STARRED_WORD: i16 = 150;
const SAME_EMOJI_AGAIN_PERCENT: i16 = 120;

/// From so many words in a row on, shouting is a way of writing, not an emphasis.
const MANY_WORDS: usize = 4;
/// Fewer letters than this in a row of capitals are an abbreviation nobody listed.
const LEAST_LETTERS: usize = 6;
/// A single word in capitals must be this long, and an everyday word.
const LEAST_SINGLE: usize = 3;

/// All markers, in the order of the text.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn read(tokens: &Tokens, lexicon: Option<&Lexicon>) -> Vec<Signal> {
    let mut signals = Vec::new();
    for (place, token) in tokens.list().iter().enumerate() {
        match token.kind {
            Kind::Punctuation => signals.extend(punctuation(tokens, token)),
            Kind::Emoji => emoji(token, &mut signals),
            Kind::Word => signals.extend(word(tokens, place, token)),
            Kind::Number | Kind::Mention | Kind::Hashtag | Kind::Url | Kind::Email => {}
        }
    }
    shouting(tokens, lexicon, &mut signals);
    signals
}

fn punctuation(tokens: &Tokens, token: &Token) -> Option<Signal> {
    let weight = match tokens.norm(token) {
        "!!" => TWO_BANGS,
        "!!!" => THREE_BANGS,
        "??" => TWO_QUESTIONS,
        "???" => THREE_QUESTIONS,
        "?!" => MIXED_MARKS,
        _ => return None,
    };
    Some(Signal {
        kind: SignalKind::Punctuation,
        span: token.span,
        weight,
    })
}

fn word(tokens: &Tokens, place: usize, token: &Token) -> Option<Signal> {
    if token.flags.has(Flags::MASKED) && tokens.norm(token).contains('*') {
        // A star before or after a word is emphasis; letters on both sides, or nothing else it could be, hide it.
        return Some(Signal {
            kind: SignalKind::Profanity,
            span: token.span,
            weight: STARRED_WORD,
        });
    }
    let is_laugh_or_noise = || tokens.norm(token).len() < 3 && place + 1 < tokens.list().len();
    (token.flags.has(Flags::ELONGATED) && !is_laugh_or_noise()).then_some(Signal {
        kind: SignalKind::Elongation,
        span: token.span,
        weight: DRAWN_OUT,
    })
}

/// The same emoji repeated is one signal, a little heavier.
fn emoji(token: &Token, signals: &mut Vec<Signal>) {
    let Ok(found) = EMOJI.binary_search_by_key(&token.hash, |(hash, _)| *hash) else {
        return;
    };
    let weight = EMOJI[found].1;
    let kind = if weight > 0 {
        SignalKind::AngryEmoji
    } else {
        SignalKind::FriendlyEmoji
    };
    match signals.last_mut() {
        Some(last)
            if last.kind == kind
                && token.flags.has(Flags::GLUED)
                && last.span.end == token.span.start =>
        {
            last.span.end = token.span.end;
            let again = weight / 100 * SAME_EMOJI_AGAIN_PERCENT;
            last.weight = if weight > 0 {
                last.weight.max(again)
            } else {
                last.weight.min(again)
            };
        }
        Some(_) | None => signals.push(Signal {
            kind,
            span: token.span,
            weight,
        }),
    }
}

/// A row of words in capitals, while it is being read.
#[derive(Clone, Copy)]
struct Row {
    span: Span,
    words: usize,
    letters: usize,
    everyday_words: usize,
}

#[cfg_attr(quick, optimize(speed))]
fn shouting(tokens: &Tokens, lexicon: Option<&Lexicon>, signals: &mut Vec<Signal>) {
    let mut row: Option<Row> = None;
    for token in tokens.list() {
        if token.kind == Kind::Word && !is_acronym(token) {
            if token.flags.has(Flags::SHOUTING) {
                let everyday = is_everyday(token, lexicon);
                let so_far = row.unwrap_or(Row {
                    span: token.span,
                    words: 0,
                    letters: 0,
                    everyday_words: 0,
                });
                row = Some(Row {
                    span: Span::new(so_far.span.start, token.span.end),
                    words: so_far.words + 1,
                    letters: so_far.letters + tokens.norm(token).len(),
                    everyday_words: so_far.everyday_words + usize::from(everyday),
                });
            } else if row.is_some()
                && (tokens.norm(token).chars().nth(1).is_some() || !token.flags.has(Flags::CAPITAL))
            {
                // One letter alone ("A", "L'") is neither.
                signals.extend(row.take().and_then(shouted));
            }
        } else if token.kind == Kind::Mention || token.kind == Kind::Url {
            signals.extend(row.take().and_then(shouted));
        }
    }
    signals.extend(row.and_then(shouted));
}

fn shouted(row: Row) -> Option<Signal> {
    let weight = match row.words {
        1 if row.everyday_words == 1 && row.letters >= LEAST_SINGLE => ONE_WORD_SHOUTED,
        0 | 1 => return None,
        _ if row.letters < LEAST_LETTERS => return None,
        words if words < MANY_WORDS && row.everyday_words == 0 => return None,
        words if words < MANY_WORDS => SOME_WORDS_SHOUTED,
        _ => MANY_WORDS_SHOUTED,
    };
    Some(Signal {
        kind: SignalKind::Shouting,
        span: row.span,
        weight,
    })
}

fn is_acronym(token: &Token) -> bool {
    token.flags.has(Flags::SHOUTING) && ACRONYMS.binary_search(&token.hash).is_ok()
}

fn is_everyday(token: &Token, lexicon: Option<&Lexicon>) -> bool {
    LANGUAGE_WORDS
        .binary_search_by_key(&token.hash, |(hash, _)| *hash)
        .is_ok()
        || lexicon.is_some_and(|lexicon| lexicon.knows(token.hash))
}
