//! `puente gateway migrate`: brings the tables of the database to this version.

use std::path::PathBuf;

use gateway::upkeep;
use schemas::language::args;

use super::{config, store_failure};
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente gateway migrate`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let config = config(&self.config, context)?;
        let steps = upkeep::migrate(&config).map_err(|error| store_failure(&error, context))?;
        if context.format == Format::Json {
            context.result(&serde_json::json!({ "steps": steps }).to_string());
            return Ok(Outcome::Done);
        }
        for step in &steps {
            context.result(step);
        }
        let count = args([("count", steps.len().to_string())]);
        context.talk(&context.message("gateway-migrated", &count));
        Ok(Outcome::Done)
    }
}
