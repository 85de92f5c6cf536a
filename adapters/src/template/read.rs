//! The adapter of a filled template: one definition for all, made from what the hidden sheet says and from which
//! columns the office has filled.

use std::{collections::BTreeSet, fmt::Write, path::Path};

use indexmap::IndexMap;

use super::{ABOUT, MARK, Template, TemplateError, adds_up, figures, names_of, register};
use crate::{
    definition::Adapter,
    reader::{self, ColumnSpec, ReadFault, SourceOptions, SourceRow, SourceSpec},
};

/// What the hidden sheet says.
struct About {
    template: Template,
    sheet: String,
}

/// The adapter that reads the filled template at `path`.
///
/// # Errors
/// When the file is no template, cannot be read, or mixes breakdowns.
pub fn adapter_for(path: &Path) -> Result<Adapter, TemplateError> {
    let about = about(path)?;
    let text = if about.template.is_register() {
        definition(&about, None)
    } else {
        definition(&about, Some(&filled(path, &about)?))
    };
    Adapter::parse(super::ID, &text).map_err(TemplateError::Definition)
}

fn about(path: &Path) -> Result<About, TemplateError> {
    let spec = SourceSpec {
        source: SourceOptions {
            sheet: ABOUT.to_owned(),
            ..SourceOptions::default()
        },
        columns: ["KEY", "VALUE"]
            .into_iter()
            .map(|name| {
                (
                    name.to_lowercase(),
                    ColumnSpec::of_codes(vec![name.to_owned()], true),
                )
            })
            .collect(),
    };
    let mut reader = reader::open(path, &spec).map_err(|error| match error.fault() {
        ReadFault::MissingSheet { .. }
        | ReadFault::MissingColumn { .. }
        | ReadFault::UnknownFormat { .. } => TemplateError::NotATemplate,
        _ => TemplateError::Read(error),
    })?;
    let mut told = IndexMap::new();
    let mut row = SourceRow::default();
    while reader.next(&mut row)? {
        told.insert(row.text(0).to_owned(), row.text(1).to_owned());
    }
    let get = |key: &str| told.get(key).map_or("", String::as_str);
    let by: Vec<String> = get("by").split_whitespace().map(str::to_owned).collect();
    let template = Template::new(
        get("dataflow"),
        Some(get("measure")),
        &by,
        get("area"),
        get("provider_unit"),
        get("source_type"),
    )?;
    Ok(About {
        template,
        sheet: get("sheet").to_owned(),
    })
}

/// Which dimensions the rows fill, and which codes those have that do not add up.
struct Filled {
    by: Vec<String>,
    fixed: BTreeSet<Vec<(String, String)>>,
}

fn filled(path: &Path, about: &About) -> Result<Filled, TemplateError> {
    let dimensions = &about.template.dimensions;
    let columns = dimensions
        .iter()
        .map(|dimension| dimension.id.to_string())
        .map(|id| (id.clone(), ColumnSpec::of_codes(names_of(&id), true)));
    let spec = SourceSpec {
        source: SourceOptions {
            sheet: about.sheet.clone(),
            ..SourceOptions::default()
        },
        columns: columns.collect(),
    };
    let mut reader = reader::open(path, &spec)?;
    let mut row = SourceRow::default();
    let mut first: Option<(Vec<bool>, u64)> = None;
    let mut fixed = BTreeSet::new();
    while reader.next(&mut row)? {
        let fills: Vec<bool> = (0..dimensions.len())
            .map(|position| !row.is_missing(position))
            .collect();
        let mut held = Vec::new();
        for (position, dimension) in dimensions.iter().enumerate() {
            if !adds_up(dimension) {
                let code = row.text(position).split(MARK).next().unwrap_or_default();
                held.push((dimension.id.to_string(), code.trim().to_owned()));
            }
        }
        if fixed.len() < MOST_TABLES {
            fixed.insert(held);
        }
        let (known, at) = first.get_or_insert_with(|| (fills.clone(), row.row_number()));
        let differs = (0..dimensions.len()).find(|position| {
            about.template.measure.additive
                && adds_up(dimensions[*position])
                && known[*position] != fills[*position]
        });
        if let Some(position) = differs {
            let (one, other) = (*at, row.row_number());
            return Err(TemplateError::Mixed {
                dimension: dimensions[position].id.to_string(),
                rows: if known[position] {
                    (one, other)
                } else {
                    (other, one)
                },
            });
        }
    }
    let fills = first.map_or_else(Vec::new, |(fills, _)| fills);
    let by = dimensions
        .iter()
        .zip(fills)
        .filter(|(dimension, fills)| *fills && adds_up(dimension))
        .map(|(dimension, _)| dimension.id.to_string())
        .collect();
    Ok(Filled { by, fixed })
}

/// Tables of codes that do not add up; a file with more is no table that somebody typed.
const MOST_TABLES: usize = 100;

/// The definition, as TOML; of a register without what its rows fill.
fn definition(about: &About, filled: Option<&Filled>) -> String {
    let Template {
        dataflow,
        dimensions,
        area,
        unit,
        source_type,
        texts,
        ..
    } = &about.template;
    let mut text = String::new();
    let title = |name: &str| toml::Value::String(name.to_owned()).to_string();
    let names = &dataflow.names;
    let _ = writeln!(
        text,
        "id = \"template/{}\"\narea = \"{area}\"\nsource_type = \"{source_type}\"\nprovider_unit = \"{unit}\"\nattributes = {{ UNIT_MULT = \"0\" }}\nmax_rejected = 0.0\ntitles = {{ es = {}, en = {}, fr = {} }}",
        dataflow.id.as_str().to_lowercase(),
        title(&names.es),
        title(&names.en),
        title(&names.fr),
    );
    let _ = writeln!(
        text,
        "[source]\nformats = [\"xlsx\"]\nsheet = {}\n[periods]\nfrom = 1990",
        title(&about.sheet)
    );
    for dimension in dimensions {
        let id = dimension.id.as_str();
        let _ = writeln!(
            text,
            "[columns.{}]\nnames = {}\nshape = {{ before = \"{MARK}\" }}",
            id.to_lowercase(),
            list(&names_of(id))
        );
    }
    let _ = writeln!(
        text,
        "[columns.value]\nnames = {}\nkind = \"{}\"",
        list(&names_of(about.template.value())),
        // Places and agreements are counted.
        if about.template.is_register() {
            "integer"
        } else {
            "number"
        },
    );
    for rule in texts {
        text.push_str(&register::column(rule, area, &names_of(rule.name)));
    }
    for dimension in dimensions {
        let id = dimension.id.as_str();
        let adds_up = filled.is_some() && adds_up(dimension);
        let missing = if adds_up { "_T" } else { "reject" };
        let _ = writeln!(
            text,
            "[dimension.{id}]\ncolumn = \"{}\"\ntitles = true\nverbatim = true\nmissing = \"{missing}\"",
            id.to_lowercase(),
        );
    }
    match filled {
        Some(filled) => {
            figures::sections(&about.template, &mut text);
            table(about, filled, &mut text);
        }
        None => register::sections(&about.template, &mut text),
    }
    let _ = writeln!(
        text,
        "[[control_total]]\nname = \"total\"\ncolumn = \"value\""
    );
    text
}

/// The table that is added up of the rows; of medians and rates, which do not add up, the rows as they stand.
fn table(about: &About, filled: &Filled, text: &mut String) {
    let Template {
        dataflow, measure, ..
    } = &about.template;
    let title = |name: &str| toml::Value::String(name.to_owned()).to_string();
    let _ = writeln!(
        text,
        "[[table]]\ndataflow = \"{}\"\nmeasure = \"{}\"\namount = \"value\"\nprofile = \"published\"",
        dataflow.id, measure.id
    );
    if !measure.additive {
        text.push_str("figures = true\n");
        return;
    }
    for held in &filled.fixed {
        let only: Vec<String> = held
            .iter()
            .map(|(id, code)| format!("{id} = {}", title(code)))
            .collect();
        let _ = writeln!(
            text,
            "[[table.block]]\nby = {}\nonly = {{ {} }}",
            list(&filled.by),
            only.join(", ")
        );
    }
}

pub(super) fn list(texts: &[String]) -> String {
    let all: Vec<String> = texts
        .iter()
        .map(|text| toml::Value::String(text.clone()).to_string())
        .collect();
    format!("[{}]", all.join(", "))
}
