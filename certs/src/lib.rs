//! Trust: who is who, who may speak, and who said what.
//!
//! An authority that is made on demand, the certificates that it issues and revokes, the TLS
//! settings of gateway and clients, and the signatures over submissions and receipts. This crate
//! opens no connection and knows nothing of tables.

/// The authority of a region: made once, issues, renews and revokes certificates.
pub mod authority;
mod catalogue;
/// What is wrong with a certificate.
pub mod certificate;
mod der;
/// Files written whole or not at all, keys for their owner only.
pub mod files;
/// A certificate with its private key, read from files.
pub mod identity;
/// What a certificate, a request or a list of revocations says.
pub mod inspect;
/// The participant that a certificate names.
pub mod participant;
/// The gateway's signed answer to a submission.
pub mod receipt;
/// Requests for certificates, made where the key stays.
pub mod request;
/// Detached signatures over the exact bytes of a document.
pub mod signature;
/// TLS settings of the gateway and of its clients.
pub mod tls;
/// The authorities that are believed and the certificates that they revoked.
pub mod trust;
