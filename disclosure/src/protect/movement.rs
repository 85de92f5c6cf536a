//! The cheapest movement that moves one cell by a wanted amount and keeps every equation: looked
//! for among the cells around first, then among those around its dearest cells, at last farther
//! and farther away.

use super::{
    pattern::{Movement, NOBODY, Pattern, Pool},
    primary::Cost,
    program::{Movements, Variable},
};
use crate::{geometry::CellId, table::State};

/// How many cells are looked at around one.
struct Breadth {
    /// Where the best codes of each dimension cross.
    crossed: usize,
    /// Others of each equation that would hold a cell alone.
    width: usize,
    /// Cells at most.
    limit: usize,
}

/// Where movements are looked for: around a cell that is no sum, around a sum, whose parts have to
/// move with it, and around each of the dearest cells of a movement that was found; how often.
struct Look {
    part: Breadth,
    sum: Breadth,
    dear: Breadth,
    rounds: usize,
}

const WIDE: Look = Look {
    part: Breadth {
        crossed: 60,
        width: 3,
        limit: 300,
    },
    sum: Breadth {
        crossed: 400,
        width: 2,
        limit: 1500,
    },
    dear: Breadth {
        crossed: 60,
        width: 3,
        limit: 700,
    },
    rounds: 2,
};
/// The same when all cells cost alike: then those far away are not better than those near.
const ALIKE: Look = Look {
    part: Breadth {
        crossed: 60,
        width: 3,
        limit: 300,
    },
    sum: Breadth {
        crossed: 200,
        width: 2,
        limit: 700,
    },
    dear: Breadth {
        crossed: 60,
        width: 3,
        limit: 700,
    },
    rounds: 2,
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
};
/// So many of the dearest cells of a movement.
const DEAREST: usize = 4;
/// Cells of the first look that are kept for the second.
const KEPT: usize = 400;
/// Crossed cells and others of each equation, when there is no movement near.
const FAR: [(usize, usize, usize); 8] = [
    (60, 3, 300),
    (120, 3, 700),
    (30, 2, 1500),
    (1, 1, 6000),
    (16, 1, 6000),
    (1, 2, 6000),
    (60, 2, 6000),
    (200, 3, 6000),
];
/// How far a movement is looked for when there is none near, and among suppressed cells.
const REACHES: [usize; 3] = [400, 1500, 4000];
pub(super) const SUPPRESSED: [usize; 3] = [40, 150, 500];
/// The same for the dearest cells at the end.
pub(super) const FAR_SUPPRESSED: [usize; 1] = [1500];
/// Share of its cost that it takes to move a suppressed cell which a single unit knows: the fewer
/// of these a movement leans on, the fewer movements it takes against each of them.
const ALONE: f64 = 0.05;
/// No cell moves farther than this many times the wanted amount.
const FARTHEST: f64 = 1e4;

impl Pattern<'_> {
    /// A movement of `cell` by `by` that leaves the cells of `group` where they are.
    pub(super) fn movement(
        &self,
        cell: CellId,
        by: f64,
        group: u32,
        pool: Pool,
    ) -> Option<Movement> {
        if pool == Pool::Suppressed {
            return self.among_suppressed(cell, by, group);
        }
        let look = self.look();
        let breadth = if self.is_sum(cell) {
            &look.sum
        } else {
            &look.part
        };
        let mut around = self.crossed(cell, breadth.crossed, 0.0);
        self.close(&mut around, group, (breadth.width, breadth.limit), 0.0);
        let mut best = self.cheapest(cell, by, group, &around);
        for _ in 0..look.rounds {
            let Some(found) = &best else { break };
            let paid = self.paid(found);
            if paid == 0.0 {
                break;
            }
            let wider = self.wider(cell, found, &around, group, &look.dear);
            let next = self.cheapest(cell, by, group, &wider);
            match next.filter(|next| self.paid(next) < paid - 1e-9) {
                Some(next) => (best, around) = (Some(next), wider),
                None => break,
            }
        }
        if best.is_some() || pool == Pool::Near {
            return best;
        }
        self.far(cell, by, group, pool)
    }

    fn look(&self) -> &'static Look {
        match self.kept_small {
            _ if self.is_large() => &NARROW,
            Cost::Cells => &ALIKE,
            Cost::Value | Cost::Mixed => &WIDE,
        }
    }

    fn among_suppressed(&self, cell: CellId, by: f64, group: u32) -> Option<Movement> {
        let mut before = 0;
        let reaches = if self.is_large() {
            &self.reaches[..self.reaches.len().min(2)]
        } else {
            self.reaches
        };
        for reach in reaches {
            let around = self.around(cell, Pool::Suppressed, *reach);
            if around.len() == before {
                break;
            }
            before = around.len();
            let found = self.cheapest(cell, by, group, &around);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Where few cells near move, long ways lead through the sums above: few others of each
    /// equation reach farther than many. Cells with room for the whole movement come first here; the
    /// cheap ones near were asked before, in vain.
    fn far(&self, cell: CellId, by: f64, group: u32, pool: Pool) -> Option<Movement> {
        let narrow = FAR.into_iter().map(|(crossed, width, limit)| {
            let mut around = self.crossed(cell, crossed, by.abs());
            self.close(&mut around, group, (width, limit), by.abs());
            around
        });
        let reaches = if pool == Pool::Last {
            &REACHES[..]
        } else {
            &REACHES[..REACHES.len() - 1]
        };
        let along = reaches.iter().map(|reach| {
            let mut around = self.around(cell, Pool::Any, *reach);
            self.close(&mut around, group, (4, 2 * reach), by.abs());
            around
        });
        narrow
            .chain(along)
            .find_map(|around| self.cheapest(cell, by, group, &around))
    }

    fn is_sum(&self, cell: CellId) -> bool {
        let sums = |at: &u32| self.members(*at)[0] == cell;
        self.equations_of(cell).iter().any(sums)
    }

    /// What a movement adds to the cost of the pattern.
    fn paid(&self, movement: &Movement) -> f64 {
        movement.iter().map(|(moved, _)| self.worth(*moved)).sum()
    }

    /// The cells around the dearest ones of a movement, its own, and those that were looked at.
    fn wider(
        &self,
        cell: CellId,
        found: &Movement,
        around: &[CellId],
        group: u32,
        dear_breadth: &Breadth,
    ) -> Vec<CellId> {
        let mut dear: Vec<(f64, CellId)> = found
            .iter()
            .map(|(moved, _)| (self.worth(*moved), *moved))
            .filter(|(worth, _)| *worth > 0.0)
            .collect();
        dear.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut wider = vec![cell];
        let mut search = self.search.borrow_mut();
        let seen = &mut search.cells;
        seen.restart(&wider);
        for (_, one) in dear.into_iter().take(DEAREST) {
            let crossed = self.crossed(one, dear_breadth.crossed, 0.0).into_iter();
            wider.extend(crossed.filter(|next| seen.insert(*next)));
        }
        let own = found.iter().map(|(moved, _)| *moved);
        wider.extend(own.filter(|next| seen.insert(*next)));
        let room = KEPT.saturating_sub(wider.len());
        let known = around.iter().copied();
        wider.extend(known.filter(|next| seen.insert(*next)).take(room));
        drop(search);
        self.close(
            &mut wider,
            group,
            (dear_breadth.width, dear_breadth.limit),
            0.0,
        );
        wider
    }

    /// The cheapest movement of `cell` among the cells `around` it, of which it is the first.
    fn cheapest(&self, cell: CellId, by: f64, group: u32, around: &[CellId]) -> Option<Movement> {
        self.effort.set(self.effort.get() + around.len());
        let unit = by.abs();
        let goal = by / unit;
        let mut movements = Movements::default();
        let mut cells: Vec<CellId> = Vec::with_capacity(around.len());
        let rows = &mut self.search.borrow_mut().rows;
        rows.restart(&[]);
        for other in around {
            let held = group != NOBODY && self.group_of[*other as usize] == group;
            if *other != cell && held {
                continue;
            }
            let variable = if *other == cell {
                Variable {
                    low: goal.min(0.0),
                    high: goal.max(0.0),
                    below: 0.0,
                    above: 0.0,
                }
            } else {
                self.variable(*other, unit)
            };
            movements.add(variable);
            for at in self.equations_of(*other) {
                let is_sum = self.members(*at)[0] == *other;
                let row = rows.place(*at, || movements.add_row());
                movements.stands_in(row, if is_sum { -1.0 } else { 1.0 });
            }
            cells.push(*other);
        }
        let found = movements.cheapest()?;
        let moved = cells.into_iter().zip(found).filter(|(_, by)| *by != 0.0);
        Some(moved.map(|(cell, by)| (cell, by * unit)).collect())
    }

    /// How far a cell can move, in units, and what a program pays for each. Who cannot move a
    /// whole unit is paid for by the share that it can.
    fn variable(&self, cell: CellId, unit: f64) -> Variable {
        let at = cell as usize;
        let (low, high) = self.bounds[at];
        let value = self.value(cell);
        let down = ((value - low) / unit).clamp(0.0, FARTHEST);
        let up = ((high - value) / unit).clamp(0.0, FARTHEST);
        let price = match self.states[at] {
            State::Published => self.cost[at],
            _ if self.group_of[at] != NOBODY => ALONE * self.cost[at],
            _ => 0.0,
        };
        let each = |room: f64| price / room.clamp(1e-3, 1.0);
        Variable {
            low: -down,
            high: up,
            below: each(down),
            above: each(up),
        }
    }
}
