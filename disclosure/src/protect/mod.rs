//! `protect`: what the rules suppress, what must be suppressed with it, what was not needed after
//! all, and the proof: the intruder finds nothing.

mod altered;
mod cost;
mod dwarfing;
mod earlier;
mod echelon;
mod far;
mod lines;
mod look;
mod marks;
mod minimal;
mod movement;
mod neighbourhood;
mod office;
mod pattern;
mod primary;
mod product;
mod program;
mod proof;
mod reach;
mod renew;
mod scope;
mod simplex;
mod statistic;

use crate::{
    method::{Method, MethodError},
    report::Report,
    rule::RuleSet,
    solver::{Simplex, Solver},
    table::{OfficeSide, ProtectedTable, PublishedTable, RawTable, State},
};
pub use earlier::Earlier;
use pattern::{Movement, Pattern};
pub use primary::{Cost, Options};
use proof::Proof;
use renew::{RENEWAL, SECOND_RENEWAL};

/// Told how far the work is, and asked whether there is time left.
pub trait Progress {
    /// `done` of `total` steps of `stage` are made.
    fn step(&mut self, stage: Stage, done: usize, total: usize);

    /// Whether the time is over: then nothing is made better any more, only safe. What is hidden
    /// for others' sake from then on may be more than is needed.
    fn is_over(&self) -> bool {
        false
    }
}

/// Nobody listens.
impl Progress for () {
    fn step(&mut self, _stage: Stage, _done: usize, _total: usize) {}
}

/// The stages of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Cells are suppressed so that others stay hidden.
    Suppress,
    /// What was not needed is given back.
    GiveBack,
    /// What is dear is replaced.
    Renew,
    /// The intruder tries.
    Attack,
}

/// A protected table, and what was done.
#[derive(Debug)]
pub struct Protected {
    /// The table that may leave.
    pub table: ProtectedTable,
    /// For the officer.
    pub report: Report,
}

/// A table that could not be protected; nothing may leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtectError {
    /// A figure is infinite or not a number.
    #[error("the figure of {0} is not a number")]
    BadFigure(String),
    /// A figure is negative and the rules do not speak of such.
    #[error("the figure of {0} is negative")]
    NegativeFigure(String),
    /// A figure below the nation where the rules allow none.
    #[error("{0} is below the nation")]
    BelowNation(String),
    /// A table of another period than a year where the rules allow none.
    #[error("the table is not of a year")]
    NotAnnual,
    /// A sum differs from its parts.
    #[error("{cell} is not the sum {equation}")]
    NotAdditive {
        /// The sum.
        cell: String,
        /// Its dimension and its parts.
        equation: String,
    },
    /// However much is suppressed, this cell stays open.
    #[error("no suppression protects {0}")]
    NoPattern(String),
    /// The intruder still finds cells: a fault in the method, so nothing leaves.
    #[error("{0} cells are still open to an intruder")]
    StillOpen(usize),
    /// The method that the rule asks for does not protect this table.
    #[error(transparent)]
    Method(#[from] MethodError),
}

impl ProtectError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadFigure(_) => "protect_bad_figure",
            Self::NegativeFigure(_) => "protect_negative_figure",
            Self::BelowNation(_) => "protect_below_nation",
            Self::NotAnnual => "protect_not_annual",
            Self::NotAdditive { .. } => "protect_not_additive",
            Self::NoPattern(_) => "protect_no_pattern",
            Self::StillOpen(_) => "protect_still_open",
            Self::Method(error) => error.code(),
        }
    }
}

/// Protects a table. There is no other way to a [`ProtectedTable`].
///
/// # Errors
/// When the table is not additive or cannot be protected.
pub fn protect(
    raw: RawTable,
    rules: &RuleSet,
    progress: &mut dyn Progress,
) -> Result<Protected, ProtectError> {
    protect_with(raw, rules, &Options::default(), progress, &Simplex)
}

/// Protects a table with options and a solver of choice.
///
/// # Errors
/// When the table is not additive or cannot be protected.
pub fn protect_with(
    raw: RawTable,
    rules: &RuleSet,
    options: &Options,
    progress: &mut dyn Progress,
    solver: &dyn Solver,
) -> Result<Protected, ProtectError> {
    primary::check(&raw, rules)?;
    let mut rules = rules.clone();
    rules.insiders &= options.insiders;
    if raw.statistics.is_some() {
        let table = statistic::protect(raw, &rules);
        let report = Report::of(&table);
        return Ok(Protected { table, report });
    }
    if rules.method != Method::Suppression {
        let table = altered::alter(raw, rules)?;
        let report = Report::of(&table);
        return Ok(Protected { table, report });
    }
    let mut vagueness = Vagueness::ALL.into_iter().peekable();
    let (states, witnesses) = loop {
        let vague = vagueness.next().unwrap_or(Vagueness::All);
        match search(&raw, &rules, options, vague, progress, solver) {
            // What the statuses themselves tell may pin a small sum of small parts.
            Err(ProtectError::NoPattern(_)) if rules.counts() && vagueness.peek().is_some() => {}
            ended => break ended?,
        }
    };
    let table = ProtectedTable::new(raw, states, rules).with_witnesses(witnesses);
    let report = Report::of(&table);
    Ok(Protected { table, report })
}

/// How much the statuses hide: CONF_STATUS A tells that a count is below the threshold, and a sum
/// of four cells marked A that is marked A itself would be known. Then M says "suppressed" only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vagueness {
    None,
    Sums,
    All,
}

impl Vagueness {
    const ALL: [Self; 3] = [Self::None, Self::Sums, Self::All];
}

/// Searches a pattern and proves it; the states, and the movements that prove them.
fn search(
    raw: &RawTable,
    rules: &RuleSet,
    options: &Options,
    vague: Vagueness,
    progress: &mut dyn Progress,
    solver: &dyn Solver,
) -> Result<(Vec<State>, Vec<Movement>), ProtectError> {
    let (mut states, needs) = primary::primary(raw, rules);
    primary::blur(
        raw,
        &mut states,
        vague != Vagueness::None,
        vague == Vagueness::All,
    );
    let groups = primary::insiders(raw, rules, &states);
    let mut pattern = Pattern::new(raw, rules, options, (states, needs), groups);
    pattern.suppress(progress)?;
    pattern.give_back(progress);
    pattern.renew(RENEWAL, progress);
    pattern.give_back_dearest(progress);
    if pattern.move_dwarfing(progress) {
        pattern.renew(SECOND_RENEWAL, progress);
        pattern.give_back_dearest(progress);
        pattern.move_dwarfing(progress);
    }
    let (states, office) = pattern.finish();
    let proof = Proof {
        raw,
        rules,
        earlier: &options.earlier,
        office,
        solver,
    };
    let states = proof.prove(states, progress)?;
    let states = proof.without_spare(states);
    let witnesses = proof.holding(&states);
    Ok((states, witnesses))
}

/// The table as a reader has it, with or without what the office knows.
fn published(
    raw: &RawTable,
    rules: &RuleSet,
    states: &[State],
    office: Option<OfficeSide>,
) -> PublishedTable {
    let value = |(cell, state): (usize, &State)| match state {
        State::Published => raw.figure(cell),
        _ => f64::NAN,
    };
    PublishedTable {
        grid: raw.grid.clone(),
        equations: raw.equations.clone(),
        values: states.iter().enumerate().map(value).collect(),
        states: states.to_vec(),
        rules: rules.clone(),
        office,
    }
}

impl From<&ProtectedTable> for PublishedTable {
    /// The table as a reader has it.
    fn from(table: &ProtectedTable) -> Self {
        altered::show(
            table,
            published(table.raw(), table.rules(), table.states(), None),
        )
    }
}

impl ProtectedTable {
    /// The table as the office attacks it: with its own figures and the units that are alone.
    #[must_use]
    pub fn office_view(&self) -> PublishedTable {
        let office = OfficeSide {
            truth: self.raw().figures(),
            needs: self.raw().needs(self.rules()),
            insiders: primary::insiders(self.raw(), self.rules(), self.states()),
            witnesses: self.witnesses().to_vec(),
        };
        let seen = published(self.raw(), self.rules(), self.states(), Some(office));
        altered::show(self, seen)
    }
}
