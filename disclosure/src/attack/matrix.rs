//! The rows of one part as a sparse matrix, and least squares over them by conjugate gradients:
//! memory is that of the rows, however large the part.

use super::{
    propagate::Bounds,
    system::{Ragged, System, number},
};

pub(super) struct Matrix {
    columns: usize,
    rows: Ragged<(u32, i8)>,
    /// What each row adds up to.
    pub(super) rest: Vec<f64>,
    /// Which row of the system each is.
    pub(super) origin: Vec<u32>,
}

impl Matrix {
    /// The rows of a part of the system; columns are the places in the part.
    pub(super) fn of(system: &System, bounds: &Bounds, part: &[u32], place: &mut [u32]) -> Self {
        for (at, unknown) in (0..).zip(part) {
            place[*unknown as usize] = at;
        }
        let rows = part
            .iter()
            .flat_map(|unknown| system.rows_of(*unknown as usize));
        let mut origin: Vec<u32> = rows.map(number).collect();
        origin.sort_unstable();
        origin.dedup();
        let mut matrix = Self {
            columns: part.len(),
            rows: Ragged::new(),
            rest: Vec::with_capacity(origin.len()),
            origin,
        };
        for row in &matrix.origin {
            let row = *row as usize;
            let open = system.terms.row(row).iter();
            let open = open.filter(|(unknown, _)| !bounds.known[*unknown as usize]);
            matrix
                .rows
                .push(open.map(|(unknown, sign)| (place[*unknown as usize], *sign)));
            matrix.rest.push(bounds.rest(system, row));
        }
        for unknown in part {
            place[*unknown as usize] = u32::MAX;
        }
        matrix
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn row(&self, at: usize) -> &[(u32, i8)] {
        self.rows.row(at)
    }

    /// Row sums of `x`.
    pub(super) fn times(&self, x: &[f64], sums: &mut [f64]) {
        for (row, sum) in sums.iter_mut().enumerate() {
            let terms = self.rows.row(row).iter();
            *sum = terms
                .map(|(column, sign)| f64::from(*sign) * x[*column as usize])
                .sum();
        }
    }

    /// Column sums of `y`.
    pub(super) fn turned(&self, y: &[f64], sums: &mut [f64]) {
        sums.fill(0.0);
        for (row, by) in y.iter().enumerate() {
            for (column, sign) in self.rows.row(row) {
                sums[*column as usize] += f64::from(*sign) * by;
            }
        }
    }

    /// Solves `A W Aᵀ y = rhs` for weights `W`, from the given `y`; the iterations made.
    pub(super) fn solve(
        &self,
        weights: &[f64],
        rhs: &[f64],
        y: &mut [f64],
        precision: f64,
        most: usize,
    ) -> usize {
        let mut inverse = vec![0.0; self.len()];
        for (row, diagonal) in inverse.iter_mut().enumerate() {
            let sum: f64 = self
                .row(row)
                .iter()
                .map(|term| weights[term.0 as usize])
                .sum();
            *diagonal = if sum > 0.0 { 1.0 / sum } else { 0.0 };
        }
        let mut columns = vec![0.0; self.columns];
        let mut image = vec![0.0; self.len()];
        self.normal(weights, y, &mut columns, &mut image);
        let mut left: Vec<f64> = rhs.iter().zip(&image).map(|(a, b)| a - b).collect();
        let mut scaled: Vec<f64> = left.iter().zip(&inverse).map(|(a, b)| a * b).collect();
        let start = dot(
            rhs,
            &rhs.iter()
                .zip(&inverse)
                .map(|(a, b)| a * b)
                .collect::<Vec<_>>(),
        );
        let mut direction = scaled.clone();
        let mut size = dot(&left, &scaled);
        for iteration in 0..most {
            if size <= precision * precision * start || size <= f64::MIN_POSITIVE {
                return iteration;
            }
            self.normal(weights, &direction, &mut columns, &mut image);
            let curve = dot(&direction, &image);
            // Rows that say the same twice leave directions without a curve: noise lies along them.
            if curve.is_nan() || curve <= FLAT * span(&direction, &inverse) {
                return iteration;
            }
            let step = size / curve;
            for at in 0..y.len() {
                y[at] += step * direction[at];
                left[at] -= step * image[at];
                scaled[at] = left[at] * inverse[at];
            }
            let next = dot(&left, &scaled);
            let keep = next / size;
            size = next;
            for (direction, scaled) in direction.iter_mut().zip(&scaled) {
                *direction = scaled + keep * *direction;
            }
        }
        most
    }

    fn normal(&self, weights: &[f64], y: &[f64], columns: &mut [f64], image: &mut [f64]) {
        self.turned(y, columns);
        for (column, weight) in columns.iter_mut().zip(weights) {
            *column *= weight;
        }
        self.times(columns, image);
    }

    /// What is left of `x` when everything that rows can tell is taken out: a movement that keeps
    /// all rows, nearest to `x` in the measure of `weights`.
    pub(super) fn balanced(&self, weights: &[f64], x: &[f64]) -> Vec<f64> {
        let mut movement = x.to_vec();
        let mut sums = vec![0.0; self.len()];
        let mut columns = vec![0.0; self.columns];
        for _ in 0..3 {
            self.times(&movement, &mut sums);
            let mut y = vec![0.0; self.len()];
            self.solve(weights, &sums, &mut y, 1e-12, MOST_ITERATIONS);
            self.turned(&y, &mut columns);
            for at in 0..movement.len() {
                movement[at] -= weights[at] * columns[at];
            }
        }
        movement
    }
}

/// Conjugate gradients stop here at the latest.
pub(super) const MOST_ITERATIONS: usize = 2000;

/// A curve that is smaller beside that of its parts is none.
const FLAT: f64 = 1e-14;

/// What a direction's curve would be if no two rows had a cell in common.
fn span(direction: &[f64], inverse: &[f64]) -> f64 {
    let parts = direction.iter().zip(inverse);
    let parts = parts.filter(|(_, inverse)| **inverse > 0.0);
    parts.map(|(by, inverse)| by * by / inverse).sum()
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
