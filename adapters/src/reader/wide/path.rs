//! Which label stands under which: the labels of a row and of the rows around it, by level.

use super::super::names::folded;
use super::super::raw::{RawCells, RawRow};
use super::label::{begins, clean, indent};
use super::spec::{Level, Wide};

/// The labels that hold for a row, from the outermost level to the innermost.
pub(super) type Path = Vec<String>;

/// The levels of a table, made ready to compare.
pub(super) struct Levels {
    levels: Vec<Known>,
    labels: usize,
    footnotes: Vec<String>,
    label_lines: bool,
}

struct Known {
    level: Level,
    labels: Vec<String>,
}

/// A label of a row.
pub(super) struct Labelled {
    /// Its level.
    pub(super) level: usize,
    /// Whether a condition of the level named it.
    named: bool,
    /// Whether it may stand above a table and hold for it: the level knows it by more than its column.
    pub(super) titled: bool,
    /// The text.
    pub(super) text: String,
}

/// What the labels of a row are.
pub(super) enum Labels {
    /// Labels of these levels.
    Of(Vec<Labelled>),
    /// The beginning of the label of the next row.
    Begun,
}

impl Levels {
    pub(super) fn new(wide: &Wide) -> Self {
        let known = |level: &Level| Known {
            labels: level.labels.iter().map(|label| folded(label)).collect(),
            level: level.clone(),
        };
        Self {
            levels: wide.levels.iter().map(known).collect(),
            labels: wide.labels,
            footnotes: wide.footnotes.clone(),
            label_lines: wide.label_lines,
        }
    }

    /// How many levels there are.
    pub(super) fn len(&self) -> usize {
        self.levels.len()
    }

    /// The labels of `row`; `begun` is what rows before it began, and is used up or longer afterwards.
    pub(super) fn of(&self, row: &RawRow, alone: bool, begun: &mut String) -> Labels {
        let mut found: Vec<Labelled> = Vec::new();
        for index in 0..self.labels.min(row.width()) {
            let cell = row.cell(index);
            if cell.is_blank() {
                continue;
            }
            let own = clean(cell, &self.footnotes);
            let text = if begun.is_empty() {
                own
            } else {
                format!("{begun} {own}")
            };
            let blanks = indent(cell);
            let fits = |known: &Known| known.fits(&text, index, blanks, alone);
            let named = self.levels.iter().rposition(fits);
            let open = || self.levels.iter().rposition(|known| known.level.is_open());
            if let Some(level) = named.or_else(open) {
                found.push(Labelled {
                    level,
                    named: named.is_some(),
                    titled: named.is_some_and(|level| self.levels[level].level.is_told()),
                    text,
                });
            }
        }
        let begins = self.label_lines && alone && found.iter().all(|label| !label.named);
        match found.last() {
            Some(last) if begins => {
                begun.clone_from(&last.text);
                Labels::Begun
            }
            _ => {
                begun.clear();
                Labels::Of(found)
            }
        }
    }
}

impl Known {
    fn fits(&self, text: &str, index: usize, blanks: usize, alone: bool) -> bool {
        let level = &self.level;
        if level.is_open() {
            return false;
        }
        let plain = folded(text);
        let ends = || {
            let mut ends = level.ends_with.iter().map(|end| folded(end));
            ends.any(|end| plain.ends_with(&end))
        };
        (self.labels.is_empty() || self.labels.contains(&plain))
            && (level.starts_with.is_empty() || begins(text, &level.starts_with))
            && (level.ends_with.is_empty() || ends())
            && level.column.is_none_or(|column| column == index + 1)
            && level
                .indent
                .is_none_or(|[from, to]| (from..=to).contains(&blanks))
            && (alone || !level.alone)
    }
}
