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
    pub(super) variables: Vec<Variable>,
    /// Variables with their signs.
    pub(super) rows: Vec<Vec<(usize, f64)>>,
}

impl Movements {
    /// The movement that brings variable 0 to its upper bound, or to its lower one when the
    /// upper is 0, at the least price.
    pub(super) fn cheapest(&self) -> Option<Vec<f64>> {
        let live = self.live();
        if !live[0] {
            return None;
        }
        let columns: Vec<usize> = (0..live.len()).filter(|at| live[*at]).collect();
        let mut place = vec![None; live.len()];
        for (at, column) in columns.iter().enumerate() {
            place[*column] = Some(at);
        }
        let variables = columns.iter().map(|at| self.variables[*at]).collect();
        let rows = self.rows.iter().map(|row| {
            let placed = row.iter();
            placed.filter_map(|(variable, sign)| Some((place[*variable]?, *sign)))
        });
        let found = Tableau::new(variables, rows).cheapest()?;
        let mut all = vec![0.0; live.len()];
        for (column, value) in columns.iter().zip(found) {
            all[*column] = value;
        }
        Some(all)
    }

    /// The variables that can move and that no row holds alone.
    fn live(&self) -> Vec<bool> {
        let can_move = |one: &Variable| one.low < 0.0 || one.high > 0.0;
        let mut live: Vec<bool> = self.variables.iter().map(can_move).collect();
        let mut rows_of = vec![Vec::new(); live.len()];
        let mut open = vec![0usize; self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            for (variable, _) in row.iter().filter(|(variable, _)| live[*variable]) {
                rows_of[*variable].push(at);
                open[at] += 1;
            }
        }
        let mut queue: Vec<usize> = (0..open.len()).filter(|at| open[*at] == 1).collect();
        while let Some(at) = queue.pop() {
            let held = self.rows[at].iter().find(|(one, _)| live[*one]);
            let Some((held, _)) = held else { continue };
            live[*held] = false;
            for row in &rows_of[*held] {
                open[*row] -= 1;
                if open[*row] == 1 {
                    queue.push(*row);
                }
            }
        }
        live
    }
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
        for row in &movements.rows {
            let terms = row.iter();
            let terms = terms.flat_map(|(at, sign)| [(2 * at, *sign), (2 * at + 1, -sign)]);
            program.rows.push((terms.collect(), 0.0));
        }
        let found = Simplex.minimise(&program)?;
        let paid = program.variables.iter().zip(found);
        Some(paid.map(|((price, _, _), at)| price * at).sum())
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
        for (at, (down, up, price)) in cells.iter().enumerate() {
            let price = f64::from(*price);
            let (low, high) = match at {
                0 => (0.0, 1.0),
                _ => (-f64::from(*down) / 2.0, f64::from(*up) / 2.0),
            };
            let (below, above) = if at == 0 { (0.0, 0.0) } else { (price, price) };
            movements.variables.push(Variable {
                low,
                high,
                below,
                above,
            });
        }
        let cell = |row: usize, column: usize| row * (width + 1) + column;
        for row in 0..=height {
            let parts = (0..width).map(|column| (cell(row, column), 1.0));
            movements
                .rows
                .push(parts.chain([(cell(row, width), -1.0)]).collect());
        }
        for column in 0..=width {
            let parts = (0..height).map(|row| (cell(row, column), 1.0));
            movements
                .rows
                .push(parts.chain([(cell(height, column), -1.0)]).collect());
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
                for row in &movements.rows {
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
