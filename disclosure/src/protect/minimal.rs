//! Gives back what was not needed: a secondary cell is published again when every sensitive cell
//! keeps, or finds among the other suppressed cells, the movements that prove it hidden.

use rustc_hash::FxHashSet;

use super::{
    Progress, Stage,
    movement::{FAR_SUPPRESSED, SUPPRESSED},
    pattern::{Pattern, Pool},
};
use crate::{geometry::CellId, table::State};

/// Cells looked at, at most, in all passes: a minute or two of work. The cheapest then stay hidden.
const MOST_SPENT: usize = 250_000_000;
/// Cells looked at, at most, on behalf of the dearest ones.
const EFFORT: usize = 400_000;

impl Pattern<'_> {
    /// The secondary cells that may be published again, the dearest first.
    pub(super) fn secondary(&self) -> Vec<CellId> {
        let mut cells: Vec<CellId> = (0..self.raw.grid.count())
            .filter(|cell| {
                let at = *cell as usize;
                self.states[at] == State::Secondary && !self.kept[at]
            })
            .collect();
        cells.sort_by(|a, b| {
            let cost = |cell: &CellId| self.cost[*cell as usize];
            cost(b).total_cmp(&cost(a)).then(a.cmp(b))
        });
        cells
    }

    /// One pass over the cells that are not known to be needed. What is needed once stays needed
    /// when others go.
    pub(super) fn give_back(&mut self, progress: &mut dyn Progress) {
        let secondary = self.secondary();
        let start = self.effort.get();
        for (done, cell) in secondary.iter().enumerate() {
            progress.step(Stage::GiveBack, done, secondary.len());
            let spent = self.effort.get() - start;
            if self.spent_on_giving_back + spent > MOST_SPENT || progress.is_over() {
                break;
            }
            if !self.needed[*cell as usize] {
                self.needed[*cell as usize] = !self.give_back_one(*cell);
            }
        }
        self.spent_on_giving_back += self.effort.get() - start;
        progress.step(Stage::GiveBack, secondary.len(), secondary.len());
    }

    /// The dearest cells again, with the help of suppressed cells far away.
    pub(super) fn give_back_dearest(&mut self, progress: &mut dyn Progress) {
        self.reaches = &FAR_SUPPRESSED;
        let dearest = self.secondary();
        let end = self.effort.get() + EFFORT;
        for (done, cell) in dearest.iter().enumerate() {
            progress.step(Stage::GiveBack, done, dearest.len());
            if self.effort.get() > end || progress.is_over() {
                break;
            }
            self.give_back_one(*cell);
        }
        progress.step(Stage::GiveBack, dearest.len(), dearest.len());
        self.reaches = &SUPPRESSED;
    }

    fn give_back_one(&mut self, cell: CellId) -> bool {
        if self.is_needed_at_sight(cell) {
            return false;
        }
        let leaning = self.leaning_on(cell);
        let voided = self.void(cell);
        self.barred[cell as usize] = true;
        let spare = leaning
            .into_iter()
            .all(|sensitive| self.ensure(sensitive, Pool::Suppressed));
        self.barred[cell as usize] = false;
        if spare {
            self.publish(cell);
        } else {
            self.revive(voided);
        }
        spare
    }

    /// Sensitive cells that have a certificate which moves `cell`, itself not among them.
    pub(super) fn leaning_on(&self, cell: CellId) -> Vec<CellId> {
        let mut leaning: Vec<CellId> = self
            .live(cell)
            .flat_map(|(_, movement)| movement)
            .map(|(moved, _)| *moved)
            .filter(|moved| *moved != cell && self.needs[*moved as usize].is_some())
            .collect();
        leaning.sort_unstable();
        leaning.dedup();
        leaning
    }

    /// Publishes a secondary cell; nothing is needed of it any more.
    pub(super) fn publish(&mut self, cell: CellId) {
        self.states[cell as usize] = State::Published;
        self.needs[cell as usize] = None;
    }

    /// Voids the certificates that move `cell`; their numbers.
    pub(super) fn void(&mut self, cell: CellId) -> Vec<u32> {
        let numbers: Vec<u32> = self.live(cell).map(|(number, _)| number).collect();
        for number in &numbers {
            self.certificates[*number as usize].alive = false;
        }
        numbers
    }

    pub(super) fn revive(&mut self, numbers: Vec<u32>) {
        for number in numbers {
            self.certificates[number as usize].alive = true;
        }
    }

    /// Whether a sensitive cell follows, equation by equation, once `cell` is published.
    fn is_needed_at_sight(&self, cell: CellId) -> bool {
        let mut known: FxHashSet<CellId> = FxHashSet::default();
        known.insert(cell);
        let mut queue = vec![cell];
        while let Some(next) = queue.pop() {
            for at in self.equations_of(next) {
                let mut open = self.members(*at).iter().filter(|member| {
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
