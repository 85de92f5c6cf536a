//! `puente certs crl`: signs the list of revocations anew, before the old one is due.

use std::path::PathBuf;

use certs::{
    authority::CRL_FILE,
    inspect::{Inspection, inspect},
};
use schemas::language::args;
use serde_json::json;

use super::{CRL_DAYS, failure, open, write};
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente certs crl`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(long)]
    authority: PathBuf,
    #[arg(long, default_value_t = CRL_DAYS, value_parser = clap::value_parser!(u32).range(1..=3650))]
    crl_days: u32,
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let authority = open(&self.authority, context)?;
        let pem = authority
            .crl(self.crl_days)
            .map_err(|error| failure(&error, context))?;
        let path = self.out.unwrap_or_else(|| self.authority.join(CRL_FILE));
        write(&path, &pem, context)?;
        let found = inspect(&pem);
        let (count, due) = match found.first() {
            Some(Inspection::Revocations {
                revoked,
                next_update,
                ..
            }) => (revoked.len(), *next_update),
            _ => (0, None),
        };
        if context.format == Format::Json {
            let told = json!({"crl": path, "revoked": count, "next_update": due});
            context.result(&told.to_string());
            return Ok(Outcome::Done);
        }
        let due = due.map(|due| due.format("%Y-%m-%d").to_string());
        let values = args([
            ("file", path.display().to_string()),
            ("count", count.to_string()),
            ("due", due.unwrap_or_default()),
        ]);
        context.result(&context.message("certs-listed", &values));
        Ok(Outcome::Done)
    }
}
