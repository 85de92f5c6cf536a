//! The signed list of revocations.

use chrono::{Duration, Utc};
use openssl::{
    asn1::{Asn1Integer, Asn1Time},
    bn::BigNum,
    error::ErrorStack,
    hash::MessageDigest,
    pkey::{PKey, Private},
    x509::{
        X509, X509Builder, X509Crl, X509CrlBuilder, X509Extension, X509Revoked, X509RevokedBuilder,
        extension::{AuthorityKeyIdentifier, CrlNumber},
    },
};

use super::{
    AuthorityError,
    register::{Entry, Register},
};

/// Signs all revocations of the register, as PEM.
pub(super) fn sign(
    authority: &X509,
    key: &PKey<Private>,
    register: &Register,
    days: u32,
) -> Result<Vec<u8>, AuthorityError> {
    build(authority, key, register, days)
        .and_then(|list| list.to_pem())
        .map_err(AuthorityError::Library)
}

fn build(
    authority: &X509,
    key: &PKey<Private>,
    register: &Register,
    days: u32,
) -> Result<X509Crl, ErrorStack> {
    let now = Utc::now();
    let due = now + Duration::days(i64::from(days));
    let mut builder = X509CrlBuilder::new()?;
    builder.set_issuer_name(authority.subject_name())?;
    builder.set_last_update(Asn1Time::from_unix(now.timestamp())?.as_ref())?;
    builder.set_next_update(Asn1Time::from_unix(due.timestamp())?.as_ref())?;
    for entry in &register.entries {
        if let Some(revoked) = revoked(entry)? {
            builder.add_revoked(revoked)?;
        }
    }
    builder.append_extension(CrlNumber::new(BigNum::from_u32(register.crl_number)?)?.build()?)?;
    builder.append_extension(key_identifier(authority)?)?;
    builder.sort()?;
    builder.sign(key, MessageDigest::sha256())?;
    builder.build()
}

fn revoked(entry: &Entry) -> Result<Option<X509Revoked>, ErrorStack> {
    let Some(since) = entry.revoked_at else {
        return Ok(None);
    };
    let serial = Asn1Integer::from_bn(BigNum::from_hex_str(&entry.serial)?.as_ref())?;
    let mut builder = X509RevokedBuilder::new()?;
    builder.set_serial_number(&serial)?;
    builder.set_revocation_date(Asn1Time::from_unix(since.timestamp())?.as_ref())?;
    Ok(Some(builder.build()))
}

/// Which of the authority's keys signs; the library gives the context for it through a builder
/// of certificates alone.
fn key_identifier(authority: &X509) -> Result<X509Extension, ErrorStack> {
    let builder = X509Builder::new()?;
    let context = builder.x509v3_context(Some(authority), None);
    AuthorityKeyIdentifier::new().keyid(true).build(&context)
}
