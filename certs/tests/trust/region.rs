//! A region made at run time: an authority, its gateway and its participants, and certificates
//! that a careless or hostile authority might make.

use std::{path::PathBuf, sync::Arc};

use certs::{
    authority::{Authority, AuthoritySpec, Issued, Purpose, Validity},
    identity::Identity,
    request,
    signature::Signer,
    tls::{Server, Versions},
    trust::Trust,
};
use chrono::{Duration, Utc};
use openssl::{
    asn1::{Asn1Integer, Asn1Time},
    bn::BigNum,
    hash::MessageDigest,
    pkey::PKey,
    x509::{
        X509Builder, X509Req,
        extension::{
            AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage,
            SubjectAlternativeName, SubjectKeyIdentifier,
        },
    },
};
use tempfile::TempDir;

pub(crate) struct Region {
    pub(crate) folder: TempDir,
    pub(crate) authority: Authority,
}

impl Region {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let authority =
            Authority::create(&folder.path().join("ca"), &AuthoritySpec::default()).unwrap();
        Self { folder, authority }
    }

    pub(crate) fn participant(&self, id: &str) -> Identity {
        self.participant_for(id, Validity::days(30)).0
    }

    pub(crate) fn participant_for(&self, id: &str, validity: Validity) -> (Identity, Issued) {
        let purpose = Purpose::Participant(id.parse().unwrap());
        self.issue(id, &purpose, validity)
    }

    pub(crate) fn gateway_signer(&self) -> Signer {
        let (identity, _) = self.issue("PUENTE-GATEWAY", &Purpose::Gateway, Validity::days(30));
        Signer::new(identity).unwrap()
    }

    pub(crate) fn issue(
        &self,
        name: &str,
        purpose: &Purpose,
        validity: Validity,
    ) -> (Identity, Issued) {
        let request = request::create(name).unwrap();
        let issued = self
            .authority
            .issue_for(&request.csr_pem, purpose, validity)
            .unwrap();
        let identity = Identity::parse(&issued.certificate_pem, &request.key_pem).unwrap();
        (identity, issued)
    }

    pub(crate) fn roots(&self) -> PathBuf {
        self.authority.folder().join("authority.crt")
    }

    pub(crate) fn crl(&self) -> PathBuf {
        self.authority.folder().join("authority.crl")
    }

    pub(crate) fn trust(&self) -> Arc<Trust> {
        Arc::new(Trust::load(&self.roots(), Some(&self.crl())).unwrap())
    }

    /// Writes the server's certificate and key as files and reads them as a server would.
    pub(crate) fn server(&self, trust: &Arc<Trust>, versions: Versions) -> Arc<Server> {
        let (certificate, key) = self.server_files();
        Server::load(Arc::clone(trust), &certificate, &key, versions).unwrap()
    }

    pub(crate) fn server_files(&self) -> (PathBuf, PathBuf) {
        let request = request::create("localhost").unwrap();
        let purpose = Purpose::Server {
            dns: vec!["localhost".to_owned()],
            ips: vec!["127.0.0.1".parse().unwrap()],
        };
        let issued = self.authority.issue(&request.csr_pem, &purpose).unwrap();
        let certificate = self.folder.path().join("server.crt");
        let key = self.folder.path().join("server.key");
        std::fs::write(&certificate, &issued.certificate_pem).unwrap();
        std::fs::write(&key, &request.key_pem).unwrap();
        (certificate, key)
    }

    /// A certificate signed by the region's authority that `Authority` itself would never make.
    pub(crate) fn careless(&self, uses: ExtendedKeyUsageOf, uris: &[&str]) -> Identity {
        let request = request::create("careless").unwrap();
        let csr = X509Req::from_pem(&request.csr_pem).unwrap();
        let key_pem = std::fs::read(self.authority.folder().join("authority.key")).unwrap();
        let authority_key = PKey::private_key_from_pem(&key_pem).unwrap();
        let authority = self.authority.certificate();
        let now = Utc::now();
        let moment = |time: chrono::DateTime<Utc>| Asn1Time::from_unix(time.timestamp()).unwrap();
        let mut builder = X509Builder::new().unwrap();
        builder.set_version(2).unwrap();
        let serial = Asn1Integer::from_bn(&BigNum::from_u32(4711).unwrap()).unwrap();
        builder.set_serial_number(&serial).unwrap();
        builder.set_subject_name(csr.subject_name()).unwrap();
        builder.set_issuer_name(authority.subject_name()).unwrap();
        builder.set_pubkey(&csr.public_key().unwrap()).unwrap();
        builder
            .set_not_before(&moment(now - Duration::days(1)))
            .unwrap();
        builder
            .set_not_after(&moment(now + Duration::days(1)))
            .unwrap();
        let mut extensions = vec![
            BasicConstraints::new().critical().build().unwrap(),
            KeyUsage::new()
                .critical()
                .digital_signature()
                .build()
                .unwrap(),
        ];
        match uses {
            ExtendedKeyUsageOf::Nobody => {}
            ExtendedKeyUsageOf::Servers => {
                extensions.push(ExtendedKeyUsage::new().server_auth().build().unwrap());
            }
            ExtendedKeyUsageOf::Clients => {
                extensions.push(ExtendedKeyUsage::new().client_auth().build().unwrap());
            }
        }
        let context = builder.x509v3_context(Some(authority), None);
        extensions.push(SubjectKeyIdentifier::new().build(&context).unwrap());
        extensions.push(
            AuthorityKeyIdentifier::new()
                .keyid(true)
                .build(&context)
                .unwrap(),
        );
        let mut names = SubjectAlternativeName::new();
        names.dns("somewhere.example");
        for uri in uris {
            names.uri(uri);
        }
        extensions.push(names.build(&context).unwrap());
        for extension in extensions {
            builder.append_extension(extension).unwrap();
        }
        builder
            .sign(&authority_key, MessageDigest::sha256())
            .unwrap();
        Identity::parse(&builder.build().to_pem().unwrap(), &request.key_pem).unwrap()
    }
}

pub(crate) enum ExtendedKeyUsageOf {
    Nobody,
    Servers,
    Clients,
}
