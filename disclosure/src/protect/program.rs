//! The cheapest movement of a few cells as a program: minimise what is paid for moving them, keep
//! every equation and bound, and move one cell to its goal.
//!
//! The programs of suppression are many and small: some hundred cells, of which a few dozen can
//! move freely. docs/decisions/movement-simplex.md says why this is not left to a general solver.

use super::simplex::Tableau;

/// A variable: how far it may go and what it pays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variable {
    /// Lowest and highest position; it starts at 0.
    pub(super) low: f64,
    pub(super) high: f64,
    /// What a unit below and above 0 costs.
    pub(super) below: f64,
    pub(super) above: f64,
}

/// Movements of variables that keep all rows at zero. Variable 0 is the one with the goal.
#[derive(Debug, Default)]
pub(super) struct Movements {
    variables: Vec<Variable>,
    /// Where the memberships of each variable end.
    ends: Vec<u32>,
    /// Rows with signs, variable after variable.
    memberships: Vec<(u32, f64)>,
    rows: usize,
}

impl Movements {
    /// Adds a variable.
    pub(super) fn add(&mut self, variable: Variable) {
        self.variables.push(variable);
        self.ends.push(short(self.memberships.len()));
    }

    /// Adds a row.
    pub(super) fn add_row(&mut self) -> u32 {
        self.rows += 1;
        short(self.rows - 1)
    }

    /// The variable that was added last stands in `row`.
    pub(super) fn stands_in(&mut self, row: u32, sign: f64) {
        self.memberships.push((row, sign));
        if let Some(end) = self.ends.last_mut() {
            *end += 1;
        }
    }

    /// The movement that brings variable 0 to its upper bound, or to its lower one when the
    /// upper is 0, at the least price.
    pub(super) fn cheapest(&self) -> Option<Vec<f64>> {
        let live = self.live();
        if !live[0] {
            return None;
        }
        let columns: Vec<usize> = (0..live.len()).filter(|at| live[*at]).collect();
        let variables = columns.iter().map(|at| self.variables[*at]).collect();
        let (starts, members) = self.rows_of(&columns);
        let rows = starts.windows(2);
        let rows = rows.map(|ends| &members[ends[0] as usize..ends[1] as usize]);
        let found = Tableau::new(variables, rows).cheapest()?;
        let mut all = vec![0.0; live.len()];
        for (column, value) in columns.iter().zip(found) {
            all[*column] = value;
        }
        Some(all)
    }

    fn memberships_of(&self, variable: usize) -> &[(u32, f64)] {
        let start = variable
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.memberships[start as usize..self.ends[variable] as usize]
    }

    /// The variables that can move and that no row holds alone. Of each row it is known how many
    /// may move and, while it is one, which: the exclusive or of their numbers.
    fn live(&self) -> Vec<bool> {
        let can_move = |one: &Variable| one.low < 0.0 || one.high > 0.0;
        let mut live: Vec<bool> = self.variables.iter().map(can_move).collect();
        let mut open = vec![(0u32, 0usize); self.rows];
        for at in (0..live.len()).filter(|at| live[*at]) {
            for (row, _) in self.memberships_of(at) {
                let (count, which) = &mut open[*row as usize];
                *count += 1;
                *which ^= at;
            }
        }
        let alone = |row: &usize| open[*row].0 == 1;
        let mut queue: Vec<usize> = (0..open.len()).filter(alone).collect();
        while let Some(at) = queue.pop() {
            let (count, held) = open[at];
            if count == 0 {
                continue;
            }
            live[held] = false;
            for (row, _) in self.memberships_of(held) {
                let (count, which) = &mut open[*row as usize];
                *count -= 1;
                *which ^= held;
                if *count == 1 {
                    queue.push(*row as usize);
                }
            }
        }
        live
    }

    /// The members of each row among some variables, numbered as these are, and where each row
    /// starts.
    fn rows_of(&self, columns: &[usize]) -> (Vec<u32>, Vec<(u32, f64)>) {
        let mut starts = vec![0u32; self.rows + 1];
        for column in columns {
            for (row, _) in self.memberships_of(*column) {
                starts[*row as usize + 1] += 1;
            }
        }
        for row in 0..self.rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut members = vec![(0, 0.0); starts[self.rows] as usize];
        for (number, column) in (0u32..).zip(columns) {
            for (row, sign) in self.memberships_of(*column) {
                let at = &mut next[*row as usize];
                members[*at as usize] = (number, *sign);
                *at += 1;
            }
        }
        (starts, members)
    }
}

/// Programs have fewer parts than a short number counts.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Movements, Variable};
    use crate::solver::{Program, Simplex, Solver};

    /// The least price by the general solver, which takes each variable apart into up and down.
    fn referee(movements: &Movements) -> Option<f64> {
        let mut program = Program::default();
        for (at, one) in movements.variables.iter().enumerate() {
            let (down, up) = if at == 0 {
                (0.0, 1.0)
            } else {
                (-one.low, one.high)
            };
            let least = if at == 0 { 1.0 } else { 0.0 };
            program.variables.push((one.above, least, up));
            program.variables.push((one.below, 0.0, down));
        }
        for row in rows(movements) {
            let terms = row.iter();
            let terms = terms.flat_map(|(at, sign)| [(2 * at, *sign), (2 * at + 1, -sign)]);
            program.rows.push((terms.collect(), 0.0));
        }
        let found = Simplex.minimise(&program)?;
        let paid = program.variables.iter().zip(found);
        Some(paid.map(|((price, _, _), at)| price * at).sum())
    }

    fn rows(movements: &Movements) -> Vec<Vec<(usize, f64)>> {
        let mut rows = vec![Vec::new(); movements.rows];
        for at in 0..movements.variables.len() {
            for (row, sign) in movements.memberships_of(at) {
                rows[*row as usize].push((at, *sign));
            }
        }
        rows
    }

    fn price(movements: &Movements, at: &[f64]) -> f64 {
        let paid = movements.variables.iter().zip(at);
        paid.map(|(one, at)| {
            if *at > 0.0 {
                one.above * at
            } else {
                -one.below * at
            }
        })
        .sum()
    }

    /// A table of `height` by `width` with its margins; (down, up, price) of each cell.
    fn table(height: usize, width: usize, cells: &[(u8, u8, u8)]) -> Movements {
        let mut movements = Movements::default();
        for _ in 0..height + width + 2 {
            movements.add_row();
        }
        for (at, (down, up, price)) in cells.iter().enumerate() {
            let price = f64::from(*price);
            let (low, high) = match at {
                0 => (0.0, 1.0),
                _ => (-f64::from(*down) / 2.0, f64::from(*up) / 2.0),
            };
            let (below, above) = if at == 0 { (0.0, 0.0) } else { (price, price) };
            movements.add(Variable {
                low,
                high,
                below,
                above,
            });
            let (row, column) = (at / (width + 1), at % (width + 1));
            let sign = |last: bool| if last { -1.0 } else { 1.0 };
            movements.stands_in(super::short(row), sign(column == width));
            movements.stands_in(super::short(height + 1 + column), sign(row == height));
        }
        movements
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn no_movement_is_cheaper_than_the_one_found(
            (height, width, cells) in (2usize..5, 2usize..5).prop_flat_map(|(height, width)| {
                let count = (height + 1) * (width + 1);
                (Just(height), Just(width), prop::collection::vec((0u8..4, 0u8..4, 0u8..9), count))
            })
        ) {
            let movements = table(height, width, &cells);
            let found = movements.cheapest();
            let best = referee(&movements);
            prop_assert_eq!(found.is_some(), best.is_some());
            if let (Some(found), Some(best)) = (found, best) {
                prop_assert!((found[0] - 1.0).abs() < 1e-6);
                for row in rows(&movements) {
                    let sum: f64 = row.iter().map(|(at, sign)| sign * found[*at]).sum();
                    prop_assert!(sum.abs() < 1e-6, "{}", sum);
                }
                for (one, at) in movements.variables.iter().zip(&found) {
                    prop_assert!(*at >= one.low - 1e-6 && *at <= one.high + 1e-6);
                }
                let paid = price(&movements, &found);
                prop_assert!((paid - best).abs() < 1e-4 * (1.0 + best), "{} {}", paid, best);
            }
        }
    }
}
