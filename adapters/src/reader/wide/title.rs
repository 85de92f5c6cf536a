//! The title above a wide table. Tables of one series look alike, and some say only there what period they are of.

use super::super::raw::{RawCells, RawRow};
use super::label::{begins, clean};
use super::spec::Wide;

/// What was read of the title so far.
#[derive(Default)]
pub(super) struct Title {
    text: String,
}

impl Title {
    /// Whether the title was met, or need not be.
    pub(super) fn is_told(&self, wide: &Wide) -> bool {
        wide.title.is_empty() || !self.text.is_empty()
    }

    /// Takes a row above the header, of which `first` is the first cell.
    pub(super) fn take(&mut self, first: &str, row: &RawRow, wide: &Wide) {
        if self.text.is_empty() && !begins(first, &wide.title) {
            return;
        }
        for cell in (0..row.width()).map(|index| clean(row.cell(index), &[])) {
            if !cell.is_empty() && self.text.len() + cell.len() < MOST_BYTES {
                let between = if self.text.is_empty() { "" } else { " " };
                self.text.push_str(between);
                self.text.push_str(&cell);
            }
        }
    }

    /// The title on one line; empty where the definition does not ask for it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How the next row begins that must come before figures.
    pub(super) fn awaited<'w>(&self, wide: &'w Wide) -> &'w [String] {
        if self.is_told(wide) {
            &wide.header
        } else {
            &wide.title
        }
    }
}

/// A longer title is a page of text.
const MOST_BYTES: usize = 2_000;
