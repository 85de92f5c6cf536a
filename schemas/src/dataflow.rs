//! Dataflow definitions: which dimensions, measures and attributes a figure carries.

use serde::Deserialize;

use crate::{
    ids::{CodelistId, DataflowId, DimensionId, MeasureId},
    language::Names,
};

/// A dataflow as its data file has it.
#[derive(Debug, Clone, Deserialize)]
pub struct Dataflow {
    /// For example `DF_PERMIT`.
    pub id: DataflowId,
    /// Version; a submission names it and the gateway refuses one that it does not know.
    pub version: String,
    /// Titles.
    pub names: Names,
    /// What the dataflow is for.
    pub purpose: String,
    /// Dimensions in key order, `MEASURE` and `TIME_PERIOD` last.
    pub dimensions: Vec<Dimension>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Attributes, described in words.
    pub attributes: Vec<String>,
    /// Confidentiality profile in words.
    pub confidentiality: String,
    /// Checks in words.
    pub validation: Vec<String>,
}

/// One dimension.
#[derive(Debug, Clone, Deserialize)]
pub struct Dimension {
    /// For example `SEX`.
    pub id: DimensionId,
    /// The list of its codes; none for `MEASURE` and dates.
    pub codelist: Option<CodelistId>,
    /// Whether each observation must carry it.
    pub required: bool,
    /// The code that an absent optional dimension means.
    pub default: Option<String>,
    /// What a user must know.
    pub note: Option<String>,
}

/// One measure.
#[derive(Debug, Clone, Deserialize)]
pub struct Measure {
    /// For example `N_PS`.
    pub id: MeasureId,
    /// Unit (`CL_UNIT`), for example `PS`.
    pub unit: String,
    /// Statistical function (`CL_STAT_FUNC`), for example `N`.
    pub function: String,
    /// Whether values add along the dimensions.
    pub additive: bool,
    /// Titles.
    pub names: Names,
}

impl Dataflow {
    /// The dimension `id`, if the dataflow has it.
    #[must_use]
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions
            .iter()
            .find(|dimension| dimension.id.as_str() == id)
    }

    /// The measure `id`, if the dataflow has it.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures
            .iter()
            .find(|measure| measure.id.as_str() == id)
    }
}
