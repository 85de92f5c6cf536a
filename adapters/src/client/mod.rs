//! The client of the gateway, for offices and ministries: submits signed documents and fetches
//! deliveries, over mutual TLS, directly (no proxy is asked). It calls a submission acknowledged
//! only when the gateway's receipt for these very bytes verifies, and hands out a delivery only
//! when its signature does.

mod backoff;
mod delivery;
mod error;
/// Files written whole or not at all.
pub mod keep;
mod probe;
mod problem;
mod submission;
mod transport;

use std::{sync::Arc, time::Duration};

use awc::{Connector, http::Uri};
use certs::{identity::Identity, trust::Trust};
use schemas::language::Language;

pub use backoff::Backoff;
pub use delivery::{Delivery, Fetched, Inbox, Listed};
pub use error::ClientError;
pub use problem::{Problem, ProblemFinding};
pub use submission::Acknowledged;
pub use transport::Step;

/// How a body is compressed on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Zstandard.
    Zstd,
    /// Gzip, for what stands in between and knows no other.
    Gzip,
}

/// How patient and how careful the client is.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Language of the gateway's answers.
    pub language: Language,
    /// How a submission is compressed.
    pub compression: Compression,
    /// Seconds until a connection must stand.
    pub connect_timeout_s: u64,
    /// Seconds until an answer must begin, and again until it must have ended.
    pub answer_timeout_s: u64,
    /// Largest answer that is read, in bytes.
    pub max_answer_bytes: usize,
    /// When and how often to try again.
    pub backoff: Backoff,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            language: Language::default(),
            compression: Compression::Zstd,
            connect_timeout_s: 15,
            answer_timeout_s: 120,
            max_answer_bytes: 512 * 1024 * 1024,
            backoff: Backoff::default(),
        }
    }
}

/// A client of one gateway.
pub struct Client {
    http: awc::Client,
    base: String,
    probe: probe::Probe,
    trust: Arc<Trust>,
    options: ClientOptions,
}

impl Client {
    /// A client that shows `identity` and believes the authorities of `trust`. `url` is the
    /// gateway's, for example `https://gateway.example:8443`.
    ///
    /// # Errors
    /// When the URL is not one of HTTPS or the identity cannot be used.
    pub fn new(
        identity: &Identity,
        trust: Arc<Trust>,
        url: &str,
        options: ClientOptions,
    ) -> Result<Self, ClientError> {
        let (host, port) = place(url)?;
        let tls = certs::tls::connector(identity, &trust)
            .map_err(ClientError::Tls)?
            .build();
        let connect_timeout = Duration::from_secs(options.connect_timeout_s);
        let connector = Connector::new()
            .openssl(tls.clone())
            .timeout(connect_timeout)
            .handshake_timeout(connect_timeout);
        let http = awc::Client::builder()
            .connector(connector)
            .disable_redirects()
            .timeout(Duration::from_secs(options.answer_timeout_s))
            .add_default_header(("Accept-Language", options.language.code()))
            .finish();
        Ok(Self {
            http,
            base: format!("https://{host}:{port}"),
            probe: probe::Probe {
                host: host.trim_matches(['[', ']']).to_owned(),
                port,
                tls,
                timeout: connect_timeout,
            },
            trust,
            options,
        })
    }

    /// Whom the client believes.
    #[must_use]
    pub fn trust(&self) -> &Trust {
        &self.trust
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

/// Host and port of the gateway's URL: HTTPS, without path, query or user.
fn place(url: &str) -> Result<(String, u16), ClientError> {
    let bad = || ClientError::Url(url.to_owned());
    let uri: Uri = url.trim_end_matches('/').parse().map_err(|_| bad())?;
    let authority = uri.authority().ok_or_else(bad)?;
    let plain = uri.scheme_str() == Some("https")
        && matches!(uri.path(), "" | "/")
        && uri.query().is_none()
        && !authority.as_str().contains('@');
    if !plain || authority.host().is_empty() {
        return Err(bad());
    }
    Ok((
        authority.host().to_owned(),
        authority.port_u16().unwrap_or(443),
    ))
}
