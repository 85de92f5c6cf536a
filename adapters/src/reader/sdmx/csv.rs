//! What SDMX-CSV adds to a delimited text: labels behind codes (`MX: Mexico`), words for a missing value, and rows
//! that delete an observation.

use super::super::raw::{RawCell, RawCells};
use super::is_none;

/// How a text of SDMX-CSV writes its columns.
pub(in crate::reader) struct Labels {
    /// Whether the cells of a column have a label behind the code.
    labelled: Vec<bool>,
    action: Option<usize>,
}

impl Labels {
    /// Takes the labels off the headers.
    pub(in crate::reader) fn take_off(headers: &mut [String]) -> Self {
        let labelled = headers.iter().map(|header| header.contains(": ")).collect();
        for header in headers.iter_mut() {
            header.truncate(code(header).len());
        }
        let action = headers.iter().position(|header| header == "ACTION");
        Self { labelled, action }
    }

    /// Whether the row takes an observation back.
    pub(in crate::reader) fn deletes(&self, cells: &impl RawCells) -> bool {
        let action = self.action.map(|index| cells.cell(index));
        matches!(action, Some(RawCell::Text("D" | "Delete")))
    }
}

/// The cells of a row without their labels.
pub(in crate::reader) struct Codes<'a, C> {
    pub(in crate::reader) cells: C,
    pub(in crate::reader) labels: &'a Labels,
}

impl<C: RawCells> RawCells for Codes<'_, C> {
    fn width(&self) -> usize {
        self.cells.width()
    }

    fn cell(&self, index: usize) -> RawCell<'_> {
        match self.cells.cell(index) {
            RawCell::Text(text) if is_none(text) => RawCell::Empty,
            RawCell::Text(text) if self.labels.labelled.get(index) == Some(&true) => {
                RawCell::Text(code(text))
            }
            cell => cell,
        }
    }
}

/// The code before its label.
fn code(text: &str) -> &str {
    text.split_once(": ").map_or(text, |(code, _)| code)
}
