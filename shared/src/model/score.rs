//! Scoring: all heads in one pass over the n-grams.

use super::marks::Sum;
use super::rows::Tally;
use super::{Head, Model, UNIT};
use crate::features::{self, CUE_STEPS, MARKS, ROWS_FROM};
use crate::reading::{Intent, Topic};
use crate::text::Tokens;

/// The margins of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores {
    margins: [i32; Head::COUNT],
}

/// Scores a text. `cues` holds how often each kind of cue was found, in the order the model was trained with, and `rows`
/// which rows of the lexicon; what the model doesn't know weighs nothing.
#[must_use]
#[cfg_attr(quick, optimize(speed))]
pub fn score(model: &Model, tokens: &Tokens, cues: &[u8], rows: &[u16]) -> Scores {
    let mut tally = Tally::of(&model.rows);
    let (mut waiting, mut held) = ([0; WAITING], 0);
    let count = features::grams(tokens, |gram| {
        // Most buckets have no weight: what they hold here is written over by the next one.
        let number = model.rows.number(gram.bucket);
        waiting[held] = number;
        held += usize::from(number != 0);
        if held == WAITING {
            tally.add(&waiting);
            held = 0;
        }
    });
    tally.add(&waiting[..held]);
    let sums = tally.sums();
    let mut marks = Sum::of(&model.marks);
    features::marks(tokens, |mark| marks.add(mark));
    for (kind, count) in cues.iter().enumerate() {
        for (step, _) in CUE_STEPS
            .iter()
            .enumerate()
            .filter(|(_, step)| count >= *step)
        {
            marks.add(MARKS + kind * CUE_STEPS.len() + step);
        }
    }
    for row in rows {
        marks.add(ROWS_FROM + usize::from(*row));
    }
    let share = share(count);
    let mut margins = [0i32; Head::COUNT];
    for (head, ((margin, lane), sum)) in margins.iter_mut().zip(&model.lanes).zip(sums).enumerate()
    {
        let grams = (i64::from(sum) * share * i64::from(lane.step)) >> (SHARE_BITS + STEP_BITS);
        let grams = lane.bias.saturating_add(clamped(grams));
        *margin = grams.saturating_add(marks.margin(head));
    }
    Scores { margins }
}

/// Added to the number of n-grams, so that very short texts are not all weight.
pub const SHARE_OFFSET: u32 = 16;

/// N-grams are weighed so many at a time: two short loops are quicker than one long one.
const WAITING: usize = 256;

const SHARE_BITS: u32 = 12;
const STEP_BITS: u32 = 4;

/// What one n-gram counts in a text of `count`: one over the square root, with [`SHARE_BITS`] bits after the point.
fn share(count: u32) -> i64 {
    let root = (u64::from(count) + u64::from(SHARE_OFFSET)) << 16;
    // The root of a number with 16 bits after the point has 8 of them.
    ((1u64 << (SHARE_BITS + 8)) / root.isqrt()) as i64
}

fn clamped(margin: i64) -> i32 {
    margin.clamp(i64::from(-MOST), i64::from(MOST)) as i32
}

/// No margin says more than this: twenty logits either way.
const MOST: i32 = 20 * UNIT;

impl Scores {
    /// The margin of a head, in 1/[`UNIT`] of a logit; 0 is where its decision turns. The head of nothing is never on.
    #[must_use]
    pub fn margin(&self, head: Head) -> i32 {
        head.lane().map_or(-MOST, |lane| self.margins[lane])
    }

    /// Whether the head says yes.
    #[must_use]
    pub fn says(&self, head: Head) -> bool {
        self.margin(head) >= 0
    }

    /// What the author wants. Whether it is a grievance is decided first, by the head that knows most of it.
    #[must_use]
    pub fn intent(&self) -> Intent {
        if self.says(Head::Grievance) {
            return if self.says(Head::Intent(Intent::Abuse)) {
                Intent::Abuse
            } else {
                Intent::Complaint
            };
        }
        self.other_intent()
    }

    /// The likeliest intent of a post that is no grievance.
    #[must_use]
    pub fn other_intent(&self) -> Intent {
        let others = [
            Intent::Other,
            Intent::Question,
            Intent::Praise,
            Intent::Tease,
        ];
        *others
            .iter()
            .max_by_key(|intent| self.margin(Head::Intent(**intent)))
            .unwrap_or(&Intent::Other)
    }

    /// What the post is about: the topic that says yes most clearly.
    #[must_use]
    pub fn topic(&self) -> Topic {
        let topics = Head::ALL.iter().filter_map(|head| match head {
            Head::Topic(topic) => Some((self.margin(*head), *topic)),
            Head::Annoyed
            | Head::Angry
            | Head::Furious
            | Head::Grievance
            | Head::Intent(_)
            | Head::Signal(_)
            | Head::Tu
            | Head::Vous => None,
        });
        topics
            .max_by_key(|(margin, _)| *margin)
            .map_or(Topic::None, |(_, topic)| topic)
    }

    /// Anger, 0..=1000 permille: below 250 where [`Head::Annoyed`] says no, from 500 where [`Head::Angry`] says yes,
    /// from 780 where [`Head::Furious`] does. Within the lower two zones it grows with the next head's margin.
    #[must_use]
    pub fn anger(&self) -> u16 {
        self.anger_moved([0, 0, 0])
    }

    /// The same with the margins of [`Head::Annoyed`], [`Head::Angry`] and [`Head::Furious`] moved by what another
    /// source says.
    #[must_use]
    pub fn anger_moved(&self, moves: [i32; 3]) -> u16 {
        let heads = [Head::Annoyed, Head::Angry, Head::Furious];
        let [annoyed, angry, furious] =
            core::array::from_fn(|at| self.margin(heads[at]).saturating_add(moves[at]));
        if angry >= 0 {
            return if furious >= 0 {
                within(FURIOUS, FULL, furious)
            } else {
                within(ANGRY, FURIOUS, angry)
            };
        }
        if annoyed >= 0 {
            // From "no anger at all" to the turn of the angry head.
            within(ANNOYED, ANGRY, angry + ZONE)
        } else {
            within(0, ANNOYED, annoyed + ZONE)
        }
    }
}

/// Where the severities begin, in permille; the same cuts as `assess`.
const ANNOYED: i32 = 250;
const ANGRY: i32 = 500;
const FURIOUS: i32 = 780;
const FULL: i32 = 1001;

/// How many margin units of a head fill one zone of the scale.
const ZONE: i32 = 4 * UNIT;

fn within(from: i32, to: i32, margin: i32) -> u16 {
    let share = margin.clamp(0, ZONE - 1);
    (from + (to - from) * share / ZONE) as u16
}
