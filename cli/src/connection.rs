//! What every command that talks to a gateway is told: where it is, who we are, whom we believe.

use std::{path::PathBuf, sync::Arc};

use adapters::client::{Client, ClientError, ClientOptions, Step};
use certs::{identity::Identity, trust::Trust};
use indicatif::{ProgressBar, ProgressStyle};
use schemas::language::args;

use crate::context::{Context, Failure};

/// The gateway, our identity and our trust.
#[derive(clap::Args)]
pub(crate) struct Connection {
    #[arg(long)]
    pub(crate) url: String,
    #[arg(long)]
    pub(crate) cert: PathBuf,
    #[arg(long)]
    pub(crate) key: PathBuf,
    #[arg(long)]
    pub(crate) ca: PathBuf,
    #[arg(long)]
    pub(crate) crl: Option<PathBuf>,
}

impl Connection {
    pub(crate) fn identity(&self, context: &Context) -> Result<Identity, Failure> {
        Identity::load(&self.cert, &self.key)
            .map_err(|error| Failure::Usage(error.message(context.language)))
    }

    pub(crate) fn trust(&self, context: &Context) -> Result<Arc<Trust>, Failure> {
        Trust::load(&self.ca, self.crl.as_deref())
            .map(Arc::new)
            .map_err(|error| Failure::Usage(error.message(context.language)))
    }

    /// A client; to be made and used inside the runtime.
    pub(crate) fn client(
        &self,
        identity: &Identity,
        trust: Arc<Trust>,
        context: &Context,
    ) -> Result<Client, Failure> {
        let options = ClientOptions {
            language: context.language,
            ..ClientOptions::default()
        };
        Client::new(identity, trust, &self.url, options).map_err(|error| failure(&error, context))
    }
}

pub(crate) fn failure(error: &ClientError, context: &Context) -> Failure {
    let text = error.message(context.language);
    match error {
        ClientError::Url(_) | ClientError::Tls(_) => Failure::Usage(text),
        _ if error.is_environment() => Failure::Environment(text),
        _ => Failure::Input(text),
    }
}

/// A bar over `length` files on a terminal; nothing elsewhere.
pub(crate) fn bar(length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

/// Tells on the bar what the client does, and that it waits.
pub(crate) fn show(bar: &ProgressBar, context: &Context, file: &str, step: Step) {
    match step {
        Step::Attempt(1) => bar.set_message(file.to_owned()),
        Step::Attempt(attempt) => {
            let values = args([("file", file.to_owned()), ("attempt", attempt.to_string())]);
            bar.set_message(context.message("connection-attempt", &values));
        }
        Step::Pause(pause) => {
            let values = args([("seconds", pause.as_secs().max(1).to_string())]);
            let text = context.message("connection-pause", &values);
            bar.suspend(|| context.talk(&text));
        }
    }
}
