//! What an adapter says about its files: the tables `[source]` and `[columns.*]` of its TOML. Nothing here
//! knows a country; a column is found by its names, whatever their case, accents, blanks and punctuation.

use indexmap::IndexMap;
use serde::Deserialize;

use super::wide::Wide;

/// The two tables of an adapter that a reader needs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceSpec {
    /// The table `[source]`.
    #[serde(default)]
    pub source: SourceOptions,
    /// The tables `[columns.*]`. A column's position in this map is its position in a
    /// [`SourceRow`](super::SourceRow). What is not declared here never leaves the reader.
    pub columns: IndexMap<String, ColumnSpec>,
}

impl SourceSpec {
    /// The position of the declared column `id`.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.columns.get_index_of(id)
    }
}

/// The table `[source]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceOptions {
    /// Formats that the provider publishes in. Empty: any. The format is recognised by content.
    pub formats: Vec<Format>,
    /// `detect`, or a WHATWG label such as `windows-1252`. Of text formats and DBF.
    pub encoding: String,
    /// `detect`, or the character between cells. Of delimited text.
    pub separator: String,
    /// The decimal sign of numbers.
    pub decimal: char,
    /// The sign between thousands; absent: numbers have none. A blank stands for every kind of blank.
    pub thousands: Option<char>,
    /// Where the header row is looked for.
    pub header: HeaderSpec,
    /// `first`: the first visible sheet that holds the header. `all`: every visible sheet that does. Otherwise
    /// the name of a sheet, whatever its case, accents and blanks.
    pub sheet: String,
    /// The data ends at a row whose cell in the first column of the table starts with one of these; case and
    /// accents do not count.
    pub footer: Vec<String>,
    /// Columns whose blank cells take the value of the row above.
    pub fill_down: Vec<String>,
    /// Whether the header occurs again between the rows.
    pub repeated_header: bool,
    /// Cells that stand for "no value", in every column. An empty cell always does.
    pub missing: Vec<String>,
    /// How a table of rows and columns becomes rows of one figure each; of workbooks and delimited text.
    pub wide: Option<Wide>,
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self {
            formats: Vec::new(),
            encoding: DETECT.to_owned(),
            separator: DETECT.to_owned(),
            decimal: '.',
            thousands: None,
            header: HeaderSpec::default(),
            sheet: "first".to_owned(),
            footer: Vec::new(),
            fill_down: Vec::new(),
            repeated_header: false,
            missing: Vec::new(),
            wide: None,
        }
    }
}

/// Where the header row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderSpec {
    /// The header is the first of this many rows that names every required column.
    pub within: usize,
}

impl Default for HeaderSpec {
    fn default() -> Self {
        Self { within: 30 }
    }
}

/// A table `[columns.<id>]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// The names that the provider gave to this column over the years; the column's id is one of them.
    #[serde(default)]
    pub names: Vec<String>,
    /// What the cells hold.
    #[serde(default)]
    pub kind: ColumnKind,
    /// Whether a file without this column is refused.
    #[serde(default = "yes")]
    pub required: bool,
    /// Cells that stand for "no value" in this column, besides those of the source.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Cells that are values here although the source says that they are missing, such as `NA` for Namibia.
    #[serde(default)]
    pub keep: Vec<String>,
    /// The decimal sign, where this column differs from the source.
    #[serde(default)]
    pub decimal: Option<char>,
    /// The thousands sign, where this column differs from the source.
    #[serde(default)]
    pub thousands: Option<char>,
    /// The order of day, month and year where a date is written with numbers. ISO dates and the dates of
    /// workbooks are always understood.
    #[serde(default)]
    pub date_order: DateOrder,
    /// Where the column stands in a line of fixed width.
    #[serde(default)]
    pub position: Option<Position>,
}

impl ColumnSpec {
    /// A column of codes under one of these names, read as the source says.
    pub(crate) fn of_codes(names: Vec<String>, required: bool) -> Self {
        Self {
            names,
            kind: ColumnKind::Code,
            required,
            missing: Vec::new(),
            keep: Vec::new(),
            decimal: None,
            thousands: None,
            date_order: DateOrder::Ymd,
            position: None,
        }
    }
}

/// Where a column stands in a line of fixed width: the number of its first character, from 1 as code books count,
/// and how many characters it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "[u32; 2]")]
pub struct Position {
    start: u32,
    length: u32,
}

impl Position {
    /// The characters, counted from 0.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        let start = self.start as usize - 1;
        start..start + self.length as usize
    }
}

impl TryFrom<[u32; 2]> for Position {
    type Error = &'static str;

    fn try_from([start, length]: [u32; 2]) -> Result<Self, Self::Error> {
        const LONGEST_LINE: u32 = 1 << 20;
        if start == 0 || length == 0 || start > LONGEST_LINE || length > LONGEST_LINE {
            return Err("a position is [first character from 1, number of characters]");
        }
        Ok(Self { start, length })
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}–{}", self.start, self.start + self.length - 1)
    }
}

/// The order of day, month and year in a date written with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Year, month, day: `2024-03-31`, `20240331`.
    #[default]
    Ymd,
    /// Day, month, year: `31/3/2024`.
    Dmy,
    /// Month, day, year: `3/31/24`.
    Mdy,
}

fn yes() -> bool {
    true
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// A code: kept as text, leading zeros and all.
    #[default]
    Code,
    /// A number with decimals.
    Number,
    /// A whole number.
    Integer,
    /// A date.
    Date,
    /// The name or number of an employer or other unit: only a keyed hash of it leaves the reader.
    Holder,
    /// A text, such as the title of a code.
    Label,
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text with a separator between cells.
    Csv,
    /// Office Open XML workbook.
    Xlsx,
    /// Workbook of Excel 97 to 2003.
    Xls,
    /// dBase table.
    Dbf,
    /// One JSON object a line.
    Ndjson,
    /// OpenDocument workbook.
    Ods,
    /// Text whose columns stand at fixed positions.
    Fixed,
    /// Data file of Stata.
    Stata,
    /// System file of SPSS.
    Spss,
    /// Parquet file.
    Parquet,
    /// Data message of SDMX as delimited text.
    #[serde(rename = "sdmx_csv")]
    SdmxCsv,
    /// Data message of SDMX in JSON.
    #[serde(rename = "sdmx_json")]
    SdmxJson,
    /// Data message of SDMX in XML.
    #[serde(rename = "sdmx_ml")]
    SdmxMl,
}

impl Format {
    /// The name that an adapter writes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Dbf => "dbf",
            Self::Ndjson => "ndjson",
            Self::Ods => "ods",
            Self::Fixed => "fixed",
            Self::Stata => "stata",
            Self::Spss => "spss",
            Self::Parquet => "parquet",
            Self::SdmxCsv => "sdmx_csv",
            Self::SdmxJson => "sdmx_json",
            Self::SdmxMl => "sdmx_ml",
        }
    }
}

/// The word that asks for detection.
pub(super) const DETECT: &str = "detect";
