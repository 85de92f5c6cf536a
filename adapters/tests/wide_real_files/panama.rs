//! The tables of Panama's labour market survey.

use super::{
    figure,
    real_data::{check, real_data, run},
};

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
    let folder = real_data()?.join("pa").join(edition);
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
