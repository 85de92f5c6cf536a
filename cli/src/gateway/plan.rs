//! `puente gateway plan`: what `apply` would change.

use std::path::PathBuf;

use schemas::language::args;

use super::{administration_failure, config, print_changes};
use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente gateway plan`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let config = config(&self.config, context)?;
        let plan = gateway::plan(&config, &self.folder)
            .map_err(|error| administration_failure(&error, context))?;
        print_changes(&plan, context)?;
        let named = args([("count", plan.changes.len().to_string())]);
        context.talk(&context.message("gateway-plan-done", &named));
        Ok(Outcome::Done)
    }
}
