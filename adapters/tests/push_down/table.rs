//! The same rows as a delimited text and as a table of a database, and what an adapter makes of both.

use std::{fmt::Write, fs, io::Write as _, path::Path};

use adapters::{
    definition::{
        Definition,
        column::{Column, ColumnKind},
    },
    pipeline::{Outcome, PipelineError},
    reader::Format,
    report::Report,
};
use postgres::Client;
use serde_json::Value;

/// A rectangle of texts under a header.
pub(crate) struct Rectangle {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// How the columns of the table are declared.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Types {
    /// All as text.
    Text,
    /// Numbers as numbers and dates as dates.
    Own,
}

impl Rectangle {
    /// The rows of a delimited text below its header, the line `header` from 0; what is as wide as the header, as
    /// a database would take it.
    pub(crate) fn of_text(path: &Path, separator: u8, header: usize) -> Self {
        let bytes = fs::read(path).expect("a file");
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => encoding_rs::WINDOWS_1252
                .decode(error.as_bytes())
                .0
                .into_owned(),
        };
        let text = text.trim_start_matches('\u{feff}');
        let reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = reader
            .into_records()
            .map(|record| record.expect("a record"))
            .map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>())
            .skip(header);
        let header = records.next().expect("a header");
        let rows = records.filter(|row| {
            row.len() == header.len() && row.iter().any(|cell| !cell.trim().is_empty())
        });
        Self {
            rows: rows.collect(),
            header,
        }
    }

    /// The rows of a synthetic file.
    pub(crate) fn of_sample(path: &Path, definition: &Definition, format: Format) -> Self {
        if format != Format::Ndjson {
            return Self::of_text(path, separator(definition), 0);
        }
        let text = fs::read_to_string(path).expect("a file");
        let objects = text.lines().map(|line| {
            let object: serde_json::Map<String, Value> =
                serde_json::from_str(line).expect("an object");
            object
        });
        let objects: Vec<_> = objects.collect();
        let header: Vec<String> = objects[0].keys().cloned().collect();
        let cell = |value: &Value| value.as_str().expect("a text").to_owned();
        let rows = objects
            .iter()
            .map(|object| object.values().map(cell).collect());
        Self {
            rows: rows.collect(),
            header,
        }
    }

    /// The file from which an adapter reads these rows.
    pub(crate) fn write(&self, path: &Path, definition: &Definition, format: Format) {
        if format == Format::Ndjson {
            let mut text = String::new();
            for row in &self.rows {
                let cells = self.header.iter().zip(row);
                let object: serde_json::Map<String, Value> = cells
                    .map(|(name, cell)| (name.clone(), cell.clone().into()))
                    .collect();
                writeln!(text, "{}", Value::Object(object)).expect("a text grows");
            }
            return fs::write(path, text).expect("a file");
        }
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator(definition))
            .from_writer(Vec::new());
        writer.write_record(&self.header).expect("a header");
        for row in &self.rows {
            writer.write_record(row).expect("a row");
        }
        let text = String::from_utf8(writer.into_inner().expect("bytes")).expect("letters");
        let label = definition.source.encoding.as_bytes();
        let encoding = encoding_rs::Encoding::for_label(label).unwrap_or(encoding_rs::UTF_8);
        fs::write(path, encoding.encode(&text).0).expect("a file");
    }

    /// Does what is done before an import: leaves out the notes at the end, and fills blank cells from the row above
    /// where the definition does.
    pub(crate) fn prepare(&mut self, definition: &Definition) {
        let notes = |row: &Vec<String>| {
            let footer = definition.source.footer.iter();
            footer.into_iter().any(|start| row[0].starts_with(start))
        };
        if let Some(end) = self.rows.iter().position(notes) {
            self.rows.truncate(end);
        }
        let filled = &definition.source.fill_down;
        let of = |(name, column): &(&String, &Column)| {
            let header = |header: &String| header == *name || column.names.contains(header);
            self.header.iter().position(header)
        };
        let declared = definition.columns.iter();
        let declared = declared.filter(|(name, _)| filled.contains(name));
        let columns: Vec<usize> = declared.filter_map(|one| of(&one)).collect();
        for row in 1..self.rows.len() {
            for column in &columns {
                if self.rows[row][*column].trim().is_empty() {
                    self.rows[row][*column] = self.rows[row - 1][*column].clone();
                }
            }
        }
    }

    /// Leaves out the rows that columns with types of their own would refuse.
    pub(crate) fn keep_typed(&mut self, definition: &Definition) {
        let kinds: Vec<_> = self.kinds(definition);
        let fits = |row: &Vec<String>| {
            let mut cells = row.iter().zip(&kinds);
            cells.all(|(cell, (kind, decimal))| typed(cell, *kind, *decimal).is_some())
        };
        self.rows.retain(fits);
    }

    /// The declared kind and decimal sign of each column of the file.
    fn kinds(&self, definition: &Definition) -> Vec<(ColumnKind, char)> {
        let of = |header: &String| {
            let declared = |(name, column): &(&String, &Column)| {
                *name == header || column.names.contains(header)
            };
            let found = definition.columns.iter().find(declared);
            found.map_or((ColumnKind::Label, '.'), |(_, column)| {
                let decimal = column.decimal.unwrap_or(definition.source.decimal);
                (column.kind, decimal)
            })
        };
        self.header.iter().map(of).collect()
    }

    /// Makes the table `name` of these rows.
    pub(crate) fn load(
        &self,
        client: &mut Client,
        name: &str,
        definition: &Definition,
        types: Types,
    ) {
        let kinds = self.kinds(definition);
        let columns = self.header.iter().zip(&kinds).map(|(header, (kind, _))| {
            let declared = match (types, kind) {
                (Types::Own, ColumnKind::Number | ColumnKind::Integer) => "numeric",
                (Types::Own, ColumnKind::Date) => "date",
                _ => "text",
            };
            format!("\"{}\" {declared}", header.replace('"', "\"\""))
        });
        let columns: Vec<_> = columns.collect();
        client
            .batch_execute(&format!(
                "DROP TABLE IF EXISTS {name}; CREATE TABLE {name} ({})",
                columns.join(", ")
            ))
            .expect("a table");
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &self.rows {
            let cells = row.iter().zip(&kinds).map(|(cell, (kind, decimal))| {
                let kept = (types == Types::Own).then(|| typed(cell, *kind, *decimal));
                kept.flatten().unwrap_or_else(|| cell.clone())
            });
            writer.write_record(cells).expect("a row");
        }
        let bytes = writer.into_inner().expect("bytes");
        let mut copy = client
            .copy_in(&format!("COPY {name} FROM STDIN (FORMAT csv)"))
            .expect("a copy");
        copy.write_all(&bytes).expect("rows");
        copy.finish().expect("rows");
    }
}

/// `cell` as a column of the kind's own type takes it; none when it refuses it.
fn typed(cell: &str, kind: ColumnKind, decimal: char) -> Option<String> {
    match kind {
        ColumnKind::Number | ColumnKind::Integer => {
            let text = cell.trim().replace(decimal, ".");
            (text.is_empty() || text.parse::<f64>().is_ok_and(f64::is_finite)).then_some(text)
        }
        ColumnKind::Date => {
            let text = cell.trim();
            (text.is_empty() || text.parse::<chrono::NaiveDate>().is_ok()).then(|| text.to_owned())
        }
        _ => Some(cell.to_owned()),
    }
}

fn separator(definition: &Definition) -> u8 {
    match definition.source.separator.as_bytes() {
        [one] => *one,
        _ => b',',
    }
}

/// What a run made, without what no two runs share and what only one of both ways knows: the identifier of a
/// submission; the numbers of rows, and the statement.
pub(crate) fn told(made: &Result<Outcome, PipelineError>) -> String {
    let outcome = match made {
        Ok(outcome) => outcome,
        Err(error) => return error.code().to_owned(),
    };
    let mut told = of_report(&outcome.report);
    for (submission, path) in outcome.submissions.iter().zip(&outcome.written) {
        let text = fs::read_to_string(path).expect("a submission");
        let id = submission.header.submission_id.to_string();
        assert!(text.contains(&id), "{}", path.display());
        told.push_str(&text.replace(&id, "-"));
    }
    told
}

fn of_report(report: &Report) -> String {
    let mut excluded: Vec<_> = report.excluded.iter().collect();
    excluded.sort_by_key(|one| &one.reason);
    let mut rejects: Vec<_> = report
        .rejects
        .iter()
        .map(|one| (one.code, &one.column, one.count))
        .collect();
    rejects.sort();
    format!(
        "{} = {} + {} + {}\n{excluded:?}\n{rejects:?}\n{:?}\n{:?}\n{:?}\n{:?}\n",
        report.rows_read,
        report.rows_accepted,
        report.rows_excluded,
        report.rows_rejected,
        report.control_totals,
        report.coverage,
        report.suspicions,
        report.tables,
    )
}
