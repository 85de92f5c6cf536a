//! The columns that an observation of a dataflow may carry, and what may stand in them.

use crate::{codelist::Codelist, dataflow::Dataflow, registry::Registry};

/// Longest text of a column without a codelist, in characters.
pub const LONGEST_TEXT: usize = 2000;

/// What may stand in a column.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// A code of a list.
    Code(&'static Codelist),
    /// A measure of the dataflow.
    Measure,
    /// A reference period.
    Period,
    /// A text of at most [`LONGEST_TEXT`] characters.
    Text,
}

/// One text column.
#[derive(Debug, Clone, Copy)]
pub struct ColumnRule {
    /// Its name.
    pub name: &'static str,
    /// What may stand in it.
    pub content: Content,
    /// Whether each observation carries it.
    pub required: bool,
}

/// The text columns of `dataflow`: its dimensions, then its attributes. `OBS_VALUE` is apart.
#[must_use]
pub fn columns(dataflow: &'static Dataflow) -> Vec<ColumnRule> {
    let list = |id: &str| Registry::builtin().codelist(id);
    let dimensions = dataflow.dimensions.iter().map(|dimension| {
        let codelist = dimension.codelist.as_ref().and_then(|id| list(id.as_str()));
        let content = match (dimension.id.as_str(), codelist) {
            (_, Some(codelist)) => Content::Code(codelist),
            ("MEASURE", None) => Content::Measure,
            ("TIME_PERIOD", None) => Content::Period,
            (_, None) => Content::Text,
        };
        ColumnRule {
            name: dimension.id.as_str(),
            content,
            required: dimension.required,
        }
    });
    let mut columns: Vec<ColumnRule> = dimensions.collect();
    for told in &dataflow.attributes {
        let name = told.split([' ', '(']).next().unwrap_or_default();
        if columns.iter().any(|known| known.name == name) {
            continue;
        }
        let content = list(&format!("CL_{name}")).map_or(Content::Text, Content::Code);
        let required = told.contains("mandatory");
        columns.push(ColumnRule {
            name,
            content,
            required,
        });
    }
    columns
}
