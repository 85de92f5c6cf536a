//! The files that offices published, where they are, and a run of an adapter over one of them.

use std::{env, path::PathBuf};

use adapters::{
    definition::Adapter,
    pipeline::{self, Options, Outcome, Unwatched},
};
use schemas::language::Language;

/// The folder of real files; none where they are not.
pub(crate) fn real_data() -> Option<PathBuf> {
    let named = env::var_os("PUENTE_REAL_DATA").map(PathBuf::from);
    let beside = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/real-data"
    ));
    let above = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/real-data"
    ));
    let mut folders = named.into_iter().chain([beside, above]);
    let found = folders.find(|folder| folder.join("ca").is_dir());
    if found.is_none() {
        println!("SKIPPED: no real files; name their folder with PUENTE_REAL_DATA");
    }
    found
}

/// The whole flow over `file`; none where the real files are not. The country that reports may follow the id after
/// an `@`.
pub(crate) fn run(id: &str, file: &str, period: &str) -> Option<Outcome> {
    let files = [real_data()?.join(file)];
    let (id, area) = match id.split_once('@') {
        Some((id, area)) => (id, Some(area)),
        None => (id, None),
    };
    let adapter = Adapter::builtin(id).and_then(|adapter| match area {
        Some(area) => adapter.reported_by(area),
        None => Ok(adapter),
    });
    let adapter = adapter.unwrap_or_else(|errors| panic!("{errors:?}"));
    let period = period.parse().unwrap_or_else(|_| panic!("{period}"));
    let out = tempfile::tempdir().expect("a folder");
    let options = Options::new(out.path().join("out"));
    let outcome = match pipeline::run(&adapter, &files, period, &options, &mut Unwatched) {
        Ok(outcome) => outcome,
        Err(error) => panic!("{file}: {}", error.message(Language::En)),
    };
    let report = &outcome.report;
    let counted = report.rows_accepted + report.rows_excluded + report.rows_rejected;
    assert_eq!(report.rows_read, counted, "{file}");
    Some(outcome)
}

/// Rows read, none rejected, and the control totals by name.
#[track_caller]
pub(crate) fn check(id: &str, file: &str, period: &str, rows: u64, totals: &[(&str, f64)]) {
    let Some(Outcome { report, .. }) = run(id, file, period) else {
        return;
    };
    assert_eq!(report.rows_read, rows, "{file}");
    assert_eq!(report.rows_rejected, 0, "{file}: {:?}", report.rejects);
    assert!(!report.tables.is_empty(), "{file}");
    for (name, total) in totals {
        let found = report.control_totals.get(*name).copied();
        assert_eq!(found, Some(*total), "{file}: {name}");
    }
}
