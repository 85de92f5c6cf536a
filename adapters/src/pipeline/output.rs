//! The result in the office's folder: whole or not at all. Everything is written beside it first
//! and put in place by renaming, so that a run that is cut off leaves what was there before.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use schemas::submission::{self, Submission};

use super::PipelineError;
use crate::report::Report;

/// The report's file name.
pub const REPORT: &str = "report.json";

/// Puts submissions and report into `folder`. A submission of an earlier run whose dataflow is in
/// `dataflows` and that this run does not replace is taken away: it must not pass for a result of
/// this one.
pub(super) fn write(
    folder: &Path,
    submissions: &[Submission],
    report: &Report,
    dataflows: &[&str],
) -> Result<Vec<PathBuf>, PipelineError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| PipelineError::Write { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let draft = tempfile::Builder::new()
        .prefix(".puente-")
        .tempdir_in(folder)
        .map_err(failed(folder))?;
    let mut names = Vec::new();
    for made in submissions {
        let name = format!("{}.json", made.header.dataflow);
        one(&draft.path().join(&name), |file| {
            submission::write(made, file)
        })
        .map_err(failed(&folder.join(&name)))?;
        names.push(name);
    }
    one(&draft.path().join(REPORT), |file| {
        serde_json::to_writer_pretty(&mut *file, report).map_err(io::Error::from)?;
        io::Write::write_all(file, b"\n")
    })
    .map_err(failed(&folder.join(REPORT)))?;
    for stale in dataflows {
        let name = format!("{stale}.json");
        let path = folder.join(&name);
        if !names.contains(&name) && path.exists() {
            fs::remove_file(&path).map_err(failed(&path))?;
        }
    }
    names.push(REPORT.to_owned());
    let mut placed = Vec::new();
    for name in names {
        let path = folder.join(&name);
        fs::rename(draft.path().join(&name), &path).map_err(failed(&path))?;
        placed.push(path);
    }
    Ok(placed)
}

/// Writes one file through to the disk.
fn one(
    path: &Path,
    write: impl FnOnce(&mut io::BufWriter<fs::File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = io::BufWriter::new(fs::File::create(path)?);
    write(&mut file)?;
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()
}
