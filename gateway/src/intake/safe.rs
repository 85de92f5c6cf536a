//! Whether the table may be kept: no cell below the threshold of its profile, no suppressed cell
//! that a reader can compute from the others, nor from the others and what was released before.
//! Cells are named to their sender by their codes; nobody learns a figure from the answer.

use disclosure::{
    Attack, AttackOptions, PublishedTable, Recovered, attack,
    attack::Disclosure,
    read::{TablePart, below_threshold},
};
use schemas::{
    finding::{Finding, Severity},
    language::args,
    registry::Registry,
    submission::Submission,
};

use super::{earlier, verified::VerifiedSubmission};
use crate::{gateway::Gateway, refusal::Refusal};

/// As one who reads: only offices know which contributors stand alone in their cell.
pub(super) fn reader() -> AttackOptions {
    AttackOptions {
        insiders: false,
        ..AttackOptions::default()
    }
}

/// Attacks the table as an intruder would, alone and together with the provider's earlier
/// releases of the period.
///
/// # Errors
/// When a cell is below the threshold, or can be recomputed.
pub(super) fn check(gateway: &Gateway, verified: &VerifiedSubmission) -> Result<(), Refusal> {
    let Submission {
        header,
        observations,
    } = &verified.submission;
    let dataflow = Registry::builtin()
        .dataflow(header.dataflow.as_str())
        .ok_or(Refusal::DataflowUnknown)?;
    let below = below_threshold(dataflow, observations, &header.disclosure);
    if !below.is_empty() {
        return Err(Refusal::BelowThreshold(below));
    }
    let parts = PublishedTable::parts(dataflow, observations, &header.disclosure)
        .map_err(Refusal::Invalid)?;
    let findings: Vec<Finding> = parts
        .iter()
        .flat_map(|part| findings(&attack(&part.table, &reader()), part))
        .collect();
    if !findings.is_empty() {
        return Err(Refusal::Recoverable(findings));
    }
    earlier::check(gateway, header, dataflow, parts)
}

fn findings(attack: &Attack, part: &TablePart) -> Vec<Finding> {
    let recovered = attack.recovered.iter().map(|cell| Finding {
        code: match cell.kind {
            Disclosure::Unaltered => "cell_unaltered",
            _ => "cell_recoverable",
        }
        .to_owned(),
        severity: Severity::Error,
        pointer: pointer(part, cell.cell),
        count: 1,
        args: args([("cell", named(cell))]),
    });
    recovered.chain(undecided(attack.undecided.len())).collect()
}

/// Where `cell` stands in the document.
pub(super) fn pointer(part: &TablePart, cell: u32) -> String {
    match part.rows.get(cell as usize) {
        Some(row) => format!("/observations/{row}"),
        None => "/observations".to_owned(),
    }
}

/// That the attack was left open for so many cells.
pub(super) fn undecided(count: usize) -> Option<Finding> {
    (count > 0).then(|| Finding {
        code: "cell_undecided".to_owned(),
        severity: Severity::Error,
        pointer: "/observations".to_owned(),
        count,
        args: args([("count", count.to_string())]),
    })
}

fn named(cell: &Recovered) -> String {
    let codes = cell.codes.iter();
    name(codes.map(|(dimension, code)| (dimension.as_str(), code.as_str())))
}

/// The codes of a cell but for those that are totals.
pub(super) fn name<'a>(codes: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let codes: Vec<String> = codes
        .filter(|(_, code)| *code != "_T")
        .map(|(dimension, code)| format!("{dimension}={code}"))
        .collect();
    codes.join(", ")
}
