//! The columns that an adapter reads, and how their text is put into the form that maps and
//! conditions compare with. A column that is not declared is never read: that is how names,
//! addresses and numbers of persons and employers stay in the file.

use serde::Deserialize;

pub use crate::reader::{ColumnKind, DateOrder};
use crate::reader::{ColumnSpec, Position};

/// A `[columns.<name>]` section. `<name>` is the word that the rest of the file uses.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The names that the column has had over the years. Case, accents, blanks, `_` and `-` are
    /// ignored. Required.
    pub names: Vec<String>,
    /// What stands in it; default `code`. A `holder` is the name or number of an employer, or of a
    /// case: only a keyed hash of it is made.
    #[serde(default)]
    pub kind: ColumnKind,
    /// Whether a file without it is refused. Default true. Cells of an optional column that the
    /// file lacks are missing.
    #[serde(default = "yes")]
    pub required: bool,
    /// Cells that mean "nothing was said" here, besides those of the source.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Cells that are values here although the source calls them missing, such as `NA` for
    /// Namibia.
    #[serde(default)]
    pub keep: Vec<String>,
    /// The decimal mark, where this column differs from the source.
    #[serde(default)]
    pub decimal: Option<char>,
    /// The thousands mark, where this column differs from the source.
    #[serde(default)]
    pub thousands: Option<char>,
    /// Implied decimals of a number: 4 reads `12345678` as 1234.5678. Default 0.
    #[serde(default)]
    pub decimals: u32,
    /// Order of day, month and year of a date written with numbers: `ymd` (default), `dmy`,
    /// `mdy`. ISO dates and the dates of workbooks are always understood.
    #[serde(default)]
    pub date_order: DateOrder,
    /// Where it stands in a text of fixed width: `[first character from 1, number of characters]`.
    #[serde(default)]
    pub position: Option<Position>,
    /// How the text is reshaped before anything compares it.
    #[serde(default)]
    pub shape: Shape,
    /// What the sample generator writes into it.
    #[serde(default)]
    pub sample: Option<SampleValues>,
}

/// Reshaping of a text, in the order of the fields here.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Shape {
    /// Keep what stands before this text: `-` makes `2171-Analysts` into `2171`.
    pub before: Option<String>,
    /// Keep what stands after this text.
    pub after: Option<String>,
    /// Remove these texts wherever they stand.
    pub remove: Vec<String>,
    /// Keep digits only. Default false.
    pub digits: bool,
    /// Add zeros on the left up to this length (a text that lost its leading zeros).
    pub pad: usize,
    /// Leave out so many characters at the start.
    pub skip: usize,
    /// Keep so many characters; 0 (default) keeps all.
    pub take: usize,
    /// Lay the characters out in a pattern where `#` stands for one: `##-####` makes `452092`
    /// into `45-2092`. A text with fewer characters than `#` stays as it is; more are cut off.
    pub pattern: Option<String>,
    /// Add this at the start: `US-` makes `CA` into `US-CA`.
    pub prefix: String,
    /// Add this at the end.
    pub suffix: String,
    /// Turn into capitals. Default false.
    pub upper: bool,
}

impl Column {
    /// The part that the reader needs.
    #[must_use]
    pub fn spec(&self) -> ColumnSpec {
        ColumnSpec {
            names: self.names.clone(),
            kind: self.kind,
            required: self.required,
            missing: self.missing.clone(),
            keep: self.keep.clone(),
            decimal: self.decimal,
            thousands: self.thousands,
            date_order: self.date_order,
            position: self.position,
        }
    }
}

impl Shape {
    /// Whether the text stays as it is.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        *self == IDENTITY
    }
}

/// The shape that changes nothing: the default, made once because each text is asked about it.
static IDENTITY: Shape = Shape {
    before: None,
    after: None,
    remove: Vec::new(),
    digits: false,
    pad: 0,
    skip: 0,
    take: 0,
    pattern: None,
    prefix: String::new(),
    suffix: String::new(),
    upper: false,
};

/// What the sample generator writes into a column. Without it: the keys of the maps that use the
/// column, the keys of its concordances, or numbers from 1 to 40.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SampleValues {
    /// Texts, the first ones oftener.
    pub values: Vec<String>,
    /// Least number.
    pub from: Option<f64>,
    /// Greatest number.
    pub to: Option<f64>,
}

fn yes() -> bool {
    true
}
