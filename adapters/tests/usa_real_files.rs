//! The adapters of the United States over the files that the Department of Labor and the
//! Department of State published: totals, and a reason for every row that is not in them.

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

fn summary(id: &str, file: &str, period: &str) -> Option<String> {
    let report = check(id, file, period)?.report;
    assert_eq!(
        report.rows_read,
        report.rows_accepted + report.rows_excluded + report.rows_rejected
    );
    let excluded: Vec<_> = report
        .excluded
        .iter()
        .map(|one| format!("{} {}", one.reason, one.count))
        .collect();
    let rejects: Vec<_> = report
        .rejects
        .iter()
        .map(|one| {
            format!(
                "{} {:?} {} {:?}",
                one.code, one.column, one.count, one.values
            )
        })
        .collect();
    Some(format!(
        "read {}, accepted {}, excluded {excluded:?}, rejected {rejects:?}, totals {:?}",
        report.rows_read, report.rows_accepted, report.control_totals
    ))
}

#[test]
fn tell() {
    for (file, period) in [
        ("H2a_FY2006.csv", "2006"),
        ("H-2A_FY2010.xlsx", "2010"),
        ("H2A_FY2013.xls", "2013"),
        ("H-2A_Disclosure_Data_FY16_updated.xlsx", "2016"),
        ("H-2A_Disclosure_Data_FY17.xlsx", "2017"),
    ] {
        println!("{file}: {:?}", summary("usa/oflc_h2a", file, period));
    }
    for period in ["2018-03", "2019-03", "2020-05", "2024-03"] {
        let file = format!("nonimmigrant_{period}-01.jsonl");
        println!("{file}: {:?}", summary("usa/state_visas", &file, period));
    }
}
