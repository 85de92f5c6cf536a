//! Where each file of the demonstration lies.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use schemas::ids::ParticipantId;

/// The folder of a demonstration.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    root: PathBuf,
}

impl Layout {
    /// Takes `root`, which must be absent or empty.
    ///
    /// # Errors
    /// `AlreadyExists` when the folder has content; other errors of the file system as they are.
    pub(super) fn create(root: &Path) -> io::Result<Self> {
        if root.exists() && fs::read_dir(root)?.next().is_some() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        fs::create_dir_all(root)?;
        let layout = Self {
            root: root.canonicalize()?,
        };
        for folder in [
            layout.certs(),
            layout.gateway(),
            layout.rules(),
            layout.root.join("offices"),
            layout.root.join("ministries"),
        ] {
            fs::create_dir_all(folder)?;
        }
        Ok(layout)
    }

    /// Authority and certificates.
    pub(super) fn certs(&self) -> PathBuf {
        self.root.join("certs")
    }

    /// The gateway's configuration, database and log.
    pub(super) fn gateway(&self) -> PathBuf {
        self.root.join("gateway")
    }

    /// Participants, agreements and calendars, as `gateway apply` reads them.
    pub(super) fn rules(&self) -> PathBuf {
        self.root.join("gateway").join("rules")
    }

    /// An office's records, tables, reports and receipts.
    pub(super) fn office(&self, office: &ParticipantId) -> PathBuf {
        self.root.join("offices").join(office.as_str())
    }

    /// A ministry's pulled deliveries.
    pub(super) fn ministry(&self, ministry: &ParticipantId) -> PathBuf {
        self.root.join("ministries").join(ministry.as_str())
    }

    /// `demo.json`.
    pub(super) fn manifest(&self) -> PathBuf {
        self.root.join("demo.json")
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }
}
