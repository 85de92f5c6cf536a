//! Columns under names that only their meaning tells, time that stands in columns, and tables of another indicator.

use std::path::PathBuf;

use adapters::{
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    propose::{self, Wishes},
};
use rust_xlsxwriter::Workbook;
use schemas::language::Language;

use crate::{check, mended, read_whole, written};

#[test]
fn columns_of_a_later_survey_are_known_by_their_meaning() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "AREA;P03A02;P03A03;POB_OCUPADA;POB_DESOCUPADA;POB_INACTIVA;P05C02B_2D;P05C04B_2D;P05C06;FACTOR_EXP\n".to_owned();
    let titles = [
        "Vendedores",
        "Oficinistas",
        "Limpiadores y asistentes",
        "Profesionales de la enseñanza",
    ];
    for at in 0..80 {
        let state = ["Población ocupada;;;", ";1;;", ";;1;"][at % 3];
        let sex = ["Hombre", "Mujer"][at % 2];
        let work = [
            format!(
                "{};Construcción de edificios;Empleado(a) privado(a)",
                titles[at % 4]
            ),
            ";;".to_owned(),
        ];
        let work = &work[usize::from(at % 3 > 0)];
        text.push_str(&format!(
            "URBANA;{sex};{};{state}{work};150.5\n",
            15 + at % 50
        ));
    }
    let file = written(&folder, "ENEI_2017_personas.csv", &text);
    let adapter = mended(&file, "gtm/ine_enei");
    let report = check(&adapter, &file, "2017").report;
    read_whole(&report, 80);
    assert_eq!(report.control_totals["employed"], 27.0 * 150.5);
    assert_eq!(report.control_totals["unemployed"], 27.0 * 150.5);
}

/// Returns as a table with a column per month, a column and a row of sums.
fn returns_by_month() -> String {
    let months =
        "Enero;Febrero;Marzo;Abril;Mayo;Junio;Julio;Agosto;Septiembre;Octubre;Noviembre;Diciembre";
    let mut text = format!(
        "Hondureños retornados 2024\n\nPaís de procedencia;Sexo;Tipo de retorno;{months};Total\n"
    );
    for country in ["Estados Unidos", "México", "Guatemala"] {
        for sex in ["Hombre", "Mujer"] {
            for kind in ["Vía aérea", "Vía terrestre"] {
                let figures: Vec<String> = (1..=12).map(|month| (month * 10).to_string()).collect();
                text.push_str(&format!(
                    "{country};{sex};{kind};{};780\n",
                    figures.join(";")
                ));
            }
        }
    }
    let sums: Vec<String> = (1..=12).map(|month| (month * 120).to_string()).collect();
    text.push_str(&format!("Total;;;{};9360\nFuente: INM\n", sums.join(";")));
    text
}

#[test]
fn months_in_columns_are_read_as_rows_of_the_series() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = written(&folder, "retornados_honduras_2024.csv", &returns_by_month());
    let adapter = mended(&file, "hnd/inm_retornados");
    for (period, returned) in [("2024-03", 360.0), ("2024", 9_360.0)] {
        let report = check(&adapter, &file, period).report;
        assert_eq!(report.rows_rejected, 0, "{:?}", report.rejects);
        assert_eq!((report.rows_read, report.rows_accepted), (156, 12));
        assert_eq!(report.control_totals["returned"], returned);
    }
}

#[test]
fn years_in_columns_are_proposed_from_nothing_with_their_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "Nacionalidad,Sexo,2019,2020,2021,2022\n".to_owned();
    for country in [
        "Guatemala",
        "Honduras",
        "El Salvador",
        "Nicaragua",
        "Venezuela",
    ] {
        for sex in ["Hombre", "Mujer"] {
            text.push_str(&format!("{country},{sex},10,20,30,40\n"));
        }
    }
    let file = written(&folder, "carnes_por_anio.csv", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let wishes = Wishes {
        area: Some("CRI".to_owned()),
        dataflow: Some("DF_PERMIT".to_owned()),
        ..Wishes::default()
    };
    let proposal = propose::propose(&examined, None, &wishes)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    let text = proposal.answered(|question| {
        let first = question.options.first().cloned();
        first.unwrap_or_else(|| "X".to_owned())
    });
    let adapter = Adapter::parse("new.toml", &text).unwrap_or_else(|errors| panic!("{errors:?}"));
    let report = check(&adapter, &file, "2021").report;
    assert_eq!(report.rows_rejected, 0, "{:?}\n{text}", report.rejects);
    assert_eq!((report.rows_read, report.rows_accepted), (40, 10), "{text}");
    assert_eq!(report.control_totals["total"], 300.0);
}

#[test]
fn a_column_that_decides_by_cases_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text =
        "AREA,PPA02,PPA03,V1,V2,INACTIVOS,P04C02B_2D,P04C04B_2D,P04C06,FACTOR\n".to_owned();
    for at in 0..40 {
        let state = ["1,,", ",1,", ",,1"][at % 3];
        text.push_str(&format!("URBANA,Hombre,{},{state},Oficinistas,Construcción de edificios,Empleado(a) privado(a),150.5\n", 15 + at));
    }
    let file = written(&folder, "eneiPer18.csv", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let proposal = propose::propose(&examined, None, &Wishes::default())
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    assert_eq!(proposal.based_on.as_deref(), Some("gtm/ine_enei"));
    let asked: Vec<&str> = proposal
        .questions
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(
        asked,
        ["columns.employed.names", "columns.unemployed.names"]
    );
}

#[test]
fn another_indicator_in_the_same_columns_is_no_round_of_the_series() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text =
        "ref_area.label,source.label,indicator.label,sex.label,time,obs_value,obs_status.label\n"
            .to_owned();
    for area in ["Mexico", "Panama", "Honduras"] {
        for sex in ["Sex: Total", "Sex: Male", "Sex: Female"] {
            for year in 2015..2025 {
                text.push_str(&format!(
                    "{area},LFS,Unemployment rate by sex (%),{sex},{year},5.5,\n"
                ));
            }
        }
    }
    let file = written(&folder, "UNE_DEAP_SEX_RT_A.csv", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    assert!(
        fits.iter()
            .all(|fit| fit.set_aside.as_deref() == Some("indicator.label"))
    );
    let proposal = propose::propose(&examined, None, &Wishes::default())
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    // It begins from the adapter of the source instead.
    let from = proposal.based_on.as_deref();
    assert_eq!(from, Some("region/ilostat_informalidad"));
    assert!(proposal.text.contains("measure = \"RT_UNE\""));
}

#[test]
fn an_amount_in_millions_keeps_its_unit() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "Trimestre,Entidad,Nombre de la entidad,Millones de dólares\n".to_owned();
    for quarter in ["2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01"] {
        for entity in 1..=32 {
            text.push_str(&format!("{quarter},{entity},x,{entity}.25\n"));
        }
    }
    let file = written(&folder, "remesas_entidad.csv", &text);
    let adapter = mended(&file, "mex/banxico_remesas_entidad");
    let checked = check(&adapter, &file, "2023-Q2");
    let report = &checked.report;
    assert_eq!(
        (report.rows_accepted, report.rows_rejected),
        (32, 0),
        "{:?}",
        report.rejects
    );
    assert_eq!(report.control_totals["received_usd"], 528.0 + 8.0);
    let period = "2023-Q2".parse().expect("a period");
    let definition = adapter.for_period(period).expect("a round");
    assert_eq!(definition.attributes["UNIT_MULT"], "6");
    assert_eq!(definition.attributes["DECIMALS"], "2");
}

/// Cards of border workers as the bulletin prints them: titles, months in columns, countries set in under states.
fn bulletin(folder: &tempfile::TempDir) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut put = |row: u32, column: u16, text: &str| {
        let written = match text.parse::<f64>() {
            Ok(number) => sheet.write(row, column, number),
            Err(_) => sheet.write(row, column, text),
        };
        written.expect("written");
    };
    put(0, 0, "Boletín mensual de estadísticas migratorias 2024");
    put(
        1,
        0,
        "Tarjetas de Visitante Trabajador Fronterizo (TVTF), según entidad y país de nacionalidad",
    );
    put(3, 0, "Entidad federativa / país de nacionalidad");
    for (at, month) in ["Ene.", "Feb.", "Mar.", "Abr."].into_iter().enumerate() {
        put(3, at as u16 + 1, month);
    }
    put(3, 5, "Total");
    let labels = [
        ("Total general", 53),
        ("Campeche", 4),
        ("   Belice", 1),
        ("   Guatemala", 3),
        ("Chiapas", 25),
        ("   Guatemala", 20),
        ("   Honduras", 5),
        ("Quintana Roo", 12),
        ("   Belice", 12),
        ("Tabasco", 12),
        ("   Guatemala", 10),
        ("   El Salvador", 2),
    ];
    for (at, (label, cards)) in labels.into_iter().enumerate() {
        let row = at as u32 + 4;
        put(row, 0, label);
        for month in 1..=4 {
            put(row, month, &(cards * i32::from(month)).to_string());
        }
        put(row, 5, &(cards * 10).to_string());
    }
    put(
        17,
        0,
        "Fuente: Unidad de Política Migratoria, con información del INM",
    );
    let path = folder.path().join("boletin_tarjetas.xlsx");
    book.save(&path).expect("saved");
    path
}

#[test]
fn what_a_bulletin_does_not_tell_is_as_in_the_adapter_that_is_about_the_like() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = bulletin(&folder);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let proposal = propose::propose(&examined, None, &Wishes::default()).expect("proposed");
    assert_eq!(proposal.questions, [], "{}", proposal.text);
    let adapter = Adapter::parse("new.toml", &proposal.text);
    let adapter = adapter.unwrap_or_else(|errors| panic!("{errors:?}\n{}", proposal.text));
    let definition = adapter.definition();
    assert_eq!(
        (definition.area.as_str(), definition.provider_unit.as_str()),
        ("MEX", "INM")
    );
    assert_eq!(definition.periods.from, 2024);
    let constant = |id: &str| {
        definition.dimension[id]
            .constant
            .clone()
            .unwrap_or_default()
    };
    let told = ["REPORTER_ROLE", "MECHANISM", "PERMIT_STAGE"].map(constant);
    assert_eq!(told, ["DEST", "MX_TVTF", "PERM"]);
    let report = check(&adapter, &file, "2024-03").report;
    assert_eq!(
        (report.rows_accepted, report.rows_rejected),
        (7, 0),
        "{:?}",
        report.rejects
    );
    assert_eq!(report.control_totals["total"], 159.0);
}

#[test]
fn the_rows_tell_the_years_and_the_order_of_first_days_of_months() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "Fecha;Nacionalidad;Sexo;Plazas aprobadas\n".to_owned();
    for year in 2019..2025 {
        for month in 1..=12 {
            for country in ["Guatemala", "Honduras", "El Salvador", "Nicaragua"] {
                for sex in ["Hombre", "Mujer"] {
                    text.push_str(&format!("01/{month:02}/{year};{country};{sex};{month}\n"));
                }
            }
        }
    }
    let file = written(&folder, "plazas_2025.csv", &text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let wishes = Wishes {
        area: Some("CRI".to_owned()),
        ..Wishes::default()
    };
    let proposal = propose::propose(&examined, None, &wishes).expect("proposed");
    let asked: Vec<&str> = proposal
        .questions
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert!(!asked.contains(&"date_order"), "{asked:?}");
    let text = proposal.answered(|question| {
        let first = question.options.first().cloned();
        first.unwrap_or_else(|| "X".to_owned())
    });
    let adapter = Adapter::parse("new.toml", &text).unwrap_or_else(|errors| panic!("{errors:?}"));
    assert_eq!(adapter.definition().periods.from, 2019, "{text}");
    let report = check(&adapter, &file, "2021-03").report;
    assert_eq!(
        (report.rows_accepted, report.rows_rejected),
        (8, 0),
        "{text}"
    );
}

#[test]
fn a_month_without_a_day_is_the_date_of_a_series_and_its_column_is_never_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = |header: &str, march: &str, april: &str| {
        let mut text = format!("{header};País informante;Nacionalidad;Entradas\n");
        for reporter in ["CRI", "HND", "MEX"] {
            for nationality in ["CUB", "HTI", "VEN", "USA", "ECU", "COL"] {
                for month in [march, april] {
                    text.push_str(&format!("{month};{reporter};{nationality};7\n"));
                }
            }
        }
        text
    };
    let file = written(&folder, "a.csv", &table("Periodo", "2023-03", "2023-04"));
    let adapter = mended(&file, "cri/dgme_entradas");
    let report = check(&adapter, &file, "2023-03").report;
    assert_eq!((report.rows_accepted, report.rows_rejected), (6, 0));
    let file = written(&folder, "b.csv", &table("Corte", "cierre A", "cierre B"));
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    let wishes = Wishes {
        like: Some("cri/dgme_entradas".to_owned()),
        ..Wishes::default()
    };
    let proposal = propose::propose(&examined, None, &wishes).expect("proposed");
    let asked = proposal
        .questions
        .iter()
        .find(|one| one.key == "columns.month.names");
    let options = asked.map(|one| one.options.clone()).unwrap_or_default();
    assert_eq!(
        options.first().map(String::as_str),
        Some("Corte"),
        "{}",
        proposal.text
    );
}
