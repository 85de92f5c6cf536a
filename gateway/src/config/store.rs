//! Section `[store]`: the database and the folder for bodies that are being received.

use std::path::PathBuf;

use serde::Deserialize;

/// The database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreSection {
    /// File of the SQLite database; made when it does not exist.
    pub path: PathBuf,
    /// Connections for reading; there is always one for writing. Default 4.
    #[serde(default = "readers")]
    pub readers: u32,
    /// Milliseconds to wait for a connection or a lock before answering 503. Default 5000.
    #[serde(default = "busy_timeout_ms")]
    pub busy_timeout_ms: u64,
    /// Folder for bodies while they are received. Default: the system's temporary folder.
    pub spool: Option<PathBuf>,
}

fn readers() -> u32 {
    4
}

fn busy_timeout_ms() -> u64 {
    5_000
}
