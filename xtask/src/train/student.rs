//! The student: the weights that are shipped. One logistic regression a head over the features of the core, cut down
//! to the weights that matter, fitted again, and rounded to small whole numbers.

use super::logistic::{self, Target};
use super::sparse::Rows;
use accalmie_shared::features::{self, BUCKETS, CUE_STEPS, MARKS, ROWS, ROWS_FROM};
use accalmie_shared::model::{HeadWeights, MARK_STEP, SHARE_OFFSET, UNIT};
use accalmie_shared::signals::CUES;
use accalmie_shared::text::Tokens;

/// Columns of a student's rows: buckets, then marks and cue marks, then rows of the lexicon.
pub(super) const COLUMNS: usize = BUCKETS + ROWS_FROM + ROWS;

/// How many of them come before the rows of the lexicon.
pub(super) const WITHOUT_ROWS: usize = BUCKETS + MARKS + CUES * CUE_STEPS.len();

/// What one text gives: the features the core sees, in the scale it sees them.
pub(super) fn row(tokens: &Tokens, cues: &[u8], rows: &[u16]) -> Vec<(u32, f32)> {
    let mut buckets = Vec::new();
    let count = features::grams(tokens, |gram| buckets.push(u32::from(gram.bucket)));
    let share = 1.0 / f64::from(count + SHARE_OFFSET).sqrt();
    buckets.sort_unstable();
    let mut row: Vec<(u32, f32)> = buckets
        .chunk_by(|one, other| one == other)
        .map(|same| (same[0], (same.len() as f64 * share) as f32))
        .collect();
    features::marks(tokens, |mark| row.push(((BUCKETS + mark) as u32, 1.0)));
    for (kind, count) in cues.iter().take(CUES).enumerate() {
        for (step, _) in CUE_STEPS
            .iter()
            .enumerate()
            .filter(|(_, step)| count >= *step)
        {
            row.push((
                (BUCKETS + MARKS + kind * CUE_STEPS.len() + step) as u32,
                1.0,
            ));
        }
    }
    row.extend(
        rows.iter()
            .map(|found| ((BUCKETS + ROWS_FROM) as u32 + u32::from(*found), 1.0)),
    );
    row
}

/// How strongly columns are held back: rare buckets less, by the logarithm of their rarity; buckets seen once not
/// used; marks by a constant. Rows come out with a squared length of [`ROW_LENGTH`]² in the mean.
pub(super) fn factors(rows: &Rows) -> Vec<f64> {
    let counts = rows.document_counts(COLUMNS);
    let all = rows.len() as f64;
    let mut factors: Vec<f64> = counts
        .iter()
        .map(|count| match count {
            0 | 1 => 0.0,
            2.. => libm::log((1.0 + all) / (1.0 + f64::from(*count))) + 1.0,
        })
        .collect();
    let mut squares = 0.0;
    for row in 0..rows.len() {
        let buckets = rows.row(row).filter(|(column, _)| *column < BUCKETS);
        squares += buckets
            .map(|(column, value)| (f64::from(value) * factors[column]).powi(2))
            .sum::<f64>();
    }
    let scale = ROW_LENGTH / (squares / all.max(1.0)).sqrt().max(1e-9);
    for factor in &mut factors[..BUCKETS] {
        *factor *= scale;
    }
    for (factor, count) in factors[BUCKETS..].iter_mut().zip(&counts[BUCKETS..]) {
        *factor = if *count >= LEAST_MARKED {
            MARK_FACTOR
        } else {
            0.0
        };
    }
    factors
}

const ROW_LENGTH: f64 = 2.0;
const MARK_FACTOR: f64 = 0.12;
/// A mark in fewer posts than this is not used.
const LEAST_MARKED: u32 = 4;

/// How hard the weights are pulled to zero.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) ridge: f64,
    /// How many n-gram weights are kept.
    pub(super) kept: usize,
    /// How many weights of rows of the lexicon are kept.
    pub(super) kept_rows: usize,
}

/// Fits one head. `rows` hold the raw features, `factors` the scale of each column.
pub(super) fn fit(
    scaled: &Rows,
    factors: &[f64],
    targets: &[(usize, Target)],
    shape: Shape,
) -> HeadWeights {
    let first = logistic::fit(scaled, COLUMNS, targets, shape.ridge);
    // A weight matters by its size times how much its column varies: by the root of its sum of squares.
    let mut energy = vec![0.0f64; COLUMNS];
    for (row, target) in targets {
        for (column, value) in scaled.row(*row) {
            energy[column] += target.weight * f64::from(value).powi(2);
        }
    }
    let mut support = vec![0.0; COLUMNS];
    support[BUCKETS..WITHOUT_ROWS].fill(1.0);
    for (columns, kept) in [
        (0..BUCKETS, shape.kept),
        (WITHOUT_ROWS..COLUMNS, shape.kept_rows),
    ] {
        let mut order: Vec<usize> = columns
            .filter(|column| first.weights[*column] != 0.0)
            .collect();
        let matters = |column: &usize| first.weights[*column].abs() * energy[*column].sqrt();
        order.sort_by(|one, other| matters(other).total_cmp(&matters(one)).then(one.cmp(other)));
        for column in order.into_iter().take(kept) {
            support[column] = 1.0;
        }
    }
    let kept = scaled.scaled(&support);
    let again = logistic::fit_from(first.pulls, &kept, COLUMNS, targets, shape.ridge);
    rounded(&again, factors)
}

/// Steps a weight may go in either direction: three bits and a sign keep the measured quality.
const MOST_STEPS: f64 = 7.0;

/// Weights this many times the usual one are cut off: they would make the steps of all the others coarse.
const CUT: f64 = 3.5;

/// One margin unit has sixteen steps of a step.
const STEPS_PER_UNIT: f64 = 16.0;

fn rounded(fit: &logistic::Fit, factors: &[f64]) -> HeadWeights {
    let unit = f64::from(UNIT);
    let raw: Vec<(usize, f64)> = (0..BUCKETS)
        .map(|bucket| {
            (
                bucket,
                fit.weights[bucket] * factors[bucket] * unit * STEPS_PER_UNIT,
            )
        })
        .filter(|(_, weight)| *weight != 0.0)
        .collect();
    let usual = (raw.iter().map(|(_, weight)| weight * weight).sum::<f64>()
        / raw.len().max(1) as f64)
        .sqrt();
    let step = (usual * CUT / MOST_STEPS)
        .round()
        .clamp(1.0, f64::from(u16::MAX));
    let grams = raw
        .iter()
        .map(|(bucket, weight)| {
            (
                *bucket as u16,
                (weight / step).round().clamp(-MOST_STEPS, MOST_STEPS) as i8,
            )
        })
        .filter(|(_, steps)| *steps != 0)
        .collect();
    let marks = (BUCKETS..COLUMNS)
        .map(|column| {
            let margin = fit.weights[column] * factors[column] * unit;
            let most = f64::from(i8::MAX);
            let steps = (margin / f64::from(MARK_STEP)).round().clamp(-most, most);
            ((column - BUCKETS) as u16, steps as i8)
        })
        .filter(|(_, steps)| *steps != 0)
        .collect();
    HeadWeights {
        bias: (fit.bias * unit).round() as i32,
        step: step as u16,
        grams,
        marks,
    }
}
