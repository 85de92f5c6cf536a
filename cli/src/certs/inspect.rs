//! `puente certs inspect`: what a certificate, a request or a list of revocations says.

use std::path::PathBuf;

use certs::inspect::{Inspection, inspect};
use chrono::{DateTime, Utc};
use schemas::language::args;

use super::read;
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente certs inspect`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        for file in &self.files {
            let found = inspect(&read(file, context)?);
            if found.is_empty() {
                let values = args([("file", file.display().to_string())]);
                return Err(Failure::Input(
                    context.message("certs-nothing-found", &values),
                ));
            }
            for inspection in &found {
                context.result(&told(inspection, context));
            }
        }
        Ok(Outcome::Done)
    }
}

fn told(inspection: &Inspection, context: &Context) -> String {
    if context.format == Format::Json {
        // Texts, numbers and moments always serialise.
        return serde_json::to_string(inspection).unwrap_or_default();
    }
    match inspection {
        Inspection::Certificate {
            subject,
            issuer,
            participant,
            hosts,
            uses,
            serial,
            fingerprint,
            not_before,
            not_after,
        } => {
            let values = args([
                ("subject", subject.clone()),
                ("issuer", issuer.clone()),
                ("participant", or_dash(participant.clone())),
                ("hosts", or_dash(Some(hosts.join(", ")))),
                ("uses", or_dash(Some(uses.join(", ")))),
                ("serial", serial.clone()),
                ("fingerprint", fingerprint.clone()),
                ("from", moment(*not_before)),
                ("until", moment(*not_after)),
            ]);
            context.message("certs-a-certificate", &values)
        }
        Inspection::Request {
            subject,
            signed_by_own_key,
        } => {
            let key = if *signed_by_own_key {
                "certs-a-request"
            } else {
                "certs-a-broken-request"
            };
            context.message(key, &args([("subject", subject.clone())]))
        }
        Inspection::Revocations {
            issuer,
            made_at,
            next_update,
            revoked,
        } => {
            let values = args([
                ("issuer", issuer.clone()),
                ("made", moment(*made_at)),
                ("due", moment(*next_update)),
                ("count", revoked.len().to_string()),
            ]);
            let mut lines = vec![context.message("certs-a-list", &values)];
            lines.extend(
                revoked
                    .iter()
                    .map(|(serial, since)| format!("  {serial}  {}", moment(*since))),
            );
            lines.join("\n")
        }
    }
}

fn moment(time: Option<DateTime<Utc>>) -> String {
    time.map_or_else(String::new, |time| {
        time.format("%Y-%m-%d %H:%M:%S UTC").to_string()
    })
}

fn or_dash(text: Option<String>) -> String {
    text.filter(|text| !text.is_empty())
        .unwrap_or_else(|| "–".to_owned())
}
