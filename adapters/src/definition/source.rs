//! Where the rows stand in a national file: format, encoding, sheet, header, notes, and what is
//! repeated or left out for the eye. Nothing here says what a column means.

use serde::Deserialize;

/// The `[source]` section.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Formats in which the office publishes or keeps the file. A file is recognised by its
    /// content, never by its name; one of another format is refused. Required.
    pub formats: Vec<Format>,
    /// Text encoding of CSV: `detect` (default) or a WHATWG label such as `windows-1252`.
    pub encoding: String,
    /// Separator of CSV: `detect` (default) or one character (`,` `;` `|` or a tab).
    pub separator: String,
    /// Decimal mark of numbers in text cells. Default `.`.
    pub decimal: char,
    /// Thousands marks that numbers in text cells may carry, for example `","` or `" "`. A space
    /// also stands for the no-break spaces. Default: none.
    pub thousands: Option<char>,
    /// The sheets of a workbook to read: `first` (default), `all` (every sheet with the header),
    /// or a name (case, accents and outer blanks ignored).
    pub sheet: String,
    /// How the header is found.
    pub header: Header,
    /// A first cell that starts with one of these (case and accents ignored) ends the data:
    /// notes and sources below the table.
    pub footer: Vec<String>,
    /// Declared columns whose blank cells repeat the cell above.
    pub fill_down: Vec<String>,
    /// Whether the header comes again within the data (once per block). Default false.
    pub repeated_header: bool,
    /// Cells that mean "nothing was said", after trimming; a column may name its own instead.
    /// Default: the empty cell, `NA`, `N/A`, `.`, `..`, `-`, `--`, `n.d.`, `s.d.`, `*`.
    pub missing: Vec<String>,
}

impl Default for Source {
    fn default() -> Self {
        let texts = |all: &[&str]| all.iter().map(|&one| one.to_owned()).collect();
        Self {
            formats: Vec::new(),
            encoding: "detect".to_owned(),
            separator: "detect".to_owned(),
            decimal: '.',
            thousands: None,
            sheet: "first".to_owned(),
            header: Header::default(),
            footer: Vec::new(),
            fill_down: Vec::new(),
            repeated_header: false,
            missing: texts(&["", "NA", "N/A", ".", "..", "-", "--", "n.d.", "s.d.", "*"]),
        }
    }
}

/// How the header is found: the first row, within the first so many, that names every required
/// column.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Header {
    /// How many rows from the top may hold it. Default 30.
    pub within: usize,
}

impl Default for Header {
    fn default() -> Self {
        Self { within: 30 }
    }
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text with separators: comma, semicolon, tab, bar.
    Csv,
    /// Excel workbook since 2007.
    Xlsx,
    /// Excel workbook before 2007.
    Xls,
    /// dBase table.
    Dbf,
    /// One JSON object per line.
    Ndjson,
}

impl Format {
    /// The word that the definition uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Dbf => "dbf",
            Self::Ndjson => "ndjson",
        }
    }
}
