//! Solving rows of few numbers for some of their columns: sparse elimination, first columns first.

/// Less than this is nothing.
const SMALL: f64 = 1e-9;
const NONE: usize = usize::MAX;

/// Rows in echelon form, sparse: each starts with its lead, a column that leads no other row.
pub(super) struct Echelon {
    width: usize,
    rows: Vec<Vec<(usize, f64)>>,
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
    pub(super) table: Vec<f64>,
}

impl Echelon {
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            rows: Vec::new(),
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
        let mut rest: Vec<(usize, f64)> = Vec::new();
        for word in 0..self.set.len() {
            while self.set[word] != 0 {
                let column = word * 64 + self.set[word].trailing_zeros() as usize;
                self.set[word] &= self.set[word] - 1;
                let value = std::mem::take(&mut self.scratch[column]);
                if value.abs() < SMALL {
                    continue;
                }
                let known = self.led_by[column];
                if known == NONE || !rest.is_empty() {
                    rest.push((column, value));
                    continue;
                }
                for (other, by) in &self.rows[known][1..] {
                    self.scratch[*other] -= value * by;
                    self.set[other / 64] |= 1 << (other % 64);
                }
            }
        }
        if let Some((lead, value)) = rest.first().copied() {
            for (_, by) in &mut rest {
                *by /= value;
            }
            self.led_by[lead] = self.rows.len();
            self.rows.push(rest);
        }
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
        let width = free.len();
        let mut table = vec![0.0; self.rows.len() * width];
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_unstable_by_key(|row| std::cmp::Reverse(self.rows[*row][0].0));
        let mut line = vec![0.0; width];
        for row in order {
            line.fill(0.0);
            for (column, by) in &self.rows[row][1..] {
                if place[*column] != NONE {
                    line[place[*column]] += by;
                    continue;
                }
                let known = self.led_by[*column] * width;
                for (sum, part) in line.iter_mut().zip(&table[known..known + width]) {
                    *sum -= by * part;
                }
            }
            table[row * width..(row + 1) * width].copy_from_slice(&line);
        }
        Solved {
            leads: self.rows.iter().map(|row| row[0].0).collect(),
            free,
            table,
        }
    }
}
