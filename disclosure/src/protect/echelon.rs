//! Solving rows of few numbers for some of their columns: sparse elimination, first columns first.

use super::lines::Lines;

/// Less than this is nothing.
const SMALL: f64 = 1e-9;
const NONE: usize = usize::MAX;

/// Rows in echelon form, sparse: each starts with its lead, a column that leads no other row.
pub(super) struct Echelon {
    width: usize,
    /// Where each row ends, and their columns.
    ends: Vec<usize>,
    parts: Vec<(u32, f64)>,
    /// The row that a column leads, or [`NONE`].
    led_by: Vec<usize>,
    /// The row of the day, spread over the columns, and one bit for each that may not be zero.
    scratch: Vec<f64>,
    set: Vec<u64>,
}

/// Rows solved for their leads: lead + table · free = 0.
pub(super) struct Solved {
    pub(super) leads: Vec<usize>,
    /// The columns that lead no row.
    pub(super) free: Vec<usize>,
    /// A line per lead, a number per free column.
    pub(super) table: Lines,
}

impl Echelon {
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            ends: Vec::new(),
            parts: Vec::new(),
            led_by: vec![NONE; width],
            scratch: vec![0.0; width],
            set: vec![0; width.div_ceil(64)],
        }
    }

    /// Adds a row less what the known rows say of it.
    pub(super) fn take(&mut self, row: impl Iterator<Item = (usize, f64)>) {
        for (column, sign) in row {
            self.scratch[column] += sign;
            self.set[column / 64] |= 1 << (column % 64);
        }
        let start = self.parts.len();
        for word in 0..self.set.len() {
            while self.set[word] != 0 {
                let column = word * 64 + self.set[word].trailing_zeros() as usize;
                self.set[word] &= self.set[word] - 1;
                let value = std::mem::take(&mut self.scratch[column]);
                if value.abs() < SMALL {
                    continue;
                }
                let known = self.led_by[column];
                if known == NONE || self.parts.len() > start {
                    self.parts.push((short(column), value));
                    continue;
                }
                let (start, end) = self.bounds(known);
                for (other, by) in &self.parts[start + 1..end] {
                    let other = *other as usize;
                    self.scratch[other] -= value * by;
                    self.set[other / 64] |= 1 << (other % 64);
                }
            }
        }
        let rest = &mut self.parts[start..];
        if let Some((lead, value)) = rest.first().copied() {
            for (_, by) in rest {
                *by /= value;
            }
            self.led_by[lead as usize] = self.ends.len();
            self.ends.push(self.parts.len());
        }
    }

    fn bounds(&self, row: usize) -> (usize, usize) {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        (start, self.ends[row])
    }

    fn row(&self, row: usize) -> &[(u32, f64)] {
        let (start, end) = self.bounds(row);
        &self.parts[start..end]
    }

    fn lead(&self, row: usize) -> usize {
        self.row(row)[0].0 as usize
    }

    /// Solves the rows for their leads.
    pub(super) fn solve(self) -> Solved {
        let free: Vec<usize> = (0..self.width)
            .filter(|at| self.led_by[*at] == NONE)
            .collect();
        let mut place = vec![NONE; self.width];
        for (at, column) in free.iter().enumerate() {
            place[*column] = at;
        }
        let rows = self.ends.len();
        let mut table = Lines::new(rows, free.len());
        let mut order: Vec<usize> = (0..rows).collect();
        order.sort_unstable_by_key(|row| std::cmp::Reverse(self.lead(*row)));
        for row in order {
            for (column, by) in &self.row(row)[1..] {
                let column = *column as usize;
                match place[column] {
                    NONE => table.take_row(row, self.led_by[column], *by),
                    place => table.add((row, place), *by),
                }
            }
        }
        table.know_columns();
        Solved {
            leads: (0..rows).map(|row| self.lead(row)).collect(),
            free,
            table,
        }
    }
}

/// A column's number in short.
fn short(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}
