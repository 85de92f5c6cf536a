//! A submission of more than a million observations: employed persons by sex, age, occupation and
//! activity, every level of each tree, dense, every sum right and nothing suppressed. Written row
//! by row, so that making it needs no memory.

use std::io::{self, Write};

use schemas::{
    codelist::Codelist, ids::SubmissionId, registry::Registry, submission::EXCHANGE_VERSION,
};

/// Persons in each cell at the leaves: above every threshold.
const PERSONS: u64 = 20;

/// Writes the submission of `provider` for 2024 to `out`; gives the number of observations.
///
/// # Errors
/// When `out` does not take it.
///
/// # Panics
/// When a codelist is not there.
pub fn write(provider: &str, mut out: impl Write) -> io::Result<usize> {
    let version = &Registry::builtin()
        .dataflow("DF_LM_STOCK")
        .expect("known dataflow")
        .version;
    let header = serde_json::json!({
        "exchange_version": EXCHANGE_VERSION, "submission_id": SubmissionId::new(),
        "dataflow": "DF_LM_STOCK", "dataflow_version": version, "provider": provider,
        "reference_period": "2024", "revision": 0, "prepared_at": "2025-05-01T00:00:00Z",
        "adapter": "manual",
        "disclosure": { "profile": "count", "rules": ["minimum_frequency=5"],
            "method": "suppression", "primary": 0, "secondary": 0 },
    });
    let header = header.to_string();
    let open = header.strip_suffix('}').unwrap_or(&header);
    write!(out, "{open},\"observations\":[")?;
    let rows = rows(&provider[..3], &mut out)?;
    write!(out, "\n]}}")?;
    out.flush()?;
    Ok(rows)
}

fn rows(area: &str, out: &mut impl Write) -> io::Result<usize> {
    let [sexes, ages, occupations, activities] =
        ["CL_SEX", "CL_AGE", "CL_OCCUPATION", "CL_ACTIVITY"].map(leaves);
    let mut rows = 0;
    for (sex, of_sex) in &sexes {
        for (age, of_age) in &ages {
            for (occupation, of_occupation) in &occupations {
                for (activity, of_activity) in &activities {
                    let persons = PERSONS * of_sex * of_age * of_occupation * of_activity;
                    let separator = if rows == 0 { "" } else { "," };
                    write!(
                        out,
                        "{separator}\n{{\"FREQ\":\"A\",\"REF_AREA\":\"{area}\",\"SEX\":\"{sex}\",\
                         \"AGE\":\"{age}\",\"LABOUR_STATUS\":\"EMP\",\"OCCUPATION\":\"{occupation}\",\
                         \"ACTIVITY\":\"{activity}\",\"MEASURE\":\"N_PS\",\"TIME_PERIOD\":\"2024\",\
                         \"OBS_STATUS\":\"A\",\"CONF_STATUS\":\"F\",\"OBS_VALUE\":{persons}}}"
                    )?;
                    rows += 1;
                }
            }
        }
    }
    Ok(rows)
}

/// The codes of a list with the number of leaves below each.
fn leaves(list: &str) -> Vec<(&'static str, u64)> {
    let list = Registry::builtin().codelist(list).expect("known codelist");
    let codes = list.codes().iter().map(|code| code.code.as_str());
    codes.map(|code| (code, below(list, code))).collect()
}

fn below(list: &Codelist, code: &str) -> u64 {
    let codes = list.codes().iter().map(|code| code.code.as_str());
    let parts: u64 = codes
        .filter(|part| list.additive_parent(part) == Some(code))
        .map(|part| below(list, part))
        .sum();
    parts.max(1)
}
