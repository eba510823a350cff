//! The teacher: kernel ridge regression, solved exactly once. From the one inverse follow, also exactly, the answers
//! of every teacher that has not seen some of the posts.

use std::num::NonZeroUsize;
use std::thread;

/// A square matrix, row by row. Of symmetric ones only the part below the diagonal is kept up to date.
pub(super) struct Square {
    size: usize,
    cells: Vec<f32>,
}

/// Columns that are swept at once: their panel fits the cache.
const BLOCK: usize = 64;

impl Square {
    pub(super) fn from_rows(size: usize, row: impl Fn(usize, &mut [f32]) + Sync) -> Self {
        let mut cells = vec![0.0; size * size];
        in_parallel(&mut cells, size, |at, cells| row(at, cells));
        Self { size, cells }
    }

    pub(super) fn at(&self, one: usize, other: usize) -> f32 {
        self.cells[one.max(other) * self.size + one.min(other)]
    }

    /// The inverse of a symmetric positive definite matrix, by sweeping one block of columns after the other.
    pub(super) fn inverse(mut self) -> Self {
        let size = self.size;
        for from in (0..size).step_by(BLOCK) {
            let to = (from + BLOCK).min(size);
            let width = to - from;
            let pivot = inverse_block(width, |i, j| f64::from(self.at(from + i, from + j)));
            // The columns of the block, once by row and once by column.
            let mut panel = vec![0.0f32; size * width];
            let mut swept = vec![0.0f32; size * width];
            let mut turned = vec![0.0f32; size * width];
            for i in 0..size {
                for p in 0..width {
                    let cell = self.at(i, from + p);
                    panel[i * width + p] = cell;
                    turned[p * size + i] = cell;
                }
            }
            for i in 0..size {
                for p in 0..width {
                    let sum: f64 = (0..width)
                        .map(|q| f64::from(panel[i * width + q]) * pivot[q * width + p])
                        .sum();
                    swept[i * width + p] = sum as f32;
                }
            }
            in_parallel(&mut self.cells, size, |i, row| {
                if (from..to).contains(&i) {
                    return;
                }
                let row = &mut row[..=i];
                for p in (0..width).step_by(4) {
                    let lines: [&[f32]; 4] = std::array::from_fn(|q| {
                        let line = (p + q).min(width - 1) * size;
                        &turned[line..line + row.len()]
                    });
                    let factors: [f32; 4] = std::array::from_fn(|q| {
                        if p + q < width {
                            swept[i * width + p + q]
                        } else {
                            0.0
                        }
                    });
                    for (j, cell) in row.iter_mut().enumerate() {
                        *cell -= factors[0] * lines[0][j]
                            + factors[1] * lines[1][j]
                            + factors[2] * lines[2][j]
                            + factors[3] * lines[3][j];
                    }
                }
            });
            for i in 0..size {
                for p in 0..width {
                    let (high, low) = (i.max(from + p), i.min(from + p));
                    if (from..to).contains(&i) {
                        self.cells[high * size + low] = -pivot[(i - from) * width + p] as f32;
                    } else {
                        self.cells[high * size + low] = swept[i * width + p];
                    }
                }
            }
        }
        for cell in &mut self.cells {
            *cell = -*cell;
        }
        self
    }

    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        (0..self.size)
            .map(|i| {
                (0..self.size)
                    .map(|j| f64::from(self.at(i, j)) * vector[j])
                    .sum()
            })
            .collect()
    }

    /// Given the inverse (`self`): the factor that tells what teachers would say who have not seen `hidden`.
    pub(super) fn hiding(&self, hidden: &[usize]) -> Lower {
        Lower::factor(hidden.len(), |i, j| {
            f64::from(self.at(hidden[i], hidden[j]))
        })
    }

    /// Given the inverse (`self`) and the dual weights of all posts: what the teacher that has not seen `hidden` says
    /// too little of each of them, its residuals.
    pub(super) fn residuals(block: &Lower, hidden: &[usize], dual: &[f64]) -> Vec<f64> {
        block.solve(&hidden.iter().map(|&at| dual[at]).collect::<Vec<_>>())
    }

    /// The dual weights of the teacher that has not seen `hidden`; 0 for those.
    pub(super) fn without(&self, hidden: &[usize], dual: &[f64], residuals: &[f64]) -> Vec<f64> {
        let mut rest = dual.to_vec();
        for (i, weight) in rest.iter_mut().enumerate() {
            let moved: f64 = hidden
                .iter()
                .zip(residuals)
                .map(|(&at, r)| f64::from(self.at(i, at)) * r)
                .sum();
            *weight -= moved;
        }
        for &at in hidden {
            rest[at] = 0.0;
        }
        rest
    }
}

/// The inverse of a small symmetric positive definite matrix, by Gauss and Jordan.
fn inverse_block(size: usize, cell: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut cells: Vec<f64> = (0..size * size)
        .map(|at| cell(at / size, at % size))
        .collect();
    for pivot in 0..size {
        let inverse = 1.0 / cells[pivot * size + pivot];
        for j in 0..size {
            cells[pivot * size + j] *= inverse;
        }
        cells[pivot * size + pivot] = inverse;
        for i in (0..size).filter(|i| *i != pivot) {
            let factor = cells[i * size + pivot];
            cells[i * size + pivot] = 0.0;
            for j in 0..size {
                cells[i * size + j] -= factor * cells[pivot * size + j];
            }
        }
    }
    cells
}

/// A Cholesky factor.
pub(super) struct Lower {
    size: usize,
    cells: Vec<f32>,
}

impl Lower {
    pub(super) fn factor(size: usize, cell: impl Fn(usize, usize) -> f64) -> Self {
        let mut cells = vec![0.0f32; size * size];
        for i in 0..size {
            for j in 0..=i {
                let (before, row) = cells.split_at(i * size);
                let other = if j == i {
                    &row[..j]
                } else {
                    &before[j * size..j * size + j]
                };
                let rest = cell(i, j) - f64::from(dot(&row[..j], other));
                cells[i * size + j] = if i == j {
                    rest.max(1e-9).sqrt() as f32
                } else {
                    (rest / f64::from(cells[j * size + j])) as f32
                };
            }
        }
        Self { size, cells }
    }

    pub(super) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let size = self.size;
        let mut x = right.to_vec();
        for i in 0..size {
            let sum: f64 = (0..i)
                .map(|j| f64::from(self.cells[i * size + j]) * x[j])
                .sum();
            x[i] = (x[i] - sum) / f64::from(self.cells[i * size + i]);
        }
        for i in (0..size).rev() {
            x[i] /= f64::from(self.cells[i * size + i]);
            let known = x[i];
            for (j, cell) in x[..i].iter_mut().enumerate() {
                *cell -= f64::from(self.cells[i * size + j]) * known;
            }
        }
        x
    }
}

/// The product of two vectors, in eight sums side by side: quick, and always in the same order.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (ones, others) = (one.chunks_exact(8), other.chunks_exact(8));
    let left: f32 = ones
        .remainder()
        .iter()
        .zip(others.remainder())
        .map(|(a, b)| a * b)
        .sum();
    for (a, b) in ones.zip(others) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    left + sums.iter().sum::<f32>()
}

/// Works on rows of `width` cells on every core. A row is always computed by one thread alone and reads none of the
/// others, so the result doesn't depend on how many there are.
pub(super) fn in_parallel<T: Send>(
    cells: &mut [T],
    width: usize,
    work: impl Fn(usize, &mut [T]) + Sync,
) {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let rows = cells.len() / width.max(1);
    // Rows are dealt out in turn: below the diagonal the later ones are longer.
    let mut hands: Vec<Vec<(usize, &mut [T])>> = (0..threads)
        .map(|_| Vec::with_capacity(rows / threads + 1))
        .collect();
    for (at, row) in cells.chunks_mut(width.max(1)).enumerate() {
        hands[at % threads].push((at, row));
    }
    thread::scope(|scope| {
        for hand in hands {
            let work = &work;
            scope.spawn(move || {
                for (at, row) in hand {
                    work(at, row);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A positive definite matrix of some size, larger than one block and no multiple of it.
    fn matrix() -> (usize, impl Fn(usize, usize) -> f64) {
        (150, |i: usize, j: usize| {
            let far = i as f64 - j as f64;
            libm::exp(-far * far / 50.0) + if i == j { 0.7 } else { 0.0 }
        })
    }

    #[test]
    fn the_inverse_times_the_matrix_is_one() {
        let (size, cell) = matrix();
        let inverse = Square::from_rows(size, |i, row| {
            for (j, to) in row.iter_mut().enumerate() {
                *to = cell(i, j) as f32;
            }
        })
        .inverse();
        for j in 0..size {
            let column: Vec<f64> = (0..size).map(|i| cell(i, j)).collect();
            for (i, found) in inverse.times(&column).iter().enumerate() {
                let expected = f64::from(u8::from(i == j));
                assert!((found - expected).abs() < 1e-3, "{found} at {i}, {j}");
            }
        }
    }

    #[test]
    fn hiding_posts_is_the_same_as_never_having_seen_them() {
        let (size, cell) = matrix();
        let labels: Vec<f64> = (0..size).map(|i| f64::from(u8::from(i % 3 == 0))).collect();
        let inverse = Square::from_rows(size, |i, row| {
            for (j, to) in row.iter_mut().enumerate() {
                *to = cell(i, j) as f32;
            }
        })
        .inverse();
        let hidden: Vec<usize> = (0..size).filter(|i| i % 5 == 2).collect();
        let seen: Vec<usize> = (0..size).filter(|i| i % 5 != 2).collect();
        let all = inverse.times(&labels);
        let residual = Square::residuals(&inverse.hiding(&hidden), &hidden, &all);
        let dual = inverse.without(&hidden, &all, &residual);
        let small = Lower::factor(seen.len(), |i, j| cell(seen[i], seen[j]));
        let expected = small.solve(&seen.iter().map(|&at| labels[at]).collect::<Vec<_>>());
        for (at, expected) in seen.iter().zip(&expected) {
            assert!(
                (dual[*at] - expected).abs() < 2e-3,
                "{} for {expected}",
                dual[*at]
            );
        }
        for (at, residual) in hidden.iter().zip(residual) {
            let said: f64 = seen
                .iter()
                .zip(&expected)
                .map(|(&other, weight)| cell(*at, other) * weight)
                .sum();
            assert!(
                (labels[*at] - said - residual).abs() < 2e-3,
                "{residual} for {}",
                labels[*at] - said
            );
        }
    }
}
