//! Files in the layouts in which their publishers put them on the net, made here with invented figures: what `inspect` takes
//! them for, and what becomes of their rows.

use std::path::{Path, PathBuf};

use adapters::{
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    pipeline::{self, Checked, Unwatched},
    propose::{self, Wishes},
};
use rust_xlsxwriter::{Format, Workbook};
use schemas::language::Language;

use crate::{check, read_whole, written};

/// The adapter that fits best, and whether nothing is to be mended.
fn known(file: &Path) -> (String, bool) {
    let examined = inspect::examine(file, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    let best = fits.first().expect("an adapter");
    (best.adapter.clone(), best.is_whole())
}

fn checked_by(id: &str, area: &str, file: &Path, period: &str) -> Checked {
    let adapter = Adapter::builtin(id).and_then(|one| one.reported_by(area));
    let adapter = adapter.unwrap_or_else(|errors| panic!("{errors:?}"));
    let files = [file.to_owned()];
    let period = period.parse().expect("a period");
    pipeline::check(&adapter, &files, period, true, &mut Unwatched)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)))
}

/// Rows read, accepted and rejected.
fn rows(checked: &Checked) -> (u64, u64, u64) {
    let report = &checked.report;
    let rejects = &report.rejects;
    assert!(rejects.is_empty(), "{rejects:?}");
    (report.rows_read, report.rows_accepted, report.rows_rejected)
}

#[test]
fn encounters_of_a_fiscal_year_are_of_the_month_that_the_calendar_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,Area of Responsibility,AOR (Abbv),\
        Demographic,Citizenship Grouping,Title of Authority,Encounter Type,Encounter Count\n"
        .to_owned();
    let citizens = [
        "MEXICO",
        "VENEZUELA",
        "\"CHINA, PEOPLES REPUBLIC OF\"",
        "MYANMAR (BURMA)",
        "RUSSIA",
        "OTHER",
    ];
    for year in ["2023", "2024 (FYTD)"] {
        for (at, month) in ["OCT", "NOV", "DEC", "JAN", "SEP"].into_iter().enumerate() {
            for citizen in citizens {
                for border in ["Southwest Land Border", "Northern Land Border"] {
                    text.push_str(&format!(
                        "{year},FYTD,{month},U.S. Border Patrol,{border},Rio Grande Valley Sector,RGV,Single Adults,{citizen},Title 8,Apprehensions,{}\n",
                        at + 1
                    ));
                }
            }
        }
    }
    let file = written(&folder, "nationwide-encounters-fy23-fy24.csv", &text);
    assert_eq!(known(&file), ("usa/cbp_portal".to_owned(), true));
    // October to December 2023 are of the fiscal year 2024, January and September 2023 of 2023.
    for (period, accepted, encounters) in [
        ("2023-10", 6, 6.0),
        ("2023-01", 6, 24.0),
        ("2023-Q4", 18, 36.0),
    ] {
        let checked = checked_by("usa/cbp_portal", "USA", &file, period);
        assert_eq!(rows(&checked), (120, accepted, 0), "{period}");
        assert_eq!(checked.report.control_totals["encounters"], encounters);
    }
}

const COUNTRIES: [(&str, u32); 7] = [
    ("Mexico", 484),
    ("Guatemala", 320),
    ("United States of America*", 840),
    ("Viet Nam", 704),
    ("Others", 2003),
    ("WORLD", 900),
    ("Central America", 916),
];

/// The workbook of stocks: a row per pair, with the years three times.
fn stocks(folder: &Path) -> PathBuf {
    let path = folder.join("undesa_pd_2024_ims_stock_by_sex_destination_and_origin.xlsx");
    let mut workbook = Workbook::new();
    let contents = workbook.add_worksheet();
    contents.set_name("Contents").expect("name");
    contents
        .write(0, 0, "International Migrant Stock 2024")
        .expect("cell");
    let sheet = workbook.add_worksheet();
    sheet.set_name("Table 1").expect("name");
    sheet.write(1, 0, "United Nations").expect("cell");
    sheet
        .write(
            6,
            0,
            "Table 1: International migrant stock at mid-year by sex and by destination and origin",
        )
        .expect("cell");
    for (at, sex) in ["both sexes combined", "male", "female"]
        .into_iter()
        .enumerate()
    {
        let first = 7 + 2 * u16::try_from(at).expect("small");
        let title = format!("International migrant stock at mid-year ({sex})");
        sheet
            .merge_range(9, first, 9, first + 1, &title, &Format::new())
            .expect("cells");
        sheet.write(10, first, 2020).expect("cell");
        sheet.write(10, first + 1, 2024).expect("cell");
    }
    let headers = [
        "Index",
        "Region, development group, country or area of destination",
        "Notes of destination",
        "Location code of destination",
        "Type of data of destination",
        "Region, development group, country or area of origin",
        "Location code of origin",
    ];
    for (column, header) in (0u16..).zip(headers) {
        sheet.write(10, column, header).expect("cell");
    }
    let mut row = 11;
    for (destination, code) in COUNTRIES {
        for (origin, of) in COUNTRIES.into_iter().filter(|one| one.1 != code) {
            sheet.write(row, 0, row - 10).expect("cell");
            sheet
                .write(row, 1, format!("   {destination}"))
                .expect("cell");
            sheet.write(row, 3, code).expect("cell");
            sheet.write(row, 4, "B R").expect("cell");
            sheet.write(row, 5, format!("   {origin}")).expect("cell");
            sheet.write(row, 6, of).expect("cell");
            for (column, figure) in (7u16..).zip([30, 50, 10, 20, 20, 30]) {
                sheet.write(row, column, figure).expect("cell");
            }
            row += 1;
        }
    }
    workbook.save(&path).expect("saved");
    path
}

#[test]
fn the_workbook_of_stocks_gives_each_country_its_immigrants_and_emigrants() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = stocks(folder.path());
    assert_eq!(known(&file), ("region/undesa_libro".to_owned(), true));
    let checked = checked_by("region/undesa_libro", "USA", &file, "2024");
    // 42 pairs of six figures; of the United States four origins and three destinations that are countries.
    assert_eq!(rows(&checked), (252, 14, 0));
    assert_eq!(checked.report.control_totals["immigrants"], 200.0);
    assert_eq!(checked.report.control_totals["emigrants"], 150.0);
}

#[test]
fn rates_of_ilostat_are_read_with_labels_with_codes_and_as_sdmx() {
    let folder = tempfile::tempdir().expect("a folder");
    let headers = [
        (
            "labels.csv",
            "ref_area.label,source.label,indicator.label,sex.label,time,obs_value,obs_status.label",
        ),
        (
            "codes.csv",
            "ref_area,source,indicator,sex,time,obs_value,obs_status",
        ),
        (
            "sdmx.csv",
            "DATAFLOW,REF_AREA,SOURCE,MEASURE,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS",
        ),
    ];
    for (name, header) in headers {
        let mut text = format!("{header}\n");
        for area in [("Mexico", "MEX"), ("Spain", "ESP"), ("Viet Nam", "VNM")] {
            for year in 2015..2025 {
                for sex in [("Total", "SEX_T"), ("Male", "SEX_M"), ("Female", "SEX_F")] {
                    let row = match name {
                        "labels.csv" => format!(
                            "{},LFS,Informal employment rate by sex (%),Sex: {},{year},50.5,",
                            area.0, sex.0
                        ),
                        "codes.csv" => {
                            format!("{},BA:1,EMP_NIFL_SEX_RT,{},{year},50.5,", area.1, sex.1)
                        }
                        _ => format!(
                            "ILO:DF_EMP_NIFL_SEX_RT(1.0),{},BA:1,EMP_NIFL_RT,{},{year},50.5,B",
                            area.1, sex.1
                        ),
                    };
                    text.push_str(&row);
                    text.push('\n');
                }
            }
        }
        let file = written(&folder, name, &text);
        assert_eq!(
            known(&file),
            ("region/ilostat_informalidad".to_owned(), true),
            "{name}"
        );
        let checked = checked_by("region/ilostat_informalidad", "MEX", &file, "2024");
        assert_eq!(rows(&checked), (90, 3, 0), "{name}");
    }
}

#[test]
fn countries_are_known_by_what_people_call_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "fecha,nacionalidad,sexo,programa,entidad\n\
                15/01/2024,Venezuela,Hombre,TVRH,07\n\
                15/01/2024,Estados Unidos de América,Mujer,TVRH,07\n\
                15/01/2024,Guatemaltèque,Mujer,TVR,07\n\
                15/01/2024,COREA DEL SUR,Mujer,TVRH,07\n\
                15/01/2024,Federación Rusa,Mujer,TVRH,07\n\
                15/01/2024,Bielorrusia,Hombre,TVRH,07\n\
                15/01/2024,Nueva Zelanda,Hombre,TVRH,07\n";
    let file = written(&folder, "tarjetas_2024.csv", text);
    assert_eq!(
        rows(&checked_by("mex/inm_permisos", "MEX", &file, "2024")),
        (7, 7, 0)
    );
}

#[test]
fn series_of_sie_have_their_titles_above_and_their_quarters_by_the_first_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let series = |text: &str| format!("{text},{text},{text},{text}\n");
    let mut text = format!(
        "Banco de México\n\nBalanza de Pagos\nIngresos por Remesas\n\n\
         Título,\"Ingresos por Remesas, Total\",Aguascalientes,\"Ingresos por Remesas, Chiapas\",Estado de México\n\
         Periodo disponible,{}Periodicidad,{}Cifra,{}Unidad,{}Base,,,,\nAviso,,,,\n\
         Tipo de información,{}Fecha,SE29669,SE29670,SE29676,SE29684\n",
        series("Ene-Mar 2003 - Jul-Sep 2024"),
        series("Trimestral"),
        series("Flujos"),
        series("Millones de Dólares"),
        series("Niveles")
    );
    for year in 2022..2025 {
        for month in ["01", "04", "07", "10"] {
            text.push_str(&format!(
                "01/{month}/{year},\"1,060.5\",100.25,N/E,960.25\n"
            ));
        }
    }
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let file = folder.path().join("Consulta_20250114.csv");
    std::fs::write(&file, bytes).expect("written");
    assert_eq!(known(&file), ("mex/banxico_sie_entidad".to_owned(), true));
    let checked = checked_by("mex/banxico_sie_entidad", "MEX", &file, "2024-Q2");
    let report = &checked.report;
    // Of the four series the total is set aside; a figure that is not told is no amount.
    read_whole(report, 48);
    assert_eq!(report.control_totals["received_million_usd"], 1_060.5);
}

/// A bulk file of ILOSTAT with codes: each code of each classification for three countries and two years. Codes that end
/// alike tell the same figure.
fn bulk(indicator: &str, classified: &[&[&str]]) -> String {
    let mut text = "ref_area,source,indicator,sex".to_owned();
    for at in 1..=classified.len() {
        text.push_str(&format!(",classif{at}"));
    }
    text.push_str(",time,obs_value,obs_status,note_classif,note_indicator,note_source\n");
    let mut rows = vec![String::new()];
    for codes in classified {
        let crossed = rows
            .iter()
            .flat_map(|row| codes.iter().map(move |code| format!("{row},{code}")));
        rows = crossed.collect();
    }
    for (area, country) in ["MEX", "GTM", "FRA"].into_iter().enumerate() {
        for (sex, figure) in [("SEX_T", 30), ("SEX_M", 20), ("SEX_F", 10)] {
            for row in &rows {
                for year in 2022..2024 {
                    let ends = row
                        .split(',')
                        .map(|code| code.rsplit('_').next().unwrap_or_default().len());
                    let figure = figure * (area + 1) + ends.sum::<usize>();
                    text.push_str(&format!(
                        "{country},BA:{area},{indicator},{sex}{row},{year},{figure}.5,B,,R1:3903,R1:3513\n"
                    ));
                }
            }
        }
    }
    text
}

/// What `new` makes of the file, with nothing left to ask: the rows accepted and rejected for Guatemala in 2023, and the
/// definition.
fn of_another_indicator(name: &str, text: &str) -> (u64, u64, Adapter) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = written(&folder, name, text);
    let examined = inspect::examine(&file, USUAL_ROWS).expect("examined");
    assert!(
        inspect::fits(&examined, None, None)[0].is_sibling(),
        "{name}"
    );
    let proposal = propose::propose(&examined, None, &Wishes::default()).expect("proposed");
    assert_eq!(proposal.questions, [], "{}", proposal.text);
    let adapter = Adapter::parse("new.toml", &proposal.text);
    let adapter = adapter.and_then(|one| one.reported_by("GTM"));
    let adapter = adapter.unwrap_or_else(|errors| panic!("{errors:?}\n{}", proposal.text));
    let report = check(&adapter, &file, "2023").report;
    (report.rows_accepted, report.rows_rejected, adapter)
}

/// The dataflow, the measure, the power of ten, and the constant of a dimension.
fn measured<'a>(adapter: &'a Adapter, dimension: &str) -> [&'a str; 4] {
    let definition = adapter.definition();
    let table = &definition.table[0];
    let constant = definition.dimension[dimension].constant.as_deref();
    [
        &table.dataflow,
        &table.measure,
        &definition.attributes["UNIT_MULT"],
        constant.unwrap_or_default(),
    ]
}

#[test]
fn another_indicator_of_a_known_source_begins_from_its_adapter() {
    let ages = [
        "AGE_YTHADULT_YGE15",
        "AGE_YTHADULT_Y15-24",
        "AGE_AGGREGATE_TOTAL",
        "AGE_AGGREGATE_Y15-24",
        "AGE_AGGREGATE_YGE65",
    ];
    let text = bulk("EAP_TEAP_SEX_AGE_NB", &[&ages]);
    let (accepted, rejected, adapter) = of_another_indicator("EAP_TEAP_SEX_AGE_NB_A.csv", &text);
    // Four codes of age for each sex: one of them stands in both classifications.
    assert_eq!((accepted, rejected), (12, 0));
    assert_eq!(
        measured(&adapter, "LABOUR_STATUS"),
        ["DF_LM_STOCK", "N_PS", "3", "LF"]
    );
    assert_eq!(
        adapter.definition().attributes["SOURCE"],
        "ILOSTAT, EAP_TEAP_SEX_AGE_NB"
    );
    let (_, _, adapter) = of_another_indicator("rates.csv", &bulk("UNE_DEAP_SEX_AGE_RT", &[&ages]));
    assert_eq!(
        measured(&adapter, "LABOUR_STATUS"),
        ["DF_LM_STOCK", "RT_UNE", "0", "LF"]
    );
}

#[test]
fn the_name_of_the_file_says_nothing_of_its_indicator() {
    let occupations = [
        "OCU_ISCO08_TOTAL",
        "OCU_ISCO08_1",
        "OCU_ISCO08_9",
        "OCU_SKILL_TOTAL",
        "OCU_SKILL_L1",
        "OCU_ISCO88_TOTAL",
        "OCU_ISCO88_1",
    ];
    let text = bulk("EMP_TEMP_SEX_OCU_NB", &[&occupations]);
    let (accepted, rejected, adapter) = of_another_indicator("descarga.csv", &text);
    assert_eq!((accepted, rejected), (9, 0));
    assert_eq!(
        measured(&adapter, "LABOUR_STATUS"),
        ["DF_LM_STOCK", "N_PS", "3", "EMP"]
    );
    // Of the currencies, that which the code list has.
    let money = ["CUR_TYPE_LCU", "CUR_TYPE_PPP", "CUR_TYPE_USD"];
    let text = bulk("EAR_4HRL_SEX_OCU_CUR_NB", &[&occupations[..3], &money]);
    let (accepted, rejected, adapter) = of_another_indicator("descarga.csv", &text);
    assert_eq!((accepted, rejected), (9, 0));
    assert_eq!(
        measured(&adapter, "EARN_TYPE"),
        ["DF_COND", "EARN", "0", "GROSS_H"]
    );
    assert_eq!(adapter.definition().attributes["CURRENCY"], "USD");
}

#[test]
fn of_an_indicator_by_migrant_status_the_migrants_are_taken() {
    let status = ["MST_STATUS_TOTAL", "MST_STATUS_MIG", "MST_STATUS_NMIG"];
    let text = bulk("MST_TEMP_SEX_STA_NB", &[&status]);
    let (accepted, rejected, adapter) = of_another_indicator("MST_TEMP_SEX_STA_NB_A.csv", &text);
    assert_eq!((accepted, rejected), (3, 0));
    assert_eq!(
        measured(&adapter, "LABOUR_STATUS"),
        ["DF_MIG_STOCK", "N_PS", "3", "EMP"]
    );
}
