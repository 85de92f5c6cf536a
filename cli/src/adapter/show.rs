//! `puente adapter show`: what one adapter reads and makes.

use std::path::Path;

use adapters::{
    definition::{Adapter, Definition, dimension::Dimension, table::Table},
    report,
};
use schemas::language::args;

use super::failure;
use crate::{
    Format,
    context::{Context, Failure, Outcome},
};

/// Arguments of `puente adapter show`.
#[derive(clap::Args)]
pub(super) struct Command {
    /// The adapter.
    id: String,
}

#[derive(serde::Serialize)]
struct Shown {
    id: String,
    areas: Vec<String>,
    title: String,
    note: String,
    provider: String,
    formats: Vec<&'static str>,
    from: u16,
    to: Option<u16>,
    rounds: Vec<String>,
    columns: Vec<ShownColumn>,
    excluded: Vec<String>,
    tables: Vec<ShownTable>,
    control_totals: Vec<String>,
    max_rejected: f64,
}

#[derive(serde::Serialize)]
struct ShownColumn {
    name: String,
    headers: Vec<String>,
    required: bool,
    hashed: bool,
}

#[derive(serde::Serialize)]
struct ShownTable {
    dataflow: String,
    measure: String,
    profile: String,
    dimensions: Vec<String>,
    blocks: Vec<String>,
}

impl Command {
    pub(super) fn run(self, context: &Context, folder: Option<&Path>) -> Result<Outcome, Failure> {
        let adapter = Adapter::find(&self.id, folder)
            .map_err(|errors| failure::definition(context, &errors))?;
        let shown = shown(context, &adapter);
        match context.format {
            Format::Json => {
                context.result(&serde_json::to_string_pretty(&shown).unwrap_or_default())
            }
            Format::Text => text(context, &shown),
        }
        Ok(Outcome::Done)
    }
}

fn shown(context: &Context, adapter: &Adapter) -> Shown {
    let definition = adapter.definition();
    let language = context.language;
    Shown {
        id: definition.id.clone(),
        areas: definition.areas().to_vec(),
        title: definition.titles.get(language).to_owned(),
        note: definition
            .note
            .as_ref()
            .map_or_else(String::new, |note| note.get(language).to_owned()),
        provider: match definition.areas() {
            [area] => format!("{area}-{}", definition.provider_unit),
            _ => format!("…-{}", definition.provider_unit),
        },
        formats: definition
            .source
            .formats
            .iter()
            .map(|format| format.name())
            .collect(),
        from: definition.periods.from,
        to: definition.periods.to.map(|to| to.year()),
        rounds: adapter
            .rounds()
            .map(|(round, _)| round.name.clone())
            .collect(),
        columns: columns(definition),
        excluded: definition
            .filter
            .iter()
            .map(|filter| filter.reason.clone())
            .collect(),
        tables: definition
            .table
            .iter()
            .map(|table| shown_table(definition, table))
            .collect(),
        control_totals: definition
            .control_total
            .iter()
            .map(|total| total.name.clone())
            .collect(),
        max_rejected: definition.max_rejected,
    }
}

fn columns(definition: &Definition) -> Vec<ShownColumn> {
    definition
        .columns
        .iter()
        .map(|(name, column)| ShownColumn {
            name: name.clone(),
            headers: column.names.clone(),
            required: column.required,
            hashed: column.kind == adapters::definition::column::ColumnKind::Holder,
        })
        .collect()
}

fn shown_table(definition: &Definition, table: &Table) -> ShownTable {
    let shared = definition
        .dimension
        .iter()
        .filter(|(id, _)| !table.dimension.contains_key(*id));
    ShownTable {
        dataflow: table.dataflow.clone(),
        measure: table.measure.clone(),
        profile: table.profile.clone(),
        dimensions: table
            .dimension
            .iter()
            .chain(shared)
            .map(|(id, section)| format!("{id} {}", origin(section)))
            .collect(),
        blocks: table
            .block
            .iter()
            .map(|block| block.by.join(" × "))
            .collect(),
    }
}

/// Where a dimension's code comes from, in the words of the definition.
fn origin(section: &Dimension) -> String {
    match (&section.constant, &section.column) {
        (Some(constant), _) => format!("= {constant}"),
        (None, Some(column)) => format!("← {column}"),
        (None, None) => format!("← {} cases", section.cases.len()),
    }
}

fn text(context: &Context, shown: &Shown) {
    let heading = |key: &str| context.message(&format!("adapter-show-{key}"), &args([]));
    context.result(&format!("{}: {}", shown.id, shown.title));
    if !shown.note.is_empty() {
        context.result(&shown.note);
    }
    let to = shown.to.map_or_else(
        || context.message("adapter-until-now", &args([])),
        |to| to.to_string(),
    );
    if shown.areas.len() > 1 {
        let areas = shown.areas.join(" ");
        context.result(&format!("{}: {areas}", heading("reporters")));
    }
    context.result(&format!("{}: {}", heading("provider"), shown.provider));
    context.result(&format!(
        "{}: {}",
        heading("formats"),
        shown.formats.join(", ")
    ));
    context.result(&format!("{}: {}–{to}", heading("periods"), shown.from));
    if !shown.rounds.is_empty() {
        context.result(&format!(
            "{}: {}",
            heading("rounds"),
            shown.rounds.join(", ")
        ));
    }
    context.result(&format!("{}:", heading("columns")));
    for column in &shown.columns {
        let mut line = format!("  {}: {}", column.name, column.headers.join(", "));
        if column.hashed {
            line = format!("{line} ({})", heading("hashed"));
        } else if !column.required {
            line = format!("{line} ({})", heading("optional"));
        }
        context.result(&line);
    }
    if !shown.excluded.is_empty() {
        context.result(&format!("{}:", heading("excluded")));
        for reason in &shown.excluded {
            // An office's own word stands as it is.
            let words = report::in_words(reason, context.language);
            let line = words.map_or_else(|| reason.clone(), |words| format!("{words} [{reason}]"));
            context.result(&format!("  {line}"));
        }
    }
    for table in &shown.tables {
        context.result(&format!(
            "{}: {} {} ({})",
            heading("table"),
            table.dataflow,
            table.measure,
            table.profile
        ));
        for dimension in &table.dimensions {
            context.result(&format!("  {dimension}"));
        }
        for block in &table.blocks {
            context.result(&format!("  {}: {block}", heading("block")));
        }
    }
    if !shown.control_totals.is_empty() {
        context.result(&format!(
            "{}: {}",
            heading("totals"),
            shown.control_totals.join(", ")
        ));
    }
}
