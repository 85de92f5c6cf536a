//! Rows of texts as a wide table: each row is one figure, under the header and beside the labels that it tells. Above
//! the table stands what must stay in the file.

use std::collections::BTreeSet;

use super::Row;
use crate::{
    definition::Definition,
    reader::{Parents, SUPPRESSED, Wide, folded, wide_columns},
};

/// The lines of a wide table, cell by cell; `personal` is the title above it.
pub(super) fn lines(
    definition: &Definition,
    wide: &Wide,
    personal: Vec<String>,
    rows: &[Row],
) -> Vec<Vec<String>> {
    let table = Table::new(definition, wide);
    let headers: Vec<Vec<String>> = rows
        .iter()
        .map(|row| table.header(row))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    // A header that does not begin over the labels begins with a column of its own.
    let corner = wide.header_column.map_or(0, |column| column.max(1) - 1);
    let first = wide.labels.max(corner + 1);
    let mut lines = vec![personal];
    lines.extend(wide.title.first().map(|start| {
        let told = rows.first().map_or("", |row| table.text(row, "title"));
        vec![format!("{start} {told}")]
    }));
    for level in 0..table.header_rows() {
        let start = wide.header.first().filter(|_| level == 0);
        let mut line = vec![String::new(); first];
        line[corner] = start.cloned().unwrap_or_default();
        let empty = headers.iter().all(|header| header[level].is_empty());
        let texts = headers.iter().map(|header| match header[level].as_str() {
            // A row in which nothing stands would be none of the header's.
            "" if empty => UNREAD.to_owned(),
            text => text.to_owned(),
        });
        line.extend(texts);
        lines.push(line);
    }
    for row in rows {
        let at = headers.binary_search(&table.header(row)).unwrap_or(0);
        let mut labels = table.labels(row);
        if labels.is_empty() {
            labels.push(vec![String::new(); wide.labels]);
        }
        let innermost = match wide.parents {
            Parents::Before => labels.len() - 1,
            Parents::After => 0,
        };
        labels[innermost].resize(first + at, String::new());
        labels[innermost].push(table.figure(row));
        lines.extend(labels);
    }
    lines
}

/// Where the columns of a wide table stand among those that the definition declares.
struct Table<'a> {
    wide: &'a Wide,
    columns: Vec<(String, Option<usize>)>,
}

impl<'a> Table<'a> {
    fn new(definition: &Definition, wide: &'a Wide) -> Self {
        let declared = |name: &String| {
            definition.columns.iter().position(|(id, column)| {
                let mut names = column.names.iter().chain([id]);
                names.any(|one| folded(one) == folded(name))
            })
        };
        let columns = wide_columns(wide).map(|name| (name.clone(), declared(&name)));
        Self {
            wide,
            columns: columns.collect(),
        }
    }

    fn text<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        let known = self.columns.iter().find(|(known, _)| known == name);
        let position = known.and_then(|(_, position)| *position);
        position
            .and_then(|at| row.get(at))
            .map_or("", String::as_str)
    }

    fn header_rows(&self) -> usize {
        let rows = self.columns.iter();
        rows.filter(|(name, _)| name.starts_with("column_")).count()
    }

    /// The texts over the figure of `row`.
    fn header(&self, row: &Row) -> Vec<String> {
        let whole: Vec<&str> = self.text(row, "column").split(" / ").collect();
        let mut header: Vec<String> = (0..self.header_rows())
            .map(|at| {
                let own = self.text(row, &format!("column_{}", at + 1));
                let part = whole.get(at).copied().unwrap_or_default();
                if own.is_empty() { part } else { own }.to_owned()
            })
            .collect();
        if header.iter().all(String::is_empty)
            && let Some(last) = header.last_mut()
        {
            "Total".clone_into(last);
        }
        header
    }

    /// The lines of labels beside the figure of `row`, in the order of the table.
    fn labels(&self, row: &Row) -> Vec<Vec<String>> {
        let innermost = self.wide.levels.len().saturating_sub(1);
        let mut lines = Vec::new();
        for (at, level) in self.wide.levels.iter().enumerate() {
            let mut text = self.text(row, &level.name).to_owned();
            if text.is_empty() && at == innermost {
                self.text(row, "label").clone_into(&mut text);
            }
            if text.is_empty() {
                continue;
            }
            let ends = level.ends_with.first();
            if let Some(end) = ends.filter(|end| !folded(&text).ends_with(&folded(end))) {
                text = format!("{text} {}", end.trim_start());
            }
            let blanks = level.indent.map_or(0, |[from, _]| from);
            let column = level.column.unwrap_or(1).clamp(1, self.wide.labels.max(1));
            let mut line = vec![String::new(); self.wide.labels.max(column)];
            line[column - 1] = format!("{}{text}", " ".repeat(blanks));
            lines.push(line);
        }
        if self.wide.parents == Parents::After {
            lines.reverse();
        }
        lines
    }

    /// The figure of `row`, or the sign that says that it is suppressed.
    fn figure(&self, row: &Row) -> String {
        let value = self.text(row, "value");
        let mark = self.wide.suppressed.first();
        match mark.filter(|_| self.text(row, "status") == SUPPRESSED) {
            Some(mark) if value.parse::<f64>().is_ok() => mark.clone(),
            _ => value.to_owned(),
        }
    }
}

/// What stands in a row of the header that the definition does not read.
const UNREAD: &str = "SINTETICO";
