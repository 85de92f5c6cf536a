//! Where a row or a cell is in a file, as an officer finds it: file, sheet, line or row, column letter and
//! header. A place holds names and numbers of the file's layout, never a value of a record.

use std::sync::Arc;

use schemas::language::{Language, args};

use crate::catalogue::catalogue;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The name of the file, without its folders, or of the table.
    pub file: Arc<str>,
    /// Whether it is a table of a database.
    pub is_table: bool,
    /// The sheet, in a workbook.
    pub sheet: Option<Arc<str>>,
    /// The line of a text or the row of a table, counted from 1 as editors and spreadsheets do.
    pub row: Option<u64>,
    /// The letter of the column, in a workbook.
    pub column: Option<String>,
    /// The header of the column, as the file writes it.
    pub header: Option<String>,
}

impl Place {
    /// The whole file.
    #[must_use]
    pub fn of_file(file: &str) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }

    /// The whole table of a database.
    #[must_use]
    pub fn of_table(name: &str) -> Self {
        Self {
            is_table: true,
            ..Self::of_file(name)
        }
    }

    /// The same place, at row `row`.
    #[must_use]
    pub fn at_row(&self, row: u64) -> Self {
        Self {
            row: Some(row),
            ..self.clone()
        }
    }

    /// The place in words, such as ``file `q3.xlsx`, sheet `Vacancies`, row 12, column C``.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let key = if self.is_table {
            "read-place-table"
        } else {
            "read-place-file"
        };
        let mut parts = vec![part(language, key, &self.file)];
        if let Some(sheet) = &self.sheet {
            parts.push(part(language, "read-place-sheet", sheet));
        }
        if let Some(row) = self.row {
            parts.push(part(language, "read-place-row", &row.to_string()));
        }
        match (&self.column, &self.header) {
            (Some(letter), Some(header)) => {
                parts.push(part(
                    language,
                    "read-place-column",
                    &format!("{letter} ({header})"),
                ));
            }
            (Some(name), None) | (None, Some(name)) => {
                parts.push(part(language, "read-place-column", name));
            }
            (None, None) => {}
        }
        parts.join(", ")
    }
}

/// The letter of the column at `index` (counted from 0) in a spreadsheet: A, B, … Z, AA.
#[must_use]
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn part(language: Language, key: &str, name: &str) -> String {
    catalogue().message(language, key, &args([("name", name.to_owned())]))
}

#[cfg(test)]
mod tests {
    use super::column_letter;

    #[test]
    fn column_letters_are_those_of_a_spreadsheet() {
        let letters = [0, 25, 26, 51, 701, 702, 16_383].map(column_letter);
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
    }
}
