//! Which cells can be chosen and which follow: a cell that is nobody's sum is free, every other
//! one is the sum of free ones. Where a cell is a sum twice over, of free cells that differ (two
//! breakdowns of one margin), the second sum is a check that must hold too.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::geometry::{CellId, Equations};

/// What a free cell adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// A cell that is a sum.
    Sum(CellId),
    /// The difference between two ways to add up one cell; must be zero.
    Check,
}

/// The free cells of a table, and the sums and checks that each takes part in.
pub(super) struct Frame {
    /// The free cells.
    pub(super) leaves: Vec<CellId>,
    /// The rows.
    pub(super) rows: Vec<Row>,
    starts: Vec<u32>,
    touches: Vec<(u32, i32)>,
    row_starts: Vec<u32>,
    row_leaves: Vec<(u32, i32)>,
}

const NONE: u32 = u32::MAX;

impl Frame {
    /// The frame of a table of `cells` cells, remainders included.
    pub(super) fn of(equations: &Equations, cells: usize) -> Self {
        let defining = defining(equations, cells);
        let links = Links::of(equations, &defining, cells);
        let mut frame = Self {
            leaves: Vec::new(),
            rows: Vec::new(),
            starts: vec![0],
            touches: Vec::new(),
            row_starts: Vec::new(),
            row_leaves: Vec::new(),
        };
        let mut numbers: FxHashMap<(bool, u32), u32> = FxHashMap::default();
        for cell in (0..).take(cells) {
            if defining[cell as usize] != NONE {
                continue;
            }
            frame.leaves.push(cell);
            for (key, coefficient) in links.above(cell) {
                let rows = &mut frame.rows;
                let row = *numbers.entry(key).or_insert_with(|| {
                    rows.push(if key.0 { Row::Check } else { Row::Sum(key.1) });
                    u32::try_from(rows.len() - 1).unwrap_or(NONE)
                });
                frame.touches.push((row, coefficient));
            }
            let end = u32::try_from(frame.touches.len()).unwrap_or(NONE);
            frame.starts.push(end);
        }
        frame.invert();
        frame
    }

    /// Per free cell, whether it takes part in a check.
    pub(super) fn checked(&self) -> Vec<bool> {
        let is_check = |(row, _): &(u32, i32)| self.rows[*row as usize] == Row::Check;
        (0..self.leaves.len())
            .map(|leaf| self.touches(leaf).iter().any(is_check))
            .collect()
    }

    /// The rows of a free cell, with how often it counts in each.
    pub(super) fn touches(&self, leaf: usize) -> &[(u32, i32)] {
        &self.touches[self.starts[leaf] as usize..self.starts[leaf + 1] as usize]
    }

    /// The free cells of a row.
    pub(super) fn leaves_of(&self, row: u32) -> &[(u32, i32)] {
        let row = row as usize;
        &self.row_leaves[self.row_starts[row] as usize..self.row_starts[row + 1] as usize]
    }

    fn invert(&mut self) {
        let mut starts = vec![0u32; self.rows.len() + 1];
        for (row, _) in &self.touches {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..self.rows.len() {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut leaves = vec![(0, 0); self.touches.len()];
        for (leaf, at) in (0u32..).zip(0..self.leaves.len()) {
            for (row, coefficient) in self.touches(at) {
                leaves[next[*row as usize] as usize] = (leaf, *coefficient);
                next[*row as usize] += 1;
            }
        }
        self.row_starts = starts;
        self.row_leaves = leaves;
    }
}

/// Per cell, the equation that it is computed by: the first of which it is the sum.
fn defining(equations: &Equations, cells: usize) -> Vec<u32> {
    let mut defining = vec![NONE; cells];
    for (number, at) in (0u32..).zip(0..equations.len()) {
        let sum = equations.members(at)[0] as usize;
        if defining[sum] == NONE {
            defining[sum] = number;
        }
    }
    defining
}

/// Per cell, the sums that it defines, and the other equations that it takes part in.
struct Links {
    sums: Vec<Vec<CellId>>,
    checks: Vec<Vec<(u32, i32)>>,
    height: Vec<u32>,
}

impl Links {
    fn of(equations: &Equations, defining: &[u32], cells: usize) -> Self {
        let mut links = Self {
            sums: vec![Vec::new(); cells],
            checks: vec![Vec::new(); cells],
            height: vec![0; cells],
        };
        for (number, at) in (0u32..).zip(0..equations.len()) {
            let members = equations.members(at);
            let sum = members[0];
            if defining[sum as usize] == number {
                for part in &members[1..] {
                    links.sums[*part as usize].push(sum);
                }
            } else {
                links.checks[sum as usize].push((number, 1));
                for part in &members[1..] {
                    links.checks[*part as usize].push((number, -1));
                }
            }
        }
        links.measure();
        links
    }

    /// How many sums lie below each cell, at most: the order in which sums are reached.
    fn measure(&mut self) {
        let mut waiting = vec![0u32; self.sums.len()];
        for sum in self.sums.iter().flatten() {
            waiting[*sum as usize] += 1;
        }
        let mut ready: Vec<usize> = (0..waiting.len()).filter(|at| waiting[*at] == 0).collect();
        while let Some(at) = ready.pop() {
            for sum in &self.sums[at] {
                let sum = *sum as usize;
                self.height[sum] = self.height[sum].max(self.height[at] + 1);
                waiting[sum] -= 1;
                if waiting[sum] == 0 {
                    ready.push(sum);
                }
            }
        }
    }

    /// Everything that a free cell adds to: sums, and checks where it does not cancel out.
    fn above(&self, leaf: CellId) -> Vec<((bool, u32), i32)> {
        let mut open: BTreeMap<(u32, CellId), i32> = BTreeMap::from([((0, leaf), 1)]);
        let mut found = Vec::new();
        let mut checks: BTreeMap<u32, i32> = BTreeMap::new();
        while let Some(((_, cell), coefficient)) = open.pop_first() {
            if cell != leaf {
                found.push(((false, cell), coefficient));
            }
            for sum in &self.sums[cell as usize] {
                *open.entry((self.height[*sum as usize], *sum)).or_default() += coefficient;
            }
            for (check, sign) in &self.checks[cell as usize] {
                *checks.entry(*check).or_default() += sign * coefficient;
            }
        }
        let checks = checks.into_iter().filter(|(_, sum)| *sum != 0);
        found.extend(checks.map(|(check, sum)| ((true, check), sum)));
        found
    }
}
