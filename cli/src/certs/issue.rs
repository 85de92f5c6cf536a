//! `puente certs issue`: the authority answers a request. What the certificate is for follows
//! from the request's name: a participant, the gateway, or (with hosts) a server.

use std::{net::IpAddr, path::PathBuf};

use certs::{
    authority::{Purpose, Validity},
    participant::GATEWAY,
    request::name_of,
};
use openssl::x509::X509Req;
use schemas::language::args;

use super::{failure, open, place, read, tell_issued, write};
use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente certs issue`.
#[derive(clap::Args)]
pub(super) struct Command {
    request: PathBuf,
    #[arg(long)]
    authority: PathBuf,
    #[arg(long)]
    dns: Vec<String>,
    #[arg(long)]
    ip: Vec<IpAddr>,
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: u32,
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let authority = open(&self.authority, context)?;
        let csr_pem = read(&self.request, context)?;
        let purpose = self.purpose(&csr_pem, context)?;
        let issued = authority
            .issue_for(&csr_pem, &purpose, Validity::days(self.days))
            .map_err(|error| failure(&error, context))?;
        let path = place(self.out, &self.request);
        write(&path, &issued.certificate_pem, context)?;
        tell_issued(&issued, &path, context);
        Ok(Outcome::Done)
    }

    fn purpose(&self, csr_pem: &[u8], context: &Context) -> Result<Purpose, Failure> {
        if !self.dns.is_empty() || !self.ip.is_empty() {
            return Ok(Purpose::Server {
                dns: self.dns.clone(),
                ips: self.ip.clone(),
            });
        }
        let name = X509Req::from_pem(csr_pem)
            .ok()
            .and_then(|csr| name_of(&csr));
        let name = name.unwrap_or_default();
        if name == GATEWAY {
            return Ok(Purpose::Gateway);
        }
        name.parse().map(Purpose::Participant).map_err(|_| {
            let values = args([("file", self.request.display().to_string()), ("name", name)]);
            Failure::Usage(context.message("certs-needs-hosts", &values))
        })
    }
}
