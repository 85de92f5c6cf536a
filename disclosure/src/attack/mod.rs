//! The intruder: knows every equation, every published figure, what is hidden and why. He looks
//! for hidden figures that the rest gives away, exactly or within a narrower interval than they
//! need, and for what a unit that is alone in its cell learns of others.
//!
//! First what follows from one equation after the other (`propagate`); then, for each connected
//! part of what is left, a point inside of all that is possible (`interior`), random movements
//! of the whole part that free most cells at once (`bulk`), and for the others neighbourhoods
//! that grow (`witness`, `exact`) until a movement frees the cell or the rows around it give
//! it away; at last the units that are alone (`insider`).

mod altered;
mod bulk;
mod exact;
mod ground;
mod insider;
mod interior;
mod known;
mod matrix;
mod name;
mod offered;
mod part;
mod propagate;
mod simplex;
mod system;
#[cfg(test)]
mod tests;
mod want;
mod witness;

use crate::{
    geometry::CellId,
    method::Method,
    solver::{Simplex, Solver},
    table::PublishedTable,
};
use exact::{Ask, Verdict};
use ground::Ground;
use part::Part;
use propagate::Bounds;
use system::System;
use want::Want;

/// So many equations are named for a cell.
const MOST_NAMED: usize = 8;

/// How hard the intruder tries.
#[derive(Debug, Clone, Copy)]
pub struct AttackOptions {
    /// Whether units that are alone in their cell are intruders too: those the office knows of,
    /// and for a reader those of the cells that are marked as one unit's.
    pub insiders: bool,
    /// Parts with more hidden cells than this are not solved as a whole; cells that
    /// neighbourhoods do not decide are then undecided.
    pub largest_part: usize,
    /// So many units that are alone may pool what they know.
    pub coalition: usize,
    /// Work at most, in numbers touched, so that the answer never depends on the machine; what
    /// is left then is undecided.
    pub effort: u64,
}

impl Default for AttackOptions {
    fn default() -> Self {
        Self {
            insiders: true,
            largest_part: 20_000,
            coalition: 1,
            effort: 1 << 40,
        }
    }
}

/// How a cell is given away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disclosure {
    /// The figure follows exactly.
    Exact,
    /// The figure lies in a narrower interval than it needs.
    Interval,
    /// A unit that is alone in its cell learns too much of this one.
    Insider,
    /// The figure is none that the stated method makes: it may be the true one.
    Unaltered,
}

impl Disclosure {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Interval => "interval",
            Self::Insider => "insider",
            Self::Unaltered => "unaltered",
        }
    }
}

/// Figures that tables of one attack share: the sum is that of the parts. With one part it is the
/// same figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the link is named by, such as the dimension along which it adds up.
    pub along: String,
    /// The sum: number of the table, and the cell in it.
    pub sum: (usize, CellId),
    /// The parts.
    pub parts: Vec<(usize, CellId)>,
}

/// An equation that gives a cell away: the sum's codes, and the dimension along which it adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedEquation {
    /// The codes of the sum by dimension.
    pub sum: Vec<(String, String)>,
    /// The dimension of its parts.
    pub along: String,
}

/// A hidden cell that is given away: codes, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The cell's number in its table.
    pub cell: CellId,
    /// Its codes by dimension.
    pub codes: Vec<(String, String)>,
    /// How.
    pub kind: Disclosure,
    /// By which equations.
    pub equations: Vec<NamedEquation>,
}

/// What the intruder found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attack {
    /// Cells that are given away.
    pub recovered: Vec<Recovered>,
    /// Cells of which he could not decide.
    pub undecided: Vec<CellId>,
    /// Number of cells of the table.
    pub cells: usize,
    /// Number of hidden ones.
    pub suppressed: usize,
}

impl Attack {
    /// Whether nothing is given away and nothing was left undecided.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.recovered.is_empty() && self.undecided.is_empty()
    }

    /// Number of cells given away in this way.
    #[must_use]
    pub fn count(&self, kind: Disclosure) -> usize {
        self.recovered
            .iter()
            .filter(|cell| cell.kind == kind)
            .count()
    }
}

/// Told how many hidden cells are decided, and of how many.
pub type Watch<'w> = &'w mut dyn FnMut(usize, usize);

/// Attacks a table with the built-in solver.
#[must_use]
pub fn attack(table: &PublishedTable, options: &AttackOptions) -> Attack {
    attack_with(table, options, &Simplex)
}

/// Attacks a table with a solver of choice for what must be solved as a whole.
#[must_use]
pub fn attack_with(table: &PublishedTable, options: &AttackOptions, solver: &dyn Solver) -> Attack {
    let tables = std::slice::from_ref(table);
    let found = found(tables, &[], options, solver, &mut |_, _| {});
    found.into_iter().next().unwrap_or_default()
}

/// Attacks several tables at once, with what they share; one answer for each.
#[must_use]
pub fn attack_all(
    tables: &[PublishedTable],
    links: &[Link],
    options: &AttackOptions,
    watch: Watch,
) -> Vec<Attack> {
    found(tables, links, options, &Simplex, watch)
}

fn found(
    tables: &[PublishedTable],
    links: &[Link],
    options: &AttackOptions,
    solver: &dyn Solver,
    watch: Watch,
) -> Vec<Attack> {
    // Altered figures are not the true ones: they tell nothing of those of other tables.
    let true_figures = |at: usize| tables[at].rules.method == Method::Suppression;
    let between = |link: &&Link| {
        link.parts
            .iter()
            .chain([&link.sum])
            .all(|at| true_figures(at.0))
    };
    let links: Vec<Link> = links.iter().filter(between).cloned().collect();
    let system = System::of(tables, &links);
    let bounds = Bounds::of(&system);
    let mut answer = name::Answer::new(&system);
    let mut ground = Ground::new(&system, &bounds, options.effort);
    let told = by_propagation(&system, &bounds, &mut answer);
    let mut done = 0;
    for part in bounds.parts(&system) {
        let size = part.len();
        let open = part.iter().map(|unknown| *unknown as usize);
        let open = open.filter(|unknown| system.wants[*unknown] != Want::Nothing);
        let wanted: Vec<(usize, &Told)> = open
            .map(|unknown| (unknown, &told[unknown]))
            .filter(|(_, told)| !matches!(told, Told::Figure))
            .collect();
        if !wanted.is_empty() {
            let largest = options.largest_part;
            let part = Part::new(&system, &bounds, part, largest, &mut ground.place);
            let tell = |unknown, verdict| answer.add(unknown, verdict);
            decide(&mut ground, part, &wanted, (options, solver), tell);
        }
        done += size;
        watch(done, system.cells.len());
    }
    let mut found = answer.finish();
    for (found, table) in found.iter_mut().zip(tables) {
        if table.rules.method != Method::Suppression {
            *found = altered::check(table);
        }
    }
    found
}

/// What the bounds alone tell of a cell.
#[derive(Clone)]
enum Told {
    Nothing,
    /// Its interval is too narrow.
    Narrow(Vec<u32>),
    /// Its figure.
    Figure,
}

/// The cells whose bounds alone are too narrow; figures that follow go to the answer at once.
fn by_propagation(system: &System, bounds: &Bounds, answer: &mut name::Answer) -> Vec<Told> {
    let mut told = vec![Told::Nothing; system.cells.len()];
    for (unknown, told) in told.iter_mut().enumerate() {
        let interval = (bounds.lower[unknown], bounds.upper[unknown]);
        let known = bounds.known[unknown];
        let at = system
            .truth
            .as_ref()
            .map_or(f64::midpoint(interval.0, interval.1), |truth| {
                truth[unknown]
            });
        let want = system.wants[unknown];
        let small = known && answer.is_small_remainder(unknown, interval.0);
        if !small && (interval.1.is_infinite() || want.is_met(at, interval)) {
            continue;
        }
        let reasons = bounds.reasons(system, unknown);
        if known || want.is_exact(at, interval) {
            answer.add(unknown, Verdict::Given(Disclosure::Exact, reasons));
            *told = Told::Figure;
        } else {
            *told = Told::Narrow(reasons);
        }
    }
    told
}

/// The verdicts on the cells of a part that need something.
fn decide(
    ground: &mut Ground,
    mut part: Part,
    wanted: &[(usize, &Told)],
    (options, solver): (&AttackOptions, &dyn Solver),
    mut tell: impl FnMut(usize, Verdict),
) {
    let contradictory = |unknown: &u32| ground.bounds.contradictory[*unknown as usize];
    if part.cells.iter().any(contradictory) || !ground.enter(&part, solver) {
        for (unknown, told) in wanted {
            let narrow = |rows: &Vec<u32>| Verdict::Given(Disclosure::Interval, rows.clone());
            tell(
                *unknown,
                match told {
                    Told::Narrow(rows) => narrow(rows),
                    _ => Verdict::Undecided,
                },
            );
        }
        return;
    }
    let mut free = Vec::new();
    for (unknown, told) in wanted {
        let ask = Ask {
            unknown: *unknown,
            want: ground.wants[*unknown],
            units: None,
        };
        let verdict = match told {
            Told::Narrow(rows) => Some(ground.sharpened(ask, rows.clone(), &mut part, solver)),
            _ => ground.verdict(ask, &mut part, solver),
        };
        match verdict {
            Some(verdict) => {
                ground.wants[*unknown] = Want::Nothing;
                tell(*unknown, verdict);
            }
            None => free.push(*unknown),
        }
    }
    if options.insiders && !ground.system.insiders.is_empty() {
        for unknown in free {
            if let Some(verdict) = ground.insider(unknown, options.coalition, &mut part, solver) {
                tell(unknown, verdict);
            }
        }
    }
}
