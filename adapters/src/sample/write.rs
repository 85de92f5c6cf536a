//! Rows of texts into a file, in the separator, encoding and marks that the definition reads.

use std::{fs::File, io, io::Write, path::Path};

use super::{Row, header, wide};
use crate::{
    definition::{Definition, column::ColumnKind},
    reader::{Format, Position},
};

/// Columns that no definition declares, as real files have them: what identifies a person must stay
/// in the file.
const PERSONAL: [&str; 2] = ["NOMBRE DE LA PERSONA", "DOCUMENTO DE LA PERSONA"];

/// What stands in them in row `at`.
fn personal(at: usize) -> [String; 2] {
    [
        format!("PERSONA SINTETICA {at}"),
        format!("SINTETICO-P-{at:06}"),
    ]
}

/// Whether the generator writes this format.
pub(super) fn knows(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Ndjson | Format::Fixed)
}

/// Writes the rows.
pub(super) fn file(
    path: &Path,
    definition: &Definition,
    format: Format,
    rows: &[Row],
) -> io::Result<()> {
    if let Some(layout) = &definition.source.wide {
        let personal = PERSONAL.map(str::to_owned).into_iter().chain(personal(0));
        let lines = wide::lines(definition, layout, personal.collect(), rows);
        return File::create(path)?.write_all(&encoded(definition, &joined(definition, lines)?));
    }
    let bytes = match format {
        Format::Ndjson => lines(definition, rows)?,
        Format::Fixed => encoded(definition, &placed(definition, rows)),
        _ => encoded(definition, &separated(definition, rows)?),
    };
    File::create(path)?.write_all(&bytes)
}

fn separated(definition: &Definition, rows: &[Row]) -> io::Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator(definition))
        .from_writer(Vec::new());
    let headers = definition
        .columns
        .iter()
        .map(|(name, column)| header(name, column));
    writer.write_record(headers.chain(PERSONAL))?;
    for (at, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(definition.columns.values());
        let cells = cells.map(|(cell, column)| {
            let decimal = column.decimal.unwrap_or(definition.source.decimal);
            if column.kind == ColumnKind::Number && decimal != '.' {
                cell.replace('.', &decimal.to_string())
            } else {
                cell.clone()
            }
        });
        writer.write_record(cells.chain(personal(at)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// Lines of cells, whatever their number.
fn joined(definition: &Definition, lines: Vec<Vec<String>>) -> io::Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator(definition))
        .flexible(true)
        .from_writer(Vec::new());
    for line in lines {
        writer.write_record(line)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn separator(definition: &Definition) -> u8 {
    match definition.source.separator.as_bytes() {
        [one] => *one,
        _ => b',',
    }
}

fn lines(definition: &Definition, rows: &[Row]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&definition.columns);
        let personal = PERSONAL.map(str::to_owned).into_iter().zip(personal(at));
        let object: serde_json::Map<_, _> = cells
            .map(|(cell, (name, column))| (header(name, column).to_owned(), cell.clone()))
            .chain(personal)
            .map(|(name, cell)| (name, cell.into()))
            .collect();
        serde_json::to_writer(&mut bytes, &object)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Cells at the positions of their columns; what is longer than its column is cut off.
fn placed(definition: &Definition, rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let mut line: Vec<char> = Vec::new();
        for (cell, column) in row.iter().zip(definition.columns.values()) {
            let Some(range) = column.position.map(Position::range) else {
                continue;
            };
            line.resize(line.len().max(range.end), ' ');
            for (at, letter) in range.zip(cell.chars()) {
                line[at] = letter;
            }
        }
        text.extend(line);
        text.push('\n');
    }
    text
}

fn encoded(definition: &Definition, text: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(definition.source.encoding.as_bytes());
    encoding
        .unwrap_or(encoding_rs::UTF_8)
        .encode(text)
        .0
        .into_owned()
}
