//! Section `[tls]`: the server's certificate and the authorities whose participants it believes.

use std::path::PathBuf;

use serde::Deserialize;

/// The server's certificate and whom it believes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsSection {
    /// PEM file: the server's certificate, then its intermediates.
    pub certificate: PathBuf,
    /// PEM file: the server's private key.
    pub key: PathBuf,
    /// PEM file: the authorities that issue participants' certificates.
    pub roots: PathBuf,
    /// PEM file: the authority's list of revoked certificates. Without it none is revoked.
    pub crl: Option<PathBuf>,
    /// Whether TLS 1.2 with AEAD ciphers is allowed beside TLS 1.3. Default false.
    #[serde(default)]
    pub allow_tls_1_2: bool,
    /// Seconds between looks at the files of roots and revocations. Default 5.
    #[serde(default = "reload_s")]
    pub reload_s: u64,
}

fn reload_s() -> u64 {
    5
}
