//! Published files that hold all twelve countries: one definition serves each of them, the rows of the others are
//! counted, and the files' own totals are met. The figures were added up apart from Puente.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod real_data;

use adapters::{definition::Adapter, inspect};
use real_data::{check, run};
use schemas::language::Language;

const EMPLOYED: &str = "region/EMP_TEMP_SEX_INS_NB_A-20240725T0039.csv";
const INFORMAL: &str = "region/EMP_NIFL_SEX_RT_A-20240726T0000.csv";
const STOCKS: &str = "region/undesa_stocks.csv";
const MIGRANTS: &str = "region/WB_Bilateral_Estimates_Migrant_Stocks_2017.xlsx";
const REMITTANCES: &str = "region/WB_Bilateral_Remittance_Estimates_2017.xlsx";

/// How many rows were set aside for the reason.
fn excluded(outcome: &adapters::pipeline::Outcome, reason: &str) -> u64 {
    let all = outcome.report.excluded.iter();
    all.filter(|one| one.reason == reason)
        .map(|one| one.count)
        .sum()
}

#[test]
fn ilostat_gives_each_country_its_employed_men_and_women() {
    for (area, period, thousands) in [
        ("BLZ", "2019", 166.256),
        ("CAN", "2023", 20_170.909),
        ("CRI", "2023", 2_163.953),
        ("DOM", "2023", 4_835.318),
        ("SLV", "2023", 2_946.7),
        ("GTM", "2023", 7_793.895),
        ("HTI", "2012", 3_866.303),
        ("HND", "2023", 3_690.514),
        ("MEX", "2023", 58_858.618),
        ("NIC", "2005", 2_022.946),
        ("PAN", "2023", 1_937.367),
        ("USA", "2023", 161_036.522),
    ] {
        let id = format!("region/ilostat_ocupados@{area}");
        let totals = [
            ("employed_thousands", thousands),
            ("men_and_women_thousands", thousands),
        ];
        check(&id, EMPLOYED, period, 15_839, &totals);
    }
}

#[test]
fn rows_of_other_countries_are_counted_and_a_break_in_the_series_is_told() {
    let Some(outcome) = run("region/ilostat_ocupados@BLZ", EMPLOYED, "2013") else {
        return;
    };
    assert_eq!(outcome.report.rows_accepted, 3);
    assert_eq!(excluded(&outcome, "other_period"), 15_033);
    assert_eq!(excluded(&outcome, "other_reporter"), 797);
    assert_eq!(excluded(&outcome, "no_dimension_for_sector"), 6);
    let observations = &outcome.submissions[0].observations;
    let statuses: Vec<_> = (0..observations.len())
        .map(|row| observations.get(row, "OBS_STATUS"))
        .collect();
    assert_eq!(statuses, [Some("B"); 3]);
}

#[test]
fn informality_is_a_rate_for_each_sex() {
    for (area, period, rates) in [
        ("HND", "2017", [83.609, 80.991, 82.612]),
        ("CRI", "2023", [36.684, 37.795, 37.102]),
        ("MEX", "2023", [56.318, 56.355, 56.333]),
        ("HTI", "2012", [89.252, 94.71, 91.607]),
        ("NIC", "2012", [81.311, 82.382, 81.789]),
    ] {
        let id = format!("region/ilostat_informalidad@{area}");
        let Some(outcome) = run(&id, INFORMAL, period) else {
            return;
        };
        let told = &outcome.submissions[0].observations;
        let rate = |wanted: &str| {
            let mut rows = (0..told.len()).filter(|row| told.get(*row, "SEX") == Some(wanted));
            rows.next().and_then(|row| told.value(row))
        };
        assert_eq!(["M", "F", "_T"].map(rate), rates.map(Some), "{area}");
        assert_eq!(told.len(), 3);
    }
}

#[test]
fn un_desa_gives_each_country_its_immigrants_and_its_emigrants() {
    for (area, immigrants, emigrants) in [
        ("HND", 39_195.0, 1_060_598.0),
        ("USA", 50_471_028.0, 3_082_359.0),
        ("CRI", 520_729.0, 43_504.0),
        ("BLZ", 62_043.0, 6_694.0),
        ("GTM", 84_311.0, 1_282_668.0),
        ("HTI", 18_884.0, 1_764_699.0),
    ] {
        let id = format!("region/undesa_stocks@{area}");
        let totals = [("immigrants", immigrants), ("emigrants", emigrants)];
        check(&id, STOCKS, "2020", 153_296, &totals);
    }
}

#[test]
fn a_country_is_a_column_and_a_row_of_the_matrix_of_migrants() {
    for (area, immigrants, emigrants) in [
        ("HND", 38_834.0, 790_990.0),
        ("USA", 47_493_736.0, 3_034_407.0),
        ("CRI", 454_416.0, 143_285.0),
        ("NIC", 42_096.0, 629_892.0),
        ("GTM", 81_589.0, 1_071_030.0),
        ("DOM", 502_701.0, 1_497_952.0),
    ] {
        let id = format!("region/knomad_migrantes@{area}");
        let totals = [
            ("immigrants", immigrants),
            ("immigrants_in_the_row_of_totals", immigrants),
            ("emigrants", emigrants),
            ("emigrants_in_the_column_of_totals", emigrants),
        ];
        check(&id, MIGRANTS, "2017", 47_087, &totals);
        let outcome = run(&id, MIGRANTS, "2017").expect("it was there");
        // 216 rows and 217 columns of which 214 are countries; the totals are set aside, not added.
        assert_eq!(excluded(&outcome, "totals_of_the_matrix"), 2);
        assert_eq!(excluded(&outcome, "own_country"), 1);
    }
}

#[test]
fn remittances_received_and_sent_add_up_to_the_totals_of_the_matrix() {
    for (area, received, sent) in [
        ("HND", 4_322.4, 73.342055),
        ("USA", 6_621.0, 148_488.652165),
        ("CRI", 562.065474, 896.415461),
        ("SLV", 5_050.514437, 149.651156),
        ("GTM", 8_539.810163, 181.163647),
        ("PAN", 533.0, 451.150226),
    ] {
        let id = format!("region/knomad_remesas@{area}");
        let Some(outcome) = run(&id, REMITTANCES, "2017") else {
            return;
        };
        let totals = &outcome.report.control_totals;
        for (name, expected) in [
            ("received_millions", received),
            ("received_millions_in_the_row_of_totals", received),
            ("sent_millions", sent),
            ("sent_millions_in_the_column_of_totals", sent),
        ] {
            // Each of 214 figures is read to the dollar.
            let difference: f64 = totals[name] - expected;
            assert!(difference.abs() < 0.000_2, "{area} {name}: {difference}");
        }
        assert_eq!(outcome.report.rows_rejected, 0);
        assert_eq!(excluded(&outcome, "totals_of_the_matrix"), 2);
    }
}

#[test]
fn each_file_is_known_for_what_it_is() {
    let Some(data) = real_data::real_data() else {
        return;
    };
    for (file, id) in [
        (EMPLOYED, "region/ilostat_ocupados"),
        (INFORMAL, "region/ilostat_informalidad"),
        (STOCKS, "region/undesa_stocks"),
        (MIGRANTS, "region/knomad_migrantes"),
        (REMITTANCES, "region/knomad_remesas"),
    ] {
        let examined = inspect::examine(&data.join(file), 20_000).expect("readable");
        let fits = inspect::fits(&examined, None, None);
        let best = fits.first().expect("a fit");
        assert_eq!(best.adapter, id);
        assert!(best.is_whole() && best.chooses, "{file}");
        let told = inspect::screen(&examined, &fits, None, Language::En).join("\n");
        assert!(told.contains("--area COUNTRY"), "{told}");
    }
}

#[test]
fn nobody_reports_unless_a_country_is_chosen() {
    let adapter = Adapter::builtin("region/undesa_stocks").expect("an adapter");
    let code = |refused: Vec<adapters::definition::error::DefinitionError>| refused[0].code();
    let period = "2020".parse().expect("a period");
    let unchosen = adapter.for_period(period).map(drop).map_err(code);
    assert_eq!(unchosen, Err("reporter_not_chosen"));
    let stranger = adapter.reported_by("PER").map(drop).map_err(code);
    assert_eq!(stranger, Err("reporter_unknown"));
    let chosen = adapter.reported_by("HND").expect("one of the twelve");
    assert_eq!(chosen.for_period(period).expect("settled").area, "HND");
}
