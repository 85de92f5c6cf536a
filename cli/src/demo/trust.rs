//! The certificates of the demonstration: an authority made on the spot, a server certificate, the
//! gateway's own, and one for each participant.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use certs::{
    authority::{Authority, AuthoritySpec, CERTIFICATE_FILE, CRL_FILE, Purpose},
    identity::Identity,
    participant::GATEWAY,
    request,
};
use openssl::x509::X509;
use schemas::ids::ParticipantId;

use super::region::Region;

/// Where each certificate lies.
#[derive(Debug, Clone)]
pub(super) struct Certificates {
    folder: PathBuf,
}

/// The password of the PKCS#12 files: programs that import them ask for one.
const P12_PASSWORD: &str = "puente";

impl Certificates {
    /// Makes the authority and everyone's certificate in `folder`.
    pub(super) fn create(folder: &Path, region: &Region) -> anyhow::Result<Self> {
        let certificates = Self {
            folder: folder.to_owned(),
        };
        let authority = Authority::create(&folder.join("authority"), &AuthoritySpec::default())
            .context("failed to make the authority")?;
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let server = Purpose::Server {
            dns: vec!["localhost".to_owned()],
            ips: vec![loopback],
        };
        certificates.issue(&authority, "localhost", "server", &server)?;
        certificates.issue(&authority, GATEWAY, GATEWAY, &Purpose::Gateway)?;
        for participant in &region.participants {
            let id = participant.id.as_str();
            let purpose = Purpose::Participant(participant.id.clone());
            certificates.issue(&authority, id, id, &purpose)?;
            certificates.export(&participant.id)?;
        }
        Ok(certificates)
    }

    /// The authority's certificate.
    pub(super) fn authority(&self) -> PathBuf {
        self.folder.join("authority").join(CERTIFICATE_FILE)
    }

    /// The authority's list of revocations.
    pub(super) fn revocations(&self) -> PathBuf {
        self.folder.join("authority").join(CRL_FILE)
    }

    /// The certificate of a participant, of the gateway, or of the `server`.
    pub(super) fn certificate(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.crt"))
    }

    /// Its key.
    pub(super) fn key(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.key"))
    }

    /// Certificate and key together, for a browser.
    pub(super) fn p12(&self, participant: &ParticipantId) -> PathBuf {
        self.folder.join(format!("{participant}.p12"))
    }

    fn issue(
        &self,
        authority: &Authority,
        name: &str,
        file: &str,
        purpose: &Purpose,
    ) -> anyhow::Result<()> {
        let request = request::create(name)?;
        let issued = authority
            .issue(&request.csr_pem, purpose)
            .with_context(|| format!("failed to issue the certificate of {file}"))?;
        fs::write(self.certificate(file), &issued.certificate_pem)?;
        certs::files::replace_secret(&self.key(file), &request.key_pem)?;
        Ok(())
    }

    fn export(&self, participant: &ParticipantId) -> anyhow::Result<()> {
        let name = participant.as_str();
        let identity = Identity::load(&self.certificate(name), &self.key(name))?;
        let authority = X509::stack_from_pem(&fs::read(self.authority())?)?;
        let p12 = identity.to_p12(name, &authority, P12_PASSWORD)?;
        certs::files::replace_secret(&self.p12(participant), &p12)?;
        Ok(())
    }
}
