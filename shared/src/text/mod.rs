//! Text: cuts a post into tokens, each with the stretch it came from and the normal form it is looked up by.
//!
//! The normal form undoes what people do to words without meaning another word: capitals, missing or stacked
//! accents, full-width and mathematical letters, drawn-out letters ("nuuul"), letters hidden behind stars or
//! digits ("c*nn*rd", "m3rde"). What was undone is kept in [`Flags`], because it says something about the mood.
//!
//! A lexicon never writes normal forms by hand: it tokenises its own entries and compares [`Tokens::norm`].
//!
//! The whole text is read once from left to right; the time is linear in its length, whatever it holds.

mod atom;
pub mod case;
mod emoji;
mod glyph;
mod mask;
mod word;

#[cfg(test)]
mod tests;

use crate::units::Span;
use glyph::{Glyph, glyph_at};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Letters, possibly with digits after the first letter. An elided article or pronoun ("l'", "qu'") is a word
    /// of its own, without the apostrophe in its normal form.
    Word,
    /// Digits, with the separators inside ("12,50", "10:30", "06.12"). A unit glued to it is the next token.
    Number,
    /// A run of the same punctuation or symbol, or a mixed run of `!` and `?`.
    Punctuation,
    /// One emoji sequence or one emoticon such as `:-(`.
    Emoji,
    /// `@name`.
    Mention,
    /// `#word`; the normal form leaves the `#` out.
    Hashtag,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
}

/// What normalisation undid in a token, and how it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    /// At least two letters, all of them capitals.
    pub const SHOUTING: Self = Self(1);
    /// A letter drawn out at least three times, a run of `!`, `?` or `.`, or an emoticon with a drawn-out mouth.
    pub const ELONGATED: Self = Self(2);
    /// Letters hidden behind stars, `@`, `$` or digits.
    pub const MASKED: Self = Self(4);
    /// A capital first letter.
    pub const CAPITAL: Self = Self(8);
    /// Nothing, not even a space, between the token before and this one.
    pub const GLUED: Self = Self(16);

    /// Whether all of `flags` are set.
    #[must_use]
    pub const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }

    const fn with(self, flags: Self) -> Self {
        Self(self.0 | flags.0)
    }
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text it was read from.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How it was written.
    pub flags: Flags,
    /// Hash of the normal form, by [`hash`]: equal forms have equal hashes.
    pub hash: u32,
    /// Where its normal form stands in [`Tokens::norms`].
    norm: Span,
}

/// The tokens of one text, in order, without overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    list: Vec<Token>,
    norms: String,
}

impl Tokens {
    /// The tokens, ordered by start.
    #[must_use]
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// The normal form of one of these tokens: lower case, without accents, never empty but for the token of
    /// another text.
    #[must_use]
    pub fn norm(&self, token: &Token) -> &str {
        token.norm.of(&self.norms)
    }

    /// All the normal forms, each behind one space.
    #[must_use]
    pub fn norms(&self) -> &str {
        &self.norms
    }

    fn last_end(&self) -> usize {
        self.list.last().map_or(0, |token| token.span.end as usize)
    }

    /// Opens a normal form: what is pushed to the returned string belongs to the token that [`Self::close`] ends.
    fn open(&mut self) -> usize {
        self.norms.push(' ');
        self.norms.len()
    }

    #[cfg_attr(quick, optimize(speed))]
    fn close(&mut self, kind: Kind, flags: Flags, from: usize, span: (usize, usize)) {
        let glued = !self.list.is_empty() && self.last_end() == span.0;
        self.list.push(Token {
            span: Span::new(span.0 as u32, span.1 as u32),
            kind,
            flags: if glued {
                flags.with(Flags::GLUED)
            } else {
                flags
            },
            hash: hash(&self.norms.as_bytes()[from..]),
            norm: Span::new(from as u32, self.norms.len() as u32),
        });
    }
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv): small, quick on short words, the same everywhere.
#[must_use]
#[cfg_attr(quick, optimize(speed))]
pub const fn hash(bytes: &[u8]) -> u32 {
    let mut hash = HASH_BASIS;
    let mut at = 0;
    while at < bytes.len() {
        hash = hash_step(hash, bytes[at]);
        at += 1;
    }
    hash
}

/// The hash of what was hashed so far and one more byte, beginning with [`HASH_BASIS`].
#[must_use]
pub const fn hash_step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(HASH_PRIME)
}

/// The hash of nothing.
pub const HASH_BASIS: u32 = 0x811c_9dc5;
const HASH_PRIME: u32 = 0x0100_0193;

/// A text longer than this is read up to here, so that every offset fits a [`Span`].
const MAX_BYTES: usize = 1 << 30;

/// Cuts a text into tokens. Spaces, invisible characters and hyphens inside compounds are in no token.
#[must_use]
#[cfg_attr(quick, optimize(speed))]
pub fn tokenize(text: &str) -> Tokens {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    let mut out = Tokens {
        list: Vec::with_capacity(text.len() / 4 + 1),
        norms: String::with_capacity(text.len() + text.len() / 2 + 16),
    };
    let mut at = 0;
    // Up to where the search for an e-mail address has already looked in vain: it never looks twice.
    let mut no_email_before = if text.contains('@') { 0 } else { text.len() };
    while let Some((glyph, next)) = glyph_at(text, at) {
        at = match glyph {
            Glyph::Space | Glyph::Invisible => next,
            Glyph::Letter(_) | Glyph::Ligature(..) | Glyph::Digit(_) => {
                if at >= no_email_before {
                    no_email_before = match atom::email(text, at) {
                        Ok(end) => {
                            at = atom::push_plain(&mut out, Kind::Email, text, (at, end));
                            continue;
                        }
                        Err(looked) => looked,
                    };
                }
                match (atom::url_end(text, at), glyph) {
                    (Some(end), _) => atom::push_plain(&mut out, Kind::Url, text, (at, end)),
                    (None, Glyph::Digit(_)) => atom::number(&mut out, text, at),
                    (None, _) => word::word(&mut out, text, at),
                }
            }
            Glyph::Emoji => emoji::emoji(&mut out, text, at),
            Glyph::Apostrophe => atom::punctuation(&mut out, text, at),
            Glyph::Mark(mark) => match emoji::emoticon(&mut out, text, at) {
                Some(end) => end,
                None => match mark {
                    '@' => atom::tagged(&mut out, Kind::Mention, text, at),
                    '#' => atom::tagged(&mut out, Kind::Hashtag, text, at),
                    '-' if at == out.last_end() && glyph::is_letter_at(text, next) => next,
                    _ => atom::punctuation(&mut out, text, at),
                },
            },
        };
    }
    out
}
