//! The weights as bytes: one stream of bucket gaps and one of steps, head after head, which compress best apart.
//!
//! ```text
//! "ACM" version  buckets(log2) marks(u16) heads(u8)
//! per head: bias(i32) step(u16) weights(u16) marks(u16)
//! gaps:  per head and weight, the distance to the bucket of the weight before; 255 adds 255 and goes on
//! steps: per head and weight, one i8
//! marks: the same gaps for the numbers of the marks; then the low bytes of their margins(i16), then the high bytes
//! ```
//! All little-endian. `write` and [`read`] are each other's inverse.

use super::{Head, Lane, Marks, Model, Rows};
use crate::features::{BUCKET_BITS, BUCKETS, MARKS, ROWS, ROWS_FROM};

const MAGIC: [u8; 4] = *b"ACM\x02";

/// Marks beyond those of [`crate::features::marks`] belong to cues, and from [`ROWS_FROM`] on to rows of the lexicon.
const MOST_MARKS: usize = ROWS_FROM + ROWS;

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The bytes start like nothing this core writes, or like a model of other features or heads.
    Stranger,
    /// The bytes end early.
    Short {
        /// How many bytes were found.
        found: usize,
    },
    /// A number points outside of what it counts.
    OutOfRange {
        /// The number found.
        found: usize,
        /// The first number that is too large.
        expected_below: usize,
    },
}

impl core::fmt::Display for ModelError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Stranger => {
                out.write_str("found bytes of another kind, expected a model of this version")
            }
            Self::Short { found } => write!(out, "found {found} bytes, expected more of the model"),
            Self::OutOfRange {
                found,
                expected_below,
            } => {
                write!(
                    out,
                    "found {found}, expected a number below {expected_below}"
                )
            }
        }
    }
}

impl core::error::Error for ModelError {}

/// The bytes left to read.
struct Rest<'a> {
    all: usize,
    bytes: &'a [u8],
}

impl<'a> Rest<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self
            .bytes
            .split_at_checked(len)
            .ok_or(ModelError::Short { found: self.all })?;
        self.bytes = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let short = ModelError::Short { found: self.all };
        self.take(N)?.try_into().map_err(|_| short)
    }

    /// A distance: bytes of 255 add up until a smaller one ends it.
    fn gap(&mut self) -> Result<usize, ModelError> {
        let mut gap = 0;
        loop {
            let [byte] = self.array()?;
            gap += usize::from(byte);
            if byte < u8::MAX {
                return Ok(gap);
            }
        }
    }

    fn u16(&mut self) -> Result<u16, ModelError> {
        self.array().map(u16::from_le_bytes)
    }
}

struct Sizes {
    weights: usize,
    marks: usize,
}

pub(super) fn read(bytes: &[u8]) -> Result<Model, ModelError> {
    let mut rest = Rest {
        all: bytes.len(),
        bytes,
    };
    let known = rest.array()? == MAGIC && rest.array()? == [BUCKET_BITS as u8];
    if !known || usize::from(rest.u16()?) != MARKS || rest.array()? != [Head::COUNT as u8] {
        return Err(ModelError::Stranger);
    }
    let mut lanes = [Lane::default(); Head::COUNT];
    let mut sizes = Vec::with_capacity(Head::COUNT);
    for lane in &mut lanes {
        lane.bias = i32::from_le_bytes(rest.array()?);
        lane.step = i32::from(rest.u16()?);
        sizes.push(Sizes {
            weights: usize::from(rest.u16()?),
            marks: usize::from(rest.u16()?),
        });
    }

    let mut entries = Vec::new();
    for (head, size) in sizes.iter().enumerate() {
        let mut bucket = 0usize;
        for _ in 0..size.weights {
            bucket += rest.gap()?;
            entries.push((below(bucket, BUCKETS)?, head, 0));
        }
    }
    for (_, _, steps) in &mut entries {
        let [byte] = rest.array()?;
        *steps = byte as i8;
    }
    let mut marks = Vec::new();
    for (head, size) in sizes.iter().enumerate() {
        let mut mark = 0usize;
        for _ in 0..size.marks {
            mark += rest.gap()?;
            marks.push((below(mark, MOST_MARKS)?, head, 0));
        }
    }
    let (low, high) = (rest.take(marks.len())?, rest.take(marks.len())?);
    for ((_, _, margin), bytes) in marks.iter_mut().zip(low.iter().zip(high)) {
        *margin = i16::from_le_bytes([*bytes.0, *bytes.1]);
    }
    if !rest.bytes.is_empty() {
        return Err(ModelError::Stranger);
    }
    Ok(Model {
        rows: Rows::new(&entries)?,
        marks: Marks::new(&marks),
        lanes,
    })
}

fn below(found: usize, expected_below: usize) -> Result<usize, ModelError> {
    if found < expected_below {
        Ok(found)
    } else {
        Err(ModelError::OutOfRange {
            found,
            expected_below,
        })
    }
}

impl Model {
    /// The model as bytes, the same for the same model.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let (mut head_part, mut gaps, mut steps) = (Vec::new(), Vec::new(), Vec::new());
        let (mut mark_gaps, mut low, mut high) = (Vec::new(), Vec::new(), Vec::new());
        head_part.extend(MAGIC);
        head_part.push(BUCKET_BITS as u8);
        head_part.extend((MARKS as u16).to_le_bytes());
        head_part.push(Head::COUNT as u8);
        for (head, lane) in self.lanes.iter().enumerate() {
            let (mut weights, mut marks) = (0u16, 0u16);
            let mut before = 0;
            for bucket in 0..BUCKETS {
                let weight = self.rows.steps(bucket as u16, head);
                if weight != 0 {
                    push_gap(&mut gaps, bucket - before);
                    steps.push(weight as i8 as u8);
                    before = bucket;
                    weights += 1;
                }
            }
            before = 0;
            for mark in 0..self.marks.len() {
                let margin = self.marks.margin(mark, head);
                if margin != 0 {
                    push_gap(&mut mark_gaps, mark - before);
                    let [low_byte, high_byte] = margin.to_le_bytes();
                    low.push(low_byte);
                    high.push(high_byte);
                    before = mark;
                    marks += 1;
                }
            }
            head_part.extend(lane.bias.to_le_bytes());
            head_part.extend((lane.step as u16).to_le_bytes());
            head_part.extend(weights.to_le_bytes());
            head_part.extend(marks.to_le_bytes());
        }
        [head_part, gaps, steps, mark_gaps, low, high].concat()
    }

    /// Builds a model from what was trained: for each head the bias, the step, the n-gram steps by bucket and the
    /// mark margins by mark, both ordered, each bucket and mark once. What weighs nothing is left out.
    ///
    /// # Errors
    /// When a bucket or mark is out of range.
    pub fn build(heads: &[HeadWeights; Head::COUNT]) -> Result<Self, ModelError> {
        let mut lanes = [Lane::default(); Head::COUNT];
        let (mut grams, mut marks) = (Vec::new(), Vec::new());
        for (head, (lane, trained)) in lanes.iter_mut().zip(heads).enumerate() {
            *lane = Lane {
                bias: trained.bias,
                step: i32::from(trained.step),
            };
            for (bucket, steps) in &trained.grams {
                grams.push((usize::from(*bucket), head, *steps));
            }
            for (mark, margin) in &trained.marks {
                marks.push((below(usize::from(*mark), MOST_MARKS)?, head, *margin));
            }
        }
        Ok(Self {
            rows: Rows::new(&grams)?,
            marks: Marks::new(&marks),
            lanes,
        })
    }
}

fn push_gap(gaps: &mut Vec<u8>, mut gap: usize) {
    while gap >= usize::from(u8::MAX) {
        gaps.push(u8::MAX);
        gap -= usize::from(u8::MAX);
    }
    gaps.push(gap as u8);
}

/// What training gives for one head; see [`Model::build`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadWeights {
    /// The margin of a text without any feature.
    pub bias: i32,
    /// One step of an n-gram weight, in 1/16 of a margin unit.
    pub step: u16,
    /// Buckets and steps, ordered by bucket.
    pub grams: Vec<(u16, i8)>,
    /// Marks and their margins, ordered by mark.
    pub marks: Vec<(u16, i16)>,
}
