//! Checks a submission against the contract. Each distinct value of a column is checked once and
//! each rule by the distinct values of its columns, so that a million observations take a moment.

use std::collections::HashSet;

use crate::{
    column::{self, ColumnRule, Content, LONGEST_TEXT, YES_NO},
    dataflow::Dataflow,
    finding::Finding,
    generate,
    language::{MessageArgs, args},
    moment::Moment,
    observation::{Observations, Row},
    period::ReferencePeriod,
    registry::Registry,
    rule::{self, Clause, ENDS_BEFORE_IT_BEGINS, Rule, Test, VALID_FROM, VALID_TO, VALUE},
    submission::{EXCHANGE_VERSION, Submission, to_bytes},
    sums,
};

/// All findings in `submission`, at most `max_findings`, each with the number of its places.
#[must_use]
pub fn validate(submission: &Submission, max_findings: usize) -> Vec<Finding> {
    let mut findings = schema_findings(submission);
    findings.extend(context(submission));
    if let Some(dataflow) = dataflow(submission) {
        findings.extend(repeated(dataflow, &submission.observations));
        findings.extend(spans(&submission.observations));
        findings.extend(sums::sums(submission, dataflow));
    }
    findings.truncate(max_findings);
    findings
}

/// The findings that the generated JSON Schema makes too: there are none exactly when
/// [`by_json_schema`] accepts the submission.
#[must_use]
pub fn schema_findings(submission: &Submission) -> Vec<Finding> {
    let header = &submission.header;
    let none = MessageArgs::new();
    let mut findings = Vec::new();
    if header.exchange_version != EXCHANGE_VERSION {
        let pointer = "/exchange_version";
        findings.push(Finding::error(
            "exchange_version_unknown",
            pointer,
            none.clone(),
        ));
    }
    let Some(dataflow) = dataflow(submission) else {
        findings.push(Finding::error("dataflow_unknown", "/dataflow", none));
        return findings;
    };
    if header.dataflow_version != dataflow.version {
        let version = args([("version", dataflow.version.clone())]);
        let pointer = "/dataflow_version";
        findings.push(Finding::error("dataflow_version_unknown", pointer, version));
    }
    let observations = &submission.observations;
    findings.extend(shape(dataflow, observations));
    for rule in rule::rules(dataflow) {
        findings.extend(broken(&rule, observations));
    }
    findings
}

/// The plain path and referee: whether the generated JSON Schema of the dataflow accepts the
/// submission. It holds the whole document in memory.
#[must_use]
pub fn by_json_schema(submission: &Submission) -> bool {
    let Some(dataflow) = dataflow(submission) else {
        return false;
    };
    let Ok(document) = serde_json::from_slice(&to_bytes(submission)) else {
        return false;
    };
    let schema = generate::submission_schema(dataflow);
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema);
    validator.is_ok_and(|validator| validator.is_valid(&document))
}

fn dataflow(submission: &Submission) -> Option<&'static Dataflow> {
    Registry::builtin().dataflow(submission.header.dataflow.as_str())
}

/// Columns, their presence and what stands in them.
fn shape(dataflow: &'static Dataflow, observations: &Observations) -> Vec<Finding> {
    let known = column::columns(dataflow);
    let mut findings = Vec::new();
    if observations.is_empty() {
        let none = MessageArgs::new();
        findings.push(Finding::error("no_observations", "/observations", none));
    }
    for (name, column) in observations.columns() {
        match known.iter().find(|rule| rule.name == name) {
            None => {
                // The name itself could be a value: it is not repeated.
                let rows = (0..observations.len()).filter(|row| column.id(*row).is_some());
                findings.extend(finding("column_unknown", "", rows, MessageArgs::new()));
            }
            Some(rule) => findings.extend(contents(dataflow, rule, observations)),
        }
    }
    for rule in known.iter().filter(|rule| rule.required) {
        let absent =
            (0..observations.len()).filter(|row| observations.get(*row, rule.name).is_none());
        let column = args([("column", rule.name.to_owned())]);
        findings.extend(finding("column_missing", "", absent, column));
    }
    let absent = (0..observations.len()).filter(|row| !observations.has_value(*row));
    let column = args([("column", VALUE.to_owned())]);
    findings.extend(finding("column_missing", "", absent, column));
    findings
}

fn contents(
    dataflow: &Dataflow,
    rule: &ColumnRule,
    observations: &Observations,
) -> Option<Finding> {
    let column = observations.column(rule.name)?;
    let accepted: Vec<bool> = column
        .distinct()
        .iter()
        .map(|text| accepts(dataflow, rule.content, text))
        .collect();
    if accepted.iter().all(|good| *good) {
        return None;
    }
    let rows =
        (0..observations.len()).filter(|row| column.id(*row).is_some_and(|id| !accepted[id]));
    let (code, list) = match rule.content {
        Content::Code(list) => ("code_not_in_codelist", list.id.to_string()),
        Content::Measure => ("measure_unknown", String::new()),
        Content::Period => ("period_invalid", String::new()),
        Content::Day => ("day_invalid", String::new()),
        Content::YesNo => ("code_not_in_codelist", YES_NO.join(", ")),
        Content::Text => ("text_too_long", LONGEST_TEXT.to_string()),
    };
    let told = args([("column", rule.name.to_owned()), ("list", list)]);
    finding(code, rule.name, rows, told)
}

/// Whether `text` may stand in a column of `content`.
fn accepts(dataflow: &Dataflow, content: Content, text: &str) -> bool {
    match content {
        Content::Code(list) => list.get(text).is_some(),
        Content::Measure => dataflow.measure(text).is_some(),
        Content::Period => text.parse::<ReferencePeriod>().is_ok(),
        Content::Day => Moment::parse(text).is_some(),
        Content::YesNo => YES_NO.contains(&text),
        Content::Text => text.chars().count() <= LONGEST_TEXT,
    }
}

/// A clause with the verdict on each distinct value of its column.
struct Judged<'o> {
    column: Option<&'o crate::observation::Column>,
    passes: Vec<bool>,
    absent: bool,
    value: Option<&'o Test>,
}

impl<'o> Judged<'o> {
    fn new(clause: &'o Clause, observations: &'o Observations) -> Self {
        let column = observations.column(clause.column);
        let distinct = column.iter().flat_map(|column| column.distinct());
        Self {
            column,
            passes: distinct
                .map(|text| clause.test.passes(Some(text)))
                .collect(),
            absent: clause.test.passes(None),
            value: (clause.column == VALUE).then_some(&clause.test),
        }
    }

    fn never(&self) -> bool {
        self.value.is_none() && !self.absent && !self.passes.contains(&true)
    }

    fn holds(&self, observations: &Observations, row: Row) -> bool {
        match self.value {
            Some(Test::Null) => observations.value(row).is_none(),
            Some(_) => observations.value(row).is_some(),
            None => match self.column.and_then(|column| column.id(row)) {
                Some(id) => self.passes[id],
                None => self.absent,
            },
        }
    }
}

fn broken(rule: &Rule, observations: &Observations) -> Option<Finding> {
    let when: Vec<Judged<'_>> = rule
        .when
        .iter()
        .map(|clause| Judged::new(clause, observations))
        .collect();
    if when.iter().any(Judged::never) {
        return None;
    }
    let then = Judged::new(&rule.then, observations);
    let rows = (0..observations.len()).filter(|row| {
        when.iter().all(|clause| clause.holds(observations, *row))
            && !then.holds(observations, *row)
    });
    let column = args([("column", rule.then.column.to_owned())]);
    finding(rule.code, rule.then.column, rows, column)
}

/// What observations say must agree with the header.
fn context(submission: &Submission) -> Vec<Finding> {
    let header = &submission.header;
    let observations = &submission.observations;
    let period = header.reference_period.to_string();
    let frequency = header.reference_period.frequency().code();
    let area = header.provider.area();
    let mut findings = Vec::new();
    for (column, expected, code) in [
        ("TIME_PERIOD", period.as_str(), "period_differs_from_header"),
        ("FREQ", frequency, "frequency_differs_from_period"),
        ("REF_AREA", area, "area_differs_from_provider"),
    ] {
        if column == "REF_AREA" && area == "PUENTE" {
            continue;
        }
        let rows = (0..observations.len()).filter(|row| {
            observations
                .get(*row, column)
                .is_some_and(|text| text != expected)
        });
        findings.extend(finding(code, column, rows, MessageArgs::new()));
    }
    findings
}

/// What holds until a day holds since an earlier one.
fn spans(observations: &Observations) -> Option<Finding> {
    let (from, to) = (
        observations.column(VALID_FROM)?,
        observations.column(VALID_TO)?,
    );
    let moment = |text: Option<&str>| text.and_then(Moment::parse);
    let rows = (0..observations.len()).filter(|row| {
        let span = moment(from.get(*row)).zip(moment(to.get(*row)));
        span.is_some_and(|(from, to)| !from.may_be_before(to))
    });
    finding(ENDS_BEFORE_IT_BEGINS, VALID_TO, rows, MessageArgs::new())
}

/// Two observations with one key: absent optional dimensions mean their default.
fn repeated(dataflow: &'static Dataflow, observations: &Observations) -> Option<Finding> {
    let columns: Vec<_> = dataflow
        .dimensions
        .iter()
        .filter_map(|dimension| {
            let column = observations.column(dimension.id.as_str())?;
            let default = dimension.default.as_deref();
            let default = default.and_then(|code| column.distinct().get_index_of(code));
            Some((column, default))
        })
        .collect();
    // The key as one number, a digit per column: closed codelists keep it below 2^128.
    let mut seen: HashSet<u128, rustc_hash::FxBuildHasher> = HashSet::default();
    let rows = (0..observations.len()).filter(|row| {
        let key = columns.iter().fold(0u128, |key, (column, default)| {
            let radix = column.distinct().len() as u128 + 1;
            let digit = column.id(*row).or(*default).map_or(0, |id| id as u128 + 1);
            key.wrapping_mul(radix).wrapping_add(digit)
        });
        !seen.insert(key)
    });
    finding("observation_repeated", "", rows, MessageArgs::new())
}

/// One finding for all `rows`, whose pointer names the first.
fn finding(
    code: &str,
    column: &str,
    mut rows: impl Iterator<Item = Row>,
    args: MessageArgs,
) -> Option<Finding> {
    let first = rows.next()?;
    let mut pointer = format!("/observations/{first}");
    if !column.is_empty() {
        pointer = format!("{pointer}/{column}");
    }
    let mut finding = Finding::error(code, pointer, args);
    finding.count += rows.count();
    Some(finding)
}
