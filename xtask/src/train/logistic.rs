//! Logistic regression with soft labels, by ascent in the dual, one row at a time: a few dozen passes over the rows do
//! what a method of gradients takes hundreds for. No threads, and always the same order: the same bits every time.

use super::sparse::Rows;

/// A row's target probability and how much the row counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) probability: f64,
    pub(super) weight: f64,
}

/// What was fitted: one weight a column, and what a row without features gets.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub(super) weights: Vec<f64>,
    pub(super) bias: f64,
    /// How much each target pulls, in their order: where a fit to much the same rows may start.
    pub(super) pulls: Vec<f64>,
}

/// Passes over all rows at most.
const MOST_PASSES: usize = 40;

/// When a pass has moved the pulls by less than this share of what they can be, in the mean, it was the last one.
const SETTLED: f64 = 4e-4;

/// The bias is one more column, of this value in every row: it is pulled to zero sixteen times less than the others.
const BIAS: f64 = 4.0;

/// Fits `columns` weights to the rows named in `targets`, pulled towards 0 with strength `ridge`, where the loss of
/// the rows is their sum.
pub(super) fn fit(rows: &Rows, columns: usize, targets: &[(usize, Target)], ridge: f64) -> Fit {
    fit_from(vec![0.0; targets.len()], rows, columns, targets, ridge)
}

/// The same from the pulls of a fit that was not far from this one.
pub(super) fn fit_from(
    mut pulls: Vec<f64>,
    rows: &Rows,
    columns: usize,
    targets: &[(usize, Target)],
    ridge: f64,
) -> Fit {
    let mut weights = vec![0.0; columns];
    let mut bias = 0.0;
    let mut order: Vec<usize> = (0..targets.len()).collect();
    let squares: Vec<f64> = targets
        .iter()
        .map(|(row, _)| {
            rows.row(*row)
                .map(|(_, value)| f64::from(value).powi(2))
                .sum::<f64>()
        })
        .map(|square| square + BIAS * BIAS)
        .collect();
    for ((row, _), pull) in targets.iter().zip(&pulls) {
        rows.add(*row, pull / ridge, &mut weights);
        bias += BIAS * pull / ridge;
    }
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    for _ in 0..MOST_PASSES {
        for last in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(last, (state >> 32) as usize % (last + 1));
        }
        let (mut moved, mut all) = (0.0, 0.0);
        for &at in &order {
            let (row, target) = targets[at];
            if target.weight <= 0.0 {
                continue;
            }
            let margin = rows.dot(row, &weights) + BIAS * bias;
            let stiffness = target.weight * squares[at] / ridge;
            let before = target.probability - pulls[at] / target.weight;
            let after = logistic(balance(margin, stiffness, margin + stiffness * before));
            let change = target.weight * (before - after);
            pulls[at] += change;
            rows.add(row, change / ridge, &mut weights);
            bias += BIAS * change / ridge;
            moved += change.abs();
            all += target.weight;
        }
        if moved <= SETTLED * all {
            break;
        }
    }
    Fit {
        weights,
        bias: BIAS * bias,
        pulls,
    }
}

/// Steps of [`balance`]: each halves the bracket at least.
const BALANCE_STEPS: usize = 12;

/// Solves `z + stiffness * logistic(z) = sum` for `z`, from a guess: by Newton, held in a bracket that halves.
fn balance(guess: f64, stiffness: f64, sum: f64) -> f64 {
    let (mut low, mut high) = (sum - stiffness, sum);
    let mut z = guess.clamp(low, high);
    for _ in 0..BALANCE_STEPS {
        let probability = logistic(z);
        let over = z + stiffness * probability - sum;
        if over.abs() < 1e-6 {
            break;
        }
        if over > 0.0 {
            high = z;
        } else {
            low = z;
        }
        z -= over / (1.0 + stiffness * probability * (1.0 - probability));
        if !(low..=high).contains(&z) {
            z = (low + high) / 2.0;
        }
    }
    z
}

/// The probability of a margin.
pub(super) fn logistic(margin: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-margin.clamp(-40.0, 40.0)))
}

/// The slope and the offset of the one curve that turns these answers into probabilities best, by Newton.
pub(super) fn curve(known: &[(f64, bool)]) -> (f64, f64) {
    let (mut slope, mut offset) = (0.0, 0.0);
    for _ in 0..CURVE_STEPS {
        // A touch of curvature keeps answers that are all alike from dividing by nothing.
        let (mut g, mut h) = ([1e-3 * slope, 0.0], [1e-3, 0.0, 1e-6]);
        for (answer, yes) in known {
            let probability = logistic(slope * answer + offset);
            let over = probability - f64::from(u8::from(*yes));
            let bend = probability * (1.0 - probability);
            g = [g[0] + over * answer, g[1] + over];
            h = [
                h[0] + bend * answer * answer,
                h[1] + bend * answer,
                h[2] + bend,
            ];
        }
        let determinant = (h[0] * h[2] - h[1] * h[1]).max(1e-12);
        slope -= ((h[2] * g[0] - h[1] * g[1]) / determinant).clamp(-5.0, 5.0);
        offset -= ((h[0] * g[1] - h[1] * g[0]) / determinant).clamp(-5.0, 5.0);
    }
    (slope, offset)
}

const CURVE_STEPS: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_pulls_any_more_where_the_fit_ends() {
        let mut rows = Rows::new();
        let mut targets = Vec::new();
        for row in 0..60u32 {
            rows.push([(row % 5, 1.0), (5 + row % 3, 0.5)]);
            let target = Target {
                probability: f64::from(row % 7) / 8.0,
                weight: 1.0 + f64::from(row % 2),
            };
            targets.push((row as usize, target));
        }
        let found = fit(&rows, 8, &targets, 0.3);
        let mut slopes: Vec<f64> = found.weights.iter().map(|weight| 0.3 * weight).collect();
        for (row, target) in &targets {
            let over = logistic(rows.dot(*row, &found.weights) + found.bias) - target.probability;
            rows.add(*row, target.weight * over, &mut slopes);
        }
        // The fit ends when a pass moves little: what is left is below half a percent of what the rows could pull.
        let left = 0.005 * targets.iter().map(|(_, one)| one.weight).sum::<f64>();
        assert!(slopes.iter().all(|slope| slope.abs() < left), "{slopes:?}");
        let again = fit_from(found.pulls.clone(), &rows, 8, &targets, 0.3);
        for (one, other) in again.weights.iter().zip(&found.weights) {
            assert!((one - other).abs() < 0.05, "{one} for {other}");
        }
    }

    #[test]
    fn a_curve_gives_the_share_of_yes() {
        let known: Vec<(f64, bool)> = (0..100)
            .map(|at| {
                (
                    f64::from(at % 2),
                    if at % 2 == 0 {
                        at % 10 == 0
                    } else {
                        at % 10 != 1
                    },
                )
            })
            .collect();
        let (slope, offset) = curve(&known);
        assert!((logistic(offset) - 0.2).abs() < 0.01);
        assert!((logistic(slope + offset) - 0.8).abs() < 0.01);
    }
}
