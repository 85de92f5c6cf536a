//! Whether a file is a published table of rows and columns that a definition knows how to read: then its columns are
//! those of the figures.

use std::path::Path;

use super::{Examined, column_spec, fit, rows::Rows};
use crate::{
    definition::{Adapter, Definition},
    reader::{Format, SourceSpec, wide_columns},
};

/// The table as the definition that fits best reads it; none where no definition knows its header. `fresh` makes
/// what is known of the file before its rows are read.
pub(super) fn known(
    path: &Path,
    found: Format,
    most_rows: u64,
    fresh: &dyn Fn() -> Examined,
) -> Option<Examined> {
    let mut best: Option<(f64, Examined)> = None;
    for (id, adapter) in Adapter::builtin_with(SECTION) {
        for (_, definition) in fit::variants(&adapter) {
            let Some(mut examined) = read(path, found, most_rows, definition, fresh) else {
                continue;
            };
            let fit = fit::fit(&examined, &id, None, definition);
            let score = fit.score + fit.named;
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                examined.wide = section(adapter.text());
                best = Some((score, examined));
            }
        }
    }
    best.map(|(_, examined)| examined)
}

fn read(
    path: &Path,
    found: Format,
    most_rows: u64,
    definition: &Definition,
    fresh: &dyn Fn() -> Examined,
) -> Option<Examined> {
    let wide = definition.source.wide.as_ref()?;
    if !definition.source.formats.contains(&found) {
        return None;
    }
    let columns = wide_columns(wide).map(|name| (name.clone(), column_spec(&name, true)));
    let spec = SourceSpec {
        columns: columns.collect(),
        ..definition.source_spec()
    };
    let rows = Rows::read(path, &spec, most_rows).ok()?;
    let mut examined = fresh();
    rows.tell(&mut examined, &spec);
    // A row of a table with many labels but no figure is no note.
    examined.footer = None;
    Some(examined)
}

/// The part of a definition that tells how the table is read.
pub(super) fn section(text: &str) -> Vec<String> {
    let lines = text.lines().skip_while(|line| !line.starts_with(SECTION));
    let mut section: Vec<String> = lines
        .take_while(|line| !line.starts_with('[') || line.contains("source.wide"))
        .map(str::to_owned)
        .collect();
    while section
        .last()
        .is_some_and(|line| line.is_empty() || line.starts_with('#'))
    {
        section.pop();
    }
    section
}

const SECTION: &str = "[source.wide]";
