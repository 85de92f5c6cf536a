//! The conditional rules of a dataflow, as data: "occupation only for the employed", "no value
//! where the status says that it is withheld". One list feeds the record constructor, the
//! generated JSON Schemas and the fast validator, so that the three cannot disagree.

use crate::{
    dataflow::{Dataflow, Dimension},
    registry::Registry,
};

/// The column that holds the figure of an observation.
pub const VALUE: &str = "OBS_VALUE";
/// The column that says since when something holds.
pub const VALID_FROM: &str = "VALID_FROM";
/// The column that says until when it holds.
pub const VALID_TO: &str = "VALID_TO";
/// Code of the finding when the second does not lie after the first: a schema cannot tell.
pub const ENDS_BEFORE_IT_BEGINS: &str = "valid_to_not_after_valid_from";
/// Statuses of an observation that has no value: missing, not collected, cannot exist, withheld.
pub const WITHOUT_VALUE: [&str; 4] = ["O", "L", "M", "Q"];
/// Confidentiality statuses under which a value must not travel.
pub const CONFIDENTIAL: [&str; 10] = ["A", "C", "D", "G", "M", "N", "O", "S", "T", "X"];
/// The countries that report; a group of countries can only be reported by the gateway.
pub const REPORTERS: [&str; 12] = [
    "BLZ", "CAN", "CRI", "DOM", "SLV", "GTM", "HND", "HTI", "MEX", "NIC", "PAN", "USA",
];
/// Codes of persons in employment.
const EMPLOYED: [&str; 3] = ["EMP", "EMP_TRU", "EMP_OTH"];
/// Complaints that are shown for the nation and the year only.
const MOST_SENSITIVE: [&str; 5] = ["VIOL_SEX", "FLAB", "FL_DOC", "FL_MOVE", "FL_DEBT"];

/// What a clause asks of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The observation carries the column.
    Present,
    /// It carries the column with one of these codes.
    In(Vec<&'static str>),
    /// It does not carry the column, or with one of these codes.
    AbsentOrIn(Vec<&'static str>),
    /// It does not carry the column, or with none of these codes.
    AbsentOrNotIn(Vec<&'static str>),
    /// The value is `null` (only for [`VALUE`]).
    Null,
    /// The value is a number (only for [`VALUE`]).
    Number,
}

/// A test of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The column.
    pub column: &'static str,
    /// What is asked of it.
    pub test: Test,
}

/// If all clauses of `when` hold, `then` must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Code of the finding when it does not.
    pub code: &'static str,
    /// The condition.
    pub when: Vec<Clause>,
    /// The demand.
    pub then: Clause,
}

impl Test {
    /// Whether text `value` of a column passes; [`Test::Null`] and [`Test::Number`] are about
    /// the value of the observation and never pass here.
    #[must_use]
    pub fn passes(&self, value: Option<&str>) -> bool {
        match (self, value) {
            (Self::Present, value) => value.is_some(),
            (Self::In(codes), value) => value.is_some_and(|text| codes.contains(&text)),
            (Self::AbsentOrIn(codes), value) => value.is_none_or(|text| codes.contains(&text)),
            (Self::AbsentOrNotIn(codes), value) => value.is_none_or(|text| !codes.contains(&text)),
            (Self::Null | Self::Number, _) => false,
        }
    }
}

/// The rules of `dataflow`, in the order in which a person would meet them.
#[must_use]
pub fn rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    let mut rules = value_rules();
    rules.extend(employment_rules(dataflow));
    rules.extend(corridor_rules(dataflow));
    rules.extend(pair_rules(dataflow));
    rules.extend(money_rules(dataflow));
    rules.extend(stage_rules(dataflow));
    rules.extend(demand_rules(dataflow));
    rules.extend(sensitive_rules(dataflow));
    rules
}

fn clause(column: &'static str, test: Test) -> Clause {
    Clause { column, test }
}

fn rule(code: &'static str, when: Clause, then: Clause) -> Rule {
    Rule {
        code,
        when: vec![when],
        then,
    }
}

fn value_rules() -> Vec<Rule> {
    let with_value: Vec<&str> = codes_of("CL_OBS_STATUS")
        .into_iter()
        .filter(|code| !WITHOUT_VALUE.contains(code))
        .collect();
    vec![
        rule(
            "value_not_null",
            clause("OBS_STATUS", Test::In(WITHOUT_VALUE.to_vec())),
            clause(VALUE, Test::Null),
        ),
        rule(
            "value_missing",
            clause("OBS_STATUS", Test::In(with_value)),
            clause(VALUE, Test::Number),
        ),
        rule(
            "suppressed_without_reason",
            clause("OBS_STATUS", Test::In(vec!["Q"])),
            clause("CONF_STATUS", Test::In(CONFIDENTIAL.to_vec())),
        ),
        rule(
            "confidential_value_present",
            clause("CONF_STATUS", Test::In(CONFIDENTIAL.to_vec())),
            clause(VALUE, Test::Null),
        ),
    ]
}

fn employment_rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    if dataflow.dimension("LABOUR_STATUS").is_none() {
        return Vec::new();
    }
    let others: Vec<&str> = codes_of("CL_LABOUR_STATUS")
        .into_iter()
        .filter(|code| !EMPLOYED.contains(code))
        .collect();
    ["STATUS_EMP", "ACTIVITY", "OCCUPATION"]
        .into_iter()
        .filter(|column| dataflow.dimension(column).is_some())
        .map(|column| {
            rule(
                "only_for_employed",
                clause("LABOUR_STATUS", Test::In(others.clone())),
                clause(column, Test::AbsentOrIn(vec!["_T"])),
            )
        })
        .collect()
}

fn corridor_rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    if dataflow.dimension("COUNTERPART_AREA").is_none() {
        return Vec::new();
    }
    REPORTERS
        .into_iter()
        .map(|area| {
            rule(
                "counterpart_is_reporting_area",
                clause("REF_AREA", Test::In(vec![area])),
                clause("COUNTERPART_AREA", Test::AbsentOrNotIn(vec![area])),
            )
        })
        .collect()
}

/// Something between two countries is between two. A group of countries may have it among its members.
fn pair_rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    let pair = ["ORIGIN", "DESTINATION"];
    if pair.iter().any(|id| dataflow.dimension(id).is_none()) {
        return Vec::new();
    }
    let country =
        |code: &&str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    codes_of("CL_AREA")
        .into_iter()
        .filter(country)
        .map(|area| {
            rule(
                "origin_is_destination",
                clause(pair[0], Test::In(vec![area])),
                clause(pair[1], Test::AbsentOrNotIn(vec![area])),
            )
        })
        .collect()
}

fn money_rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    let national: Vec<&str> = dataflow
        .measures
        .iter()
        .filter(|measure| measure.unit == "XDC")
        .map(|measure| measure.id.as_str())
        .collect();
    let mut rules = Vec::new();
    if !national.is_empty() {
        rules.push(rule(
            "money_without_currency",
            clause("MEASURE", Test::In(national)),
            clause("CURRENCY", Test::Present),
        ));
    }
    if dataflow.measure("EARN").is_some() {
        rules.push(rule(
            "earnings_without_function",
            clause("MEASURE", Test::In(vec!["EARN"])),
            clause(
                "STAT_FUNC",
                Test::In(vec!["MEAN", "MEDIAN", "P10", "P25", "P75", "P90"]),
            ),
        ));
    }
    if dataflow.dimension("EARN_TYPE").is_some() {
        let named: Vec<&str> = codes_of("CL_MECHANISM")
            .into_iter()
            .filter(|code| !code.starts_with('_'))
            .collect();
        rules.push(rule(
            "offered_wage_without_mechanism",
            clause("EARN_TYPE", Test::In(vec!["OFFER_H"])),
            clause("MECHANISM", Test::In(named)),
        ));
    }
    rules
}

/// The unit is fixed by the stage of a permit, so a stated one must be that.
fn stage_rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    if dataflow.dimension("PERMIT_STAGE").is_none() {
        return Vec::new();
    }
    let Some(stages) = Registry::builtin().codelist("CL_PERMIT_STAGE") else {
        return Vec::new();
    };
    stages
        .codes()
        .iter()
        .filter_map(|stage| {
            Some(rule(
                "unit_differs_from_stage",
                clause("PERMIT_STAGE", Test::In(vec![stage.code.as_str()])),
                clause("UNIT_STAGE", Test::AbsentOrIn(vec![stage.unit.as_deref()?])),
            ))
        })
        .collect()
}

fn demand_rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    if dataflow.dimension("VACANCY").is_none() {
        return Vec::new();
    }
    let vacancies: Vec<&str> = codes_of("CL_VACANCY")
        .into_iter()
        .filter(|code| !["SEEK", "PLACED"].contains(code))
        .collect();
    vec![
        rule(
            "sex_of_a_vacancy",
            clause("VACANCY", Test::In(vacancies)),
            clause("SEX", Test::AbsentOrIn(vec!["_T"])),
        ),
        rule(
            "wage_without_period",
            clause("MEASURE", Test::In(vec!["WAGE_OFF"])),
            clause("PER", Test::Present),
        ),
    ]
}

fn sensitive_rules(dataflow: &'static Dataflow) -> Vec<Rule> {
    if dataflow.dimension("COMPLAINT").is_none() {
        return Vec::new();
    }
    let sensitive: Vec<&str> = codes_of("CL_COMPLAINT")
        .into_iter()
        .filter(|code| MOST_SENSITIVE.contains(code))
        .collect();
    let when = clause("COMPLAINT", Test::In(sensitive));
    vec![
        rule(
            "sensitive_below_national",
            when.clone(),
            clause("GEO_ADM1", Test::AbsentOrIn(vec!["_T"])),
        ),
        rule(
            "sensitive_not_annual",
            when,
            clause("FREQ", Test::In(vec!["A"])),
        ),
    ]
}

/// The codes of a built-in list.
#[must_use]
pub fn codes_of(codelist: &str) -> Vec<&'static str> {
    Registry::builtin()
        .codelist(codelist)
        .map(|list| list.codes().iter().map(|code| code.code.as_str()).collect())
        .unwrap_or_default()
}

/// The dimensions that classify a record: those with a codelist that are neither the frequency,
/// nor the country that reports, nor the measure, nor the time.
pub fn classification(dataflow: &'static Dataflow) -> impl Iterator<Item = &'static Dimension> {
    dataflow.dimensions.iter().filter(|dimension| {
        dimension.codelist.is_some() && !["FREQ", "REF_AREA"].contains(&dimension.id.as_str())
    })
}
