//! A certificate with its private key: what a participant shows and signs with.

use std::{fmt, path::Path};

use openssl::{
    error::ErrorStack,
    pkcs12::Pkcs12,
    pkey::{PKey, Private},
    stack::Stack,
    x509::X509,
};
use schemas::language::{Language, args};

use crate::{
    catalogue::catalogue,
    certificate::{fingerprint, is_p256},
    files::{self, FileError},
};

/// Why a certificate and a key do not make an identity.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// A file could not be read.
    #[error(transparent)]
    File(FileError),
    /// A file holds no certificate in PEM.
    #[error("no certificate in PEM in `{0}`")]
    NoCertificate(String),
    /// A file holds no private key in PEM.
    #[error("no private key in PEM in `{0}`")]
    NoKey(String),
    /// The key is not on the curve P-256.
    #[error("the key is not on the curve P-256")]
    OtherKey,
    /// The key is not the certificate's.
    #[error("the key does not belong to the certificate")]
    Mismatch,
    /// The cryptographic library failed.
    #[error("the cryptographic library failed")]
    Library(#[source] ErrorStack),
}

impl IdentityError {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "certs_file",
            Self::NoCertificate(_) => "identity_no_certificate",
            Self::NoKey(_) => "identity_no_key",
            Self::OtherKey => "identity_other_key",
            Self::Mismatch => "identity_mismatch",
            Self::Library(_) => "certs_library",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let place = match self {
            Self::File(error) => error.path.display().to_string(),
            Self::NoCertificate(place) | Self::NoKey(place) => place.clone(),
            _ => String::new(),
        };
        let cause = match self {
            Self::File(error) => error.source.to_string(),
            _ => String::new(),
        };
        catalogue().message(
            language,
            self.code(),
            &args([("file", place), ("cause", cause)]),
        )
    }
}

/// A certificate, the certificates above it, and the private key.
#[derive(Clone)]
pub struct Identity {
    chain: Vec<X509>,
    key: PKey<Private>,
}

impl Identity {
    /// Reads a certificate (with those above it after it) and its key from PEM files.
    ///
    /// # Errors
    /// When a file cannot be read or the two do not belong together.
    pub fn load(certificate: &Path, key: &Path) -> Result<Self, IdentityError> {
        let certificate_pem = files::read(certificate).map_err(IdentityError::File)?;
        let key_pem = files::read(key).map_err(IdentityError::File)?;
        Self::parse(&certificate_pem, &key_pem).map_err(|error| match error {
            IdentityError::NoCertificate(_) => {
                IdentityError::NoCertificate(certificate.display().to_string())
            }
            IdentityError::NoKey(_) => IdentityError::NoKey(key.display().to_string()),
            other => other,
        })
    }

    /// Reads a certificate (with those above it after it) and its key from PEM.
    ///
    /// # Errors
    /// When either is not PEM or the two do not belong together.
    pub fn parse(certificate_pem: &[u8], key_pem: &[u8]) -> Result<Self, IdentityError> {
        let chain = X509::stack_from_pem(certificate_pem)
            .ok()
            .filter(|chain| !chain.is_empty())
            .ok_or_else(|| IdentityError::NoCertificate(String::new()))?;
        // The empty passphrase keeps the library from asking on the terminal.
        let key = PKey::private_key_from_pem_passphrase(key_pem, b"")
            .map_err(|_| IdentityError::NoKey(String::new()))?;
        if !is_p256(&key) {
            return Err(IdentityError::OtherKey);
        }
        let public = chain[0].public_key().map_err(IdentityError::Library)?;
        if !public.public_eq(&key) {
            return Err(IdentityError::Mismatch);
        }
        Ok(Self { chain, key })
    }

    /// The certificate itself.
    #[must_use]
    pub fn certificate(&self) -> &X509 {
        &self.chain[0]
    }

    /// The certificate, then those above it.
    #[must_use]
    pub fn chain(&self) -> &[X509] {
        &self.chain
    }

    /// The private key.
    #[must_use]
    pub fn key(&self) -> &PKey<Private> {
        &self.key
    }

    /// Certificate, key and authorities as PKCS#12, for browsers and operating systems.
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn to_p12(
        &self,
        name: &str,
        authorities: &[X509],
        password: &str,
    ) -> Result<Vec<u8>, IdentityError> {
        let build = || {
            let mut others = Stack::new()?;
            for certificate in self.chain[1..].iter().chain(authorities) {
                others.push(certificate.clone())?;
            }
            Pkcs12::builder()
                .name(name)
                .pkey(&self.key)
                .cert(&self.chain[0])
                .ca(others)
                .build2(password)?
                .to_der()
        };
        build().map_err(IdentityError::Library)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("certificate", &fingerprint(self.certificate()))
            .field("key", &"redacted")
            .finish()
    }
}
