//! The table as a reader has it, and what the office alone knows of it.

use super::{Need, State};
use crate::{
    geometry::{CellId, Equations, Grid},
    rule::RuleSet,
};

/// A table as a reader has it.
#[derive(Debug, Clone)]
pub struct PublishedTable {
    pub(crate) grid: Grid,
    pub(crate) equations: Equations,
    /// Figures of cells, then of hidden remainders; what is suppressed is NaN.
    pub(crate) values: Vec<f64>,
    pub(crate) states: Vec<State>,
    pub(crate) rules: RuleSet,
    /// What the office alone knows and uses to test its own table.
    pub(crate) office: Option<OfficeSide>,
}

/// What only the office knows of a published table.
#[derive(Clone)]
pub(crate) struct OfficeSide {
    /// True figures of all cells and remainders.
    pub(crate) truth: Vec<f64>,
    /// What the suppressed cells need; `None` for secondary ones.
    pub(crate) needs: Vec<Option<Need>>,
    /// Groups of suppressed cells that a single unit knows.
    pub(crate) insiders: Vec<Vec<CellId>>,
    /// Movements of hidden cells that are offered as proof that they can move; the intruder checks
    /// each before he believes it.
    pub(crate) witnesses: Vec<Vec<(CellId, f64)>>,
}

impl std::fmt::Debug for OfficeSide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OfficeSide")
    }
}

impl PublishedTable {
    /// The shape.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// What adds up in it.
    #[must_use]
    pub fn equations(&self) -> &Equations {
        &self.equations
    }

    /// Why `cell` is hidden, or that it is not.
    #[must_use]
    pub fn state(&self, cell: CellId) -> State {
        self.states[cell as usize]
    }

    /// The figure of `cell`, unless it is hidden.
    #[must_use]
    pub fn value(&self, cell: CellId) -> Option<f64> {
        (self.state(cell) == State::Published).then(|| self.values[cell as usize])
    }

    /// Number of suppressed cells.
    #[must_use]
    pub fn suppressed(&self) -> usize {
        let sent = self.states.iter().take(self.grid.len());
        sent.filter(|state| **state != State::Published).count()
    }

    /// The cells hidden to protect others.
    #[must_use]
    pub fn secondary(&self) -> Vec<CellId> {
        (0..self.grid.count())
            .filter(|cell| self.states[*cell as usize] == State::Secondary)
            .collect()
    }

    /// The same table with `cell`, which the office had suppressed, published after all. Only
    /// the office can ask, for only it has the figure.
    #[must_use]
    pub fn with_published(&self, cell: CellId) -> Option<Self> {
        let value = *self.office.as_ref()?.truth.get(cell as usize)?;
        let mut table = self.clone();
        table.values[cell as usize] = value;
        table.states[cell as usize] = State::Published;
        Some(table)
    }

    /// The same table as one without the office's knowledge has it.
    #[must_use]
    pub fn seen_from_outside(mut self) -> Self {
        self.office = None;
        self
    }
}
