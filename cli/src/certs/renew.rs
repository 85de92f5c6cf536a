//! `puente certs renew`: a successor for a certificate that is about to end.

use std::path::PathBuf;

use openssl::x509::X509;
use schemas::language::args;

use super::{failure, open, place, read, tell_issued, write};
use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente certs renew`.
#[derive(clap::Args)]
pub(super) struct Command {
    certificate: PathBuf,
    request: PathBuf,
    #[arg(long)]
    authority: PathBuf,
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let authority = open(&self.authority, context)?;
        let old = X509::from_pem(&read(&self.certificate, context)?).map_err(|_| {
            let values = args([("file", self.certificate.display().to_string())]);
            Failure::Input(context.message("certs-nothing-found", &values))
        })?;
        let csr_pem = read(&self.request, context)?;
        let issued = authority
            .renew(&old, &csr_pem)
            .map_err(|error| failure(&error, context))?;
        let path = place(self.out, &self.request);
        write(&path, &issued.certificate_pem, context)?;
        tell_issued(&issued, &path, context);
        Ok(Outcome::Done)
    }
}
