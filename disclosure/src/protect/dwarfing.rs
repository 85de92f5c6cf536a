//! Figures that dwarf what they hide. A thousand hidden beside a billion moves the billion by a millionth of a
//! millionth: whoever computes with rounded figures calls it known. Such a figure is given a movement of its own, at the
//! cost of cells that are small beside it; where there is none it stays as it is, and nothing sensitive is open.

use super::{
    Progress,
    pattern::{NOBODY, Pattern, Pool},
};
use crate::{geometry::CellId, table::Need};

/// The share of a figure by which it moves, so that one who takes a millionth for nothing does not call it known.
const SHARE: f64 = 4e-6;
/// Cells looked at, at most, on behalf of all of them.
const EFFORT: usize = 1_000_000;

impl Pattern<'_> {
    /// Moves what others move by next to nothing; whether anything was hidden for it. Whole counts move by whole
    /// numbers.
    pub(super) fn move_dwarfing(&mut self, progress: &mut dyn Progress) -> bool {
        let mut hidden = false;
        if self.counts {
            return hidden;
        }
        let end = self.effort.get() + EFFORT;
        let mut waiting = self.secondary();
        while let Some(cell) = waiting.pop() {
            if self.effort.get() > end || progress.is_over() {
                break;
            }
            let need = Need {
                slide: SHARE * (1.0 + self.value(cell).abs()),
                ..Need::default()
            };
            if self.live(cell).next().is_some() && !self.holds(cell, need, NOBODY) {
                let added = self.moved_by_more(cell, need);
                hidden |= !added.is_empty();
                waiting.extend(added);
            }
        }
        hidden
    }

    /// Gives `cell` the movement that it lacks; what is hidden for it, nothing where there is none.
    fn moved_by_more(&mut self, cell: CellId, need: Need) -> Vec<CellId> {
        let mark = self.certificates.len();
        self.added.clear();
        self.needs[cell as usize] = Some(need);
        if !self.ensure(cell, Pool::Any) {
            self.needs[cell as usize] = None;
            self.undo(mark);
        }
        std::mem::take(&mut self.added)
    }
}
