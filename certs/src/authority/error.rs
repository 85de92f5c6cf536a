//! Why the authority does not do what it was asked.

use std::path::PathBuf;

use openssl::error::ErrorStack;
use schemas::language::{Language, args};

use crate::{catalogue::catalogue, files::FileError, identity::IdentityError};

/// Why the authority does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(FileError),
    /// The authority's own certificate or key.
    #[error("failed to open the authority")]
    Identity(#[source] IdentityError),
    /// There is an authority in the folder already.
    #[error("an authority is already in `{}`", .0.display())]
    Exists(PathBuf),
    /// There is a key of that name already.
    #[error("a key is already in `{}`", .0.display())]
    KeyExists(PathBuf),
    /// The request is malformed or not signed by its own key.
    #[error("the request is malformed or not signed by its own key")]
    BadRequest,
    /// The request's key is not on the curve P-256.
    #[error("the request's key is not on the curve P-256")]
    OtherKey,
    /// The request is made in another name than the certificate would give.
    #[error("the request is made in the name of `{0}`")]
    OtherName(String),
    /// The certificate is not of this authority.
    #[error("the certificate was not issued here")]
    NotIssuedHere,
    /// The certificate is revoked already.
    #[error("the certificate `{0}` is revoked")]
    AlreadyRevoked(String),
    /// The register is malformed.
    #[error("the register is malformed at line {0}")]
    Register(usize),
    /// The cryptographic library failed.
    #[error("the cryptographic library failed")]
    Library(#[source] ErrorStack),
}

impl AuthorityError {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "certs_file",
            Self::Identity(error) => error.code(),
            Self::Exists(_) => "authority_exists",
            Self::KeyExists(_) => "request_key_exists",
            Self::BadRequest => "request_malformed",
            Self::OtherKey => "request_other_key",
            Self::OtherName(_) => "request_other_name",
            Self::NotIssuedHere => "authority_not_issued_here",
            Self::AlreadyRevoked(_) => "authority_already_revoked",
            Self::Register(_) => "authority_register",
            Self::Library(_) => "certs_library",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let mut values = args([]);
        match self {
            Self::Identity(error) => return error.message(language),
            Self::File(error) => {
                values = args([
                    ("file", error.path.display().to_string()),
                    ("cause", error.source.to_string()),
                ]);
            }
            Self::Exists(folder) => values = args([("folder", folder.display().to_string())]),
            Self::KeyExists(file) => values = args([("file", file.display().to_string())]),
            Self::OtherName(name) => values = args([("name", name.clone())]),
            Self::AlreadyRevoked(serial) => values = args([("serial", serial.clone())]),
            Self::Register(line) => values = args([("line", line.to_string())]),
            Self::BadRequest | Self::OtherKey | Self::NotIssuedHere | Self::Library(_) => {}
        }
        catalogue().message(language, self.code(), &values)
    }
}
