//! `puente certs init`: makes the authority of a region.

use std::path::PathBuf;

use certs::{
    authority::{Authority, AuthoritySpec, CERTIFICATE_FILE, CRL_FILE, KEY_FILE},
    certificate::fingerprint,
};
use schemas::language::args;
use serde_json::json;

use super::{CRL_DAYS, failure};
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente certs init`.
#[derive(clap::Args)]
pub(super) struct Command {
    folder: PathBuf,
    #[arg(long, default_value = "Puente")]
    name: String,
    #[arg(long, default_value_t = 3650, value_parser = clap::value_parser!(u32).range(1..=36500))]
    days: u32,
    #[arg(long, default_value_t = CRL_DAYS, value_parser = clap::value_parser!(u32).range(1..=3650))]
    crl_days: u32,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let spec = AuthoritySpec {
            name: self.name,
            valid_days: self.days,
            crl_days: self.crl_days,
        };
        let authority =
            Authority::create(&self.folder, &spec).map_err(|error| failure(&error, context))?;
        let fingerprint = fingerprint(authority.certificate());
        let file = |name: &str| self.folder.join(name).display().to_string();
        if context.format == Format::Json {
            let told = json!({
                "certificate": file(CERTIFICATE_FILE),
                "key": file(KEY_FILE),
                "crl": file(CRL_FILE),
                "fingerprint": fingerprint,
            });
            context.result(&told.to_string());
            return Ok(Outcome::Done);
        }
        let values = args([
            ("certificate", file(CERTIFICATE_FILE)),
            ("key", file(KEY_FILE)),
            ("crl", file(CRL_FILE)),
            ("fingerprint", fingerprint),
            ("folder", self.folder.display().to_string()),
        ]);
        context.result(&context.message("certs-made", &values));
        Ok(Outcome::Done)
    }
}
