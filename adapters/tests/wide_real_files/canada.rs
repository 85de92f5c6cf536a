//! The tables of Canada: of ESDC, and of IRCC, which rounds its figures and withholds small ones.

use super::{
    figure,
    real_data::{check, run},
};

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
    // Months and quarters are told as well, and are not added up to the year.
    for period in ["2024-Q1", "2024-12", "2025-07"] {
        let outcome = run("can/ircc_humanitarian", file, period).expect("the file");
        assert_eq!(outcome.report.rows_accepted, 198, "{period}");
        near(&outcome.report, "countries", "total", 199.0);
    }
}

#[test]
fn months_quarters_and_years_of_canada_are_the_sums_that_it_printed() {
    let tables = [
        (
            "can/ircc_ptet_residencia",
            "ca/EN_ODP-TR_to_PR-TFWP_PT_immcat.xlsx",
            42_897,
            ["provinces", "groups_of_categories"],
            vec![
                ("2015", 8_265.0),
                ("2024", 12_800.0),
                ("2024-Q4", 2_435.0),
                ("2024-12", 730.0),
                ("2025-07", 1_600.0),
            ],
        ),
        (
            "can/ircc_asilo",
            "ca/EN_ODP-Asylum-OfficeType_Prov.xlsx",
            5_382,
            ["provinces", "offices"],
            vec![
                ("2015", 16_040.0),
                ("2024", 171_835.0),
                ("2024-12", 13_085.0),
                ("2025-07", 12_545.0),
            ],
        ),
    ];
    for (id, file, rows, parts, periods) in tables {
        for (period, total) in periods {
            let Some(outcome) = run(id, file, period) else {
                return;
            };
            let report = &outcome.report;
            let counts = (report.rows_read, report.rows_accepted, report.rows_rejected);
            assert_eq!(counts, (rows, 1, 0), "{id} {period}");
            assert_eq!(
                report.control_totals.get("total"),
                Some(&total),
                "{id} {period}"
            );
            for name in parts {
                near(report, name, "total", 40.0);
            }
            let all = &outcome.submissions[0].observations;
            assert_eq!(all.get(0, "OBS_STATUS"), Some("D"), "{id} {period}");
            assert!(
                all.get(0, "OBS_NOTE")
                    .is_some_and(|note| note.contains(" / "))
            );
        }
    }
}
