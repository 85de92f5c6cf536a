//! What is written to standard error: one JSON object per line, with one vocabulary of fields
//! (`request.id`, `participant.id`, `submission.id`, `object`, `code`, `error`). A failure is
//! logged once, where it is handled. No figure is ever a field.

use tracing_subscriber::{EnvFilter, filter::ParseError, fmt};

use crate::config::{Config, LogSection};

/// Starts logging. A second start in the same process changes nothing.
///
/// # Errors
/// When the filter of the configuration cannot be read.
pub fn start(section: &LogSection) -> Result<(), ParseError> {
    let filter: EnvFilter = section.filter.parse()?;
    let logs = fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .finish();
    let _ = tracing::subscriber::set_global_default(logs);
    Ok(())
}

/// Logs the configuration once; it names files, and holds no secret.
pub(crate) fn configuration(config: &Config) {
    tracing::info!(configuration = ?config, "Starting with this configuration");
}
