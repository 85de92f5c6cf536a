//! The readers over files that offices published. They are not part of the project: the tests look for them in
//! `$PUENTE_REAL_DATA` or `../shared/real-data` beside the workspace, and say so when they are not there.

use std::path::{Path, PathBuf};

use adapters::reader::{self, SourceRow, SourceSpec};

/// What a reading of a file gives.
#[derive(Debug, Default, PartialEq)]
struct Reading {
    rows: u64,
    /// Sum of the column of kind number.
    sum: f64,
    faults: u64,
}

#[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("PUENTE_REAL_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/real-data");
    let upper = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real-data");
    let found = named
        .into_iter()
        .chain([beside, upper])
        .find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("SKIPPED: no real files; set PUENTE_REAL_DATA to their folder");
    }
    found
}

/// The bytes of a real file, if it is here.
pub(crate) fn bytes(file: &str) -> Option<Vec<u8>> {
    std::fs::read(folder()?.join(file)).ok()
}

fn read(file: &str, spec: &str) -> Option<Reading> {
    let path = folder()?.join(file);
    let spec: SourceSpec = toml::from_str(spec).expect("the test's own table is valid");
    let mut reader = reader::open(&path, &spec)
        .unwrap_or_else(|error| panic!("{}", error.message(schemas::language::Language::En)));
    let mut reading = Reading::default();
    let mut row = SourceRow::default();
    while reader
        .next(&mut row)
        .unwrap_or_else(|error| panic!("{}", error.message(schemas::language::Language::En)))
    {
        reading.rows += 1;
        reading.faults += u64::from(row.fault().is_some());
        for (position, column) in spec.columns.values().enumerate() {
            if column.kind == reader::ColumnKind::Number {
                match row.number(position) {
                    Ok(value) => reading.sum += value.unwrap_or(0.0),
                    Err(_) => reading.faults += 1,
                }
            }
        }
    }
    Some(reading)
}

fn check(file: &str, spec: &str, rows: u64, sum: Option<f64>) {
    let Some(reading) = read(file, spec) else {
        return;
    };
    assert_eq!(reading.rows, rows, "rows of {file}");
    assert_eq!(reading.faults, 0, "faults of {file}");
    if let Some(sum) = sum {
        assert!(
            (reading.sum - sum).abs() < 0.005,
            "sum of {file}: {}",
            reading.sum
        );
    }
}

const LMIA: &str = r#"
[source]
formats = ["csv", "xlsx"]
thousands = ","
fill_down = ["province"]
footer = ["Note", "Remarque"]
[columns.positions]
names = ["Positions Approved", "Postes Approuvés", "Approved Positions", "Positions requested", "Requested Positions"]
kind = "number"
[columns.province]
names = ["Province/Territory", "Province/Territoire"]
[columns.employer]
names = ["Employer", "Employeur"]
kind = "holder"
"#;

#[test]
fn canada_lmia_in_english_and_in_french_are_the_same_rows() {
    check(
        "ca/2016_positive_employer_en.csv",
        LMIA,
        15_979,
        Some(77_346.0),
    );
    check(
        "ca/2016_positive_employer_fr.csv",
        LMIA,
        15_979,
        Some(77_346.0),
    );
}

#[test]
fn canada_lmia_of_other_years() {
    for (file, rows) in [
        ("ca/2016_negative_employer_en.csv", 3_932),
        ("ca/2017q1q2_positive_en.csv", 10_863),
        ("ca/2018q4_positive_en.csv", 5_763),
        ("ca/tfwp_2019q4_positive_en.csv", 9_228),
        ("ca/tfwp_2020q1_positive_en.csv", 8_814),
        ("ca/tfwp_2019q4_negative_en.csv", 1_134),
        ("ca/TFWP_2021Q3_Positive_EN.xlsx", 4_655),
        ("ca/tfwp_2022q1_positive_en.xlsx", 10_512),
        ("ca/tfwp_2023q4_pos_en.xlsx", 22_026),
        ("ca/tfwp_2023q4_neg_en.xlsx", 579),
    ] {
        check(file, LMIA, rows, None);
    }
}

const H2A: &str = r#"
[columns.certified]
names = ["NBR_WORKERS_CERTIFIED", "Nbr_Workers_Certified"]
kind = "number"
[columns.case]
names = ["CASE_NO", "CASE_NUMBER"]
[columns.employer]
names = ["EMPLOYER_NAME"]
kind = "holder"
[columns.begin]
names = ["CERTIFICATION_BEGIN_DATE"]
kind = "date"
date_order = "mdy"
required = false
"#;

#[test]
fn united_states_h2a() {
    check("us/H2a_FY2006.csv", H2A, 7_469, None);
    check("us/H-2A_FY2010.xlsx", H2A, 7_394, None);
    check("us/H2A_FY2013.xls", H2A, 8_385, None);
    check(
        "us/H-2A_Disclosure_Data_FY16_updated.xlsx",
        H2A,
        11_597,
        Some(190_156.0),
    );
    check(
        "us/H-2A_Disclosure_Data_FY17.xlsx",
        H2A,
        12_930,
        Some(224_975.0),
    );
}

#[test]
fn united_states_h2b() {
    let spec = r#"
[columns.state]
names = ["Work_State", "ALIEN_WORK_STATE", "EMPLOYEE_WORK_STATE"]
[columns.wage]
names = ["BASIC_RATE_OF_PAY", "Salary"]
required = false
kind = "number"
"#;
    check("us/H-2B_FY2005.csv", spec, 7_236, None);
    check("us/H-2B_FY2010.xlsx", spec, 4_535, None);
    check("us/H-2B_FY2013.xls", spec, 4_710, None);
    let lenient = format!("[source]\nmissing = [\"N/A\"]\nthousands = \",\"\n{spec}");
    if let Some(reading) = read("us/H-2B_Disclosure_Data_FY2018_EOY.xlsx", &lenient) {
        assert_eq!(reading.rows, 9_490);
    }
}

#[test]
fn united_states_addendum_with_line_breaks_in_cells() {
    let spec = "[columns.crop]\nnames = [\"CROP\", \"Crop or Agricultural Activity\", \"CROP_AGRICULTURAL_ACTIVITY\", \"CROP_AGRI_ACTIVITY\"]\nrequired = false\n[columns.case]\nnames = [\"CASE_NUMBER\"]\n";
    check(
        "us/H-2A_Addendum_A_Disclosure_Data_FY2022_Q2.xlsx",
        spec,
        28_899,
        None,
    );
}

#[test]
fn united_states_visas_by_month() {
    let spec = r#"
[source]
thousands = ","
[columns.issued]
names = ["Issuances"]
kind = "number"
[columns.class]
names = ["Visa Class", "Foreign State of Chargeability Visa Class"]
"#;
    for (month, rows) in [
        ("nonimmigrant_2018-03", 3_512),
        ("nonimmigrant_2019-03", 3_568),
        ("nonimmigrant_2020-05", 855),
        ("nonimmigrant_2024-03", 3_647),
        ("immigrant_2024-03", 1_610),
    ] {
        check(&format!("us/{month}-01.jsonl"), spec, rows, None);
    }
}

#[test]
fn mexico_ecovid_as_dbf_and_as_csv_are_the_same_records() {
    let spec = "[columns.weight]\nnames = [\"FAC_PER\"]\nkind = \"number\"\n[columns.state]\nnames = [\"ENT\"]\n";
    check("mx/ecovid0420.DBF", spec, 5_593, Some(68_184_430.0));
    check("mx/ecovid0420.csv", spec, 5_593, Some(68_184_430.0));
}

#[test]
fn guatemala_enei() {
    let spec = "[columns.weight]\nnames = [\"FACTOR\"]\nkind = \"number\"\n[columns.sex]\nnames = [\"PPA02\"]\n";
    check("gt/eneiPer16.csv", spec, 23_764, Some(16_371_747.0));
}

#[test]
fn texts_in_utf_8_with_and_without_byte_order_mark() {
    let remittances = "[columns.year]\nnames = [\"year\", \"anio\", \"Año\", \"fecha\", \"periodo\"]\nrequired = false\n[columns.x]\nnames = [\"nombre_pais\", \"pais\", \"country\", \"iso3\", \"cve_iso\"]\nrequired = false\n";
    if let Some(reading) = read("mx/remesas_pais.csv", remittances) {
        assert_eq!(reading.rows, 22_790);
    }
    let ilo = "[columns.area]\nnames = [\"ref_area.label\"]\n[columns.value]\nnames = [\"obs_value\"]\nkind = \"number\"\n";
    check(
        "region/EMP_TEMP_SEX_INS_NB_A-20240725T0039.csv",
        ilo,
        15_839,
        None,
    );
    check(
        "region/EMP_NIFL_SEX_RT_A-20240726T0000.csv",
        ilo,
        3_559,
        None,
    );
}

#[test]
fn panama_darien_in_2023() {
    let spec = "[columns.n]\nnames = [\"n\", \"count\", \"value\", \"total\", \"persons\", \"migrants\"]\nkind = \"number\"\n[columns.date]\nnames = [\"date\", \"month\", \"year\"]\nrequired = false\n";
    if let Some(reading) = read("pa/irreg_darien_nat.csv", spec) {
        assert_eq!(reading.rows, 2_387);
    }
}

#[test]
fn headers_that_are_repeated_and_numbers_with_thousands() {
    let spec = r#"
[source]
thousands = ","
repeated_header = true
footer = ["Note"]
missing = ["-"]
[columns.label]
names = ["Economic Region"]
[columns.y2016]
names = ["2016"]
kind = "number"
"#;
    let Some(reading) = read("ca/tfwp2023_annual_table_3_e.csv", spec) else {
        return;
    };
    assert_eq!((reading.rows, reading.faults), (113, 0), "{reading:?}");
}

#[test]
fn blanks_between_thousands() {
    let spec = r#"
[source]
thousands = " "
repeated_header = true
footer = ["Note", "Remarque"]
[columns.country]
names = ["Pays de citoyenneté"]
[columns.positions]
names = ["Positions"]
kind = "number"
"#;
    let Some(reading) = read("ca/tfwp2023_annual_table_10_f.csv", spec) else {
        return;
    };
    assert_eq!(reading.faults, 0, "{reading:?}");
}
