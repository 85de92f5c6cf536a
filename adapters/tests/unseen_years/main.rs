//! Files as years that are not at hand write them, made here: what other years of the same file are known to look like.

use std::{
    fs,
    path::{Path, PathBuf},
};

use adapters::{
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    pipeline::{self, Checked, Unwatched},
    propose::{self, Wishes},
    report::Report,
};
use schemas::language::Language;

mod layouts;
mod published;
mod years;

pub(crate) fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("written");
    path
}

pub(crate) fn check(adapter: &Adapter, file: &Path, period: &str) -> Checked {
    let period = period.parse().expect("a period");
    let files = [file.to_owned()];
    pipeline::check(adapter, &files, period, true, &mut Unwatched)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)))
}

/// `puente adapter new`, with nothing left to ask.
pub(crate) fn mended(file: &Path, like: &str) -> Adapter {
    let examined = inspect::examine(file, USUAL_ROWS).expect("examined");
    let proposal = propose::propose(&examined, None, &Wishes::default())
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    assert_eq!(proposal.based_on.as_deref(), Some(like));
    assert_eq!(proposal.questions, []);
    Adapter::parse("new.toml", &proposal.text).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// So many rows were read, and none was rejected.
#[track_caller]
pub(crate) fn read_whole(report: &Report, rows: u64) {
    assert_eq!(
        (report.rows_read, report.rows_rejected),
        (rows, 0),
        "{:?}",
        report.rejects
    );
}
