//! Texts of fixed width, which have no header: where their columns stand is in the code book.

use std::path::Path;

use indexmap::IndexMap;

use super::{Examined, column_spec, examine, rows::Rows};
use crate::{
    codebook::CodeBook,
    reader::{ColumnSpec, Format, Position, ReadError, SourceOptions, SourceSpec},
};

/// Fewer columns with a place are no layout of a file.
const LEAST: usize = 2;

/// Looks at the file at `path` with what its code book says: the places of the columns where the file names none, and what
/// columns and codes mean.
///
/// # Errors
/// When the file cannot be read, or is of no known format.
pub fn examine_by(path: &Path, most_rows: u64, book: &CodeBook) -> Result<Examined, ReadError> {
    let mut examined = examine(path, most_rows)?;
    let named = |column: &super::Column| book.variable(&column.header).is_some();
    let headless = examined.found == Format::Csv && !examined.columns.iter().any(named);
    if let Some(spec) = placed(book).filter(|_| headless) {
        let rows = Rows::read(path, &spec, most_rows)?;
        examined.found = Format::Fixed;
        examined.format = Format::Fixed.name();
        examined.separator = None;
        rows.tell(&mut examined, &spec);
    }
    examined.describe(book);
    Ok(examined)
}

/// The columns that have a place in the book; none where it places too few.
fn placed(book: &CodeBook) -> Option<SourceSpec> {
    let place = |(name, variable): (&str, &crate::codebook::Variable)| {
        let place = variable
            .position?
            .map(|number| u32::try_from(number).unwrap_or(0));
        let position = Position::try_from(place).ok()?;
        let column = ColumnSpec {
            position: Some(position),
            ..column_spec(name, false)
        };
        Some((name.to_owned(), column))
    };
    let columns: IndexMap<String, ColumnSpec> = book.variables().filter_map(place).collect();
    let source = SourceOptions {
        formats: vec![Format::Fixed],
        ..SourceOptions::default()
    };
    (columns.len() >= LEAST).then_some(SourceSpec { source, columns })
}
