//! A template, filled and read back, gives the table that was typed; for every dataflow one can be made.

use std::path::{Path, PathBuf};

use adapters::{
    pipeline::{self, Options, Unwatched},
    template::{self, Template},
};
use schemas::{language::Language, registry::Registry, validate::validate};

fn written(
    folder: &Path,
    template: &Template,
    rows: &[(Vec<String>, Option<f64>)],
    language: Language,
) -> PathBuf {
    let path = folder.join(format!("plantilla_{language:?}.xlsx"));
    template::write(&path, template, rows, language).expect("written");
    path
}

fn rows(all: &[(&str, f64)]) -> Vec<(Vec<String>, Option<f64>)> {
    all.iter()
        .map(|(codes, figure)| {
            let codes = codes.split(' ').map(str::to_owned);
            (codes.collect(), Some(*figure))
        })
        .collect()
}

/// The figures that a run of the built-in adapter makes of the file: the codes that are not totals, and the figure.
fn made(path: &Path, folder: &Path) -> Vec<(String, f64)> {
    let adapter = template::adapter_for(path).expect("a template");
    let period = "2024".parse().expect("period");
    let options = Options::new(folder.join("out"));
    let outcome = pipeline::run(
        &adapter,
        &[path.to_owned()],
        period,
        &options,
        &mut Unwatched,
    )
    .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    assert_eq!(
        outcome.report.rows_rejected, 0,
        "{:?}",
        outcome.report.rejects
    );
    let text = std::fs::read_to_string(&outcome.written[0]).expect("a submission");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let wanted = ["COUNTERPART_AREA", "SEX", "PERMIT_STAGE"];
    let mut told: Vec<(String, f64)> = document["observations"]
        .as_array()
        .expect("observations")
        .iter()
        .map(|one| {
            let codes = wanted.map(|id| one[id].as_str().unwrap_or("_T"));
            (
                codes.join(" "),
                one["OBS_VALUE"].as_f64().unwrap_or(f64::NAN),
            )
        })
        .collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

#[test]
fn what_is_typed_is_read_back_in_every_language() {
    let by = ["SEX".to_owned()];
    let template =
        Template::new("DF_PERMIT", None, &by, "PAN", "MITRADEL", "ADM_PERM").expect("template");
    // REPORTER_ROLE, COUNTERPART_AREA, MECHANISM, PERMIT_STAGE, SEX
    let typed = rows(&[
        ("DEST NIC CR_SITLAM PERM M", 40.0),
        ("DEST NIC CR_SITLAM PERM F", 12.0),
        ("DEST CRI CR_SITLAM PERM M", 7.0),
        ("DEST CRI CR_SITLAM ACT M", 30.0),
    ]);
    for language in [Language::Es, Language::En, Language::Fr] {
        let folder = tempfile::tempdir().expect("folder");
        let path = written(folder.path(), &template, &typed, language);
        let made = made(&path, folder.path());
        let told = |codes: &str| {
            made.iter()
                .filter(|(one, _)| one == codes)
                .map(|(_, figure)| *figure)
                .collect::<Vec<_>>()
        };
        for (codes, figure) in [
            ("NIC M PERM", 40.0),
            ("NIC F PERM", 12.0),
            ("NIC _T PERM", 52.0),
            ("CRI M PERM", 7.0),
            ("_T _T PERM", 59.0),
            ("CRI M ACT", 30.0),
        ] {
            let found = told(codes);
            assert!(
                !found.is_empty() && found.iter().all(|one| *one == figure),
                "{codes}: {made:?}"
            );
        }
    }
}

#[test]
fn medians_that_are_typed_are_sent_as_they_stand_and_never_added_up() {
    let by = ["SEX".to_owned()];
    let template =
        Template::new("DF_COND", Some("EARN"), &by, "PAN", "MITRADEL", "LFS").expect("template");
    // STAT_FUNC, SEX, SAMPLE_N, CV, CURRENCY, EARN_NET_GROSS
    let rows = rows(&[
        ("MEDIAN M 410 2.5 PAB gross", 740.0),
        ("MEDIAN F 350 3.1 USD gross", 660.0),
        ("MEDIAN - 760 2.0 PAB gross", 702.0),
    ]);
    let folder = tempfile::tempdir().expect("folder");
    let path = written(folder.path(), &template, &rows, Language::Es);
    let adapter = template::adapter_for(&path)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    let outcome = pipeline::run(
        &adapter,
        &[path],
        "2024".parse().expect("a period"),
        &Options::new(folder.path().join("out")),
        &mut Unwatched,
    )
    .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    let sent = &outcome.submissions[0].observations;
    let figures: Vec<(&str, Option<f64>)> = (0..sent.len())
        .map(|row| (sent.get(row, "SEX").unwrap_or_default(), sent.value(row)))
        .collect();
    assert_eq!(
        figures,
        [("M", Some(740.0)), ("F", Some(660.0)), ("_T", Some(702.0))]
    );
    let carried = |id: &str| {
        (0..sent.len())
            .map(|row| sent.get(row, id).unwrap_or_default())
            .collect::<Vec<_>>()
    };
    assert_eq!(carried("CURRENCY"), ["PAB", "USD", "PAB"]);
    assert_eq!(carried("SAMPLE_N"), ["410", "350", "760"]);
}

#[test]
fn rows_of_different_breakdowns_are_refused_with_their_places() {
    let by = ["SEX".to_owned()];
    let template =
        Template::new("DF_PERMIT", None, &by, "PAN", "MITRADEL", "ADM_PERM").expect("template");
    let mixed = rows(&[
        ("DEST NIC CR_SITLAM PERM M", 1.0),
        ("DEST NIC CR_SITLAM PERM -", 2.0),
    ]);
    let folder = tempfile::tempdir().expect("folder");
    let path = written(folder.path(), &template, &mixed, Language::Es);
    let error = template::adapter_for(&path).expect_err("refused");
    assert_eq!(error.code(), "template_mixed");
    insta::assert_snapshot!(error.message(Language::Es));
}

#[test]
fn every_dataflow_has_a_template_that_loads() {
    let folder = tempfile::tempdir().expect("folder");
    let registry = Registry::builtin();
    for flow in registry.dataflows() {
        let id = flow.id.as_str();
        let template = Template::new(id, None, &[], "CRI", "INEC", "ADM")
            .unwrap_or_else(|error| panic!("{id}: {}", error.message(Language::En)));
        let typed = flow
            .dimensions
            .iter()
            .filter(|one| one.codelist.is_some() && one.required)
            .filter(|one| {
                !["FREQ", "REF_AREA", "SOURCE_TYPE", "MEASURE"].contains(&one.id.as_str())
            });
        let first = typed.map(|one| {
            let list = registry
                .codelist(one.codelist.as_ref().expect("list").as_str())
                .expect("list");
            let real = list.codes().iter().find(|code| !code.code.starts_with('_'));
            real.expect("a code").code.clone()
        });
        let path = folder.path().join(format!("{id}.xlsx"));
        let row = (first.collect(), Some(5.0));
        template::write(&path, &template, &[row], Language::Es).expect("written");
        let adapter = template::adapter_for(&path)
            .unwrap_or_else(|error| panic!("{id}: {}", error.message(Language::En)));
        assert_eq!(adapter.definition().area, "CRI");
    }
}

/// What an office types into the template of the register: the columns as `heading` names them, then the quota.
const TYPED: [(&[&str], Option<f64>); 3] = [
    // Mechanism, origin, destination, instrument, since, until, law, offices, sector, social security.
    (
        &[
            "CR_SITLAM",
            "NIC",
            "CRI",
            "BINAT",
            "05/05/2022",
            "",
            "Decreto 43527",
            "",
            "MTSS",
            "A",
            "NONE",
        ],
        Some(12_000.0),
    ),
    (&["CR_GEN", "_T", "CRI", "UNILAT", "2010"], None),
    (
        &[
            "CR_PA",
            "PAN",
            "CRI",
            "BLA",
            "marzo de 2015",
            "31 de diciembre de 2020",
        ],
        None,
    ),
];

#[test]
fn a_register_that_is_typed_is_read_back_in_every_language() {
    let template =
        Template::new("DF_MECHANISM", None, &[], "CRI", "MTSS", "ADM").expect("template");
    let rows: Vec<_> = TYPED
        .iter()
        .map(|(cells, quota)| {
            (
                cells.iter().map(|cell| (*cell).to_owned()).collect(),
                *quota,
            )
        })
        .collect();
    for language in [Language::Es, Language::En, Language::Fr] {
        let folder = tempfile::tempdir().expect("folder");
        let path = written(folder.path(), &template, &rows, language);
        let adapter = template::adapter_for(&path)
            .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
        let period = "2024".parse().expect("period");
        let options = Options::new(folder.path().join("out"));
        let outcome = pipeline::run(&adapter, &[path], period, &options, &mut Unwatched)
            .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
        let report = &outcome.report;
        assert_eq!(
            (report.rows_read, report.rows_rejected),
            (3, 0),
            "{:?}",
            report.rejects
        );
        let submission = &outcome.submissions[0];
        assert_eq!(submission.header.provider.as_str(), "CRI-MTSS");
        assert!(validate(submission, 9).is_empty());
        let told: Vec<String> = (0..submission.observations.len())
            .map(|row| {
                let get = |name| submission.observations.get(row, name).unwrap_or("-");
                let columns = [
                    "MEASURE",
                    "MECHANISM",
                    "ORIGIN",
                    "VALID_FROM",
                    "VALID_TO",
                    "SECTOR",
                    "LEGAL_REF",
                ];
                let value = submission.observations.value(row).unwrap_or(f64::NAN);
                format!("{} {value}", columns.map(get).join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "IN_FORCE CR_SITLAM NIC 2022-05-05 - A Decreto 43527 1",
                "IN_FORCE CR_GEN _T 2010 - - - 1",
                "IN_FORCE CR_PA PAN 2015-03 2020-12-31 - - 0",
                "QUOTA CR_SITLAM NIC 2022-05-05 - A Decreto 43527 12000",
            ],
            "{language:?}"
        );
    }
}

#[test]
fn what_is_typed_wrong_into_a_register_is_told_with_its_cell() {
    let template =
        Template::new("DF_MECHANISM", None, &[], "CRI", "MTSS", "ADM").expect("template");
    for (cells, code, place) in [
        (
            vec!["CR_NI", "", "CRI", "BINAT", "2007"],
            "cell_missing",
            "B2",
        ),
        (
            vec!["CR_NI", "NIC", "CRI", "BINAT", ""],
            "cell_missing",
            "E2",
        ),
        (
            vec!["CR_NI", "NIC", "CRI", "BINAT", "hace años"],
            "cell_not_a_date",
            "E2",
        ),
        (
            vec!["CR_NI", "NIC", "CRI", "BINAT", "2007", "2001"],
            "valid_to_not_after_valid_from",
            "F2",
        ),
        (
            vec!["CR_NI", "CRI", "CRI", "BINAT", "2007"],
            "origin_is_destination",
            "C2",
        ),
    ] {
        let folder = tempfile::tempdir().expect("folder");
        let row = (cells.into_iter().map(str::to_owned).collect(), None);
        let path = written(folder.path(), &template, &[row], Language::Es);
        let adapter = template::adapter_for(&path).expect("a template");
        let period = "2024".parse().expect("period");
        let checked = pipeline::check(&adapter, &[path], period, false, &mut Unwatched);
        let checked = checked.unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
        assert!(!checked.passes());
        let mut groups = checked.counts.rejects.groups();
        let (told, _, group) = groups.next().expect("a reject");
        assert_eq!(told.code(), code);
        let at = &group.first[0];
        let cell = format!(
            "{}{}",
            at.column.clone().unwrap_or_default(),
            at.row.unwrap_or(0)
        );
        assert_eq!(
            (at.sheet.as_deref(), cell.as_str()),
            (Some("Datos"), place),
            "{code}"
        );
    }
}

#[test]
fn a_workbook_that_is_no_template_is_told() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("otro.xlsx");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "hola").expect("cell");
    workbook.save(&path).expect("saved");
    let error = template::adapter_for(&path).expect_err("refused");
    assert_eq!(error.code(), "template_not_one");
}

#[test]
fn a_measure_that_the_dataflow_lacks_is_named() {
    let measure = Some("N_PERMIT");
    let error = Template::new("DF_PERMIT", measure, &[], "PAN", "MITRADEL", "ADM_PERM");
    let said = error.expect_err("no such measure").message(Language::Es);
    assert!(said.contains("N_PERMIT"), "{said}");
}
