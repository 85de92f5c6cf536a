//! How far a run is, for whoever watches it.

/// The stages of a run, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the files a first time, for cases told in several rows.
    Survey,
    /// Waiting for the database to group its rows.
    Query,
    /// Reading, mapping and tabulating.
    Read,
    /// Suppressing cells.
    Protect,
    /// Trying to recompute them.
    Attack,
    /// Writing the result.
    Write,
}

/// Watches a run, and may stop it.
pub trait Progress {
    /// A stage begins; `files_bytes` is the size of all files for the stages that read.
    fn stage(&mut self, stage: Stage, files_bytes: u64);

    /// So many rows were read in this stage, from so many bytes of the files.
    fn read(&mut self, rows: u64, bytes: u64);

    /// Whether the run is to stop. Asked every few thousand rows and between stages.
    fn stopped(&self) -> bool;
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn stage(&mut self, _stage: Stage, _files_bytes: u64) {}

    fn read(&mut self, _rows: u64, _bytes: u64) {}

    fn stopped(&self) -> bool {
        false
    }
}
