//! The adapters of the United States over the files that the Department of Labor and the
//! Department of State published: totals, and a reason for every row that is not in them.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::PathBuf;

use adapters::{
    definition::Adapter,
    pipeline::{self, Checked, Unwatched},
};

/// The folder of real files; none where they are not.
fn real_data() -> Option<PathBuf> {
    let folder = std::env::var_os("PUENTE_REAL_DATA").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../shared/real-data"
            ))
        },
        PathBuf::from,
    );
    let folder = [
        folder.clone(),
        PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/real-data"
        )),
    ]
    .into_iter()
    .find(|folder| folder.join("us").is_dir())?;
    Some(folder.join("us"))
}

fn check(id: &str, file: &str, period: &str) -> Option<Checked> {
    let Some(folder) = real_data() else {
        println!("SKIPPED: no real files; name their folder with PUENTE_REAL_DATA");
        return None;
    };
    let adapter = Adapter::builtin(id).unwrap_or_else(|errors| panic!("{errors:?}"));
    let period = period.parse().unwrap_or_else(|_| panic!("{period}"));
    let files = [folder.join(file)];
    match pipeline::check(&adapter, &files, period, true, &mut Unwatched) {
        Ok(checked) => Some(checked),
        Err(error) => panic!("{}", error.message(schemas::language::Language::En)),
    }
}

/// Every row is counted once, none is rejected, and the totals are those that were published or
/// that the marks in the file give.
#[track_caller]
fn holds(id: &str, file: &str, period: &str, totals: &[(&str, f64)]) {
    let Some(checked) = check(id, file, period) else {
        return;
    };
    let report = checked.report;
    assert_eq!(
        report.rows_read,
        report.rows_accepted + report.rows_excluded + report.rows_rejected
    );
    assert_eq!(report.rejects, [], "{file}");
    for (name, total) in totals {
        assert_eq!(
            report.control_totals.get(*name),
            Some(total),
            "{file} {name}"
        );
    }
}

#[test]
fn certified_positions_are_counted_once_per_case() {
    let h2a = |file, period, certified| {
        holds(
            "usa/oflc_h2a",
            file,
            period,
            &[("positions_certified", certified)],
        );
    };
    h2a("H2a_FY2006.csv", "2006", 60_917.0);
    h2a("H-2A_FY2010.xlsx", "2010", 79_238.0);
    h2a("H2A_FY2013.xls", "2013", 98_813.0);
    h2a("H-2A_Disclosure_Data_FY16_updated.xlsx", "2016", 165_741.0);
    h2a("H-2A_Disclosure_Data_FY17.xlsx", "2017", 200_049.0);
}

#[test]
fn visas_of_both_classes_are_counted_by_nationality() {
    for (period, h2a, h2b) in [
        ("2018-03", 20_353.0, 13_922.0),
        ("2019-03", 22_374.0, 20_531.0),
        ("2020-05", 26_342.0, 4_015.0),
        ("2024-03", 42_727.0, 22_269.0),
    ] {
        let file = format!("nonimmigrant_{period}-01.jsonl");
        holds(
            "usa/state_visas",
            &file,
            period,
            &[("visas_h2a", h2a), ("visas_h2b", h2b)],
        );
    }
}
