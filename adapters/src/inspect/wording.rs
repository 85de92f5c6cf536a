//! Texts that no condition of a definition knows: rows with them feed no table, whatever else they hold. A step or a
//! status in new words would go to "no table" without a reject, and an officer would see only that figures are missing.

use indexmap::IndexMap;
use serde::Serialize;

use super::{
    Examined, Sample,
    fit::{Found, likeness},
    series::{holds, is_filtered},
};
use crate::{
    definition::{
        Definition,
        column::ColumnKind,
        condition::{Test, When},
    },
    mapping::reshaped,
};

/// The texts of one column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wording {
    /// The column.
    pub column: String,
    /// The header in the file.
    pub header: String,
    /// The texts that no condition knows, where they may be shown.
    pub unknown: Vec<Sample>,
    /// Those of them that are like a known one, with that one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub like: Vec<(String, String)>,
}

/// From here on a text may be another wording of a known one.
const LIKE: f64 = 0.6;

/// What no condition of `definition` knows in the columns that were found.
pub(super) fn wordings(
    examined: &Examined,
    definition: &Definition,
    found: &[Found],
) -> Vec<Wording> {
    let told = |one: &Found| {
        let column = examined.column(&one.header)?;
        if feeds_always(definition, &one.column) {
            return None;
        }
        let known = Test::In(known(definition, &one.column));
        let is_unknown = |text: &str| {
            text.chars().any(char::is_alphabetic)
                && !met(definition, &one.column, &known, text)
                && !feeds(definition, &one.column, text)
                && !is_filtered(definition, &one.column, text)
        };
        let codes = column.codes().into_iter();
        let unknown: Vec<Sample> = codes
            .filter(|(text, _)| is_unknown(text))
            .map(|(code, count)| Sample { code, count })
            .collect();
        let like = unknown
            .iter()
            .filter_map(|sample| Some((sample.code.clone(), likest(&sample.code, &known)?)));
        let like: Vec<_> = like.collect();
        (!unknown.is_empty()).then(|| Wording {
            column: one.column.clone(),
            header: one.header.clone(),
            like,
            unknown,
        })
    };
    found.iter().filter_map(told).collect()
}

/// Whether some table asks nothing of the column.
fn feeds_always(definition: &Definition, column: &str) -> bool {
    let asks = |group: &IndexMap<String, Test>| group.contains_key(column);
    definition.table.iter().any(|table| {
        let groups = &table.when.any;
        groups.is_empty() || !groups.iter().all(asks)
    })
}

/// Whether a row with `text` in the column may feed a table: one of which some group of conditions says nothing of
/// the column, or admits the text.
fn feeds(definition: &Definition, column: &str, text: &str) -> bool {
    let admits = |when: &When| {
        let mut groups = when.any.iter();
        when.any.is_empty()
            || groups.any(|group| match group.get(column) {
                Some(test @ (Test::In(_) | Test::StartsWith(_))) => {
                    met(definition, column, test, text)
                }
                _ => true,
            })
    };
    definition.table.iter().any(|table| admits(&table.when))
}

/// The texts that the definition names for the column, wherever it does.
fn known(definition: &Definition, column: &str) -> Vec<String> {
    let mut whens: Vec<&When> = Vec::new();
    for filter in &definition.filter {
        whens.extend(filter.keep.iter().chain(&filter.drop));
    }
    let mut known = Vec::new();
    let shared = definition.dimension.values();
    let own = definition
        .table
        .iter()
        .flat_map(|table| table.dimension.values());
    for section in shared.chain(own) {
        whens.extend(section.cases.iter().map(|case| &case.when));
        whens.extend(&section.applies);
        if section.column.as_deref() == Some(column) {
            known.extend(section.map.keys().cloned());
        }
    }
    for table in &definition.table {
        whens.push(&table.when);
        whens.extend(table.suppressed.iter().chain(table.flags.values()));
    }
    whens.extend(definition.control_total.iter().map(|total| &total.when));
    for group in whens.into_iter().flat_map(|when| &when.any) {
        if let Some(Test::In(texts) | Test::NotIn(texts) | Test::StartsWith(texts)) =
            group.get(column)
        {
            known.extend(texts.iter().filter(|text| !text.is_empty()).cloned());
        }
    }
    known
}

fn met(definition: &Definition, column: &str, test: &Test, text: &str) -> bool {
    let Some(declared) = definition.columns.get(column) else {
        return false;
    };
    let label = declared.kind == ColumnKind::Label;
    holds(test, &reshaped(declared, text), label)
}

/// The known text that is likest, if it is like enough.
fn likest(text: &str, known: &Test) -> Option<String> {
    let Test::In(known) = known else { return None };
    known
        .iter()
        .map(|one| (likeness(one, text), one))
        .filter(|(score, _)| *score >= LIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, one)| one.clone())
}
