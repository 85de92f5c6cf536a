//! `demo.json`: where to connect, with which certificates, and what was sent and delivered, for
//! programs that go on from a running demonstration.

use std::{collections::BTreeMap, io, path::PathBuf};

use schemas::ids::ParticipantId;
use serde::Serialize;

use super::region::Role;

/// The whole of `demo.json`.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    /// Base address of the exchange, for example `https://127.0.0.1:40123`.
    pub(super) gateway_url: String,
    /// Plain address of the health checks.
    pub(super) operations_url: String,
    /// PEM file of the authority.
    pub(super) ca: PathBuf,
    /// Everyone who has a certificate.
    pub(super) participants: BTreeMap<ParticipantId, ManifestParticipant>,
    /// What the offices sent.
    pub(super) submissions: Vec<ManifestSubmission>,
    /// What the ministries pulled.
    pub(super) deliveries: Vec<ManifestDelivery>,
}

/// One participant's files.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ManifestParticipant {
    pub(super) role: Role,
    pub(super) area: String,
    pub(super) cert: PathBuf,
    pub(super) key: PathBuf,
    pub(super) p12: PathBuf,
}

/// One acknowledged submission.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ManifestSubmission {
    pub(super) submission_id: String,
    pub(super) provider: ParticipantId,
    pub(super) dataflow: String,
    pub(super) reference_period: String,
    pub(super) adapter: String,
    /// Whether the records were made by the demonstration.
    pub(super) synthetic: bool,
    /// The table as it was sent.
    pub(super) file: PathBuf,
    /// The gateway's signed answer.
    pub(super) receipt: PathBuf,
}

/// One delivery as the ministry holds it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ManifestDelivery {
    pub(super) id: String,
    pub(super) recipient: ParticipantId,
    /// The office, or the gateway for what it made of several tables.
    pub(super) provider: ParticipantId,
    pub(super) submission_id: String,
    pub(super) file: PathBuf,
}

impl ManifestDelivery {
    /// Whether the gateway made it.
    pub(super) fn is_regional(&self) -> bool {
        self.provider.as_str() == certs::participant::GATEWAY
    }
}

impl Manifest {
    /// Writes the file whole or not at all.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn write(&self, path: &std::path::Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(std::path::Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}
