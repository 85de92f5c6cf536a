//! Where the code of a dimension comes from: a constant, cases on several columns, or one column
//! through a map, the codelist's titles, a concordance or bands.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{column::Shape, condition::When};

/// A `[dimension.<ID>]` section (all tables whose dataflow has it) or a
/// `[table.dimension.<ID>]` section (this table; wins over the former).
///
/// Exactly one of `constant`, `cases` and `column` is given. With `column`, the cell is looked up
/// in this order, and the first that knows it decides: `missing`, `map`, `bands` or `age_bands`,
/// `titles`, `concordance`, the code as it stands (`verbatim`), `unmapped`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dimension {
    /// The same code for each record.
    pub constant: Option<String>,
    /// Codes by conditions; the first case that holds decides.
    pub cases: Vec<Case>,
    /// The column (its name in this file) that holds the national code.
    pub column: Option<String>,
    /// Reshaping after the column's own, for this dimension only.
    pub shape: Shape,
    /// National code or title to code of the codelist, or `reject`. Compared exactly, then
    /// without case, accents, outer blanks and a last `?`.
    pub map: IndexMap<String, String>,
    /// Standard bands of `CL_AGE` for an age in years.
    pub age_bands: Option<AgeBands>,
    /// Bands of a number.
    pub bands: Vec<Band>,
    /// Whether the cell may hold a title of the codelist in Spanish, English or French. Titles of
    /// `CL_GEO_ADM1` are those of the adapter's area only. Default false.
    pub titles: bool,
    /// Concordances, tried in order. One that leads to several codes gives the finest code that
    /// they share, else the code of `undecided`.
    pub concordance: OneOrMany,
    /// Whether a cell that is a code of the codelist stands for itself. Default: true when none
    /// of `map`, `bands`, `age_bands`, `titles`, `concordance` is given.
    pub verbatim: Option<bool>,
    /// Code for a missing cell. Default `_U` if the codelist has it, else the row is rejected.
    pub missing: Option<String>,
    /// Code for a cell that nothing knows. Default `reject`: the row is rejected and counted.
    pub unmapped: Option<String>,
    /// Code where a concordance decides nothing. Default: `_X`, `X` or `_U`, the first that the
    /// codelist has, else the row is rejected.
    pub undecided: Option<String>,
    /// The code when no case holds. Default `reject`.
    pub otherwise: Option<String>,
    /// Level of the codelist's tree to which a finer code is lifted, 1 for those right below the
    /// total: divisions of ISIC told by the file become sections. Default 0: as fine as it is told.
    pub level: usize,
    /// Whether the codes follow a national definition that differs from the codelist's: figures told
    /// at them are flagged `D`. Default false.
    pub differs: bool,
    /// The records to which the dimension applies; for the others it is `_T` (as `OCCUPATION`
    /// for those who are not employed). Default: all.
    pub applies: Option<When>,
}

impl Dimension {
    /// Whether no text of its column tells it anything: occupations in a classification that nothing links to
    /// the codelist.
    pub(crate) fn knows_nothing(&self) -> bool {
        self.verbatim == Some(false)
            && !self.titles
            && self.map.is_empty()
            && self.bands.is_empty()
            && self.age_bands.is_none()
            && self.concordance.0.is_empty()
    }
}

/// One case of a dimension.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The condition.
    pub when: When,
    /// The code.
    pub then: String,
}

/// Standard bands of age in `CL_AGE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBands {
    /// `Y00T04`, `Y05T09`, …, `Y70T74`, `Y_GE75`.
    FiveYears,
    /// `Y_LT15`, `Y15T24`, `Y25T34`, `Y35T44`, `Y45T54`, `Y55T64`, `Y_GE65`.
    TenYears,
    /// `Y_LT15`, `Y15T24`, `Y25T54`, `Y55T64`, `Y_GE65`.
    Aggregate,
}

/// A band of a number, both limits included; a limit left out is open.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Least number.
    #[serde(default)]
    pub from: Option<f64>,
    /// Greatest number.
    #[serde(default)]
    pub to: Option<f64>,
    /// The code.
    pub code: String,
}

/// One text or a list of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OneOrMany(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::condition::Texts::deserialize(deserializer).map(|texts| Self(texts.0))
    }
}
