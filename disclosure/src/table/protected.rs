//! The table that may leave the office.

use schemas::{observation::Observations, submission::DisclosureStatement};

use super::{RawCell, RawTable, State};
use crate::{
    geometry::{CellId, Grid},
    rule::RuleSet,
};

/// A table that may leave. Only [`crate::protect::protect`] makes one: its fields and its
/// constructor are private.
///
/// ```compile_fail,E0451
/// use disclosure::{ProtectedTable, RawTable, RuleSet, table::State};
/// fn made(raw: RawTable, states: Vec<State>, rules: RuleSet) -> ProtectedTable {
///     ProtectedTable { raw, states, rules }
/// }
/// ```
/// ```compile_fail,E0624
/// use disclosure::{ProtectedTable, RawTable, RuleSet, table::State};
/// fn made(raw: RawTable, states: Vec<State>, rules: RuleSet) -> ProtectedTable {
///     ProtectedTable::new(raw, states, rules)
/// }
/// ```
pub struct ProtectedTable {
    raw: RawTable,
    states: Vec<State>,
    rules: RuleSet,
    /// The figures that are sent in place of the true ones, where the method alters figures.
    altered: Option<Vec<f64>>,
    /// Movements of withheld cells that prove them hidden.
    witnesses: Vec<Vec<(CellId, f64)>>,
}

impl std::fmt::Debug for ProtectedTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProtectedTable")
            .field("cells", &self.states.len())
            .finish_non_exhaustive()
    }
}

impl ProtectedTable {
    pub(crate) fn new(raw: RawTable, states: Vec<State>, rules: RuleSet) -> Self {
        Self {
            raw,
            states,
            rules,
            altered: None,
            witnesses: Vec::new(),
        }
    }

    /// The table with the movements that prove its withheld cells hidden.
    pub(crate) fn with_witnesses(self, witnesses: Vec<Vec<(CellId, f64)>>) -> Self {
        Self { witnesses, ..self }
    }

    pub(crate) fn witnesses(&self) -> &[Vec<(CellId, f64)>] {
        &self.witnesses
    }

    /// A table of which nothing is withheld, with other figures than the true ones.
    pub(crate) fn altered(raw: RawTable, figures: Vec<f64>, rules: RuleSet) -> Self {
        let mut states = vec![State::Published; raw.grid.len()];
        states.resize(raw.cells.len(), State::Hidden);
        Self {
            raw,
            states,
            rules,
            altered: Some(figures),
            witnesses: Vec::new(),
        }
    }

    /// Number of cells.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.raw.grid.len()
    }

    /// Number of cells that a rule suppressed.
    #[must_use]
    pub fn primary(&self) -> u64 {
        self.count(State::is_primary)
    }

    /// Number of cells suppressed to protect others.
    #[must_use]
    pub fn secondary(&self) -> u64 {
        self.count(|state| state == State::Secondary)
    }

    fn count(&self, wanted: impl Fn(State) -> bool) -> u64 {
        let sent = self.states.iter().take(self.raw.grid.len());
        sent.filter(|state| wanted(**state)).map(|_| 1).sum()
    }

    /// The shape.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.raw.grid
    }

    /// Why `cell` is hidden, or that it is not.
    #[must_use]
    pub fn state(&self, cell: CellId) -> State {
        self.states[cell as usize]
    }

    /// The figure of `cell`, unless it is suppressed.
    #[must_use]
    pub fn value(&self, cell: CellId) -> Option<f64> {
        let figure = || match &self.altered {
            Some(figures) => figures[cell as usize],
            None => self.raw.figure(cell as usize),
        };
        (self.state(cell) == State::Published).then(figure)
    }

    /// The observations as they are sent.
    #[must_use]
    pub fn observations(&self) -> Observations {
        let mut observations = Observations::default();
        self.append_to(&mut observations);
        observations
    }

    /// Adds the observations to those of other tables of the same submission.
    pub fn append_to(&self, observations: &mut Observations) {
        for cell in 0..self.raw.grid.count() {
            let state = self.state(cell);
            let raw = self.raw.cells[cell as usize];
            let status = match state {
                State::Published if self.is_unreliable(raw) => "U",
                State::Published if raw.differs => "D",
                State::Published => "A",
                _ => "Q",
            };
            let constants = self.raw.context.constants.iter();
            let cells = constants
                .map(|(name, text)| (name.as_str(), text.as_str()))
                .chain(self.raw.grid.codes(cell))
                .chain([("OBS_STATUS", status), ("CONF_STATUS", state.conf_status())]);
            observations.push(cells, Some(self.value(cell)));
        }
    }

    fn is_unreliable(&self, raw: RawCell) -> bool {
        let few = raw.contributors > 0 && raw.contributors < self.rules.flag_below;
        let varies = |cv: f32| f64::from(cv) >= self.rules.flag_cv;
        few || (self.rules.flag_cv > 0.0 && raw.cv.is_some_and(varies))
    }

    /// How the table was protected, for the header of its submission.
    #[must_use]
    pub fn statement(&self) -> DisclosureStatement {
        let acts = self.states.iter().any(|state| *state != State::Published)
            || self.rules.suppresses()
            || self.altered.is_some();
        DisclosureStatement {
            profile: self.rules.profile.clone(),
            rules: self.stated(),
            method: if acts {
                self.rules.method.name()
            } else {
                "none"
            }
            .to_owned(),
            primary: self.primary(),
            secondary: self.secondary(),
            incomplete: self.raw.context.incomplete.clone(),
        }
    }

    /// The rules as they are stated; those of a statistic by the name of its measure, since they are none of the
    /// figures beside it that add up.
    fn stated(&self) -> Vec<String> {
        let rules = self.rules.statement();
        let measure = self.raw.context.constants.get("MEASURE");
        match measure.filter(|_| self.raw.statistics.is_some()) {
            Some(measure) => {
                let named = rules.iter().map(|rule| format!("{measure}/{rule}"));
                named.collect()
            }
            None => rules,
        }
    }

    pub(crate) fn raw(&self) -> &RawTable {
        &self.raw
    }

    pub(crate) fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Whether figures are sent that are not the true ones.
    #[must_use]
    pub fn alters_figures(&self) -> bool {
        self.altered.is_some()
    }

    pub(crate) fn altered_figures(&self) -> Option<&[f64]> {
        self.altered.as_deref()
    }

    pub(crate) fn states(&self) -> &[State] {
        &self.states
    }
}
