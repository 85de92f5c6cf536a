//! The tables of Mexico and Honduras: surveys and the census.

use calamine::{Reader, Xlsx, open_workbook};
use schemas::language::Language;

use super::{
    figure,
    real_data::{check, real_data, run},
};

#[test]
fn employment_of_honduras_by_sex_is_that_by_age_and_hidden_sheets_are_told() {
    let file = "hn/Empleo_Honduras_2012_a_2023_por_Edad_y_Genero.xlsx";
    // Of 2017, some 900 persons have no age.
    let years = [
        ("2017", 6_936_385.0, 6_935_488.0),
        ("2023", 6_955_834.0, 6_955_834.0),
    ];
    for (period, by_sex, by_age) in years {
        let Some(outcome) = run("hnd/ine_empleo", file, period) else {
            return;
        };
        let report = &outcome.report;
        assert_eq!((report.rows_read, report.rows_rejected), (755, 0));
        let total = |name: &str| report.control_totals[name];
        assert_eq!(total("working_age").round(), by_sex, "{period}");
        assert_eq!(total("working_age_by_age").round(), by_age, "{period}");
        let printed = total("printed_labour_force") - total("employed_and_unemployed");
        assert!(printed.abs() < 1e-3, "{period}: {printed}");
        let persons = figure(&outcome, &[]).expect("the total");
        assert!((persons - by_sex).abs() < 1.0, "{period}: {persons}");
        let [hidden] = report.hidden_sheets.as_slice() else {
            panic!("{:?}", report.hidden_sheets);
        };
        assert_eq!(hidden.sheets.len(), 3);
        assert!(hidden.message(Language::Es).contains("hojas ocultas"));
    }
}

#[test]
fn indicators_of_mexico_add_up_in_each_of_their_three_forms() {
    let editions = [
        (
            "2016_trim_1_Nacional",
            "2016-Q1",
            89_372_445.0,
            52_918_649.0,
            50_778_629.0,
        ),
        (
            "2019_trim_1_Nacional",
            "2019-Q1",
            94_257_439.0,
            56_038_471.0,
            54_152_266.0,
        ),
        (
            "2020_trim_1_Nacional_sexo",
            "2020-Q1",
            95_784_628.0,
            57_328_364.0,
            55_352_304.0,
        ),
    ];
    for (file, period, population, active, employed) in editions {
        let file = format!("mx/{file}.xls");
        let Some(outcome) = run("mex/inegi_enoe_indicadores", &file, period) else {
            return;
        };
        let report = &outcome.report;
        assert_eq!(
            (report.rows_accepted, report.rows_rejected),
            (51, 0),
            "{file}"
        );
        let totals = [
            ("population_15_and_over", population),
            ("men_and_women", population),
            ("active", active),
            ("employed_and_unemployed", active),
            ("employed", employed),
            ("employed_by_status", employed),
        ];
        for (name, total) in totals {
            let found = report.control_totals.get(name).copied();
            assert_eq!(found, Some(total), "{file}: {name}");
        }
        // The tables of 2016 have no coefficients.
        let all = &outcome.submissions[0].observations;
        let carried = (0..all.len()).filter(|row| all.get(*row, "CV").is_some());
        match (period, carried.count()) {
            ("2016-Q1", carried) => assert_eq!(carried, 0),
            (_, carried) => assert!(carried >= 48, "{file}: {carried}"),
        }
        let participation = figure(&outcome, &[("MEASURE", "RT_LFP")]).expect("a rate");
        assert!(
            (participation - 100.0 * active / population).abs() < 1e-3,
            "{file}"
        );
    }
}

#[test]
fn the_census_of_mexico_tells_who_was_born_abroad_and_who_lived_there() {
    let file = "mx/cpv2020_b_eum_04_migracion.xlsx";
    let born = [
        ("born_abroad", 1_212_252.0),
        ("printed_for_both_sexes", 1_212_252.0),
        ("sizes_of_the_place", 1_212_252.0),
    ];
    check("mex/inegi_cpv2020_nacimiento", file, "2020", 270, &born);
    let lived = [
        ("lived_abroad", 550_085.0),
        ("printed_for_mexico", 550_085.0),
        ("printed_for_states", 550_085.0),
    ];
    check("mex/inegi_cpv2020_residencia", file, "2020", 17_820, &lived);
    if let Some(outcome) = run("mex/inegi_cpv2020_nacimiento", file, "2020") {
        let of = |codes: &[(&str, &str)]| figure(&outcome, codes);
        let women = [("COUNTERPART_AREA", "USA"), ("SEX", "F")];
        assert_eq!(of(&women), Some(392_907.0));
    }
}

#[test]
fn the_census_of_mexico_tells_where_those_born_abroad_live() {
    let file = "mx/cpv2020_b_eum_04_migracion.xlsx";
    let totals = [
        ("born_abroad", 1_212_252.0),
        ("printed_for_mexico", 1_212_252.0),
        ("printed_for_states", 1_212_252.0),
    ];
    let id = "mex/inegi_cpv2020_nacimiento_entidad";
    check(id, file, "2020", 3_666, &totals);
    // What sheet 01 tells is in it.
    if let Some(outcome) = run(id, file, "2020") {
        let women = [("COUNTERPART_AREA", "USA"), ("SEX", "F")];
        assert_eq!(figure(&outcome, &women), Some(392_907.0));
        let of_zacatecas = [("COUNTERPART_AREA", "_X"), ("GEO_ADM1", "MX-ZAC")];
        assert_eq!(figure(&outcome, &of_zacatecas), Some(1_217.0));
    }
}

#[test]
fn the_census_of_mexico_tells_who_came_from_abroad_for_work() {
    let file = "mx/cpv2020_b_eum_04_migracion.xlsx";
    let abroad = 550_085.0;
    let totals = [
        ("lived_abroad", abroad),
        ("causes", abroad),
        ("printed_for_both_sexes", abroad),
        ("printed_for_all_who_changed_state_or_country", 4_357_929.0),
        ("printed_for_mexico", 4_357_929.0 - abroad),
        ("came_for_work", 129_328.0),
    ];
    let id = "mex/inegi_cpv2020_causas";
    check(id, file, "2020", 3_795, &totals);
    if let Some(outcome) = run(id, file, "2020") {
        let of = |country, concept| {
            figure(
                &outcome,
                &[("COUNTERPART_AREA", country), ("MIG_CONCEPT", concept)],
            )
        };
        assert_eq!(of("HND", "FWIM"), Some(4_724.0 + 449.0));
        assert_eq!(of("GTM", "IMW_RES"), Some(13_100.0));
        assert_eq!(of("USA", "IMW_RES"), Some(374_155.0));
    }
}

/// The rows of a sheet, as texts.
fn sheet(book: &mut Xlsx<impl std::io::Read + std::io::Seek>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).expect("the sheet");
    let rows = range.rows();
    rows.map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

#[test]
fn sheets_of_the_census_that_no_definition_reads_tell_nothing_more_of_those_from_abroad() {
    let Some(folder) = real_data() else {
        return;
    };
    let path = folder.join("mx/cpv2020_b_eum_04_migracion.xlsx");
    let mut book: Xlsx<_> = open_workbook(path).expect("the workbook");
    let [by_size, by_state, read] = ["03", "04", "05"].map(|name| sheet(&mut book, name));
    let mexico = "Estados Unidos Mexicanos";
    // 03 repeats for the country, by sex and age, what 05 tells for each state too.
    let national = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        let rows = rows.iter().filter(|row| row[0] == mexico);
        rows.cloned().collect()
    };
    assert_eq!(national(&by_size).len(), 54);
    assert_eq!(national(&by_size), national(&read));
    // 04 repeats by state and sex what 05 tells by age too.
    let mut compared = 0;
    for row in by_state
        .iter()
        .filter(|row| row[1].starts_with("En otro país") || row[1].starts_with("En los Est"))
    {
        let at = if row[1] == "En otro país" { 11 } else { 10 };
        for (sex, value) in [
            ("Total", &row[3]),
            ("Hombres", &row[4]),
            ("Mujeres", &row[5]),
        ] {
            let told = |one: &&Vec<String>| one[0] == row[0] && one[1] == sex && one[2] == "Total";
            let told = read.iter().find(told).map(|one| &one[at]);
            assert_eq!(told, Some(value), "{}: {sex}", row[0]);
            compared += 1;
        }
    }
    assert_eq!(compared, 33 * 2 * 3);
}

#[test]
fn estimates_with_their_precision_are_those_of_the_indicators() {
    let precise = "mx/2016_trim_1_Nacional_PRECISIONES.xls";
    let Some(precise) = run("mex/inegi_enoe_precisiones", precise, "2016-Q1") else {
        return;
    };
    let report = &precise.report;
    let counts = (report.rows_read, report.rows_accepted, report.rows_rejected);
    assert_eq!(counts, (5_540, 51, 0));
    let file = "mx/2016_trim_1_Nacional.xls";
    let plain = run("mex/inegi_enoe_indicadores", file, "2016-Q1").expect("the indicators");
    assert_eq!(report.control_totals, plain.report.control_totals);
    assert_eq!(report.control_totals["men_and_women"], 89_372_445.0);
    // Each figure carries its coefficient of variation, but for those that are estimated at nothing.
    let all = &precise.submissions[0].observations;
    let coefficient = |row: usize| all.get(row, "CV").and_then(|cv| cv.parse::<f64>().ok());
    let women = (0..all.len()).find(|row| {
        let is = |name: &str, code: &str| all.get(*row, name) == Some(code);
        is("SEX", "F") && is("LABOUR_STATUS", "UNE")
    });
    assert_eq!(women.and_then(coefficient), Some(3.115_984));
    let without = (0..all.len()).filter(|row| coefficient(*row).is_none());
    assert!(without.count() <= 3);
    for (codes, told) in [
        ([("MEASURE", "RT_INF"), ("LABOUR_STATUS", "EMP")], 57.3613),
        (
            [("ACTIVITY", "AGG_CON"), ("LABOUR_STATUS", "EMP")],
            4_128_035.0,
        ),
        ([("LABOUR_STATUS", "EMP"), ("SEX", "F")], 19_296_727.0),
    ] {
        assert_eq!(figure(&precise, &codes), Some(told), "{codes:?}");
    }
}

#[test]
fn a_hidden_sheet_is_read_where_the_definition_names_it_and_the_others_repeat_the_visible() {
    let file = "hn/Empleo_Honduras_2012_a_2023_por_Edad_y_Genero.xlsx";
    for (year, all) in [("2012", 2_949_253.0), ("2016", 3_237_004.0)] {
        let Some(outcome) = run("hnd/ine_empleo_edad", file, year) else {
            return;
        };
        let report = &outcome.report;
        let counts = (report.rows_read, report.rows_accepted, report.rows_rejected);
        assert_eq!(counts, (600, 54, 0), "{year}");
        let total = |name: &str| report.control_totals[name];
        assert_eq!(total("from_30_to_79").round(), all, "{year}");
        assert_eq!(total("printed_working_age").round(), all, "{year}");
        assert!(report.hidden_sheets.is_empty());
    }
    let path = real_data().expect("the folder").join(file);
    let mut book: Xlsx<_> = open_workbook(path).expect("the workbook");
    // Both summaries tell the first rows of the visible sheets, without their headers.
    let pairs = [
        ("Sumaria Edad 2012 - 2016", "Empleo Edad 2012 - 2025", 50),
        (
            "Sumatoria Genero 2012 - 2016",
            "Empleo Genero 2012 - 2025",
            10,
        ),
    ];
    for (hidden, visible, rows) in pairs {
        let [hidden, visible] = [hidden, visible].map(|name| sheet(&mut book, name));
        let told = |all: &[Vec<String>]| -> Vec<Vec<String>> {
            let years = ["2012", "2013", "2014", "2015", "2016"];
            let rows = all.iter().filter(|row| years.contains(&row[0].as_str()));
            rows.map(|row| row[..7].to_vec()).collect()
        };
        assert_eq!(told(&hidden).len(), rows);
        assert_eq!(told(&hidden), told(&visible));
    }
}
