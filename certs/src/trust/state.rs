//! One state of trust: immutable, made whole from the files, swapped in one step.

use std::{
    collections::HashSet,
    fmt,
    sync::{PoisonError, RwLock},
};

use chrono::{DateTime, Utc};
use openssl::{
    sha::sha256,
    x509::{X509, X509PurposeId, X509Ref, X509StoreContext, store::X509Store},
};
use schemas::ids::ParticipantId;

use super::{
    TrustError,
    roots::{self, Revocations},
};
use crate::{
    certificate::{CertificateFault, check_time},
    participant::participant_of,
};

/// How many verified certificates a state remembers; a region has some dozens.
const REMEMBERED: usize = 4096;

/// Authorities and revocations as of one reading of the files.
pub(crate) struct State {
    authorities: Vec<X509>,
    store: X509Store,
    revocations: Option<Revocations>,
    sources: [[u8; 32]; 2],
    verified: RwLock<HashSet<String>>,
}

impl State {
    pub(super) fn parse(roots_pem: &[u8], crl_pem: Option<&[u8]>) -> Result<Self, TrustError> {
        let authorities = roots::authorities(roots_pem)?;
        let revocations = crl_pem
            .map(|pem| Revocations::parse(pem, &authorities))
            .transpose()?;
        Ok(Self {
            store: roots::store(&authorities, X509PurposeId::SSL_CLIENT, true)?,
            authorities,
            revocations,
            sources: [sha256(roots_pem), sha256(crl_pem.unwrap_or_default())],
            verified: RwLock::default(),
        })
    }

    pub(crate) fn authorities(&self) -> &[X509] {
        &self.authorities
    }

    pub(super) fn next_update(&self) -> Option<DateTime<Utc>> {
        self.revocations.as_ref()?.next_update
    }

    pub(super) fn same_sources(&self, other: &Self) -> bool {
        self.sources == other.sources
    }

    /// Whether a list of revocations went back in time, as a restored backup or an attacker
    /// would have it.
    pub(super) fn is_older_than(&self, other: &Self) -> bool {
        let Some(known) = &other.revocations else {
            return false;
        };
        known.made.iter().any(|(issuer, made)| {
            self.revocations
                .as_ref()
                .and_then(|fresh| fresh.made.get(issuer))
                .is_some_and(|fresh| fresh < made)
        })
    }

    pub(crate) fn check(
        &self,
        certificate: &X509Ref,
        chain: &[X509],
        at: DateTime<Utc>,
    ) -> Result<ParticipantId, CertificateFault> {
        let verified = self.verified_chain(certificate, chain)?;
        self.check_chain(&verified, at)
    }

    /// The checks beyond the authority's signature on a chain whose first certificate is the
    /// participant's own.
    pub(crate) fn check_chain(
        &self,
        chain: &[X509],
        at: DateTime<Utc>,
    ) -> Result<ParticipantId, CertificateFault> {
        let leaf = chain.first().ok_or(CertificateFault::Missing)?;
        for certificate in chain {
            check_time(certificate, at)?;
            self.check_revoked(certificate, at)?;
        }
        participant_of(leaf)
    }

    pub(super) fn check_again(
        &self,
        fingerprint: &str,
        certificate: &X509Ref,
        chain: &[X509],
        now: DateTime<Utc>,
    ) -> Result<(), CertificateFault> {
        let known = self
            .verified
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(fingerprint);
        if known {
            check_time(certificate, now)?;
            return self.check_revoked(certificate, now);
        }
        self.check(certificate, chain, now)?;
        let mut verified = self
            .verified
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if verified.len() >= REMEMBERED {
            verified.clear();
        }
        verified.insert(fingerprint.to_owned());
        Ok(())
    }

    fn check_revoked(
        &self,
        certificate: &X509Ref,
        at: DateTime<Utc>,
    ) -> Result<(), CertificateFault> {
        self.revocations
            .as_ref()
            .map_or(Ok(()), |revocations| revocations.check(certificate, at))
    }

    /// The chain from the certificate to a believed authority, by signatures and rights alone.
    fn verified_chain(
        &self,
        certificate: &X509Ref,
        chain: &[X509],
    ) -> Result<Vec<X509>, CertificateFault> {
        let others = roots::stack(chain).ok_or(CertificateFault::Malformed)?;
        let mut context = X509StoreContext::new().map_err(|_| CertificateFault::Malformed)?;
        let verified = context
            .init(&self.store, certificate, &others, |context| {
                if !context.verify_cert()? {
                    return Ok(None);
                }
                let chain = context
                    .chain()
                    .map(|chain| chain.iter().map(ToOwned::to_owned).collect::<Vec<X509>>());
                Ok(chain)
            })
            .map_err(|_| CertificateFault::Malformed)?;
        if let Some(chain) = verified {
            return Ok(chain);
        }
        // Name the use rather than the authority when that is what is wrong.
        match participant_of(certificate) {
            Err(fault @ CertificateFault::NotForParticipants) if self.issued(certificate) => {
                Err(fault)
            }
            _ => Err(CertificateFault::UnknownAuthority),
        }
    }

    fn issued(&self, certificate: &X509Ref) -> bool {
        self.authorities.iter().any(|authority| {
            authority
                .public_key()
                .and_then(|key| certificate.verify(&key))
                .unwrap_or(false)
        })
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("authorities", &self.authorities.len())
            .field("revocations", &self.revocations.is_some())
            .finish_non_exhaustive()
    }
}
