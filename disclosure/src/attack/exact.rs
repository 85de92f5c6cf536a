//! The verdict on one cell: neighbourhoods that grow until a movement frees it or until the rows
//! around it give it away, and the whole part for what is left.

use super::{
    Disclosure, MOST_NAMED,
    ground::{Ground, Movement},
    part::Part,
    want::Want,
    witness::Question,
};
use crate::solver::{Program, Solver};

/// Cells that may move, and rows that bind while the rest is loose, from step to step.
const LADDER: [(usize, usize); 4] = [(50, 16), (200, 80), (600, 250), (1500, 700)];
/// Where the whole part gives a cell away, the equations are named among so many near ones.
const MOST_EXPLAINED: usize = 200;

/// What is found out about a cell.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Given away, by these rows.
    Given(Disclosure, Vec<u32>),
    Undecided,
}

/// A cell, what it needs, and against whom.
#[derive(Clone, Copy)]
pub(super) struct Ask<'q> {
    pub(super) unknown: usize,
    pub(super) want: Want,
    /// The units that know their own cells; `None` for a stranger.
    pub(super) units: Option<&'q [u32]>,
}

impl Ask<'_> {
    fn question(&self, sign: f64, together: bool) -> Question<'_> {
        Question {
            unknown: self.unknown,
            sign,
            want: self.want,
            units: self.units.unwrap_or_default(),
            no_unit: false,
            together,
        }
    }
}

impl Ground<'_> {
    fn interval(&self, ask: Ask) -> (f64, f64) {
        match ask.units {
            None => self.seen[ask.unknown],
            Some(units) => self.seen_without(ask.unknown, units).0,
        }
    }

    /// What the cell lacks.
    fn missing(&self, ask: Ask) -> (bool, bool) {
        ask.want.lacks(self.at[ask.unknown], self.interval(ask))
    }

    /// The verdict on a cell, `None` when it is free. Where the interval is too narrow, whether it
    /// is a single figure is asked for itself: the rows that showed the one may not show the other.
    pub(super) fn verdict(
        &mut self,
        ask: Ask,
        part: &mut Part,
        solver: &dyn Solver,
    ) -> Option<Verdict> {
        let verdict = self.ladder(ask, part, solver)?;
        match verdict {
            Verdict::Given(Disclosure::Interval, rows) => {
                Some(self.sharpened(ask, rows, part, solver))
            }
            verdict => Some(verdict),
        }
    }

    /// The verdict on a cell whose interval is known to be too narrow: whether it is one figure.
    pub(super) fn sharpened(
        &mut self,
        ask: Ask,
        rows: Vec<u32>,
        part: &mut Part,
        solver: &dyn Solver,
    ) -> Verdict {
        let want = ask.want.of_a_figure();
        match self.ladder(Ask { want, ..ask }, part, solver) {
            Some(Verdict::Given(_, rows)) => Verdict::Given(Disclosure::Exact, rows),
            _ => Verdict::Given(Disclosure::Interval, rows),
        }
    }

    fn ladder(&mut self, ask: Ask, part: &mut Part, solver: &dyn Solver) -> Option<Verdict> {
        for (step, (reach, rows)) in LADDER.into_iter().enumerate() {
            if self.missing(ask) == (false, false) {
                return None;
            }
            if !self.spend(1) {
                return Some(Verdict::Undecided);
            }
            let follows = step > 0 && ask.units.is_none() && part.follows(self, ask.unknown);
            let whole = reach >= part.cells.len();
            let together = step == 0 && !whole && ask.units.is_none();
            let certain = !follows && self.climb(ask, reach, together);
            if self.missing(ask) == (false, false) {
                return None;
            }
            if whole && certain {
                let rows = self.nearest_rows(ask.unknown, MOST_EXPLAINED);
                return Some(self.given(ask, self.interval(ask), &rows));
            }
            if let Some(given) = self.bound(ask, rows) {
                return Some(given);
            }
        }
        if ask.units.is_none() && part.follows(self, ask.unknown) {
            let rows = part.proof(ask.unknown, MOST_NAMED);
            return Some(Verdict::Given(Disclosure::Exact, rows));
        }
        self.solve_whole(ask, part, solver)
    }

    /// Moves the cell both ways among at most `reach` cells; whether it cannot go farther there.
    fn climb(&mut self, ask: Ask, reach: usize, together: bool) -> bool {
        let mut certain = !together;
        for sign in [1.0, -1.0] {
            let (down, up) = self.missing(ask);
            if (sign > 0.0 && !up) || (sign < 0.0 && !down) {
                continue;
            }
            let (movement, is_farthest) = self.inner(ask.question(sign, together), reach);
            certain &= is_farthest;
            match movement {
                Some(movement) if ask.units.is_some() => self.accept_against(movement),
                Some(movement) => self.accept(movement),
                None => {}
            }
        }
        certain
    }

    /// Whether the nearest rows alone give the cell away.
    fn bound(&mut self, ask: Ask, most: usize) -> Option<Verdict> {
        let rows = self.nearest_rows(ask.unknown, most);
        let interval = self.outer_interval(ask, &rows)?;
        if ask.want.is_met(self.at[ask.unknown], interval) {
            return None;
        }
        Some(self.given(ask, interval, &rows))
    }

    /// The interval that the given rows alone allow.
    fn outer_interval(&mut self, ask: Ask, rows: &[u32]) -> Option<(f64, f64)> {
        let at = self.at[ask.unknown];
        let (high, _) = self.outer(ask.question(1.0, false), rows, false)?;
        let (low, _) = self.outer(ask.question(-1.0, false), rows, false)?;
        Some((at + low, at + high))
    }

    fn given(&mut self, ask: Ask, interval: (f64, f64), rows: &[u32]) -> Verdict {
        let kind = if ask.units.is_some() {
            Disclosure::Insider
        } else if ask.want.is_exact(self.at[ask.unknown], interval) {
            Disclosure::Exact
        } else {
            Disclosure::Interval
        };
        Verdict::Given(kind, self.binding(ask, rows))
    }

    /// Those of the rows that keep the cell from moving farther, the nearest first.
    fn binding(&mut self, ask: Ask, rows: &[u32]) -> Vec<u32> {
        let mut named = Vec::new();
        for sign in [1.0, -1.0] {
            if let Some((_, binding)) = self.outer(ask.question(sign, false), rows, true) {
                named.extend(binding);
            }
        }
        let mut named: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|row| named.contains(row))
            .collect();
        if named.is_empty() {
            named = self.nearest_rows(ask.unknown, MOST_NAMED);
        }
        named.truncate(MOST_NAMED);
        named
    }

    /// The whole part at once, for what no neighbourhood decides.
    fn solve_whole(&mut self, ask: Ask, part: &Part, solver: &dyn Solver) -> Option<Verdict> {
        let size = part.cells.len() as u64;
        if part.cells.len() > part.largest || !self.spend(size * size) {
            return Some(Verdict::Undecided);
        }
        for sign in [1.0, -1.0] {
            let (down, up) = self.missing(ask);
            if (sign > 0.0 && !up) || (sign < 0.0 && !down) {
                continue;
            }
            match self.push(ask, sign, part, solver) {
                Some(movement) => self.accept_against(movement),
                None => return Some(Verdict::Undecided),
            }
        }
        if self.missing(ask) == (false, false) {
            return None;
        }
        let interval = self.interval(ask);
        let rows = self.nearest_rows(ask.unknown, MOST_EXPLAINED);
        Some(self.given(ask, interval, &rows))
    }

    fn push(&self, ask: Ask, sign: f64, part: &Part, solver: &dyn Solver) -> Option<Movement> {
        let question = ask.question(sign, false);
        let unit = self.unit(question);
        let mut program = Program::default();
        for cell in &part.cells {
            let (_, low, high) = self.variable(question, *cell as usize, unit);
            let own = *cell as usize == ask.unknown;
            let still = !own && self.stands_still(question, *cell as usize);
            program.variables.push(match (own, still) {
                (true, _) => (-sign, low, high),
                (_, true) => (0.0, 0.0, 0.0),
                _ => (0.0, low, high),
            });
        }
        for row in 0..part.matrix.len() {
            let terms = part.matrix.row(row).iter();
            let terms = terms.map(|(place, sign)| (*place as usize, f64::from(*sign)));
            program.rows.push((terms.collect(), 0.0));
        }
        let values = solver.minimise(&program)?;
        let moved = part
            .cells
            .iter()
            .zip(values)
            .filter(|(_, by)| by.abs() > 1e-7);
        Some(moved.map(|(cell, by)| (*cell, by * unit)).collect())
    }

    /// Tries to free a cell without moving any unit that is alone.
    pub(super) fn free_of_units(&mut self, unknown: usize) {
        let want = self.wants[unknown].against_unit();
        for (reach, _) in LADDER.into_iter().take(2) {
            for sign in [1.0, -1.0] {
                let question = Question {
                    unknown,
                    sign,
                    want,
                    units: &[],
                    no_unit: true,
                    together: false,
                };
                if let (Some(movement), _) = self.inner(question, reach) {
                    self.accept_against(movement);
                }
            }
            if self.seen_without(unknown, &[]).1.is_empty() {
                return;
            }
        }
    }

    /// The place of a cell in what a unit learns: which units it leans on, as few as possible.
    pub(super) fn leans_on(&self, unknown: usize, units: &[u32]) -> Vec<u32> {
        let (_, mut moved) = self.seen_without(unknown, units);
        moved.retain(|group| Some(*group) != self.group(unknown));
        moved
    }
}
