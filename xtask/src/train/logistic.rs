//! Logistic regression with soft labels, by L-BFGS. No threads, no random numbers: the same bits every time.

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
}

/// Curvature pairs that L-BFGS keeps.
const MEMORY: usize = 8;

/// How many steps at most; the loss moves in the fourth digit after fewer.
const MOST_STEPS: usize = 60;

/// Fits `columns` weights to the rows named in `targets`, pulled towards 0 with strength `ridge`, where the loss of
/// the rows is their sum. The bias is pulled very little.
pub(super) fn fit(rows: &Rows, columns: usize, targets: &[(usize, Target)], ridge: f64) -> Fit {
    let mut at = vec![0.0; columns + 1];
    let (yes, all) = targets.iter().fold((0.5, 1.0), |(yes, all), (_, target)| {
        (
            yes + target.weight * target.probability,
            all + target.weight,
        )
    });
    at[columns] = libm::log(yes / (all - yes).max(1e-9));
    let mut gradient = vec![0.0; columns + 1];
    let mut loss = loss(rows, targets, ridge, &at, &mut gradient);
    let mut pairs: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    let first = norm(&gradient);
    for _ in 0..MOST_STEPS {
        if norm(&gradient) <= 1e-3 * first {
            break;
        }
        let direction = direction(&gradient, &pairs);
        let slope = dot(&direction, &gradient);
        let mut length = if pairs.is_empty() {
            1.0 / norm(&gradient).max(1.0)
        } else {
            1.0
        };
        let mut next_gradient = vec![0.0; columns + 1];
        let mut found = None;
        for _ in 0..20 {
            let next: Vec<f64> = at
                .iter()
                .zip(&direction)
                .map(|(at, step)| at + length * step)
                .collect();
            let next_loss = self::loss(rows, targets, ridge, &next, &mut next_gradient);
            if next_loss <= loss + 1e-4 * length * slope {
                found = Some((next, next_loss));
                break;
            }
            length *= 0.5;
        }
        let Some((next, next_loss)) = found else {
            break;
        };
        let moved: Vec<f64> = next.iter().zip(&at).map(|(next, at)| next - at).collect();
        let bent: Vec<f64> = next_gradient
            .iter()
            .zip(&gradient)
            .map(|(next, at)| next - at)
            .collect();
        let curvature = dot(&moved, &bent);
        if curvature > 1e-12 {
            if pairs.len() == MEMORY {
                pairs.remove(0);
            }
            pairs.push((moved, bent, 1.0 / curvature));
        }
        let gained = loss - next_loss;
        at = next;
        gradient = next_gradient;
        loss = next_loss;
        if gained < 1e-6 * loss.abs() {
            break;
        }
    }
    let bias = at.pop().unwrap_or_default();
    Fit { weights: at, bias }
}

fn loss(
    rows: &Rows,
    targets: &[(usize, Target)],
    ridge: f64,
    at: &[f64],
    gradient: &mut [f64],
) -> f64 {
    let columns = at.len() - 1;
    gradient.fill(0.0);
    let mut loss = 0.0;
    for (row, target) in targets {
        let margin = rows.dot(*row, &at[..columns]) + at[columns];
        let probability = logistic(margin);
        // log(1 + e^m) - p m, written so that it never overflows.
        let softplus = margin.max(0.0) + libm::log1p(libm::exp(-margin.abs()));
        loss += target.weight * (softplus - target.probability * margin);
        let push = target.weight * (probability - target.probability);
        if push != 0.0 {
            for (column, value) in rows.row(*row) {
                gradient[column] += push * f64::from(value);
            }
            gradient[columns] += push;
        }
    }
    for (column, weight) in at[..columns].iter().enumerate() {
        loss += 0.5 * ridge * weight * weight;
        gradient[column] += ridge * weight;
    }
    loss += 0.5e-4 * at[columns] * at[columns];
    gradient[columns] += 1e-4 * at[columns];
    loss
}

fn direction(gradient: &[f64], pairs: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(pairs.len());
    for (moved, bent, inverse) in pairs.iter().rev() {
        let share = inverse * dot(moved, &direction);
        add(&mut direction, bent, -share);
        shares.push(share);
    }
    if let Some((moved, bent, _)) = pairs.last() {
        let scale = dot(moved, bent) / dot(bent, bent).max(1e-300);
        for step in &mut direction {
            *step *= scale;
        }
    }
    for ((moved, bent, inverse), share) in pairs.iter().zip(shares.iter().rev()) {
        let back = inverse * dot(bent, &direction);
        add(&mut direction, moved, share - back);
    }
    direction
}

/// The probability of a margin.
pub(super) fn logistic(margin: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-margin.clamp(-40.0, 40.0)))
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn norm(of: &[f64]) -> f64 {
    dot(of, of).sqrt()
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}
