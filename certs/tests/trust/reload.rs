//! Files swapped while the server runs: good ones count at once, bad ones change nothing.

use certs::{
    authority::{Authority, AuthoritySpec, Validity},
    certificate::CertificateFault,
    tls::{self, Versions},
    trust::Trust,
};
use chrono::{Duration, Utc};

use crate::{handshake::meet, region::Region};

#[test]
fn a_bad_file_keeps_the_last_good_state_and_raises_an_alarm() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let office = region.participant("HND-INE");
    let good = std::fs::read(region.crl()).unwrap();
    for bad in [&b""[..], b"no list", &good[..good.len() / 2]] {
        std::fs::write(region.crl(), bad).unwrap();
        let alarms: Vec<_> = server.reload().iter().map(tls::TlsError::code).collect();
        assert_eq!(alarms, ["trust_crl_malformed"]);
    }
    std::fs::write(region.crl(), &good).unwrap();
    std::fs::write(region.folder.path().join("server.key"), b"no key").unwrap();
    std::fs::write(region.roots(), b"").unwrap();
    let alarms: Vec<_> = server.reload().iter().map(tls::TlsError::code).collect();
    assert_eq!(alarms, ["trust_no_authority", "identity_no_key"]);
    assert!(trust.check(office.certificate(), &[], Utc::now()).is_ok());
}

#[test]
fn a_list_of_another_authority_or_of_yesterday_is_refused() {
    let region = Region::new();
    let (office, issued) = region.participant_for("HND-INE", Validity::days(30));
    let without = std::fs::read(region.crl()).unwrap();
    region.authority.revoke(&issued.serial, 30).unwrap();
    let trust = region.trust();
    std::fs::write(region.crl(), without).unwrap();
    assert_eq!(trust.reload().unwrap_err().code(), "trust_crl_older");
    let elsewhere = Region::new();
    std::fs::copy(elsewhere.crl(), region.crl()).unwrap();
    assert_eq!(
        trust.reload().unwrap_err().code(),
        "trust_crl_unknown_authority"
    );
    let later = Utc::now() + Duration::seconds(1);
    assert_eq!(
        trust.check(office.certificate(), &[], later),
        Err(CertificateFault::Revoked)
    );
}

#[test]
fn a_late_list_still_counts_and_is_told_as_stale() {
    let region = Region::new();
    let trust = region.trust();
    let now = Utc::now();
    assert_eq!(trust.stale_since(now), None);
    assert!(trust.stale_since(now + Duration::days(31)).is_some());
}

#[test]
fn the_server_swaps_certificate_and_authorities_without_a_new_acceptor() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let folder = region.folder.path().join("second");
    let second = Authority::create(&folder, &AuthoritySpec::default()).unwrap();
    let request = certs::request::create("NIC-MITRAB").unwrap();
    let purpose = certs::authority::Purpose::Participant("NIC-MITRAB".parse().unwrap());
    let issued = second.issue(&request.csr_pem, &purpose).unwrap();
    let newcomer =
        certs::identity::Identity::parse(&issued.certificate_pem, &request.key_pem).unwrap();
    let connector = tls::connector(&newcomer, &trust).unwrap().build();
    assert!(meet(&server, &connector, "localhost").server.is_err());

    let mut roots = std::fs::read(region.roots()).unwrap();
    roots.extend(second.certificate().to_pem().unwrap());
    std::fs::write(region.roots(), roots).unwrap();
    region.server_files();
    assert!(server.reload().is_empty());
    let met = meet(&server, &connector, "localhost");
    assert_eq!(met.server.unwrap().0.participant.as_str(), "NIC-MITRAB");
    assert_eq!(met.client.unwrap(), "hola");
}

#[test]
fn a_participant_is_no_authority() {
    let region = Region::new();
    let pem = region
        .participant("HND-INE")
        .certificate()
        .to_pem()
        .unwrap();
    assert_eq!(
        Trust::parse(&pem, None).unwrap_err().code(),
        "trust_not_an_authority"
    );
}
