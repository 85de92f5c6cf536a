//! The register of mechanisms and agreements: its days, its pairs of countries, its coded clauses. The fast verdict is
//! the JSON Schema's, but for the order of two days, which no schema can tell.

use schemas::{
    submission::{ReadLimits, Submission, from_slice},
    validate::{by_json_schema, schema_findings, validate},
};

const HEADER: &str = r#"{"exchange_version":"1.0","submission_id":"0190a3a0-0000-7000-8000-000000000001","dataflow":"DF_MECHANISM","dataflow_version":"0.1","provider":"CRI-MTSS","reference_period":"2024","revision":0,"prepared_at":"2024-05-01T00:00:00Z","adapter":"manual","disclosure":{"profile":"published","rules":["none"],"method":"none","primary":0,"secondary":0},"observations":["#;
const ROW: &str = r#"{"MECHANISM":"CR_SITLAM","ORIGIN":"NIC","DESTINATION":"CRI","INSTRUMENT":"BINAT","VALID_FROM":"2022-05-05","VALID_TO":"2027-05-04","SECTOR":"A","CLAUSE_SOCSEC":"NONE","CARD":"yes","TITLE_ES":"SITLAM","MEASURE":"IN_FORCE","OBS_STATUS":"A","CONF_STATUS":"F","OBS_VALUE":1}"#;

fn submission(row: &str) -> Submission {
    let text = format!("{HEADER}{row}]}}");
    from_slice(text.as_bytes(), &ReadLimits::default()).expect("it has the form of a submission")
}

#[test]
fn rows_of_a_register_get_the_same_verdict_from_both_and_the_finding_that_they_deserve() {
    let changed = |from: &str, to: &str| ROW.replace(from, to);
    let from = |text: &str| changed("2022-05-05", text);
    for (row, code) in [
        (ROW.to_owned(), None),
        (from("2022-05"), None),
        (from("2022"), None),
        (from("2022-02-30"), Some("day_invalid")),
        (from("2022-13"), Some("day_invalid")),
        (from("05/05/2022"), Some("day_invalid")),
        (from("0222-05-05"), Some("day_invalid")),
        (from("2022-05-05T00:00:00"), Some("day_invalid")),
        (changed("2027-05-04", "2027-02-29"), Some("day_invalid")),
        (changed(r#""VALID_TO":"2027-05-04","#, ""), None),
        (changed("NIC", "CRI"), Some("origin_is_destination")),
        (
            changed(r#""CRI""#, r#""NIC""#),
            Some("origin_is_destination"),
        ),
        (
            ROW.replace("NIC", "G_CA4")
                .replace(r#""CRI""#, r#""G_CA4""#),
            None,
        ),
        (
            changed(r#""A","CLAUSE"#, r#""Farms","CLAUSE"#),
            Some("code_not_in_codelist"),
        ),
        (
            changed(r#""NONE""#, r#""Perhaps""#),
            Some("code_not_in_codelist"),
        ),
        (changed(r#""yes""#, r#""sí""#), Some("code_not_in_codelist")),
        (
            changed(r#""VALID_FROM":"2022-05-05","#, ""),
            Some("column_missing"),
        ),
        (
            changed(r#""CARD""#, r#""REF_AREA":"CRI","CARD""#),
            Some("column_unknown"),
        ),
    ] {
        let submission = submission(&row);
        let told: Vec<String> = validate(&submission, 9)
            .into_iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(told.first().map(String::as_str), code, "{row}");
        assert_eq!(
            schema_findings(&submission).is_empty(),
            by_json_schema(&submission),
            "{row}"
        );
    }
}

#[test]
fn an_agreement_ends_after_it_began() {
    let ends = |text: &str| {
        let found = validate(&submission(&ROW.replace("2027-05-04", text)), 9);
        let all = found.into_iter().map(|one| (one.code, one.pointer));
        all.collect::<Vec<_>>()
    };
    for text in ["2022-05-05", "2022-05-04", "2022-04", "2021"] {
        let pointer = "/observations/0/VALID_TO".to_owned();
        let code = "valid_to_not_after_valid_from".to_owned();
        assert_eq!(ends(text), [(code, pointer)], "{text}");
    }
    for text in ["2022-05-06", "2022-05", "2022"] {
        assert_eq!(ends(text), [], "{text}");
    }
}

#[test]
fn what_an_agreement_for_all_says_is_not_the_sum_of_those_for_some() {
    let of = |mechanism: &str, origin: &str, quota: u32| {
        let row = ROW
            .replace("IN_FORCE", "QUOTA")
            .replace("CR_SITLAM", mechanism);
        let row = row.replace("NIC", origin);
        row.replace("\"OBS_VALUE\":1", &format!("\"OBS_VALUE\":{quota}"))
    };
    let rows = [
        of("US_H2B", "_T", 66_000),
        of("US_H2B", "GTM", 9_000),
        of("US_H2B_NCA", "GTM", 20_000),
    ];
    assert!(validate(&submission(&rows.join(",")), 9).is_empty());
}
