//! How far a cell can go at most: a sum goes only as far as its parts go together. Searches that ask
//! for more are not begun; programs that have no solution are the dearest ones.

use super::{
    movement::Goal,
    pattern::{Pattern, Pool},
};
use crate::geometry::CellId;

/// So many parts are looked at; those beyond count with what their own bounds allow.
const MOST_LOOKED_AT: usize = 2000;

/// The share of what is wanted that is as good as all of it.
const ENOUGH: f64 = 1.0 - 1e-9;

/// What is asked of a movement besides its end.
#[derive(Clone, Copy)]
struct Way {
    up: bool,
    group: u32,
    pool: Pool,
}

impl Pattern<'_> {
    /// Whether the parts of the cell, and theirs, have room for its movement.
    pub(super) fn has_room(&self, goal: Goal, pool: Pool) -> bool {
        let way = Way {
            up: goal.by > 0.0,
            group: goal.group,
            pool,
        };
        let (wanted, mut left) = (goal.by.abs(), MOST_LOOKED_AT);
        let far = self.farthest(goal.cell, wanted, way, &mut left);
        far >= wanted * ENOUGH
    }

    /// How far `cell` can go one way, as far as `wanted`.
    fn farthest(&self, cell: CellId, wanted: f64, way: Way, left: &mut usize) -> f64 {
        let (low, high) = self.bounds[cell as usize];
        let value = self.value(cell);
        let own = if way.up { high - value } else { value - low };
        let mut far = own.min(wanted);
        for at in self.equations_of(cell) {
            let members = self.members(*at);
            if members[0] == cell {
                far = self.together(&members[1..], far, way, left);
            }
        }
        far
    }

    /// How far parts can go together, as far as `wanted`.
    fn together(&self, parts: &[CellId], wanted: f64, way: Way, left: &mut usize) -> f64 {
        let mut sum = 0.0;
        for part in parts {
            if *left == 0 {
                return wanted;
            }
            *left -= 1;
            if !self.stays(*part, way.group) && self.movable(*part, way.pool) {
                sum += self.farthest(*part, wanted - sum, way, left);
            }
            if sum >= wanted * ENOUGH {
                return wanted;
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        geometry::Axis,
        protect::{
            Options,
            pattern::NOBODY,
            primary::{insiders, primary},
        },
        rule::RuleSet,
        table::{RawCell, RawTable},
    };

    /// A total over sums of these hundredths: no sum of fractions is quite what it is written as.
    fn table(sums: &[Vec<u32>]) -> RawTable {
        let names = |at: usize| (0..sums[at].len()).map(move |part| format!("P{at}_{part}"));
        let tops: Vec<String> = (0..sums.len()).map(|at| format!("S{at}")).collect();
        let mut equations = vec![("T".to_owned(), tops.clone())];
        equations.extend((0..sums.len()).map(|at| (tops[at].clone(), names(at).collect())));
        let codes = ["T".to_owned()].into_iter().chain(tops);
        let codes = codes.chain((0..sums.len()).flat_map(names)).collect();
        let axis = Axis::of_hierarchy("D", codes, &equations).expect("a tree");
        let values = sums.iter().map(|parts| parts.iter().sum());
        let values: Vec<u32> = values.chain(sums.iter().flatten().copied()).collect();
        let total = values[..sums.len()].iter().sum();
        let cells = std::iter::once(total).chain(values).map(|value| RawCell {
            value: f64::from(value) / 100.0,
            ..RawCell::default()
        });
        let rows = (0u16..)
            .zip(cells)
            .map(|(code, cell)| (vec![code], cell, None));
        RawTable::from_rows(vec![axis], rows.collect(), false).expect("a table")
    }

    proptest! {
        /// A total goes down as far as its parts are large, whatever their fractions, and not farther;
        /// and up as far as one likes, as long as one of them is not nought.
        #[test]
        fn a_sum_goes_as_far_as_its_parts_together(
            sums in prop::collection::vec(prop::collection::vec(0u32..100_000, 1..9), 1..9),
            share in 0.001f64..1.0,
            beyond in 1.001f64..3.0,
        ) {
            let raw = table(&sums);
            let rules = RuleSet::from_toml("minimum_frequency = 1").expect("a rule");
            let (states, needs) = primary(&raw, &rules);
            let groups = insiders(&raw, &rules, &states);
            let pattern = Pattern::new(&raw, &rules, &Options::default(), (states, needs), groups);
            let room = |by: f64| pattern.has_room(Goal { cell: 0, by, group: NOBODY }, Pool::Any);
            let whole = raw.cells[0].value;
            if whole > 0.0 {
                prop_assert!(room(-whole) && room(-share * whole) && room(whole * beyond));
                prop_assert!(!room(-whole * beyond));
            }
        }
    }
}
