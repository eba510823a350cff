//! The learned model: a linear scorer over the [`crate::features`], in whole numbers, with the words that weighed most.
//!
//! For each [`Head`] the weights of a text's n-grams are added up and divided by the square root of their number, and
//! the weights of its marks and cues are added to that. The sum is a *margin*: 0 is where the head's decision turns,
//! [`UNIT`] is one logit. The weights come from `cargo xtask train`, which also writes the model card beside them.

mod evidence;
mod file;
mod heads;
mod marks;
mod rows;
mod score;

#[cfg(test)]
mod tests;

pub use evidence::evidence;
pub use file::{HeadWeights, MARK_STEP, ModelError};
pub use heads::Head;
pub use score::{SHARE_OFFSET, Scores, score};

use marks::Marks;
use rows::Rows;

/// One logit in margins.
pub const UNIT: i32 = 256;

/// The weights of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The n-gram weights of all heads, bucket by bucket, in steps of each head's [`Lane::step`].
    rows: Rows,
    /// The weights of marks and cues, in margins: mark numbers come first, then the steps of each cue.
    marks: Marks,
    /// One for each head.
    lanes: [Lane; Head::COUNT],
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
}
