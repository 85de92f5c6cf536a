//! Section `[signing]`: the certificate with which the gateway signs.

use std::path::PathBuf;

use serde::Deserialize;

/// The certificate of participant `PUENTE-GATEWAY`, which signs receipts and filtered documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningSection {
    /// PEM file: the certificate, then its intermediates.
    pub certificate: PathBuf,
    /// PEM file: its private key.
    pub key: PathBuf,
}
