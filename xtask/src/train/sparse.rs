//! Sparse rows of features: one row a post.

/// Rows of (column, value), one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self {
            starts: vec![0],
            columns: Vec::new(),
            values: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, row: impl IntoIterator<Item = (u32, f32)>) {
        for (column, value) in row {
            self.columns.push(column);
            self.values.push(value);
        }
        self.starts.push(self.columns.len());
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn row(&self, at: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        let range = self.starts[at]..self.starts[at + 1];
        let columns = self.columns[range.clone()]
            .iter()
            .map(|column| *column as usize);
        columns.zip(self.values[range].iter().copied())
    }

    pub(super) fn dot(&self, at: usize, weights: &[f64]) -> f64 {
        self.row(at)
            .map(|(column, value)| weights[column] * f64::from(value))
            .sum()
    }

    /// Adds so many times the row.
    pub(super) fn add(&self, at: usize, times: f64, to: &mut [f64]) {
        for (column, value) in self.row(at) {
            to[column] += times * f64::from(value);
        }
    }

    /// The rows named, in that order.
    pub(super) fn select(&self, rows: &[usize]) -> Self {
        let mut selected = Self::new();
        for &row in rows {
            selected.push(self.row(row).map(|(column, value)| (column as u32, value)));
        }
        selected
    }

    /// In how many of the rows each column stands.
    pub(super) fn document_counts(&self, columns: usize) -> Vec<u32> {
        let mut counts = vec![0; columns];
        let mut seen = vec![usize::MAX; columns];
        for row in 0..self.len() {
            for (column, _) in self.row(row) {
                if seen[column] != row {
                    seen[column] = row;
                    counts[column] += 1;
                }
            }
        }
        counts
    }

    /// Multiplies every column by its factor; columns with factor 0 are left out.
    pub(super) fn scaled(&self, factors: &[f64]) -> Self {
        let mut scaled = Self::new();
        for row in 0..self.len() {
            let kept = self.row(row).filter(|(column, _)| factors[*column] != 0.0);
            scaled.push(kept.map(|(column, value)| {
                (column as u32, (f64::from(value) * factors[column]) as f32)
            }));
        }
        scaled
    }
}
