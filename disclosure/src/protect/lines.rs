//! A table of numbers of which most are nought; which are not is known by row and by column. What is
//! nought costs nothing: a step of the simplex touches a hundredth of a table, as a rule.

/// Bits in a word.
const BITS: usize = 64;
/// A line is gone through from end to end when at least one in so many of its numbers is not nought.
const DENSE: usize = 4;

/// Rows and columns of numbers.
#[derive(Debug, Default)]
pub(super) struct Lines {
    width: usize,
    numbers: Vec<f64>,
    by_row: Bits,
    by_column: Bits,
    scratch: Scratch,
}

/// For each line a bit for each of its numbers that may not be nought.
#[derive(Debug, Default)]
struct Bits {
    words: usize,
    bits: Vec<u64>,
}

/// The row about which others turn, kept from step to step for its room.
#[derive(Debug, Default)]
struct Scratch {
    line: Vec<f64>,
    bits: Vec<u64>,
    columns: Vec<u32>,
    rows: Vec<u32>,
    row_bits: Vec<u64>,
}

impl Bits {
    fn new(lines: usize, length: usize) -> Self {
        let words = length.div_ceil(BITS);
        Self {
            words,
            bits: vec![0; lines * words],
        }
    }

    fn line(&self, line: usize) -> &[u64] {
        &self.bits[line * self.words..(line + 1) * self.words]
    }

    fn line_mut(&mut self, line: usize) -> &mut [u64] {
        &mut self.bits[line * self.words..(line + 1) * self.words]
    }

    fn set(&mut self, line: usize, at: usize) {
        self.bits[line * self.words + at / BITS] |= 1 << (at % BITS);
    }
}

/// The places of the bits that are set.
fn places(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, word)| {
        let rest = std::iter::successors(Some(*word), |left| Some(left & left.wrapping_sub(1)));
        rest.take_while(|left| *left != 0)
            .map(move |left| at * BITS + left.trailing_zeros() as usize)
    })
}

fn count(words: &[u64]) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

fn join(into: &mut [u64], from: &[u64]) {
    for (word, other) in into.iter_mut().zip(from) {
        *word |= other;
    }
}

impl Lines {
    /// So many rows of noughts.
    pub(super) fn new(rows: usize, width: usize) -> Self {
        Self {
            width,
            numbers: vec![0.0; rows * width],
            by_row: Bits::new(rows, width),
            by_column: Bits::new(width, rows),
            scratch: Scratch::default(),
        }
    }

    /// Adds to one number, of which its column is told later.
    pub(super) fn add(&mut self, (row, column): (usize, usize), by: f64) {
        self.numbers[row * self.width + column] += by;
        self.by_row.set(row, column);
    }

    /// Takes `by` times another row from a row, of which the columns are told later.
    pub(super) fn take_row(&mut self, row: usize, other: usize, by: f64) {
        let Self { width, numbers, .. } = self;
        let (width, low) = (*width, row.min(other));
        let (before, after) = numbers.split_at_mut(row.max(other) * width);
        let (first, last) = (
            &mut before[low * width..(low + 1) * width],
            &mut after[..width],
        );
        let (into, from) = if row < other {
            (first, last)
        } else {
            (last, first)
        };
        let bits = self.by_row.line(other);
        if count(bits) * DENSE > width {
            for (one, part) in into.iter_mut().zip(&*from) {
                *one -= by * part;
            }
        } else {
            for at in places(bits) {
                into[at] -= by * from[at];
            }
        }
        let (words, from) = (self.by_row.words, other * self.by_row.words);
        for word in 0..words {
            let bits = self.by_row.bits[from + word];
            self.by_row.bits[row * words + word] |= bits;
        }
    }

    /// Tells the columns what their rows hold, once all rows are there.
    pub(super) fn know_columns(&mut self) {
        for row in 0..self.numbers.len() / self.width.max(1) {
            for column in places(self.by_row.line(row)) {
                self.by_column.set(column, row);
            }
        }
    }

    /// The numbers of a row that are not nought, with their columns.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let line = &self.numbers[row * self.width..(row + 1) * self.width];
        places(self.by_row.line(row)).map(|at| (at, line[at]))
    }

    /// The numbers of a column that are not nought, with their rows.
    pub(super) fn column(&self, column: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let at = move |row: usize| (row, self.numbers[row * self.width + column]);
        places(self.by_column.line(column)).map(at)
    }

    /// Solves a row for the variable of a column, puts that of the row in its place, and takes it
    /// out of the other rows and of one more, `sums`.
    pub(super) fn exchange(&mut self, row: usize, column: usize, sums: &mut [f64]) {
        let mut scratch = std::mem::take(&mut self.scratch);
        self.scale(row, column, &mut scratch);
        let dense = scratch.columns.len() * DENSE > self.width;
        let others = places(self.by_column.line(column)).filter(|at| *at != row);
        scratch.rows.clear();
        scratch.rows.extend(others.map(short));
        scratch.row_bits.clear();
        scratch.row_bits.resize(self.by_column.words, 0);
        for at in &scratch.rows {
            let at = *at as usize;
            let line = &mut self.numbers[at * self.width..(at + 1) * self.width];
            let factor = std::mem::take(&mut line[column]);
            if factor == 0.0 {
                continue;
            }
            scratch.row_bits[at / BITS] |= 1 << (at % BITS);
            scratch.take_from(line, factor, dense);
            join(self.by_row.line_mut(at), &scratch.bits);
        }
        let factor = std::mem::take(&mut sums[column]);
        scratch.take_from(sums, factor, dense);
        for at in &scratch.columns {
            join(self.by_column.line_mut(*at as usize), &scratch.row_bits);
        }
        self.scratch = scratch;
    }

    /// Divides a row by its number in a column, which becomes one part of one; the row in `scratch`.
    fn scale(&mut self, row: usize, column: usize, scratch: &mut Scratch) {
        let line = &mut self.numbers[row * self.width..(row + 1) * self.width];
        let by = 1.0 / line[column];
        let columns = places(self.by_row.line(row)).filter(|at| line[*at] != 0.0);
        scratch.columns.clear();
        scratch.columns.extend(columns.map(short));
        scratch.bits.clear();
        scratch.bits.resize(self.by_row.words, 0);
        scratch.line.clear();
        scratch.line.resize(self.width, 0.0);
        for at in &scratch.columns {
            let at = *at as usize;
            line[at] *= by;
            scratch.bits[at / BITS] |= 1 << (at % BITS);
        }
        line[column] = by;
        for at in &scratch.columns {
            scratch.line[*at as usize] = line[*at as usize];
        }
        self.by_row.line_mut(row).copy_from_slice(&scratch.bits);
    }
}

impl Scratch {
    /// Takes `factor` times the row from `line`.
    fn take_from(&self, line: &mut [f64], factor: f64, dense: bool) {
        if dense {
            for (one, part) in line.iter_mut().zip(&self.line) {
                *one -= factor * part;
            }
        } else {
            for at in &self.columns {
                let at = *at as usize;
                line[at] -= factor * self.line[at];
            }
        }
    }
}

/// A row's or column's number in short.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
