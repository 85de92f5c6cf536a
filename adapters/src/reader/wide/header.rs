//! The header of a wide table: one or more rows, in which a cell holds for the columns to its right that say nothing
//! of their own, as merged cells do, up to where a cell above it ends.

use super::super::raw::{RawCells, RawRow};
use super::label::clean;

/// The header of a block.
#[derive(Default)]
pub(super) struct Header {
    /// The row in which it begins.
    pub(super) first: u64,
    /// Per row of the header, its cells.
    levels: Vec<Vec<String>>,
}

impl Header {
    /// A header that begins in the row `number`.
    pub(super) fn begin(number: u64) -> Self {
        Self {
            first: number,
            levels: Vec::new(),
        }
    }

    /// Takes a row of the header; the cells of the columns of labels say nothing about figures.
    pub(super) fn add(&mut self, row: &RawRow, labels: usize, footnotes: &[String]) {
        let text = |index| {
            if index < labels {
                String::new()
            } else {
                clean(row.cell(index), footnotes)
            }
        };
        self.levels.push((0..row.width()).map(text).collect());
    }

    /// Makes all rows as wide as the widest and lets each cell hold for those to its right.
    pub(super) fn close(&mut self, labels: usize) {
        let width = self.levels.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..self.levels.len() {
            let (above, rest) = self.levels.split_at_mut(at);
            let Some(level) = rest.first_mut() else {
                return;
            };
            level.resize(width, String::new());
            for index in labels + 1..width {
                let parted = above.iter().any(|above| above[index] != above[index - 1]);
                if level[index].is_empty() && !parted {
                    level[index] = level[index - 1].clone();
                }
            }
        }
    }

    /// The texts over the column at `index`, from the top.
    pub(super) fn over(&self, index: usize) -> impl Iterator<Item = &str> {
        self.levels
            .iter()
            .map(move |level| level.get(index).map_or("", String::as_str))
    }

    /// The texts over the column at `index` that say something, from the top.
    pub(super) fn path(&self, index: usize) -> String {
        let filled: Vec<&str> = self.over(index).filter(|text| !text.is_empty()).collect();
        filled.join(JOIN)
    }
}

/// What stands between the texts of a path.
pub(super) const JOIN: &str = " / ";

#[cfg(test)]
mod tests {
    use super::super::super::raw::{RawCell, RawRow};
    use super::Header;

    fn header(rows: &[&[&str]]) -> Header {
        let mut header = Header::begin(1);
        for cells in rows {
            let mut row = RawRow::new(1);
            for (index, text) in cells
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
            {
                row.put(index, RawCell::Text(text));
            }
            header.add(&row, 1, &[]);
        }
        header.close(1);
        header
    }

    #[test]
    fn a_cell_holds_to_its_right_up_to_where_one_above_ends() {
        let header = header(&[
            &["Year", "All", "By condition", "", "", ""],
            &["", "", "Active", "", "", "Not active"],
            &["", "", "Total", "Employed", "Unemployed", ""],
            &["", "", "", "", "Number", "", ""],
        ]);
        let paths: Vec<String> = (1..6).map(|index| header.path(index)).collect();
        let expected = [
            "All",
            "By condition / Active / Total",
            "By condition / Active / Employed",
            "By condition / Active / Unemployed / Number",
            "By condition / Not active",
        ];
        assert_eq!(paths, expected);
    }
}
