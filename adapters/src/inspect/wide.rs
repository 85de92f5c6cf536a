//! Whether a file is a published table of rows and columns that a definition knows how to read: then its columns are
//! those of the figures.

use std::path::Path;

use super::{Examined, OtherTable, column_spec, fit, rows::Rows};
use crate::{
    definition::{Adapter, Definition},
    reader::{self, Beginnings, Inspection, ReadError, ReadFault, SourceSpec, wide_columns},
};

/// A way to read a table, and the definitions that read it so.
pub(super) struct Layout {
    spec: SourceSpec,
    definitions: Vec<(&'static Adapter, &'static Definition)>,
}

/// What the file at `path` is, and the layouts of which it seems to be.
pub(super) fn look(path: &Path) -> Result<(Inspection, Vec<Layout>), ReadError> {
    let mut layouts = layouts();
    let mut beginnings = Beginnings::default();
    for layout in &layouts {
        let wide = layout.spec.source.wide.as_ref();
        beginnings.add(wide.map_or(&[], |wide| &wide.header));
    }
    let inspection = reader::inspect_for(path, &mut beginnings)?;
    let found = inspection.recognised.format;
    let mut at = 0;
    layouts.retain(|layout| {
        at += 1;
        beginnings.is_met(at - 1) && layout.spec.source.formats.contains(&found)
    });
    Ok((inspection, layouts))
}

/// The layouts of printed tables that are compiled in, each once.
fn layouts() -> Vec<Layout> {
    let mut layouts: Vec<Layout> = Vec::new();
    for adapter in Adapter::builtin_with(SECTION) {
        for (_, definition) in fit::variants(adapter) {
            let Some(spec) = spec_of(definition) else {
                continue;
            };
            let known = (adapter, definition);
            match layouts.iter_mut().find(|layout| layout.spec == spec) {
                Some(layout) => layout.definitions.push(known),
                None => layouts.push(Layout {
                    spec,
                    definitions: vec![known],
                }),
            }
        }
    }
    layouts
}

/// All columns of the table as the definition reads it.
fn spec_of(definition: &Definition) -> Option<SourceSpec> {
    let wide = definition.source.wide.as_ref()?;
    let columns = wide_columns(wide).map(|name| (name.clone(), column_spec(&name, true)));
    Some(SourceSpec {
        columns: columns.collect(),
        ..definition.source_spec()
    })
}

/// The table as the definition that fits best reads it; none where no definition knows its header. `fresh` makes
/// what is known of the file before its rows are read. Tables in other sheets of a workbook are named beside it; a
/// hidden sheet comes after all that are visible.
pub(super) fn known(
    path: &Path,
    layouts: Vec<Layout>,
    most_rows: u64,
    fresh: &dyn Fn() -> Examined,
) -> Option<Examined> {
    let mut tables: Vec<Table> = layouts
        .into_iter()
        .filter_map(|layout| Table::read(path, &layout, most_rows, fresh()))
        .collect();
    // Of those that fit alike the first stays the first.
    tables.sort_by(|one, other| {
        let visible = other.visible.cmp(&one.visible);
        visible.then(other.score.total_cmp(&one.score))
    });
    let mut tables = tables.into_iter();
    let best = tables.next()?;
    let others = tables.filter(|table| table.fits && table.examined.sheet != best.examined.sheet);
    let other_tables = others.map(|table| OtherTable {
        adapter: table.adapter.definition().id.clone(),
        sheet: table.examined.sheet.unwrap_or_default(),
        visible: table.visible,
    });
    let other_tables = other_tables.collect();
    Some(Examined {
        wide: section(best.adapter.text()),
        layout: Some(best.spec),
        other_tables,
        ..best.examined
    })
}

/// A file as one layout reads it.
struct Table {
    score: f64,
    /// Whether the layout is that of the table, and not only like it.
    fits: bool,
    visible: bool,
    adapter: &'static Adapter,
    spec: SourceSpec,
    examined: Examined,
}

impl Table {
    fn read(path: &Path, layout: &Layout, most_rows: u64, mut examined: Examined) -> Option<Self> {
        let spec = &layout.spec;
        let rows = match Rows::read(path, spec, most_rows) {
            Ok(rows) => rows,
            Err(error) => {
                let elsewhere = in_another_sheet(spec, &error)?;
                examined.named_sheet = Some(spec.source.sheet.clone());
                Rows::read(path, &elsewhere, most_rows).ok()?
            }
        };
        rows.tell(&mut examined, spec);
        // A row of a table with many labels but no figure is no note.
        examined.footer = None;
        let scored = layout.definitions.iter().map(|(adapter, definition)| {
            let fit = fit::fit(&examined, "", None, definition);
            (fit.score + fit.named, fit.is_whole(), *adapter)
        });
        let first_best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (score, fits, adapter) = first_best?;
        let score = if takes_figures(spec, &examined) {
            score * FIGURES_TAKEN
        } else {
            score
        };
        let hidden =
            |sheet: &super::Sheet| !sheet.visible && Some(&sheet.name) == examined.sheet.as_ref();
        let visible = !examined.sheets.iter().any(hidden);
        Some(Self {
            score,
            fits,
            visible,
            adapter,
            spec: layout.spec.clone(),
            examined,
        })
    }
}

/// What is left of the score of a layout that takes figures for a row of the header or for labels.
const FIGURES_TAKEN: f64 = 0.5;

/// Whether a row of the header below the first, or the labels of the rows, as the layout has them, hold figures.
fn takes_figures(spec: &SourceSpec, examined: &Examined) -> bool {
    let Some(wide) = &spec.source.wide else {
        return false;
    };
    // No label says that a figure is withheld.
    let withheld = |column: &super::Column| {
        let mut marks = column.markers.iter();
        marks.any(|mark| wide.suppressed.contains(&mark.code))
    };
    if examined.column("label").is_some_and(withheld) {
        return true;
    }
    let rows = wide.header_rows;
    let headers = (2..=rows).map(|row| format!("column_{row}"));
    headers.chain(["label".to_owned()]).any(|name| {
        let column = examined.column(&name);
        let texts = column
            .into_iter()
            .flat_map(|column| column.profile.texts.keys());
        let (mut figures, mut all) = (0, 0);
        for text in texts.filter(|text| !text.is_empty()) {
            all += 1;
            let short = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            figures += usize::from(!short && text.parse::<f64>().is_ok());
        }
        figures * 2 > all
    })
}

/// The layout for the first sheet that has the title and the header, where the sheet that it names is not there. A
/// table without a title of its own is not looked for elsewhere: others have like headers.
fn in_another_sheet(spec: &SourceSpec, error: &ReadError) -> Option<SourceSpec> {
    let titled = spec
        .source
        .wide
        .as_ref()
        .is_some_and(|wide| !wide.title.is_empty());
    if !titled || !matches!(error.fault(), ReadFault::MissingSheet { .. }) {
        return None;
    }
    let mut elsewhere = spec.clone();
    "first".clone_into(&mut elsewhere.source.sheet);
    Some(elsewhere)
}

/// Whether a definition reads the table in the very way in which it was looked at: rounds may differ in it.
pub(super) fn is_read_so(examined: &Examined, definition: &Definition) -> bool {
    let layout = examined.layout.as_ref();
    layout.is_none_or(|layout| spec_of(definition).as_ref() == Some(layout))
}

/// Whether definitions of flat tables may read the file, as it stands or once they know that its columns are months.
pub(super) fn is_flat(examined: &Examined) -> bool {
    examined.wide.is_empty() || examined.spread.is_some()
}

/// Whether the definition in `text` reads tables in the way in which the file was looked at.
pub(super) fn may_read(examined: &Examined, text: &str) -> bool {
    let section = section(text);
    section.is_empty() == is_flat(examined) && (section.is_empty() || section == examined.wide)
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
