//! Small linear programs over movements: the farthest that a weighted sum of cells can move while
//! every row stays balanced. Not moving is always allowed, so that there is no first phase. Dense
//! rows and a bounded primal simplex: fastest where there are few cells, and always the same.

/// Entries below this are noise of the elimination.
const ZERO: f64 = 1e-9;
/// A pivot is no smaller.
const LEAST_PIVOT: f64 = 1e-7;

/// A program: maximise `gain · d` where each row of ±1 balances and `low ≤ d ≤ high`, `low ≤ 0 ≤ high`.
#[derive(Debug, Default)]
pub(super) struct Movement {
    /// Per variable: gain, low, high.
    pub(super) variables: Vec<(f64, f64, f64)>,
    /// Rows that balance.
    pub(super) rows: Vec<Vec<(u32, i8)>>,
}

/// The farthest movement found.
pub(super) struct Moved {
    pub(super) by: Vec<f64>,
    /// Whether it is certain that none goes farther.
    pub(super) is_farthest: bool,
    /// Work done, in numbers touched.
    pub(super) work: u64,
    /// The basic variables, and the rows that say something new; as many of one as of the other.
    basis: Vec<usize>,
    kept: Vec<usize>,
}

struct Tableau {
    columns: usize,
    rows: Vec<Vec<f64>>,
    /// The basic variable of each row.
    basis: Vec<usize>,
    /// The program's rows that are left.
    kept: Vec<usize>,
    is_basic: Vec<bool>,
    low: Vec<f64>,
    high: Vec<f64>,
    value: Vec<f64>,
    gain: Vec<f64>,
    work: u64,
}

impl Movement {
    pub(super) fn solve(&self) -> Moved {
        let mut tableau = Tableau::of(self);
        let is_farthest = tableau.climb();
        Moved {
            by: tableau.value,
            is_farthest,
            work: tableau.work,
            basis: tableau.basis,
            kept: tableau.kept,
        }
    }
}

impl Movement {
    /// The rows that keep the farthest movement from going farther: those with a price.
    pub(super) fn binding(&self, moved: &Moved) -> Vec<usize> {
        let size = moved.kept.len();
        let place: rustc_hash::FxHashMap<usize, usize> =
            moved.basis.iter().copied().zip(0..).collect();
        // One equation for each basic variable: the prices of its rows add up to its gain.
        let mut prices: Vec<Vec<f64>> = vec![vec![0.0; size + 1]; size];
        for (at, row) in moved.kept.iter().enumerate() {
            for (column, sign) in &self.rows[*row] {
                if let Some(basic) = place.get(&(*column as usize)) {
                    prices[*basic][at] += f64::from(*sign);
                }
            }
        }
        for (price, basic) in prices.iter_mut().zip(&moved.basis) {
            price[size] = self.variables[*basic].0;
        }
        let solved = solved(prices);
        let priced = moved.kept.iter().zip(solved);
        let priced = priced.filter(|(_, price)| price.abs() > LEAST_PIVOT);
        priced.map(|(row, _)| *row).collect()
    }
}

/// Solves a square system whose last column is the right-hand side.
fn solved(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let size = rows.len();
    for at in 0..size {
        let largest = |a: &usize, b: &usize| rows[*a][at].abs().total_cmp(&rows[*b][at].abs());
        let best = (at..size).max_by(largest).unwrap_or(at);
        rows.swap(at, best);
        let pivot = std::mem::take(&mut rows[at]);
        if pivot[at].abs() > ZERO {
            for other in rows.iter_mut().filter(|other| !other.is_empty()) {
                let factor = other[at] / pivot[at];
                if factor != 0.0 {
                    subtract(other, &pivot, factor);
                }
            }
        }
        rows[at] = pivot;
    }
    let value = |(at, row): (usize, Vec<f64>)| {
        if row[at].abs() > ZERO {
            row[size] / row[at]
        } else {
            0.0
        }
    };
    rows.into_iter().enumerate().map(value).collect()
}

impl Tableau {
    fn of(program: &Movement) -> Self {
        let columns = program.variables.len();
        let mut tableau = Self {
            columns,
            rows: Vec::with_capacity(program.rows.len()),
            basis: Vec::new(),
            kept: Vec::new(),
            is_basic: vec![false; columns],
            low: program.variables.iter().map(|one| one.1).collect(),
            high: program.variables.iter().map(|one| one.2).collect(),
            value: vec![0.0; columns],
            gain: program.variables.iter().map(|one| one.0).collect(),
            work: 0,
        };
        for (at, row) in program.rows.iter().enumerate() {
            if tableau.add(row) {
                tableau.kept.push(at);
            }
        }
        tableau
    }

    /// Adds a row, reduced by those before it; false when it says nothing new.
    fn add(&mut self, terms: &[(u32, i8)]) -> bool {
        let mut row = vec![0.0; self.columns];
        for (column, sign) in terms {
            row[*column as usize] += f64::from(*sign);
        }
        for (known, basic) in self.rows.iter().zip(&self.basis) {
            let factor = row[*basic];
            if factor.abs() > ZERO {
                subtract(&mut row, known, factor);
                row[*basic] = 0.0;
                self.work += self.columns as u64;
            }
        }
        let room = |column: &usize| {
            let room = self.high[*column].min(-self.low[*column]).min(1e6);
            (if room > 1e-9 { 1.0 } else { 0.0 }, room)
        };
        let candidates = (0..self.columns).filter(|column| row[*column].abs() > LEAST_PIVOT);
        let pivot = candidates.max_by(|a, b| {
            let even = |at: &usize| (row[*at].abs() - 1.0).abs() < ZERO;
            let (one, other) = (room(a), room(b));
            (even(a), one.0)
                .partial_cmp(&(even(b), other.0))
                .unwrap_or(std::cmp::Ordering::Equal)
                .then(one.1.total_cmp(&other.1))
                .then(b.cmp(a))
        });
        let Some(pivot) = pivot else {
            return false;
        };
        self.rows.push(row);
        self.basis.push(pivot);
        self.is_basic[pivot] = true;
        self.eliminate(self.rows.len() - 1, pivot);
        true
    }

    /// Makes `column` the unit column of `row`.
    fn eliminate(&mut self, row: usize, column: usize) {
        let mut pivot = std::mem::take(&mut self.rows[row]);
        let by = pivot[column];
        for entry in &mut pivot {
            *entry /= by;
        }
        pivot[column] = 1.0;
        for other in &mut self.rows {
            if other.is_empty() {
                continue;
            }
            let factor = other[column];
            if factor.abs() > ZERO {
                subtract(other, &pivot, factor);
                self.work += self.columns as u64;
            }
            other[column] = 0.0;
        }
        let factor = self.gain[column];
        if factor != 0.0 {
            subtract(&mut self.gain, &pivot, factor);
            self.gain[column] = 0.0;
        }
        self.rows[row] = pivot;
        self.work += self.columns as u64;
    }

    /// Moves until nothing gains; false when it was given up.
    fn climb(&mut self) -> bool {
        let scale = self
            .gain
            .iter()
            .fold(0.0f64, |most, gain| most.max(gain.abs()));
        let least_gain = 1e-9 * scale.max(1e-12);
        let patience = 20 * (self.columns + self.rows.len()) + 200;
        let mut idle = 0;
        for _ in 0..patience {
            let cautious = idle > 30;
            let Some((column, sign)) = self.entering(least_gain, cautious) else {
                return true;
            };
            let moved = self.step(column, sign, cautious);
            idle = if moved > 1e-9 { 0 } else { idle + 1 };
        }
        false
    }

    /// The variable that gains most by moving, and its direction.
    fn entering(&self, least: f64, first: bool) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for column in 0..self.columns {
            let gain = self.gain[column];
            let has_room = if gain > least {
                self.value[column] < self.high[column]
            } else {
                gain < -least && self.value[column] > self.low[column]
            };
            if has_room && !self.is_basic[column] {
                if first {
                    return Some((column, gain.signum()));
                }
                if best.is_none_or(|(_, most)| gain.abs() > most.abs()) {
                    best = Some((column, gain));
                }
            }
        }
        best.map(|(column, gain)| (column, gain.signum()))
    }

    /// Moves `column` as far as the rows allow; how far.
    fn step(&mut self, column: usize, sign: f64, first: bool) -> f64 {
        let mut length = if sign > 0.0 {
            self.high[column] - self.value[column]
        } else {
            self.value[column] - self.low[column]
        };
        let mut leaving: Option<(usize, f64, f64)> = None;
        for (row, basic) in self.basis.iter().enumerate() {
            let rate = -self.rows[row][column] * sign;
            if rate.abs() < LEAST_PIVOT {
                continue;
            }
            let bound = if rate > 0.0 {
                self.high[*basic]
            } else {
                self.low[*basic]
            };
            let until = ((bound - self.value[*basic]) / rate).max(0.0);
            let replaces = match leaving {
                None => until < length,
                Some((known, best, _)) => {
                    let preferred = if first {
                        *basic < self.basis[known]
                    } else {
                        rate.abs() > best
                    };
                    until < length - ZERO || (until <= length + ZERO && preferred)
                }
            };
            if replaces {
                length = length.min(until);
                leaving = Some((row, rate.abs(), bound));
            }
        }
        if !length.is_finite() {
            length = 1e6;
            leaving = None;
            self.high[column] = self.high[column].min(self.value[column] + length);
            self.low[column] = self.low[column].max(self.value[column] - length);
        }
        for (row, basic) in self.basis.iter().enumerate() {
            self.value[*basic] -= self.rows[row][column] * sign * length;
        }
        self.value[column] += sign * length;
        if let Some((row, _, bound)) = leaving {
            let out = self.basis[row];
            self.value[out] = bound;
            self.is_basic[out] = false;
            self.is_basic[column] = true;
            self.basis[row] = column;
            self.eliminate(row, column);
        } else if sign > 0.0 {
            self.value[column] = self.high[column];
        } else {
            self.value[column] = self.low[column];
        }
        length
    }
}

fn subtract(row: &mut [f64], other: &[f64], factor: f64) {
    for (entry, by) in row.iter_mut().zip(other) {
        *entry -= factor * by;
    }
}
