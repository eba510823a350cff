//! An answer on its way, with what it is compared by.

use crate::check;
use crate::post::Venue;
use crate::reading::Register;
use crate::reply::{Item, Move, Score};
use crate::similarity::Runs;
use crate::situation::Situation;
use crate::text::{self, Tokens};
use crate::units::Permille;
use core::cell::OnceCell;

/// Letters a public answer has: what agents write, and customers read to the end. The first answer counts its links,
/// too; the others don't.
const MOST_LETTERS: usize = 350;
/// Shorter words come back in every sentence.
const LONG_WORD: usize = 5;

/// An answer of the composer.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) moves: Vec<Move>,
    pub(super) asks: Vec<Item>,
    pub(super) register: Register,
}

/// An answer on its way.
pub(super) struct Candidate {
    pub(super) draft: Draft,
    pub(super) recipe: usize,
    /// The place of its aim among those of the plan.
    pub(super) aim: usize,
    /// The place of its register among those offered.
    pub(super) turn: usize,
    /// Whether it has more letters than a public answer should, links included.
    pub(super) wordy: bool,
    /// How many words of weight come back.
    pub(super) again: usize,
    pub(super) alike: Permille,
    pub(super) runs: Runs,
    judged: OnceCell<(bool, Vec<Score>)>,
}

impl Candidate {
    /// The scores it earns; `None` where it fails a gate. Judging costs most of an answer's time, so it is done once,
    /// and only where somebody asks.
    pub(super) fn scores(&self, situation: &Situation, recent: &[Runs]) -> Option<&Vec<Score>> {
        let (passes, scores) = self.judged.get_or_init(|| {
            let (failed, scores) = check::judge(&self.draft.text, situation, recent);
            (failed.is_empty(), scores)
        });
        passes.then_some(scores)
    }
}

/// A draft with what it is compared by.
pub(super) fn weighed(
    draft: Draft,
    situation: &Situation,
    recent: &[Runs],
    (aim, recipe, turn): (usize, usize, usize),
) -> Candidate {
    let tokens = text::tokenize(&draft.text);
    let runs = Runs::among(&tokens);
    let likeness = recent.iter().map(|other| runs.likeness(other));
    Candidate {
        wordy: is_wordy(&draft, situation),
        alike: likeness.max().unwrap_or_default(),
        again: repetitions(&tokens),
        draft,
        recipe,
        aim,
        turn,
        runs,
        judged: OnceCell::new(),
    }
}

/// Whether a draft has more letters than a public answer should, links included.
pub(super) fn is_wordy(draft: &Draft, situation: &Situation) -> bool {
    situation.venue == Venue::Public && draft.text.chars().count() > MOST_LETTERS
}

/// Whether an answer is longer than people read in public.
pub(super) fn is_long(text: &str) -> bool {
    let words = text.split_whitespace();
    let shown = words.filter(|word| !word.contains("://"));
    shown.map(|word| word.chars().count() + 1).sum::<usize>() > MOST_LETTERS
}

/// Words of weight that come more than once: what makes an answer sound like a form.
fn repetitions(tokens: &Tokens) -> usize {
    let mut words: Vec<u32> = tokens
        .list()
        .iter()
        .filter(|token| token.kind == text::Kind::Word && tokens.norm(token).len() >= LONG_WORD)
        .map(|token| token.hash)
        .collect();
    let all = words.len();
    words.sort_unstable();
    words.dedup();
    all - words.len()
}
