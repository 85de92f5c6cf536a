//! A row as a library hands it over, before anything but the declared columns is dropped. Raw rows live inside
//! the readers only.

use chrono::NaiveDateTime;

use super::row::RowFault;

/// A cell of a raw row.
#[derive(Clone, Copy)]
pub(super) enum RawCell<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Date(NaiveDateTime),
    Error,
    /// A formula that was never calculated.
    NoResult,
}

/// The cells of one row, by their position in the file.
pub(super) trait RawCells {
    /// One more than the position of the last cell.
    fn width(&self) -> usize;
    /// The cell at `index`; empty beyond the last.
    fn cell(&self, index: usize) -> RawCell<'_>;
    /// Why the row is no record, where that is known already.
    fn fault(&self) -> Option<RowFault> {
        None
    }
    /// The column of the sheet that the cell at `index` was taken from, where the row is not one of the sheet's.
    fn origin(&self, _index: usize) -> Option<usize> {
        None
    }
}

/// A raw row that owns its cells: for libraries that give one cell at a time.
#[derive(Clone, Default)]
pub(super) struct RawRow {
    /// The row, counted from 1.
    pub(super) number: u64,
    /// Why it is no record, where that is known before its cells are looked at.
    pub(super) fault: Option<RowFault>,
    text: String,
    cells: Vec<Stored>,
    origins: Vec<u32>,
}

#[derive(Clone, Copy)]
enum Stored {
    Empty,
    Text(usize, usize),
    Number(f64),
    Date(NaiveDateTime),
    Error,
    NoResult,
}

impl RawRow {
    pub(super) fn new(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// Puts `cell` at `index`.
    pub(super) fn put(&mut self, index: usize, cell: RawCell<'_>) {
        if self.cells.len() <= index {
            self.cells.resize(index + 1, Stored::Empty);
        }
        self.cells[index] = match cell {
            RawCell::Empty => Stored::Empty,
            RawCell::Text(text) => {
                let start = self.text.len();
                self.text.push_str(text);
                Stored::Text(start, self.text.len())
            }
            RawCell::Number(value) => Stored::Number(value),
            RawCell::Date(moment) => Stored::Date(moment),
            RawCell::Error => Stored::Error,
            RawCell::NoResult => Stored::NoResult,
        };
    }

    /// The same row without its first `columns` cells.
    pub(super) fn without_first(&self, columns: usize) -> Self {
        Self {
            text: self.text.clone(),
            cells: self.cells.get(columns..).unwrap_or_default().to_vec(),
            origins: Vec::new(),
            ..*self
        }
    }

    /// Puts `cell` behind the others; it was taken from the column at `origin` of the sheet.
    pub(super) fn put_from(&mut self, origin: usize, cell: RawCell<'_>) {
        self.put(self.cells.len(), cell);
        self.origins.push(u32::try_from(origin).unwrap_or(u32::MAX));
    }

    pub(super) fn clear(&mut self, number: u64) {
        self.number = number;
        self.fault = None;
        self.text.clear();
        self.cells.clear();
        self.origins.clear();
    }

    /// The bytes that its texts take.
    pub(super) fn text_bytes(&self) -> usize {
        self.text.len()
    }
}

impl RawCells for RawRow {
    fn width(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, index: usize) -> RawCell<'_> {
        match self.cells.get(index) {
            None | Some(Stored::Empty) => RawCell::Empty,
            Some(Stored::Text(start, end)) => RawCell::Text(&self.text[*start..*end]),
            Some(Stored::Number(value)) => RawCell::Number(*value),
            Some(Stored::Date(moment)) => RawCell::Date(*moment),
            Some(Stored::Error) => RawCell::Error,
            Some(Stored::NoResult) => RawCell::NoResult,
        }
    }

    fn fault(&self) -> Option<RowFault> {
        self.fault
    }

    fn origin(&self, index: usize) -> Option<usize> {
        self.origins.get(index).map(|origin| *origin as usize)
    }
}

impl RawCell<'_> {
    /// Whether a person sees nothing in the cell.
    pub(super) fn is_blank(self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// The position of the first cell that is not blank.
pub(super) fn first_filled(row: &impl RawCells) -> Option<usize> {
    (0..row.width()).find(|index| !row.cell(*index).is_blank())
}

/// The cells as text, for the header.
pub(super) fn texts(row: &impl RawCells) -> Vec<String> {
    (0..row.width())
        .map(|index| match row.cell(index) {
            RawCell::Text(text) => text.trim().to_owned(),
            RawCell::Number(value) => value.to_string(),
            _ => String::new(),
        })
        .collect()
}
