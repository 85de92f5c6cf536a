//! Data from a statistical service of an office: a query of SDMX over HTTPS is fetched into a file, which the readers
//! then take as any other. A transfer that breaks goes on where it broke; what was read is named by its digest.
//! No proxy is asked.

mod accept;
mod address;
mod error;
mod request;
mod transfer;
mod trust;

use std::path::{Path, PathBuf};
use std::time::Duration;

use awc::Connector;
use schemas::language::Language;
use serde::Serialize;

pub use address::is_address;
pub use error::ServiceError;

use crate::client::Backoff;
use crate::reader::Format;
use address::Address;
use transfer::Transfer;

/// How patient and how careful a fetch is.
#[derive(Debug, Clone)]
pub struct ServiceOptions {
    /// Language of titles in the answer.
    pub language: Language,
    /// The formats that the adapter reads, the preferred first.
    pub formats: Vec<Format>,
    /// Authorities to believe instead of those of the system, in PEM.
    pub authorities: Option<PathBuf>,
    /// Seconds until a connection must stand.
    pub connect_timeout_s: u64,
    /// Seconds without a byte after which a transfer counts as broken.
    pub idle_timeout_s: u64,
    /// Largest answer that is kept, packed or unpacked, in bytes.
    pub max_bytes: u64,
    /// How many times the service may point elsewhere.
    pub max_redirects: u32,
    /// When and how often to try again.
    pub backoff: Backoff,
}

impl ServiceOptions {
    /// For an adapter that reads these formats.
    #[must_use]
    pub fn new(formats: Vec<Format>, language: Language) -> Self {
        Self {
            language,
            formats,
            authorities: None,
            connect_timeout_s: 15,
            idle_timeout_s: 120,
            max_bytes: 16 << 30,
            max_redirects: 5,
            backoff: Backoff::default(),
        }
    }
}

/// What was fetched: a part of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fetched {
    /// The query.
    pub url: String,
    /// What the service says that it sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// How long the data are, unpacked.
    pub bytes: u64,
    /// Digest of the data, unpacked: `sha-256:` and hexadecimal digits.
    pub digest: String,
    /// The file that holds them.
    #[serde(skip)]
    pub path: PathBuf,
}

/// Fetches the answer to the query `url` into a file of `folder`.
///
/// # Errors
/// When the service cannot be reached, is not believed, refuses, or has no data.
pub fn fetch(url: &str, folder: &Path, options: &ServiceOptions) -> Result<Fetched, ServiceError> {
    let address = Address::parse(url)?;
    let tls = trust::connector(options.authorities.as_deref())?;
    let mut transfer = Transfer::new(folder, options.max_bytes)?;
    actix_rt::System::new().block_on(async {
        let timeout = Duration::from_secs(options.connect_timeout_s);
        let connector = Connector::new()
            .openssl(tls)
            .timeout(timeout)
            .handshake_timeout(timeout);
        let http = awc::Client::builder()
            .connector(connector)
            .disable_redirects()
            .timeout(Duration::from_secs(options.idle_timeout_s))
            .finish();
        request::answered(&http, &address, &mut transfer, options).await
    })?;
    transfer.finish(&address)
}
