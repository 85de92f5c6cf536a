//! The intruder: knows every equation, every published figure, what is hidden and why. He looks
//! for hidden figures that the rest gives away, exactly or within a narrower interval than they
//! need, and for what a unit that is alone in its cell learns of others.
//!
//! First what follows from one equation after the other (propagation); then, for each connected
//! part of the hidden cells, movements that keep every equation. A movement proves freedom for
//! all cells that it moves, so small programs around a cell are tried first and the whole part is
//! solved only for the cells that no movement has freed.

mod freedom;
mod system;

use crate::{
    geometry::CellId,
    solver::{Simplex, Solver},
    table::PublishedTable,
};
use freedom::{Freedom, Verdict};
use system::System;

/// How hard the intruder tries.
#[derive(Debug, Clone, Copy)]
pub struct AttackOptions {
    /// Whether units that are alone in their cell are intruders too (office side only).
    pub insiders: bool,
    /// Parts with more hidden cells than this are not solved as a whole; cells that small
    /// programs do not free are then undecided.
    pub largest_part: usize,
}

impl Default for AttackOptions {
    fn default() -> Self {
        Self {
            insiders: true,
            largest_part: 20_000,
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
}

impl Disclosure {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Interval => "interval",
            Self::Insider => "insider",
        }
    }
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

/// Attacks a table with the built-in solver.
#[must_use]
pub fn attack(table: &PublishedTable, options: &AttackOptions) -> Attack {
    attack_with(table, options, &Simplex)
}

/// Attacks a table with a solver of choice.
#[must_use]
pub fn attack_with(table: &PublishedTable, options: &AttackOptions, solver: &dyn Solver) -> Attack {
    let mut found = Attack {
        cells: table.grid.len(),
        suppressed: table.suppressed(),
        ..Attack::default()
    };
    if found.suppressed == 0 && table.equations.hidden() == 0 {
        return found;
    }
    let mut system = System::of(table);
    for (unknown, through) in system.propagate() {
        if system.is_sent(unknown) || is_small(table, system.known[unknown]) {
            let cell = system.cells[unknown];
            let named = named(table, cell, Disclosure::Exact, &through);
            found.recovered.push(named);
        }
    }
    for part in system.parts() {
        let verdicts = Freedom::new(&system, part, options, solver).verdicts();
        for (unknown, verdict) in verdicts {
            let cell = system.cells[unknown];
            let kind = match verdict {
                Verdict::Undecided => {
                    found.undecided.push(cell);
                    continue;
                }
                Verdict::Given(kind) => kind,
            };
            let through: Vec<usize> = system
                .rows_of(unknown)
                .map(|row| system.rows[row].equation)
                .collect();
            found.recovered.push(named(table, cell, kind, &through));
        }
    }
    found
        .recovered
        .sort_by_key(|recovered| (recovered.cell, recovered.kind));
    found.undecided.sort_unstable();
    found
}

/// Whether a remainder that follows from published figures is a count below the threshold.
fn is_small(table: &PublishedTable, figure: Option<f64>) -> bool {
    let threshold = f64::from(table.rules.minimum_frequency);
    table.rules.counts() && figure.is_some_and(|figure| figure > 0.5 && figure < threshold - 0.5)
}

/// Names a cell; a remainder, which has no codes of its own, by the sum that it completes.
fn named(table: &PublishedTable, cell: CellId, kind: Disclosure, through: &[usize]) -> Recovered {
    let codes = |cell: CellId| -> Vec<(String, String)> {
        table
            .grid
            .codes(cell)
            .map(|(name, code)| (name.to_owned(), code.to_owned()))
            .collect()
    };
    let equations = through.iter().map(|at| NamedEquation {
        sum: codes(table.equations.members(*at)[0]),
        along: table.grid.axes()[table.equations.axis(*at)].name.clone(),
    });
    let sum = through.first().map(|at| table.equations.members(*at)[0]);
    let cell = match sum {
        Some(sum) if cell >= table.grid.count() => sum,
        _ => cell,
    };
    Recovered {
        cell,
        codes: codes(cell),
        kind,
        equations: equations.collect(),
    }
}
