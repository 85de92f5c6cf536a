//! `puente gateway doctor`: looks at every part that the gateway needs, without starting it.

use std::path::PathBuf;

use gateway::upkeep::{self, Finding};

use super::config;
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente gateway doctor`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let config = config(&self.config, context)?;
        let findings = upkeep::doctor(config, context.language);
        if context.format == Format::Json {
            let text = serde_json::to_string_pretty(&findings)
                .map_err(|error| Failure::Environment(error.to_string()))?;
            context.result(&text);
        } else {
            for finding in &findings {
                let Finding {
                    name,
                    state,
                    message,
                    ..
                } = finding;
                context.result(format!("{state:<5} {name:<20} {message}").trim_end());
            }
        }
        if findings.iter().any(Finding::fails) {
            Ok(Outcome::Findings)
        } else {
            Ok(Outcome::Done)
        }
    }
}
