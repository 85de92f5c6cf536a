//! The published national files: beside the workspace or where `PUENTE_REAL_DATA` says. A test
//! over them runs when they are found, and says loudly that it was skipped when they are not.

use std::path::PathBuf;

/// The folder of the files; `None` after telling that `test` is skipped.
#[must_use]
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests must see what did not run"
)]
pub fn folder(test: &str) -> Option<PathBuf> {
    let named = std::env::var_os("PUENTE_REAL_DATA").map(PathBuf::from);
    let beside = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/real-data"
    ));
    let found = named
        .into_iter()
        .chain([beside])
        .find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("SKIPPED: {test}: no folder ../shared/real-data and PUENTE_REAL_DATA is not set");
    }
    found
}
