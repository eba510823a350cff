//! Looks for the patterns of a lexicon. Each pattern is tried where its rarest word stands, so that the time is
//! linear in the length of the text, whatever it holds.

use crate::packs::{Element, Lexicon, bit};
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
    /// Where the lexicon's words that each word is start in `known`.
    starts: Vec<u32>,
    known: Vec<u16>,
    /// For each word, the bits of its symbols, which say at once of most symbols that they are missing.
    bits: Vec<u64>,
}

/// A pattern found: the row, and the first and last of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) row: u16,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// Lists the words of a text, and which of them the lexicon knows.
#[cfg_attr(quick, optimize(speed))]
pub(crate) fn words(text: &str, tokens: &Tokens, lexicon: &Lexicon) -> Words {
    let list = tokens.list();
    let mut words = Words {
        tokens: Vec::with_capacity(list.len()),
        breaks: Vec::with_capacity(list.len()),
        starts: Vec::with_capacity(list.len() + 1),
        known: Vec::with_capacity(list.len()),
        bits: Vec::with_capacity(list.len()),
    };
    for (number, token) in list.iter().enumerate() {
        let here = match token.kind {
            Kind::Word | Kind::Number | Kind::Hashtag | Kind::Mention | Kind::Url | Kind::Email => {
                words.tokens.push(number as u32);
                words.breaks.push(Break::None);
                words.starts.push(words.known.len() as u32);
                let is_number = token.kind == Kind::Number;
                let norm = tokens.norm(token);
                words
                    .bits
                    .push(lexicon.words_of(norm, token.hash, is_number, &mut words.known));
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
    words.starts.push(words.known.len() as u32);
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
    let mut between = text.as_bytes()[token.span.end as usize..end as usize].iter();
    if between.any(|byte| *byte == b'\n') {
        Break::Sentence
    } else {
        Break::None
    }
}

impl Words {
    /// Whether a pattern may go on from this word to the next one.
    #[inline]
    fn joined(&self, word: usize) -> bool {
        word + 1 < self.breaks.len() && self.breaks[word] < Break::Sentence
    }

    fn starts_clause(&self, word: usize) -> bool {
        word == 0 || self.breaks[word - 1] > Break::None
    }

    /// The words of the lexicon that a word is.
    #[inline]
    fn known_at(&self, word: usize) -> &[u16] {
        &self.known[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

/// All patterns found, in the order of their anchors. Rules ignore each other here.
#[cfg_attr(quick, optimize(speed))]
pub(crate) fn find(words: &Words, lexicon: &Lexicon) -> Vec<Found> {
    let mut found = Vec::new();
    let place = Place { words, lexicon };
    for word in 0..words.tokens.len() {
        for known in words.known_at(word) {
            for number in lexicon.rows_at(*known) {
                let (before, after) = lexicon.around_anchor(lexicon.row(*number));
                if let Some(first) = place.backward(before, word)
                    && let Some(last) = place.forward(after, word)
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

/// Where patterns are looked for.
#[derive(Clone, Copy)]
struct Place<'a> {
    words: &'a Words,
    lexicon: &'a Lexicon,
}

impl Place<'_> {
    #[inline]
    #[cfg_attr(quick, optimize(speed))]
    fn has(self, word: usize, symbol: u16) -> bool {
        self.words.bits[word] & bit(symbol) != 0 && self.really_has(word, symbol)
    }

    #[cfg_attr(quick, optimize(speed))]
    fn really_has(self, word: usize, symbol: u16) -> bool {
        let mut known = self.words.known_at(word).iter();
        known.any(|known| self.lexicon.has(*known, symbol))
    }

    /// Whether the next word has the symbol, and a pattern may go on to it.
    #[inline]
    fn is_next(self, word: usize, symbol: u16) -> bool {
        self.words.joined(word) && self.has(word + 1, symbol)
    }

    /// The word before, where a pattern may go back to it.
    #[inline]
    fn before(self, word: usize) -> Option<usize> {
        word.checked_sub(1)
            .filter(|before| self.words.joined(*before))
    }

    /// The word before, where it has the symbol.
    #[inline]
    fn is_before(self, word: usize, symbol: u16) -> Option<usize> {
        self.before(word).filter(|before| self.has(*before, symbol))
    }

    /// Matches `elements` to the right of `word`; the last word matched.
    #[cfg_attr(quick, optimize(speed))]
    fn forward(self, mut elements: &[Element], mut word: usize) -> Option<usize> {
        while let Some((element, rest)) = elements.split_first() {
            let fits = match element {
                Element::Symbol(symbol) => {
                    let fits = self.is_next(word, *symbol);
                    word += 1;
                    fits
                }
                Element::Maybe(symbol) => {
                    if self.is_next(word, *symbol)
                        && let Some(last) = self.forward(rest, word + 1)
                    {
                        return Some(last);
                    }
                    true
                }
                Element::Gap(longest) => return self.beyond(usize::from(*longest), rest, word),
                Element::Start => self.words.starts_clause(word + 1),
                Element::End => self.words.breaks[word] >= Break::Sentence,
                Element::Question => self.words.breaks[word] == Break::Question,
            };
            if !fits {
                return None;
            }
            elements = rest;
        }
        Some(word)
    }

    /// Matches `elements` to the right of `word` and of as few more words as possible, at most `longest`.
    #[cfg_attr(quick, optimize(speed))]
    fn beyond(self, longest: usize, elements: &[Element], word: usize) -> Option<usize> {
        let mut at = word;
        loop {
            let may = match elements.first() {
                Some(Element::Symbol(symbol)) => self.is_next(at, *symbol),
                Some(
                    Element::Maybe(_)
                    | Element::Gap(_)
                    | Element::Start
                    | Element::End
                    | Element::Question,
                )
                | None => true,
            };
            let last = may.then(|| self.forward(elements, at)).flatten();
            if last.is_some() || at == word + longest || !self.words.joined(at) {
                return last;
            }
            at += 1;
        }
    }

    /// Matches `elements` to the left of `word`, the last element first; the first word matched.
    #[cfg_attr(quick, optimize(speed))]
    fn backward(self, mut elements: &[Element], mut word: usize) -> Option<usize> {
        while let Some((element, rest)) = elements.split_last() {
            match element {
                Element::Symbol(symbol) => word = self.is_before(word, *symbol)?,
                Element::Maybe(symbol) => {
                    if let Some(before) = self.is_before(word, *symbol)
                        && let Some(first) = self.backward(rest, before)
                    {
                        return Some(first);
                    }
                }
                Element::Gap(longest) => {
                    for _ in 0..*longest {
                        let first = self.backward(rest, word);
                        if first.is_some() {
                            return first;
                        }
                        word = self.before(word)?;
                    }
                }
                Element::Start => {
                    if !self.words.starts_clause(word) {
                        return None;
                    }
                }
                Element::End | Element::Question => return None,
            }
            elements = rest;
        }
        Some(word)
    }
}
