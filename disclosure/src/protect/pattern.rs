//! The pattern of suppressed cells with its certificates: movements of suppressed cells that keep
//! every equation and so prove that the cells they move stay hidden.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Cost, Progress, ProtectError, Stage};
use crate::{
    geometry::CellId,
    rule::RuleSet,
    solver::Solver,
    table::{Need, OfficeSide, RawTable, State, bounds},
};

/// See [`Pattern::effort`].
const EFFORT: usize = 200_000;

/// A movement: cells and by how much each moves.
pub(super) type Movement = Vec<(CellId, f64)>;

/// From which cells a movement may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pool {
    /// From all cells; published ones that move become suppressed, at their cost.
    Any,
    /// From the suppressed ones but this.
    SuppressedBut(CellId),
}

pub(super) struct Pattern<'a> {
    pub(super) raw: &'a RawTable,
    pub(super) rules: &'a RuleSet,
    pub(super) solver: &'a dyn Solver,
    pub(super) states: Vec<State>,
    pub(super) needs: Vec<Option<Need>>,
    pub(super) index: FxHashMap<Vec<u16>, CellId>,
    /// Cells that large searches may still look at while giving back. It is counted in cells, not
    /// in seconds, so that the result does not depend on the machine.
    pub(super) effort: std::cell::Cell<usize>,
    cost: Cost,
    groups: Vec<Vec<CellId>>,
    group_of: Vec<Option<u32>>,
    /// Per cell, the equations in which it stands.
    equations_of: Vec<Vec<u32>>,
    certificates: Vec<Option<Movement>>,
    /// Per cell, the certificates that move it.
    moved_by: Vec<Vec<u32>>,
}

impl<'a> Pattern<'a> {
    pub(super) fn new(
        raw: &'a RawTable,
        rules: &'a RuleSet,
        cost: Cost,
        (states, needs): (Vec<State>, Vec<Option<Need>>),
        groups: Vec<Vec<CellId>>,
        solver: &'a dyn Solver,
    ) -> Self {
        let mut equations_of = vec![Vec::new(); raw.cells.len()];
        for at in 0..raw.equations.len() {
            for cell in raw.equations.members(at) {
                equations_of[*cell as usize].push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        let mut group_of = vec![None; raw.cells.len()];
        for (number, group) in (0u32..).zip(&groups) {
            for cell in group {
                group_of[*cell as usize] = Some(number);
            }
        }
        let index = (0..raw.grid.count()).map(|cell| (raw.grid.key(cell).to_vec(), cell));
        Self {
            index: index.collect(),
            moved_by: vec![Vec::new(); raw.cells.len()],
            effort: std::cell::Cell::new(EFFORT),
            certificates: Vec::new(),
            raw,
            rules,
            solver,
            states,
            needs,
            cost,
            groups,
            group_of,
            equations_of,
        }
    }

    /// Suppresses until every sensitive cell has its certificates.
    pub(super) fn suppress(&mut self, progress: &mut dyn Progress) -> Result<(), ProtectError> {
        let sensitive = self.sensitive();
        for (done, cell) in sensitive.iter().enumerate() {
            progress.step(Stage::Suppress, done, sensitive.len());
            if !self.ensure(*cell, Pool::Any) {
                return Err(ProtectError::NoPattern(self.label(*cell)));
            }
        }
        progress.step(Stage::Suppress, sensitive.len(), sensitive.len());
        Ok(())
    }

    fn label(&self, cell: CellId) -> String {
        if cell < self.raw.grid.count() {
            return self.raw.grid.label(cell);
        }
        let at = self.equations_of(cell).next().unwrap_or_default();
        self.raw.grid.label(self.raw.equations.members(at)[0])
    }

    /// The sensitive cells, those that need most first.
    fn sensitive(&self) -> Vec<CellId> {
        let size = |need: &Need| need.lower.max(need.upper).max(need.slide);
        let mut cells: Vec<(f64, CellId)> = (0..)
            .zip(&self.needs)
            .filter_map(|(cell, need)| Some((size(need.as_ref()?), cell)))
            .collect();
        cells.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        cells.into_iter().map(|(_, cell)| cell).collect()
    }

    /// Gives `cell` the certificates that it lacks, or tells that there are none.
    pub(super) fn ensure(&mut self, cell: CellId, pool: Pool) -> bool {
        let Some(need) = self.needs[cell as usize] else {
            return true;
        };
        if !self.meet(cell, need, None, pool) {
            return false;
        }
        let need = self.insider_need(need);
        while let Some(group) = self.open_group(cell, need, pool) {
            if !self.meet(cell, need, Some(group), pool) {
                return false;
            }
        }
        true
    }

    /// Finds movements until the interval of `cell`, seen without those that move `group`, is
    /// what it needs.
    fn meet(&mut self, cell: CellId, need: Need, group: Option<u32>, pool: Pool) -> bool {
        let fixed = group.map_or_else(Vec::new, |group| self.groups[group as usize].clone());
        for goals in self.ways(cell, need) {
            if self.is_met(cell, need, self.interval(cell, group, pool)) {
                return true;
            }
            for by in goals {
                let (low, high) = self.interval(cell, group, pool);
                let reached = if by > 0.0 {
                    high >= by - 1e-6
                } else {
                    low <= by + 1e-6
                };
                if reached {
                    continue;
                }
                match self.movement(cell, by, &fixed, pool) {
                    Some(movement) => self.accept(movement),
                    None => break,
                }
            }
        }
        self.is_met(cell, need, self.interval(cell, group, pool))
    }

    /// Sets of movements of `cell` of which each meets the need.
    fn ways(&self, cell: CellId, need: Need) -> Vec<Vec<f64>> {
        let value = self.value(cell);
        let (low, high) = bounds(self.rules, self.states[cell as usize]);
        let (up, down) = (high - value, value - low);
        let (upper, lower) = (need.upper, need.lower);
        let mut ways = vec![
            (upper.max(need.slide - lower), lower),
            (upper, lower.max(need.slide - upper)),
        ];
        if up < need.slide && down < need.slide {
            ways.push((up, need.slide - up));
        } else if need.slide >= 2.0 {
            ways.push(((need.slide / 2.0).ceil(), (need.slide / 2.0).floor()));
        }
        ways.retain(|way| way.0 <= up + 1e-9 && way.1 <= down + 1e-9);
        ways.dedup();
        ways.into_iter()
            .map(|(up, down)| [up, -down].into_iter().filter(|by| *by != 0.0).collect())
            .collect()
    }

    fn is_met(&self, cell: CellId, need: Need, (low, high): (f64, f64)) -> bool {
        let slack = 1e-6 * (1.0 + need.lower.max(need.upper).max(need.slide));
        let wide = if self.rules.counts() {
            let value = self.value(cell);
            (value + high + 1e-6).floor() - (value + low - 1e-6).ceil()
        } else {
            high - low
        };
        high >= need.upper - slack && -low >= need.lower - slack && wide >= need.slide - slack
    }

    /// What a unit that is alone elsewhere must not narrow down: in counts, one whole number
    /// beyond the first; otherwise an interval as long as the cell needs, wherever it lies (who
    /// dominates a cell knows for certain how low it cannot be).
    fn insider_need(&self, need: Need) -> Need {
        Need {
            slide: if self.rules.counts() {
                1.0
            } else {
                need.slide.max(need.lower + need.upper)
            },
            ..Need::default()
        }
    }

    fn accept(&mut self, movement: Movement) {
        let number = u32::try_from(self.certificates.len()).unwrap_or(u32::MAX);
        for (cell, _) in &movement {
            if self.states[*cell as usize] == State::Published {
                self.states[*cell as usize] = State::Secondary;
            }
            self.moved_by[*cell as usize].push(number);
        }
        self.certificates.push(Some(movement));
    }

    fn value(&self, cell: CellId) -> f64 {
        self.raw.cells[cell as usize].value
    }

    /// How far the certificates move `cell`, without those that move `group` or leave `pool`.
    fn interval(&self, cell: CellId, group: Option<u32>, pool: Pool) -> (f64, f64) {
        let mut interval: (f64, f64) = (0.0, 0.0);
        for movement in self.live(cell) {
            let barred = movement.iter().any(|(moved, _)| {
                let known = group.is_some() && self.group_of[*moved as usize] == group;
                known || pool == Pool::SuppressedBut(*moved)
            });
            let by = movement.iter().find(|(moved, _)| *moved == cell);
            if let (false, Some((_, by))) = (barred, by) {
                interval = (interval.0.min(*by), interval.1.max(*by));
            }
        }
        interval
    }

    fn live(&self, cell: CellId) -> impl Iterator<Item = &Movement> {
        self.moved_by[cell as usize]
            .iter()
            .filter_map(|number| self.certificates[*number as usize].as_ref())
    }

    /// A group whose unit learns too much of `cell`, among those that its certificates move.
    fn open_group(&self, cell: CellId, need: Need, pool: Pool) -> Option<u32> {
        let own = self.group_of[cell as usize];
        let groups = self.live(cell).flatten();
        let groups: FxHashSet<u32> = groups
            .filter_map(|(moved, _)| self.group_of[*moved as usize])
            .filter(|group| Some(*group) != own)
            .collect();
        let mut groups: Vec<u32> = groups.into_iter().collect();
        groups.sort_unstable();
        groups
            .into_iter()
            .find(|group| !self.is_met(cell, need, self.interval(cell, Some(*group), pool)))
    }

    /// Sensitive cells that have a certificate which moves `cell`.
    pub(super) fn leaning_on(&self, cell: CellId) -> Vec<CellId> {
        let moved = self.live(cell).flatten().map(|(moved, _)| *moved);
        let mut leaning: Vec<CellId> = moved
            .filter(|moved| self.needs[*moved as usize].is_some())
            .collect();
        leaning.sort_unstable();
        leaning.dedup();
        leaning
    }

    /// Publishes `cell` again: the certificates that move it are void.
    pub(super) fn publish(&mut self, cell: CellId) {
        self.states[cell as usize] = State::Published;
        for number in std::mem::take(&mut self.moved_by[cell as usize]) {
            self.certificates[number as usize] = None;
        }
    }

    pub(super) fn equations_of(&self, cell: CellId) -> impl Iterator<Item = usize> {
        self.equations_of[cell as usize]
            .iter()
            .map(|at| *at as usize)
    }

    pub(super) fn is_insider(&self, cell: CellId) -> bool {
        self.group_of[cell as usize].is_some()
    }

    /// What it costs to suppress a cell.
    pub(super) fn cost(&self, cell: CellId) -> f64 {
        let value = self.value(cell);
        match self.cost {
            Cost::Value => value.max(1e-3),
            Cost::Cells => 1.0 + 1e-3 * (1.0 + value).ln(),
            Cost::Mixed => (1.0 + value).ln().max(0.1),
        }
    }

    pub(super) fn finish(self) -> (Vec<State>, OfficeSide) {
        let office = OfficeSide {
            truth: self.raw.cells.iter().map(|cell| cell.value).collect(),
            needs: self.needs,
            insiders: self.groups,
        };
        (self.states, office)
    }
}
