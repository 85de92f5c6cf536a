//! Where a table of rows ends: at a first cell that begins as the definition says. Below it stand notes and sums, which
//! are left aside; but a row there that is filled as the rows of the table are is told, and never dropped without a word.

use super::layout::{FoundColumn, Layout};
use super::names::folded;
use super::number::looks_like_number;
use super::raw::{RawCell, RawCells};
use super::spec::{ColumnKind, SourceSpec};

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// In the table.
    Table,
    /// At its end: a footer. `full` if it is filled as a row of the table is, and says more than the definition.
    Footer { full: bool },
    /// Below, and no row of the table.
    Note,
    /// Below, and filled as the rows of the table are.
    Below,
}

/// The footers of a table, and how its rows are filled.
pub(super) struct Footers {
    starts: Vec<Start>,
    ended: bool,
    rows: usize,
    filled: usize,
}

struct Start {
    literal: String,
    folded: String,
}

impl Footers {
    pub(super) fn new(spec: &SourceSpec) -> Self {
        // A wide table has ended at its footer before its rows come here; a label that begins so is a label.
        let ends = spec.source.footer.iter();
        let ends = ends.filter(|_| spec.source.wide.is_none());
        let starts = ends.map(|start| Start {
            literal: start.trim().to_owned(),
            folded: folded(start),
        });
        Self {
            starts: starts.filter(|start| !start.literal.is_empty()).collect(),
            ended: false,
            rows: 0,
            filled: 0,
        }
    }

    /// Where the row stands whose first filled cell is at `first`.
    pub(super) fn standing(
        &mut self,
        raw: &impl RawCells,
        first: usize,
        layout: &Layout,
    ) -> Standing {
        if self.starts.is_empty() {
            return Standing::Table;
        }
        if first <= layout.first
            && let RawCell::Text(text) = raw.cell(first)
            && let Some(whole) = self.begins(text.trim())
        {
            let full = !whole && self.is_filled(raw, layout);
            self.ended = true;
            return Standing::Footer { full };
        }
        if self.ended {
            return if self.is_filled(raw, layout) {
                Standing::Below
            } else {
                Standing::Note
            };
        }
        self.rows += 1;
        self.filled += filled(raw, layout);
        Standing::Table
    }

    /// Whether the text begins as a footer does; if so, whether that is all it says.
    fn begins(&self, text: &str) -> Option<bool> {
        let mut met = self.starts.iter().filter(|start| start.begins(text));
        let first = met.next()?;
        let text = folded(text);
        let whole = first.folded == text || met.any(|start| start.folded == text);
        Some(whole)
    }

    /// Whether the row is filled as those of the table are: as many cells but for one, two at least, and a number where
    /// the table has numbers.
    fn is_filled(&self, raw: &impl RawCells, layout: &Layout) -> bool {
        let own = filled(raw, layout);
        let usual = self.filled.checked_div(self.rows);
        let usual = usual.unwrap_or_else(|| columns(layout).filter(|one| one.1.required).count());
        let numeric = |kind| matches!(kind, ColumnKind::Number | ColumnKind::Integer);
        let mut numbers = columns(layout).filter(|one| numeric(one.1.kind)).peekable();
        let figure = numbers.peek().is_none()
            || numbers.any(|(index, _)| match raw.cell(index) {
                RawCell::Text(text) => looks_like_number(text.trim()),
                cell => matches!(cell, RawCell::Number(_)),
            });
        figure && own >= LEAST && own + 1 >= usual
    }
}

/// A row of fewer cells is a note.
const LEAST: usize = 2;

/// The columns that each row fills by itself, with their positions.
fn columns(layout: &Layout) -> impl Iterator<Item = (usize, &FoundColumn)> {
    let own = layout.columns.iter().filter(|column| !column.fill_down);
    own.filter_map(|column| Some((column.index?, column)))
}

/// How many of them the row fills.
fn filled(raw: &impl RawCells, layout: &Layout) -> usize {
    columns(layout)
        .filter(|(index, _)| !raw.cell(*index).is_blank())
        .count()
}

impl Start {
    fn begins(&self, text: &str) -> bool {
        if text.starts_with(&self.literal) {
            return true;
        }
        let Some(start) = self.folded.chars().next() else {
            return false;
        };
        // Folding is dear; a first letter that cannot match saves it.
        let possible = text.chars().next().is_some_and(|letter| {
            !letter.is_ascii_alphanumeric() || letter.to_ascii_lowercase() == start
        });
        possible && folded(text).starts_with(&self.folded)
    }
}
