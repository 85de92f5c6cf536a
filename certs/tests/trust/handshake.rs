//! Who gets past the handshake and who does not, over TCP on the loopback.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use certs::{
    authority::Validity,
    certificate::CertificateFault,
    identity::Identity,
    tls::{self, Server, Versions},
    trust::{Peer, Trust},
};
use chrono::{Duration, Utc};
use openssl::ssl::{
    SslConnector, SslConnectorBuilder, SslMethod, SslSessionCacheMode, SslVerifyMode, SslVersion,
};

use crate::region::{ExtendedKeyUsageOf, Region};

/// What came of one connection: the server's view, then whether the client could speak.
pub(crate) struct Met {
    pub(crate) server: Result<(Peer, String), String>,
    pub(crate) client: Result<String, String>,
}

/// One connection: the client handshakes, sends a line, and reads the answer.
pub(crate) fn meet(server: &Arc<Server>, client: &SslConnector, host: &str) -> Met {
    let acceptor = server.acceptor().unwrap().build();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::scope(|scope| {
        let served = scope.spawn(move || {
            let (socket, _) = listener.accept().unwrap();
            let mut stream = acceptor.accept(socket).map_err(|error| error.to_string())?;
            let peer = Peer::of(stream.ssl()).map_err(|fault| fault.code().to_owned())?;
            let version = stream.ssl().version_str().to_owned();
            let mut line = [0; 4];
            stream
                .read_exact(&mut line)
                .map_err(|error| error.to_string())?;
            stream.write_all(&line).map_err(|error| error.to_string())?;
            Ok((peer, version))
        });
        let socket = TcpStream::connect(address).unwrap();
        let spoke = client
            .connect(host, socket)
            .map_err(|error| error.to_string())
            .and_then(|mut stream| {
                let mut line = String::new();
                stream
                    .write_all(b"hola")
                    .and_then(|()| stream.read_to_string(&mut line))
                    .map_err(|error| error.to_string())?;
                Ok(line)
            });
        Met {
            server: served.join().unwrap(),
            client: spoke,
        }
    })
}

fn connector(identity: &Identity, trust: &Trust) -> SslConnector {
    tls::connector(identity, trust).unwrap().build()
}

#[track_caller]
fn check_refused(region: &Region, identity: &Identity) {
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let met = meet(&server, &connector(identity, &trust), "localhost");
    assert!(met.server.is_err(), "the server let it in");
    assert!(met.client.is_err(), "the client got an answer");
}

#[test]
fn a_participant_is_let_in_and_named() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let office = region.participant("HND-INE");
    let met = meet(&server, &connector(&office, &trust), "localhost");
    let (peer, version) = met.server.unwrap();
    assert_eq!(peer.participant.as_str(), "HND-INE");
    assert_eq!(version, "TLSv1.3");
    assert_eq!(met.client.unwrap(), "hola");
    assert_eq!(trust.still_valid(&peer, Utc::now()), Ok(()));
}

#[test]
fn no_certificate_is_refused() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let mut bare = bare_client();
    bare.set_verify(SslVerifyMode::NONE);
    let met = meet(&server, &bare.build(), "localhost");
    assert!(met.server.is_err() && met.client.is_err());
}

#[test]
fn another_authority_is_refused() {
    let elsewhere = Region::new();
    check_refused(&Region::new(), &elsewhere.participant("HND-INE"));
}

#[test]
fn an_expired_certificate_is_refused() {
    let region = Region::new();
    let past = Validity {
        from: Utc::now() - Duration::days(9),
        until: Utc::now() - Duration::days(1),
    };
    check_refused(&region, &region.participant_for("HND-INE", past).0);
}

#[test]
fn a_certificate_of_the_future_is_refused() {
    let region = Region::new();
    let future = Validity {
        from: Utc::now() + Duration::days(1),
        until: Utc::now() + Duration::days(9),
    };
    check_refused(&region, &region.participant_for("HND-INE", future).0);
}

#[test]
fn a_certificate_without_the_client_use_is_refused() {
    let region = Region::new();
    let name = ["urn:puente:participant:HND-INE"];
    check_refused(&region, &region.careless(ExtendedKeyUsageOf::Nobody, &name));
    check_refused(
        &region,
        &region.careless(ExtendedKeyUsageOf::Servers, &name),
    );
}

#[test]
fn a_certificate_without_one_good_name_is_refused() {
    let region = Region::new();
    let clients = |uris: &[&str]| region.careless(ExtendedKeyUsageOf::Clients, uris);
    let fit = clients(&["urn:puente:participant:HND-INE", "urn:other:HND-INE"]);
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let met = meet(&server, &connector(&fit, &trust), "localhost");
    assert!(
        met.server.is_ok(),
        "the careless authority's fit certificate"
    );
    check_refused(&region, &clients(&[]));
    check_refused(&region, &clients(&["urn:puente:participant:"]));
    check_refused(&region, &clients(&["urn:puente:participant:hnd ine"]));
    check_refused(&region, &clients(&["urn:other:participant:HND-INE"]));
    check_refused(
        &region,
        &clients(&[
            "urn:puente:participant:HND-INE",
            "urn:puente:participant:MEX-STPS",
        ]),
    );
}

#[test]
fn a_revoked_certificate_is_refused() {
    let region = Region::new();
    let (office, issued) = region.participant_for("HND-INE", Validity::days(30));
    region.authority.revoke(&issued.serial, 30).unwrap();
    check_refused(&region, &office);
}

#[test]
fn tls_1_2_is_refused_unless_allowed_and_then_takes_aead_only() {
    let region = Region::new();
    let trust = region.trust();
    let office = region.participant("HND-INE");
    let old = |ciphers: &str| {
        let mut builder = tls::connector(&office, &trust).unwrap();
        builder
            .set_max_proto_version(Some(SslVersion::TLS1_2))
            .unwrap();
        builder.set_cipher_list(ciphers).unwrap();
        builder.build()
    };
    let aead = old("ECDHE-ECDSA-AES256-GCM-SHA384");
    let cbc = old("ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA");
    let strict = region.server(&trust, Versions::Tls13);
    assert!(meet(&strict, &aead, "localhost").server.is_err());
    let lenient = region.server(&trust, Versions::Tls12And13);
    assert_eq!(
        meet(&lenient, &aead, "localhost").server.unwrap().1,
        "TLSv1.2"
    );
    assert!(meet(&lenient, &cbc, "localhost").server.is_err());
}

#[test]
fn a_client_refuses_a_server_of_another_name_or_authority() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let office = region.participant("HND-INE");
    let other_name = meet(&server, &connector(&office, &trust), "gateway.example");
    assert!(other_name.client.is_err());
    let elsewhere = Region::new();
    let other_authority = meet(
        &server,
        &connector(&office, &elsewhere.trust()),
        "localhost",
    );
    assert!(other_authority.client.is_err());
}

#[test]
fn a_client_refuses_a_participant_that_poses_as_the_server() {
    let region = Region::new();
    let trust = region.trust();
    let (certificate, key) = region.server_files();
    let request = certs::request::create("HND-INE").unwrap();
    let purpose = certs::authority::Purpose::Participant("HND-INE".parse().unwrap());
    let issued = region.authority.issue(&request.csr_pem, &purpose).unwrap();
    std::fs::write(&certificate, &issued.certificate_pem).unwrap();
    std::fs::write(&key, &request.key_pem).unwrap();
    let server = Server::load(Arc::clone(&trust), &certificate, &key, Versions::Tls13).unwrap();
    let office = region.participant("MEX-STPS");
    assert!(
        meet(&server, &connector(&office, &trust), "localhost")
            .client
            .is_err()
    );
}

#[test]
fn the_server_refuses_protocols_that_it_does_not_speak() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let mut builder = tls::connector(&region.participant("HND-INE"), &trust).unwrap();
    builder.set_alpn_protos(b"\x02h2").unwrap();
    assert!(meet(&server, &builder.build(), "localhost").server.is_err());
}

#[test]
fn a_revocation_bites_on_an_open_connection() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls13);
    let (office, issued) = region.participant_for("HND-INE", Validity::days(30));
    let met = meet(&server, &connector(&office, &trust), "localhost");
    let (peer, _) = met.server.unwrap();
    assert_eq!(trust.still_valid(&peer, Utc::now()), Ok(()));
    region.authority.revoke(&issued.serial, 30).unwrap();
    assert!(server.reload().is_empty());
    let later = Utc::now() + Duration::seconds(1);
    assert_eq!(
        trust.still_valid(&peer, later),
        Err(CertificateFault::Revoked)
    );
    assert!(
        meet(&server, &connector(&office, &trust), "localhost")
            .server
            .is_err()
    );
}

#[test]
fn no_session_is_handed_out_that_could_outlive_a_revocation() {
    let region = Region::new();
    let trust = region.trust();
    let server = region.server(&trust, Versions::Tls12And13);
    for version in [SslVersion::TLS1_2, SslVersion::TLS1_3] {
        let sessions = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&sessions);
        let mut builder = tls::connector(&region.participant("HND-INE"), &trust).unwrap();
        builder.set_max_proto_version(Some(version)).unwrap();
        builder.set_session_cache_mode(SslSessionCacheMode::CLIENT);
        builder.set_new_session_callback(move |_, session| {
            if !session.id().is_empty() || version == SslVersion::TLS1_3 {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        assert!(meet(&server, &builder.build(), "localhost").client.is_ok());
        assert_eq!(sessions.load(Ordering::SeqCst), 0, "{version:?}");
    }
}

fn bare_client() -> SslConnectorBuilder {
    SslConnector::builder(SslMethod::tls_client()).unwrap()
}
