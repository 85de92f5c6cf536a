//! The columns that an observation of a dataflow may carry, and what may stand in them.

use crate::{codelist::Codelist, dataflow::Dataflow, registry::Registry};

/// Longest text of a column without a codelist, in characters.
pub const LONGEST_TEXT: usize = 2000;

/// What a column of yes or no may hold.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// What may stand in a column.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// A code of a list.
    Code(&'static Codelist),
    /// A measure of the dataflow.
    Measure,
    /// A reference period.
    Period,
    /// A day, or the month or year that is known of it.
    Day,
    /// One of [`YES_NO`].
    YesNo,
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
    let dimensions = dataflow.dimensions.iter().map(|dimension| {
        let codelist = dimension.codelist.as_ref().and_then(|id| list(id.as_str()));
        let content = match (dimension.id.as_str(), codelist) {
            (_, Some(codelist)) => Content::Code(codelist),
            ("MEASURE", None) => Content::Measure,
            ("TIME_PERIOD", None) => Content::Period,
            (_, None) => Content::Day,
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
        let content = told_content(told, name);
        let required = told.contains("mandatory");
        columns.push(ColumnRule {
            name,
            content,
            required,
        });
    }
    columns
}

fn list(id: &str) -> Option<&'static Codelist> {
    Registry::builtin().codelist(id)
}

/// What the attribute `name`, described as `told`, may hold: the codes of the list that is named there or that has
/// its name, a day, yes or no, else a text.
fn told_content(told: &str, name: &str) -> Content {
    let described = told.split_once('(').map(|(_, rest)| rest);
    let described = described.and_then(|rest| rest.split([',', ')']).next());
    let named = described.and_then(list);
    match (named.or_else(|| list(&format!("CL_{name}"))), described) {
        (Some(list), _) => Content::Code(list),
        (None, Some("date")) => Content::Day,
        (None, Some("yes/no")) => Content::YesNo,
        (None, _) => Content::Text,
    }
}
