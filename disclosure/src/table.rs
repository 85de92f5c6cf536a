//! The three lives of a table: raw (inside the office, with every figure), protected (what may
//! leave), and published (what a reader knows: figures, what is hidden and why).

use std::collections::BTreeMap;

use schemas::ids::DataflowId;
use schemas::observation::Observations;
use schemas::submission::DisclosureStatement;

use crate::{
    geometry::{CellId, Equations, Grid},
    rule::{RuleSet, Zeros},
};

/// So many of the largest contributions to a cell are kept.
pub const LARGEST: usize = 5;

/// What is known of one cell inside the office.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct RawCell {
    /// The figure (weighted).
    pub value: f64,
    /// Unweighted records behind it.
    pub contributors: u32,
    /// Units behind it, where the table knows units.
    pub holders: u32,
    /// What the largest units contribute, the largest first.
    pub top: [f64; LARGEST],
    /// The coefficient of variation of the figure as a share of it, where it is known.
    pub cv: Option<f32>,
    /// The sum of the keys of its records, modulo 2³².
    pub key: u32,
    /// Whether a record stands here under a code that is coarser than it should be, or that follows
    /// another definition (OBS_STATUS D).
    pub differs: bool,
}

impl RawCell {
    /// Whether nobody is in the cell: no figure and, where records are counted, no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value == 0.0 && self.contributors == 0
    }
}

/// What must hold of a suppressed cell: how far the interval that anyone can compute reaches.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Need {
    /// Below the true figure.
    pub lower: f64,
    /// Above it.
    pub upper: f64,
    /// From end to end.
    pub slide: f64,
}

impl Need {
    /// What is left of it against a unit that is alone in another cell: in counts one whole number
    /// beyond the first, otherwise an interval half as long, wherever it lies. (Who knows his own
    /// figure knows for certain what it adds to each sum; the others' must not follow from it.)
    pub(crate) fn against_unit(self, counts: bool) -> Self {
        let half = self.slide.max(self.lower + self.upper) / 2.0;
        Self {
            slide: if counts { 1.0 } else { half },
            ..Self::default()
        }
    }
}

/// Where a table's observations belong.
#[derive(Debug, Clone, PartialEq)]
pub struct TableContext {
    /// The dataflow.
    pub dataflow: DataflowId,
    /// Text columns that each observation carries: FREQ, REF_AREA, MEASURE, TIME_PERIOD and the
    /// constant attributes.
    pub constants: BTreeMap<String, String>,
    /// Codes whose children do not exhaust them, per dimension.
    pub incomplete: BTreeMap<String, Vec<String>>,
}

/// Why a cell is hidden, or that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The figure is sent.
    Published,
    /// Too few (CONF_STATUS A).
    Small,
    /// One unit (O).
    One,
    /// Two units (T).
    Two,
    /// One or two units dominate (G).
    Dominated,
    /// Another primary reason (M, C).
    Other,
    /// Withheld whatever its size: the cross table of a small area (N).
    Withheld,
    /// Hidden so that others stay hidden (D, S).
    Secondary,
    /// A remainder that is never sent.
    Hidden,
}

impl State {
    /// The CONF_STATUS of a cell in this state.
    #[must_use]
    pub fn conf_status(self) -> &'static str {
        match self {
            Self::Published | Self::Hidden => "F",
            Self::Small => "A",
            Self::One => "O",
            Self::Two => "T",
            Self::Dominated => "G",
            Self::Other => "M",
            Self::Withheld => "N",
            Self::Secondary => "D",
        }
    }

    /// The state of an observation without figure.
    #[must_use]
    pub fn of_conf_status(code: &str) -> Self {
        match code {
            "A" => Self::Small,
            "O" => Self::One,
            "T" => Self::Two,
            "G" => Self::Dominated,
            "N" => Self::Withheld,
            "D" | "S" => Self::Secondary,
            _ => Self::Other,
        }
    }

    /// Whether a rule hides the cell for its own sake.
    #[must_use]
    pub fn is_primary(self) -> bool {
        !matches!(self, Self::Published | Self::Secondary | Self::Hidden)
    }
}

/// What a reader may conclude from a cell's status before any sum: the bounds of a hidden figure.
/// The statement tells him the rules, so that he knows whether figures may be negative and whether
/// zeros are hidden among the small ones.
#[must_use]
pub fn bounds(rules: &RuleSet, state: State) -> (f64, f64) {
    if rules.negative_values {
        return (f64::NEG_INFINITY, f64::INFINITY);
    }
    let threshold = f64::from(rules.minimum_frequency);
    let least = match rules.zeros {
        Zeros::Publish => 1.0,
        Zeros::Protect => 0.0,
    };
    match state {
        State::Small if rules.counts() => (least, threshold - 1.0),
        State::One if rules.counts() => (1.0, f64::INFINITY),
        State::Other if rules.counts() => (least, f64::INFINITY),
        State::Two | State::Dominated | State::Secondary if rules.counts() => {
            (threshold, f64::INFINITY)
        }
        _ => (0.0, f64::INFINITY),
    }
}

/// A table inside the office. It can be protected, and nothing else: it has no form in which it
/// could be written down.
///
/// ```compile_fail
/// fn written<T: serde::Serialize>() {}
/// written::<disclosure::table::RawTable>();
/// ```
pub struct RawTable {
    pub(crate) context: TableContext,
    pub(crate) grid: Grid,
    pub(crate) equations: Equations,
    /// Cells, then hidden remainders.
    pub(crate) cells: Vec<RawCell>,
    /// Per cell, whether its suppression and protection are given; empty when the rule decides.
    pub(crate) given: Vec<Option<Need>>,
    pub(crate) has_holders: bool,
    /// Whether every record had a key.
    pub(crate) has_keys: bool,
    /// Per cell, whether nobody can be in it; empty when that is known of none.
    pub(crate) structural: Vec<bool>,
    /// Per cell, what is sent in place of the sum by which it is judged: a statistic that adds up to nothing.
    pub(crate) statistics: Option<Vec<f64>>,
}

impl std::fmt::Debug for RawTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RawTable")
            .field("cells", &self.grid.len())
            .finish_non_exhaustive()
    }
}

impl RawTable {
    /// The shape.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Number of cells.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.grid.len()
    }

    /// The true figure of `cell`, or of the hidden remainder.
    pub(crate) fn figure(&self, cell: usize) -> f64 {
        match &self.statistics {
            Some(statistics) => statistics.get(cell).copied().unwrap_or(f64::NAN),
            None => self.cells[cell].value,
        }
    }

    /// The true figures of all cells and hidden remainders.
    pub(crate) fn figures(&self) -> Vec<f64> {
        (0..self.cells.len())
            .map(|cell| self.figure(cell))
            .collect()
    }
}

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
