//! Published tables of rows and columns, as offices print them: the figures that the tables themselves add up come
//! out, of every edition that is there.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod canada;
mod mexico;
mod panama;
#[path = "../real_data/mod.rs"]
mod real_data;

use adapters::{
    inspect::{self, USUAL_ROWS},
    pipeline::Outcome,
};

/// The figure at these codes, all other dimensions being at their total.
pub(crate) fn figure(outcome: &Outcome, codes: &[(&str, &str)]) -> Option<f64> {
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

#[test]
fn each_table_of_a_workbook_is_named_with_its_sheet_and_a_hidden_one_last() {
    let Some(folder) = real_data::real_data() else {
        return;
    };
    let books = [
        (
            "mx/cpv2020_b_eum_04_migracion.xlsx",
            "mex/inegi_cpv2020_causas",
            vec![
                ("mex/inegi_cpv2020_nacimiento", "01", true),
                ("mex/inegi_cpv2020_nacimiento_entidad", "02", true),
                ("mex/inegi_cpv2020_residencia", "05", true),
            ],
        ),
        (
            "hn/Empleo_Honduras_2012_a_2023_por_Edad_y_Genero.xlsx",
            "hnd/ine_empleo",
            vec![("hnd/ine_empleo_edad", "Fuente 2012 - 2016", false)],
        ),
    ];
    for (file, first, others) in books {
        let examined = inspect::examine(&folder.join(file), USUAL_ROWS).expect("examined");
        let fits = inspect::fits(&examined, None, None);
        assert_eq!(fits[0].adapter, first, "{file}");
        let told = examined.other_tables.iter();
        let told: Vec<_> = told
            .map(|one| (one.adapter.as_str(), one.sheet.as_str(), one.visible))
            .collect();
        assert_eq!(told, others, "{file}");
    }
}
