//! Files as years that are not at hand write them, made here: what other years of the same file are known to look like.

use std::{
    fs,
    path::{Path, PathBuf},
};

use adapters::{
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    pipeline::{self, Checked, Unwatched},
    propose::{self, Wishes},
};
use schemas::language::Language;

fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("written");
    path
}

fn check(adapter: &Adapter, file: &Path, period: &str) -> Checked {
    let period = period.parse().expect("a period");
    let files = [file.to_owned()];
    pipeline::check(adapter, &files, period, true, &mut Unwatched)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)))
}

/// `puente adapter new`, with nothing left to ask.
fn mended(file: &Path, like: &str) -> Adapter {
    let examined = inspect::examine(file, USUAL_ROWS).expect("examined");
    let proposal = propose::propose(&examined, None, &Wishes::default())
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    assert_eq!(proposal.based_on.as_deref(), Some(like));
    assert_eq!(proposal.questions, []);
    Adapter::parse("new.toml", &proposal.text).unwrap_or_else(|errors| panic!("{errors:?}"))
}

#[test]
fn h2a_of_2007_has_states_in_two_letters_counts_with_an_exponent_and_dates_in_two_forms() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text =
        "Case_Number,Employer_Name,Employer_State,Nbr_Workers_Requsted,Nbr_Workers_Certified,\
        Case_Status,Certification_Begin_Date\n"
            .to_owned();
    let states = ["NC", "KY", "FL", "ND"];
    for at in 0..40 {
        let date = ["04/09/07 09:55:00", "5/1/2007"][at % 2];
        let state = states[at % 4];
        text.push_str(&format!(
            "C-07{at:03},Granja {at},{state},6.0000000000000000e+00,5.0000000000000000e+00,Certified - Full,{date}\n"
        ));
    }
    let file = written(&folder, "H2A_FY2007.csv", &text);
    let adapter = Adapter::builtin("usa/oflc_h2a").expect("an adapter");
    let report = check(&adapter, &file, "2007").report;
    assert_eq!(
        (report.rows_read, report.rows_rejected),
        (40, 0),
        "{:?}",
        report.rejects
    );
    assert_eq!(report.control_totals["positions_certified"], 200.0);
}

/// Transits by month and nationality, under names and with marks of their own.
fn transits(header: &str, separator: char) -> String {
    let mut text = format!("{header}\n");
    for at in 0..120 {
        let nationality = ["VEN", "HTI", "ECU", "COL", "CUB"][at % 5];
        let month = 1 + at % 12;
        let cells = [
            format!("2023-{month:02}-01"),
            nationality.to_owned(),
            (at + 1).to_string(),
        ];
        text.push_str(&cells.join(&separator.to_string()));
        text.push('\n');
    }
    text
}

#[test]
fn a_file_of_a_series_that_others_resemble_is_known_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, like) in [
        (
            "transito_darien_nacionalidad.csv",
            "pan/snm_transito_darien",
        ),
        ("irregulares_honduras.csv", "hnd/inm_irregulares"),
    ] {
        let file = written(&folder, name, &transits("t,nat,n", ','));
        let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
        assert_eq!(inspect::fits(&examined, None, None)[0].adapter, like);
    }
}

#[test]
fn columns_in_spanish_with_a_semicolon_need_no_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, header) in [
        ("darien_2023_a.csv", "Mes;Nacionalidad;Personas"),
        ("darien_2023_b.csv", "FECHA;PAIS NACIONALIDAD;Cruces"),
    ] {
        let file = written(&folder, name, &transits(header, ';'));
        let adapter = mended(&file, "pan/snm_transito_darien");
        let report = check(&adapter, &file, "2023").report;
        assert_eq!((report.rows_read, report.rows_rejected), (120, 0));
        assert_eq!(report.control_totals["events_with_own_nationals"], 7_260.0);
    }
}

#[test]
fn a_code_that_a_filter_sets_aside_is_not_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "sex,t_loc,clase2,tue1,pos_ocu,per,fac,p3\n".to_owned();
    for at in 0..60 {
        let asked = at % 4 != 0;
        let (class, position, code) = if asked {
            ("1", "1", "7121")
        } else {
            ("0", "0", "")
        };
        text.push_str(&format!(
            "{},1,{class},1,{position},119,500,{code}\n",
            1 + at % 2
        ));
    }
    let file = written(&folder, "enoe_2019_trim_1.csv", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    assert_eq!(fits[0].adapter, "mex/inegi_enoe_ocupacion");
    let status = fits[0]
        .codes
        .iter()
        .find(|one| one.dimension == "LABOUR_STATUS");
    assert_eq!(status.map(|one| one.unknown.len()), Some(0), "{status:?}");
}

#[test]
fn a_decimal_comma_is_told_before_the_check_and_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "PERIODO|CVE_ENT|ENTIDAD|VALOR_USD\n".to_owned();
    for at in 0..64 {
        let entity = 1 + at % 32;
        text.push_str(&format!(
            "2024-{:02}-01|{entity}|Entidad|{}00,50\n",
            1 + 3 * (at / 32),
            at + 1
        ));
    }
    let file = written(&folder, "remesas_entidad_2024.csv", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    assert_eq!(fits[0].otherwise, ["VALOR_USD"]);
    assert!(!fits[0].is_whole());
    let adapter = mended(&file, "mex/banxico_remesas_entidad");
    let report = check(&adapter, &file, "2024-Q1").report;
    assert_eq!(report.rows_rejected, 0);
    assert_eq!(report.control_totals["received_usd"], 52_816.0);
}
