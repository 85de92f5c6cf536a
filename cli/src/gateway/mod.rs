//! `puente gateway`: the exchange, and what its administrators do.

mod apply;
mod audit;
mod doctor;
mod migrate;
mod plan;
mod serve;

use std::path::Path;

use gateway::{
    administration::{AdministrationError, Plan},
    config::Config,
};
use schemas::language::args;

use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente gateway`.
#[derive(clap::Args)]
pub(crate) struct Command {
    #[command(subcommand)]
    command: Subcommand,
}

#[derive(clap::Subcommand)]
enum Subcommand {
    Serve(serve::Command),
    Migrate(migrate::Command),
    Plan(plan::Command),
    Apply(apply::Command),
    Doctor(doctor::Command),
    Audit(audit::Command),
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        match self.command {
            Subcommand::Serve(command) => command.run(context),
            Subcommand::Migrate(command) => command.run(context),
            Subcommand::Plan(command) => command.run(context),
            Subcommand::Apply(command) => command.run(context),
            Subcommand::Doctor(command) => command.run(context),
            Subcommand::Audit(command) => command.run(context),
        }
    }
}

fn config(path: &Path, context: &Context) -> Result<Config, Failure> {
    Config::load(path).map_err(|error| Failure::Usage(error.message(context.language)))
}

fn store_failure(error: &gateway::StoreError, context: &Context) -> Failure {
    let detail = args([("detail", error.chain())]);
    Failure::Environment(context.message("gateway-store", &detail))
}

fn administration_failure(error: &AdministrationError, context: &Context) -> Failure {
    let text = error.message(context.language);
    match error {
        AdministrationError::Store(_) => Failure::Environment(text),
        AdministrationError::Folder(_) | AdministrationError::StoreBehind => Failure::Usage(text),
    }
}

/// Prints the changes: a line each, and a line for each field.
fn print_changes(plan: &Plan, context: &Context) -> Result<(), Failure> {
    if context.format == Format::Json {
        let text = serde_json::to_string_pretty(plan)
            .map_err(|error| Failure::Environment(error.to_string()))?;
        context.result(&text);
        return Ok(());
    }
    for change in &plan.changes {
        let key = format!(
            "gateway-change-{}-{}",
            change.act.word(),
            change.kind.word()
        );
        context.result(&context.message(&key, &args([("id", change.id.clone())])));
        for field in &change.fields {
            let line = match (&field.before, &field.after) {
                (Some(before), Some(after)) => format!("{before} → {after}"),
                (None, Some(after)) => after.clone(),
                (Some(before), None) => format!("{before} →"),
                (None, None) => continue,
            };
            context.result(&format!("    {}: {line}", field.name));
        }
    }
    Ok(())
}
