//! `puente adapter list`: the adapters that there are.

use std::path::Path;

use adapters::{
    definition::{Adapter, Definition},
    readiness::readiness,
};
use schemas::language::{Language, args};

use super::failure;
use crate::{
    Format,
    context::{Context, Failure, Outcome},
};

/// Arguments of `puente adapter list`.
#[derive(clap::Args)]
pub(super) struct Command {}

#[derive(serde::Serialize)]
struct Entry<'a> {
    id: &'a str,
    /// Of a file of one country.
    area: Option<&'a str>,
    areas: &'a [String],
    title: &'a str,
    from: u16,
    to: Option<u16>,
    frequencies: &'a [String],
    formats: Vec<&'static str>,
    dataflows: Vec<&'a str>,
}

impl Command {
    pub(super) fn run(self, context: &Context, folder: Option<&Path>) -> Result<Outcome, Failure> {
        let mut all = Vec::new();
        for id in Adapter::ids(folder) {
            let adapter = Adapter::find(&id, folder)
                .map_err(|errors| failure::definition(context, &errors))?;
            all.push(adapter);
        }
        let entries: Vec<_> = all
            .iter()
            .map(|adapter| entry(adapter.definition(), context.language))
            .collect();
        match context.format {
            Format::Json => {
                context.result(&serde_json::to_string_pretty(&entries).unwrap_or_default())
            }
            Format::Text => {
                let width = entries
                    .iter()
                    .map(|entry| entry.id.len())
                    .max()
                    .unwrap_or(0);
                for entry in &entries {
                    context.result(&line(context, entry, width));
                }
                tell_readiness(context, &all);
            }
        }
        Ok(Outcome::Done)
    }
}

/// For each dataflow the countries that can feed it.
fn tell_readiness(context: &Context, all: &[Adapter]) {
    context.result("");
    context.result(&context.message("adapter-readiness", &args([])));
    let definitions: Vec<_> = all.iter().map(Adapter::definition).collect();
    for row in readiness(&definitions) {
        let own: Vec<&str> = row.sources.keys().map(String::as_str).collect();
        let others = row.regional.keys().map(String::as_str);
        let others: Vec<&str> = others.filter(|area| !own.contains(area)).collect();
        let mut countries = own.join(" ");
        if !others.is_empty() {
            let said = args([("countries", others.join(" "))]);
            let told = context.message("adapter-readiness-regional", &said);
            countries = format!("{countries} {told}").trim_start().to_owned();
        }
        if countries.is_empty() {
            countries = context.message("adapter-readiness-none", &args([]));
        }
        context.result(&format!("{:18}{countries}", row.dataflow));
    }
}

fn entry(definition: &Definition, language: Language) -> Entry<'_> {
    let mut dataflows: Vec<&str> = definition
        .table
        .iter()
        .map(|table| table.dataflow.as_str())
        .collect();
    dataflows.dedup();
    Entry {
        id: &definition.id,
        area: definition
            .reporters
            .is_none()
            .then_some(definition.area.as_str()),
        areas: definition.areas(),
        title: definition.titles.get(language),
        from: definition.periods.from,
        to: definition.periods.to.map(|to| to.year()),
        frequencies: &definition.periods.frequencies,
        formats: definition
            .source
            .formats
            .iter()
            .map(|format| format.name())
            .collect(),
        dataflows,
    }
}

fn line(context: &Context, entry: &Entry<'_>, width: usize) -> String {
    let to = entry.to.map_or_else(
        || context.message("adapter-until-now", &args([])),
        |to| to.to_string(),
    );
    let years = format!("{}–{to}", entry.from);
    let reporters = match entry.area {
        Some(_) => String::new(),
        None => format!(" (--area {})", entry.areas.join("|")),
    };
    format!(
        "{:width$}  {years:9}  {:12}  {}{reporters}",
        entry.id,
        entry.dataflows.join(" "),
        entry.title
    )
}
