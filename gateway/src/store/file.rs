//! The database's file. An open database goes on in a file that was deleted or moved away, and what
//! it then acknowledged would be lost: so the file is looked for before each reading and writing.

use std::{
    io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::StoreError;

const ACT: &str = "find the database where it was";

/// The file as it was when the database was opened.
#[derive(Clone)]
pub(super) struct File {
    path: Arc<PathBuf>,
    identity: (u64, u64),
}

impl File {
    /// The file at `path`, which is there.
    pub(super) fn at(path: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            path: Arc::new(path.to_owned()),
            identity: identity(path)?,
        })
    }

    /// Whether it is still there, and the same.
    ///
    /// # Errors
    /// When it is not.
    pub(super) fn is_in_place(&self) -> Result<(), StoreError> {
        if identity(&self.path)? == self.identity {
            Ok(())
        } else {
            Err(StoreError::new(
                ACT,
                io::Error::other("another file stands in its place"),
            ))
        }
    }
}

fn identity(path: &Path) -> Result<(u64, u64), StoreError> {
    let found = std::fs::metadata(path).map_err(|error| StoreError::new(ACT, error))?;
    Ok((found.dev(), found.ino()))
}
