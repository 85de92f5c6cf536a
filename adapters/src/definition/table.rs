//! The tables that an adapter makes, and the totals that tell whether nothing was lost.

use std::collections::BTreeMap;

use disclosure::tabulate::Statistic;
use indexmap::IndexMap;
use serde::Deserialize;

use super::{condition::When, dimension::Dimension};

/// A `[[table]]` section. Tables of one dataflow travel in one submission; each row may feed
/// several (a request and a certification of one file).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The dataflow, for example `DF_PERMIT`.
    pub dataflow: String,
    /// The measure, for example `N`.
    pub measure: String,
    /// Column with the amount of each row; without it each row counts 1.
    #[serde(default)]
    pub amount: Option<String>,
    /// Of medians: column by which the amount of each row is divided (months of earnings that a cost takes). A row
    /// in which it is missing or 0 has no amount.
    #[serde(default)]
    pub per: Option<String>,
    /// What is made of the amounts of the records of a cell: their `sum` (default), or their `median`, which adds up
    /// to nothing and is judged by the records and units behind it.
    #[serde(default)]
    pub statistic: Statistic,
    /// What to do with a row whose amount is missing. Default `reject`.
    #[serde(default)]
    pub missing_amount: MissingAmount,
    /// Column with the weight of each row; without it the weight is 1.
    #[serde(default)]
    pub weight: Option<String>,
    /// Column of kind `holder` with the unit that contributes the amount.
    #[serde(default)]
    pub holder: Option<String>,
    /// Column of kind `holder` that identifies each record, for cell-key perturbation.
    #[serde(default)]
    pub record: Option<String>,
    /// Disclosure profile: `survey`, `count`, `money`, `sensitive`, `published`.
    pub profile: String,
    /// Rules of this table that make those of the country stricter, for example
    /// `{ minimum_frequency = 10 }`; what would relax them has no effect.
    #[serde(default)]
    pub rules: toml::Table,
    /// Rows that feed this table. Default: all.
    #[serde(default)]
    pub when: When,
    /// Attributes that each observation carries, for example `UNIT_MULT = "0"`; they win over
    /// the adapter's `attributes`.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// Groups outside of the tree of a dimension that are shown beside its codes, for example
    /// `{ OCCUPATION = ["AGR_WORK"] }`.
    #[serde(default)]
    pub groups: BTreeMap<String, Vec<String>>,
    /// Dimensions of this table, by identifier.
    #[serde(default)]
    pub dimension: IndexMap<String, Dimension>,
    /// Whether each row is a figure of a table that the office has published, total or part: it is sent as it
    /// stands, and nothing is added up. Default false: rows are added up to the crossings of `block`.
    #[serde(default)]
    pub figures: bool,
    /// Of published figures, in place of `amount`: the figure is 1 where the condition holds and the last day of the
    /// period lies between `VALID_FROM` and `VALID_TO` of `[texts]`, else 0.
    #[serde(default)]
    pub in_force: Option<When>,
    /// Of published figures: the base to which the office rounded each of them; 0 (default) where it did not.
    #[serde(default)]
    pub rounded_to: u32,
    /// Of published figures: the rows whose figure the office suppressed.
    #[serde(default)]
    pub suppressed: Option<When>,
    /// Of published figures: the `OBS_STATUS` that the office gave to those for which a condition holds, the first
    /// that does.
    #[serde(default)]
    pub flags: IndexMap<String, When>,
    /// The crossings to publish. At least one, but for published figures.
    #[serde(default)]
    pub block: Vec<Block>,
}

/// What to do with a row whose amount is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MissingAmount {
    /// Reject the row.
    #[default]
    Reject,
    /// Leave the row out of this table.
    Skip,
    /// Take it as 0.
    Zero,
}

/// A `[[table.block]]` section: dimensions that are crossed, with all their margins. The others
/// stay at `_T`, or at the code that `only` gives.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Dimensions to cross.
    pub by: Vec<String>,
    /// Dimensions held at one code, for example `{ LABOUR_STATUS = "EMP" }`.
    #[serde(default)]
    pub only: BTreeMap<String, String>,
}

/// A `[[filter]]` section: rows that are not records of this flow. They are counted as excluded
/// with the reason, never dropped silently.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Rows for which this holds are kept …
    #[serde(default)]
    pub keep: Option<When>,
    /// … or rows for which this holds are excluded. Exactly one of the two.
    #[serde(default)]
    pub drop: Option<When>,
    /// Reason in the report: a word in snake_case, for example `member_of_association`.
    pub reason: String,
}

/// A `[[control_total]]` section: a sum over the accepted rows that the office can compare with
/// its own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlTotal {
    /// Name in the report.
    pub name: String,
    /// Column to add; without it each row counts 1. Missing cells count 0.
    #[serde(default)]
    pub column: Option<String>,
    /// Column with the weight.
    #[serde(default)]
    pub weight: Option<String>,
    /// Rows that are added. Default: all accepted.
    #[serde(default)]
    pub when: When,
    /// Reasons of filters whose rows are added too, for a total of the file as it came.
    #[serde(default)]
    pub with_excluded: Vec<String>,
}
