//! The contract at its boundary: the generated files are current, the fast verdict is the JSON
//! Schema's, and no bytes make the reader panic.

use std::{fs, path::Path};

use proptest::prelude::*;
use schemas::{
    generate,
    observation::Observations,
    record::{MOST_DIMENSIONS, RecordLayout},
    registry::Registry,
    submission::{ReadLimits, Submission, from_slice, read, to_bytes},
    validate,
};

fn header(dataflow: &str) -> String {
    format!(
        r#"{{"exchange_version":"1.0","submission_id":"0190a3a0-0000-7000-8000-000000000001","dataflow":"{dataflow}","dataflow_version":"0.1","provider":"HND-INE","reference_period":"2024","revision":0,"prepared_at":"2024-05-01T00:00:00Z","adapter":"manual","disclosure":{{"profile":"count","rules":[],"method":"suppression","primary":0,"secondary":0}},"observations":["#
    )
}

fn stock(rows: &[&str]) -> String {
    format!("{}{}]}}", header("DF_LM_STOCK"), rows.join(","))
}

const ROW: &str = r#"{"FREQ":"A","REF_AREA":"HND","SEX":"M","AGE":"_T","LABOUR_STATUS":"EMP","MEASURE":"N_PS","TIME_PERIOD":"2024","OBS_STATUS":"A","CONF_STATUS":"F","OBS_VALUE":120}"#;

fn codes(text: &str) -> Vec<String> {
    let findings = match from_slice(text.as_bytes(), &ReadLimits::default()) {
        Ok(submission) => validate::validate(&submission, 100),
        Err(findings) => findings,
    };
    findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_right_submission_has_no_finding_and_reads_back_as_written() {
    assert!(codes(&stock(&[ROW])).is_empty());
    let limits = ReadLimits::default();
    let submission = from_slice(stock(&[ROW]).as_bytes(), &limits).expect("it is right");
    let bytes = to_bytes(&submission);
    let again = read(bytes.as_slice(), &limits).expect("what was written reads");
    assert_eq!(bytes, to_bytes(&again));
}

#[test]
fn a_wrong_submission_gets_its_finding() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let row = |from: &str, to: &str| stock(&[&ROW.replace(from, to)]);
    for (text, code) in [
        (deep.clone(), "not_a_submission"),
        (row("120", &deep), "value_not_a_number"),
        (
            stock(&[ROW]).replacen("\"manual\"", &deep, 1),
            "nesting_too_deep",
        ),
        (format!("{} x", stock(&[ROW])), "trailing_bytes"),
        (stock(&[ROW])[..300].to_owned(), "document_truncated"),
        (row("120", "1e999"), "number_out_of_range"),
        (row("120", "\"120\""), "value_not_a_number"),
        (
            row(r#""SEX":"M""#, r#""SEX":"M","SEX":"F""#),
            "duplicate_key",
        ),
        (
            stock(&[ROW]).replacen("\"revision\":0", "\"revision\":0,\"revision\":1", 1),
            "duplicate_key",
        ),
        (stock(&[ROW, ROW]), "observation_repeated"),
        (row(r#""SEX":"M""#, r#""SEX":"K""#), "code_not_in_codelist"),
        (row("120", "null"), "value_missing"),
        (
            row(r#""EMP""#, r#""UNE","OCCUPATION":"61""#),
            "only_for_employed",
        ),
        (
            row(r#""OBS_STATUS":"A""#, r#""OBS_STATUS":"Q""#),
            "value_not_null",
        ),
        (
            row(r#""CONF_STATUS":"F""#, r#""CONF_STATUS":"D""#),
            "confidential_value_present",
        ),
        (
            row(r#""REF_AREA":"HND""#, r#""REF_AREA":"GTM""#),
            "area_differs_from_provider",
        ),
    ] {
        assert!(
            codes(&text).contains(&code.to_owned()),
            "{code}: {:?}",
            codes(&text)
        );
    }
}

#[test]
fn every_dataflow_has_a_layout_that_fits() {
    for dataflow in Registry::builtin().dataflows() {
        assert!(RecordLayout::of(dataflow).dimensions().len() <= MOST_DIMENSIONS);
    }
}

#[test]
fn the_generated_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("exchange/v1");
    for file in generate::all() {
        let path = folder.join(&file.path);
        if std::env::var_os("PUENTE_GENERATE").is_some() {
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("writable");
            fs::write(&path, &file.text).expect("writable");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == file.text, "{} is not current", file.path);
    }
}

/// What may stand in a column of a mutated row: right codes, wrong ones, and nothing.
fn cell(column: &'static str) -> impl Strategy<Value = Option<(&'static str, &'static str)>> {
    let texts: &'static [&'static str] = match column {
        "FREQ" => &["A", "Z"],
        "REF_AREA" => &["HND", "USA"],
        "SEX" => &["_T", "M", "F", "K"],
        "AGE" => &["_T", "Y15T24"],
        "LABOUR_STATUS" => &["_T", "EMP", "UNE", "OLF"],
        "OCCUPATION" | "ACTIVITY" => &["_T", "1", "A", "X"],
        "MEASURE" => &["N_PS", "RT_UNE", "N"],
        "TIME_PERIOD" => &["2024", "2024-Q3", "2024-13", "x"],
        "OBS_STATUS" => &["A", "Q", "O", "?"],
        "CONF_STATUS" => &["F", "A", "D"],
        _ => &["any"],
    };
    let absent = if column == "UNKNOWN" { 30 } else { 1 };
    prop_oneof![
        8 => prop::sample::select(texts).prop_map(move |text| Some((column, text))),
        absent => Just(None),
    ]
}

fn rows() -> impl Strategy<Value = Observations> {
    let columns: Vec<_> = [
        "FREQ",
        "REF_AREA",
        "SEX",
        "AGE",
        "LABOUR_STATUS",
        "OCCUPATION",
        "ACTIVITY",
        "MEASURE",
        "TIME_PERIOD",
        "OBS_STATUS",
        "CONF_STATUS",
        "OBS_NOTE",
        "UNKNOWN",
    ]
    .into_iter()
    .map(cell)
    .collect();
    let value = prop_oneof![
        1 => Just(None),
        4 => Just(Some(None)),
        6 => (0u32..1000).prop_map(|number| Some(Some(f64::from(number)))),
    ];
    prop::collection::vec((columns, value), 0..3).prop_map(|rows| {
        let mut observations = Observations::default();
        for (cells, value) in rows {
            observations.push(cells.into_iter().flatten(), value);
        }
        observations
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_fast_verdict_is_the_json_schemas(observations in rows()) {
        let base = from_slice(stock(&[ROW]).as_bytes(), &ReadLimits::default()).expect("right");
        let submission = Submission { observations, ..base };
        let fast = validate::schema_findings(&submission).is_empty();
        prop_assert_eq!(fast, validate::by_json_schema(&submission));
    }

    #[test]
    fn any_bytes_give_findings_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = from_slice(&bytes, &ReadLimits::default());
        let _ = read(bytes.as_slice(), &ReadLimits::default());
    }

    #[test]
    fn any_changed_byte_gives_no_panic(at in 0usize..600, byte in any::<u8>()) {
        let mut bytes = stock(&[ROW]).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(submission) = from_slice(&bytes, &ReadLimits::default()) {
            let _ = validate::validate(&submission, 100);
        }
    }
}
