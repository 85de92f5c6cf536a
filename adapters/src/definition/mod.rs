//! The definition of an adapter: one TOML file that says how a national file is read and which
//! tables are made of it. `docs/ADDING_AN_ADAPTER.md` explains it for those who write one.

mod adapter;
pub(crate) mod areas;
pub(crate) mod check;
pub mod column;
pub mod condition;
pub mod dimension;
pub mod error;
mod locate;
pub mod repeated;
pub mod reporters;
pub mod table;
pub mod text;
pub mod time;
pub mod told;
mod unknown;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use schemas::language::Names;
use serde::Deserialize;

use crate::reader::{SourceOptions, SourceSpec};
pub use adapter::Adapter;
use column::Column;
use dimension::Dimension;
pub(crate) use locate::value_span;
use repeated::Repeated;
use reporters::Reporters;
use table::{ControlTotal, Filter, Table};
use time::{Periods, Round, Time};
pub use unknown::UnknownName;

/// A whole definition file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Folder and file name without `.toml`, for example `usa/oflc_h2a`.
    pub id: String,
    /// Alpha-3 code of the country that reports: `REF_AREA`.
    pub area: String,
    /// Of a file that holds many countries: which of them may report with it, in place of `area`.
    #[serde(default)]
    pub reporters: Option<Reporters>,
    /// Title in three languages.
    pub titles: Names,
    /// `CL_SOURCE_TYPE` code; fills the dimension `SOURCE_TYPE` of the dataflows that have it.
    pub source_type: String,
    /// What an officer must know, in three languages.
    #[serde(default)]
    pub note: Option<Names>,
    /// Unit of the default participant: `DOL` with area `USA` is `USA-DOL`.
    pub provider_unit: String,
    /// How the file is read.
    pub source: SourceOptions,
    /// For which periods the definition holds.
    pub periods: Periods,
    /// To which period a row belongs.
    #[serde(default)]
    pub time: Option<Time>,
    /// The columns that are read; no other is.
    pub columns: IndexMap<String, Column>,
    /// Rows that say the same thing twice.
    #[serde(default)]
    pub repeated: Option<Repeated>,
    /// Rows that are not records of this flow, in order.
    #[serde(default)]
    pub filter: Vec<Filter>,
    /// Dimensions of all tables whose dataflow has them.
    #[serde(default)]
    pub dimension: IndexMap<String, Dimension>,
    /// Attributes of all observations.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// What each figure carries besides its codes, by dimension or attribute; only where all tables are published
    /// figures.
    #[serde(default)]
    pub texts: IndexMap<String, told::Text>,
    /// The tables. At least one.
    pub table: Vec<Table>,
    /// Sums over the accepted rows.
    #[serde(default)]
    pub control_total: Vec<ControlTotal>,
    /// Share of rejected rows above which nothing is made, unless the officer says otherwise.
    /// Default 0.01.
    #[serde(default = "default_max_rejected")]
    pub max_rejected: f64,
    /// What is different in some years.
    #[serde(default)]
    pub round: Vec<Round>,
}

impl Definition {
    /// The countries that may report with it.
    #[must_use]
    pub fn areas(&self) -> &[String] {
        match &self.reporters {
            Some(reporters) => &reporters.areas,
            None => std::slice::from_ref(&self.area),
        }
    }

    /// The part that the reader needs.
    #[must_use]
    pub fn source_spec(&self) -> SourceSpec {
        let mut source = self.source.clone();
        if source.missing.is_empty() {
            source.missing = MISSING.map(str::to_owned).to_vec();
        }
        let columns = self
            .columns
            .iter()
            .map(|(name, column)| (name.clone(), column.spec()))
            .collect();
        SourceSpec { source, columns }
    }
}

/// Cells that say nothing, where the definition names none.
const MISSING: [&str; 10] = ["NA", "N/A", ".", "..", "-", "--", "n.d.", "ND", "s.d.", "*"];

fn default_max_rejected() -> f64 {
    0.01
}

#[cfg(test)]
mod tests {
    use super::Definition;

    #[test]
    fn a_definition_with_every_section_parses() {
        let text = include_str!("example.toml");
        if let Err(error) = toml::from_str::<Definition>(text) {
            panic!("{error}");
        }
    }
}
