//! Which cells a movement may be made of: those where the best codes of each dimension cross,
//! those that equations ask for, and those along the equations.

use std::cmp::Ordering;

use super::{
    marks::Search,
    pattern::{Pattern, Pool},
};
use crate::{
    geometry::{CellId, pack},
    table::State,
};

/// So many others of an equation share a movement that none of them can make alone.
const MOST_SHARING: usize = 8;
/// So many of the best codes come before the codes above.
const FIRST: usize = 2;

impl Pattern<'_> {
    pub(super) fn movable(&self, cell: CellId, pool: Pool) -> bool {
        let at = cell as usize;
        match self.states[at] {
            _ if self.barred[at] || self.known[at] => false,
            State::Published => pool != Pool::Suppressed && !self.fixed[at],
            State::Hidden => !self.fixed[at],
            _ => true,
        }
    }

    /// How far `cell` can go both ways.
    pub(super) fn room(&self, cell: CellId) -> f64 {
        let (low, high) = self.bounds[cell as usize];
        let value = self.value(cell);
        (value - low).min(high - value)
    }

    /// The cheapest first of those that can go as far as `by`, then those that can go farthest.
    fn ranked(&self, cell: CellId, by: f64) -> (bool, f64, CellId) {
        let room = self.room(cell);
        if room < by {
            (true, -room, cell)
        } else {
            (false, self.worth(cell), cell)
        }
    }

    /// What suppressing `cell` adds to the cost of the pattern.
    pub(super) fn worth(&self, cell: CellId) -> f64 {
        match self.states[cell as usize] {
            State::Published => self.cost[cell as usize],
            _ => 0.0,
        }
    }

    /// `cell`, then at most `most` cells where the best codes of each dimension cross: of those whose
    /// cell can go as far as `by`, if there are such.
    pub(super) fn crossed(&self, cell: CellId, most: usize, by: f64) -> Vec<CellId> {
        let mut cells = vec![cell];
        if cell >= self.raw.grid.count() {
            return cells;
        }
        let key = self.raw.grid.key(cell);
        let packed = pack(key, &self.shifts);
        let codes: Vec<Vec<u16>> = (0..key.len())
            .map(|axis| self.candidates(key, packed, axis, by))
            .collect();
        let taken = shares(&codes, most);
        let mut keys = vec![packed];
        for (axis, codes) in codes.iter().enumerate() {
            for at in 0..keys.len() {
                let codes = codes.iter().take(taken[axis] - 1);
                let bare = keys[at] - self.shifted(key[axis], axis);
                keys.extend(codes.map(|code| bare + self.shifted(*code, axis)));
            }
        }
        let found = keys.iter().skip(1).filter_map(|key| self.index.get(key));
        cells.extend(found.filter(|found| self.movable(**found, Pool::Near)));
        cells
    }

    fn shifted(&self, code: u16, axis: usize) -> u128 {
        pack(&[code], &self.shifts[axis..=axis])
    }

    /// The codes beside, below and above a cell's code, the best first: those whose cell is
    /// suppressed already, then the cheap ones.
    fn candidates(&self, key: &[u16], packed: u128, axis: usize, by: f64) -> Vec<u16> {
        let own = key[axis];
        let (mut codes, mut above): (Vec<u16>, Vec<u16>) = (Vec::new(), Vec::new());
        for equation in &self.raw.grid.axes()[axis].equations {
            let below = equation.children.contains(&own);
            if below || equation.parent == own {
                codes.extend(&equation.children);
            }
            if below {
                above.push(equation.parent);
            }
        }
        codes.retain(|code| *code != own);
        codes.sort_unstable();
        codes.dedup();
        let bare = packed - self.shifted(own, axis);
        let rank = |code: u16| {
            let cell = *self.index.get(&(bare + self.shifted(code, axis)))?;
            let movable = self.movable(cell, Pool::Near);
            movable.then(|| (self.room(cell) < by, self.worth(cell), code))
        };
        let mut ranked: Vec<(bool, f64, u16)> = codes.into_iter().filter_map(rank).collect();
        ranked.sort_by(best_first);
        let codes: Vec<u16> = ranked.into_iter().map(|(_, _, code)| code).collect();
        let (first, rest) = codes.split_at(FIRST.min(codes.len()));
        [first, &above, rest].concat()
    }

    /// Adds to `cells` the cheapest others of each equation in which too few of them stand to
    /// move, first of those that can go as far as `by`, until there is none left or there are more
    /// than `limit`.
    pub(super) fn close(
        &self,
        cells: &mut Vec<CellId>,
        group: u32,
        (width, limit): (usize, usize),
        by: f64,
    ) {
        let seen = &mut self.search.borrow_mut().cells;
        seen.restart(cells);
        let mut others: Vec<(bool, f64, CellId)> = Vec::new();
        let mut at = 0;
        while at < cells.len() && cells.len() < limit {
            let cell = cells[at];
            at += 1;
            for row in self.equations_of(cell) {
                let members = self.members(*row);
                let present = members.iter().filter(|member| seen.has(**member));
                if present.take(2).count() > 1 {
                    continue;
                }
                let usable = |member: &&CellId| {
                    let stays = self.stays(**member, group);
                    !stays && self.movable(**member, Pool::Near) && !seen.has(**member)
                };
                let usable = members.iter().filter(usable);
                others.clear();
                others.extend(usable.map(|one| self.ranked(*one, by)));
                others.sort_by(best_first);
                let mut room = 0.0;
                for (at, (_, _, other)) in others.iter().enumerate() {
                    if at >= width && (room >= by || at >= MOST_SHARING) {
                        break;
                    }
                    room += self.room(*other);
                    seen.insert(*other);
                    cells.push(*other);
                }
            }
        }
    }

    /// `cell`, then at most `reach` movable cells around it along the equations, nearest first.
    pub(super) fn around(&self, cell: CellId, pool: Pool, reach: usize) -> Vec<CellId> {
        let mut around = vec![cell];
        let Search { cells, rows } = &mut *self.search.borrow_mut();
        cells.restart(&around);
        rows.restart(&[]);
        let mut at = 0;
        while at < around.len() && around.len() < reach {
            for row in self.equations_of(around[at]) {
                if !rows.insert(*row) {
                    continue;
                }
                for next in self.members(*row) {
                    if around.len() < reach && self.movable(*next, pool) && cells.insert(*next) {
                        around.push(*next);
                    }
                }
            }
            at += 1;
        }
        around
    }
}

/// Candidates: whether they come last, by what they are ranked, and what they are.
fn best_first<T: Ord>(a: &(bool, f64, T), b: &(bool, f64, T)) -> Ordering {
    let ranked = a.1.total_cmp(&b.1).then_with(|| a.2.cmp(&b.2));
    a.0.cmp(&b.0).then(ranked)
}

/// How many codes of each axis to take, its own included, so that no more than `most` cells
/// cross: one more of the axis of which there are fewest yet, as long as it fits.
fn shares(codes: &[Vec<u16>], most: usize) -> Vec<usize> {
    let mut taken = vec![1usize; codes.len()];
    loop {
        let size: usize = taken.iter().product();
        let fits = |at: &usize| {
            taken[*at] <= codes[*at].len() && size / taken[*at] * (taken[*at] + 1) <= most
        };
        match (0..taken.len()).filter(fits).min_by_key(|at| taken[*at]) {
            Some(at) => taken[at] += 1,
            None => return taken,
        }
    }
}
