//! One row of a national file, reduced to the columns that the adapter declares. A row is a buffer that its
//! reader fills again and again; it can be neither printed nor serialised, because it holds a record.

use std::fmt;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use schemas::language::{Language, args};

use super::layout::Layout;
use super::number::{self, NumberFormat};
use super::spec::DateOrder;
use super::{
    date,
    place::{Place, column_letter},
};
use crate::catalogue::catalogue;

/// A row under way from a reader to the mapping.
#[derive(Default)]
pub struct SourceRow {
    pub(super) layout: Arc<Layout>,
    text: String,
    cells: Vec<Cell>,
    number: u64,
    /// How many rows of the source are like this one.
    times: u64,
    fault: Option<RowFault>,
    /// Where cells come from, when the row is one figure of a wide table: position and column of the sheet.
    origins: Vec<(usize, usize)>,
}

/// A cell of a declared column. Text lies in the buffer of the row.
#[derive(Clone, Copy, PartialEq)]
struct Cell {
    start: u32,
    end: u32,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Missing,
    Text,
    Number(f64),
    Date(NaiveDateTime),
    Holder(u64),
    Error,
    NoResult,
}

/// Why a row as a whole is not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowFault {
    /// The row ends before a required column.
    TooFewCells,
    /// The row has filled cells to the right of the header's last.
    TooManyCells,
    /// The row has figures and stands where a footer has ended the table.
    BelowFooter,
    /// Something stands before the column at which the header of the table begins, here or above.
    BeforeTable,
}

/// Why a cell has no value of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellFault {
    /// A number was expected.
    NotANumber,
    /// The number has a sign between thousands, or the other decimal sign, that the adapter does not declare.
    UndeclaredThousands,
    /// A whole number was expected.
    NotWhole,
    /// A date was expected.
    NotADate,
    /// The workbook holds an error such as a division by zero.
    WorkbookError,
    /// The workbook holds a formula that was never calculated.
    FormulaWithoutResult,
}

impl RowFault {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooFewCells => "row_too_few_cells",
            Self::TooManyCells => "row_too_many_cells",
            Self::BelowFooter => "row_below_footer",
            Self::BeforeTable => "row_before_table",
        }
    }

    /// What is wrong and what to do, in words.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        catalogue().message(language, &key(self.code()), &args([]))
    }
}

impl CellFault {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "cell_not_a_number",
            Self::UndeclaredThousands => "cell_undeclared_thousands",
            Self::NotWhole => "cell_not_whole",
            Self::NotADate => "cell_not_a_date",
            Self::WorkbookError => "cell_workbook_error",
            Self::FormulaWithoutResult => "cell_formula_without_result",
        }
    }

    /// What is wrong and what to do, in words.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        catalogue().message(language, &key(self.code()), &args([]))
    }
}

fn key(code: &str) -> String {
    format!("read-{}", code.replace('_', "-"))
}

impl SourceRow {
    /// How many columns the adapter declares.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// Whether the declared column at `position` has no value in this row: an empty cell, a missing marker,
    /// or a column that this file does not have.
    #[must_use]
    pub fn is_missing(&self, position: usize) -> bool {
        matches!(self.state(position), State::Missing)
    }

    /// The cell as text without outer blanks; empty when missing, and for a holder. Numbers of a workbook
    /// are written without exponent and without `.0`; dates as ISO dates.
    #[must_use]
    pub fn text(&self, position: usize) -> &str {
        match self.cells.get(position) {
            Some(cell) if cell.state != State::Missing => {
                &self.text[cell.start as usize..cell.end as usize]
            }
            _ => "",
        }
    }

    /// The cell as a number, by the signs that the adapter declares. `None` when missing.
    ///
    /// # Errors
    /// When the cell holds something else.
    pub fn number(&self, position: usize) -> Result<Option<f64>, CellFault> {
        match self.state(position) {
            State::Missing => Ok(None),
            State::Number(value) => Ok(Some(value)),
            State::Text => {
                number::parse(self.text(position), self.layout.format(position)).map(Some)
            }
            State::Error => Err(CellFault::WorkbookError),
            State::NoResult => Err(CellFault::FormulaWithoutResult),
            State::Date(_) | State::Holder(_) => Err(CellFault::NotANumber),
        }
    }

    /// The cell as a whole number. `None` when missing.
    ///
    /// # Errors
    /// When the cell holds something else.
    pub fn integer(&self, position: usize) -> Result<Option<i64>, CellFault> {
        match self.number(position)? {
            None => Ok(None),
            Some(value) if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 =>
            {
                #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
                Ok(Some(value as i64))
            }
            Some(_) => Err(CellFault::NotWhole),
        }
    }

    /// The cell as a date. `None` when missing.
    ///
    /// # Errors
    /// When the cell holds something else.
    pub fn date(&self, position: usize) -> Result<Option<NaiveDate>, CellFault> {
        match self.state(position) {
            State::Missing => Ok(None),
            State::Date(moment) => Ok(Some(moment.date())),
            State::Text | State::Number(_) => {
                date::parse(self.text(position), self.layout.date_order(position)).map(Some)
            }
            State::Error => Err(CellFault::WorkbookError),
            State::NoResult => Err(CellFault::FormulaWithoutResult),
            State::Holder(_) => Err(CellFault::NotADate),
        }
    }

    /// The keyed hash of a cell of kind `holder`. `None` when missing.
    #[must_use]
    pub fn holder(&self, position: usize) -> Option<u64> {
        match self.state(position) {
            State::Holder(hash) => Some(hash),
            _ => None,
        }
    }

    /// Why the row as a whole is not a record, if so.
    #[must_use]
    pub fn fault(&self) -> Option<RowFault> {
        self.fault
    }

    /// The line or row, counted from 1.
    #[must_use]
    pub fn row_number(&self) -> u64 {
        self.number
    }

    /// How many rows of the source it stands for: of a file always one, of a table that its database
    /// grouped as many as have the same cells.
    #[must_use]
    pub fn times(&self) -> u64 {
        self.times
    }

    /// Where this row is.
    #[must_use]
    pub fn place(&self) -> Place {
        self.layout.row_place(self.number)
    }

    /// Where the cell of the declared column at `position` is.
    #[must_use]
    pub fn cell_place(&self, position: usize) -> Place {
        let place = self.layout.cell_place(position, self.number);
        let mut origins = self.origins.iter();
        match origins.find(|(of, _)| *of == position) {
            Some((_, column)) => Place {
                column: Some(column_letter(*column)),
                header: None,
                ..place
            },
            None => place,
        }
    }

    fn state(&self, position: usize) -> State {
        self.cells
            .get(position)
            .map_or(State::Missing, |cell| cell.state)
    }
}

/// What a reader does with a row.
impl SourceRow {
    pub(super) fn begin(&mut self, layout: &Arc<Layout>, number: u64) {
        if !Arc::ptr_eq(&self.layout, layout) {
            self.layout = Arc::clone(layout);
        }
        self.text.clear();
        self.cells.clear();
        self.number = number;
        self.times = 1;
        self.fault = None;
        self.origins.clear();
    }

    /// Notes the column of the sheet that the next cell comes from.
    pub(super) fn note_origin(&mut self, column: usize) {
        self.origins.push((self.cells.len(), column));
    }

    pub(super) fn stand_for(&mut self, times: u64) {
        self.times = times;
    }

    pub(super) fn push_missing(&mut self) {
        self.push("", State::Missing);
    }

    pub(super) fn push_text(&mut self, text: &str) {
        self.push(text, State::Text);
    }

    pub(super) fn push_number(&mut self, value: f64) {
        let start = self.text.len();
        number::write_plain(value, &mut self.text);
        self.close(start, State::Number(value));
    }

    pub(super) fn push_date(&mut self, moment: NaiveDateTime) {
        let start = self.text.len();
        date::write_iso(moment, &mut self.text);
        self.close(start, State::Date(moment));
    }

    pub(super) fn push_holder(&mut self, hash: u64) {
        self.push("", State::Holder(hash));
    }

    pub(super) fn push_error(&mut self) {
        self.push("", State::Error);
    }

    pub(super) fn push_no_result(&mut self) {
        self.push("", State::NoResult);
    }

    pub(super) fn set_fault(&mut self, fault: RowFault) {
        self.fault = Some(fault);
    }

    fn push(&mut self, text: &str, state: State) {
        let start = self.text.len();
        self.text.push_str(text);
        self.close(start, state);
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a row is limited to a few megabytes"
    )]
    fn close(&mut self, start: usize, state: State) {
        self.cells.push(Cell {
            start: start as u32,
            end: self.text.len() as u32,
            state,
        });
    }
}

impl fmt::Debug for SourceRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceRow")
            .field("place", &self.place())
            .field("cells", &format_args!("{} (redacted)", self.cells.len()))
            .finish()
    }
}

impl Layout {
    fn format(&self, position: usize) -> NumberFormat {
        self.columns
            .get(position)
            .map_or_else(NumberFormat::default, |column| column.format)
    }

    fn date_order(&self, position: usize) -> DateOrder {
        self.columns
            .get(position)
            .map_or_else(DateOrder::default, |column| column.date_order)
    }
}
