//! The authorities that are believed and the certificates that they revoked, read from files and
//! read again while the gateway runs. A new file that is bad changes nothing: the last good state
//! stays, and the error is the alarm of whoever asked.
//!
//! A list of revocations past its `nextUpdate` still counts and is told as stale: stopping the
//! exchange of twelve countries because one file is late helps nobody, and whoever can keep the
//! file from being renewed can already write the gateway's disk.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, Utc};
use openssl::{
    ssl::SslRef,
    x509::{X509, X509Ref},
};
use schemas::{
    ids::ParticipantId,
    language::{Language, args},
};

use crate::{
    catalogue::catalogue,
    certificate::{CertificateFault, fingerprint},
    files::{self, FileError},
    participant::participant_of,
};

pub(crate) mod roots;
pub(crate) mod state;

use state::State;

/// Why the authorities or their revocations could not be taken over.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// A file could not be read.
    #[error(transparent)]
    File(FileError),
    /// No certificate of an authority in the file of authorities.
    #[error("no authority in the file of authorities")]
    NoRoots,
    /// A certificate in the file of authorities is not an authority's.
    #[error("a certificate in the file of authorities is not an authority's")]
    NotAnAuthority,
    /// The list of revocations is not PEM or not a list.
    #[error("the list of revocations is malformed")]
    CrlMalformed,
    /// The list of revocations is not signed by an authority that is believed.
    #[error("the list of revocations is not of a believed authority")]
    CrlUnknownAuthority,
    /// The list of revocations is older than the one in force.
    #[error("the list of revocations is older than the one in force")]
    CrlOlder,
}

impl TrustError {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "certs_file",
            Self::NoRoots => "trust_no_authority",
            Self::NotAnAuthority => "trust_not_an_authority",
            Self::CrlMalformed => "trust_crl_malformed",
            Self::CrlUnknownAuthority => "trust_crl_unknown_authority",
            Self::CrlOlder => "trust_crl_older",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let (file, cause) = match self {
            Self::File(error) => (error.path.display().to_string(), error.source.to_string()),
            _ => (String::new(), String::new()),
        };
        catalogue().message(
            language,
            self.code(),
            &args([("file", file), ("cause", cause)]),
        )
    }
}

/// Whom we believe, now.
#[derive(Debug)]
pub struct Trust {
    files: Option<TrustFiles>,
    state: RwLock<Arc<State>>,
}

#[derive(Debug)]
struct TrustFiles {
    roots: PathBuf,
    crl: Option<PathBuf>,
}

/// The other end of a connection, kept with it so that each request can ask whether the
/// certificate still stands.
#[derive(Debug, Clone)]
pub struct Peer {
    /// The participant that the certificate names.
    pub participant: ParticipantId,
    /// The certificate's fingerprint.
    pub fingerprint: String,
    certificate: X509,
    chain: Vec<X509>,
}

impl Peer {
    /// The participant at the other end of a connection whose handshake is done.
    ///
    /// # Errors
    /// When the other end showed no certificate of a participant.
    pub fn of(connection: &SslRef) -> Result<Self, CertificateFault> {
        let certificate = connection
            .peer_certificate()
            .ok_or(CertificateFault::Missing)?;
        let chain = connection
            .peer_cert_chain()
            .map(|chain| chain.iter().map(ToOwned::to_owned).collect())
            .unwrap_or_default();
        Ok(Self {
            participant: participant_of(&certificate)?,
            fingerprint: fingerprint(&certificate),
            certificate,
            chain,
        })
    }
}

impl Trust {
    /// Reads the authorities and, if any, their lists of revocations, both in PEM.
    ///
    /// # Errors
    /// When a file cannot be read or does not hold what it should.
    pub fn load(roots: &Path, crl: Option<&Path>) -> Result<Self, TrustError> {
        let files = TrustFiles {
            roots: roots.to_owned(),
            crl: crl.map(Path::to_owned),
        };
        let state = files.read()?;
        Ok(Self {
            files: Some(files),
            state: RwLock::new(Arc::new(state)),
        })
    }

    /// Believes the authorities in this PEM; there is nothing to reload.
    ///
    /// # Errors
    /// When the PEM does not hold what it should.
    pub fn parse(roots_pem: &[u8], crl_pem: Option<&[u8]>) -> Result<Self, TrustError> {
        Ok(Self {
            files: None,
            state: RwLock::new(Arc::new(State::parse(roots_pem, crl_pem)?)),
        })
    }

    /// Looks at the files again. Returns whether anything changed; an error leaves the last good
    /// state in force.
    ///
    /// # Errors
    /// When a file cannot be read, is malformed, or a list of revocations is older than the one
    /// in force.
    pub fn reload(&self) -> Result<bool, TrustError> {
        let Some(files) = &self.files else {
            return Ok(false);
        };
        let fresh = files.read()?;
        let current = self.state();
        if fresh.same_sources(&current) {
            return Ok(false);
        }
        if fresh.is_older_than(&current) {
            return Err(TrustError::CrlOlder);
        }
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        Ok(true)
    }

    /// Since when the list of revocations should have been renewed; `None` when it is fresh or
    /// when there is none.
    #[must_use]
    pub fn stale_since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.state().next_update().filter(|due| *due < now)
    }

    /// The certificates of the believed authorities.
    #[must_use]
    pub fn authorities(&self) -> Vec<X509> {
        self.state().authorities().to_vec()
    }

    /// Whether a participant's certificate stands at the moment `at`: issued by a believed
    /// authority, within its time, not revoked by then, for a participant.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn check(
        &self,
        certificate: &X509Ref,
        chain: &[X509],
        at: DateTime<Utc>,
    ) -> Result<ParticipantId, CertificateFault> {
        self.state().check(certificate, chain, at)
    }

    /// Whether the certificate of an open connection still stands. Cheap enough for every
    /// request: the chain is verified once per state of trust.
    ///
    /// # Errors
    /// What has become wrong with it.
    pub fn still_valid(&self, peer: &Peer, now: DateTime<Utc>) -> Result<(), CertificateFault> {
        self.state()
            .check_again(&peer.fingerprint, &peer.certificate, &peer.chain, now)
    }

    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl TrustFiles {
    fn read(&self) -> Result<State, TrustError> {
        let roots = files::read(&self.roots).map_err(TrustError::File)?;
        let crl = self
            .crl
            .as_deref()
            .map(files::read)
            .transpose()
            .map_err(TrustError::File)?;
        State::parse(&roots, crl.as_deref())
    }
}
