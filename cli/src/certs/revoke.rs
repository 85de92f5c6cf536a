//! `puente certs revoke`: withdraws a certificate and signs a new list of revocations.

use std::path::{Path, PathBuf};

use certs::{authority::CRL_FILE, certificate::serial};
use openssl::x509::X509;
use schemas::language::args;
use serde_json::json;

use super::{CRL_DAYS, failure, open};
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente certs revoke`.
#[derive(clap::Args)]
pub(super) struct Command {
    certificate: String,
    #[arg(long)]
    authority: PathBuf,
    #[arg(long, default_value_t = CRL_DAYS, value_parser = clap::value_parser!(u32).range(1..=3650))]
    crl_days: u32,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let authority = open(&self.authority, context)?;
        let serial = serial_of(&self.certificate);
        let entry = authority
            .revoke(&serial, self.crl_days)
            .map_err(|error| failure(&error, context))?;
        let crl = self.authority.join(CRL_FILE);
        if context.format == Format::Json {
            let told = json!({"revoked": entry, "crl": crl});
            context.result(&told.to_string());
            return Ok(Outcome::Done);
        }
        let values = args([
            ("name", entry.name),
            ("serial", entry.serial),
            ("fingerprint", entry.fingerprint),
            ("crl", crl.display().to_string()),
        ]);
        context.result(&context.message("certs-revoked", &values));
        Ok(Outcome::Done)
    }
}

/// A serial number as it is, or that of the certificate in a file.
fn serial_of(word: &str) -> String {
    std::fs::read(Path::new(word))
        .ok()
        .and_then(|pem| X509::from_pem(&pem).ok())
        .map_or_else(
            || word.to_ascii_lowercase(),
            |certificate| serial(&certificate),
        )
}
