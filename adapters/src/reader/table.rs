//! Rows of a table of a database, grouped there by the columns that a mapping reads: the same columns by the same
//! names as in a file, cells with the types of the table, and how many rows of the table each row stands for.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    assemble::push,
    error::{ReadError, ReadFault},
    header::Search,
    layout::Layout,
    place::Place,
    raw::RawCell,
    row::SourceRow,
    spec::SourceSpec,
};

/// What the cells of a column of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellType {
    /// Text, and what is read as text.
    Text,
    /// A number that is written with a point, whatever mark the adapter declares.
    Number,
    /// A date, or a moment.
    Moment,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Its name in the database.
    pub name: String,
    /// What its cells are.
    pub cells: CellType,
}

/// Makes rows of the declared columns out of rows of a table.
pub struct TableRows {
    layout: Arc<Layout>,
    /// The columns of the table that are asked for, by their positions there.
    asked: Vec<(usize, CellType)>,
}

impl TableRows {
    /// Finds the declared columns among `columns`; those at the positions `read` are asked for.
    ///
    /// # Errors
    /// When a required column is missing, or two columns have its name.
    pub fn new(
        spec: &SourceSpec,
        table: &str,
        columns: &[TableColumn],
        read: &BTreeSet<usize>,
    ) -> Result<Self, ReadError> {
        let place = Place::of_table(table);
        let fail = |fault| ReadError::new(&place, fault);
        let mut search = Search::of_names(spec);
        let names = columns.iter().map(|column| column.name.clone()).collect();
        let Some(header) = search.offer(names).map_err(fail)? else {
            return Err(fail(search.failure()));
        };
        let mut layout = header.layout(spec, place.clone(), 0, false);
        let mut asked: Vec<(usize, CellType)> = Vec::new();
        let mut order = BTreeMap::new();
        for (position, column) in layout.columns.iter_mut().enumerate() {
            let found = column.index.filter(|_| read.contains(&position));
            column.index = found.map(|index| {
                *order.entry(index).or_insert_with(|| {
                    asked.push((index, columns[index].cells));
                    asked.len() - 1
                })
            });
        }
        Ok(Self {
            layout: Arc::new(layout),
            asked,
        })
    }

    /// The columns to ask for, by their positions in the table.
    pub fn asked(&self) -> impl Iterator<Item = usize> {
        self.asked.iter().map(|(index, _)| *index)
    }

    /// Fills `row`; `cell` gives the text of a column by its place among [`Self::asked`], `number` is another for
    /// each row, and `times` is how many rows of the table have these cells.
    ///
    /// # Errors
    /// When the adapter fills a blank cell from the row above: the rows of a table have no order.
    pub fn fill<'a>(
        &self,
        cell: impl Fn(usize) -> Option<&'a str>,
        (number, times): (u64, u64),
        row: &mut SourceRow,
    ) -> Result<(), ReadError> {
        row.begin(&self.layout, number);
        row.stand_for(times);
        for column in &self.layout.columns {
            let Some(index) = column.index else {
                row.push_missing();
                continue;
            };
            let cell = typed(cell(index), self.asked[index].1);
            if column.fill_down && cell.is_blank() {
                let fault = ReadFault::NoOrder {
                    column: column.id.clone(),
                };
                return Err(ReadError::new(&self.layout.place, fault));
            }
            push(column, cell, row);
        }
        Ok(())
    }

    /// The error of published figures that are asked of a table.
    pub(crate) fn refuse_figures(table: &str) -> ReadError {
        ReadError::new(&Place::of_table(table), ReadFault::FiguresInTable)
    }

    /// The error of a table without rows.
    #[must_use]
    pub fn no_rows(&self) -> ReadError {
        ReadError::new(&self.layout.place, ReadFault::NoRows)
    }
}

fn typed(text: Option<&str>, cells: CellType) -> RawCell<'_> {
    let Some(text) = text else {
        return RawCell::Empty;
    };
    let typed = match cells {
        CellType::Text => None,
        CellType::Number => number(text).map(RawCell::Number),
        CellType::Moment => moment(text).map(RawCell::Date),
    };
    typed.unwrap_or(RawCell::Text(text))
}

/// A number with decimals. Whole ones stay as they are written: one with many digits may be an identifier.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A date or a moment as ISO 8601 writes it, by the clock of the place.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let date: NaiveDate = text.get(..10)?.parse().ok()?;
    let time = text.get(11..19).and_then(|time| time.parse().ok());
    Some(date.and_time(time.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::{moment, number};

    #[test]
    fn a_whole_number_keeps_all_its_digits() {
        assert_eq!(number("12345678901234567890"), None);
        assert_eq!(number("-12"), None);
        assert_eq!(number("10.50"), Some(10.5));
        assert_eq!(number("1e+20"), Some(1e20));
        assert_eq!(number("NaN"), None);
    }

    #[test]
    fn a_moment_is_that_of_the_clock_on_the_wall() {
        let told = moment("2024-03-31 23:30:00-06").map(|moment| moment.to_string());
        assert_eq!(told.as_deref(), Some("2024-03-31 23:30:00"));
        let told = moment("2024-03-31").map(|moment| moment.to_string());
        assert_eq!(told.as_deref(), Some("2024-03-31 00:00:00"));
        assert_eq!(moment("infinity"), None);
    }
}
