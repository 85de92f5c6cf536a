//! A point well inside of everything that the published figures allow, for parts of any size: the
//! analytic centre, by an infeasible primal-dual interior-point method whose normal equations are
//! solved by conjugate gradients.

use super::matrix::{MOST_ITERATIONS, Matrix};

/// Newton steps at most.
const MOST_STEPS: usize = 80;
/// Share of the way to the nearest bound that a step may go.
const BEFORE_BOUND: f64 = 0.9;
/// Largest imbalance of a row, relative to its size.
const BALANCED: f64 = 1e-9;

/// Room, relative to the figure, that counts as none.
const PINNED: f64 = 1e-8;

struct Centre<'m> {
    matrix: &'m Matrix,
    lower: Vec<f64>,
    upper: Vec<f64>,
    x: Vec<f64>,
    /// Prices of the distance to the lower and the upper bound.
    low_price: Vec<f64>,
    high_price: Vec<f64>,
    y: Vec<f64>,
}

/// The point and the largest imbalance of its rows; `None` when there is no such point or it was
/// not found.
pub(super) fn interior(matrix: &Matrix, lower: &[f64], upper: &[f64]) -> Option<(Vec<f64>, f64)> {
    let mut centre = Centre::new(matrix, lower, upper);
    let mut settled = 0;
    for _ in 0..MOST_STEPS {
        let length = centre.step();
        let balanced = centre.imbalance() <= BALANCED;
        settled = if balanced && length > 0.7 {
            settled + 1
        } else {
            0
        };
        if settled >= 3 {
            break;
        }
    }
    centre.balance();
    let off = centre.imbalance();
    (off <= BALANCED * 100.0).then_some((centre.x, off))
}

impl<'m> Centre<'m> {
    fn new(matrix: &'m Matrix, lower: &[f64], upper: &[f64]) -> Self {
        let ends = ends(matrix, lower, upper);
        let x = start(matrix, lower, &ends);
        let price = |(a, b): (&f64, &f64)| 1.0 / (a - b);
        Self {
            matrix,
            lower: lower.to_vec(),
            low_price: x.iter().zip(lower).map(price).collect(),
            high_price: ends.iter().zip(&x).map(price).collect(),
            upper: ends,
            x,
            y: vec![0.0; matrix.len()],
        }
    }

    /// One Newton step; the share of it that was taken.
    fn step(&mut self) -> f64 {
        let count = self.x.len();
        let mut weights = vec![0.0; count];
        let mut pull = vec![0.0; count];
        for at in 0..count {
            let (down, up) = (self.x[at] - self.lower[at], self.upper[at] - self.x[at]);
            weights[at] = 1.0 / (self.low_price[at] / down + self.high_price[at] / up);
            pull[at] = weights[at] * (1.0 / down - 1.0 / up);
        }
        let mut sums = vec![0.0; self.matrix.len()];
        self.matrix.times(&pull, &mut sums);
        let left = self.left();
        let rhs: Vec<f64> = sums
            .iter()
            .zip(&left)
            .map(|(sum, left)| sum - left)
            .collect();
        self.matrix
            .solve(&weights, &rhs, &mut self.y, 1e-9, MOST_ITERATIONS);
        let mut columns = vec![0.0; count];
        self.matrix.turned(&self.y, &mut columns);
        let mut longest: f64 = 1.0;
        let mut dearest: f64 = 1.0;
        let mut changes = Vec::with_capacity(count);
        for at in 0..count {
            let (down, up) = (self.x[at] - self.lower[at], self.upper[at] - self.x[at]);
            let by = pull[at] - weights[at] * columns[at];
            let low = 1.0 / down - self.low_price[at] - self.low_price[at] / down * by;
            let high = 1.0 / up - self.high_price[at] + self.high_price[at] / up * by;
            longest = longest.min(share(down, by)).min(share(up, -by));
            dearest = dearest.min(share(self.low_price[at], low));
            dearest = dearest.min(share(self.high_price[at], high));
            changes.push((by, low, high));
        }
        for (at, (by, low, high)) in changes.into_iter().enumerate() {
            self.x[at] += longest * by;
            self.low_price[at] += dearest * low;
            self.high_price[at] += dearest * high;
        }
        longest
    }

    fn left(&self) -> Vec<f64> {
        let mut left = vec![0.0; self.matrix.len()];
        self.matrix.times(&self.x, &mut left);
        for (left, rest) in left.iter_mut().zip(&self.matrix.rest) {
            *left = rest - *left;
        }
        left
    }

    /// The largest imbalance of a row, relative to the size of what it adds up.
    fn imbalance(&self) -> f64 {
        let left = self.left();
        let relative = left.iter().enumerate().map(|(row, left)| {
            let terms = self.matrix.row(row).iter();
            let size: f64 = terms.map(|term| self.x[term.0 as usize].abs()).sum();
            left.abs() / (1.0 + size + self.matrix.rest[row].abs())
        });
        // What is no number is out of all balance.
        relative.fold(0.0, |most: f64, off| {
            if off.is_nan() {
                f64::INFINITY
            } else {
                most.max(off)
            }
        })
    }

    /// Takes the last imbalance out, moving most the cells that have most room.
    fn balance(&mut self) {
        for _ in 0..3 {
            let room = |at: usize| (self.x[at] - self.lower[at]).min(self.upper[at] - self.x[at]);
            let weights: Vec<f64> = (0..self.x.len()).map(|at| room(at).powi(2)).collect();
            let mut y = vec![0.0; self.matrix.len()];
            self.matrix
                .solve(&weights, &self.left(), &mut y, 1e-12, MOST_ITERATIONS);
            let mut columns = vec![0.0; self.x.len()];
            self.matrix.turned(&y, &mut columns);
            let moves: Vec<f64> = columns.iter().zip(&weights).map(|(a, b)| a * b).collect();
            // What is pinned to its bound may pass it by a hair.
            let most = |at: usize| room(at).max(PINNED * (1.0 + self.x[at].abs()));
            let fits = (0..moves.len()).all(|at| moves[at].abs() <= most(at));
            if !fits {
                return;
            }
            for (x, by) in self.x.iter_mut().zip(moves) {
                *x += by;
            }
        }
    }
}

/// The share of `by` after which `room` is nearly used up.
fn share(room: f64, by: f64) -> f64 {
    if by < 0.0 {
        BEFORE_BOUND * room / -by
    } else {
        1.0
    }
}

/// Upper bounds; where there is none, one far enough to be of no consequence for the centre.
fn ends(matrix: &Matrix, lower: &[f64], upper: &[f64]) -> Vec<f64> {
    let mut far = vec![100.0f64; lower.len()];
    for row in 0..matrix.len() {
        for (column, _) in matrix.row(row) {
            let far = &mut far[*column as usize];
            *far = far.max(10.0 * matrix.rest[row].abs());
        }
    }
    let end = |((low, high), far): ((&f64, &f64), &f64)| high.min(low + low.abs() + far);
    lower.iter().zip(upper).zip(&far).map(end).collect()
}

/// Where to start: an even share of what the row above leaves, and inside of the bounds.
fn start(matrix: &Matrix, lower: &[f64], upper: &[f64]) -> Vec<f64> {
    let middle = |(low, high): (&f64, &f64)| f64::midpoint(*low, *high) - low;
    let mut room: Vec<f64> = lower.iter().zip(upper).map(middle).collect();
    for row in 0..matrix.len() {
        let terms = matrix.row(row);
        let floor: f64 = terms
            .iter()
            .map(|(column, sign)| f64::from(*sign) * lower[*column as usize])
            .sum();
        let open = matrix.rest[row] - floor;
        let is_plain = terms.iter().all(|term| term.1 > 0);
        if is_plain && open > 0.0 {
            for (column, _) in terms {
                let room = &mut room[*column as usize];
                *room = room.min(open / terms.len() as f64);
            }
        }
    }
    let place = |((low, high), room): ((&f64, &f64), &f64)| {
        low + room.clamp(1e-3 * (high - low), 0.5 * (high - low))
    };
    lower.iter().zip(upper).zip(&room).map(place).collect()
}
