//! What units that are alone in their cell learn of others: with their own cells held still, the
//! others must keep an interval. A movement that leaves a unit's cells alone is proof against it,
//! so only the units that every movement found so far leans on are asked one by one, and, where
//! contributors may pool what they know, so on with each of these.

use super::{
    exact::{Ask, Verdict},
    ground::Ground,
    part::Part,
    want::Want,
};
use crate::solver::Solver;

impl Ground<'_> {
    /// The verdict on what pools of at most `most` units learn of a cell.
    pub(super) fn insider(
        &mut self,
        unknown: usize,
        most: usize,
        part: &mut Part,
        solver: &dyn Solver,
    ) -> Option<Verdict> {
        if matches!(self.wants[unknown], Want::Nothing | Want::Distinct) {
            return None;
        }
        if !self.leans_on(unknown, &[]).is_empty() || !self.is_wide(unknown) {
            self.free_of_units(unknown);
        }
        let mut pool = Vec::new();
        self.pooled(unknown, most, &mut pool, part, solver)
    }

    /// Whether what is remembered of a cell is all that it needs against any unit.
    fn is_wide(&self, unknown: usize) -> bool {
        let want = self.wants[unknown].against_unit();
        want.is_met(self.at[unknown], self.seen_without(unknown, &[]).0)
    }

    fn pooled(
        &mut self,
        unknown: usize,
        most: usize,
        pool: &mut Vec<u32>,
        part: &mut Part,
        solver: &dyn Solver,
    ) -> Option<Verdict> {
        if !pool.is_empty() || !self.is_wide(unknown) {
            let ask = Ask {
                unknown,
                want: self.wants[unknown].against_unit(),
                units: Some(pool),
            };
            if let Some(verdict) = self.verdict(ask, part, solver) {
                return Some(verdict);
            }
        }
        if pool.len() >= most {
            return None;
        }
        for unit in self.leans_on(unknown, pool) {
            pool.push(unit);
            let verdict = self.pooled(unknown, most, pool, part, solver);
            pool.pop();
            if verdict.is_some() {
                return verdict;
            }
        }
        None
    }
}
