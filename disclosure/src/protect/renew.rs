//! Makes the pattern cheaper: dear secondary cells are taken out, together with what moves along
//! with them, and the sensitive cells that leaned on them look for movements anew. What comes out
//! dearer is undone.

use super::{
    Progress, Stage,
    pattern::{Pattern, Pool},
};
use crate::{geometry::CellId, table::State};

/// Cells looked at, at most, in all rounds: some seconds' work.
const EFFORT: usize = 3_000_000;
/// So many of the dearest cells are taken out with their company in a round.
const DEAREST: usize = 100;
/// Company costs at least this share of the cell it moves with.
const SHARE: f64 = 0.2;
/// Sets of more cells, and on which more sensitive cells lean, are left alone.
const MOST_TAKEN: usize = 25;
const MOST_LEANING: usize = 150;

impl Pattern<'_> {
    /// Rounds of both kinds until nothing is gained or the effort is spent.
    pub(super) fn renew(&mut self, progress: &mut dyn Progress) {
        let end = self.effort.get() + EFFORT;
        if self.effort.get() <= self.wide_until {
            self.wide_until = end;
        }
        let mut gained = true;
        while gained && self.effort.get() < end {
            let before = self.total();
            self.round(true, end, progress);
            self.give_back(&mut ());
            self.round(false, end, progress);
            self.give_back(&mut ());
            gained = self.total() < before * (1.0 - 1e-9);
        }
    }

    fn round(&mut self, with_company: bool, end: usize, progress: &mut dyn Progress) {
        let mut secondary = self.secondary();
        if with_company {
            secondary.truncate(DEAREST);
        }
        for (done, cell) in secondary.iter().enumerate() {
            progress.step(Stage::Renew, done, secondary.len());
            if self.effort.get() >= end {
                break;
            }
            if self.states[*cell as usize] == State::Secondary {
                let set = if with_company {
                    self.company(*cell)
                } else {
                    vec![*cell]
                };
                self.replace(&set, !with_company);
            }
        }
        progress.step(Stage::Renew, secondary.len(), secondary.len());
    }

    /// `cell` and the dearest secondary cells that move with it.
    fn company(&self, cell: CellId) -> Vec<CellId> {
        let floor = SHARE * self.cost[cell as usize];
        let mut set: Vec<CellId> = self
            .live(cell)
            .flat_map(|(_, movement)| movement)
            .map(|(moved, _)| *moved)
            .filter(|moved| {
                let at = *moved as usize;
                self.states[at] == State::Secondary && !self.kept[at] && self.cost[at] >= floor
            })
            .chain([cell])
            .collect();
        set.sort_unstable();
        set.dedup();
        set.retain(|cell| *cell < self.raw.grid.count());
        set.sort_by(|a, b| {
            let cost = |cell: &CellId| self.cost[*cell as usize];
            cost(b).total_cmp(&cost(a)).then(a.cmp(b))
        });
        set.truncate(MOST_TAKEN);
        set
    }

    /// Publishes `set` and lets what leaned on it look anew, with or without the set itself.
    fn replace(&mut self, set: &[CellId], barred: bool) {
        let leaning = self.leaning_on(set);
        if leaning.len() > MOST_LEANING {
            return;
        }
        let mut voided = Vec::new();
        for cell in set {
            voided.extend(self.void(*cell));
            self.states[*cell as usize] = State::Published;
            self.barred[*cell as usize] = barred;
        }
        let mark = self.certificates.len();
        self.added.clear();
        let saved: f64 = set.iter().map(|cell| self.cost[*cell as usize]).sum();
        let cheaper = leaning.into_iter().all(|sensitive| {
            self.ensure(sensitive, Pool::Near) && self.spent() < saved * (1.0 - 1e-9)
        });
        for cell in set {
            self.barred[*cell as usize] = false;
        }
        if cheaper {
            self.reconsider(mark);
            return;
        }
        self.undo(mark);
        for cell in set {
            self.states[*cell as usize] = State::Secondary;
        }
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
    fn undo(&mut self, mark: usize) {
        for certificate in self.certificates.drain(mark..) {
            for (moved, _) in certificate.movement {
                let numbers = &mut self.moved_by[moved as usize];
                numbers.retain(|(number, _)| (*number as usize) < mark);
            }
        }
        for cell in std::mem::take(&mut self.added) {
            self.states[cell as usize] = State::Published;
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
