//! Files that are there whole or not at all. A key is readable by its owner only, and no key is
//! ever written over.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// An act on a file that failed.
#[derive(Debug, thiserror::Error)]
#[error("failed to {act} `{}`", path.display())]
pub struct FileError {
    /// `read` or `write`.
    pub act: &'static str,
    /// The file.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub source: io::Error,
}

/// Writes a secret file for its owner alone, replacing an older one.
///
/// # Errors
/// When the file cannot be written.
pub fn replace_secret(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let fresh = path.with_extension(format!("{}.new", std::process::id()));
    create_secret(&fresh, bytes)?;
    fs::rename(&fresh, path).map_err(|source| FileError {
        act: "write",
        path: path.to_owned(),
        source,
    })
}

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(|source| FileError {
        act: "read",
        path: path.to_owned(),
        source,
    })
}

/// Writes a file that others may read, replacing an older one in one step.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let fresh = path.with_extension(format!("{}.new", std::process::id()));
    let written = (|| {
        let mut file = File::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    })();
    written.map_err(|source| {
        let _ = fs::remove_file(&fresh);
        FileError {
            act: "write",
            path: path.to_owned(),
            source,
        }
    })
}

/// Writes a new secret file for its owner alone; fails when the file is already there.
pub(crate) fn create_secret(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)
            .and_then(|()| file.sync_all())
            .inspect_err(|_| {
                let _ = fs::remove_file(path);
            })
    });
    written.map_err(|source| FileError {
        act: "write",
        path: path.to_owned(),
        source,
    })
}

/// Makes a folder and those above it.
pub(crate) fn folder(path: &Path) -> Result<(), FileError> {
    fs::create_dir_all(path).map_err(|source| FileError {
        act: "write",
        path: path.to_owned(),
        source,
    })
}
