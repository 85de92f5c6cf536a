//! What `puente adapter check` tells, on the screen and in the workbook: each mistake once, with places and the nearest
//! code; swapped columns; files that tell the same rows; notes at the end.

use std::path::{Path, PathBuf};

use adapters::{
    check,
    definition::Adapter,
    pipeline::{self, Checked, Options, Unwatched},
    reader::{self, SourceOptions, SourceRow, SourceSpec},
};
use schemas::{language::Language, period::ReferencePeriod};

const HEADER: &str = "Province/Territory,Stream,Employer,Positions Approved\n";
const PROVINCES: [&str; 4] = ["Ontario", "Quebec", "Manitoba", "Alberta"];
const STREAMS: [&str; 3] = ["Primary Agriculture", "Low Wage", "High Wage"];

/// Rows of a register, from `from` on.
fn rows(from: usize, count: usize) -> String {
    (from..from + count)
        .map(|at| {
            let (province, stream) = (PROVINCES[at % 4], STREAMS[at % 3]);
            format!(
                "{province},{stream},Granja de Juana Pérez {at},{}\n",
                1 + at % 7
            )
        })
        .collect()
}

fn written(folder: &Path, name: &str, body: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, format!("{HEADER}{body}")).expect("written");
    path
}

fn period() -> ReferencePeriod {
    "2024".parse().expect("period")
}

fn checked(files: &[PathBuf], before: &[PathBuf]) -> Checked {
    let adapter = Adapter::builtin("can/esdc_lmia").expect("adapter");
    pipeline::check_against(&adapter, files, before, period(), false, &mut Unwatched)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)))
}

fn screen(checked: &Checked) -> String {
    let adapter = Adapter::builtin("can/esdc_lmia").expect("adapter");
    let definition = adapter.for_period(period()).expect("a round");
    check::screen(checked, definition, Language::Es).join("\n")
}

#[test]
fn each_mistake_is_told_once_with_places_and_the_nearest_code_and_no_name() {
    let folder = tempfile::tempdir().expect("folder");
    let mut body = rows(0, 60);
    body.push_str(&"Ontario,Low Wages,Granja de Juana Pérez,3\n".repeat(4));
    body.push_str("Ontaro,Low Wage,Granja de Juana Pérez,3\n");
    body.push_str(&rows(100, 5));
    body.push_str("Nota al pie: cifras preliminares\nElaboración propia\n");
    let path = written(folder.path(), "2024.csv", &body);
    let checked = checked(std::slice::from_ref(&path), &[]);
    let told = screen(&checked);
    assert!(!told.contains("Juana"), "{told}");
    insta::assert_snapshot!(told);
}

#[test]
fn the_same_round_under_another_name_and_overlapping_rounds_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    let first = written(folder.path(), "enero.csv", &rows(0, 300));
    let again = written(folder.path(), "febrero.csv", &rows(0, 300));
    let overlapping = written(folder.path(), "marzo.csv", &rows(100, 300));
    let other = written(folder.path(), "abril.csv", &rows(1_000, 300));
    let same = checked(std::slice::from_ref(&again), std::slice::from_ref(&first));
    assert!(same.report.twins[0].same);
    insta::assert_snapshot!(same.report.twins[0].message(Language::Es));
    let adapter = Adapter::builtin("can/esdc_lmia").expect("adapter");
    let options = Options::new(folder.path().join("out"));
    let twice = [first.clone(), again];
    let made = pipeline::run(&adapter, &twice, period(), &options, &mut Unwatched).expect("run");
    assert!(made.submissions.is_empty());
    let partly = checked(&[first.clone(), overlapping], &[]);
    assert!(
        (0.6..0.75).contains(&partly.report.twins[0].share),
        "{:?}",
        partly.report.twins
    );
    insta::assert_snapshot!(partly.report.twins[0].message(Language::Es));
    assert!(checked(&[first, other], &[]).report.twins.is_empty());
}

/// A register of visas whose columns of class and nationality may be swapped.
fn visas(header: &str, folder: &Path) -> PathBuf {
    let mut text = format!("{header}\n");
    let nationalities = [
        "Mexico",
        "Guatemala",
        "Honduras",
        "Jamaica",
        "Nicaragua",
        "Brazil",
    ];
    for at in 0..120 {
        let class = ["H2A", "H2B", "B1/B2", "F1", "J1"][at % 5];
        text.push_str(&format!("{},{class},{}\n", nationalities[at % 6], 10 + at));
    }
    let path = folder.join("visas_2024-03.csv");
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn swapped_columns_are_refused_with_that_guess() {
    let folder = tempfile::tempdir().expect("folder");
    let adapter = Adapter::builtin("usa/state_visas").expect("adapter");
    let period = "2024-03".parse().expect("period");
    let options = Options::new(folder.path().join("out"));
    for (header, swapped) in [
        ("Nationality,Visa Class,Issuances", false),
        ("Visa Class,Nationality,Issuances", true),
    ] {
        let path = visas(header, folder.path());
        let files = [path];
        let checked =
            pipeline::check(&adapter, &files, period, false, &mut Unwatched).expect("checked");
        assert_eq!(!checked.report.suspicions.is_empty(), swapped, "{header}");
        assert_eq!(checked.passes(), !swapped);
        let made = pipeline::run(&adapter, &files, period, &options, &mut Unwatched).expect("run");
        assert_eq!(made.submissions.is_empty(), swapped);
        if let Some(suspicion) = checked.report.suspicions.first() {
            insta::assert_snapshot!(suspicion.message(Language::Es));
        }
    }
}

#[test]
fn a_filter_over_a_reshaped_column_is_not_taken_for_swapped_columns() {
    // What is kept is `Total` of `2024 Total`; the sum below the countries is called so too.
    let mut text = "Canada - Work permit holders for Humanitarian purposes\n".to_owned();
    let years: Vec<String> = (2015..=2024).map(|year| year.to_string()).collect();
    text.push_str(&format!("Country of Citizenship,{}\n", years.join(",")));
    text.push_str(&format!(",{} Total\n,Jan\n", years.join(" Total,")));
    for country in ["Mexico", "Honduras", "Total"] {
        text.push_str(&format!("{country}{}\n", ",10".repeat(years.len())));
    }
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("permits.csv");
    std::fs::write(&path, text).expect("written");
    let adapter = Adapter::builtin("can/ircc_humanitarian").expect("adapter");
    let checked =
        pipeline::check(&adapter, &[path], period(), false, &mut Unwatched).expect("checked");
    let report = &checked.report;
    assert_eq!((report.rows_accepted, report.rows_rejected), (3, 0));
    assert!(report.suspicions.is_empty(), "{:?}", report.suspicions);
}

#[test]
fn the_workbook_says_what_the_screen_says() {
    let folder = tempfile::tempdir().expect("folder");
    let mut body = rows(0, 60);
    body.push_str(&"Ontario,Low Wages,Granja,3\n".repeat(4));
    let path = written(folder.path(), "2024.csv", &body);
    let checked = checked(std::slice::from_ref(&path), &[]);
    let adapter = Adapter::builtin("can/esdc_lmia").expect("adapter");
    let definition = adapter.for_period(period()).expect("a round");
    let report = folder.path().join("informe.xlsx");
    check::write(&report, &checked, definition, Language::Es).expect("written");
    let spec: SourceSpec = toml::from_str(
        "[columns.row]\nnames = [\"Fila\"]\n[columns.code]\nnames = [\"Código del motivo\"]\n[columns.count]\nnames = [\"Filas con este motivo\"]\n",
    )
    .expect("spec");
    let spec = SourceSpec {
        source: SourceOptions {
            sheet: "Filas rechazadas".to_owned(),
            ..SourceOptions::default()
        },
        ..spec
    };
    let mut reader = reader::open(&report, &spec).expect("a workbook");
    let mut row = SourceRow::default();
    let mut told = Vec::new();
    while reader.next(&mut row).expect("row") {
        told.push([row.text(2), row.text(0), row.text(1)].join(" "));
    }
    assert_eq!(
        told,
        [
            "62 code_unknown 4",
            "63 code_unknown 4",
            "64 code_unknown 4",
            "65 code_unknown 4"
        ]
    );
}

#[test]
fn rejected_rows_at_the_end_are_taken_for_notes() {
    let folder = tempfile::tempdir().expect("folder");
    let path = visas("Nationality,Visa Class,Issuances", folder.path());
    let mut text = std::fs::read_to_string(&path).expect("read");
    text.push_str("Elaboración propia\nCifras preliminares\n");
    std::fs::write(&path, text).expect("written");
    let adapter = Adapter::builtin("usa/state_visas").expect("adapter");
    let period = "2024-03".parse().expect("period");
    let checked =
        pipeline::check(&adapter, &[path], period, false, &mut Unwatched).expect("checked");
    let definition = adapter.for_period(period).expect("a round");
    insta::assert_snapshot!(check::screen(&checked, definition, Language::Es).join("\n"));
}

#[test]
fn the_coverage_of_a_concordance_tells_finer_coarser_open_unknown_and_missing() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("h2b_2018.csv");
    let mut text = "CASE_NUMBER,CASE_STATUS,EMPLOYER_NAME,EMPLOYEE_WORK_STATE,SOC_CODE,NAICS_CODE,\
        NBR_WORKERS_REQUESTED,NBR_WORKERS_CERTIFIED\n"
        .to_owned();
    let codes = ["37-3011", "37-3011", "47-2061", "99-9999", ""];
    for (at, code) in codes.into_iter().cycle().take(50).enumerate() {
        text.push_str(&format!(
            "H-400-{at},Certified,Granja {at},TX,{code},561730,5,5\n"
        ));
    }
    std::fs::write(&path, text).expect("written");
    let adapter = Adapter::builtin("usa/oflc_h2b").expect("adapter");
    let period = "2018".parse().expect("period");
    let checked =
        pipeline::check(&adapter, &[path], period, false, &mut Unwatched).expect("checked");
    let all = &checked.report.coverage;
    let occupation: Vec<_> = all
        .iter()
        .filter(|one| one.dimension == "OCCUPATION")
        .collect();
    // Several tables ask the same of a row: it counts once.
    assert_eq!(occupation.len(), 1);
    let (codes, rows) = (occupation[0].codes, occupation[0].rows);
    assert_eq!((rows.all(), rows.missing, rows.unknown), (50, 10, 10));
    assert_eq!((codes.unknown, codes.missing), (1, 1));
    assert_eq!(rows.finest + rows.coarser + rows.open, 30);
    let definition = adapter.for_period(period).expect("a round");
    let told = check::screen(&checked, definition, Language::Es);
    let at = told
        .iter()
        .position(|line| line.starts_with("Cómo"))
        .expect("told");
    insta::assert_snapshot!(told[at..].join("\n"));
}
