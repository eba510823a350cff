//! The learned model: a linear scorer over the [`crate::features`], in whole numbers, with the words that weighed most.
//!
//! For each [`Head`] the weights of a text's n-grams are added up and divided by the square root of their number, and
//! the weights of its marks and cues are added to that. The sum is a *margin*: 0 is where the head's decision turns,
//! [`UNIT`] is one logit. The weights come from `cargo xtask train`, which also writes the model card beside them.

mod evidence;
mod file;
mod heads;
mod score;

#[cfg(test)]
mod tests;

pub use evidence::evidence;
pub use file::{HeadWeights, ModelError};
pub use heads::Head;
pub use score::{SHARE_OFFSET, Scores, score};

/// One logit in margins.
pub const UNIT: i32 = 256;

/// The weights of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// For each bucket, where its weights start in `weights`; one more entry closes the last bucket.
    starts: Vec<u16>,
    /// The n-gram weights, bucket by bucket.
    weights: Vec<Weight>,
    /// The same for marks and cues: mark numbers first, then the steps of each cue.
    mark_starts: Vec<u16>,
    /// The mark and cue weights, in margins.
    mark_weights: Vec<MarkWeight>,
    /// One for each head.
    lanes: [Lane; Head::COUNT],
}

/// One n-gram's weight for one head, in steps of the head's [`Lane::step`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weight {
    head: u8,
    steps: i8,
}

/// One mark's weight for one head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MarkWeight {
    head: u8,
    margin: i16,
}

/// What is the same for all the weights of one head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lane {
    /// The margin of a text without any feature.
    bias: i32,
    /// One step of an n-gram weight, in 1/16 of a margin unit.
    step: i32,
}

impl Model {
    /// Reads a model from its bytes.
    ///
    /// # Errors
    /// When the bytes are no model, or one for other features or heads than this core knows.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        file::read(bytes)
    }

    fn grams_at(&self, bucket: u16) -> &[Weight] {
        let at = usize::from(bucket);
        &self.weights[usize::from(self.starts[at])..usize::from(self.starts[at + 1])]
    }

    fn mark_at(&self, mark: usize) -> &[MarkWeight] {
        match (self.mark_starts.get(mark), self.mark_starts.get(mark + 1)) {
            (Some(from), Some(to)) => &self.mark_weights[usize::from(*from)..usize::from(*to)],
            (_, _) => &[],
        }
    }
}
