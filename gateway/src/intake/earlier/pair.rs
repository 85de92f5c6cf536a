//! Two tables of the same thing: which cells they share, and which of those nothing shows to have
//! changed from one to the other.

use disclosure::{
    PublishedTable,
    geometry::{CellId, Grid},
};

/// Figures nearer than this are the same: they are rounded when they are written.
const SAME: f64 = 0.05;

/// Two tables, cell by cell.
pub(super) struct Pair<'a> {
    new: &'a PublishedTable,
    old: &'a PublishedTable,
    /// Per cell of the new table, the same cell of the old one.
    shared: Vec<Option<CellId>>,
}

impl<'a> Pair<'a> {
    /// Finds the cells that both have.
    pub(super) fn of(new: &'a PublishedTable, old: &'a PublishedTable) -> Self {
        let shared = shared(new.grid(), old.grid());
        Self { new, old, shared }
    }

    /// The shared cells, new and old, that are hidden in one of the two at least, and of which no
    /// equation says that they have changed: where the published figures of an equation have moved
    /// as one, its hidden figures are taken to have stayed.
    pub(super) fn unchanged(&self) -> Vec<(CellId, CellId)> {
        let mut moved = vec![false; self.shared.len()];
        let equations = self.new.equations();
        for at in 0..equations.len() {
            let members = equations.members(at);
            if self.has_moved(members) {
                for cell in members {
                    if let Some(moved) = moved.get_mut(*cell as usize) {
                        *moved = true;
                    }
                }
            }
        }
        let cells = (0..).zip(&self.shared).zip(moved);
        cells
            .filter_map(|((new, old), moved)| Some((new, (*old)?, moved)))
            .filter(|(new, old, moved)| {
                let is_published = (self.new.value(*new), self.old.value(*old));
                !moved && !matches!(is_published, (Some(_), Some(_)))
            })
            .map(|(new, old, _)| (new, old))
            .collect()
    }

    /// Whether the hidden figures of an equation must have changed: the others do not balance.
    /// An equation with a cell that the old table lacks says nothing.
    fn has_moved(&self, members: &[CellId]) -> bool {
        let mut balance = 0.0;
        for (place, cell) in members.iter().enumerate() {
            let Some(before) = self.shared.get(*cell as usize) else {
                continue;
            };
            let Some(before) = before else {
                return false;
            };
            if let (Some(new), Some(old)) = (self.new.value(*cell), self.old.value(*before)) {
                let sign = if place == 0 { 1.0 } else { -1.0 };
                balance += sign * (new - old);
            }
        }
        f64::abs(balance) > SAME
    }
}

/// Per cell of `new`, the cell of `old` with the same codes.
fn shared(new: &Grid, old: &Grid) -> Vec<Option<CellId>> {
    let mut order: Vec<CellId> = (0..old.count()).collect();
    order.sort_unstable_by(|a, b| old.key(*a).cmp(old.key(*b)));
    let axes: Vec<Vec<Option<u16>>> = new
        .axes()
        .iter()
        .zip(old.axes())
        .map(|(new, old)| {
            let place = |code: &String| {
                let at = old.codes.iter().position(|known| known == code)?;
                u16::try_from(at).ok()
            };
            new.codes.iter().map(place).collect()
        })
        .collect();
    let same = |cell: CellId| {
        let codes = new.key(cell).iter().zip(&axes);
        let key: Option<Vec<u16>> = codes.map(|(code, axis)| axis[usize::from(*code)]).collect();
        let key = key?;
        let found = order.binary_search_by(|known| old.key(*known).cmp(&key[..]));
        found.ok().map(|at| order[at])
    };
    (0..new.count()).map(same).collect()
}
