//! How the declared columns lie in one file: which of its columns each is, under which header.

use super::markers::Markers;
use super::number::NumberFormat;
use super::place::{Place, column_letter};
use super::spec::{ColumnKind, ColumnSpec, DateOrder, SourceSpec};

/// The declared columns as found in one file.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The file and, in a workbook, the sheet.
    pub place: Place,
    /// The line or row of the header.
    pub header_row: u64,
    /// Per declared column, in the order of the adapter.
    pub columns: Vec<FoundColumn>,
    /// The position of the first column that the header names.
    pub first: usize,
    /// How many cells the header has, blank ones too.
    pub width: usize,
    /// The headers of the columns that are not declared.
    pub unread: Vec<String>,
    /// Whether columns have letters, as in a workbook.
    pub lettered: bool,
}

/// A declared column in one file.
#[derive(Debug, Clone, Default)]
pub struct FoundColumn {
    /// The id in the adapter.
    pub id: String,
    /// The position in the file, from 0; `None` when an optional column is not there.
    pub index: Option<usize>,
    /// The header, as the file writes it.
    pub header: Option<String>,
    pub(super) kind: ColumnKind,
    pub(super) required: bool,
    pub(super) format: NumberFormat,
    pub(super) date_order: DateOrder,
    pub(super) missing: Markers,
    pub(super) fill_down: bool,
}

impl Layout {
    /// The place of the row `row`; those of a table of a database have no number.
    #[must_use]
    pub fn row_place(&self, row: u64) -> Place {
        if self.place.is_table {
            self.place.clone()
        } else {
            self.place.at_row(row)
        }
    }

    /// The place of a cell of the declared column at `position`.
    #[must_use]
    pub fn cell_place(&self, position: usize, row: u64) -> Place {
        let column = self.columns.get(position);
        Place {
            column: column
                .and_then(|column| column.index)
                .filter(|_| self.lettered)
                .map(column_letter),
            header: column.and_then(|column| column.header.clone()),
            ..self.row_place(row)
        }
    }
}

impl FoundColumn {
    pub(super) fn new(spec: &SourceSpec, id: &str, column: &ColumnSpec) -> Self {
        let source = &spec.source;
        let missing = source.missing.iter().chain(&column.missing);
        let missing = missing.filter(|marker| !column.keep.contains(marker));
        Self {
            id: id.to_owned(),
            index: None,
            header: None,
            kind: column.kind,
            required: column.required,
            format: NumberFormat {
                decimal: column.decimal.unwrap_or(source.decimal),
                thousands: column.thousands.or(source.thousands),
            },
            date_order: column.date_order,
            missing: Markers::new(missing.cloned()),
            fill_down: source.fill_down.iter().any(|filled| filled == id),
        }
    }
}
