//! What a published figure carries besides its codes: dates, titles, references, coded clauses. Such texts are taken
//! from the row as they stand, so that only definitions of published figures may name any.

use indexmap::IndexMap;
use schemas::{
    column::{self, ColumnRule},
    dataflow::Dataflow,
};
use serde::Deserialize;

use super::check::table::FILLED;

/// A line of `[texts]`, named after a dimension without a codelist or an attribute of the dataflow.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The column that holds it.
    pub column: String,
    /// Of a coded one: national text to code. Compared exactly, then without case, accents, outer blanks and a
    /// last `?`.
    #[serde(default)]
    pub map: IndexMap<String, String>,
    /// Of a coded one: whether the cell may hold a title of the codelist in any of the three languages. Default false.
    #[serde(default)]
    pub titles: bool,
    /// What a cell that says nothing stands for. Default: the figure does not carry it, or the row is rejected where
    /// the dataflow demands it.
    #[serde(default)]
    pub missing: Option<String>,
}

/// Whether the key of `dataflow` has a date: it is a register of things that hold since then, in which nothing adds up.
pub(crate) fn is_register(dataflow: &Dataflow) -> bool {
    dataflow
        .dimensions
        .iter()
        .any(|dimension| dimension.codelist.is_none() && !FILLED.contains(&dimension.id.as_str()))
}

/// What figures of `dataflow` may carry: its dimensions without codes, and its attributes but for those that the
/// engine gives.
pub(crate) fn carried(dataflow: &'static Dataflow) -> impl Iterator<Item = ColumnRule> {
    column::columns(dataflow).into_iter().filter(move |rule| {
        let coded = |id: &str| {
            let dimension = dataflow.dimension(id);
            dimension.is_some_and(|dimension| dimension.codelist.is_some())
        };
        let given = GIVEN.contains(&rule.name) || FILLED.contains(&rule.name);
        !coded(rule.name) && !given
    })
}

/// Attributes that say what became of a figure.
const GIVEN: [&str; 2] = ["OBS_STATUS", "CONF_STATUS"];
