//! The cheapest movement that moves one cell by a wanted amount and keeps every equation: looked
//! for among the cells around first, then farther and farther away, at last among those around the
//! dearest cells of the one that was found.

use super::{
    look::Look,
    pattern::{Movement, NOBODY, Pattern, Pool},
    product::{Product, ROOMINESS},
    program::{Movements, Variable},
};
use crate::{geometry::CellId, table::State};

/// What a movement is to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goal {
    /// The cell that is to move, and by how much.
    pub(super) cell: CellId,
    pub(super) by: f64,
    /// The cells of this group stay where they are, but for that one.
    pub(super) group: u32,
}

/// So many of the dearest cells of a movement.
const DEAREST: usize = 4;
/// So many cells cross in each product that a dear cell's replacement is looked for in.
const CROSSING: usize = 1000;
/// Cells of the first look that are kept for the second.
const KEPT: usize = 400;
/// How many suppressed cells a movement is looked for among.
pub(super) const SUPPRESSED: [usize; 3] = [40, 150, 500];
/// The same for the dearest cells at the end.
pub(super) const FAR_SUPPRESSED: [usize; 1] = [1500];
/// Share of its cost that it takes to move a suppressed cell which a single unit knows: the fewer
/// of these a movement leans on, the fewer movements it takes against each of them.
const ALONE: f64 = 0.05;
/// No cell moves farther than this many times the wanted amount.
const FARTHEST: f64 = 1e4;

impl Pattern<'_> {
    /// A movement that reaches `goal`.
    pub(super) fn movement(&self, goal: Goal, pool: Pool) -> Option<Movement> {
        if !self.has_room(goal, pool) {
            return None;
        }
        if pool == Pool::Suppressed {
            return self.among_suppressed(goal);
        }
        let look = self.look(goal.by);
        let around = self.first_look(goal, pool, look);
        let near = self.cheapest(goal, &around);
        let found = match near {
            Some(found) => (found, around),
            None if pool == Pool::Near => return None,
            None => self.far(goal, pool)?,
        };
        Some(self.cheapened(goal, found, look))
    }

    /// The cells around that of `goal`.
    fn first_look(&self, goal: Goal, pool: Pool, look: &Look) -> Vec<CellId> {
        let breadth = look.around(self.is_sum(goal.cell));
        let mut around = self.crossed(goal.cell, breadth.crossed, 0.0);
        self.close(&mut around, goal.group, (breadth.width, breadth.limit), 0.0);
        if look.reach > 0 {
            let along = self.around(goal.cell, Pool::Suppressed, look.reach);
            self.take_in(&mut around, along);
        }
        let products = match pool {
            Pool::Wide => self.large_products(goal),
            _ => self.small_products(goal, look.product),
        };
        if !products.is_empty() {
            for product in products {
                self.take_in(&mut around, product.cells());
            }
            let limit = around.len() + around.len() / 2;
            self.close(&mut around, goal.group, (2, limit), 0.0);
        }
        around
    }

    /// Products around the cell of `goal` in which so many cells cross.
    fn large_products(&self, goal: Goal) -> Vec<Product<'_>> {
        let mut products = Product::all(self, goal, ROOMINESS[0]);
        for product in &mut products {
            product.grow(CROSSING);
        }
        products
    }

    /// A product around the cell of `goal` that has grown to so many times its size, and those of movements
    /// along the axes; none where products are not looked at.
    fn small_products(&self, goal: Goal, times: usize) -> Vec<Product<'_>> {
        if times == 0 {
            return Vec::new();
        }
        let mut products = Product::all(self, goal, ROOMINESS[0]);
        products.truncate(1);
        for product in &mut products {
            product.grow_by(times, CROSSING);
        }
        products.extend(Product::of_movements(self, goal));
        products
    }

    /// Adds those cells that are not there.
    pub(super) fn take_in(&self, around: &mut Vec<CellId>, cells: Vec<CellId>) {
        let seen = &mut self.search.borrow_mut().cells;
        seen.restart(around);
        around.extend(cells.into_iter().filter(|one| seen.insert(*one)));
    }

    /// A movement found among cells, made cheaper by others around its dearest ones, as long as that
    /// helps.
    fn cheapened(&self, goal: Goal, found: (Movement, Vec<CellId>), look: &Look) -> Movement {
        let (mut best, mut around) = found;
        for _ in 0..look.rounds {
            let paid = self.paid(&best);
            if paid == 0.0 {
                break;
            }
            let wider = self.wider(goal, &best, &around, look);
            let next = self.cheapest(goal, &wider);
            match next.filter(|next| self.paid(next) < paid - 1e-9) {
                Some(next) => (best, around) = (next, wider),
                None => break,
            }
        }
        best
    }

    fn among_suppressed(&self, goal: Goal) -> Option<Movement> {
        let mut before = 0;
        let reaches = if self.is_large() {
            &self.reaches[..self.reaches.len().min(2)]
        } else {
            self.reaches
        };
        for reach in reaches {
            let around = self.around(goal.cell, Pool::Suppressed, *reach);
            if around.len() == before {
                break;
            }
            before = around.len();
            let found = self.cheapest(goal, &around);
            if found.is_some() {
                return found;
            }
        }
        None
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
    fn wider(&self, goal: Goal, found: &Movement, around: &[CellId], look: &Look) -> Vec<CellId> {
        let breadth = &look.dear;
        let mut dear: Vec<(f64, CellId)> = found
            .iter()
            .map(|(moved, _)| (self.worth(*moved), *moved))
            .filter(|(worth, _)| *worth > 0.0)
            .collect();
        dear.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut wider = vec![goal.cell];
        let mut search = self.search.borrow_mut();
        let seen = &mut search.cells;
        seen.restart(&wider);
        for (_, one) in dear.into_iter().take(DEAREST) {
            let crossed = self.crossed(one, breadth.crossed, 0.0).into_iter();
            wider.extend(crossed.filter(|next| seen.insert(*next)));
            for product in self.small_products(Goal { cell: one, ..goal }, look.product) {
                let cells = product.cells().into_iter();
                wider.extend(cells.filter(|next| seen.insert(*next)));
            }
        }
        let own = found.iter().map(|(moved, _)| *moved);
        wider.extend(own.filter(|next| seen.insert(*next)));
        let room = KEPT.saturating_sub(wider.len());
        let known = around.iter().copied();
        wider.extend(known.filter(|next| seen.insert(*next)).take(room));
        drop(search);
        self.close(&mut wider, goal.group, (breadth.width, breadth.limit), 0.0);
        wider
    }

    /// The cheapest movement that reaches `goal` among cells of which its own is the first.
    pub(super) fn cheapest(&self, goal: Goal, around: &[CellId]) -> Option<Movement> {
        self.effort.set(self.effort.get() + around.len());
        let unit = goal.by.abs();
        let end = goal.by / unit;
        let mut movements = Movements::default();
        let mut cells: Vec<CellId> = Vec::with_capacity(around.len());
        let rows = &mut self.search.borrow_mut().rows;
        rows.restart(&[]);
        for other in around {
            let variable = if *other == goal.cell {
                Variable {
                    low: end.min(0.0),
                    high: end.max(0.0),
                    below: 0.0,
                    above: 0.0,
                }
            } else if self.stays(*other, goal.group) {
                continue;
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

    /// Whether `cell` is of a group that stays where it is.
    pub(super) fn stays(&self, cell: CellId, group: u32) -> bool {
        group != NOBODY && self.group_of[cell as usize] == group
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
