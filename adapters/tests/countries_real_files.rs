//! The adapters of Canada, Mexico and Guatemala over the files that their offices published: every row has
//! its place, the office's own totals come out, and two languages or formats of one file say the same.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod real_data;

use adapters::{pipeline::Outcome, report::Report};
use real_data::{check, run};

fn report(id: &str, file: &str, period: &str) -> Option<Report> {
    run(id, file, period).map(|outcome| outcome.report)
}

/// The figures of the cells that stand at `_T` but for the codes given; several where a role or
/// stage has no total.
fn figures(outcome: &Outcome, codes: &[(&str, &str)]) -> Vec<f64> {
    let totalled = [
        "SEX",
        "AGE",
        "LABOUR_STATUS",
        "STATUS_EMP",
        "ACTIVITY",
        "OCCUPATION",
    ];
    let totalled =
        totalled
            .into_iter()
            .chain(["URBAN_RURAL", "GEO_ADM1", "MECHANISM", "COUNTERPART_AREA"]);
    let mut wanted: Vec<(&str, &str)> = totalled
        .map(|id| {
            codes
                .iter()
                .copied()
                .find(|(named, _)| *named == id)
                .unwrap_or((id, "_T"))
        })
        .collect();
    wanted.extend(codes.iter().filter(|(id, _)| *id == "MEASURE"));
    let mut found = Vec::new();
    for submission in &outcome.submissions {
        let all = &submission.observations;
        for row in 0..all.len() {
            let stands = |(id, code): &(&str, &str)| all.get(row, id).is_none_or(|at| at == *code);
            let figure = all
                .to_json(row)
                .get("OBS_VALUE")
                .and_then(serde_json::Value::as_f64);
            found.extend(figure.filter(|_| wanted.iter().all(stands)));
        }
    }
    found
}

fn excluded(report: &Report, reason: &str) -> u64 {
    let found = report.excluded.iter().find(|one| one.reason == reason);
    found.map_or(0, |one| one.count)
}

#[test]
fn the_english_and_the_french_lmia_of_2016_agree() {
    for file in [
        "ca/2016_positive_employer_en.csv",
        "ca/2016_positive_employer_fr.csv",
    ] {
        check(
            "can/esdc_lmia",
            file,
            "2016",
            15_979,
            &[("positions", 77_346.0)],
        );
        if let Some(outcome) = run("can/esdc_lmia", file, "2016") {
            assert_eq!(figures(&outcome, &[]), [77_346.0], "{file}");
            let quebec = [("GEO_ADM1", "CA-QC"), ("MECHANISM", "_U")];
            assert_eq!(figures(&outcome, &quebec), [19_084.0], "{file}");
        }
    }
}

#[test]
fn each_lmia_file_is_read_whole_with_its_streams() {
    let files = [
        (
            "2017q1q2_positive_en.csv",
            "2017-S1",
            10_863,
            47_492.0,
            30_349.0,
        ),
        (
            "2018q4_positive_en.csv",
            "2018-Q4",
            5_763,
            31_575.0,
            23_957.0,
        ),
        (
            "tfwp_2019q4_positive_en.csv",
            "2019-Q4",
            9_228,
            36_362.0,
            23_421.0,
        ),
        (
            "tfwp_2020q1_positive_en.csv",
            "2020-Q1",
            8_814,
            33_607.0,
            17_650.0,
        ),
        (
            "TFWP_2021Q3_Positive_EN.xlsx",
            "2021-Q3",
            4_655,
            13_193.0,
            6_065.0,
        ),
        (
            "tfwp_2022q1_positive_en.xlsx",
            "2022-Q1",
            10_512,
            44_167.0,
            23_829.0,
        ),
        (
            "tfwp_2023q4_pos_en.xlsx",
            "2023-Q4",
            22_026,
            78_742.0,
            42_804.0,
        ),
    ];
    for (file, period, rows, positions, agriculture) in files {
        let totals = [
            ("positions", positions),
            ("positions_agriculture", agriculture),
        ];
        check(
            "can/esdc_lmia",
            &format!("ca/{file}"),
            period,
            rows,
            &totals,
        );
    }
}

#[test]
fn ecovid_says_the_same_as_dbf_and_as_csv() {
    let totals = [
        ("population_18_and_over", 68_184_430.0),
        ("employed", 32_891_935.0),
        ("unemployed", 2_060_938.0),
    ];
    for file in ["mx/ecovid0420.DBF", "mx/ecovid0420.csv"] {
        check("mex/inegi_ecovid", file, "2020-04", 5_593, &totals);
        if let Some(outcome) = run("mex/inegi_ecovid", file, "2020-04") {
            assert_eq!(
                figures(&outcome, &[("LABOUR_STATUS", "EMP")]),
                [32_891_935.0]
            );
            assert_eq!(
                figures(&outcome, &[("LABOUR_STATUS", "UNE")]),
                [2_060_938.0]
            );
            let farms = [("LABOUR_STATUS", "EMP"), ("ACTIVITY", "A")];
            assert_eq!(figures(&outcome, &farms), [3_032_178.0]);
        }
    }
}

#[test]
fn remittances_by_country_and_by_entity_come_out_for_one_quarter_and_for_a_year() {
    let quarter = [
        ("received_usd", 14_119_009_904.0),
        ("sent_usd", 340_791_532.0),
    ];
    check(
        "mex/banxico_remesas",
        "mx/remesas_pais.csv",
        "2024-Q1",
        22_790,
        &quarter,
    );
    let year = [("received_usd", 65_016_836_314.0)];
    check(
        "mex/banxico_remesas",
        "mx/remesas_pais.csv",
        "2024",
        22_790,
        &year,
    );
    let entities = [("received_usd", 14_119_009_908.0)];
    check(
        "mex/banxico_remesas_entidad",
        "mx/remesas_entidad.csv",
        "2024-Q1",
        2_976,
        &entities,
    );
}

#[test]
fn rows_of_other_quarters_are_excluded_and_counted() {
    let Some(report) = report("mex/banxico_remesas", "mx/remesas_pais.csv", "2024-Q1") else {
        return;
    };
    assert_eq!(report.rows_accepted, 430);
    assert_eq!(excluded(&report, "other_period"), 22_360);
}

#[test]
fn enei_gives_the_totals_of_its_office() {
    let totals = [
        ("population", 16_371_747.0),
        ("population_7_and_over", 13_863_350.0),
        ("employed", 6_595_486.0),
        ("unemployed", 203_707.0),
        ("informal", 4_658_917.0),
    ];
    check("gtm/ine_enei", "gt/eneiPer16.csv", "2016", 23_764, &totals);
    if let Some(outcome) = run("gtm/ine_enei", "gt/eneiPer16.csv", "2016") {
        let young = "below_the_age_of_the_labour_module";
        assert_eq!(excluded(&outcome.report, young), 3_516);
        let persons = |of: &[(&str, &str)]| {
            let employed = [("MEASURE", "N_PS"), ("LABOUR_STATUS", "EMP")];
            figures(&outcome, &[&employed, of].concat())
        };
        assert_eq!(persons(&[]), [6_595_486.0]);
        assert_eq!(persons(&[("SEX", "F")]), [2_290_253.0]);
        assert_eq!(persons(&[("AGE", "Y_GE15")]), [6_401_569.0]);
        // Weighted medians of the wages of 6,207 employees of 15 and over, reckoned apart from this program.
        let wage = |sex| figures(&outcome, &[("MEASURE", "EARN"), ("SEX", sex)]);
        assert_eq!(wage("_T"), [1_800.0]);
        assert_eq!(wage("M"), [1_800.0]);
        assert_eq!(wage("F"), [1_500.0]);
    }
}

#[test]
fn the_wage_offered_by_the_hour_is_the_median_of_the_offers() {
    let (id, period) = ("usa/oflc_h2a_addendum_a", "2022-S1");
    let file = "us/H-2A_Addendum_A_Disclosure_Data_FY2022_Q2.xlsx";
    let totals = [("offers", 28_899.0), ("offers_by_the_hour", 10_942.0)];
    check(id, file, period, 28_899, &totals);
    if let Some(outcome) = run(id, file, period) {
        assert_eq!(excluded(&outcome.report, "not_paid_by_the_hour"), 14_097);
        assert_eq!(excluded(&outcome.report, "below_the_minimum_wage"), 3_860);
        assert_eq!(figures(&outcome, &[("MECHANISM", "US_H2A")]), [13.89]);
    }
}

#[test]
fn the_excerpt_of_the_canadian_survey_fits_its_layout() {
    let file = "ca/pub0120_first60rows_EXCERPT.csv";
    check(
        "can/statcan_lfs",
        file,
        "2020-01",
        60,
        &[("population_15_and_over", 24_852.0)],
    );
}

#[test]
fn summaries_by_department_say_the_same_alone_and_together() {
    let countries = [
        (
            "gtm/ine_departamentos",
            "2018",
            "gt/municipality_summary_gt.csv",
            22,
            5_020_548.0,
        ),
        (
            "hnd/ine_departamentos",
            "2024",
            "hn/municipality_summary_hnd.csv",
            18,
            3_930_944.0,
        ),
        (
            "slv/onec_departamentos",
            "2024",
            "sv/municipality_summary_slv.csv",
            14,
            2_575_880.0,
        ),
    ];
    for (id, period, file, departments, active) in countries {
        for (file, rows) in [(file, departments), ("region/department_data.csv", 54)] {
            let Some(report) = report(id, file, period) else {
                return;
            };
            let counted = (report.rows_read, report.rows_accepted, report.rows_rejected);
            assert_eq!(counted, (rows, departments, 0), "{file}");
            assert_eq!(report.control_totals["active"].round(), active, "{file}");
        }
    }
}
