//! Bytes to rows: a file of a national office, of any of many formats, becomes rows of the columns that an
//! adapter declares. A reader knows no country and no codelist; what is not declared never leaves its buffer.
//!
//! Files are streamed; memory does not grow with them. Workbooks, which cannot be streamed as a whole, have a
//! limit (see `limits.rs`).

use std::path::Path;

mod assemble;
mod binary;
mod date;
mod dbf;
mod delimited;
mod encoding;
mod error;
mod fixed;
mod footer;
mod guard;
mod header;
mod holder;
mod inspect;
mod layout;
pub mod limits;
mod lines;
mod markers;
mod meter;
mod names;
mod ndjson;
mod number;
mod ods;
mod parquet;
mod place;
mod raw;
mod recognise;
mod row;
mod sdmx;
mod spec;
mod spss;
mod stata;
mod table;
mod wide;
mod workbook;
mod xls;
mod xlsx;
mod xml;

pub use assemble::Assembler;
pub use error::{ReadError, ReadFault};
pub use holder::{KeyInUse, OfficeKey};
pub(crate) use inspect::{Beginnings, inspect_for};
pub use inspect::{HeaderGuess, InspectedSheet, Inspection, inspect};
pub use layout::{FoundColumn, Layout};
pub(crate) use names::folded;
pub use place::{Place, column_letter};
pub use row::{CellFault, RowFault, SourceRow};
pub use spec::{
    ColumnKind, ColumnSpec, DateOrder, Format, HeaderSpec, Position, SourceOptions, SourceSpec,
};
pub use table::{CellType, TableColumn, TableRows};
pub use wide::{Level, Parents, SUPPRESSED, Wide};
pub(crate) use wide::{MOST_HEADER_ROWS, columns as wide_columns};

/// A file under way. Each format has its reader behind this trait.
pub trait RowReader: Send {
    /// Fills `row` with the next row; `false` at the end of the data.
    ///
    /// # Errors
    /// When the file cannot be read any further. What is wrong with one cell or one row is told by the row.
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError>;

    /// What makes rows of the file's rows, and knows its columns and what was left aside.
    fn assembler(&self) -> &Assembler;

    /// Where the declared columns are in this file.
    fn layout(&self) -> &Layout {
        self.assembler().layout()
    }

    /// What was left aside so far, because it is no row of data.
    fn skipped(&self) -> Skipped {
        self.assembler().skipped
    }

    /// What was recognised: format, encoding, separator.
    fn recognised(&self) -> Recognised;

    /// How many bytes of the file have been read, about: for whoever watches.
    fn bytes_read(&self) -> u64;
}

/// Rows that are no data, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Skipped {
    /// Rows without a filled cell.
    pub blank: u64,
    /// Repetitions of the header.
    pub repeated_headers: u64,
    /// Lines before the header.
    pub title_lines: u64,
    /// Rows from the footer on.
    pub footer_lines: u64,
    /// The first row that was taken for a footer although it is filled as a row of the table is.
    pub full_footer: Option<u64>,
    /// Rows that the file itself marks as deleted (DBF).
    pub deleted: u64,
}

impl Skipped {
    fn plus(self, other: Self) -> Self {
        Self {
            blank: self.blank + other.blank,
            repeated_headers: self.repeated_headers + other.repeated_headers,
            title_lines: self.title_lines + other.title_lines,
            footer_lines: self.footer_lines + other.footer_lines,
            full_footer: self.full_footer.or(other.full_footer),
            deleted: self.deleted + other.deleted,
        }
    }
}

/// What a reader found out about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The format, by content.
    pub format: Format,
    /// The encoding, where the format does not fix it.
    pub encoding: Option<&'static str>,
    /// Whether the encoding is a guess from the bytes.
    pub encoding_guessed: bool,
    /// The separator of a delimited text.
    pub separator: Option<char>,
    /// Hidden sheets of a workbook, none of which is read unless a definition names it.
    pub hidden_sheets: Vec<String>,
}

impl Recognised {
    /// A format that leaves nothing else to recognise.
    fn of(format: Format) -> Self {
        Self {
            format,
            encoding: None,
            encoding_guessed: false,
            separator: None,
            hidden_sheets: Vec::new(),
        }
    }
}

/// Opens `path` as `spec` describes it, and finds its header.
///
/// # Errors
/// When the file cannot be read, is of another format, or lacks a required column.
pub fn open(path: &Path, spec: &SourceSpec) -> Result<Box<dyn RowReader>, ReadError> {
    recognise::open(path, spec)
}
