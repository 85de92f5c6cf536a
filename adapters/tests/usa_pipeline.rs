//! The whole flow over real files of the United States: what is written is whole, valid, and adds
//! up to the published totals.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::PathBuf;

use adapters::{
    definition::Adapter,
    pipeline::{self, Options, Unwatched},
};
use schemas::language::Language;

fn us() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("PUENTE_REAL_DATA").map(PathBuf::from);
    let beside =
        ["../../shared/real-data", "../../../shared/real-data"].map(|path| root.join(path));
    named
        .into_iter()
        .chain(beside)
        .map(|folder| folder.join("us"))
        .find(|folder| folder.is_dir())
}

/// Runs an adapter and gives the grand totals of its submission and the report.
fn run(id: &str, file: &str, period: &str) -> Option<(Vec<f64>, pipeline::Outcome)> {
    let Some(folder) = us() else {
        println!("SKIPPED: no real files; name their folder with PUENTE_REAL_DATA");
        return None;
    };
    let adapter = Adapter::builtin(id).unwrap_or_else(|errors| panic!("{errors:?}"));
    let period = period.parse().unwrap_or_else(|_| panic!("{period}"));
    let out = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let options = Options::new(out.path().join("out"));
    let outcome = pipeline::run(
        &adapter,
        &[folder.join(file)],
        period,
        &options,
        &mut Unwatched,
    )
    .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    let totals = outcome
        .submissions
        .iter()
        .flat_map(|submission| {
            let all = &submission.observations;
            let is_total = |row: usize| {
                ["GEO_ADM1", "OCCUPATION", "ACTIVITY", "COUNTERPART_AREA"]
                    .into_iter()
                    .all(|column| all.get(row, column).is_none_or(|code| code == "_T"))
            };
            (0..all.len())
                .filter(move |row| is_total(*row))
                .filter_map(|row| all.value(row))
        })
        .collect();
    for submission in &outcome.submissions {
        let findings = schemas::validate::validate(submission, 10);
        assert!(findings.is_empty(), "{findings:?}");
    }
    assert!(outcome.written.iter().all(|path| path.is_file()));
    Some((totals, outcome))
}

#[test]
fn a_fiscal_year_of_certifications_keeps_its_totals() {
    let Some((totals, outcome)) = run(
        "usa/oflc_h2a",
        "H-2A_Disclosure_Data_FY16_updated.xlsx",
        "2016",
    ) else {
        return;
    };
    println!("{:?} {:?}", totals, outcome.report.tables);
    // Positions requested and certified, and the median wage offered by the hour by 7,931 applications, in dollars.
    assert_eq!(totals, [172_654.0, 165_741.0, 11.15]);
}

#[test]
fn visas_of_a_month_travel_as_published() {
    let Some((totals, outcome)) = run(
        "usa/state_visas",
        "nonimmigrant_2024-03-01.jsonl",
        "2024-03",
    ) else {
        return;
    };
    println!("{:?} {:?}", totals, outcome.report.tables);
    assert_eq!(totals, [42_727.0, 22_269.0]);
}
