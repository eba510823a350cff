//! The weights as bytes: bucket after bucket, because heads that look alike weigh the same buckets.
//!
//! ```text
//! "ACM" version  buckets(log2) marks(u16) heads(u8)
//! per head: bias(i32) step(u16)
//! buckets with a weight(u16)  marks with a weight(u16)
//! of the buckets, then of the marks:
//!   gaps:  per number, the distance to the number before; 255 adds 255 and goes on
//!   heads: per number, the distances from head to head, the first one from before the first head; 0 ends them
//!   steps: per number and head, one i8
//! ```
//! All little-endian. `write` and [`read`] are each other's inverse.

use super::{Head, Lane, Marks, Model, Rows};
use crate::features::{BUCKET_BITS, BUCKETS, MARKS, ROWS, ROWS_FROM};

const MAGIC: [u8; 4] = *b"ACM\x03";

/// One step of a mark's weight, in margins: 1/32 of a logit. Finer ones change no answer and cost 5 KB compressed.
pub const MARK_STEP: i16 = 8;

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

/// A number, the lane of a head, and the steps that the head gives it.
pub(super) type Weight = (usize, usize, i8);

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

    /// So many numbers with the heads that weigh them and their steps, ordered.
    fn table(&mut self, count: u16, expected_below: usize) -> Result<Vec<Weight>, ModelError> {
        let mut numbers = Vec::with_capacity(usize::from(count));
        let mut number = 0;
        for _ in 0..count {
            number += self.gap()?;
            numbers.push(below(number, expected_below)?);
        }
        let mut weights = Vec::new();
        for number in numbers {
            let mut heads = 0;
            loop {
                let [byte] = self.array()?;
                if byte == 0 {
                    break;
                }
                heads += usize::from(byte);
                weights.push((number, below(heads - 1, Head::COUNT)?, 0));
            }
        }
        for (_, _, steps) in &mut weights {
            let [byte] = self.array()?;
            *steps = byte as i8;
        }
        Ok(weights)
    }

    fn u16(&mut self) -> Result<u16, ModelError> {
        self.array().map(u16::from_le_bytes)
    }
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
    for lane in &mut lanes {
        lane.bias = i32::from_le_bytes(rest.array()?);
        lane.step = i32::from(rest.u16()?);
    }
    let (buckets, marks) = (rest.u16()?, rest.u16()?);
    let grams = rest.table(buckets, BUCKETS)?;
    let marks = rest.table(marks, MOST_MARKS)?;
    if !rest.bytes.is_empty() {
        return Err(ModelError::Stranger);
    }
    Ok(Model {
        rows: Rows::new(&grams)?,
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

/// The streams of the weights of one kind.
#[derive(Default)]
struct Table {
    count: u16,
    gaps: Vec<u8>,
    heads: Vec<u8>,
    steps: Vec<u8>,
}

impl Table {
    /// From weights ordered by number and head.
    fn of(weights: impl Iterator<Item = Weight>) -> Self {
        let mut table = Self::default();
        let mut last: Option<(usize, usize)> = None;
        for (number, head, steps) in weights {
            match last {
                Some((same, before)) if same == number => table.heads.push((head - before) as u8),
                Some(_) | None => {
                    if last.is_some() {
                        table.heads.push(0);
                    }
                    let before = last.map_or(0, |(number, _)| number);
                    push_gap(&mut table.gaps, number - before);
                    table.heads.push(head as u8 + 1);
                    table.count += 1;
                }
            }
            table.steps.push(steps as u8);
            last = Some((number, head));
        }
        if last.is_some() {
            table.heads.push(0);
        }
        table
    }

    fn bytes(self) -> Vec<u8> {
        [self.gaps, self.heads, self.steps].concat()
    }
}

impl Model {
    /// The model as bytes, the same for the same model.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let lanes = 0..Head::COUNT;
        let grams = (0..BUCKETS).flat_map(|bucket| {
            let steps = lanes.clone().map(move |head| {
                let steps = self.rows.steps(bucket as u16, head);
                (bucket, head, steps as i8)
            });
            steps.filter(|(_, _, steps)| *steps != 0)
        });
        let marks = (0..self.marks.len()).flat_map(|mark| {
            let steps = lanes.clone().map(move |head| {
                let margin = self.marks.margin(mark, head);
                (mark, head, (margin / MARK_STEP) as i8)
            });
            steps.filter(|(_, _, steps)| *steps != 0)
        });
        let (grams, marks) = (Table::of(grams), Table::of(marks));
        let mut bytes = Vec::new();
        bytes.extend(MAGIC);
        bytes.push(BUCKET_BITS as u8);
        bytes.extend((MARKS as u16).to_le_bytes());
        bytes.push(Head::COUNT as u8);
        for lane in &self.lanes {
            bytes.extend(lane.bias.to_le_bytes());
            bytes.extend((lane.step as u16).to_le_bytes());
        }
        bytes.extend(grams.count.to_le_bytes());
        bytes.extend(marks.count.to_le_bytes());
        bytes.extend(grams.bytes());
        bytes.extend(marks.bytes());
        bytes
    }

    /// Builds a model from what was trained: for each head the bias, the step, the n-gram steps by bucket and the
    /// mark steps by mark, both ordered, each bucket and mark once. What weighs nothing is left out.
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
            for (mark, steps) in &trained.marks {
                marks.push((below(usize::from(*mark), MOST_MARKS)?, head, *steps));
            }
        }
        grams.sort_unstable();
        marks.sort_unstable();
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
    /// Marks and their weights in [`MARK_STEP`], ordered by mark.
    pub marks: Vec<(u16, i8)>,
}
