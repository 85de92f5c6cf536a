//! `puente gateway serve`: runs the gateway until it is asked to end. Where it listens is printed
//! as one JSON line as soon as it does; the log goes to standard error.

use std::path::PathBuf;

use gateway::{
    observe::log,
    serve::{self, ServeError},
};
use schemas::language::args;

use super::config;
use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente gateway serve`.
#[derive(clap::Args)]
pub(super) struct Command {
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let config = config(&self.config, context)?;
        log::start(&config.log).map_err(|error| {
            let detail = args([("detail", error.to_string())]);
            Failure::Usage(context.message("gateway-log-filter", &detail))
        })?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| Failure::Environment(error.to_string()))?;
        let served = runtime.block_on(serve::run(config, |addresses| {
            let line = serde_json::to_string(addresses).unwrap_or_default();
            context.result(&line);
        }));
        match served {
            Ok(()) => Ok(Outcome::Done),
            Err(error) => Err(failure(&error, context)),
        }
    }
}

fn failure(error: &ServeError, context: &Context) -> Failure {
    let text = error.message(context.language);
    match error {
        ServeError::Open(gateway::OpenError::Store(_))
        | ServeError::Listen { .. }
        | ServeError::Schedule(_)
        | ServeError::Serve(_) => Failure::Environment(text),
        ServeError::Open(_) | ServeError::Tls(_) => Failure::Usage(text),
    }
}
