//! How far the hidden cells of one connected part can move while every equation holds.

use rustc_hash::FxHashMap;

use super::{
    AttackOptions, Disclosure,
    system::{System, Want},
};
use crate::solver::{Program, Solver};

/// What is found out about a cell.
pub(super) enum Verdict {
    Given(Disclosure),
    Undecided,
}

/// Sizes of the neighbourhoods in which movements are looked for before the whole part.
const REACHES: [usize; 3] = [40, 250, 1200];
/// No movement is longer than this many times what the cell needs.
const FARTHEST: f64 = 1e4;
const ROUNDING: f64 = 1e-6;

/// A movement of cells that keeps every equation.
type Movement = Vec<(usize, f64)>;

pub(super) struct Freedom<'a> {
    system: &'a System,
    part: Vec<usize>,
    options: &'a AttackOptions,
    solver: &'a dyn Solver,
    /// A feasible point: the truth in the office, a point in the middle outside.
    at: FxHashMap<usize, f64>,
    /// The lowest and highest figure seen for each cell.
    seen: FxHashMap<usize, (f64, f64)>,
    movements: Vec<Movement>,
    moved_by: FxHashMap<usize, Vec<usize>>,
}

impl<'a> Freedom<'a> {
    pub(super) fn new(
        system: &'a System,
        part: Vec<usize>,
        options: &'a AttackOptions,
        solver: &'a dyn Solver,
    ) -> Self {
        Self {
            system,
            part,
            options,
            solver,
            at: FxHashMap::default(),
            seen: FxHashMap::default(),
            movements: Vec::new(),
            moved_by: FxHashMap::default(),
        }
    }

    pub(super) fn verdicts(mut self) -> Vec<(usize, Verdict)> {
        let wanted: Vec<usize> = self
            .part
            .iter()
            .copied()
            .filter(|cell| self.system.wants[*cell] != Want::Nothing)
            .collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        if !self.start() {
            return wanted
                .into_iter()
                .map(|cell| (cell, Verdict::Undecided))
                .collect();
        }
        let mut verdicts = Vec::new();
        for cell in &wanted {
            if let Some(verdict) = self.outsider(*cell) {
                verdicts.push((*cell, verdict));
            }
        }
        if self.options.insiders && self.system.truth.is_some() {
            for cell in &wanted {
                let open = verdicts.iter().any(|(known, _)| known == cell);
                if let (false, Some(verdict)) = (open, self.insider(*cell)) {
                    verdicts.push((*cell, verdict));
                }
            }
        }
        verdicts
    }

    /// Finds a feasible point.
    fn start(&mut self) -> bool {
        if let Some(truth) = &self.system.truth {
            self.at = self.part.iter().map(|cell| (*cell, truth[*cell])).collect();
        } else {
            if self.part.len() > self.options.largest_part {
                return false;
            }
            let (Some(low), Some(high)) = (self.corner(1.0), self.corner(-1.0)) else {
                return false;
            };
            let middle = low
                .iter()
                .zip(&high)
                .map(|(low, high)| f64::midpoint(*low, *high));
            self.at = self.part.iter().copied().zip(middle).collect();
            for (at, cell) in self.part.iter().enumerate() {
                let (a, b) = (low[at], high[at]);
                self.seen.insert(*cell, (a.min(b), a.max(b)));
            }
            return true;
        }
        self.seen = self
            .at
            .iter()
            .map(|(cell, value)| (*cell, (*value, *value)))
            .collect();
        true
    }

    /// A corner of the feasible region.
    fn corner(&self, cost: f64) -> Option<Vec<f64>> {
        let local: FxHashMap<usize, usize> = self
            .part
            .iter()
            .enumerate()
            .map(|(at, cell)| (*cell, at))
            .collect();
        let mut program = Program::default();
        for cell in &self.part {
            let cost = if self.system.wants[*cell] == Want::Nothing {
                0.0
            } else {
                cost
            };
            program.variables.push((
                cost,
                self.system.lower[*cell],
                self.system.upper[*cell].min(1e12),
            ));
        }
        for row in self.rows(&self.part) {
            program
                .rows
                .push((self.terms(row, &local), self.system.rest(row)));
        }
        self.solver.minimise(&program)
    }

    fn rows(&self, cells: &[usize]) -> Vec<usize> {
        let mut rows: Vec<usize> = cells
            .iter()
            .flat_map(|cell| self.system.rows_of(*cell))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn terms(&self, row: usize, local: &FxHashMap<usize, usize>) -> Vec<(usize, f64)> {
        let terms = self.system.rows[row].terms.iter();
        terms
            .filter_map(|(cell, sign)| Some((*local.get(cell)?, *sign)))
            .collect()
    }

    fn outsider(&mut self, cell: usize) -> Option<Verdict> {
        let nobody = [];
        for reach in self.reaches() {
            for sign in [1.0, -1.0] {
                if self.is_met(cell, self.seen[&cell]) {
                    return None;
                }
                match self.push(cell, sign, &nobody, reach) {
                    Some(movement) => self.accept(movement),
                    None if reach >= self.part.len() => return Some(Verdict::Undecided),
                    None => {}
                }
            }
        }
        let (low, high) = self.seen[&cell];
        if self.is_met(cell, (low, high)) {
            return None;
        }
        if self.part.len() > self.options.largest_part {
            return Some(Verdict::Undecided);
        }
        let exact = high - low <= self.tiny(cell);
        let one_whole = matches!(
            self.system.wants[cell],
            Want::Whole(_) | Want::WholeAround(_)
        ) && whole_width((low, high)) < 1.0;
        Some(Verdict::Given(if exact || one_whole {
            Disclosure::Exact
        } else {
            Disclosure::Interval
        }))
    }

    /// Whether some unit that is alone in its cell learns too much of `cell`.
    fn insider(&mut self, cell: usize) -> Option<Verdict> {
        if self.system.wants[cell] == Want::Distinct {
            return None;
        }
        let system = self.system;
        let others = |group: &&Vec<usize>| !group.contains(&cell);
        let open = |this: &Self| -> Vec<&'a Vec<usize>> {
            let groups = system.insiders.iter().filter(others);
            groups
                .filter(|group| !this.is_met_insider(cell, this.seen_without(cell, group)))
                .collect()
        };
        if open(self).is_empty() {
            return None;
        }
        // A movement that no such unit knows anything of settles it for all of them.
        let all: Vec<usize> = system
            .insiders
            .iter()
            .filter(others)
            .flatten()
            .copied()
            .collect();
        for reach in self.reaches().into_iter().take(2) {
            for sign in [1.0, -1.0] {
                if let Some(movement) = self.push(cell, sign, &all, reach) {
                    self.accept(movement);
                }
            }
            if open(self).is_empty() {
                return None;
            }
        }
        for group in open(self) {
            for reach in self.reaches() {
                for sign in [1.0, -1.0] {
                    if self.is_met_insider(cell, self.seen_without(cell, group)) {
                        break;
                    }
                    if let Some(movement) = self.push(cell, sign, group, reach) {
                        self.accept(movement);
                    }
                }
            }
            if !self.is_met_insider(cell, self.seen_without(cell, group)) {
                return Some(Verdict::Given(Disclosure::Insider));
            }
        }
        None
    }

    fn reaches(&self) -> Vec<usize> {
        let mut reaches: Vec<usize> = REACHES
            .iter()
            .copied()
            .filter(|reach| *reach < self.part.len())
            .collect();
        if self.part.len() <= self.options.largest_part {
            reaches.push(self.part.len());
        }
        reaches
    }

    /// The interval of `cell` over the movements that leave `group` where it is.
    fn seen_without(&self, cell: usize, group: &[usize]) -> (f64, f64) {
        let at = self.at[&cell];
        let mut seen = (at, at);
        for movement in self.moved_by.get(&cell).into_iter().flatten() {
            let movement = &self.movements[*movement];
            if movement.iter().any(|(moved, _)| group.contains(moved)) {
                continue;
            }
            if let Some((_, by)) = movement.iter().find(|(moved, _)| *moved == cell) {
                seen = (seen.0.min(at + by), seen.1.max(at + by));
            }
        }
        seen
    }

    fn accept(&mut self, movement: Movement) {
        let number = self.movements.len();
        for (cell, by) in &movement {
            let to = self.at[cell] + by;
            let seen = self.seen.entry(*cell).or_insert((to, to));
            *seen = (seen.0.min(to), seen.1.max(to));
            self.moved_by.entry(*cell).or_default().push(number);
        }
        if self.system.truth.is_none() {
            for (cell, by) in &movement {
                self.at.entry(*cell).and_modify(|at| *at += by / 2.0);
            }
        }
        self.movements.push(movement);
    }

    /// The farthest movement of `cell` in one direction among at most `reach` cells around it.
    fn push(&self, cell: usize, sign: f64, fixed: &[usize], reach: usize) -> Option<Movement> {
        let whole = reach >= self.part.len();
        let around = self.around(cell, fixed, reach);
        let local: FxHashMap<usize, usize> = around
            .iter()
            .enumerate()
            .map(|(at, cell)| (*cell, at))
            .collect();
        let unit = self.step(cell).max(f64::MIN_POSITIVE);
        let mut program = Program::default();
        for other in &around {
            let at = self.at[other];
            let (mut low, mut high) = (
                self.system.lower[*other] - at,
                self.system.upper[*other] - at,
            );
            let mut cost = 0.0;
            if *other == cell {
                let farthest = self.farthest(cell);
                (low, high) = (low.max(-farthest), high.min(farthest));
                cost = -sign * 100.0;
            } else if !whole && fixed.is_empty() && !self.is_met(*other, self.seen[other]) {
                let farthest = self.farthest(*other);
                (low, high) = (low.max(-farthest), high.min(farthest));
                cost = -sign;
            }
            let clip = |bound: f64| (bound / unit).clamp(-FARTHEST, FARTHEST);
            program
                .variables
                .push((cost, clip(low.min(0.0)), clip(high.max(0.0))));
        }
        for row in self.rows(&around) {
            let terms = self.terms(row, &local);
            program.rows.push((terms, 0.0));
        }
        let values = self.solver.minimise(&program)?;
        let moved = around.iter().zip(values).filter(|(_, by)| by.abs() > 1e-7);
        Some(moved.map(|(cell, by)| (*cell, by * unit)).collect())
    }

    /// At most `reach` cells around `cell`, nearest first, without the fixed ones.
    fn around(&self, cell: usize, fixed: &[usize], reach: usize) -> Vec<usize> {
        let mut around = vec![cell];
        let mut seen: rustc_hash::FxHashSet<usize> = around.iter().copied().collect();
        let mut rows = rustc_hash::FxHashSet::default();
        let mut at = 0;
        while at < around.len() {
            for row in self.system.rows_of(around[at]) {
                if !rows.insert(row) {
                    continue;
                }
                for (next, _) in &self.system.rows[row].terms {
                    let free = self.system.known[*next].is_none() && !fixed.contains(next);
                    if around.len() < reach && free && seen.insert(*next) {
                        around.push(*next);
                    }
                }
            }
            at += 1;
        }
        around
    }

    fn tiny(&self, cell: usize) -> f64 {
        1e-6 * (1.0 + self.at[&cell].abs())
    }

    /// A length that is natural for the cell.
    fn step(&self, cell: usize) -> f64 {
        match self.system.wants[cell] {
            Want::Nothing | Want::Whole(_) | Want::WholeAround(_) => 1.0,
            Want::Distinct => (self.at[&cell].abs() * 1e-3).max(1.0),
            Want::Ratio(_) => (self.at[&cell].abs() * 0.1).max(1e-3),
            Want::Around(need) => need.lower.max(need.upper).max(need.slide).max(1e-3),
        }
    }

    fn farthest(&self, cell: usize) -> f64 {
        match self.system.wants[cell] {
            Want::Nothing | Want::Distinct => self.step(cell),
            Want::Whole(slide) => slide + 1.0,
            Want::Ratio(_) => self.at[&cell].abs().max(1.0) * 10.0,
            Want::Around(need) => need.slide.max(need.lower + need.upper),
            Want::WholeAround(need) => need.lower.max(need.upper).max(need.slide),
        }
    }

    fn is_met(&self, cell: usize, (low, high): (f64, f64)) -> bool {
        let moves = high - low > self.tiny(cell);
        match self.system.wants[cell] {
            Want::Nothing => true,
            Want::Distinct => moves,
            Want::Whole(slide) => whole_width((low, high)) >= slide,
            Want::Ratio(ratio) => moves && high * (1.0 + ROUNDING) >= low * ratio,
            Want::Around(need) => {
                let at = self.at[&cell];
                let slack = ROUNDING * (1.0 + need.lower.max(need.upper).max(need.slide));
                low <= at - need.lower + slack
                    && high >= at + need.upper - slack
                    && high - low >= need.slide - slack
            }
            Want::WholeAround(need) => {
                let at = self.at[&cell];
                whole_width((low, high)) >= need.slide
                    && low <= at - need.lower + ROUNDING
                    && high >= at + need.upper - ROUNDING
            }
        }
    }

    /// Against a unit that is alone elsewhere: in counts one whole number beyond the first,
    /// otherwise an interval as long as the cell needs, wherever it lies.
    fn is_met_insider(&self, cell: usize, seen: (f64, f64)) -> bool {
        match self.system.wants[cell] {
            Want::WholeAround(_) => whole_width(seen) >= 1.0,
            Want::Around(need) => {
                let long = need.slide.max(need.lower + need.upper);
                seen.1 - seen.0 >= long * (1.0 - ROUNDING) - ROUNDING
            }
            _ => self.is_met(cell, seen),
        }
    }
}

/// Number of whole numbers in the interval beyond the first.
fn whole_width((low, high): (f64, f64)) -> f64 {
    (high + ROUNDING).floor() - (low - ROUNDING).ceil()
}
