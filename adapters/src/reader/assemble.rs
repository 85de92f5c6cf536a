//! From a raw row to a row of declared columns: blank rows, repeated headers, titles of blocks and footers are
//! left aside and counted; blank cells take the value above where the adapter says so; holders become hashes.

use std::sync::Arc;

use super::Skipped;
use super::error::{ReadError, ReadFault};
use super::footer::{Footers, Standing};
use super::holder;
use super::layout::{FoundColumn, Layout};
use super::names::folded;
use super::raw::{RawCell, RawCells, RawRow, first_filled};
use super::row::{RowFault, SourceRow};
use super::spec::{ColumnKind, SourceSpec};

/// What became of a raw row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// The row is filled.
    Row,
    /// The raw row is no data.
    Skipped,
}

/// Makes rows of one file or sheet.
pub struct Assembler {
    layout: Arc<Layout>,
    footers: Footers,
    repeated_header: bool,
    fills_down: bool,
    /// The last values of the columns that are filled down, by their position in the file.
    above: RawRow,
    /// Below this width a row of text lacks a required column.
    least_width: usize,
    rows: u64,
    /// What was left aside.
    pub(super) skipped: Skipped,
}

impl Assembler {
    /// `ragged`: whether a row that is shorter or longer than the header is a fault, as in a text; libraries
    /// of workbooks leave blank cells out.
    pub(super) fn new(spec: &SourceSpec, layout: Arc<Layout>, ragged: bool) -> Self {
        let least_width = layout
            .columns
            .iter()
            .filter(|column| ragged && column.required)
            .filter_map(|column| column.index)
            .max()
            .map_or(0, |last| last + 1);
        Self {
            footers: Footers::new(spec),
            repeated_header: spec.source.repeated_header,
            fills_down: layout.columns.iter().any(|column| column.fill_down),
            above: RawRow::default(),
            least_width,
            rows: 0,
            skipped: Skipped::default(),
            layout,
        }
    }

    pub(super) fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// Counts on from the sheet before.
    pub(super) fn continue_after(&mut self, before: &Self) {
        self.rows = before.rows;
    }

    /// Ends the data: there is no next row, and a file without any is none.
    pub(super) fn finish(&self) -> Result<bool, ReadError> {
        if self.rows == 0 {
            return Err(ReadError::new(&self.layout.place, ReadFault::NoRows));
        }
        Ok(false)
    }

    /// Fills `row` from `raw`, the row or line `number` of the file.
    pub(super) fn take(&mut self, raw: &impl RawCells, number: u64, row: &mut SourceRow) -> Taken {
        let Some(first) = first_filled(raw) else {
            self.skipped.blank += 1;
            return Taken::Skipped;
        };
        if self.repeated_header && self.is_header(raw) {
            self.skipped.repeated_headers += 1;
            return Taken::Skipped;
        }
        match self.footers.standing(raw, first, &self.layout) {
            Standing::Table => {}
            Standing::Footer { full } => {
                self.skipped.footer_lines += 1;
                self.skipped.full_footer = self.skipped.full_footer.or(full.then_some(number));
                return Taken::Skipped;
            }
            Standing::Note => {
                self.skipped.footer_lines += 1;
                return Taken::Skipped;
            }
            Standing::Below => {
                self.fill(raw, number, row);
                row.set_fault(RowFault::BelowFooter);
                self.rows += 1;
                return Taken::Row;
            }
        }
        if self.fills_down && self.remember(raw) {
            self.skipped.title_lines += 1;
            return Taken::Skipped;
        }
        self.fill(raw, number, row);
        self.rows += 1;
        Taken::Row
    }

    fn fill(&self, raw: &impl RawCells, number: u64, row: &mut SourceRow) {
        row.begin(&self.layout, number);
        for column in &self.layout.columns {
            let Some(index) = column.index else {
                row.push_missing();
                continue;
            };
            let cell = raw.cell(index);
            if let Some(origin) = raw.origin(index) {
                row.note_origin(origin);
            }
            if column.fill_down && cell.is_blank() {
                push(column, self.above.cell(index), row);
            } else {
                push(column, cell, row);
            }
        }
        if let Some(fault) = raw.fault() {
            row.set_fault(fault);
        } else if raw.width() < self.least_width {
            row.set_fault(RowFault::TooFewCells);
        } else if self.least_width > 0
            && (self.layout.width..raw.width()).any(|index| !raw.cell(index).is_blank())
        {
            row.set_fault(RowFault::TooManyCells);
        }
    }

    fn is_header(&self, raw: &impl RawCells) -> bool {
        let mut columns = self
            .layout
            .columns
            .iter()
            .filter_map(|column| Some((column.index?, column.header.as_deref()?)));
        columns.all(|(index, header)| match raw.cell(index) {
            RawCell::Text(text) => {
                text.trim().eq_ignore_ascii_case(header) || folded(text) == folded(header)
            }
            _ => false,
        })
    }

    /// Keeps the filled cells of the columns that are filled down. A row that has nothing else is the title of
    /// a block.
    fn remember(&mut self, raw: &impl RawCells) -> bool {
        let mut kept = 0;
        for column in self.layout.columns.iter().filter(|column| column.fill_down) {
            let Some(index) = column.index else { continue };
            let cell = raw.cell(index);
            if !cell.is_blank() {
                kept += 1;
                if !same(self.above.cell(index), cell) {
                    self.above = replaced(&self.above, index, cell);
                }
            }
        }
        let filled = (0..raw.width())
            .filter(|index| !raw.cell(*index).is_blank())
            .count();
        let others = self
            .layout
            .columns
            .iter()
            .any(|column| column.required && !column.fill_down && column.index.is_some());
        others && filled == kept
    }
}

pub(super) fn push(column: &FoundColumn, cell: RawCell<'_>, row: &mut SourceRow) {
    match cell {
        RawCell::Empty => row.push_missing(),
        RawCell::Text(text) => push_text(column, trimmed(text), row),
        RawCell::Number(value) if column.kind == ColumnKind::Holder => {
            row.push_holder(holder::hash(&value.to_string()));
        }
        RawCell::Number(value) => row.push_number(value),
        RawCell::Date(moment) if column.kind == ColumnKind::Holder => {
            row.push_holder(holder::hash(&moment.to_string()));
        }
        RawCell::Date(moment) => row.push_date(moment),
        RawCell::Error => row.push_error(),
        RawCell::NoResult => row.push_no_result(),
    }
}

fn push_text(column: &FoundColumn, text: &str, row: &mut SourceRow) {
    if text.is_empty() || column.missing.hold(text) {
        row.push_missing();
    } else if column.kind == ColumnKind::Holder {
        row.push_holder(holder::hash(text));
    } else {
        row.push_text(text);
    }
}

/// The text without outer blanks; most cells have none, which two bytes tell.
fn trimmed(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_graphic());
    let bytes = text.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) {
        return text;
    }
    text.trim_matches(|letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || letter == '\u{feff}'
            || letter == '\u{200b}'
    })
}

fn same(one: RawCell<'_>, other: RawCell<'_>) -> bool {
    match (one, other) {
        (RawCell::Text(one), RawCell::Text(other)) => one == other,
        _ => false,
    }
}

/// The remembered row with another value at `index`; made anew, so that old texts do not pile up.
fn replaced(above: &RawRow, index: usize, cell: RawCell<'_>) -> RawRow {
    let mut next = RawRow::default();
    for other in 0..above.width() {
        if other != index {
            next.put(other, above.cell(other));
        }
    }
    next.put(index, cell);
    next
}
