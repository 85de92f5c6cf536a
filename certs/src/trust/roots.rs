//! The authorities' certificates and their lists of revocations, parsed and checked.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use openssl::{
    stack::Stack,
    x509::{
        X509, X509Crl, X509NameRef, X509PurposeId, X509Ref,
        extension::CrlNumber,
        store::{X509Store, X509StoreBuilder},
        verify::X509VerifyFlags,
    },
};

use super::TrustError;
use crate::{
    certificate::{CertificateFault, moment},
    der::is_authority,
};

const CRL_BEGIN: &str = "-----BEGIN X509 CRL-----";
/// Longest number of a list (RFC 5280 §5.2.3).
const NUMBER_BYTES: i32 = 20;
const CRL_END: &str = "-----END X509 CRL-----";

/// Per authority's name, the serial numbers that it revoked and since when.
pub(super) struct Revocations {
    by_issuer: HashMap<Vec<u8>, HashMap<Vec<u8>, DateTime<Utc>>>,
    /// Per authority's name, when its list was made and the list's number.
    pub(super) made: HashMap<Vec<u8>, (DateTime<Utc>, Vec<u8>)>,
    /// The earliest moment at which a list should be renewed.
    pub(super) next_update: Option<DateTime<Utc>>,
}

impl Revocations {
    /// Reads lists in PEM; each must be signed by one of the authorities.
    pub(super) fn parse(pem: &[u8], authorities: &[X509]) -> Result<Self, TrustError> {
        let mut revocations = Self {
            by_issuer: HashMap::new(),
            made: HashMap::new(),
            next_update: None,
        };
        let text = std::str::from_utf8(pem).map_err(|_| TrustError::CrlMalformed)?;
        let mut rest = text;
        let mut lists = 0;
        while let Some(begin) = rest.find(CRL_BEGIN) {
            let end = rest[begin..]
                .find(CRL_END)
                .map(|end| begin + end + CRL_END.len())
                .ok_or(TrustError::CrlMalformed)?;
            revocations.add(&rest.as_bytes()[begin..end], authorities)?;
            rest = &rest[end..];
            lists += 1;
        }
        if lists == 0 {
            return Err(TrustError::CrlMalformed);
        }
        Ok(revocations)
    }

    fn add(&mut self, pem: &[u8], authorities: &[X509]) -> Result<(), TrustError> {
        let malformed = || TrustError::CrlMalformed;
        let list = X509Crl::from_pem(pem).map_err(|_| malformed())?;
        let issuer = name(list.issuer_name()).ok_or_else(malformed)?;
        let signed = authorities.iter().any(|authority| {
            name(authority.subject_name()).is_some_and(|subject| subject == issuer)
                && authority
                    .public_key()
                    .and_then(|key| list.verify(&key))
                    .unwrap_or(false)
        });
        if !signed {
            return Err(TrustError::CrlUnknownAuthority);
        }
        let made = moment(list.last_update()).ok_or_else(malformed)?;
        let due = list.next_update().and_then(moment).ok_or_else(malformed)?;
        let number = list
            .extension::<CrlNumber>()
            .map_err(|_| malformed())?
            .and_then(|(_, number)| number.to_bn().ok()?.to_vec_padded(NUMBER_BYTES).ok())
            .unwrap_or_default();
        self.made.insert(issuer.clone(), (made, number));
        self.next_update = Some(self.next_update.map_or(due, |known| known.min(due)));
        let revoked = self.by_issuer.entry(issuer).or_default();
        for entry in list.get_revoked().into_iter().flatten() {
            let serial = entry.serial_number().to_bn().map_err(|_| malformed())?;
            let since = moment(entry.revocation_date()).ok_or_else(malformed)?;
            revoked.insert(serial.to_vec(), since);
        }
        Ok(())
    }

    /// Whether the authority had revoked the certificate at `at`.
    pub(super) fn check(
        &self,
        certificate: &X509Ref,
        at: DateTime<Utc>,
    ) -> Result<(), CertificateFault> {
        if self.by_issuer.is_empty() {
            return Ok(());
        }
        let issuer = name(certificate.issuer_name()).ok_or(CertificateFault::Malformed)?;
        let serial = certificate
            .serial_number()
            .to_bn()
            .map_err(|_| CertificateFault::Malformed)?
            .to_vec();
        let since = self
            .by_issuer
            .get(&issuer)
            .and_then(|revoked| revoked.get(&serial));
        match since {
            Some(since) if *since <= at => Err(CertificateFault::Revoked),
            _ => Ok(()),
        }
    }
}

/// Reads the authorities' certificates in PEM.
pub(super) fn authorities(pem: &[u8]) -> Result<Vec<X509>, TrustError> {
    let authorities = X509::stack_from_pem(pem)
        .ok()
        .filter(|found| !found.is_empty())
        .ok_or(TrustError::NoRoots)?;
    let all_may_issue = authorities
        .iter()
        .all(|authority| authority.to_der().is_ok_and(|der| is_authority(&der)));
    if all_may_issue {
        Ok(authorities)
    } else {
        Err(TrustError::NotAnAuthority)
    }
}

/// A store of the authorities. `any_time` leaves the question of time to the caller, who asks it
/// for a moment of its own choice.
pub(crate) fn store(
    authorities: &[X509],
    purpose: X509PurposeId,
    any_time: bool,
) -> Result<X509Store, TrustError> {
    let build = || {
        let mut builder = X509StoreBuilder::new()?;
        for authority in authorities {
            builder.add_cert(authority.clone())?;
        }
        let mut flags = X509VerifyFlags::PARTIAL_CHAIN | X509VerifyFlags::X509_STRICT;
        if any_time {
            flags |= X509VerifyFlags::NO_CHECK_TIME;
        }
        builder.set_flags(flags)?;
        builder.set_purpose(purpose)?;
        Ok::<_, openssl::error::ErrorStack>(builder.build())
    };
    build().map_err(|_| TrustError::NoRoots)
}

/// The certificates as the library wants them.
pub(super) fn stack(certificates: &[X509]) -> Option<Stack<X509>> {
    let mut stack = Stack::new().ok()?;
    for certificate in certificates {
        stack.push(certificate.clone()).ok()?;
    }
    Some(stack)
}

fn name(name: &X509NameRef) -> Option<Vec<u8>> {
    name.to_der().ok()
}
