//! The cheapest movement that moves one cell by a wanted amount and keeps every equation: a
//! linear program over a neighbourhood that grows until it has an answer.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pattern::{Movement, Pattern, Pool};
use crate::{
    geometry::CellId,
    solver::Program,
    table::{State, bounds},
};

/// Sizes of the neighbourhoods in which the best codes of each dimension cross.
const CROSSED: [usize; 2] = [200, 500];
/// Sizes of the neighbourhoods along the equations.
const REACHES: [usize; 3] = [60, 400, 2000];
/// Searches among no more cells than this are never refused.
const CHEAP: usize = 400;
/// No cell moves farther than this many times the wanted amount.
const FARTHEST: f64 = 1e4;

/// A program under construction: which cell each variable moves, and in which direction.
#[derive(Default)]
struct Columns {
    program: Program,
    moves: Vec<(CellId, f64)>,
    of: FxHashMap<CellId, Vec<usize>>,
}

impl Columns {
    fn add(&mut self, cell: CellId, sign: f64, variable: (f64, f64, f64)) {
        self.of.entry(cell).or_default().push(self.moves.len());
        self.moves.push((cell, sign));
        self.program.variables.push(variable);
    }
}

impl Pattern<'_> {
    /// A movement of `cell` by `by` that leaves `fixed` where it is.
    pub(super) fn movement(
        &self,
        cell: CellId,
        by: f64,
        fixed: &[CellId],
        pool: Pool,
    ) -> Option<Movement> {
        let (low, high) = bounds(self.rules, self.states[cell as usize]);
        let to = self.raw.cells[cell as usize].value + by;
        if to < low - 1e-9 || to > high + 1e-9 {
            return None;
        }
        if pool == Pool::Any && cell < self.raw.grid.count() {
            let found = CROSSED
                .into_iter()
                .zip([false, true])
                .map(|(most, with_parents)| {
                    let around = self.crossed(cell, most, with_parents);
                    self.cheapest(cell, by, fixed, pool, &around)
                });
            let price = |movement: &Movement| -> f64 {
                let published = movement
                    .iter()
                    .filter(|(moved, _)| self.states[*moved as usize] == State::Published);
                published.map(|(moved, _)| self.cost(*moved)).sum()
            };
            let best = found.flatten().min_by(|a, b| price(a).total_cmp(&price(b)));
            if best.is_some() {
                return best;
            }
        }
        let mut before = 0;
        for reach in REACHES.into_iter().chain([usize::MAX]) {
            let around = self.around(cell, pool, reach);
            if around.len() == before {
                break;
            }
            before = around.len();
            if pool != Pool::Any && !self.affords(before) {
                break;
            }
            let found = self.cheapest(cell, by, fixed, pool, &around);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Whether a search of this size is still within the effort of giving back; small ones are.
    fn affords(&self, cells: usize) -> bool {
        let left = self.effort.get();
        if cells <= CHEAP {
            return true;
        }
        let enough = left >= cells;
        self.effort.set(if enough { left - cells } else { left });
        enough
    }

    fn cheapest(
        &self,
        cell: CellId,
        by: f64,
        fixed: &[CellId],
        pool: Pool,
        around: &[CellId],
    ) -> Option<Movement> {
        let unit = by.abs();
        let mut columns = Columns::default();
        columns.add(cell, 1.0, (0.0, by / unit, by / unit));
        let others = around
            .iter()
            .filter(|other| **other != cell && !fixed.contains(other));
        for other in others {
            let (down, up) = self.room(*other, pool, unit);
            let price = self.price(*other);
            if price == 0.0 {
                columns.add(*other, 1.0, (0.0, -down, up));
                continue;
            }
            if up > 0.0 {
                columns.add(*other, 1.0, (price, 0.0, up));
            }
            if down > 0.0 {
                columns.add(*other, -1.0, (price, 0.0, down));
            }
        }
        self.balance(cell, &mut columns)?;
        let values = self.solver.minimise(&columns.program)?;
        let mut movement: FxHashMap<CellId, f64> = FxHashMap::default();
        for ((moved, sign), value) in columns.moves.iter().zip(values) {
            *movement.entry(*moved).or_default() += sign * value * unit;
        }
        let moved = movement
            .into_iter()
            .filter(|(_, by)| by.abs() > 1e-6 * unit);
        let mut movement: Movement = moved.collect();
        movement.sort_unstable_by_key(|(moved, _)| *moved);
        Some(movement)
    }

    /// Adds the equations of the moved cells; none when `cell` would have to move alone.
    fn balance(&self, cell: CellId, columns: &mut Columns) -> Option<()> {
        let equations: FxHashSet<usize> = columns
            .of
            .keys()
            .flat_map(|moved| self.equations_of(*moved))
            .collect();
        let mut equations: Vec<usize> = equations.into_iter().collect();
        equations.sort_unstable();
        for at in equations {
            let mut terms = Vec::new();
            for (place, member) in self.raw.equations.members(at).iter().enumerate() {
                let sign = if place == 0 { -1.0 } else { 1.0 };
                for column in columns.of.get(member).into_iter().flatten() {
                    terms.push((*column, sign * columns.moves[*column].1));
                }
            }
            if terms.len() == 1 && columns.moves[terms[0].0].0 == cell {
                return None;
            }
            columns.program.rows.push((terms, 0.0));
        }
        Some(())
    }

    /// How far a cell can move down and up, in units.
    fn room(&self, cell: CellId, pool: Pool, unit: f64) -> (f64, f64) {
        if !self.movable(cell, pool) {
            return (0.0, 0.0);
        }
        let state = match self.states[cell as usize] {
            State::Published => State::Secondary,
            state => state,
        };
        let value = self.raw.cells[cell as usize].value;
        let (low, high) = bounds(self.rules, state);
        let down = ((value - low) / unit).clamp(0.0, FARTHEST);
        (down, ((high - value) / unit).clamp(0.0, FARTHEST))
    }

    /// What a program pays for moving a cell by a unit.
    fn price(&self, cell: CellId) -> f64 {
        match self.states[cell as usize] {
            State::Published => self.cost(cell),
            _ if self.is_insider(cell) => 1e-2,
            _ => 0.0,
        }
    }

    fn movable(&self, cell: CellId, pool: Pool) -> bool {
        match self.states[cell as usize] {
            State::Published => pool == Pool::Any && self.raw.cells[cell as usize].value > 0.0,
            _ => pool != Pool::SuppressedBut(cell),
        }
    }

    /// The cells where the best codes of each dimension cross, around `cell`.
    fn crossed(&self, cell: CellId, most: usize, with_parents: bool) -> Vec<CellId> {
        let key = self.raw.grid.key(cell).to_vec();
        let candidates: Vec<Vec<u16>> = (0..key.len())
            .map(|axis| self.candidates(&key, axis, with_parents))
            .collect();
        let active = candidates.iter().filter(|codes| !codes.is_empty()).count();
        let active = u32::try_from(active.max(1)).unwrap_or(1);
        let each = (1..most)
            .take_while(|each| (each + 1).saturating_pow(active) <= most)
            .last()
            .unwrap_or(1);
        let mut keys = vec![key];
        for (axis, codes) in candidates.iter().enumerate() {
            let mut grown = Vec::new();
            for known in &keys {
                for code in codes.iter().take(each) {
                    let mut key = known.clone();
                    key[axis] = *code;
                    grown.push(key);
                }
            }
            keys.extend(grown);
        }
        let found = keys.iter().filter_map(|key| self.index.get(key).copied());
        let mut cells: Vec<CellId> = found
            .filter(|found| *found == cell || self.movable(*found, Pool::Any))
            .collect();
        cells.extend(self.remainders(&cells));
        cells
    }

    /// The hidden remainders of the equations in which the cells stand.
    fn remainders(&self, cells: &[CellId]) -> Vec<CellId> {
        let equations = cells.iter().flat_map(|cell| self.equations_of(*cell));
        let last = equations.filter_map(|at| self.raw.equations.members(at).last().copied());
        let mut hidden: Vec<CellId> = last
            .filter(|member| *member >= self.raw.grid.count())
            .collect();
        hidden.sort_unstable();
        hidden.dedup();
        hidden
    }

    /// The codes beside, below and (on demand) above a cell's code, the best first: those whose
    /// cell is suppressed already, then the cheap ones.
    fn candidates(&self, key: &[u16], axis: usize, with_parents: bool) -> Vec<u16> {
        let own = key[axis];
        let mut codes: Vec<u16> = Vec::new();
        let mut parents: Vec<u16> = Vec::new();
        for equation in &self.raw.grid.axes()[axis].equations {
            let below = equation.children.contains(&own);
            if below || equation.parent == own {
                codes.extend(&equation.children);
            }
            if below && with_parents {
                parents.push(equation.parent);
            }
        }
        codes.retain(|code| *code != own);
        codes.sort_unstable();
        codes.dedup();
        let rank = |code: u16| {
            let mut key = key.to_vec();
            key[axis] = code;
            let cell = *self.index.get(&key)?;
            match self.states[cell as usize] {
                State::Published => self.movable(cell, Pool::Any).then(|| self.cost(cell)),
                _ => Some(0.0),
            }
        };
        let mut ranked: Vec<(f64, u16)> = codes
            .into_iter()
            .filter_map(|code| Some((rank(code)?, code)))
            .collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        parents
            .into_iter()
            .chain(ranked.into_iter().map(|(_, code)| code))
            .collect()
    }

    /// At most `reach` movable cells around `cell`, nearest first.
    fn around(&self, cell: CellId, pool: Pool, reach: usize) -> Vec<CellId> {
        let mut around = vec![cell];
        let mut seen: FxHashSet<CellId> = around.iter().copied().collect();
        let mut rows = FxHashSet::default();
        let mut at = 0;
        while at < around.len() && around.len() < reach {
            for row in self.equations_of(around[at]) {
                if !rows.insert(row) {
                    continue;
                }
                for next in self.raw.equations.members(row) {
                    if around.len() < reach && self.movable(*next, pool) && seen.insert(*next) {
                        around.push(*next);
                    }
                }
            }
            at += 1;
        }
        around
    }
}
