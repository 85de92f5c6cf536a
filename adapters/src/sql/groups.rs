//! Some of the rows that a grouping statement gave: cells as text, and a count. It holds records as the row of
//! a file does; it can be neither printed nor serialised.

use super::SqlError;

/// Rows in one piece of memory.
#[derive(Default)]
pub(crate) struct Groups {
    text: String,
    /// Where the cells begin and end; none for no value.
    cells: Vec<Option<(usize, usize)>>,
    times: Vec<u64>,
}

/// Bytes after which rows are handed on.
const FULL: usize = 1 << 18;

impl Groups {
    /// Hands rows on to `take`, some at a time, until it wants no more; `next` adds the cells of the next row and
    /// gives how many records it stands for.
    pub(super) fn hand_on(
        take: &mut dyn FnMut(Self) -> bool,
        mut next: impl FnMut(&mut Self) -> Result<Option<u64>, SqlError>,
    ) -> Result<(), SqlError> {
        let mut groups = Self::default();
        while let Some(times) = next(&mut groups)? {
            groups.times.push(times);
            if groups.is_full() && !take(std::mem::take(&mut groups)) {
                return Ok(());
            }
        }
        if !groups.times.is_empty() {
            take(groups);
        }
        Ok(())
    }

    /// Adds a cell to the row under way.
    pub(super) fn push(&mut self, cell: Option<&str>) {
        self.cells.push(cell.map(|cell| {
            let start = self.text.len();
            self.text.push_str(cell);
            (start, self.text.len())
        }));
    }

    /// Whether it is time to hand them on.
    fn is_full(&self) -> bool {
        self.text.len() + self.cells.len() * 24 >= FULL
    }

    /// The cells and counts of the rows.
    pub(crate) fn rows<'a>(
        &'a self,
    ) -> impl Iterator<Item = (impl Fn(usize) -> Option<&'a str>, u64)> {
        let width = self.cells.len() / self.times.len().max(1);
        self.times.iter().enumerate().map(move |(row, times)| {
            let cell = move |column: usize| {
                let place = self.cells.get(row * width + column).copied().flatten();
                place.map(|(start, end)| &self.text[start..end])
            };
            (cell, *times)
        })
    }
}
