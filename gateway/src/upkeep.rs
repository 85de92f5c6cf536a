//! What an administrator does beside the running gateway: bring the tables to this version, look
//! at every part, read the audit log and prove that its chain holds.

use schemas::language::{Language, MessageArgs};
use serde::Serialize;

use crate::{
    catalogue::catalogue,
    config::Config,
    gateway::{Gateway, OpenError},
    observe::{
        audit::{Chain, Row},
        health::{self, Part, State},
    },
    store::{Store, StoreError, audit},
};

/// Brings the tables to this version; gives the names of the steps that were needed.
///
/// # Errors
/// When the database cannot be opened or a step fails.
pub fn migrate(config: &Config) -> Result<Vec<String>, StoreError> {
    Store::open(&config.store)?.migrate()
}

/// Gives every audit row after `position` to `take`, in order.
///
/// # Errors
/// When the database cannot be opened or read.
pub fn audit(config: &Config, position: i64, take: impl FnMut(Row)) -> Result<(), StoreError> {
    Store::open(&config.store)?.read(|rows| audit::each_after(rows, position, take))
}

/// Walks the whole audit log; the chain says whether and where it breaks.
///
/// # Errors
/// When the database cannot be opened or read.
pub fn verify(config: &Config) -> Result<Chain, StoreError> {
    let mut chain = Chain::default();
    audit(config, 0, |row| chain.add(&row))?;
    Ok(chain)
}

/// What a look at one part found.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// The part.
    pub name: String,
    /// `pass`, `warn` or `fail`.
    pub state: &'static str,
    /// Stable code of what is wrong; empty when nothing is.
    pub code: String,
    /// What is wrong, for a person; empty when nothing is.
    pub message: String,
}

impl Finding {
    /// Whether the gateway cannot serve for this.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.state == "fail"
    }

    fn failed(name: &str, code: &str, message: String) -> Self {
        Self {
            name: name.to_owned(),
            state: "fail",
            code: code.to_owned(),
            message,
        }
    }

    fn of(part: Part, language: Language) -> Self {
        let state = match part.state {
            State::Pass => "pass",
            State::Warn => "warn",
            State::Fail => "fail",
        };
        let message = if part.code.is_empty() {
            String::new()
        } else {
            catalogue().message(language, &part.code, &MessageArgs::new())
        };
        Self {
            name: part.name.to_owned(),
            state,
            code: part.code,
            message,
        }
    }
}

/// Looks at every part that the gateway needs, without starting it or changing its tables.
#[must_use]
pub fn doctor(config: Config, language: Language) -> Vec<Finding> {
    let opened = Store::open(&config.store)
        .map_err(OpenError::Store)
        .and_then(|store| Gateway::assemble(config, store));
    match opened {
        Ok(gateway) => health::look(&gateway)
            .parts
            .into_iter()
            .map(|part| Finding::of(part, language))
            .collect(),
        Err(error) => {
            let name = match &error {
                OpenError::Store(_) => "database",
                OpenError::Trust(_) => "trust",
                OpenError::Tls(_) => "server_certificate",
                OpenError::Signing(_) | OpenError::Signer(_) | OpenError::OtherSigner => {
                    "signing_certificate"
                }
            };
            vec![Finding::failed(name, error.code(), error.message(language))]
        }
    }
}
