//! The sums that a table must keep: parts add up to the whole they are shown with, persons are
//! at most movements, a rate is the quotient of its counts, a later stage of a permit seldom
//! exceeds an earlier one. Suppressed figures end a check. Each check is one pass over the rows.

use std::collections::HashMap;

use crate::{
    dataflow::{Dataflow, Dimension},
    finding::{Finding, Severity},
    language::{MessageArgs, args},
    observation::{Column, Row},
    registry::Registry,
    submission::Submission,
};

/// Dimensions whose codes are kinds of figures, not parts of a whole.
const NOT_PARTS: [&str; 12] = [
    "FREQ",
    "REF_AREA",
    "REPORTER_ROLE",
    "MECHANISM",
    "PERMIT_STAGE",
    "MIG_CRITERION",
    "MIG_CONCEPT",
    "DIRECTION",
    "SOURCE_TYPE",
    "STAT_FUNC",
    "REMIT_ITEM",
    "VACANCY",
];
/// Codes that need not be shown for the parts to be complete.
const RESIDUAL: [&str; 3] = ["O", "_U", "_X"];
/// Stages of a permit in the order in which a worker passes them.
const STAGES: [&str; 5] = ["REQ", "CERT", "PET", "VISA", "ENT_PS"];
/// Rates with the status above the line and the two statuses that make what is below it.
const RATES: [(&str, &str, [Option<&str>; 2]); 3] = [
    ("RT_UNE", "UNE", [Some("LF"), None]),
    ("RT_LFP", "LF", [Some("LF"), Some("OLF")]),
    ("RT_EPR", "EMP", [Some("LF"), Some("OLF")]),
];
/// Largest deviation, base or reach that is believed.
const MOST_ALTERED: f64 = 100.0;
/// How far a rate may be from its quotient, in percentage points: 0.1 and the rounding.
const RATE_TOLERANCE: f64 = 0.1 + 1e-9;

/// How far a figure may be from the true one where the method of the statement alters figures.
fn altered(submission: &Submission) -> f64 {
    let statement = &submission.header.disclosure;
    let said = |key: &str| {
        let mut values = statement
            .rules
            .iter()
            .filter_map(|rule| rule.split_once('='));
        let value = values.find(|(name, _)| *name == key)?.1.parse().ok();
        value.filter(|value| (0.0..=MOST_ALTERED).contains(value))
    };
    match statement.method.as_str() {
        "cell_key" => said("deviation").unwrap_or(0.0),
        "rounding" | "small_count_rounding" => {
            said("base").unwrap_or(0.0) * said("reach").unwrap_or(0.0)
        }
        "independent_rounding" => said("base").unwrap_or(0.0) / 2.0,
        _ => 0.0,
    }
}

/// What does not add up in `submission`.
pub(crate) fn sums(submission: &Submission, dataflow: &'static Dataflow) -> Vec<Finding> {
    let keys = Keys::new(submission, dataflow);
    let altered = altered(submission);
    // Tables that are rounded as a whole add up; perturbed ones, and figures rounded one by one, do not.
    let noise = match submission.header.disclosure.method.as_str() {
        "cell_key" | "independent_rounding" => altered,
        _ => 0.0,
    };
    let mut findings = Vec::new();
    for at in 0..keys.dimensions.len() {
        findings.extend(parts(&keys, at, noise));
    }
    findings.extend(persons_and_movements(&keys, altered));
    findings.extend(stages(&keys));
    // A rate is of the true counts, which altered ones need not agree with.
    if altered == 0.0 {
        findings.extend(rates(&keys));
    }
    findings
}

/// One dimension as it stands in the rows: digit 0 is an absent code or the default.
struct Digits<'s> {
    dimension: &'static Dimension,
    column: &'s Column,
    default: Option<usize>,
    stride: u128,
}

impl<'s> Digits<'s> {
    fn digit(&self, row: Row) -> usize {
        let id = self.column.id(row).or(self.default);
        id.map_or(0, |id| id + 1)
    }

    fn code(&self, digit: usize) -> Option<&'s str> {
        match digit.checked_sub(1) {
            Some(id) => self.column.distinct().get_index(id).map(String::as_str),
            None => None,
        }
    }

    fn digit_of(&self, code: &str) -> Option<usize> {
        let written = self.column.distinct().get_index_of(code);
        let default = self.dimension.default.as_deref() == Some(code);
        written.map(|id| id + 1).or(default.then_some(0))
    }
}

/// The key of each row as one number, and where each key stands.
struct Keys<'s> {
    submission: &'s Submission,
    dataflow: &'static Dataflow,
    dimensions: Vec<Digits<'s>>,
    keys: Vec<u128>,
    rows: HashMap<u128, u32, rustc_hash::FxBuildHasher>,
}

impl<'s> Keys<'s> {
    fn new(submission: &'s Submission, dataflow: &'static Dataflow) -> Self {
        let observations = &submission.observations;
        let mut stride = 1u128;
        let mut dimensions = Vec::new();
        for dimension in &dataflow.dimensions {
            let Some(column) = observations.column(dimension.id.as_str()) else {
                continue;
            };
            let default = dimension.default.as_deref();
            dimensions.push(Digits {
                dimension,
                column,
                default: default.and_then(|code| column.distinct().get_index_of(code)),
                stride,
            });
            stride = stride.wrapping_mul(column.distinct().len() as u128 + 1);
        }
        let keys: Vec<u128> = (0..observations.len())
            .map(|row| {
                dimensions.iter().fold(0u128, |key, digits| {
                    key.wrapping_add(digits.stride.wrapping_mul(digits.digit(row) as u128))
                })
            })
            .collect();
        let rows = keys.iter().zip(0u32..).map(|(key, row)| (*key, row));
        Self {
            rows: rows.collect(),
            keys,
            submission,
            dataflow,
            dimensions,
        }
    }

    fn named(&self, id: &str) -> Option<&Digits<'s>> {
        let mut all = self.dimensions.iter();
        all.find(|digits| digits.dimension.id.as_str() == id)
    }

    /// The row that differs from `row` only by having `digit` in the given dimension.
    fn sibling(&self, row: Row, changes: &[(&Digits<'_>, usize)]) -> Option<Row> {
        let key = changes.iter().fold(self.keys[row], |key, (digits, digit)| {
            let from = digits.stride.wrapping_mul(digits.digit(row) as u128);
            let to = digits.stride.wrapping_mul(*digit as u128);
            key.wrapping_sub(from).wrapping_add(to)
        });
        self.rows.get(&key).map(|row| *row as Row)
    }

    fn value(&self, row: Row) -> Option<f64> {
        self.submission.observations.value(row)
    }

    fn all(&self) -> std::ops::Range<Row> {
        0..self.keys.len()
    }

    fn additive(&self) -> Vec<bool> {
        let Some(measure) = self.named("MEASURE") else {
            return vec![false; self.keys.len()];
        };
        let verdict: Vec<bool> = (0..=measure.column.distinct().len())
            .map(|digit| {
                let known = measure.code(digit).and_then(|id| self.dataflow.measure(id));
                known.is_some_and(|measure| measure.additive)
            })
            .collect();
        self.all().map(|row| verdict[measure.digit(row)]).collect()
    }

    /// Codes of a dimension whose parts the sender declares not to exhaust them.
    fn incomplete(&self, dimension: &str, code: &str) -> bool {
        let declared = self.submission.header.disclosure.incomplete.get(dimension);
        declared.is_some_and(|codes| codes.iter().any(|known| known == code))
    }
}

/// What the shown parts of a row add up to.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: f64,
    shown: u32,
    holes: bool,
}

/// Parts against their whole along one dimension.
fn parts(keys: &Keys<'_>, at: usize, noise: f64) -> Option<Finding> {
    let digits = &keys.dimensions[at];
    let id = digits.dimension.id.as_str();
    if NOT_PARTS.contains(&id) {
        return None;
    }
    let list = digits.dimension.codelist.as_ref()?;
    let list = Registry::builtin().codelist(list.as_str())?;
    let count = digits.column.distinct().len() + 1;
    let wholes: Vec<Option<usize>> = (0..count)
        .map(|digit| {
            let code = digits.code(digit)?;
            let whole = list.nearest_ancestor(code, |code| digits.digit_of(code).is_some())?;
            digits.digit_of(whole)
        })
        .collect();
    let additive = keys.additive();
    let mut sums = vec![Sum::default(); keys.keys.len()];
    for row in keys.all().filter(|row| additive[*row]) {
        let Some(whole) = wholes[digits.digit(row)] else {
            continue;
        };
        let Some(whole) = keys.sibling(row, &[(digits, whole)]) else {
            continue;
        };
        let sum = &mut sums[whole];
        sum.shown += 1;
        match keys.value(row) {
            Some(value) => sum.total += value,
            None => sum.holes = true,
        }
    }
    let closed: Vec<Option<usize>> = (0..count)
        .map(|digit| {
            let whole = digits.code(digit).or(digits.dimension.default.as_deref())?;
            let shown: Vec<&str> = (0..count)
                .filter(|part| wholes[*part] == Some(digit))
                .filter_map(|part| digits.code(part))
                .collect();
            let of_the_list = list.codes().iter().filter(|code| {
                list.additive_parent(&code.code) == Some(whole)
                    && !RESIDUAL.contains(&code.code.as_str())
            });
            let all = if list.id.as_str() == "CL_AREA" {
                shown.contains(&"_X")
            } else {
                of_the_list
                    .into_iter()
                    .all(|code| shown.contains(&&*code.code))
            };
            (all && !keys.incomplete(id, whole)).then_some(shown.len())
        })
        .collect();
    let wrong = keys.all().filter(|row| {
        let sum = sums[*row];
        let Some(whole) = keys.value(*row).filter(|_| sum.shown > 0) else {
            return false;
        };
        let tolerance = (0.5 + noise) * f64::from(sum.shown + 1) + whole.abs() * 1e-9;
        let complete = !sum.holes && closed[digits.digit(*row)] == Some(sum.shown as usize);
        sum.total > whole + tolerance || (complete && sum.total < whole - tolerance)
    });
    let told = args([("column", id.to_owned())]);
    found(Severity::Error, "parts_differ_from_whole", wrong, told)
}

fn persons_and_movements(keys: &Keys<'_>, altered: f64) -> Option<Finding> {
    let measure = keys.named("MEASURE")?;
    let (persons, movements) = (measure.digit_of("N_PS")?, measure.digit_of("N_MOVE")?);
    let wrong = keys.all().filter(|row| {
        let other = (measure.digit(*row) == persons)
            .then(|| keys.sibling(*row, &[(measure, movements)]))
            .flatten();
        let other = other.and_then(|other| keys.value(other));
        let mine = keys.value(*row);
        mine.zip(other)
            .is_some_and(|(mine, other)| mine > other + 1.0 + 2.0 * altered)
    });
    let none = MessageArgs::new();
    found(Severity::Error, "more_persons_than_movements", wrong, none)
}

fn stages(keys: &Keys<'_>) -> Option<Finding> {
    let stage = keys.named("PERMIT_STAGE")?;
    let passed: Vec<usize> = STAGES
        .iter()
        .filter_map(|code| stage.digit_of(code))
        .collect();
    let wrong = keys.all().filter(|row| {
        let here = stage.digit(*row);
        let Some(at) = passed.iter().position(|digit| *digit == here) else {
            return false;
        };
        let mut earlier = passed[..at].iter().rev();
        let before = earlier.find_map(|digit| keys.sibling(*row, &[(stage, *digit)]));
        let before = before.and_then(|before| keys.value(before));
        let mine = keys.value(*row);
        mine.zip(before).is_some_and(|(mine, before)| mine > before)
    });
    let none = MessageArgs::new();
    found(
        Severity::Warning,
        "later_stage_exceeds_earlier",
        wrong,
        none,
    )
}

fn rates(keys: &Keys<'_>) -> Option<Finding> {
    let measure = keys.named("MEASURE")?;
    let status = keys.named("LABOUR_STATUS")?;
    let count = measure.digit_of("N_PS")?;
    let wrong = keys.all().filter(|row| {
        let shown = measure.code(measure.digit(*row));
        let Some((_, above, below)) = RATES.iter().find(|(rate, ..)| shown == Some(*rate)) else {
            return false;
        };
        let persons = |code: &str| {
            let changes = [(measure, count), (status, status.digit_of(code)?)];
            keys.value(keys.sibling(*row, &changes)?)
        };
        let below: Option<f64> = below.iter().flatten().map(|code| persons(code)).sum();
        let quotient = persons(above).zip(below.filter(|below| *below > 0.0));
        let quotient = quotient.map(|(above, below)| 100.0 * above / below);
        let mine = keys.value(*row).zip(quotient);
        mine.is_some_and(|(mine, quotient)| (mine - quotient).abs() > RATE_TOLERANCE)
    });
    let none = MessageArgs::new();
    found(Severity::Error, "rate_differs_from_quotient", wrong, none)
}

/// One finding for all `rows`, whose pointer names the first.
fn found(
    severity: Severity,
    code: &str,
    mut rows: impl Iterator<Item = Row>,
    args: MessageArgs,
) -> Option<Finding> {
    let pointer = format!("/observations/{}/OBS_VALUE", rows.next()?);
    let mut finding = Finding::error(code, pointer, args);
    finding.severity = severity;
    finding.count += rows.count();
    Some(finding)
}
