//! The authority of a region: one certificate that every participant knows, one key that its
//! host keeps offline, one register of all that it issued.
//!
//! One authority rather than a root with an issuing one below it: a region issues some dozens of
//! certificates a year, so the key that issues can itself stay offline between two uses, and an
//! office has one file to trust and one list of revocations to renew. The checks of
//! [`crate::trust`] accept certificates in between all the same, for hosts that run a larger one.

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Duration, Utc};
use openssl::{
    pkey::{PKey, Private},
    x509::{X509, X509Ref, X509Req},
};
use schemas::ids::ParticipantId;

use crate::{
    certificate::{fingerprint, is_p256, serial, validity},
    der::{SERVER_AUTH, extended_key_usage},
    files,
    identity::Identity,
    participant::{GATEWAY, participant_of},
    request,
};

mod crl;
mod error;
mod profile;
mod register;

pub use error::AuthorityError;
pub use register::Entry;

use register::Register;

/// File of the authority's certificate, in its folder.
pub const CERTIFICATE_FILE: &str = "authority.crt";
/// File of the authority's key, in its folder.
pub const KEY_FILE: &str = "authority.key";
/// File of the authority's list of revocations, in its folder.
pub const CRL_FILE: &str = "authority.crl";

/// Certificates begin a little before they are made, for offices whose clocks are late.
const CLOCK_SKEW: Duration = Duration::hours(1);

/// What a new authority is called and how long its things last.
#[derive(Debug, Clone)]
pub struct AuthoritySpec {
    /// The name in its certificate.
    pub name: String,
    /// Days that the authority's certificate is valid.
    pub valid_days: u32,
    /// Days after which a new list of revocations is due.
    pub crl_days: u32,
}

impl Default for AuthoritySpec {
    fn default() -> Self {
        Self {
            name: "Puente".to_owned(),
            valid_days: 3650,
            crl_days: 30,
        }
    }
}

/// What a certificate is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A participant: connects as a client and signs.
    Participant(ParticipantId),
    /// The gateway's server.
    Server {
        /// Host names by which clients reach it.
        dns: Vec<String>,
        /// Addresses by which clients reach it.
        ips: Vec<IpAddr>,
    },
    /// The gateway as a participant: signs receipts.
    Gateway,
}

/// The moments between which a certificate is to be valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// From.
    pub from: DateTime<Utc>,
    /// Until.
    pub until: DateTime<Utc>,
}

impl Validity {
    /// From now (less an hour for late clocks) for so many days.
    #[must_use]
    pub fn days(days: u32) -> Self {
        let now = Utc::now();
        Self {
            from: now - CLOCK_SKEW,
            until: now + Duration::days(i64::from(days)),
        }
    }
}

/// A certificate that was issued.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The certificate.
    pub certificate: X509,
    /// The certificate in PEM.
    pub certificate_pem: Vec<u8>,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its serial number in hexadecimal.
    pub serial: String,
    /// When its time is over.
    pub not_after: DateTime<Utc>,
}

/// An authority, opened with its key.
pub struct Authority {
    folder: PathBuf,
    certificate: X509,
    key: PKey<Private>,
}

impl Authority {
    /// Makes a new authority in `folder`, with an empty register and an empty list of
    /// revocations. An authority that is already there is left as it is.
    ///
    /// # Errors
    /// When one is there already, or a file cannot be written.
    pub fn create(folder: &Path, spec: &AuthoritySpec) -> Result<Self, AuthorityError> {
        if folder.join(CERTIFICATE_FILE).exists() || folder.join(KEY_FILE).exists() {
            return Err(AuthorityError::Exists(folder.to_owned()));
        }
        files::folder(folder).map_err(AuthorityError::File)?;
        let key = request::new_key().map_err(AuthorityError::Library)?;
        let certificate = profile::authority(&spec.name, &key, Validity::days(spec.valid_days))
            .map_err(AuthorityError::Library)?;
        let certificate_pem = certificate.to_pem().map_err(AuthorityError::Library)?;
        let key_pem = key
            .private_key_to_pem_pkcs8()
            .map_err(AuthorityError::Library)?;
        files::create_secret(&folder.join(KEY_FILE), &key_pem).map_err(AuthorityError::File)?;
        files::replace(&folder.join(CERTIFICATE_FILE), &certificate_pem)
            .map_err(AuthorityError::File)?;
        let authority = Self {
            folder: folder.to_owned(),
            certificate,
            key,
        };
        authority.crl(spec.crl_days)?;
        Ok(authority)
    }

    /// Opens the authority in `folder`.
    ///
    /// # Errors
    /// When there is none or its key is not its certificate's.
    pub fn open(folder: &Path) -> Result<Self, AuthorityError> {
        let identity = Identity::load(&folder.join(CERTIFICATE_FILE), &folder.join(KEY_FILE))
            .map_err(AuthorityError::Identity)?;
        Ok(Self {
            folder: folder.to_owned(),
            certificate: identity.certificate().clone(),
            key: identity.key().clone(),
        })
    }

    /// The authority's certificate: what every participant is given to believe.
    #[must_use]
    pub fn certificate(&self) -> &X509 {
        &self.certificate
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Everything that was issued, oldest first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn issued(&self) -> Result<Vec<Entry>, AuthorityError> {
        Ok(Register::open(&self.folder)?.entries)
    }

    /// Issues a certificate to the key of a request, for a year.
    ///
    /// # Errors
    /// When the request is malformed, not signed by its own key, of another kind of key, or made
    /// in another name than the purpose's.
    pub fn issue(&self, csr_pem: &[u8], purpose: &Purpose) -> Result<Issued, AuthorityError> {
        self.issue_for(csr_pem, purpose, Validity::days(365))
    }

    /// Issues a certificate to the key of a request, for a time of the caller's choice.
    ///
    /// # Errors
    /// As [`Authority::issue`].
    pub fn issue_for(
        &self,
        csr_pem: &[u8],
        purpose: &Purpose,
        validity: Validity,
    ) -> Result<Issued, AuthorityError> {
        let request = X509Req::from_pem(csr_pem).map_err(|_| AuthorityError::BadRequest)?;
        let key = request
            .public_key()
            .map_err(|_| AuthorityError::BadRequest)?;
        if !request.verify(&key).unwrap_or(false) {
            return Err(AuthorityError::BadRequest);
        }
        if !is_p256(&key) {
            return Err(AuthorityError::OtherKey);
        }
        let name = request::name_of(&request).ok_or(AuthorityError::BadRequest)?;
        check_name(&name, purpose)?;
        let certificate =
            profile::leaf(&self.certificate, &self.key, &name, &key, purpose, validity)
                .map_err(AuthorityError::Library)?;
        self.record(certificate, &name)
    }

    /// Issues a successor of a certificate of this authority, for the same purpose, to the key
    /// of a new request. The old one stays valid until its end or its revocation.
    ///
    /// # Errors
    /// When the certificate is not of this authority or is revoked; as [`Authority::issue`].
    pub fn renew(&self, old: &X509Ref, csr_pem: &[u8]) -> Result<Issued, AuthorityError> {
        let own = self
            .certificate
            .public_key()
            .and_then(|key| old.verify(&key))
            .unwrap_or(false);
        if !own {
            return Err(AuthorityError::NotIssuedHere);
        }
        let number = serial(old);
        let revoked = self
            .issued()?
            .iter()
            .any(|entry| entry.serial == number && entry.revoked_at.is_some());
        if revoked {
            return Err(AuthorityError::AlreadyRevoked(number));
        }
        self.issue(csr_pem, &purpose_of(old)?)
    }

    /// Revokes the certificate with this serial number, from now on, and signs a new list.
    ///
    /// # Errors
    /// When no such certificate was issued or it is revoked already.
    pub fn revoke(&self, serial: &str, crl_days: u32) -> Result<Entry, AuthorityError> {
        let mut register = Register::open(&self.folder)?;
        let entry = register.revoke(serial, Utc::now())?;
        register.save(&self.folder)?;
        self.crl(crl_days)?;
        Ok(entry)
    }

    /// Signs a list of all revocations and writes it into the folder.
    ///
    /// # Errors
    /// When the register cannot be read or the list not be written.
    pub fn crl(&self, days: u32) -> Result<Vec<u8>, AuthorityError> {
        let mut register = Register::open(&self.folder)?;
        register.crl_number += 1;
        let pem = crl::sign(&self.certificate, &self.key, &register, days)?;
        register.save(&self.folder)?;
        files::replace(&self.folder.join(CRL_FILE), &pem).map_err(AuthorityError::File)?;
        Ok(pem)
    }

    fn record(&self, certificate: X509, name: &str) -> Result<Issued, AuthorityError> {
        let (_, not_after) = validity(&certificate).map_err(|_| AuthorityError::BadRequest)?;
        let issued = Issued {
            certificate_pem: certificate.to_pem().map_err(AuthorityError::Library)?,
            fingerprint: fingerprint(&certificate),
            serial: serial(&certificate),
            certificate,
            not_after,
        };
        let mut register = Register::open(&self.folder)?;
        register.entries.push(Entry {
            serial: issued.serial.clone(),
            name: name.to_owned(),
            fingerprint: issued.fingerprint.clone(),
            issued_at: Utc::now(),
            not_after,
            revoked_at: None,
        });
        register.save(&self.folder)?;
        Ok(issued)
    }
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority")
            .field("folder", &self.folder)
            .field("key", &"redacted")
            .finish_non_exhaustive()
    }
}

/// A request's name must be the one that the certificate will give.
fn check_name(name: &str, purpose: &Purpose) -> Result<(), AuthorityError> {
    let fits = match purpose {
        Purpose::Participant(id) => name == id.as_str() && name != GATEWAY,
        Purpose::Gateway => name == GATEWAY,
        Purpose::Server { dns, ips } => {
            dns.iter().any(|host| host == name) || ips.iter().any(|ip| ip.to_string() == name)
        }
    };
    if fits {
        Ok(())
    } else {
        Err(AuthorityError::OtherName(name.to_owned()))
    }
}

/// What an issued certificate is for.
fn purpose_of(certificate: &X509Ref) -> Result<Purpose, AuthorityError> {
    if let Ok(participant) = participant_of(certificate) {
        return Ok(if participant.as_str() == GATEWAY {
            Purpose::Gateway
        } else {
            Purpose::Participant(participant)
        });
    }
    let der = certificate.to_der().map_err(AuthorityError::Library)?;
    let for_servers =
        extended_key_usage(&der).is_some_and(|uses| uses.iter().any(|use_| use_ == SERVER_AUTH));
    if !for_servers {
        return Err(AuthorityError::NotIssuedHere);
    }
    let (mut dns, mut ips) = (Vec::new(), Vec::new());
    for name in certificate.subject_alt_names().into_iter().flatten() {
        dns.extend(name.dnsname().map(str::to_owned));
        ips.extend(name.ipaddress().and_then(address));
    }
    Ok(Purpose::Server { dns, ips })
}

/// An address from the four or sixteen bytes of a certificate.
pub(crate) fn address(bytes: &[u8]) -> Option<IpAddr> {
    <[u8; 4]>::try_from(bytes)
        .map(IpAddr::from)
        .or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from))
        .ok()
}
