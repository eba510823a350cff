//! The n-gram weights as they lie in memory: one look-up gives the weights of a bucket for all heads, and a few additions
//! of whole machine words add them all.
//!
//! A bucket's weights are a row of bytes, one a head. A byte holds the weight raised by the same number everywhere, so that
//! none is negative: rows can then be added as numbers of eight bytes, without a carry from one byte into the next, until
//! the largest possible byte is full. [`Tally`] moves the sums into wider ones before that.

use super::{Head, ModelError};
use crate::features::BUCKETS;

/// Machine words in a row.
const WORDS: usize = Head::COUNT.div_ceil(8);
/// Bytes in a row: the heads, and what fills the last word.
const LANES: usize = 8 * WORDS;

/// The weights of one bucket.
type Row = [u64; WORDS];

/// All weights of the n-grams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    /// For each bucket, the number of its row; the first row is that of all buckets without a weight.
    numbers: Vec<u16>,
    rows: Vec<Row>,
    /// What every byte is raised by.
    raised: u8,
    /// So many rows can be added before a byte is full.
    most: usize,
}

impl Rows {
    /// From weights as (bucket, head, steps); weights of no step are left out.
    ///
    /// # Errors
    /// When a bucket is out of range.
    pub(super) fn new(weights: &[(usize, usize, i8)]) -> Result<Self, ModelError> {
        let steps = || weights.iter().map(|(_, _, steps)| i16::from(*steps));
        let raised = -steps().min().unwrap_or(0).min(0);
        let largest = (steps().max().unwrap_or(0).max(0) + raised).max(1);
        let raised = raised as u8;
        let mut new = Self {
            numbers: vec![0; BUCKETS],
            rows: vec![[u64::from_le_bytes([raised; 8]); WORDS]],
            raised,
            most: usize::from(u8::MAX) / largest as usize,
        };
        for (bucket, head, steps) in weights.iter().filter(|(_, _, steps)| *steps != 0) {
            let number = new.numbers.get_mut(*bucket).ok_or(ModelError::OutOfRange {
                found: *bucket,
                expected_below: BUCKETS,
            })?;
            if *number == 0 {
                *number = new.rows.len() as u16;
                new.rows.push(new.rows[0]);
            }
            let word = &mut new.rows[usize::from(*number)][head / 8];
            let mut bytes = word.to_le_bytes();
            bytes[head % 8] = raised.wrapping_add_signed(*steps);
            *word = u64::from_le_bytes(bytes);
        }
        Ok(new)
    }

    /// The number of a bucket's row; 0 where the bucket has no weight.
    #[inline]
    pub(super) fn number(&self, bucket: u16) -> u16 {
        self.numbers[usize::from(bucket) % BUCKETS]
    }

    /// The weight of a bucket for the head of a lane, in steps.
    #[inline]
    pub(super) fn steps(&self, bucket: u16, lane: usize) -> i32 {
        let row = &self.rows[usize::from(self.number(bucket))];
        let byte = row[lane / 8] >> (lane % 8 * 8) & 0xff;
        byte as i32 - i32::from(self.raised)
    }
}

/// Every second byte of a machine word.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// Adds up rows.
pub(super) struct Tally<'a> {
    rows: &'a Rows,
    /// Sums of two bytes: those of the even bytes, then those of the odd ones.
    pairs: [Row; 2],
    /// How often bytes have been added to `pairs`.
    moved: u32,
    /// How many rows have been added.
    count: u32,
    sums: [i32; LANES],
}

/// Two bytes hold so many sums of one byte.
const PAIR: u32 = u16::MAX as u32 / u8::MAX as u32;

impl<'a> Tally<'a> {
    pub(super) const fn of(rows: &'a Rows) -> Self {
        Self {
            rows,
            pairs: [[0; WORDS]; 2],
            moved: 0,
            count: 0,
            sums: [0; LANES],
        }
    }

    /// Adds the rows of these numbers.
    #[inline(never)]
    #[cfg_attr(quick, optimize(speed))]
    pub(super) fn add(&mut self, numbers: &[u16]) {
        self.count = self.count.wrapping_add(numbers.len() as u32);
        for few in numbers.chunks(self.rows.most) {
            let mut bytes = [0; WORDS];
            for number in few {
                for (sum, word) in bytes.iter_mut().zip(&self.rows.rows[usize::from(*number)]) {
                    *sum = u64::wrapping_add(*sum, *word);
                }
            }
            if self.moved == PAIR {
                self.settle();
            }
            self.moved += 1;
            let [even, odd] = &mut self.pairs;
            for ((bytes, even), odd) in bytes.iter().zip(even).zip(odd) {
                *even += bytes & EVEN;
                *odd += bytes >> 8 & EVEN;
            }
        }
    }

    #[inline(never)]
    fn settle(&mut self) {
        for (odd, words) in self.pairs.iter_mut().enumerate() {
            for (at, word) in words.iter_mut().enumerate() {
                for pair in 0..4 {
                    let sum = &mut self.sums[at * 8 + pair * 2 + odd];
                    // Only a text of more than 100 MB could wrap.
                    *sum = sum.wrapping_add((*word >> (pair * 16) & 0xffff) as i32);
                }
                *word = 0;
            }
        }
        self.moved = 0;
    }

    /// The sum of each head, in steps.
    pub(super) fn sums(mut self) -> [i32; LANES] {
        self.settle();
        let raised = i32::from(self.rows.raised).wrapping_mul(self.count as i32);
        self.sums.map(|sum| sum.wrapping_sub(raised))
    }
}
