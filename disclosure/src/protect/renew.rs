//! Makes the pattern cheaper: dear secondary cells are taken out one by one, and the sensitive cells
//! that leaned on them look for movements anew. What comes out dearer is undone.

use super::{
    Progress, Stage,
    pattern::{Pattern, Pool},
};
use crate::{geometry::CellId, table::State};

/// Cells looked at, at most, in all rounds: some seconds' work.
pub(super) const RENEWAL: usize = 1_000_000;
/// The same when a pattern that was renewed has grown a bit.
pub(super) const SECOND_RENEWAL: usize = 300_000;
/// Cells on which more sensitive cells lean are left alone.
const MOST_LEANING: usize = 2000;
/// Shares of the cost of the pattern from which a cell is dear, so that what is to stand for it is
/// looked for far away, and very dear, so that more is looked at at once.
const DEAR: f64 = 1.0 / 500.0;
const VERY_DEAR: f64 = 1.0 / 20.0;

impl Pattern<'_> {
    /// Rounds until nothing is gained or so many cells were looked at.
    pub(super) fn renew(&mut self, effort: usize, progress: &mut dyn Progress) {
        let end = self.effort.get() + effort;
        if self.effort.get() <= self.wide_until {
            self.wide_until = end;
        }
        let mut gained = true;
        while gained && self.effort.get() < end && !progress.is_over() {
            let before = self.total();
            self.round(end, progress);
            self.give_back(progress);
            gained = self.total() < before * (1.0 - 1e-9);
        }
    }

    fn round(&mut self, end: usize, progress: &mut dyn Progress) {
        let secondary = self.secondary();
        let total = self.total();
        for (done, cell) in secondary.iter().enumerate() {
            progress.step(Stage::Renew, done, secondary.len());
            if self.effort.get() >= end || progress.is_over() {
                break;
            }
            if self.states[*cell as usize] == State::Secondary {
                self.replace(*cell, total);
            }
        }
        progress.step(Stage::Renew, secondary.len(), secondary.len());
    }

    /// Publishes `cell`, of a pattern that costs `total`, and lets what leaned on it look anew.
    fn replace(&mut self, cell: CellId, total: f64) {
        let leaning = self.leaning_on(cell);
        if leaning.len() > MOST_LEANING {
            return;
        }
        let voided = self.void(cell);
        let need = self.needs[cell as usize];
        self.publish(cell);
        self.barred[cell as usize] = true;
        let mark = self.certificates.len();
        self.added.clear();
        let saved = self.cost[cell as usize];
        let pool = match saved / total {
            share if share > VERY_DEAR => Pool::Wide,
            share if share > DEAR => Pool::Any,
            _ => Pool::Near,
        };
        let cheaper = leaning
            .into_iter()
            .all(|sensitive| self.ensure(sensitive, pool) && self.spent() < saved * (1.0 - 1e-9));
        self.barred[cell as usize] = false;
        if cheaper {
            self.reconsider(mark);
            return;
        }
        self.undo(mark);
        self.states[cell as usize] = State::Secondary;
        self.needs[cell as usize] = need;
        self.revive(voided);
    }

    fn total(&self) -> f64 {
        self.secondary()
            .iter()
            .map(|cell| self.cost[*cell as usize])
            .sum()
    }

    fn spent(&self) -> f64 {
        self.added
            .iter()
            .map(|cell| self.cost[*cell as usize])
            .sum()
    }

    /// Takes back the certificates since `mark` and what they suppressed.
    pub(super) fn undo(&mut self, mark: usize) {
        for certificate in self.certificates.drain(mark..) {
            for (moved, _) in certificate.movement {
                let numbers = &mut self.moved_by[moved as usize];
                numbers.retain(|(number, _)| (*number as usize) < mark);
            }
        }
        for cell in std::mem::take(&mut self.added) {
            self.publish(cell);
        }
    }

    /// Cells moved by the certificates since `mark`, and what is near them, may be spare now.
    fn reconsider(&mut self, mark: usize) {
        let moved: Vec<CellId> = self.certificates[mark..]
            .iter()
            .flat_map(|certificate| certificate.movement.iter().map(|(moved, _)| *moved))
            .collect();
        for cell in moved {
            for at in 0..self.equations_of(cell).len() {
                let equation = self.equations_of(cell)[at] as usize;
                for near in self.raw.equations.members(equation) {
                    self.needed[*near as usize] = false;
                }
            }
        }
    }
}
