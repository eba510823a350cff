//! The weights of marks, cues and rows of the lexicon as they lie in memory: like those of the n-grams, a row for all heads at once.
//!
//! Two weights share a machine word, raised so that none is negative. A row holds at most 16 bits of the 32 that each
//! has, and no text has more than a few hundred marks and cues: their sum never reaches the other half.

use super::Head;
use super::file::{MARK_STEP, Weight};

/// Machine words in a row.
const WORDS: usize = Head::COUNT.div_ceil(2);

/// What every weight is raised by: the size of the most negative one there can be.
const RAISED: u32 = 1 << 15;
const NOTHING: u64 = (RAISED as u64) << 32 | RAISED as u64;

/// All weights of marks, cues and rows of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// For each mark, where its row is; 0 where it has none. Most rows of the lexicon weigh nothing.
    places: Vec<u16>,
    /// The row at place 1, and so on.
    rows: Vec<[u64; WORDS]>,
}

impl Marks {
    /// From weights as (mark, head, steps of [`MARK_STEP`]).
    pub(super) fn new(weights: &[Weight]) -> Self {
        let (mut places, mut rows) = (Vec::new(), Vec::new());
        for (mark, head, steps) in weights.iter().filter(|(_, _, steps)| *steps != 0) {
            if places.len() <= *mark {
                places.resize(mark + 1, 0);
            }
            if places[*mark] == 0 {
                rows.push([NOTHING; WORDS]);
                places[*mark] = rows.len() as u16;
            }
            let word: &mut u64 = &mut rows[usize::from(places[*mark]) - 1][head / 2];
            let margin = i32::from(*steps) * i32::from(MARK_STEP);
            let raised = u64::from(RAISED.wrapping_add_signed(margin));
            let shift = head % 2 * 32;
            *word = *word & !(u64::from(u32::MAX) << shift) | raised << shift;
        }
        Self { places, rows }
    }

    /// How many marks there are, with and without weight.
    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    fn row(&self, mark: usize) -> Option<&[u64; WORDS]> {
        let place = usize::from(*self.places.get(mark)?);
        self.rows.get(place.checked_sub(1)?)
    }

    /// The weight of a mark for a head, in margins.
    pub(super) fn margin(&self, mark: usize, head: usize) -> i16 {
        self.row(mark).map_or(0, |row| {
            ((row[head / 2] >> (head % 2 * 32)) as u32).wrapping_sub(RAISED) as i16
        })
    }
}

/// Adds up the weights of the marks of a text.
pub(super) struct Sum<'a> {
    marks: &'a Marks,
    words: [u64; WORDS],
    count: u32,
}

impl<'a> Sum<'a> {
    pub(super) const fn of(marks: &'a Marks) -> Self {
        Self {
            marks,
            words: [0; WORDS],
            count: 0,
        }
    }

    /// Adds the weights of a mark; one that the model doesn't know weighs nothing.
    #[cfg_attr(quick, optimize(speed))]
    pub(super) fn add(&mut self, mark: usize) {
        if let Some(row) = self.marks.row(mark) {
            self.count += 1;
            for (sum, word) in self.words.iter_mut().zip(row) {
                *sum = sum.wrapping_add(*word);
            }
        }
    }

    /// What the marks add for a head, in margins.
    pub(super) fn margin(&self, head: usize) -> i32 {
        let sum = (self.words[head / 2] >> (head % 2 * 32)) as u32;
        sum.wrapping_sub(RAISED.wrapping_mul(self.count)) as i32
    }
}
