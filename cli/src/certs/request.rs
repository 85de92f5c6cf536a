//! `puente certs request`: makes a key, where it stays, and the request for its certificate.

use std::{net::IpAddr, path::PathBuf};

use certs::request::create_in;
use schemas::{ids::ParticipantId, language::args};
use serde_json::json;

use super::failure;
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente certs request`.
#[derive(clap::Args)]
pub(super) struct Command {
    name: String,
    #[arg(long, default_value = ".")]
    out: PathBuf,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        if !is_name(&self.name) {
            let values = args([("name", self.name)]);
            return Err(Failure::Usage(context.message("certs-bad-name", &values)));
        }
        let written = create_in(&self.out, &self.name).map_err(|error| failure(&error, context))?;
        if context.format == Format::Json {
            let told = json!({"key": written.key, "request": written.csr});
            context.result(&told.to_string());
            return Ok(Outcome::Done);
        }
        let values = args([
            ("key", written.key.display().to_string()),
            ("request", written.csr.display().to_string()),
        ]);
        context.result(&context.message("certs-requested", &values));
        Ok(Outcome::Done)
    }
}

/// A participant's id, a host name or an address.
fn is_name(name: &str) -> bool {
    let host = (1..=64).contains(&name.len())
        && name.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        });
    host || name.parse::<ParticipantId>().is_ok() || name.parse::<IpAddr>().is_ok()
}
