//! `puente certs`: the authority of a region and the certificates of its participants.

mod crl;
mod export;
mod init;
mod inspect;
mod issue;
mod renew;
mod request;
mod revoke;

use std::path::{Path, PathBuf};

use certs::authority::{Authority, AuthorityError, Issued};
use schemas::language::args;
use serde_json::json;

use crate::context::{Context, Failure, Format, Outcome};

/// Days after which a list of revocations is due again, unless told otherwise.
const CRL_DAYS: u32 = 30;

/// Arguments of `puente certs`.
#[derive(clap::Args)]
pub(crate) struct Command {
    #[command(subcommand)]
    command: Subcommand,
}

#[derive(clap::Subcommand)]
enum Subcommand {
    Init(init::Command),
    Request(request::Command),
    Issue(issue::Command),
    Renew(renew::Command),
    Revoke(revoke::Command),
    Crl(crl::Command),
    Export(export::Command),
    Inspect(inspect::Command),
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        match self.command {
            Subcommand::Init(command) => command.run(context),
            Subcommand::Request(command) => command.run(context),
            Subcommand::Issue(command) => command.run(context),
            Subcommand::Renew(command) => command.run(context),
            Subcommand::Revoke(command) => command.run(context),
            Subcommand::Crl(command) => command.run(context),
            Subcommand::Export(command) => command.run(context),
            Subcommand::Inspect(command) => command.run(context),
        }
    }
}

fn open(folder: &Path, context: &Context) -> Result<Authority, Failure> {
    Authority::open(folder).map_err(|error| failure(&error, context))
}

/// A file that cannot be written is the machine's matter; everything else is what was asked.
fn failure(error: &AuthorityError, context: &Context) -> Failure {
    let text = error.message(context.language);
    match error {
        AuthorityError::File(_) | AuthorityError::Library(_) => Failure::Environment(text),
        AuthorityError::BadRequest
        | AuthorityError::OtherKey
        | AuthorityError::OtherName(_)
        | AuthorityError::NotIssuedHere
        | AuthorityError::AlreadyRevoked(_) => Failure::Input(text),
        AuthorityError::Identity(_)
        | AuthorityError::Exists(_)
        | AuthorityError::KeyExists(_)
        | AuthorityError::Register(_) => Failure::Usage(text),
    }
}

fn read(path: &Path, context: &Context) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| file_failure("file-unreadable", path, &error, context))
}

fn write(path: &Path, bytes: &[u8], context: &Context) -> Result<(), Failure> {
    adapters::client::keep::whole(path, bytes)
        .map_err(|error| file_failure("file-unwritable", path, &error, context))
}

fn file_failure(key: &str, path: &Path, error: &std::io::Error, context: &Context) -> Failure {
    let values = args([
        ("file", path.display().to_string()),
        ("cause", error.to_string()),
    ]);
    Failure::Environment(context.message(key, &values))
}

/// Where an issued certificate goes: as told, else beside the request.
fn place(out: Option<PathBuf>, request: &Path) -> PathBuf {
    out.unwrap_or_else(|| request.with_extension("crt"))
}

/// Tells where the certificate lies, its fingerprint, and what to do with it.
fn tell_issued(issued: &Issued, path: &Path, context: &Context) {
    if context.format == Format::Json {
        let told = json!({
            "certificate": path,
            "fingerprint": issued.fingerprint,
            "serial": issued.serial,
            "not_after": issued.not_after,
        });
        return context.result(&told.to_string());
    }
    let values = args([
        ("file", path.display().to_string()),
        ("fingerprint", issued.fingerprint.clone()),
        ("serial", issued.serial.clone()),
        ("until", issued.not_after.format("%Y-%m-%d").to_string()),
    ]);
    context.result(&context.message("certs-issued", &values));
}
