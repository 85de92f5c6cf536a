//! Published tables of rows and columns, as offices print them: the figures that the tables themselves add up come
//! out, of every edition that is there.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod real_data;

use adapters::pipeline::Outcome;
use real_data::{check, run};

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

const PARTS: [&str; 9] = [
    "SEX",
    "AGE",
    "LABOUR_STATUS",
    "URBAN_RURAL",
    "GEO_ADM1",
    "ACTIVITY",
    "OCCUPATION",
    "COUNTERPART_AREA",
    "MECHANISM",
];

#[test]
fn panama_adds_up_in_every_edition() {
    let files = [
        (
            "2019_agosto/P0705547520191127125705",
            "2018",
            3_038_407.0,
            1_986_940.0,
        ),
        (
            "2019_agosto/P0705547520191127125705",
            "2019",
            3_105_765.0,
            2_066_753.0,
        ),
        (
            "2021_octubre/P0579518620211215110510",
            "2021",
            3_258_241.0,
            1_966_467.0,
        ),
        (
            "2023_agosto/P030194820231201134046",
            "2022",
            3_291_858.0,
            2_049_616.0,
        ),
        (
            "2023_agosto/P030194820231201134046",
            "2023",
            3_354_784.0,
            2_094_241.0,
        ),
    ];
    for (file, period, population, active) in files {
        let file = format!("pa/{file}Cuadro 2.xlsx");
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
