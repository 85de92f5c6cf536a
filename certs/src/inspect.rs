//! What a certificate, a request or a list of revocations says, for people and programs.

use chrono::{DateTime, Utc};
use openssl::x509::{X509, X509Crl, X509NameRef, X509Ref, X509Req};
use serde::Serialize;

use crate::{
    authority::address,
    certificate::{fingerprint, hex, moment, serial, validity},
    der::{CLIENT_AUTH, SERVER_AUTH, extended_key_usage},
    participant::participant_of,
    request,
};

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Inspection {
    /// A certificate.
    Certificate {
        /// The name of its holder.
        subject: String,
        /// The name of its authority.
        issuer: String,
        /// The participant, when it is fit for one.
        participant: Option<String>,
        /// Host names and addresses.
        hosts: Vec<String>,
        /// `client`, `server`, or nothing.
        uses: Vec<&'static str>,
        /// Serial number in hexadecimal.
        serial: String,
        /// Fingerprint.
        fingerprint: String,
        /// From when.
        not_before: Option<DateTime<Utc>>,
        /// Until when.
        not_after: Option<DateTime<Utc>>,
    },
    /// A request for a certificate.
    Request {
        /// In whose name.
        subject: String,
        /// Whether it is signed by its own key.
        signed_by_own_key: bool,
    },
    /// A list of revocations.
    Revocations {
        /// The name of its authority.
        issuer: String,
        /// When it was made.
        made_at: Option<DateTime<Utc>>,
        /// When the next is due.
        next_update: Option<DateTime<Utc>>,
        /// Serial numbers, each with the moment since which it is revoked.
        revoked: Vec<(String, Option<DateTime<Utc>>)>,
    },
}

/// Everything of use in a PEM file; empty when there is nothing.
#[must_use]
pub fn inspect(pem: &[u8]) -> Vec<Inspection> {
    let certificates = X509::stack_from_pem(pem).unwrap_or_default();
    let mut found: Vec<_> = certificates
        .iter()
        .map(|certificate| of_certificate(certificate))
        .collect();
    found.extend(
        X509Req::from_pem(pem)
            .ok()
            .map(|request| of_request(&request)),
    );
    found.extend(X509Crl::from_pem(pem).ok().map(|list| of_list(&list)));
    found
}

fn of_certificate(certificate: &X509Ref) -> Inspection {
    let purposes = certificate
        .to_der()
        .ok()
        .and_then(|der| extended_key_usage(&der))
        .unwrap_or_default();
    let uses = [("client", CLIENT_AUTH), ("server", SERVER_AUTH)];
    let validity = validity(certificate).ok();
    let names = certificate.subject_alt_names();
    let hosts = names.iter().flatten().filter_map(|name| {
        let ip = || Some(address(name.ipaddress()?)?.to_string());
        name.dnsname().map(str::to_owned).or_else(ip)
    });
    Inspection::Certificate {
        subject: text(certificate.subject_name()),
        issuer: text(certificate.issuer_name()),
        participant: participant_of(certificate).ok().map(String::from),
        hosts: hosts.collect(),
        uses: uses
            .into_iter()
            .filter(|(_, wanted)| purposes.iter().any(|purpose| purpose == wanted))
            .map(|(name, _)| name)
            .collect(),
        serial: serial(certificate),
        fingerprint: fingerprint(certificate),
        not_before: validity.map(|(from, _)| from),
        not_after: validity.map(|(_, until)| until),
    }
}

fn of_request(found: &X509Req) -> Inspection {
    let signed = found.public_key().and_then(|key| found.verify(&key));
    Inspection::Request {
        subject: request::name_of(found).unwrap_or_default(),
        signed_by_own_key: signed.unwrap_or(false),
    }
}

fn of_list(list: &X509Crl) -> Inspection {
    let revoked = list.get_revoked().into_iter().flatten().map(|entry| {
        let number = entry.serial_number().to_bn();
        let number = number.map_or_else(|_| String::new(), |number| hex(&number.to_vec()));
        (number, moment(entry.revocation_date()))
    });
    Inspection::Revocations {
        issuer: text(list.issuer_name()),
        made_at: moment(list.last_update()),
        next_update: list.next_update().and_then(moment),
        revoked: revoked.collect(),
    }
}

fn text(name: &X509NameRef) -> String {
    let entries = name.entries().filter_map(|entry| {
        let kind = entry.object().nid().short_name().ok()?;
        Some(format!("{kind}={}", entry.data().to_string().ok()?))
    });
    entries.collect::<Vec<_>>().join(", ")
}
