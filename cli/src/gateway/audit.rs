//! `puente gateway audit`: prints the audit log, or proves that its chain holds.

use std::path::PathBuf;

use gateway::{observe::audit::Row, upkeep};
use schemas::language::args;

use super::{config, store_failure};
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente gateway audit`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    #[arg(long)]
    verify: bool,
    #[arg(long, value_name = "POSITION", default_value_t = 0)]
    after: i64,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let config = config(&self.config, context)?;
        if self.verify {
            return verify(&config, context);
        }
        upkeep::audit(&config, self.after, |row| print(&row, context))
            .map_err(|error| store_failure(&error, context))?;
        Ok(Outcome::Done)
    }
}

fn print(row: &Row, context: &Context) {
    if context.format == Format::Json {
        context.result(&serde_json::to_string(row).unwrap_or_default());
        return;
    }
    let line = format!(
        "{} {} {} {} {} {}",
        row.position, row.at, row.act, row.actor, row.object, row.code
    );
    context.result(line.trim_end());
}

fn verify(config: &gateway::config::Config, context: &Context) -> Result<Outcome, Failure> {
    let chain = upkeep::verify(config).map_err(|error| store_failure(&error, context))?;
    let broken_at = chain.broken_at();
    if context.format == Format::Json {
        let told = serde_json::json!({
            "rows": chain.position(), "hash": chain.hash(), "broken_at": broken_at,
        });
        context.result(&told.to_string());
    } else {
        let key = if broken_at.is_some() {
            "gateway-audit-broken"
        } else {
            "gateway-audit-holds"
        };
        let named = args([
            ("rows", chain.position().to_string()),
            ("hash", chain.hash().to_owned()),
            ("position", broken_at.unwrap_or_default().to_string()),
        ]);
        context.result(&context.message(key, &named));
    }
    Ok(match broken_at {
        Some(_) => Outcome::Findings,
        None => Outcome::Done,
    })
}
