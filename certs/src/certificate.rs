//! What can be wrong with a certificate, and the facts that every check of one needs.

use chrono::{DateTime, TimeZone, Utc};
use openssl::{
    asn1::{Asn1Time, Asn1TimeRef},
    hash::MessageDigest,
    nid::Nid,
    pkey::{Id, PKeyRef},
    x509::X509Ref,
};
use schemas::language::{Language, args};

use crate::catalogue::catalogue;

/// Why a certificate is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// No certificate was shown.
    #[error("no certificate")]
    Missing,
    /// It could not be read.
    #[error("the certificate is malformed")]
    Malformed,
    /// No authority that is believed issued it.
    #[error("the certificate is of an unknown authority")]
    UnknownAuthority,
    /// Its time is over.
    #[error("the certificate has expired")]
    Expired,
    /// Its time has not begun.
    #[error("the certificate is not valid yet")]
    NotYetValid,
    /// Its authority withdrew it.
    #[error("the certificate is revoked")]
    Revoked,
    /// It may not be used as a participant (no client use, or an authority's own).
    #[error("the certificate is not for participants")]
    NotForParticipants,
    /// It names no participant, more than one, or a malformed one.
    #[error("the certificate names no participant")]
    NoParticipant,
    /// Its key is not on the curve P-256.
    #[error("the certificate's key is of another kind")]
    OtherKey,
}

impl CertificateFault {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "certificate_missing",
            Self::Malformed => "certificate_malformed",
            Self::UnknownAuthority => "certificate_unknown_authority",
            Self::Expired => "certificate_expired",
            Self::NotYetValid => "certificate_not_yet_valid",
            Self::Revoked => "certificate_revoked",
            Self::NotForParticipants => "certificate_not_for_participants",
            Self::NoParticipant => "certificate_without_participant",
            Self::OtherKey => "certificate_other_key",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        catalogue().message(language, self.code(), &args([]))
    }
}

/// The SHA-256 fingerprint of a certificate, `sha-256:` and lower-case hexadecimal.
#[must_use]
pub fn fingerprint(certificate: &X509Ref) -> String {
    certificate.digest(MessageDigest::sha256()).map_or_else(
        |_| String::new(),
        |digest| format!("sha-256:{}", hex(&digest)),
    )
}

/// The serial number in lower-case hexadecimal.
#[must_use]
pub fn serial(certificate: &X509Ref) -> String {
    certificate
        .serial_number()
        .to_bn()
        .map_or_else(|_| String::new(), |number| hex(&number.to_vec()))
}

/// The moments between which a certificate is valid, both included.
pub(crate) fn validity(
    certificate: &X509Ref,
) -> Result<(DateTime<Utc>, DateTime<Utc>), CertificateFault> {
    let moment = |time| moment(time).ok_or(CertificateFault::Malformed);
    Ok((
        moment(certificate.not_before())?,
        moment(certificate.not_after())?,
    ))
}

/// Whether the certificate is within its time at `at`.
pub(crate) fn check_time(certificate: &X509Ref, at: DateTime<Utc>) -> Result<(), CertificateFault> {
    let (from, until) = validity(certificate)?;
    if at < from {
        return Err(CertificateFault::NotYetValid);
    }
    if at > until {
        return Err(CertificateFault::Expired);
    }
    Ok(())
}

/// Whether the key is on the curve P-256.
pub(crate) fn is_p256<T: openssl::pkey::HasPublic>(key: &PKeyRef<T>) -> bool {
    key.id() == Id::EC
        && key
            .ec_key()
            .is_ok_and(|key| key.group().curve_name() == Some(Nid::X9_62_PRIME256V1))
}

/// A moment of a certificate as the clock tells it.
pub(crate) fn moment(time: &Asn1TimeRef) -> Option<DateTime<Utc>> {
    let epoch = Asn1Time::from_unix(0).ok()?;
    let since = epoch.diff(time).ok()?;
    let seconds = i64::from(since.days) * 86_400 + i64::from(since.secs);
    Utc.timestamp_opt(seconds, 0).single()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
