//! How widely movements are looked for.

use super::{pattern::Pattern, primary::Cost};
use crate::geometry::Axis;

/// How many cells are looked at around one.
pub(super) struct Breadth {
    /// Where the best codes of each dimension cross.
    pub(super) crossed: usize,
    /// Others of each equation that would hold a cell alone.
    pub(super) width: usize,
    /// Cells at most.
    pub(super) limit: usize,
}

/// Where movements are looked for: around a cell that is no sum, around a sum, whose parts have to
/// move with it, and around each of the dearest cells of a movement that was found; how often.
pub(super) struct Look {
    part: Breadth,
    sum: Breadth,
    pub(super) dear: Breadth,
    pub(super) rounds: usize,
    /// So many times as many cells as in the smallest closed product cross around the own cell, and around
    /// each of the dearest ones.
    pub(super) product: usize,
    /// So many suppressed cells along the equations.
    pub(super) reach: usize,
}

const PART: Breadth = Breadth {
    crossed: 60,
    width: 3,
    limit: 300,
};
const SUM: Breadth = Breadth {
    crossed: 400,
    width: 2,
    limit: 1500,
};
const DEAR: Breadth = Breadth {
    crossed: 60,
    width: 3,
    limit: 700,
};
const WIDE: Look = Look {
    part: PART,
    sum: SUM,
    dear: DEAR,
    rounds: 2,
    product: 0,
    reach: 0,
};
/// The same when all cells cost alike: then those far away are not better than those near.
const ALIKE: Look = Look {
    sum: Breadth {
        crossed: 200,
        width: 2,
        limit: 700,
    },
    ..WIDE
};
/// The same for what most cells have room for, where hierarchies of one dimension cross: only closed
/// sets of codes leave all their sums alone, and the best codes of each sum are seldom such a set.
const SEVERAL: Look = Look {
    part: Breadth {
        crossed: 1,
        width: 3,
        limit: 300,
    },
    sum: Breadth {
        crossed: 100,
        width: 2,
        limit: 500,
    },
    product: 6,
    reach: 600,
    ..WIDE
};
/// The same when much has been looked at already.
const NARROW: Look = Look {
    part: Breadth {
        crossed: 24,
        width: 2,
        limit: 120,
    },
    sum: Breadth {
        crossed: 60,
        width: 2,
        limit: 300,
    },
    dear: Breadth {
        crossed: 24,
        width: 2,
        limit: 200,
    },
    rounds: 1,
    product: 0,
    reach: 0,
};

impl Look {
    /// Around a sum, or a cell that is none.
    pub(super) fn around(&self, is_sum: bool) -> &Breadth {
        if is_sum { &self.sum } else { &self.part }
    }
}

impl Pattern<'_> {
    /// How widely a movement of so much is looked for.
    pub(super) fn look(&self, by: f64) -> &'static Look {
        match self.kept_small {
            _ if self.is_large() => &NARROW,
            _ if by.abs() <= self.common_room => &SEVERAL,
            Cost::Cells => &ALIKE,
            Cost::Value | Cost::Mixed => &WIDE,
        }
    }

    /// What half of the cells have room for in a table where hierarchies cross; nothing in others.
    pub(super) fn common_room(&self) -> f64 {
        if !self.raw.grid.axes().iter().any(Axis::crosses) {
            return 0.0;
        }
        let cells = 0..self.raw.grid.count();
        let mut rooms: Vec<f64> = cells.map(|cell| self.room(cell)).collect();
        rooms.retain(|room| *room > 0.0);
        rooms.sort_by(f64::total_cmp);
        rooms.get(rooms.len() / 2).copied().unwrap_or(0.0)
    }
}
