//! Looks for the patterns of a lexicon. Each pattern is tried where its rarest word stands, so that the time is
//! linear in the length of the text, whatever it holds.

use crate::packs::{Element, Lexicon};
use crate::text::{Kind, Token, Tokens};

/// What separates a word from the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Nothing, or a sign that joins.
    None,
    /// A comma, a bracket, a quote, an emoji.
    Clause,
    /// The end of a sentence or of a line.
    Sentence,
    /// The end of a question.
    Question,
}

/// The words of a text as patterns see them: without punctuation, each with the break after it.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Numbers of the tokens.
    pub(crate) tokens: Vec<u32>,
    /// The break after each word.
    pub(crate) breaks: Vec<Break>,
    /// Where the symbols of each word start in `symbols`.
    starts: Vec<u32>,
    symbols: Vec<u16>,
}

/// A pattern found: the row, and the first and last of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) row: u16,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// Lists the words of a text with their symbols.
pub(crate) fn words(text: &str, tokens: &Tokens, lexicon: &Lexicon) -> Words {
    let list = tokens.list();
    let mut words = Words {
        tokens: Vec::with_capacity(list.len()),
        breaks: Vec::with_capacity(list.len()),
        starts: Vec::with_capacity(list.len() + 1),
        symbols: Vec::with_capacity(list.len() * 4),
    };
    for (number, token) in list.iter().enumerate() {
        let here = match token.kind {
            Kind::Word | Kind::Number | Kind::Hashtag | Kind::Mention | Kind::Url | Kind::Email => {
                words.tokens.push(number as u32);
                words.breaks.push(Break::None);
                words.starts.push(words.symbols.len() as u32);
                let is_number = token.kind == Kind::Number;
                lexicon.symbols_of(
                    tokens.norm(token),
                    token.hash,
                    is_number,
                    &mut words.symbols,
                );
                Break::None
            }
            Kind::Punctuation => punctuation_break(tokens.norm(token)),
            Kind::Emoji => Break::Clause,
        };
        let here = here.max(line_break(text, token, list.get(number + 1)));
        if let Some(last) = words.breaks.last_mut() {
            *last = here.max(*last);
        }
    }
    words.starts.push(words.symbols.len() as u32);
    if let Some(last) = words.breaks.last_mut() {
        *last = Break::Sentence.max(*last);
    }
    words
}

fn punctuation_break(norm: &str) -> Break {
    match norm.as_bytes().first() {
        Some(b'?') => Break::Question,
        Some(b'!') if norm.ends_with('?') => Break::Question,
        Some(b'.' | b'!' | b';') => Break::Sentence,
        Some(b'\'' | b'-' | b'%' | b'+' | b'$' | b'&' | b'/' | b'*' | b'#' | b'@') | None => {
            Break::None
        }
        Some(_) if matches!(norm, "€" | "£" | "°") => Break::None,
        Some(_) => Break::Clause,
    }
}

fn line_break(text: &str, token: &Token, next: Option<&Token>) -> Break {
    let end = next.map_or(token.span.end, |next| next.span.start);
    if text.as_bytes()[token.span.end as usize..end as usize].contains(&b'\n') {
        Break::Sentence
    } else {
        Break::None
    }
}

impl Words {
    fn has(&self, word: usize, symbol: u16) -> bool {
        self.symbols_at(word).contains(&symbol)
    }

    fn symbols_at(&self, word: usize) -> &[u16] {
        &self.symbols[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// Whether a pattern may go on from this word to the next one.
    fn joined(&self, word: usize) -> bool {
        word + 1 < self.breaks.len() && self.breaks[word] < Break::Sentence
    }

    fn starts_clause(&self, word: usize) -> bool {
        word == 0 || self.breaks[word - 1] > Break::None
    }
}

/// All patterns found, in the order of their anchors. Rules ignore each other here.
pub(crate) fn find(words: &Words, lexicon: &Lexicon) -> Vec<Found> {
    let mut found = Vec::new();
    for word in 0..words.tokens.len() {
        for symbol in words.symbols_at(word) {
            for number in lexicon.rows_at(*symbol) {
                let (before, after) = lexicon.around_anchor(lexicon.row(*number));
                if let Some(first) = backward(words, before, word)
                    && let Some(last) = forward(words, after, word)
                {
                    found.push(Found {
                        row: *number,
                        first: first as u32,
                        last: last as u32,
                    });
                }
            }
        }
    }
    found
}

/// Matches `elements` to the right of `word`; the last word matched.
fn forward(words: &Words, elements: &[Element], word: usize) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else {
        return Some(word);
    };
    match element {
        Element::Symbol(symbol) => (words.joined(word) && words.has(word + 1, *symbol))
            .then(|| forward(words, rest, word + 1))?,
        Element::Maybe(symbol) => {
            let with = words.joined(word) && words.has(word + 1, *symbol);
            with.then(|| forward(words, rest, word + 1))
                .flatten()
                .or_else(|| forward(words, rest, word))
        }
        Element::Gap(longest) => {
            let mut at = word;
            loop {
                let last = forward(words, rest, at);
                if last.is_some() || at == word + usize::from(*longest) || !words.joined(at) {
                    return last;
                }
                at += 1;
            }
        }
        Element::Start => words
            .starts_clause(word + 1)
            .then(|| forward(words, rest, word))?,
        Element::End => {
            (words.breaks[word] >= Break::Sentence).then(|| forward(words, rest, word))?
        }
        Element::Question => {
            (words.breaks[word] == Break::Question).then(|| forward(words, rest, word))?
        }
    }
}

/// Matches `elements` to the left of `word`, the last element first; the first word matched.
fn backward(words: &Words, elements: &[Element], word: usize) -> Option<usize> {
    let Some((element, rest)) = elements.split_last() else {
        return Some(word);
    };
    let before = word.checked_sub(1).filter(|before| words.joined(*before));
    match element {
        Element::Symbol(symbol) => before
            .filter(|at| words.has(*at, *symbol))
            .and_then(|at| backward(words, rest, at)),
        Element::Maybe(symbol) => before
            .filter(|at| words.has(*at, *symbol))
            .and_then(|at| backward(words, rest, at))
            .or_else(|| backward(words, rest, word)),
        Element::Gap(longest) => {
            let mut at = word;
            for skipped in 0..=*longest {
                if let Some(first) = backward(words, rest, at) {
                    return Some(first);
                }
                if skipped == *longest || at == 0 || !words.joined(at - 1) {
                    break;
                }
                at -= 1;
            }
            None
        }
        Element::Start => words
            .starts_clause(word)
            .then(|| backward(words, rest, word))?,
        Element::End | Element::Question => None,
    }
}
