//! `puente attack`: tries to recompute what a submission or a table hides.

mod hierarchy_file;
mod status_file;
pub(crate) mod table_file;

use std::path::PathBuf;

use disclosure::{Attack, AttackOptions, PublishedTable, attack};
use schemas::language::args;
use schemas::registry::Registry;
use schemas::submission::Submission;

use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente attack`.
#[derive(clap::Args)]
pub(crate) struct Command {
    /// A submission (JSON), or a table (CSV) with its column `status`.
    table: PathBuf,
    /// Folder of `hier_<dimension>.json`, for a table.
    #[arg(long)]
    hierarchies: Option<PathBuf>,
    /// The statuses that `protect` wrote, when they are not in the table.
    #[arg(long)]
    statuses: Option<PathBuf>,
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let (tables, published_primary) = if table_file::starts_with_brace(&self.table, context)? {
            (submission_tables(&self.table, context)?, 0)
        } else {
            let hierarchies = self.hierarchies.as_deref().ok_or_else(|| {
                Failure::Usage(context.message("attack-needs-hierarchies", &args([])))
            })?;
            let file = table_file::read(&self.table, hierarchies, context)?;
            let statuses = self.statuses.as_deref();
            let (table, published_primary) = file.published(statuses, context)?;
            (vec![table], published_primary)
        };
        let options = AttackOptions::default();
        let found: Vec<Attack> = tables.iter().map(|table| attack(table, &options)).collect();
        tell(&found, published_primary, context);
        let clean = published_primary == 0 && found.iter().all(Attack::is_clean);
        Ok(if clean {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }
}

fn submission_tables(
    path: &std::path::Path,
    context: &Context,
) -> Result<Vec<PublishedTable>, Failure> {
    let told = |findings: Vec<schemas::finding::Finding>| {
        let lines: Vec<String> = findings
            .iter()
            .map(|finding| finding_text(finding, context))
            .collect();
        Failure::Input(lines.join("\n"))
    };
    let file = table_file::open(path, context)?;
    let read = schemas::submission::read(file, &schemas::submission::ReadLimits::default());
    let Submission {
        header,
        observations,
    } = read.map_err(told)?;
    let Some(dataflow) = Registry::builtin().dataflow(header.dataflow.as_str()) else {
        let named = args([("dataflow", header.dataflow.to_string())]);
        return Err(Failure::Input(
            context.message("attack-unknown-dataflow", &named),
        ));
    };
    PublishedTable::from_observations(dataflow, &observations, &header.disclosure).map_err(told)
}

fn finding_text(finding: &schemas::finding::Finding, context: &Context) -> String {
    let catalogue = disclosure::catalogue::catalogue();
    if catalogue.has(&finding.code) {
        return catalogue.message(context.language, &finding.code, &finding.args);
    }
    finding.message(context.language)
}

fn tell(found: &[Attack], published_primary: usize, context: &Context) {
    let recovered = || found.iter().flat_map(|attack| &attack.recovered);
    if context.format == crate::Format::Json {
        let object = |pairs: &[(String, String)]| -> serde_json::Map<String, serde_json::Value> {
            pairs
                .iter()
                .map(|(key, value)| (key.clone(), value.clone().into()))
                .collect()
        };
        let cells: Vec<_> = recovered()
            .map(|cell| {
                let equations: Vec<_> = cell
                    .equations
                    .iter()
                    .map(|named| serde_json::json!({"sum": object(&named.sum), "along": named.along}))
                    .collect();
                serde_json::json!({
                    "cell": object(&cell.codes), "kind": cell.kind.code(), "equations": equations,
                })
            })
            .collect();
        let whole = serde_json::json!({
            "cells": found.iter().map(|attack| attack.cells).sum::<usize>(),
            "suppressed": found.iter().map(|attack| attack.suppressed).sum::<usize>(),
            "undecided": found.iter().map(|attack| attack.undecided.len()).sum::<usize>(),
            "published_primary": published_primary,
            "recovered": cells,
        });
        context.result(&whole.to_string());
        return;
    }
    for cell in recovered() {
        let shown = cell.codes.iter().filter(|(_, code)| code != "_T");
        let shown: Vec<String> = shown.map(|(name, code)| format!("{name}={code}")).collect();
        let along: Vec<&str> = cell
            .equations
            .iter()
            .map(|named| named.along.as_str())
            .collect();
        let named = args([
            ("cell", shown.join(", ")),
            (
                "kind",
                context.message(&format!("attack-kind-{}", cell.kind.code()), &args([])),
            ),
            ("along", along.join(", ")),
        ]);
        context.result(&context.message("attack-recovered", &named));
    }
    if published_primary > 0 {
        let named = args([("count", published_primary.to_string())]);
        context.result(&context.message("attack-published-primary", &named));
    }
    let sum = |of: fn(&Attack) -> usize| found.iter().map(of).sum::<usize>().to_string();
    let named = args([
        ("cells", sum(|attack| attack.cells)),
        ("suppressed", sum(|attack| attack.suppressed)),
        ("recovered", sum(|attack| attack.recovered.len())),
        ("undecided", sum(|attack| attack.undecided.len())),
    ]);
    context.result(&context.message("attack-done", &named));
}
