//! The proof that nothing is given away: the intruder attacks with all that the office knows, and
//! what he shows to be hidden in vain is given back.

use rustc_hash::FxHashSet;

use super::{Earlier, Progress, ProtectError, Stage, pattern::Movement, published};
use crate::{
    attack::{Attack, AttackOptions, attack_with},
    geometry::CellId,
    rule::RuleSet,
    solver::Solver,
    table::{OfficeSide, RawTable, State},
};

/// Hidden cells times secondary cells up to which each secondary cell is put to the intruder.
const MOST_ASKED: usize = 12_000;

pub(super) struct Proof<'a> {
    pub(super) raw: &'a RawTable,
    pub(super) rules: &'a RuleSet,
    pub(super) earlier: &'a Earlier,
    pub(super) office: OfficeSide,
    pub(super) solver: &'a dyn Solver,
}

impl Proof<'_> {
    /// The movements of cells that are withheld in the end.
    pub(super) fn holding(self, states: &[State]) -> Vec<Movement> {
        let withheld = |(cell, _): &(CellId, f64)| states[*cell as usize] != State::Published;
        let movements = self.office.witnesses.into_iter();
        movements
            .filter(|movement| movement.iter().all(withheld))
            .collect()
    }

    fn attack(&self, states: &[State]) -> Attack {
        let seen = published(self.raw, self.rules, states, Some(self.office.clone()));
        attack_with(&seen, &AttackOptions::default(), self.solver)
    }

    /// Whether a cell may be published again: hidden for others' sake, and in no release before.
    fn may_return(&self, states: &[State], cell: CellId) -> bool {
        states[cell as usize] == State::Secondary && !self.earlier.hid(cell)
    }

    /// The cells of the movements whose cells are all withheld.
    fn moved(&self, states: &[State]) -> FxHashSet<CellId> {
        let withheld = |(cell, _): &(CellId, f64)| states[*cell as usize] != State::Published;
        let movements = self.office.witnesses.iter();
        let live = movements.filter(|movement| movement.iter().all(withheld));
        live.flatten().map(|(cell, _)| *cell).collect()
    }

    /// A secondary cell that follows from the others, or of which the intruder cannot tell, hides
    /// nothing and is given back, unless a movement that others lean on moves it: one that dwarfs these
    /// moves by a hair only, so that it is as good as known, and must stay.
    /// Anything else that is found means that nothing may leave.
    pub(super) fn prove(
        &self,
        mut states: Vec<State>,
        progress: &mut dyn Progress,
    ) -> Result<Vec<State>, ProtectError> {
        loop {
            progress.step(Stage::Attack, 0, 1);
            let found = self.attack(&states);
            progress.step(Stage::Attack, 1, 1);
            if found.is_clean() {
                return Ok(states);
            }
            let recovered = found.recovered.iter().map(|cell| cell.cell);
            let open: Vec<CellId> = recovered.chain(found.undecided).collect();
            let harmless = |cell: &CellId| self.may_return(&states, *cell);
            let harmful = open.iter().filter(|cell| !harmless(cell)).count();
            if harmful > 0 {
                return Err(ProtectError::StillOpen(harmful));
            }
            let moved = self.moved(&states);
            let spare = open.into_iter().filter(|cell| !moved.contains(cell));
            let spare: Vec<CellId> = spare.collect();
            if spare.is_empty() {
                return Ok(states);
            }
            for cell in spare {
                states[cell as usize] = State::Published;
            }
        }
    }

    /// Gives back every secondary cell that the intruder does not need, asked of the intruder
    /// itself, where the table is small enough to ask for each: what is needed now stays needed
    /// when another is given back, so that once round is enough.
    pub(super) fn without_spare(&self, mut states: Vec<State>) -> Vec<State> {
        let hidden = states.iter().filter(|one| **one != State::Published);
        let hidden = hidden.count();
        let secondary: Vec<CellId> = (0..self.raw.grid.count())
            .filter(|cell| self.may_return(&states, *cell))
            .collect();
        if hidden * secondary.len() > MOST_ASKED {
            return states;
        }
        for cell in secondary {
            states[cell as usize] = State::Published;
            if !self.attack(&states).is_clean() {
                states[cell as usize] = State::Secondary;
            }
        }
        states
    }
}
