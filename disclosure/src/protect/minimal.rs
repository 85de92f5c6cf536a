//! Gives back what was not needed: a secondary cell is published again when every sensitive cell
//! keeps, or finds among the other suppressed cells, the movements that prove it hidden.

use rustc_hash::FxHashSet;

use super::{
    Progress, Stage,
    pattern::{Pattern, Pool},
};
use crate::{geometry::CellId, table::State};

impl Pattern<'_> {
    /// One pass, the costliest cells first. What is needed once stays needed when others go.
    pub(super) fn give_back(&mut self, progress: &mut dyn Progress) {
        let mut secondary: Vec<CellId> = (0..self.raw.grid.count())
            .filter(|cell| self.states[*cell as usize] == State::Secondary)
            .collect();
        secondary.sort_by(|a, b| self.cost(*b).total_cmp(&self.cost(*a)).then(a.cmp(b)));
        for (done, cell) in secondary.iter().enumerate() {
            progress.step(Stage::GiveBack, done, secondary.len());
            if self.is_needed_at_sight(*cell) {
                continue;
            }
            let pool = Pool::SuppressedBut(*cell);
            let leaning = self.leaning_on(*cell);
            if leaning
                .into_iter()
                .all(|sensitive| self.ensure(sensitive, pool))
            {
                self.publish(*cell);
            }
        }
        progress.step(Stage::GiveBack, secondary.len(), secondary.len());
    }

    /// Whether a sensitive cell follows, equation by equation, once `cell` is published.
    fn is_needed_at_sight(&self, cell: CellId) -> bool {
        let mut known: FxHashSet<CellId> = FxHashSet::default();
        known.insert(cell);
        let mut queue = vec![cell];
        while let Some(next) = queue.pop() {
            for at in self.equations_of(next) {
                let members = self.raw.equations.members(at).iter();
                let mut open = members.filter(|member| {
                    self.states[**member as usize] != State::Published && !known.contains(member)
                });
                if let (Some(last), None) = (open.next(), open.next()) {
                    let last = *last;
                    if self.needs[last as usize].is_some() {
                        return true;
                    }
                    known.insert(last);
                    queue.push(last);
                }
            }
        }
        false
    }
}
