//! How fine figures may be: the dimensions that one agreement lets be broken down, and the union
//! of several agreements.

use std::collections::BTreeSet;

use schemas::ids::DimensionId;
use serde::{Deserialize, Serialize};

/// The finest level of one agreement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Finest {
    /// Everything, as the office published it.
    All(All),
    /// These dimensions may be broken down, also together; every other stays at its total.
    Dimensions(BTreeSet<DimensionId>),
}

/// The word `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum All {
    /// Written `all`.
    All,
}

impl Finest {
    /// Everything.
    pub(crate) const ALL: Self = Self::All(All::All);

    fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All(_), _) => true,
            (Self::Dimensions(_), Self::All(_)) => false,
            (Self::Dimensions(mine), Self::Dimensions(theirs)) => theirs.is_subset(mine),
        }
    }
}

/// What several agreements allow together: a cell is allowed when one of them allows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Extent(BTreeSet<Finest>);

impl Extent {
    /// The union of `levels`; a level that another one covers is left out.
    pub(crate) fn of(levels: impl IntoIterator<Item = Finest>) -> Self {
        let all: BTreeSet<Finest> = levels.into_iter().collect();
        let widest = all
            .iter()
            .filter(|level| {
                !all.iter()
                    .any(|other| other != *level && other.covers(level))
            })
            .cloned()
            .collect();
        Self(widest)
    }

    /// Whether it is everything.
    pub(crate) fn is_all(&self) -> bool {
        self.0.contains(&Finest::ALL)
    }

    /// Whether it allows at least what `other` allows.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        other
            .0
            .iter()
            .all(|level| self.0.iter().any(|mine| mine.covers(level)))
    }

    /// The sets of dimensions that may be broken down together; none when it is everything.
    pub(crate) fn levels(&self) -> impl Iterator<Item = &BTreeSet<DimensionId>> {
        self.0.iter().filter_map(|level| match level {
            Finest::All(_) => None,
            Finest::Dimensions(dimensions) => Some(dimensions),
        })
    }
}
