//! What stands in the certificates that the authority makes.

use openssl::{
    asn1::{Asn1Integer, Asn1Time},
    bn::{BigNum, MsbOption},
    error::ErrorStack,
    hash::MessageDigest,
    pkey::{HasPublic, PKey, PKeyRef, Private},
    x509::{
        X509, X509Builder, X509Extension, X509NameRef, X509Ref,
        extension::{
            AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage,
            SubjectAlternativeName, SubjectKeyIdentifier,
        },
    },
};

use super::{Purpose, Validity};
use crate::{
    participant::{GATEWAY, URN},
    request::common_name,
};

/// Version 3, counted from nought.
const X509_V3: i32 = 2;
const SERIAL_BITS: i32 = 127;

/// The authority's own certificate.
pub(super) fn authority(
    name: &str,
    key: &PKey<Private>,
    validity: Validity,
) -> Result<X509, ErrorStack> {
    let name = common_name(name)?;
    let mut builder = begin(&name, &name, key, validity)?;
    builder.append_extension(BasicConstraints::new().critical().ca().pathlen(0).build()?)?;
    let usage = KeyUsage::new()
        .critical()
        .key_cert_sign()
        .crl_sign()
        .build()?;
    builder.append_extension(usage)?;
    let subject = SubjectKeyIdentifier::new().build(&builder.x509v3_context(None, None))?;
    builder.append_extension(subject)?;
    builder.sign(key, MessageDigest::sha256())?;
    Ok(builder.build())
}

/// A certificate for a participant or a server.
pub(super) fn leaf<T: HasPublic>(
    authority: &X509Ref,
    authority_key: &PKey<Private>,
    name: &str,
    key: &PKeyRef<T>,
    purpose: &Purpose,
    validity: Validity,
) -> Result<X509, ErrorStack> {
    let name = common_name(name)?;
    let mut builder = begin(&name, authority.subject_name(), key, validity)?;
    builder.append_extension(BasicConstraints::new().critical().build()?)?;
    builder.append_extension(KeyUsage::new().critical().digital_signature().build()?)?;
    builder.append_extension(uses(purpose)?)?;
    let context = builder.x509v3_context(Some(authority), None);
    let subject = SubjectKeyIdentifier::new().build(&context)?;
    let issuer = AuthorityKeyIdentifier::new().keyid(true).build(&context)?;
    let names = names(purpose).build(&context)?;
    builder.append_extension(subject)?;
    builder.append_extension(issuer)?;
    builder.append_extension(names)?;
    builder.sign(authority_key, MessageDigest::sha256())?;
    Ok(builder.build())
}

fn begin<T: HasPublic>(
    subject: &X509NameRef,
    issuer: &X509NameRef,
    key: &PKeyRef<T>,
    validity: Validity,
) -> Result<X509Builder, ErrorStack> {
    let mut serial = BigNum::new()?;
    serial.rand(SERIAL_BITS, MsbOption::ONE, false)?;
    let mut builder = X509Builder::new()?;
    builder.set_version(X509_V3)?;
    builder.set_serial_number(Asn1Integer::from_bn(&serial)?.as_ref())?;
    builder.set_subject_name(subject)?;
    builder.set_issuer_name(issuer)?;
    builder.set_pubkey(key)?;
    builder.set_not_before(Asn1Time::from_unix(validity.from.timestamp())?.as_ref())?;
    builder.set_not_after(Asn1Time::from_unix(validity.until.timestamp())?.as_ref())?;
    Ok(builder)
}

fn uses(purpose: &Purpose) -> Result<X509Extension, ErrorStack> {
    let mut uses = ExtendedKeyUsage::new();
    match purpose {
        Purpose::Server { .. } => uses.server_auth(),
        Purpose::Participant(_) | Purpose::Gateway => uses.client_auth(),
    }
    .build()
}

fn names(purpose: &Purpose) -> SubjectAlternativeName {
    let mut names = SubjectAlternativeName::new();
    match purpose {
        Purpose::Participant(id) => {
            names.uri(&format!("{URN}{id}"));
        }
        Purpose::Gateway => {
            names.uri(&format!("{URN}{GATEWAY}"));
        }
        Purpose::Server { dns, ips } => {
            for host in dns {
                names.dns(host);
            }
            for ip in ips {
                names.ip(&ip.to_string());
            }
        }
    }
    names
}
