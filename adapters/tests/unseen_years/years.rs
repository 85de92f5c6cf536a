//! Other years, names, marks and sheets of the series.

use std::{fs, path::Path};

use adapters::{
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    propose::{self, Wishes},
    reader::Format,
    sample::{self, SampleOptions},
};
use schemas::language::Language;

use crate::{check, mended, read_whole, written};

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
    read_whole(&report, 40);
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

/// The last line of the screen of `inspect`: the command to go on with.
fn next_command(file: &Path) -> String {
    let examined = inspect::examine(file, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    let screen = inspect::screen(&examined, &fits, None, Language::Es);
    screen
        .last()
        .map_or_else(String::new, |line| line.trim().to_owned())
}

#[test]
fn the_last_edition_of_a_fiscal_year_is_checked_for_the_year() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "CASE_NO,EMPLOYER_NAME,ALIEN_WORK_STATE,PRIMARY_SUB,SOC_CODE_ID,NAICS_CODE,\
        NBR_WORKERS_REQUESTED,NBR_WORKERS_CERTIFIED,CASE_STATUS\n"
        .to_owned();
    for at in 0..60 {
        text.push_str(&format!(
            "H-300-14{at:03},Granja {at},TX,PRI,45-2092,111998,6,5,Determination Issued - Certification\n"
        ));
    }
    let file = written(&folder, "H-2A_FY14_Q4.csv", &text);
    let command = "puente adapter check usa/oflc_h2a H-2A_FY14_Q4.csv --period 2014";
    assert_eq!(next_command(&file), command);
}

#[test]
fn a_column_that_two_read_is_renamed_for_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "Case_Num,Work_State,OCC_Code,Nbr_Aliens,Emp_Name,Last_Sig_Event\n".to_owned();
    for at in 0..60 {
        let event = ["Certified, Temporary", "Denied, Temporary"][at % 2];
        text.push_str(&format!(
            "0635{at:03},CO,955.687-014,6,Empresa {at},\"{event}\"\n"
        ));
    }
    let file = written(&folder, "H-2B_FY2000.csv", &text);
    let adapter = mended(&file, "usa/oflc_h2b");
    let report = check(&adapter, &file, "2000").report;
    assert_eq!((report.rows_read, report.rows_rejected), (60, 0));
    assert_eq!(report.control_totals["positions_certified"], 180.0);
    // Those denied were asked for too.
    assert_eq!(report.control_totals["positions_requested"], 360.0);
}

#[test]
fn a_column_by_which_rows_are_kept_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = String::new();
    for at in 0..60 {
        let class = ["H2A", "B1/B2"][at % 2];
        let country = ["Mexico", "Guatemala", "Honduras"][at % 3];
        text.push_str(&format!(
            "{{\"Nationality\":\"{country}\",\"Visa Category\":\"{class}\",\"Issuances\":\"{at}\"}}\n"
        ));
    }
    let file = written(&folder, "nonimmigrant_2023-11-01.jsonl", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let proposal = propose::propose(&examined, None, &Wishes::default()).expect("a proposal");
    let asked: Vec<&str> = proposal
        .questions
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(asked, ["columns.class.names"]);
    assert!(proposal.text.contains("Visa Category"));
}

/// The head of INEGI's indicators with columns by sex, and rows enough to be known.
fn indicators_by_sex() -> String {
    let mut text = "INEGI. Encuesta Nacional de Ocupación y Empleo\nNacional\n\
        Indicador,,,,Abril - Junio 2021,,\n,,,,Total,Hombres,Mujeres\n"
        .to_owned();
    // The third row of the header says nothing.
    text.push_str(",,,,,,\n");
    let rows = [
        ",2. Población de 15 años y más,,,3000000,1000000,2000000",
        ",,Población económicamente activa (PEA),,2000000,800000,1200000",
        ",,,Ocupada,1900000,750000,1150000",
        ",,,Desocupada,100000,50000,50000",
        ",,Población no económicamente activa (PNEA),,1000000,200000,800000",
    ];
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text
}

#[test]
fn a_table_in_the_form_of_another_round_gets_that_round_for_its_period() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = written(
        &folder,
        "2021_trim_2_Nacional_sexo.csv",
        &indicators_by_sex(),
    );
    let command =
        "puente adapter new 2021_trim_2_Nacional_sexo.csv --adapters adaptadores --period 2021-Q2";
    assert_eq!(next_command(&file), command);
    // A year alone says nothing against an adapter of quarters.
    let unnamed = written(&folder, "por_sexo.csv", &indicators_by_sex());
    let command = "puente adapter check mex/inegi_enoe_indicadores por_sexo.csv --period PERIODO";
    assert_eq!(next_command(&unnamed), command);
    let adapter = mended(&file, "mex/inegi_enoe_indicadores");
    let report = check(&adapter, &file, "2021-Q2").report;
    assert_eq!(
        (report.rows_accepted, report.rows_rejected),
        (15, 0),
        "{:?}",
        report.rejects
    );
    assert_eq!(report.control_totals["men_and_women"], 3_000_000.0);
}

#[test]
fn a_table_that_stands_in_another_sheet_is_found_by_its_title() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Migración 5").expect("a name");
    let place = "Lugar de residencia en marzo de 2005";
    let rows: [&[&str]; 6] = [
        &["Población de 5 años y más por entidad federativa de residencia actual y sexo"],
        &[
            "Entidad federativa de residencia actual",
            "Sexo",
            "Grupos",
            "Población",
            place,
        ],
        &["", "", "", "", "En otra entidad o país"],
        &[
            "",
            "",
            "",
            "",
            "En los Estados Unidos de América",
            "En otro país",
        ],
        &[],
        &["32 Zacatecas", "Hombres", "20-24 años", "900", "70", "30"],
    ];
    for (at, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
            let written = match text.parse::<f64>() {
                Ok(number) => sheet.write_number(at, column, number),
                Err(_) => sheet.write_string(at, column, *text),
            };
            written.expect("written");
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cpv2010_migracion.xlsx");
    book.save(&file).expect("saved");
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    assert_eq!(examined.named_sheet.as_deref(), Some("05"));
    let fits = inspect::fits(&examined, None, None);
    let screen = inspect::screen(&examined, &fits, None, Language::Es).join("\n");
    assert!(
        screen.contains("la tabla está en la hoja «Migración 5»"),
        "{screen}"
    );
    let adapter = mended(&file, "mex/inegi_cpv2020_residencia");
    let checked = check(&adapter, &file, "2010");
    assert_eq!(checked.report.control_totals["lived_abroad"], 100.0);
    // What the adapter says of 2020 is not said of 2010.
    let period = "2010".parse().expect("a period");
    let definition = adapter.for_period(period).expect("a round");
    assert_eq!(definition.attributes["STOCK_DATE"], "2010-03-15");
    assert_eq!(definition.source.sheet, "Migración 5");
}

#[test]
fn a_file_that_goes_further_gets_the_month_until_which_it_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Canada - Asylum Claimants by Claim Office Type\n\
        Claim Office Type and Province/Territory of Claim,,2025,,\n,,Jul,Aug,2025 Total\n\
        ,Ontario,10,15,25\nBorder - Total,,10,15,25\nTotal,,10,15,25\n";
    let file = written(&folder, "asylum.csv", text);
    let command = "puente adapter check can/ircc_asilo asylum.csv --period 2025-07";
    assert_eq!(next_command(&file), command);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let wishes = Wishes {
        period: Some("2025-08".parse().expect("a period")),
        ..Wishes::default()
    };
    let proposal = propose::propose(&examined, None, &wishes).expect("a proposal");
    assert!(proposal.text.contains("to = \"2025-08\""));
    let adapter = Adapter::parse("new.toml", &proposal.text).expect("a definition");
    let report = check(&adapter, &file, "2025-08").report;
    assert_eq!(report.control_totals["total"], 15.0);
    assert!(
        adapter
            .for_period("2025".parse().expect("a period"))
            .is_err()
    );
}

#[test]
fn all_adapters_that_read_a_joint_file_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "t,geo,nat,n\n".to_owned();
    for at in 0..120 {
        let reporter = ["CRI", "GTM", "HND", "MEX"][at % 4];
        let nationality = ["USA", "COL", "CAN"][at % 3];
        text.push_str(&format!(
            "2024-{:02}-01,{reporter},{nationality},{at}\n",
            1 + at % 12
        ));
    }
    let file = written(&folder, "regin.csv", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    let screen = inspect::screen(&examined, &fits, None, Language::Es).join("\n");
    for adapter in [
        "cri/dgme_entradas",
        "gtm/igm_entradas",
        "hnd/inm_entradas",
        "mex/upmrip_entradas",
    ] {
        assert!(screen.contains(adapter), "{adapter}: {screen}");
    }
}

/// The wording in French is assumed; the layout is that of the English edition.
#[test]
fn the_edition_in_french_is_read_by_the_adapter_of_the_english_one() {
    let words = [
        (
            "Canada - Asylum Claimants by Claim Office Type",
            "Canada - Demandeurs d'asile selon le type de bureau",
        ),
        (
            "Claim Office Type and Province/Territory of Claim",
            "Type de bureau de la demande et province/territoire",
        ),
        (
            "Canada – Admissions of Permanent Residents with Prior Temporary Foreign Worker",
            "Canada – Admissions de résidents permanents ayant déjà été titulaires d'un permis de travail du Programme des travailleurs étrangers temporaires",
        ),
        (
            "Province/Territory and Immigration Category",
            "Province/Territoire et catégorie d'immigration",
        ),
        (
            "Province/territory and program",
            "Province/territoire et programme",
        ),
        (
            "Seasonal Agricultural Worker Program",
            "Programme des travailleurs agricoles saisonniers",
        ),
        (
            "Canada - Work permit holders for Humanitarian",
            "Canada - Titulaires d'un permis de travail pour des motifs d'ordre humanitaire",
        ),
        ("Country of Citizenship", "Pays de citoyenneté"),
        ("Stateless", "Apatride"),
        ("Mexico", "Mexique"),
        ("Jan", "janv."),
        ("Feb", "févr."),
        ("Jul", "juil."),
        ("Q1", "T1"),
        ("Q3", "T3"),
    ];
    let all = [
        "can/ircc_asilo",
        "can/ircc_ptet_residencia",
        "can/ircc_tfwp",
        "can/ircc_imp",
        "can/ircc_humanitarian",
    ];
    for id in all {
        let folder = tempfile::tempdir().expect("a folder");
        let adapter = Adapter::builtin(id).expect("an adapter");
        let period = adapter.usual_period();
        let definition = adapter.for_period(period).expect("a round");
        let options = SampleOptions {
            rows: 300,
            seed: 7,
            format: Format::Csv,
        };
        let path = sample::generate(definition, period, &options, folder.path()).expect("sample");
        let english = fs::read_to_string(&path).expect("a text");
        let french = words
            .iter()
            .fold(english.clone(), |text, (from, to)| text.replace(from, to));
        assert!(
            french.contains("erritoire") || french.contains("citoyenneté"),
            "{id}"
        );
        let [english, french] = [("english.csv", english), ("french.csv", french)]
            .map(|(name, text)| written(&folder, name, &text));
        let counts = [&english, &french].map(|file| {
            let report = check(&adapter, file, &period.to_string()).report;
            let read = (report.rows_read, report.rows_accepted, report.rows_rejected);
            (read, report.control_totals)
        });
        assert_eq!(counts[0], counts[1], "{id}");
        assert!(counts[0].0.1 > 0, "{id}");
        let best = |file: &Path| {
            let examined = inspect::examine(file, USUAL_ROWS).expect("examined");
            let fits = inspect::fits(&examined, None, None);
            fits.first().map(|fit| fit.adapter.clone())
        };
        assert_eq!(best(&french), best(&english), "{id}");
        // Tables with a title of their own are known by it; the others have like headers.
        let wide = definition.source.wide.as_ref().expect("a printed table");
        assert!(
            wide.title.is_empty() || best(&french).as_deref() == Some(id),
            "{id}"
        );
    }
}
