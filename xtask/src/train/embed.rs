//! What words mean, from the words around them: positive mutual information, cut down to its strongest directions.
//! It needs no labels, so it may read every text there is.

use super::kernel::in_parallel;
use std::collections::BTreeMap;

/// Numbers that stand for one word.
pub(super) const SIZE: usize = 152;

/// A word seen less often than this says too little about its company.
const LEAST_SEEN: u32 = 4;

/// How far company goes, in words.
const WINDOW: usize = 4;

/// Rounds of sharpening the directions.
const ROUNDS: usize = 4;

/// Words as points: alike when they keep alike company.
pub(super) struct Words {
    numbers: BTreeMap<String, usize>,
    counts: Vec<u32>,
    total: f64,
    points: Vec<f32>,
}

impl Words {
    /// Learns from texts, each a list of normal forms.
    pub(super) fn learn(texts: &[Vec<String>]) -> Self {
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        for word in texts.iter().flatten() {
            *seen.entry(word).or_default() += 1;
        }
        let kept: Vec<(&str, u32)> = seen
            .into_iter()
            .filter(|(_, count)| *count >= LEAST_SEEN)
            .collect();
        let numbers: BTreeMap<String, usize> = kept
            .iter()
            .enumerate()
            .map(|(number, (word, _))| (String::from(*word), number))
            .collect();
        let counts: Vec<u32> = kept.iter().map(|(_, count)| *count).collect();
        let company = company(texts, &numbers);
        let information = information(&company, numbers.len());
        let points = directions(&information, numbers.len());
        let total = counts.iter().map(|count| f64::from(*count)).sum();
        Self {
            numbers,
            counts,
            total,
            points,
        }
    }

    /// The point of a text: the mean of its words, frequent ones counting little.
    pub(super) fn point(&self, text: &[String]) -> Vec<f32> {
        let mut point = vec![0.0f32; SIZE];
        let mut weights = 0.0;
        for number in text.iter().filter_map(|word| self.numbers.get(word)) {
            let weight = (1e-3 / (1e-3 + f64::from(self.counts[*number]) / self.total)) as f32;
            weights += weight;
            for (to, from) in point.iter_mut().zip(&self.points[number * SIZE..]) {
                *to += weight * from;
            }
        }
        for cell in &mut point {
            *cell /= weights + 1e-9;
        }
        point
    }
}

/// How often each word stands near each other one, nearer counting more.
fn company(texts: &[Vec<String>], numbers: &BTreeMap<String, usize>) -> Vec<BTreeMap<u32, f32>> {
    let mut company = vec![BTreeMap::new(); numbers.len()];
    for text in texts {
        let text: Vec<usize> = text
            .iter()
            .filter_map(|word| numbers.get(word).copied())
            .collect();
        for (at, one) in text.iter().enumerate() {
            for (far, other) in text[at + 1..].iter().take(WINDOW).enumerate() {
                let near = 1.0 / (far + 1) as f32;
                *company[*one].entry(*other as u32).or_insert(0.0) += near;
                *company[*other].entry(*one as u32).or_insert(0.0) += near;
            }
        }
    }
    company
}

/// Row by row, by how much a pair is more frequent than chance; pairs that are not are left out.
fn information(company: &[BTreeMap<u32, f32>], words: usize) -> Vec<Vec<(u32, f32)>> {
    let sums: Vec<f64> = company
        .iter()
        .map(|row| row.values().map(|value| f64::from(*value)).sum())
        .collect();
    // Flattened frequencies keep rare words from looking like the best company.
    let flat: Vec<f64> = sums.iter().map(|sum| libm::pow(*sum, 0.75)).collect();
    let all: f64 = flat.iter().sum();
    let mut rows = vec![Vec::new(); words];
    for (row, (found, sum)) in rows.iter_mut().zip(company.iter().zip(&sums)) {
        for (other, value) in found {
            let information = libm::log(f64::from(*value) * all / (sum * flat[*other as usize]));
            if information > 0.0 {
                row.push((*other, information as f32));
            }
        }
    }
    rows
}

/// The strongest directions of a matrix that is nearly symmetric, by repeated multiplication; one unit vector a word.
fn directions(rows: &[Vec<(u32, f32)>], words: usize) -> Vec<f32> {
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let mut basis: Vec<f32> = (0..words * SIZE)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0
        })
        .collect();
    let times = |basis: &[f32]| {
        let mut product = vec![0.0f32; words * SIZE];
        in_parallel(&mut product, SIZE, |word, to| {
            for (other, value) in &rows[word] {
                let from = &basis[*other as usize * SIZE..][..SIZE];
                for (to, from) in to.iter_mut().zip(from) {
                    *to += value * from;
                }
            }
        });
        product
    };
    for _ in 0..ROUNDS {
        basis = times(&basis);
        straighten(&mut basis, words);
    }
    let mut points = times(&basis);
    // Each direction counts with the root of its strength, so that the first few don't drown the rest.
    let mut strengths = [0.0f64; SIZE];
    for point in points.chunks(SIZE) {
        for (strength, cell) in strengths.iter_mut().zip(point) {
            *strength += f64::from(*cell) * f64::from(*cell);
        }
    }
    for point in points.chunks_mut(SIZE) {
        for (cell, strength) in point.iter_mut().zip(&strengths) {
            *cell = (f64::from(*cell) / strength.sqrt().sqrt().max(1e-12)) as f32;
        }
        let length = point.iter().map(|cell| cell * cell).sum::<f32>().sqrt() + 1e-9;
        for cell in point {
            *cell /= length;
        }
    }
    points
}

/// Makes the columns orthogonal and of length one, by Gram and Schmidt.
fn straighten(basis: &mut [f32], words: usize) {
    let mut columns: Vec<Vec<f32>> = (0..SIZE)
        .map(|column| (0..words).map(|word| basis[word * SIZE + column]).collect())
        .collect();
    for at in 0..SIZE {
        let (before, rest) = columns.split_at_mut(at);
        let column = &mut rest[0];
        // Twice is enough.
        for _ in 0..2 {
            for other in before.iter() {
                let share: f64 = column
                    .iter()
                    .zip(other)
                    .map(|(a, b)| f64::from(*a) * f64::from(*b))
                    .sum();
                for (cell, other) in column.iter_mut().zip(other) {
                    *cell -= share as f32 * other;
                }
            }
        }
        let length = column
            .iter()
            .map(|cell| f64::from(*cell) * f64::from(*cell))
            .sum::<f64>()
            .sqrt()
            .max(1e-12);
        for cell in column.iter_mut() {
            *cell = (f64::from(*cell) / length) as f32;
        }
    }
    for (column, cells) in columns.iter().enumerate() {
        for (word, cell) in cells.iter().enumerate() {
            basis[word * SIZE + column] = *cell;
        }
    }
}
