//! `puente certs export`: certificate, key and authority as one PKCS#12 file, for browsers and
//! operating systems.

use std::path::PathBuf;

use certs::{
    files::replace_secret,
    identity::{Identity, IdentityError},
    trust::Trust,
};
use schemas::language::args;
use serde_json::json;

use super::read;
use crate::context::{Context, Failure, Format, Outcome};

/// Arguments of `puente certs export`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(long)]
    cert: PathBuf,
    #[arg(long)]
    key: PathBuf,
    #[arg(long)]
    ca: PathBuf,
    #[arg(long)]
    password_file: PathBuf,
    #[arg(long)]
    out: PathBuf,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let usage = |error: &IdentityError| Failure::Usage(error.message(context.language));
        let identity = Identity::load(&self.cert, &self.key).map_err(|error| usage(&error))?;
        let trust = Trust::load(&self.ca, None)
            .map_err(|error| Failure::Usage(error.message(context.language)))?;
        let password = String::from_utf8(read(&self.password_file, context)?).unwrap_or_default();
        let password = password.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            let values = args([("file", self.password_file.display().to_string())]);
            return Err(Failure::Usage(
                context.message("certs-no-password", &values),
            ));
        }
        let name = self.cert.file_stem().unwrap_or_default().to_string_lossy();
        let bundle = identity
            .to_p12(&name, &trust.authorities(), password)
            .map_err(|error| usage(&error))?;
        replace_secret(&self.out, &bundle).map_err(|error| {
            super::file_failure("file-unwritable", &error.path, &error.source, context)
        })?;
        if context.format == Format::Json {
            context.result(&json!({"p12": self.out}).to_string());
            return Ok(Outcome::Done);
        }
        let values = args([("file", self.out.display().to_string())]);
        context.result(&context.message("certs-exported", &values));
        Ok(Outcome::Done)
    }
}
