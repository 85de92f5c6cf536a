//! Larger authorities: a root with an issuing authority below it, made with OpenSSL alone.

use certs::{
    certificate::CertificateFault,
    identity::Identity,
    signature::{Signer, sign_detached, verify_detached},
    trust::Trust,
};
use chrono::Utc;
use openssl::{
    asn1::{Asn1Integer, Asn1Time},
    bn::BigNum,
    ec::{EcGroup, EcKey},
    hash::MessageDigest,
    nid::Nid,
    pkey::{PKey, Private},
    x509::{
        X509, X509Builder, X509NameBuilder,
        extension::{
            AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage,
            SubjectAlternativeName, SubjectKeyIdentifier,
        },
    },
};

struct Made {
    certificate: X509,
    key: PKey<Private>,
}

/// A certificate of `above` (its own when none); an authority's when it has a path length.
fn made(name: &str, above: Option<&Made>, path_length: Option<u32>) -> Made {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    let key = PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap();
    let mut subject = X509NameBuilder::new().unwrap();
    subject.append_entry_by_nid(Nid::COMMONNAME, name).unwrap();
    let subject = subject.build();
    let mut builder = X509Builder::new().unwrap();
    builder.set_version(2).unwrap();
    let serial = BigNum::from_u32(name.len() as u32).unwrap();
    builder
        .set_serial_number(&Asn1Integer::from_bn(&serial).unwrap())
        .unwrap();
    builder.set_subject_name(&subject).unwrap();
    let issuer = above.map_or(&*subject, |above| above.certificate.subject_name());
    builder.set_issuer_name(issuer).unwrap();
    builder.set_pubkey(&key).unwrap();
    let moment = |seconds: i64| Asn1Time::from_unix(Utc::now().timestamp() + seconds).unwrap();
    builder.set_not_before(&moment(-3600)).unwrap();
    builder.set_not_after(&moment(3600)).unwrap();
    let mut constraints = BasicConstraints::new();
    let mut usage = KeyUsage::new();
    match path_length {
        Some(length) => {
            constraints.ca().pathlen(length);
            usage.key_cert_sign().crl_sign();
        }
        None => {
            usage.digital_signature();
        }
    }
    let above_certificate = above.map(|above| &*above.certificate);
    let context = builder.x509v3_context(above_certificate, None);
    let mut extensions = vec![
        constraints.critical().build().unwrap(),
        usage.critical().build().unwrap(),
        SubjectKeyIdentifier::new().build(&context).unwrap(),
    ];
    if above.is_some() {
        let above = AuthorityKeyIdentifier::new().keyid(true).build(&context);
        extensions.push(above.unwrap());
    }
    if path_length.is_none() {
        extensions.push(ExtendedKeyUsage::new().client_auth().build().unwrap());
        let uri = format!("urn:puente:participant:{name}");
        let names = SubjectAlternativeName::new().uri(&uri).build(&context);
        extensions.push(names.unwrap());
    }
    for extension in extensions {
        builder.append_extension(extension).unwrap();
    }
    let signing = above.map_or(&key, |above| &above.key);
    builder.sign(signing, MessageDigest::sha256()).unwrap();
    Made {
        certificate: builder.build(),
        key,
    }
}

fn pem(certificates: &[&X509]) -> Vec<u8> {
    certificates
        .iter()
        .flat_map(|certificate| certificate.to_pem().unwrap())
        .collect()
}

#[test]
fn a_certificate_below_an_issuing_authority_is_believed_with_its_chain() {
    let root = made("root", None, Some(1));
    let issuing = made("issuing", Some(&root), Some(0));
    let office = made("HND-INE", Some(&issuing), None);
    let key = office.key.private_key_to_pem_pkcs8().unwrap();
    let chain = pem(&[&office.certificate, &issuing.certificate]);
    let signer = Signer::new(Identity::parse(&chain, &key).unwrap()).unwrap();
    let jws = sign_detached(&signer, b"bytes", Utc::now()).unwrap();
    for believed in [&root, &issuing] {
        let trust = Trust::parse(&pem(&[&believed.certificate]), None).unwrap();
        assert!(verify_detached(&jws, b"bytes", &trust, Utc::now()).is_ok());
    }
    let trust = Trust::parse(&pem(&[&root.certificate]), None).unwrap();
    assert_eq!(
        trust.check(&office.certificate, &[], Utc::now()),
        Err(CertificateFault::UnknownAuthority)
    );
}

#[test]
fn an_authority_that_may_not_have_another_below_it_is_held_to_that() {
    let root = made("root", None, Some(0));
    let issuing = made("issuing", Some(&root), Some(0));
    let office = made("HND-INE", Some(&issuing), None);
    let trust = Trust::parse(&pem(&[&root.certificate]), None).unwrap();
    assert_eq!(
        trust.check(&office.certificate, &[issuing.certificate], Utc::now()),
        Err(CertificateFault::UnknownAuthority)
    );
}
