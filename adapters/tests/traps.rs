//! Codes that look like others, and codes of which only something coarser is known: what reaches the
//! table, and how it is flagged.

use std::fs;

use adapters::{
    definition::Adapter,
    pipeline::{self, Options, Outcome, Unwatched},
};
use schemas::language::Language;

/// A run over a file with `rows` under `header`.
fn run(id: &str, period: &str, header: &str, rows: &[String]) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rows.csv");
    fs::write(&file, format!("{header}\n{}\n", rows.join("\n"))).expect("the file is written");
    let adapter = Adapter::builtin(id).expect("a definition");
    let period = period.parse().expect("a period");
    let options = Options::new(folder.path().join("out"));
    match pipeline::run(&adapter, &[file], period, &options, &mut Unwatched) {
        Ok(outcome) => outcome,
        Err(error) => panic!("{}", error.message(Language::En)),
    }
}

/// Figure and status of the observation that holds `codes` and stands at `_T` in `totals`.
fn figure(outcome: &Outcome, codes: &[(&str, &str)], totals: &[&str]) -> Vec<(String, String)> {
    let all = &outcome.submissions[0].observations;
    let wanted = codes.iter().copied();
    let wanted: Vec<_> = wanted.chain(totals.iter().map(|id| (*id, "_T"))).collect();
    (0..all.len())
        .filter(|row| {
            let mut wanted = wanted.iter();
            wanted.all(|(id, code)| all.get(*row, id) == Some(*code))
        })
        .map(|row| {
            let value = all.to_json(row)["OBS_VALUE"].to_string();
            let status = all.get(row, "OBS_STATUS").unwrap_or_default().to_owned();
            (value, status)
        })
        .collect()
}

#[test]
fn province_10_of_panama_is_guna_yala_and_not_iso_10() {
    let row = |province: &str| {
        format!("15/03/2024,Emisión,Colombiana,Hombre,Permiso de trabajo,{province}")
    };
    let mut rows = vec![row("10"); 9];
    rows.extend(vec![row("13"); 14]);
    rows.extend(vec![row("08"); 20]);
    let header = "fecha,tramite,nacionalidad,sexo,programa,provincia";
    let outcome = run("pan/snm_permisos", "2024", header, &rows);
    for (code, permits) in [("PA-KY", "9"), ("PA-10", "14"), ("PA-8", "20")] {
        let told = figure(
            &outcome,
            &[("GEO_ADM1", code)],
            &["SEX", "COUNTERPART_AREA"],
        );
        assert_eq!(told, [(permits.to_owned(), "A".to_owned())], "{code}");
    }
}

#[test]
fn what_a_concordance_leaves_open_is_flagged_and_the_total_is_not() {
    let header = "CASE_STATUS,EMPLOYER_NAME,EMPLOYEE_WORK_STATE,SOC_CODE,NBR_WORKERS_REQUESTED,\
                  NBR_WORKERS_CERTIFIED";
    // 37-3011 leads to one group; the targets of 11-1021 have nothing in common.
    let rows: Vec<String> = (0..40)
        .map(|at| {
            let soc = if at % 2 == 0 { "37-3011" } else { "11-1021" };
            format!("Certification,Employer {at},TX,{soc},20,20")
        })
        .collect();
    let outcome = run("usa/oflc_h2b", "2018", header, &rows);
    let told = |occupation| {
        let codes = [("PERMIT_STAGE", "CERT"), ("OCCUPATION", occupation)];
        figure(&outcome, &codes, &["GEO_ADM1"])
    };
    assert_eq!(told("X"), [("400".to_owned(), "D".to_owned())]);
    assert_eq!(told("_T"), [("800".to_owned(), "A".to_owned())]);
}

#[test]
fn a_table_with_its_own_sums_gives_each_period_the_figure_printed_for_it() {
    let told = [
        "Canada - Asylum Claimants by Claim Office Type",
        ",,2024,,,2025,",
        ",,Jan,Feb,2024 Total,Jan,2025 Total",
    ];
    let rows = [
        ",Ontario,10,--,15,20,20",
        "Border - Total,,10,--,15,20,20",
        "Total,,10,--,15,20,20",
    ];
    let header = format!(
        "{}\nClaim Office Type and Province/Territory of Claim{}\n{}",
        told[0], told[1], told[2]
    );
    let rows = rows.map(str::to_owned);
    // The months are not added up to a year, nor a withheld one taken for zero.
    for (period, figure) in [
        ("2024", "15"),
        ("2024-01", "10"),
        ("2024-02", "null"),
        ("2025-01", "20"),
    ] {
        let outcome = run("can/ircc_asilo", period, &header, &rows);
        let all = &outcome.submissions[0].observations;
        let figures: Vec<String> = (0..all.len())
            .map(|row| {
                all.to_json(row)
                    .get("OBS_VALUE")
                    .map_or("null".to_owned(), ToString::to_string)
            })
            .collect();
        assert_eq!(figures, [figure], "{period}");
    }
    // The year that has not ended is refused.
    let adapter = Adapter::builtin("can/ircc_asilo").expect("a definition");
    let unfinished = "2025".parse().expect("a period");
    assert!(adapter.for_period(unfinished).is_err());
}

#[test]
fn a_national_definition_that_differs_is_flagged() {
    let header = "cve_entidad,sector_economico_1,sexo,ta";
    let rows = ["9,1,1,120".to_owned(), "9,6,2,80".to_owned()];
    let outcome = run("mex/imss_asegurados", "2024-01", header, &rows);
    let codes = [("LABOUR_STATUS", "EMP")];
    let told = figure(&outcome, &codes, &["SEX", "ACTIVITY", "GEO_ADM1"]);
    assert_eq!(told, [("200".to_owned(), "D".to_owned())]);
}

#[test]
fn a_joint_file_whose_country_and_nationality_are_swapped_is_refused() {
    let areas = schemas::registry::Registry::builtin().codelist("CL_AREA");
    let codes = areas.expect("the list").codes().iter();
    let countries = codes.filter(|code| code.code.len() == 3 && code.members.is_empty());
    let rows: Vec<String> = countries
        .take(60)
        .flat_map(|code| ["CRI", "GTM", "MEX"].map(|of| (code.code.clone(), of)))
        .map(|(country, of)| format!("2024-01-01,{country},{of},7"))
        .collect();
    let outcome = run("cri/dgme_entradas", "2024-01", "t,geo,nat,n", &rows);
    assert!(outcome.submissions.is_empty());
    let [suspicion] = &outcome.report.suspicions[..] else {
        panic!("{:?}", outcome.report.suspicions);
    };
    assert_eq!(suspicion.column, "reporter");
    assert_eq!(suspicion.other, "nationality");
}
