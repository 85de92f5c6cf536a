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
