//! The methods by which a table is protected, as a rule file names them, and what each needs.

use serde::{Deserialize, Serialize};

/// How a table is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Sensitive cells, and others that would give them away, are withheld.
    #[default]
    Suppression,
    /// Every figure becomes a multiple of a base; the table still adds up.
    Rounding,
    /// Counts below the threshold become 0 or the threshold; sums are those of the new counts.
    SmallCountRounding,
    /// Every count is moved by a little noise that the records behind it decide.
    CellKey,
    /// Every figure was rounded to a base by its office, each by itself, and small ones may be withheld: the
    /// table does not add up. Of figures that were published before; no table is protected so here.
    #[serde(skip)]
    IndependentRounding,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 5] = [
        Self::Suppression,
        Self::Rounding,
        Self::SmallCountRounding,
        Self::CellKey,
        Self::IndependentRounding,
    ];

    /// The word for it in rule files and statements.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Suppression => "suppression",
            Self::Rounding => "rounding",
            Self::SmallCountRounding => "small_count_rounding",
            Self::CellKey => "cell_key",
            Self::IndependentRounding => "independent_rounding",
        }
    }

    /// The method of a statement; any word that is none of them is taken as suppression, of which
    /// the intruder asks most.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|method| method.name() == name).unwrap_or_default()
    }
}

/// A table that the method of its rule file cannot protect; nothing may leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MethodError {
    /// Rules other than the minimum frequency of counts strike, and only suppression answers
    /// them.
    #[error("{method} does not protect {count} cells that rules other than the frequency strike")]
    Unfit {
        /// The method.
        method: &'static str,
        /// Number of such cells.
        count: usize,
    },
    /// Figures that are not whole cannot be counts.
    #[error("{0} is not a whole count")]
    NotWhole(String),
    /// The base is below the threshold, or there is neither.
    #[error("the base {base} is below the threshold {threshold}")]
    Base {
        /// The base.
        base: u32,
        /// The threshold.
        threshold: u32,
    },
    /// No table of multiples of the base that adds up was found near enough to the true one.
    #[error("no additive rounding within {0} bases")]
    NoRounding(u32),
    /// The records have no keys, so that nothing can decide how figures move.
    #[error("not every record has a key")]
    NoRecordKeys,
}

impl MethodError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unfit { .. } => "method_unfit",
            Self::NotWhole(_) => "method_not_whole",
            Self::Base { .. } => "method_base",
            Self::NoRounding(_) => "method_no_rounding",
            Self::NoRecordKeys => "method_no_record_keys",
        }
    }
}
