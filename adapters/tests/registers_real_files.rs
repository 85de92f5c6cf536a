//! The adapters of registers, borders and programmes over the files that their offices published:
//! every row has its place, and the totals of the files come out.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod real_data;

use real_data::{check, run};

#[test]
fn h2b_positions_are_those_of_the_status_of_each_year() {
    let certified = |file, period, rows, certified, requested| {
        let totals = [
            ("positions_certified", certified),
            ("positions_requested", requested),
        ];
        check("usa/oflc_h2b", file, period, rows, &totals);
    };
    certified("us/H-2B_FY2005.csv", "2005", 7_236, 134_837.0, 151_182.0);
    certified("us/H-2B_FY2010.xlsx", "2010", 4_535, 86_596.0, 113_055.0);
    // The file of 2013 does not say how many were asked for.
    certified("us/H-2B_FY2013.xls", "2013", 4_710, 82_307.0, 0.0);
    certified(
        "us/H-2B_Disclosure_Data_FY2018_EOY.xlsx",
        "2018",
        9_490,
        147_592.0,
        195_686.0,
    );
}

#[test]
fn border_encounters_are_added_by_month_with_and_without_nationality() {
    for (period, events) in [("2018-05", 51_862.0), ("2023-12", 301_981.0)] {
        let file = "us/cbp_encounters.csv";
        check(
            "usa/cbp_encounters",
            file,
            period,
            36_676,
            &[("encounters", events)],
        );
    }
}

#[test]
fn visas_for_employment_are_taken_out_of_all_immigrant_visas() {
    let file = "us/immigrant_2024-03-01.jsonl";
    let totals = [("visas_for_employment", 6_402.0)];
    check("usa/state_immigrant_visas", file, "2024-03", 1_610, &totals);
}

#[test]
fn refused_positions_are_read_in_each_layout() {
    for (file, period, rows, refused) in [
        ("ca/2016_negative_employer_en.csv", "2016", 3_932, 7_377.0),
        ("ca/tfwp_2019q4_negative_en.csv", "2019-Q4", 1_134, 1_851.0),
        ("ca/tfwp_2023q4_neg_en.xlsx", "2023-Q4", 579, 1_141.0),
    ] {
        let totals = [("positions_refused", refused)];
        check("can/esdc_lmia_negative", file, period, rows, &totals);
    }
}

#[test]
fn two_tables_of_one_event_give_the_same_total() {
    let tables = [
        (
            "mex/upmrip_presentados",
            "mx/irreg_mexico_nat.csv",
            5_759,
            778_907.0,
        ),
        (
            "mex/upmrip_presentados_sexo",
            "mx/irreg_mexico_dmg.csv",
            704,
            778_907.0,
        ),
        (
            "hnd/inm_irregulares",
            "hn/irreg_honduras.csv",
            136,
            545_043.0,
        ),
        (
            "hnd/inm_irregulares",
            "hn/irreg_honduras_nat.csv",
            4_198,
            545_043.0,
        ),
        (
            "hnd/inm_irregulares_sexo",
            "hn/irreg_honduras_dmg.csv",
            352,
            545_043.0,
        ),
        (
            "pan/snm_transito_darien_sexo",
            "pa/irreg_darien_dmg.csv",
            160,
            520_085.0,
        ),
    ];
    for (id, file, rows, events) in tables {
        check(id, file, "2023", rows, &[("events", events)]);
    }
    // Panama counts its own nationals too: they have no corridor.
    let file = "pa/irreg_darien_nat.csv";
    let totals = [("events_with_own_nationals", 520_085.0)];
    check("pan/snm_transito_darien", file, "2023", 2_387, &totals);
}

#[test]
fn each_country_takes_its_own_rows_out_of_the_joint_files() {
    for (id, entries) in [
        ("cri/dgme_entradas", 5_066_194.0),
        ("gtm/igm_entradas", 6_227_880.0),
        ("hnd/inm_entradas", 2_777_283.0),
        ("mex/upmrip_entradas", 25_785_264.0),
    ] {
        let totals = [("events_with_own_nationals", entries)];
        check(id, "region/regin.csv", "2024", 51_281, &totals);
    }
    for (id, events) in [
        ("hnd/inm_irregulares", 544_903.0),
        ("mex/upmrip_presentados", 570_121.0),
        ("pan/snm_transito_darien", 519_774.0),
    ] {
        let totals = [("events_with_own_nationals", events)];
        check(id, "region/irreg.csv", "2023", 10_438, &totals);
    }
}

#[test]
fn returns_are_told_by_nationality_kind_and_provenance() {
    let totals = [("returns", 54_728.0), ("deportations", 3_626.0)];
    let file = "mx/irreg_mexico_exp.csv";
    check("mex/upmrip_devoluciones", file, "2023", 5_251, &totals);
    let unknown = |period, returned, unknown| {
        let totals = [("returned", returned), ("provenance_not_stated", unknown)];
        check(
            "gtm/igm_retornados",
            "gt/irreg_guatemala.csv",
            period,
            736,
            &totals,
        );
    };
    unknown("2023", 79_697.0, 0.0);
    // From 2024 the file leaves the United States empty.
    unknown("2024", 76_768.0, 61_680.0);
}

#[test]
fn fractions_of_emigrants_add_up() {
    let Some(outcome) = run(
        "hnd/ine_emigracion",
        "hn/emigration_summary_hnd.csv",
        "2023",
    ) else {
        return;
    };
    let report = outcome.report;
    assert_eq!((report.rows_read, report.rows_rejected), (2_633, 0));
    let emigrants = report.control_totals["emigrants"];
    assert!((emigrants - 580_736.284).abs() < 0.001, "{emigrants}");
}

#[test]
fn remittances_by_month_and_by_state_come_out() {
    let totals = [
        ("received_usd", 63_318_672_201.0),
        ("sent_usd", 1_076_363_878.0),
        ("transfers_received", 161_044_105.0),
    ];
    let file = "mx/remesas_mensuales.csv";
    check("mex/banxico_remesas_mensuales", file, "2023", 538, &totals);
    let totals = [("received_usd", 13_593_822_310.0)];
    check(
        "mex/banxico_remesas_usa",
        "mx/remesas_usa.csv",
        "2024-Q1",
        2_809,
        &totals,
    );
}

#[test]
fn an_extract_of_enoe_is_read_with_the_editions_of_its_quarter() {
    let file = "mx/toy_base_mexico.csv";
    let totals = [("population_15_and_over", 50_832.0), ("employed", 27_700.0)];
    check("mex/inegi_enoe_ocupacion", file, "2019-Q1", 200, &totals);
}
