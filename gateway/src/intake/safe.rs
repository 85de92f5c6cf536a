//! Whether the table may be kept: no cell below the threshold of its profile, and no suppressed
//! cell that a reader can compute from the others. Cells are named to their sender by their
//! codes; nobody learns a figure from the answer.

use disclosure::{Attack, AttackOptions, PublishedTable, Recovered, attack, read::below_threshold};
use schemas::{
    finding::{Finding, Severity},
    language::args,
    registry::Registry,
    submission::Submission,
};

use super::verified::VerifiedSubmission;
use crate::refusal::Refusal;

/// Attacks the table as an intruder would.
///
/// # Errors
/// When a cell is below the threshold, or can be recomputed.
pub(super) fn check(verified: &VerifiedSubmission) -> Result<(), Refusal> {
    let Submission {
        header,
        observations,
    } = &verified.submission;
    let below = below_threshold(observations, &header.disclosure);
    if !below.is_empty() {
        return Err(Refusal::BelowThreshold(below));
    }
    let dataflow = Registry::builtin()
        .dataflow(header.dataflow.as_str())
        .ok_or(Refusal::DataflowUnknown)?;
    let tables = PublishedTable::from_observations(dataflow, observations, &header.disclosure)
        .map_err(Refusal::Invalid)?;
    // Only offices know which contributors stand alone in their cell.
    let options = AttackOptions {
        insiders: false,
        ..AttackOptions::default()
    };
    let is_one = tables.len() == 1;
    let findings: Vec<Finding> = tables
        .iter()
        .flat_map(|table| findings(&attack(table, &options), is_one))
        .collect();
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Recoverable(findings))
    }
}

fn findings(attack: &Attack, is_one_table: bool) -> Vec<Finding> {
    let recovered = attack.recovered.iter().map(|cell| Finding {
        code: "cell_recoverable".to_owned(),
        severity: Severity::Error,
        // The rows of the only table are the observations, in their order.
        pointer: if is_one_table {
            format!("/observations/{}", cell.cell)
        } else {
            "/observations".to_owned()
        },
        count: 1,
        args: args([("cell", named(cell))]),
    });
    let undecided = (!attack.undecided.is_empty()).then(|| Finding {
        code: "cell_undecided".to_owned(),
        severity: Severity::Error,
        pointer: "/observations".to_owned(),
        count: attack.undecided.len(),
        args: args([("count", attack.undecided.len().to_string())]),
    });
    recovered.chain(undecided).collect()
}

fn named(cell: &Recovered) -> String {
    let codes = cell.codes.iter().filter(|(_, code)| code != "_T");
    let codes: Vec<String> = codes
        .map(|(dimension, code)| format!("{dimension}={code}"))
        .collect();
    codes.join(", ")
}
