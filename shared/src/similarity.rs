//! How alike two answers are: the measure behind "not the same sentence again".
//!
//! Two texts are compared by their runs of three words, in normal form (lower case, no accents, no punctuation):
//! runs they share over all their runs (Jaccard), in permille. 1000 is the same words in the same order; two
//! answers on one subject by different people stay under 200. Greeting and signature count like the rest.

use crate::text::{self, Kind, Tokens};
use crate::units::{Permille, Span};

/// Words in a run. Two would call every "votre numéro de contrat" a copy; four would miss a changed word.
const RUN: usize = 3;

/// The runs of one text, ready to be compared with many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<u32>);

impl Runs {
    /// The runs of a text. A text shorter than one run is one run by itself.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::among(&text::tokenize(text))
    }

    /// The runs of a text that has been cut into tokens.
    pub(crate) fn among(tokens: &Tokens) -> Self {
        let words: Vec<u32> = tokens
            .list()
            .iter()
            .filter(|token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Hashtag))
            .map(|token| token.hash)
            .collect();
        let mut runs: Vec<u32> = words
            .chunks(words.len().max(1))
            .filter(|_| words.len() < RUN)
            .chain(words.windows(RUN))
            .map(hash)
            .collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// How alike the two texts are; 0 where one of them has no word.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Permille {
        let shared = self
            .0
            .iter()
            .filter(|run| other.0.binary_search(run).is_ok())
            .count();
        Permille::of(shared, self.0.len() + other.0.len() - shared)
    }
}

/// Sentences of fewer words are greetings, thanks and signatures: they may come back.
const SHORTEST_SENTENCE: usize = 5;

/// The sentence of a text that stands at `span`, by its words alone; `None` for one too short to count.
pub(crate) fn sentence(tokens: &Tokens, span: Span) -> Option<u32> {
    let within = |token: &&text::Token| token.kind == Kind::Word && token.span.overlaps(span);
    let words = tokens.list().iter().filter(within);
    let count = words.clone().count();
    let bytes = words.flat_map(|token| token.hash.to_le_bytes());
    (count >= SHORTEST_SENTENCE).then(|| bytes.fold(text::HASH_BASIS, text::hash_step))
}

/// How alike two texts are.
#[must_use]
pub fn likeness(one: &str, other: &str) -> Permille {
    Runs::of(one).likeness(&Runs::of(other))
}

fn hash(words: &[u32]) -> u32 {
    words
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .fold(text::HASH_BASIS, text::hash_step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expect: u16) {
        assert_eq!(likeness(one, other), Permille(expect));
        assert_eq!(likeness(other, one), Permille(expect));
    }

    #[test]
    fn the_same_words_are_a_copy_whatever_their_dress() {
        check(
            "Merci de nous avoir écrit.",
            "MERCI de nous avoir ecrit !!",
            1000,
        );
        check("Bonjour", "bonjour", 1000);
    }

    #[test]
    fn one_changed_word_breaks_three_runs() {
        // a b c d e f g h: six runs; the fifth word changed: three runs differ on each side, 3 of 9 are shared.
        check("a1 b1 c1 d1 e1 f1 g1 h1", "a1 b1 c1 d1 x1 f1 g1 h1", 333);
    }

    #[test]
    fn nothing_is_like_nothing() {
        check("", "", 0);
        check("", "Bonjour", 0);
        check("!!!", "Bonjour Claire, merci", 0);
    }
}
