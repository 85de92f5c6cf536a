//! What the authority makes, refuses and leaves alone.

use certs::{
    authority::{Authority, AuthoritySpec, Purpose, Validity},
    certificate::{CertificateFault, fingerprint},
    inspect::{Inspection, inspect},
    participant::participant_of,
    request,
    trust::Trust,
};
use chrono::{Duration, Utc};

use crate::region::Region;

#[test]
fn an_authority_that_exists_is_left_as_it_is() {
    let region = Region::new();
    let folder = region.authority.folder();
    let key = std::fs::read(folder.join("authority.key")).unwrap();
    let again = Authority::create(folder, &AuthoritySpec::default()).unwrap_err();
    assert_eq!(again.code(), "authority_exists");
    assert_eq!(std::fs::read(folder.join("authority.key")).unwrap(), key);
}

#[cfg(unix)]
#[test]
fn the_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let region = Region::new();
    let file = std::fs::metadata(region.authority.folder().join("authority.key")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_request_in_another_name_or_of_a_broken_signature_is_refused() {
    let region = Region::new();
    let request = request::create("MEX-STPS").unwrap();
    let purpose = Purpose::Participant("HND-INE".parse().unwrap());
    let refused = region
        .authority
        .issue(&request.csr_pem, &purpose)
        .unwrap_err();
    assert_eq!(refused.code(), "request_other_name");
    let gateway = request::create("PUENTE-GATEWAY").unwrap();
    let posing = Purpose::Participant("PUENTE-GATEWAY".parse().unwrap());
    assert!(region.authority.issue(&gateway.csr_pem, &posing).is_err());
    let refused = region.authority.issue(b"no request", &purpose).unwrap_err();
    assert_eq!(refused.code(), "request_malformed");
    assert!(region.authority.issued().unwrap().is_empty());
}

#[test]
fn a_renewed_certificate_keeps_its_purpose_and_has_another_key() {
    let region = Region::new();
    let (old, issued) = region.participant_for("HND-INE", Validity::days(3));
    let request = request::create("HND-INE").unwrap();
    let renewed = region
        .authority
        .renew(&issued.certificate, &request.csr_pem)
        .unwrap();
    assert_eq!(
        participant_of(&renewed.certificate).unwrap().as_str(),
        "HND-INE"
    );
    assert_ne!(renewed.fingerprint, fingerprint(old.certificate()));
    assert!(renewed.not_after > issued.not_after);
    region.authority.revoke(&issued.serial, 30).unwrap();
    let refused = region
        .authority
        .renew(&issued.certificate, &request.csr_pem)
        .unwrap_err();
    assert_eq!(refused.code(), "authority_already_revoked");
}

#[test]
fn a_server_is_renewed_with_its_hosts() {
    let region = Region::new();
    let purpose = Purpose::Server {
        dns: vec!["gateway.example".to_owned()],
        ips: vec!["127.0.0.1".parse().unwrap(), "::1".parse().unwrap()],
    };
    let (_, issued) = region.issue("gateway.example", &purpose, Validity::days(3));
    let request = request::create("gateway.example").unwrap();
    let renewed = region
        .authority
        .renew(&issued.certificate, &request.csr_pem)
        .unwrap();
    let found = inspect(&renewed.certificate_pem);
    let [
        Inspection::Certificate {
            hosts,
            uses,
            participant,
            ..
        },
    ] = found.as_slice()
    else {
        panic!("one certificate");
    };
    assert_eq!(hosts, &["gateway.example", "127.0.0.1", "::1"]);
    assert_eq!(uses, &["server"]);
    assert_eq!(participant, &None);
}

#[test]
fn a_revocation_counts_from_its_moment_on() {
    let region = Region::new();
    let (office, issued) = region.participant_for("HND-INE", Validity::days(30));
    let before = Utc::now() - Duration::minutes(5);
    region.authority.revoke(&issued.serial, 30).unwrap();
    let again = region.authority.revoke(&issued.serial, 30).unwrap_err();
    assert_eq!(again.code(), "authority_already_revoked");
    let trust = region.trust();
    let after = Utc::now() + Duration::seconds(1);
    assert!(trust.check(office.certificate(), &[], before).is_ok());
    assert_eq!(
        trust.check(office.certificate(), &[], after),
        Err(CertificateFault::Revoked)
    );
    let found = inspect(&std::fs::read(region.crl()).unwrap());
    let [
        Inspection::Revocations {
            revoked,
            next_update,
            ..
        },
    ] = found.as_slice()
    else {
        panic!("one list");
    };
    assert_eq!(revoked[0].0, issued.serial);
    assert!(next_update.unwrap() > Utc::now());
}

#[test]
fn identities_travel_as_pkcs12() {
    let region = Region::new();
    let office = region.participant("HND-INE");
    let authority = region.authority.certificate().clone();
    let der = office
        .to_p12("HND-INE", &[authority], "contraseña")
        .unwrap();
    let parsed = openssl::pkcs12::Pkcs12::from_der(&der).unwrap();
    assert!(parsed.parse2("otra").is_err());
    let parsed = parsed.parse2("contraseña").unwrap();
    assert!(parsed.pkey.unwrap().public_eq(office.key()));
    assert_eq!(parsed.ca.unwrap().len(), 1);
}

#[test]
fn a_participant_cannot_issue() {
    let region = Region::new();
    let middle = region.participant("HND-INE");
    let elsewhere = Region::new();
    let other = elsewhere.participant("MEX-STPS");
    let trust = Trust::load(&region.roots(), None).unwrap();
    assert_eq!(
        trust.check(
            other.certificate(),
            &[middle.certificate().clone()],
            Utc::now()
        ),
        Err(CertificateFault::UnknownAuthority)
    );
}
