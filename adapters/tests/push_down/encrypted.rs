//! A server at a port: its certificate must lead to an authority that the officer names, and the password comes
//! from the environment or a password file.

use std::fs;

use adapters::{
    definition::Adapter,
    pipeline::{self, PipelineError},
    sql::{Address, Secrets, Source},
};
use openssl::{
    asn1::Asn1Time,
    hash::MessageDigest,
    pkey::{PKey, Private},
    rsa::Rsa,
    x509::{X509, X509NameBuilder, extension::SubjectAlternativeName},
};

use super::cluster::with_port;

/// A certificate for 127.0.0.1 that vouches for itself.
fn certificate() -> (PKey<Private>, X509) {
    let key = PKey::from_rsa(Rsa::generate(2048).expect("a key")).expect("a key");
    let mut name = X509NameBuilder::new().expect("a name");
    name.append_entry_by_text("CN", "127.0.0.1")
        .expect("a name");
    let name = name.build();
    let mut builder = X509::builder().expect("a certificate");
    builder.set_version(2).expect("a version");
    builder.set_subject_name(&name).expect("a subject");
    builder.set_issuer_name(&name).expect("an issuer");
    builder.set_pubkey(&key).expect("a key");
    let today = Asn1Time::days_from_now(0).expect("a day");
    let later = Asn1Time::days_from_now(2).expect("a day");
    builder.set_not_before(&today).expect("a day");
    builder.set_not_after(&later).expect("a day");
    let names = SubjectAlternativeName::new()
        .ip("127.0.0.1")
        .build(&builder.x509v3_context(None, None))
        .expect("a name");
    builder.append_extension(names).expect("an extension");
    builder
        .sign(&key, MessageDigest::sha256())
        .expect("a signature");
    (key, builder.build())
}

#[test]
fn a_server_is_verified_and_the_password_is_found_outside_of_the_address() {
    let (key, certificate) = certificate();
    let cluster = with_port(|folder| {
        let key = key.private_key_to_pem_pkcs8().expect("PEM");
        fs::write(folder.join("key.pem"), key).expect("a file");
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(folder.join("key.pem"), private).expect("a mode");
        fs::write(
            folder.join("certificate.pem"),
            certificate.to_pem().expect("PEM"),
        )
        .expect("a file");
        let rules = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";
        fs::write(folder.join("data/pg_hba.conf"), rules).expect("a file");
        vec![
            "ssl=on".to_owned(),
            format!(
                "ssl_cert_file='{}'",
                folder.join("certificate.pem").display()
            ),
            format!("ssl_key_file='{}'", folder.join("key.pem").display()),
        ]
    });
    let Some(cluster) = cluster else { return };
    let mut client = cluster.client();
    let columns = columns();
    let made = format!(
        "CREATE ROLE ana LOGIN PASSWORD 'a:b'; CREATE TABLE permits ({columns}); \
         GRANT SELECT ON permits TO ana"
    );
    client.batch_execute(&made).expect("a user and a table");
    let port = cluster.port.expect("a port");
    let roots = cluster.socket().join("certificate.pem");
    let passfile = cluster.socket().join("passwords");
    fs::write(&passfile, format!("127.0.0.1:{port}:*:ana:a\\:b\n")).expect("a file");
    let none = Secrets::default();
    let filed = Secrets {
        passfile: Some(passfile),
        ..Secrets::default()
    };
    let told = |password: &str| Secrets {
        password: Some(password.to_owned()),
        ..Secrets::default()
    };
    let url = |more: &str| format!("postgres://ana@127.0.0.1:{port}/postgres?{more}");
    let trusted = format!("sslmode=verify-full&sslrootcert={}", roots.display());
    let absent = "sslmode=require&sslrootcert=/nowhere/ca.pem";
    for (url, secrets, code) in [
        (url(&trusted), &filed, None),
        (url(&trusted), &told("a:b"), None),
        (url(&trusted), &told("wrong"), Some("sql_login_refused")),
        (url(&trusted), &none, Some("sql_login_refused")),
        (url("sslmode=require"), &filed, Some("sql_tls_failed")),
        (url(absent), &filed, Some("sql_roots_not_readable")),
        (url("sslmode=disable"), &filed, Some("sql_login_refused")),
    ] {
        let made = statement(&url, secrets);
        let found = made.as_ref().err().map(PipelineError::code);
        assert_eq!(found, code, "{url}");
    }
}

/// The columns of a table for [`ADAPTER`].
fn columns() -> String {
    let adapter = Adapter::builtin(ADAPTER).expect("an adapter");
    let definition = adapter.for_period(adapter.usual_period()).expect("a round");
    let names = definition
        .columns
        .keys()
        .map(|name| format!("\"{name}\" text"));
    names.collect::<Vec<_>>().join(", ")
}

const ADAPTER: &str = "usa/oflc_h2a";

/// What would be asked of the table.
fn statement(url: &str, secrets: &Secrets) -> Result<String, PipelineError> {
    let adapter = Adapter::builtin(ADAPTER).expect("an adapter");
    let source = Source {
        address: Address::new(url, secrets).map_err(PipelineError::from)?,
        table: "permits".parse().map_err(PipelineError::from)?,
    };
    pipeline::statement(&adapter, &source, adapter.usual_period())
}
