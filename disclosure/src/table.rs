//! The three lives of a table: raw (inside the office, with every figure), protected (what may
//! leave), and published (what a reader knows: figures, what is hidden and why).

use std::collections::BTreeMap;

use schemas::ids::DataflowId;

use crate::{
    geometry::{Equations, Grid},
    rule::{RuleSet, Zeros},
};

mod protected;
mod published;

pub use protected::ProtectedTable;
pub(crate) use published::OfficeSide;
pub use published::PublishedTable;

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
