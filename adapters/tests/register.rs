//! Registers of mechanisms and agreements: a workbook as an office keeps it becomes a submission with its dates, titles
//! and clauses, and what is wrong in it is told with its cell.

use std::path::{Path, PathBuf};

use adapters::{
    definition::Adapter,
    inspect,
    pipeline::{self, Options, Outcome, Unwatched},
    propose::{self, Wishes},
    reader::Place,
};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use schemas::{language::Language, submission::Submission, validate::validate};

const HEADERS: [&str; 14] = [
    "Mecanismo",
    "País de origen",
    "País de destino",
    "Instrumento",
    "Vigente desde",
    "Vigente hasta",
    "Estado",
    "Cuota",
    "Base legal",
    "Sector",
    "Seguridad social",
    "Carné",
    "Título",
    "Title",
];

/// What Costa Rica might keep: the mechanisms are those of the list, quotas and ends are invented.
const COSTA_RICA: [[&str; 14]; 7] = [
    [
        "CR_SITLAM",
        "Nicaragua",
        "Costa Rica",
        "Convenio binacional",
        "05/05/2022",
        "Indefinido",
        "Vigente",
        "12,000",
        "Decreto 43527-MGP-S-MAG-MRREE-MTSS",
        "Agropecuario",
        "Sin convenio entre los dos países",
        "Sí",
        "SITLAM: carné de trazabilidad laboral",
        "SITLAM: labour traceability card",
    ],
    [
        "CR_SITLAM",
        "Panamá",
        "CRI",
        "BINAT",
        "5 de mayo de 2022",
        "",
        "Vigente",
        "",
        "",
        "A",
        "NONE",
        "Yes",
        "",
        "",
    ],
    [
        "Acuerdo Costa Rica-Panamá sobre flujos migratorios laborales (Ngäbe-Buglé)",
        "PAN",
        "Costa Rica",
        "Acuerdo bilateral",
        "2015",
        "31/12/2020",
        "",
        "500",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
    [
        "CR_SV",
        "El Salvador",
        "Costa Rica",
        "Memorando",
        "agosto de 2025",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
    [
        "CR_GEN",
        "Todos",
        "Costa Rica",
        "Ley",
        "2010-03-01",
        "",
        "Vigente",
        "",
        "Ley 8764",
        "",
        "",
        "",
        "",
        "",
    ],
    [
        "CR_NI",
        "Nicaragua",
        "Costa Rica",
        "Convenio binacional",
        "21.12.2007",
        "",
        "Denunciado",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
    [
        "GT_BZ",
        "Guatemala",
        "Belice",
        "Acuerdo bilateral",
        "2014",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
];

/// A workbook with a title above the header, and the day of the first row as a date of the workbook.
fn workbook(folder: &Path, rows: &[[&str; 14]]) -> PathBuf {
    let path = folder.join("registro.xlsx");
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    sheet.set_name("Acuerdos").expect("name");
    sheet
        .write(0, 0, "Registro de acuerdos (sintético)")
        .expect("cell");
    for (column, header) in (0u16..).zip(HEADERS) {
        sheet.write(2, column, header).expect("cell");
    }
    for (row, cells) in (3u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            if (row, column, *cell) == (3, 4, "05/05/2022") {
                let moment = ExcelDateTime::from_ymd(2022, 5, 5).expect("a day");
                sheet
                    .write_with_format(row, column, &moment, &day)
                    .expect("cell");
            } else if !cell.is_empty() {
                sheet.write(row, column, *cell).expect("cell");
            }
        }
    }
    workbook.save(&path).expect("saved");
    path
}

fn run(rows: &[[&str; 14]], period: &str) -> Outcome {
    let folder = tempfile::tempdir().expect("folder");
    let path = workbook(folder.path(), rows);
    let whole = Adapter::builtin("region/registro_mecanismos").expect("a definition");
    let adapter = whole.reported_by("CRI").expect("it reports");
    let options = Options::new(folder.path().join("out"));
    let period = period.parse().expect("period");
    pipeline::run(&adapter, &[path], period, &options, &mut Unwatched)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)))
}

/// `MECHANISM ORIGIN VALID_FROM VALID_TO figure` of a measure.
fn told(submission: &Submission, measure: &str) -> Vec<String> {
    let all = &submission.observations;
    let rows = (0..all.len()).filter(|row| all.get(*row, "MEASURE") == Some(measure));
    rows.map(|row| {
        let texts = ["MECHANISM", "ORIGIN", "VALID_FROM", "VALID_TO"];
        let mut told: Vec<String> = texts
            .map(|name| all.get(row, name).unwrap_or("-").to_owned())
            .to_vec();
        told.extend(all.value(row).map(|value| value.to_string()));
        told.join(" ")
    })
    .collect()
}

#[test]
fn a_register_is_sent_with_its_days_its_clauses_and_what_is_in_force() {
    let outcome = run(&COSTA_RICA, "2024");
    let report = &outcome.report;
    assert_eq!(
        (report.rows_read, report.rows_rejected),
        (7, 0),
        "{:?}",
        report.rejects
    );
    assert_eq!(outcome.counts.excluded["other_reporter"], 1);
    assert_eq!(outcome.counts.control_totals["agreements"], 6.0);
    assert_eq!(outcome.counts.control_totals["quota"], 12_500.0);
    let submission = &outcome.submissions[0];
    assert!(
        validate(submission, 9).is_empty(),
        "{:?}",
        validate(submission, 9)
    );
    assert_eq!(
        told(submission, "IN_FORCE"),
        [
            "CR_SITLAM NIC 2022-05-05 - 1",
            "CR_SITLAM PAN 2022-05-05 - 1",
            "CR_PA PAN 2015 2020-12-31 0",
            "CR_SV SLV 2025-08 - 0",
            "CR_GEN _T 2010-03-01 - 1",
            "CR_NI NIC 2007-12-21 - 0",
        ]
    );
    assert_eq!(
        told(submission, "QUOTA"),
        [
            "CR_SITLAM NIC 2022-05-05 - 12000",
            "CR_PA PAN 2015 2020-12-31 500"
        ]
    );
    let get = |row: usize, name: &str| submission.observations.get(row, name).unwrap_or("-");
    assert_eq!(
        [
            "SECTOR",
            "CLAUSE_SOCSEC",
            "CARD",
            "LEGAL_REF",
            "TITLE_ES",
            "TITLE_EN"
        ]
        .map(|name| get(0, name)),
        [
            "A",
            "NONE",
            "yes",
            "Decreto 43527-MGP-S-MAG-MRREE-MTSS",
            "SITLAM: carné de trazabilidad laboral",
            "SITLAM: labour traceability card"
        ]
    );
    for absent in ["REF_AREA", "FREQ", "TIME_PERIOD", "SOURCE_TYPE"] {
        assert_eq!(get(0, absent), "-", "{absent} is none of the dataflow's");
    }
}

#[test]
fn what_is_in_force_is_a_question_of_the_day() {
    let in_force = |period: &str| {
        let outcome = run(&COSTA_RICA, period);
        let told = told(&outcome.submissions[0], "IN_FORCE");
        told.iter().filter(|one| one.ends_with(" 1")).count()
    };
    assert_eq!(
        ["2018", "2022-Q1", "2022-05", "2025"].map(in_force),
        [2, 1, 3, 4]
    );
}

#[test]
fn what_is_wrong_is_told_with_sheet_and_cell() {
    let wrong = |column: usize, text: &'static str| {
        let mut rows = COSTA_RICA;
        rows[1][column] = text;
        let outcome = run(&rows, "2024");
        assert!(outcome.submissions.is_empty(), "one wrong row of seven");
        let mut groups = outcome.counts.rejects.groups();
        let (code, _, group) = groups.next().expect("a reject");
        let Place {
            sheet, row, column, ..
        } = group.first[0].clone();
        let message = code.message(Language::Es);
        assert!(!message.is_empty() && message != code.code(), "{message}");
        let told = group.nearest.first().cloned().unwrap_or_default();
        (
            code.code(),
            format!(
                "{}!{}{}",
                sheet.unwrap_or_default(),
                column.unwrap_or_default(),
                row.unwrap_or_default()
            ),
            told,
        )
    };
    for (column, text, code) in [
        (4, "pronto", "cell_not_a_date"),
        (4, "31/02/2019", "cell_not_a_date"),
        (4, "", "cell_missing"),
        (5, "04/05/2022", "valid_to_not_after_valid_from"),
        (1, "Costa Rica", "origin_is_destination"),
        (0, "SITLAMX", "code_unknown"),
        (10, "quizás", "code_unknown"),
        (7, "muchos", "cell_not_a_number"),
        // Five thousand or five: the definition declares a comma between thousands.
        (7, "5.000", "cell_undeclared_thousands"),
    ] {
        let (told, place, _) = wrong(column, text);
        assert_eq!(told, code, "{text}");
        let at = if code == "origin_is_destination" {
            2
        } else {
            column
        };
        let letter = char::from(b'A' + u8::try_from(at).expect("a column"));
        assert_eq!(place, format!("Acuerdos!{letter}5"), "{text}");
    }
    assert_eq!(
        wrong(10, "Convenio bilateral de seguridad socal").2,
        "convenio bilateral de seguridad social"
    );
}

#[test]
fn one_agreement_told_twice_is_one_and_told_in_two_ways_is_an_error() {
    let mut rows = COSTA_RICA.to_vec();
    rows.push(rows[0]);
    let outcome = run(&rows, "2024");
    assert_eq!(outcome.counts.excluded["told_before"], 1);
    let last = rows.len() - 1;
    rows[last][8] = "Decreto 45355";
    let outcome = run(&rows, "2024");
    let code = outcome
        .counts
        .rejects
        .groups()
        .next()
        .map(|group| group.0.code());
    assert_eq!(code, Some("told_otherwise"));
    // The same countries and the same mechanism since another day is another agreement.
    rows[last][4] = "2023-01-01";
    assert_eq!(run(&rows, "2024").report.rows_rejected, 0);
}

/// The same in an office's own words: a layout that no definition knows.
const OWN_WORDS: &str = "Denominación;De;Hacia;Clase de instrumento jurídico;Rige a partir de;Cesa;Plazas por año\n\
    HN_PTTE;Honduras;Estados Unidos;Programa;15/06/2007;;\n\
    HN_ES;Honduras;España;Acuerdo bilateral;28/05/2021;31/12/2030;1500\n\
    CA4;Honduras;Guatemala;REGIONAL;30/06/2006;;\n";

#[test]
fn a_register_in_other_words_gets_the_definition_of_registers_with_questions() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("acuerdos.csv");
    std::fs::write(&file, OWN_WORDS).expect("written");
    let examined = inspect::examine(&file, 500).expect("examined");
    let wishes = Wishes {
        dataflow: Some("DF_MECHANISM".to_owned()),
        period: "2024".parse().ok(),
        ..Wishes::default()
    };
    let proposal = propose::propose(&examined, None, &wishes).expect("proposed");
    assert_eq!(
        proposal.based_on.as_deref(),
        Some("region/registro_mecanismos")
    );
    // What the officer knows of the file.
    let own = [
        ("mechanism", "Denominación"),
        ("origin", "De"),
        ("destination", "Hacia"),
        ("instrument", "Clase de instrumento jurídico"),
        ("since", "Rige a partir de"),
        ("until", "Cesa"),
        ("quota", "Plazas por año"),
    ];
    let text = proposal.answered(|question| {
        let of = |(column, _): &&(&str, &str)| question.key == format!("columns.{column}.names");
        let known = own.iter().find(of);
        known
            .unwrap_or_else(|| panic!("{}", question.key))
            .1
            .to_owned()
    });
    assert!(
        proposal
            .questions
            .iter()
            .any(|one| one.key == "columns.since.names"),
        "{text}"
    );
    let adapter = Adapter::parse("region/registro_mecanismos", &text)
        .unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
    let adapter = adapter.reported_by("HND").expect("it reports");
    let period = "2024".parse().expect("period");
    let options = Options::new(folder.path().join("out"));
    let outcome = pipeline::run(&adapter, &[file], period, &options, &mut Unwatched)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    let told = told(&outcome.submissions[0], "IN_FORCE");
    assert_eq!(
        told,
        [
            "HN_PTTE HND 2007-06-15 - 1",
            "HN_ES HND 2021-05-28 2030-12-31 1",
            "CA4 HND 2006-06-30 - 1"
        ],
        "{text}"
    );
}

/// A register whose column of ends is called `header`.
fn ending(header: &str) -> String {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("registro.csv");
    let text = format!(
        "Mecanismo,País de origen,País de destino,Instrumento,Vigente desde,{header}\n\
         CR_SITLAM,Nicaragua,Costa Rica,Convenio binacional,05/05/2022,31/12/2023\n"
    );
    std::fs::write(&path, text).expect("written");
    let whole = Adapter::builtin("region/registro_mecanismos").expect("a definition");
    let adapter = whole.reported_by("CRI").expect("it reports");
    let period = "2024".parse().expect("period");
    let checked =
        pipeline::check(&adapter, &[path], period, false, &mut Unwatched).expect("checked");
    assert_eq!(checked.report.rows_accepted, 1);
    adapters::check::screen(&checked, adapter.definition(), Language::Es).join("\n")
}

#[test]
fn a_register_without_a_known_column_of_ends_is_told() {
    let told = ending("Caduca el día");
    assert!(told.contains("cuenta como vigente"), "{told}");
    assert!(
        told.contains("`Caduca el día`") && told.contains("[columns.until]"),
        "{told}"
    );
    let known = ending("Vigente hasta");
    assert!(!known.contains("cuenta como vigente"), "{known}");
}
