//! Concordances: maps from a national classification to a codelist. One-to-many maps are never
//! split: the finest level that all targets share is decided, else a coarser one, else `X`.

use serde::Deserialize;

use crate::ids::ConcordanceId;

/// A concordance as its data file has it.
#[derive(Debug, Clone, Deserialize)]
pub struct Concordance {
    /// For example `US_SOC10_ISCO08`.
    pub id: ConcordanceId,
    /// The national classification.
    pub from: String,
    /// The codelist or standard that it leads to.
    pub to: String,
}
