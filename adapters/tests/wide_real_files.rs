//! Published tables of rows and columns, as offices print them: the figures that the tables themselves add up come
//! out, of every edition that is there.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod real_data;

use adapters::{
    inspect::{self, USUAL_ROWS},
    pipeline::Outcome,
};
use real_data::{check, run};
use schemas::language::Language;

/// The figure at these codes, all other dimensions being at their total.
fn figure(outcome: &Outcome, codes: &[(&str, &str)]) -> Option<f64> {
    let told = |row: &serde_json::Map<String, serde_json::Value>| {
        row.iter().all(|(name, code)| {
            let wanted = codes.iter().find(|(id, _)| id == name);
            match wanted {
                Some((_, wanted)) => code == wanted,
                None => !PARTS.contains(&name.as_str()) || code == "_T",
            }
        })
    };
    outcome.submissions.iter().find_map(|submission| {
        let all = &submission.observations;
        let mut rows = (0..all.len()).map(|row| all.to_json(row));
        rows.find(told)?.get("OBS_VALUE")?.as_f64()
    })
}

const PARTS: [&str; 10] = [
    "SEX",
    "AGE",
    "LABOUR_STATUS",
    "URBAN_RURAL",
    "GEO_ADM1",
    "ACTIVITY",
    "OCCUPATION",
    "COUNTERPART_AREA",
    "MECHANISM",
    "JOB_TIME",
];

#[test]
fn panama_adds_up_in_every_edition() {
    let editions = [
        ("2019_agosto", "2018", 3_038_407.0, 1_986_940.0),
        ("2019_agosto", "2019", 3_105_765.0, 2_066_753.0),
        ("2021_octubre", "2021", 3_258_241.0, 1_966_467.0),
        ("2023_agosto", "2022", 3_291_858.0, 2_049_616.0),
        ("2023_agosto", "2023", 3_354_784.0, 2_094_241.0),
    ];
    for (edition, period, population, active) in editions {
        let Some(file) = of_panama(edition, "2") else {
            return;
        };
        let totals = [
            ("population_15_and_over", population),
            ("men_and_women", population),
            ("provinces", population),
            ("active", active),
            ("employed_and_unemployed", active),
        ];
        check("pan/inec_eml_cuadro2", &file, period, 2_340, &totals);
        if let Some(outcome) = run("pan/inec_eml_cuadro2", &file, period) {
            assert_eq!(figure(&outcome, &[("LABOUR_STATUS", "LF")]), Some(active));
        }
    }
}

/// The editions of Panama's tables: the folder, and the round.
const EDITIONS: [(&str, &str); 3] = [
    ("2019_agosto", "2019"),
    ("2021_octubre", "2021"),
    ("2023_agosto", "2023"),
];

/// The file of a table of Panama, whose name begins with a number of the office's own.
fn of_panama(edition: &str, table: &str) -> Option<String> {
    let folder = real_data::real_data()?.join("pa").join(edition);
    let files = std::fs::read_dir(folder).expect("the edition");
    let end = format!("Cuadro {table}.xlsx");
    let named = |name: String| name.ends_with(&end).then(|| format!("pa/{edition}/{name}"));
    files
        .filter_map(|file| named(file.ok()?.file_name().into_string().ok()?))
        .next()
}

/// In each edition the control totals of each group are one figure, that of the edition.
#[track_caller]
fn panama(table: &str, adapter: &str, cells: usize, groups: [(&[&str], [f64; 3]); 2]) {
    for (at, (edition, period)) in EDITIONS.into_iter().enumerate() {
        let Some(file) = of_panama(edition, table) else {
            return;
        };
        let Some(outcome) = run(adapter, &file, period) else {
            return;
        };
        let report = &outcome.report;
        assert_eq!(report.rows_rejected, 0, "{file}: {:?}", report.rejects);
        for (names, figures) in &groups {
            for name in *names {
                let found = report.control_totals.get(*name).copied();
                assert_eq!(found, Some(figures[at]), "{file}: {name}");
            }
        }
        assert_eq!(outcome.submissions[0].observations.len(), cells, "{file}");
    }
}

const NOTHING: (&[&str], [f64; 3]) = (&[], [0.0; 3]);
const ACTIVE: [f64; 3] = [2_066_753.0, 1_966_467.0, 2_094_241.0];
const OF_15_AND_OVER: [f64; 3] = [3_105_765.0, 3_258_241.0, 3_354_784.0];
const EMPLOYED: [f64; 3] = [1_920_642.0, 1_744_387.0, 1_938_616.0];
const EMPLOYEES: [f64; 3] = [1_167_148.0, 1_031_328.0, 1_183_818.0];

#[test]
fn labour_force_of_panama_is_the_same_in_all_its_tables() {
    let all = ["population_15_and_over", "active_and_not_active"];
    let active = ["active", "employed_and_unemployed"];
    let groups: [(&[&str], _); 2] = [(&all, OF_15_AND_OVER), (&active, ACTIVE)];
    panama("1A", "pan/inec_eml_cuadro1a", 5, groups);
    let all = [
        "population_15_and_over",
        "men_and_women",
        "urban_and_rural",
        "provinces",
        "ages",
    ];
    let groups: [(&[&str], _); 2] = [(&all, OF_15_AND_OVER), (&active, ACTIVE)];
    panama("4", "pan/inec_eml_cuadro4", 192, groups);
}

#[test]
fn activity_rates_of_panama_are_the_quotients_of_its_other_tables() {
    let of_all = |at: usize| (ACTIVE[at] / OF_15_AND_OVER[at] * 1e8).round() / 1e6;
    let rates: [f64; 3] = std::array::from_fn(of_all);
    let groups: [(&[&str], _); 2] = [(&["rates_of_the_country"], rates), NOTHING];
    panama("6", "pan/inec_eml_cuadro6", 1_170, groups);
}

#[test]
fn employed_persons_of_panama_add_up_by_activity_sex_area_and_province() {
    let ways = ["activities", "sectors", "urban_and_rural", "provinces"];
    let groups: [(&[&str], _); 2] = [(&["employed"], EMPLOYED), (&ways, EMPLOYED)];
    panama("13", "pan/inec_eml_cuadro13", 352, groups);
    let ways = [
        "employed_outside_agriculture",
        "activities",
        "men_and_women",
        "urban_and_rural",
        "provinces",
        "levels_of_instruction",
    ];
    let outside = [1_644_045.0, 1_471_248.0, 1_653_596.0];
    panama(
        "16",
        "pan/inec_eml_cuadro16",
        960,
        [(&ways, outside), NOTHING],
    );
}

#[test]
fn employees_of_panama_add_up_and_work_full_or_part_time() {
    let ways = [
        "employees",
        "activities",
        "men_and_women",
        "urban_and_rural",
        "provinces",
        "sizes_of_enterprise",
    ];
    panama(
        "22",
        "pan/inec_eml_cuadro22",
        1_056,
        [(&ways, EMPLOYEES), NOTHING],
    );
    let ways = [
        "employees",
        "men_and_women",
        "hours_of_men_and_women",
        "urban_and_rural",
        "provinces",
    ];
    for (at, (edition, period)) in EDITIONS.into_iter().enumerate() {
        let file = of_panama(edition, "19");
        let Some(outcome) = file.and_then(|file| run("pan/inec_eml_cuadro19", &file, period))
        else {
            return;
        };
        assert_eq!(outcome.report.rows_rejected, 0, "{edition}");
        for name in ways {
            let found = outcome.report.control_totals.get(name).copied();
            assert_eq!(found, Some(EMPLOYEES[at]), "{edition}: {name}");
        }
        let part = figure(&outcome, &[("JOB_TIME", "PART")]);
        let told = [
            95_640.0 + 34_414.0,
            132_597.0 + 36_928.0,
            109_133.0 + 42_283.0,
        ];
        assert_eq!(part, Some(told[at]), "{edition}");
    }
}

#[test]
fn wages_and_informality_of_panama_are_as_printed() {
    let told = ["employees", "men_and_women", "activities"];
    let employees = [1_157_746.0, 1_011_036.0, 1_176_681.0];
    let median = [721.941_018, 719.026_065, 735.432_153];
    let groups: [(&[&str], _); 2] = [(&told, employees), (&["median_of_the_country"], median)];
    panama("25", "pan/inec_eml_cuadro25", 66, groups);
    let ways = ["informal", "men_and_women", "provinces", "sectors"];
    let informal = [716_113.0, 677_875.0, 765_152.0];
    let share = [44.905_222, 47.636_164, 47.416_882];
    let groups: [(&[&str], _); 2] = [(&ways, informal), (&["share_of_the_country"], share)];
    panama("39", "pan/inec_eml_cuadro39", 42, groups);
}

/// Sums of figures that were rounded one by one may differ by half the base for each.
#[track_caller]
fn near(report: &adapters::report::Report, one: &str, other: &str, parts: f64) {
    let total = |name: &str| report.control_totals.get(name).copied().unwrap_or(f64::NAN);
    let (one, other) = (total(one), total(other));
    assert!((one - other).abs() <= 2.5 * parts, "{one} {other}");
}

#[test]
fn permits_of_canada_add_up_within_their_rounding_and_what_is_withheld_is_no_zero() {
    let programs = [
        (
            "can/ircc_tfwp",
            "TFW",
            [("2000", 22_470.0), ("2024", 236_130.0)],
        ),
        (
            "can/ircc_imp",
            "IMP",
            [("2000", 44_140.0), ("2024", 1_263_145.0)],
        ),
    ];
    for (id, program, years) in programs {
        let file = format!("ca/EN_ODP_annual-TR-work-{program}_PT_program_year_end.xlsx");
        for (period, total) in years {
            let Some(outcome) = run(id, &file, period) else {
                return;
            };
            let report = &outcome.report;
            assert_eq!(
                report.rows_rejected, 0,
                "{id} {period}: {:?}",
                report.rejects
            );
            assert_eq!(
                report.control_totals.get("total"),
                Some(&total),
                "{id} {period}"
            );
            near(report, "provinces", "total", 15.0);
            let all = &outcome.submissions[0].observations;
            let withheld = (0..all.len()).filter(|row| all.get(*row, "OBS_STATUS") == Some("Q"));
            let statement = &outcome.submissions[0].header.disclosure;
            assert_eq!(statement.primary, withheld.clone().count() as u64);
            assert!(withheld.clone().all(|row| all.value(row).is_none()));
            assert_eq!(statement.method, "independent_rounding");
        }
    }
}

#[test]
fn positions_of_the_annual_table_add_up_to_canada() {
    // Of 2016, 25 positions of three provinces are in the totals and in no stream.
    let years = [
        ("2016", 90_289.0, 90_314.0),
        ("2018", 108_988.0, 108_988.0),
        ("2020", 125_279.0, 125_279.0),
        ("2023", 239_646.0, 239_646.0),
    ];
    for (period, positions, printed) in years {
        let file = "ca/tfwp2023_annual_table_13_e.csv";
        let totals = [("positions", positions), ("printed_for_canada", printed)];
        check("can/esdc_tfwp_volets", file, period, 672, &totals);
        if let Some(outcome) = run("can/esdc_tfwp_volets", file, period) {
            assert_eq!(figure(&outcome, &[]), Some(positions));
        }
    }
}

#[test]
fn the_french_table_tells_the_first_countries_of_each_year() {
    let years = [("2020", 39_187.0, 15_065.0), ("2023", 58_823.0, 21_893.0)];
    let file = "ca/tfwp2023_annual_table_10_f.csv";
    for (period, mexico, guatemala) in years {
        let Some(outcome) = run("can/esdc_tfwp_pays", file, period) else {
            return;
        };
        let report = &outcome.report;
        assert_eq!(report.rows_rejected, 0, "{period}: {:?}", report.rejects);
        assert_eq!(report.rows_accepted, 20, "{period}");
        let of = |country| figure(&outcome, &[("COUNTERPART_AREA", country)]);
        assert_eq!((of("MEX"), of("GTM")), (Some(mexico), Some(guatemala)));
    }
}

#[test]
fn positions_by_region_skill_and_occupation_add_up_to_what_is_printed() {
    // Of 2023, eleven positions are in the totals and in no occupation.
    let tables = [
        ("can/esdc_tfwp_regions", "3", 800, [90_314.0, 239_646.0]),
        ("can/esdc_tfwp_competences", "4", 672, [90_314.0, 239_635.0]),
        (
            "can/esdc_tfwp_professions",
            "7",
            29_160,
            [90_314.0, 239_635.0],
        ),
    ];
    for (adapter, table, rows, positions) in tables {
        let file = format!("ca/tfwp2023_annual_table_{table}_e.csv");
        let printed = [("2016", 90_314.0), ("2023", 239_646.0)];
        for ((period, printed), positions) in printed.into_iter().zip(positions) {
            let totals = [
                ("positions", positions),
                ("printed_for_canada", printed),
                ("printed_for_provinces", printed),
            ];
            check(adapter, &file, period, rows, &totals);
        }
    }
}

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
fn permits_for_humanitarian_reasons_are_told_with_their_total_below_a_row_like_the_header() {
    let file = "ca/EN_ODP-TR-Work-HC_citizenship_sign.xlsx";
    for (period, total) in [("2015", 16_660.0), ("2024", 180_910.0)] {
        let Some(outcome) = run("can/ircc_humanitarian", file, period) else {
            return;
        };
        let report = &outcome.report;
        assert_eq!(
            (report.rows_accepted, report.rows_rejected),
            (198, 0),
            "{period}"
        );
        let all = figure(&outcome, &[("MECHANISM", "OTH_DEST")]);
        assert_eq!(all, Some(total), "{period}");
        near(report, "countries", "total", 199.0);
    }
}

#[test]
fn a_printed_table_is_known_at_a_look() {
    let Some(folder) = real_data::real_data() else {
        return;
    };
    let tables = [
        ("mx/2019_trim_1_Nacional.xls", "mex/inegi_enoe_indicadores"),
        (
            "ca/tfwp2023_annual_table_4_e.csv",
            "can/esdc_tfwp_competences",
        ),
        (
            "hn/Empleo_Honduras_2012_a_2023_por_Edad_y_Genero.xlsx",
            "hnd/ine_empleo",
        ),
    ];
    for (file, adapter) in tables {
        let examined = inspect::examine(&folder.join(file), USUAL_ROWS).expect("examined");
        let fits = inspect::fits(&examined, None, None);
        let first = fits.first().map(|fit| fit.adapter.as_str());
        assert_eq!(first, Some(adapter), "{file}");
    }
}
