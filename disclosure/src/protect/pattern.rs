//! The pattern of suppressed cells with its certificates: movements of suppressed cells that keep
//! every equation and so prove that the cells they move stay hidden.

use rustc_hash::FxHashMap;

use super::{
    Earlier, Options, Progress, ProtectError, Stage,
    cost::costs,
    marks::{Marks, Search},
    movement::{Goal, SUPPRESSED},
    primary::Cost,
};
use crate::{
    geometry::CellId,
    rule::RuleSet,
    table::{Need, OfficeSide, RawTable, State, bounds},
};

/// A movement: cells and by how much each moves.
pub(super) type Movement = Vec<(CellId, f64)>;

/// From which cells a movement may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pool {
    /// From all cells, as far as it takes to find one; published ones that move become
    /// suppressed, at their cost.
    Any,
    /// The same, more of them at once.
    Wide,
    /// The same as far as the last and widest search, which is dear.
    Last,
    /// From all cells too, but only from those around.
    Near,
    /// From the suppressed ones.
    Suppressed,
}

/// Cells that are looked at before searches become narrow.
const WIDE: usize = 5_000_000;

/// Nobody's group.
pub(super) const NOBODY: u32 = u32::MAX;

/// A movement, as long as all its cells are suppressed.
pub(super) struct Certificate {
    pub(super) movement: Movement,
    pub(super) alive: bool,
    /// How often the movement, and its mirror image, can be made.
    forth: f64,
    back: f64,
    /// The groups that it moves, in ascending order.
    groups: Vec<u32>,
}

pub(super) struct Pattern<'a> {
    pub(super) raw: &'a RawTable,
    pub(super) states: Vec<State>,
    pub(super) needs: Vec<Option<Need>>,
    pub(super) index: FxHashMap<u128, CellId>,
    pub(super) shifts: Vec<u32>,
    /// Cells that must not move for now.
    pub(super) barred: Vec<bool>,
    /// Cells that may never be suppressed: zeros that are published.
    pub(super) fixed: Vec<bool>,
    /// Cells whose figures an earlier release showed: they hide nothing.
    pub(super) known: Vec<bool>,
    /// What it costs to suppress a cell.
    pub(super) cost: Vec<f64>,
    /// What the costs keep small.
    pub(super) kept_small: Cost,
    /// What movements are looked for in the way of tables where hierarchies cross.
    pub(super) common_room: f64,
    /// How far each cell can go, once suppressed.
    pub(super) bounds: Vec<(f64, f64)>,
    pub(super) certificates: Vec<Certificate>,
    /// Per cell, the certificates that move it, and by how much.
    pub(super) moved_by: Vec<Vec<(u32, f64)>>,
    /// Cells suppressed since it was emptied.
    pub(super) added: Vec<CellId>,
    /// Secondary cells that were found to be needed, and nothing near has changed since.
    pub(super) needed: Vec<bool>,
    /// Cells that an earlier release hid.
    pub(super) kept: Vec<bool>,
    /// Cells that movements were looked for among. It is counted in cells, not in seconds, so
    /// that the result does not depend on the machine.
    pub(super) effort: std::cell::Cell<usize>,
    /// That part of it which went into giving back.
    pub(super) spent_on_giving_back: usize,
    /// The effort up to which movements of sums are looked for widely.
    pub(super) wide_until: usize,
    pub(super) group_of: Vec<u32>,
    pub(super) groups: Vec<Vec<CellId>>,
    /// How many suppressed cells a movement is looked for among.
    pub(super) reaches: &'static [usize],
    pub(super) search: std::cell::RefCell<Search>,
    pub(super) counts: bool,
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl<'a> Pattern<'a> {
    pub(super) fn new(
        raw: &'a RawTable,
        rules: &RuleSet,
        options: &Options,
        (states, needs): (Vec<State>, Vec<Option<Need>>),
        groups: Vec<Vec<CellId>>,
    ) -> Self {
        let cells = raw.cells.len();
        let mut group_of = vec![NOBODY; cells];
        for (number, group) in (0u32..).zip(&groups) {
            for cell in group {
                group_of[*cell as usize] = number;
            }
        }
        let once_hidden = |state: &State| match state {
            State::Published => bounds(rules, State::Secondary),
            state => bounds(rules, *state),
        };
        let (starts, rows) = raw.equations.by_cell(cells);
        let mut pattern = Self {
            index: raw.grid.places(),
            shifts: raw.grid.shifts(),
            barred: vec![false; cells],
            fixed: fixed(raw),
            known: vec![false; cells],
            cost: costs(raw, rules, options),
            kept_small: options.cost,
            common_room: 0.0,
            bounds: states.iter().map(once_hidden).collect(),
            certificates: Vec::new(),
            moved_by: vec![Vec::new(); cells],
            added: Vec::new(),
            needed: vec![false; cells],
            kept: vec![false; cells],
            effort: std::cell::Cell::new(0),
            spent_on_giving_back: 0,
            wide_until: WIDE,
            reaches: &SUPPRESSED,
            search: std::cell::RefCell::new(Search {
                cells: Marks::new(cells),
                rows: Marks::new(raw.equations.len()),
            }),
            counts: rules.counts(),
            raw,
            states,
            needs,
            group_of,
            groups,
            starts,
            rows,
        };
        pattern.common_room = pattern.common_room();
        pattern.remember(&options.earlier, rules);
        pattern
    }

    /// What an earlier release showed is known, and what it hid must not follow now either.
    fn remember(&mut self, earlier: &Earlier, rules: &RuleSet) {
        for cell in earlier.shown() {
            self.known[*cell as usize] = true;
            self.needs[*cell as usize] = None;
        }
        for cell in earlier.hidden() {
            let at = *cell as usize;
            let value = self.raw.cells[at].value.abs();
            if self.states[at] == State::Published && value != 0.0 {
                self.states[at] = State::Secondary;
                self.kept[at] = true;
                let slide = if self.counts {
                    1.0
                } else {
                    rules.protection * value
                };
                self.needs[at] = Some(Need {
                    slide,
                    ..Need::default()
                });
            }
        }
    }

    /// Suppresses until every sensitive cell has its certificates.
    pub(super) fn suppress(&mut self, progress: &mut dyn Progress) -> Result<(), ProtectError> {
        let sensitive = self.sensitive();
        for (done, cell) in sensitive.iter().enumerate() {
            progress.step(Stage::Suppress, done, sensitive.len());
            if progress.is_over() {
                self.wide_until = 0;
            }
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
        let at = self.equations_of(cell).first().map_or(0, |at| *at as usize);
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
        if !self.meet(cell, need, NOBODY, pool) {
            return false;
        }
        let need = need.against_unit(self.counts);
        while let Some(group) = self.open_group(cell, need) {
            if !self.meet(cell, need, group, pool) {
                return false;
            }
        }
        true
    }

    /// Finds movements until the interval of `cell`, seen without those that move `group`, is
    /// what it needs.
    fn meet(&mut self, cell: CellId, need: Need, group: u32, pool: Pool) -> bool {
        if self.holds(cell, need, group) {
            return true;
        }
        let ways = self.ways(cell, need);
        let pools: &[Pool] = match pool {
            Pool::Any => &[Pool::Any, Pool::Last],
            Pool::Wide => &[Pool::Wide, Pool::Last],
            Pool::Near | Pool::Suppressed | Pool::Last => &[pool],
        };
        pools
            .iter()
            .any(|pool| self.meet_by(cell, (need, &ways), group, *pool))
    }

    /// The same by one of `ways`, the first that can be gone.
    fn meet_by(
        &mut self,
        cell: CellId,
        (need, ways): (Need, &[[f64; 2]]),
        group: u32,
        pool: Pool,
    ) -> bool {
        for goals in ways {
            for by in goals.iter().copied().filter(|by| *by != 0.0) {
                let (low, high) = self.interval(cell, group);
                let reached = if by > 0.0 {
                    high >= by - 1e-6
                } else {
                    low <= by + 1e-6
                };
                if reached {
                    continue;
                }
                match self.movement(Goal { cell, by, group }, pool) {
                    Some(movement) => self.accept(movement),
                    None => break,
                }
            }
            if self.holds(cell, need, group) {
                return true;
            }
        }
        false
    }

    /// Whether the interval of `cell`, seen without the certificates that move `group`, is what it
    /// needs.
    pub(super) fn holds(&self, cell: CellId, need: Need, group: u32) -> bool {
        let reached = self.intervals(cell, group).map(|(_, interval)| interval);
        let mut from_nothing = std::iter::once((0.0, 0.0)).chain(reached);
        from_nothing.any(|interval| self.is_met(cell, need, interval))
    }

    /// Movements of `cell`, up and down, that meet the need; the best way first.
    fn ways(&self, cell: CellId, need: Need) -> Vec<[f64; 2]> {
        let (low, high) = self.bounds[cell as usize];
        let value = self.value(cell);
        let (up, down) = (high - value, value - low);
        let (upper, lower, slide) = (need.upper, need.lower, need.slide);
        let half = if self.counts {
            (slide / 2.0).ceil()
        } else {
            slide / 2.0
        };
        let mut ways = vec![
            [upper.max(half), -lower.max(slide - upper.max(half))],
            [upper.max(slide - lower), -lower],
            [upper, -lower.max(slide - upper)],
        ];
        if up < slide && down < slide {
            ways.push([up, -(slide - up).max(lower)]);
        }
        ways.retain(|way| way[0] <= up + 1e-9 && -way[1] <= down + 1e-9);
        ways
    }

    fn is_met(&self, cell: CellId, need: Need, (low, high): (f64, f64)) -> bool {
        let slack = 1e-6 * (1.0 + need.lower.max(need.upper).max(need.slide));
        let wide = if self.counts {
            let value = self.value(cell);
            (value + high + 1e-6).floor() - (value + low - 1e-6).ceil()
        } else {
            high - low
        };
        high >= need.upper - slack && -low >= need.lower - slack && wide >= need.slide - slack
    }

    pub(super) fn value(&self, cell: CellId) -> f64 {
        self.raw.cells[cell as usize].value
    }

    /// The certificates that move `cell`, with their numbers.
    pub(super) fn live(&self, cell: CellId) -> impl Iterator<Item = (u32, &Movement)> {
        let live = self.certificates_of(cell);
        live.map(|(number, certificate, _)| (number, &certificate.movement))
    }

    fn certificates_of(&self, cell: CellId) -> impl Iterator<Item = (u32, &Certificate, f64)> {
        self.moved_by[cell as usize]
            .iter()
            .map(|(number, by)| (*number, &self.certificates[*number as usize], *by))
            .filter(|(_, certificate, _)| certificate.alive)
    }

    /// How far the certificates that do not move `group`, and their mirror images, move `cell`.
    fn interval(&self, cell: CellId, group: u32) -> (f64, f64) {
        let last = self.intervals(cell, group).last();
        last.map_or((0.0, 0.0), |(_, interval)| interval)
    }

    /// The same, certificate by certificate, each with what is reached so far.
    fn intervals(
        &self,
        cell: CellId,
        group: u32,
    ) -> impl Iterator<Item = (&Certificate, (f64, f64))> {
        let holds_still =
            move |one: &Certificate| group == NOBODY || one.groups.binary_search(&group).is_err();
        let certificates = self.certificates_of(cell);
        certificates
            .filter(move |(_, one, _)| holds_still(one))
            .scan((0.0f64, 0.0f64), |reached, (_, one, by)| {
                let (forth, back) = (by.abs() * one.forth, by.abs() * one.back);
                let (down, up) = if by > 0.0 {
                    (back, forth)
                } else {
                    (forth, back)
                };
                *reached = (reached.0.min(-down), reached.1.max(up));
                Some((one, *reached))
            })
    }

    /// How often a movement and its mirror image can be made.
    fn repeats(&self, movement: &Movement) -> (f64, f64) {
        let (mut forth, mut back): (f64, f64) = (FARTHEST, FARTHEST);
        for (moved, amount) in movement {
            let (low, high) = self.bounds[*moved as usize];
            let value = self.value(*moved);
            let (down, up) = ((value - low) / amount.abs(), (high - value) / amount.abs());
            let (with, against) = if *amount > 0.0 {
                (up, down)
            } else {
                (down, up)
            };
            (forth, back) = (forth.min(with), back.min(against));
        }
        (forth, back)
    }

    /// A group whose unit learns too much of `cell`, among those that its certificates move. Who is
    /// moved by none of those that are enough learns nothing.
    fn open_group(&self, cell: CellId, need: Need) -> Option<u32> {
        let own = self.group_of[cell as usize];
        let mut groups = Vec::new();
        for (certificate, interval) in self.intervals(cell, NOBODY) {
            let others = certificate.groups.iter().filter(|group| **group != own);
            groups.extend(others.copied());
            if self.is_met(cell, need, interval) {
                break;
            }
        }
        groups.sort_unstable();
        groups.dedup();
        groups
            .into_iter()
            .find(|group| !self.holds(cell, need, *group))
    }

    fn accept(&mut self, movement: Movement) {
        let number = u32::try_from(self.certificates.len()).unwrap_or(u32::MAX);
        let mut groups = Vec::new();
        for (cell, by) in &movement {
            let at = *cell as usize;
            if self.states[at] == State::Published {
                self.states[at] = State::Secondary;
                self.added.push(*cell);
            }
            if self.group_of[at] != NOBODY {
                groups.push(self.group_of[at]);
            }
            self.moved_by[at].push((number, *by));
        }
        groups.sort_unstable();
        groups.dedup();
        let (forth, back) = self.repeats(&movement);
        self.certificates.push(Certificate {
            movement,
            alive: true,
            forth,
            back,
            groups,
        });
    }

    /// Whether so much has been looked at that searches have to be narrow.
    pub(super) fn is_large(&self) -> bool {
        self.effort.get() > self.wide_until
    }

    pub(super) fn equations_of(&self, cell: CellId) -> &[u32] {
        let at = cell as usize;
        &self.rows[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn members(&self, equation: u32) -> &[CellId] {
        self.raw.equations.members(equation as usize)
    }

    /// The states, less what no sensitive cell leans on, and what the office knows.
    pub(super) fn finish(mut self) -> (Vec<State>, OfficeSide) {
        for cell in self.secondary() {
            if self.live(cell).next().is_none() {
                self.publish(cell);
            }
        }
        let certificates = self.certificates.into_iter().filter(|one| one.alive);
        let office = OfficeSide {
            truth: self.raw.cells.iter().map(|cell| cell.value).collect(),
            needs: self.needs,
            insiders: self.groups,
            witnesses: certificates.map(|one| one.movement).collect(),
        };
        (self.states, office)
    }
}

/// Zeros hide nothing. A remainder of nought may be no remainder at all, unless it is declared.
fn fixed(raw: &RawTable) -> Vec<bool> {
    let declared = !raw.context.incomplete.is_empty();
    let sent = raw.grid.len();
    let zeros = raw.cells.iter().enumerate();
    zeros
        .map(|(at, cell)| cell.value == 0.0 && !(declared && at >= sent))
        .collect()
}

/// No movement is repeated more often than this.
const FARTHEST: f64 = 1e6;
