//! Why a file cannot be read. Each fault says what was found, where, what was expected and what to do, in three
//! languages. Header and sheet names are part of a file's layout and may be named; a cell's value never is.

use std::fmt;

use schemas::language::{Language, MessageArgs, args};

use super::place::Place;
use super::spec::Format;
use crate::catalogue::catalogue;

/// A file cannot be read any further.
#[derive(Debug)]
pub struct ReadError {
    place: Box<Place>,
    fault: Box<ReadFault>,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// There is no such file.
    #[error("the file does not exist")]
    NotFound,
    /// The path is a folder.
    #[error("the path is a folder")]
    IsFolder,
    /// The operating system refuses to open or read the file.
    #[error("the file cannot be read")]
    NotReadable(#[source] std::io::Error),
    /// The file has no bytes, or nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// The header is there and no row follows.
    #[error("no row follows the header")]
    NoRows,
    /// The content is of a kind that Puente does not read.
    #[error("the content is not of a known format")]
    UnknownFormat {
        /// What the content seems to be: `ods`, `pdf`, `zip`, `binary`, …
        seems: &'static str,
    },
    /// The content is of a format that the adapter does not declare.
    #[error("the format is not one of the adapter's")]
    OtherFormat {
        /// The format of the content.
        found: Format,
        /// Those of the adapter.
        declared: Vec<Format>,
    },
    /// The `[source]` table asks for something that does not exist.
    #[error("the adapter's source table is wrong")]
    BadSource {
        /// The key of the table.
        key: &'static str,
        /// What the adapter writes there.
        value: String,
    },
    /// The bytes are not of the declared encoding.
    #[error("the bytes are not of the declared encoding")]
    WrongEncoding {
        /// The declared encoding.
        declared: String,
        /// What the bytes look like.
        guess: String,
    },
    /// The encoding changes within the file.
    #[error("the encoding changes within the file")]
    EncodingChanges {
        /// What the file was until here.
        guess: String,
    },
    /// The text holds NUL bytes.
    #[error("the text holds NUL bytes")]
    NulBytes,
    /// No row names every required column.
    #[error("a required column is not in the file")]
    MissingColumn {
        /// The column's id in the adapter.
        column: String,
        /// The names looked for.
        names: Vec<String>,
        /// The headers of the row that comes closest.
        headers: Vec<String>,
        /// The header nearest to a name looked for.
        nearest: Option<String>,
        /// In how many rows the header was looked for.
        within: usize,
    },
    /// Two columns of the file answer to one column of the adapter.
    #[error("two columns of the file answer to one of the adapter")]
    DoubledColumn {
        /// The column's id in the adapter.
        column: String,
        /// The headers, with their positions from 1.
        headers: Vec<String>,
    },
    /// The adapter fills a blank cell of this column from the row above, and the rows of a table have no order.
    #[error("a blank cell would be filled from the row above")]
    NoOrder {
        /// The column's id in the adapter.
        column: String,
    },
    /// The adapter sends published figures as they stand, of which the first that is told counts, and the rows of a
    /// table have no order.
    #[error("published figures are read from files only")]
    FiguresInTable,
    /// A required column has no position in a text of fixed width.
    #[error("a required column has no position")]
    NoPosition {
        /// The column's id in the adapter.
        column: String,
    },
    /// No row of the sheet begins as the header of its table does.
    #[error("the header of the wide table is not in the sheet")]
    NoWideHeader {
        /// How it would begin.
        starts: Vec<String>,
    },
    /// A message of SDMX that says that there are no data.
    #[error("the message holds no data")]
    NoData,
    /// A declared column holds lists or groups.
    #[error("a column holds lists or groups")]
    ColumnNested {
        /// The column of the file.
        column: String,
    },
    /// The columns are packed in a way that Puente does not unpack.
    #[error("the packing of a column is unknown")]
    PackingUnknown {
        /// Its name in the format.
        packing: String,
    },
    /// A page of a column is larger than the limit, packed or unpacked.
    #[error("a page of a column is too large")]
    PageTooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// The workbook has no sheet of that name.
    #[error("the sheet is not in the workbook")]
    MissingSheet {
        /// The name looked for.
        sheet: String,
        /// The sheets of the workbook.
        sheets: Vec<String>,
    },
    /// A row or line is longer than any table's.
    #[error("a row is too long")]
    RowTooLong {
        /// The limit.
        limit_bytes: u64,
    },
    /// A quote is opened and not closed before the end of the file.
    #[error("a quote is not closed")]
    QuoteNotClosed,
    /// A line is not a JSON object.
    #[error("a line is not a JSON object")]
    NotJson,
    /// The file is cut off or damaged.
    #[error("the file is damaged")]
    Damaged {
        /// The format that it seems to be.
        format: Format,
    },
    /// The workbook asks for a password.
    #[error("the workbook is protected by a password")]
    PasswordProtected,
    /// The workbook unpacks to more than the limit.
    #[error("the workbook is too large")]
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
}

impl ReadError {
    pub(super) fn new(place: &Place, fault: ReadFault) -> Self {
        Self {
            place: Box::new(place.clone()),
            fault: Box::new(fault),
        }
    }

    pub(super) fn into_fault(self) -> ReadFault {
        *self.fault
    }

    /// Where.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What.
    #[must_use]
    pub fn fault(&self) -> &ReadFault {
        &self.fault
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// Where, what was found, what was expected and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let mut key = format!("read-{}", self.code().replace('_', "-"));
        if self.place.is_table && matches!(*self.fault, ReadFault::MissingColumn { .. }) {
            key.push_str("-in-table");
        }
        let said = catalogue().message(language, &key, &self.fault.args(language));
        format!("{}: {}", self.place.message(language), said.trim_end())
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed to read {}", self.place.message(Language::En))
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.fault.as_ref())
    }
}

impl ReadFault {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "file_not_found",
            Self::IsFolder => "file_is_folder",
            Self::NotReadable(_) => "file_not_readable",
            Self::Empty => "file_empty",
            Self::NoRows => "file_no_rows",
            Self::UnknownFormat { .. } => "format_unknown",
            Self::OtherFormat { .. } => "format_not_declared",
            Self::BadSource { .. } => "source_table_wrong",
            Self::WrongEncoding { .. } => "encoding_wrong",
            Self::EncodingChanges { .. } => "encoding_changes",
            Self::NulBytes => "text_nul_bytes",
            Self::MissingColumn { .. } => "column_missing",
            Self::DoubledColumn { .. } => "column_doubled",
            Self::NoOrder { .. } => "table_without_order",
            Self::FiguresInTable => "table_of_figures",
            Self::NoPosition { .. } => "position_missing",
            Self::NoWideHeader { .. } => "wide_header_missing",
            Self::NoData => "message_without_data",
            Self::ColumnNested { .. } => "column_nested",
            Self::PackingUnknown { .. } => "packing_unknown",
            Self::PageTooLarge { .. } => "page_too_large",
            Self::MissingSheet { .. } => "sheet_missing",
            Self::RowTooLong { .. } => "row_too_long",
            Self::QuoteNotClosed => "quote_not_closed",
            Self::NotJson => "line_not_json",
            Self::Damaged { .. } => "file_damaged",
            Self::PasswordProtected => "workbook_protected",
            Self::TooLarge { .. } => "workbook_too_large",
        }
    }

    fn args(&self, language: Language) -> MessageArgs {
        match self {
            Self::NotFound
            | Self::IsFolder
            | Self::Empty
            | Self::NoRows
            | Self::NoData
            | Self::FiguresInTable
            | Self::NulBytes
            | Self::QuoteNotClosed
            | Self::NotJson
            | Self::PasswordProtected => args([]),
            Self::NotReadable(cause) => args([("cause", cause.kind().to_string())]),
            Self::UnknownFormat { seems } => args([("seems", (*seems).to_owned())]),
            Self::OtherFormat { found, declared } => args([
                ("found", found.name().to_owned()),
                (
                    "declared",
                    names(declared.iter().map(|format| format.name())),
                ),
            ]),
            Self::BadSource { key, value } => {
                args([("key", (*key).to_owned()), ("value", value.clone())])
            }
            Self::WrongEncoding { declared, guess } => {
                args([("declared", declared.clone()), ("guess", guess.clone())])
            }
            Self::EncodingChanges { guess } => args([("guess", guess.clone())]),
            Self::MissingColumn { .. } => self.missing_column_args(language),
            Self::DoubledColumn { column, headers } => args([
                ("column", column.clone()),
                ("headers", names(headers.iter().map(String::as_str))),
            ]),
            Self::NoOrder { column }
            | Self::NoPosition { column }
            | Self::ColumnNested { column } => args([("column", column.clone())]),
            Self::PackingUnknown { packing } => args([("packing", packing.clone())]),
            Self::NoWideHeader { starts } => {
                args([("starts", names(starts.iter().map(String::as_str)))])
            }
            Self::MissingSheet { sheet, sheets } => args([
                ("sheet", sheet.clone()),
                ("sheets", names(sheets.iter().map(String::as_str))),
            ]),
            Self::RowTooLong { limit_bytes }
            | Self::TooLarge { limit_bytes }
            | Self::PageTooLarge { limit_bytes } => {
                args([("limit", (limit_bytes >> 20).to_string())])
            }
            Self::Damaged { format } => args([("format", format.name().to_owned())]),
        }
    }

    fn missing_column_args(&self, language: Language) -> MessageArgs {
        let Self::MissingColumn {
            column,
            names: wanted,
            headers,
            nearest,
            within,
        } = self
        else {
            return args([]);
        };
        let (key, named) = match nearest {
            Some(nearest) => ("read-nearest", ("nearest", nearest.clone())),
            None => ("read-renamed", ("column", column.clone())),
        };
        let proposal = catalogue().message(language, key, &args([named]));
        args([
            ("column", column.clone()),
            ("names", names(wanted.iter().map(String::as_str))),
            ("headers", names(headers.iter().map(String::as_str))),
            ("within", within.to_string()),
            ("proposal", proposal),
        ])
    }
}

/// A list of names for a sentence, cut where it would fill the screen.
fn names<'a>(list: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = list.map(|name| format!("`{}`", shortened(name))).collect();
    let mut text = quoted[..quoted.len().min(MOST_NAMES)].join(", ");
    if quoted.len() > MOST_NAMES {
        text.push_str(", …");
    }
    if text.is_empty() {
        "–".to_owned()
    } else {
        text
    }
}

fn shortened(name: &str) -> String {
    let plain = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= LONGEST_NAME {
        return plain;
    }
    plain.chars().take(LONGEST_NAME).chain(['…']).collect()
}

const MOST_NAMES: usize = 40;
const LONGEST_NAME: usize = 60;
