//! The register of an authority: a file with one line of JSON per certificate, rewritten whole.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::AuthorityError;
use crate::files;

const REGISTER_FILE: &str = "register.jsonl";

/// A certificate in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Serial number in hexadecimal.
    pub serial: String,
    /// Participant or host.
    pub name: String,
    /// Fingerprint of the certificate.
    pub fingerprint: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// When its time is over.
    pub not_after: DateTime<Utc>,
    /// Since when it is revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The first line: what is counted.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    crl_number: u32,
}

/// The whole register.
#[derive(Default)]
pub(super) struct Register {
    pub(super) crl_number: u32,
    pub(super) entries: Vec<Entry>,
}

impl Register {
    pub(super) fn open(folder: &Path) -> Result<Self, AuthorityError> {
        let path = folder.join(REGISTER_FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        let bytes = files::read(&path).map_err(AuthorityError::File)?;
        let text = String::from_utf8(bytes).map_err(|_| AuthorityError::Register(1))?;
        let mut lines = text.lines();
        let head: Head = serde_json::from_str(lines.next().unwrap_or_default())
            .map_err(|_| AuthorityError::Register(1))?;
        let entries = lines.enumerate().map(|(at, line)| {
            serde_json::from_str(line).map_err(|_| AuthorityError::Register(at + 2))
        });
        Ok(Self {
            crl_number: head.crl_number,
            entries: entries.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn save(&self, folder: &Path) -> Result<(), AuthorityError> {
        let head = Head {
            crl_number: self.crl_number,
        };
        // Structs of texts and numbers always serialise.
        let mut text = serde_json::to_string(&head).unwrap_or_default();
        for entry in &self.entries {
            text.push('\n');
            text.push_str(&serde_json::to_string(entry).unwrap_or_default());
        }
        text.push('\n');
        files::replace(&folder.join(REGISTER_FILE), text.as_bytes()).map_err(AuthorityError::File)
    }

    pub(super) fn revoke(
        &mut self,
        serial: &str,
        at: DateTime<Utc>,
    ) -> Result<Entry, AuthorityError> {
        let entry = self
            .entries
            .iter_mut()
            .find(|entry| entry.serial == serial)
            .ok_or(AuthorityError::NotIssuedHere)?;
        if entry.revoked_at.is_some() {
            return Err(AuthorityError::AlreadyRevoked(serial.to_owned()));
        }
        entry.revoked_at = Some(at);
        Ok(entry.clone())
    }
}
