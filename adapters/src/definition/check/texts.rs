//! Whether the texts of figures exist in the dataflows, and whether the figures are published ones: a text of a record
//! would leave the office with what a record says.

use schemas::{
    column::{ColumnRule, Content},
    registry::Registry,
    rule::VALID_FROM,
};

use super::{Checker, DefinitionFault};
use crate::definition::{
    column::ColumnKind,
    told::{Text, carried},
};

/// Checks `[texts]`, and that a figure that is 1 while something is in force knows since when.
pub(super) fn check(checker: &mut Checker<'_>) {
    let definition = checker.definition;
    let dates = definition.texts.contains_key(VALID_FROM);
    for (at, table) in definition.table.iter().enumerate() {
        if table.in_force.is_some() && !dates {
            let dimension = VALID_FROM.to_owned();
            checker.add(
                &format!("table[{at}].in_force"),
                DefinitionFault::MissingDimension { dimension },
            );
        }
    }
    if definition.texts.is_empty() {
        return;
    }
    if definition.table.iter().any(|table| !table.figures) {
        let expected = "figures = true";
        checker.add("texts", DefinitionFault::NotAllowed { expected });
    }
    let rules: Vec<ColumnRule> = definition
        .table
        .iter()
        .filter_map(|table| Registry::builtin().dataflow(&table.dataflow))
        .flat_map(carried)
        .collect();
    for (name, text) in &definition.texts {
        match rules.iter().find(|rule| rule.name == name) {
            Some(rule) => one(checker, *rule, text),
            None => {
                let names = rules.iter().map(|rule| rule.name);
                checker.unknown(&format!("texts.{name}"), "attribute", name, names);
            }
        }
    }
}

fn one(checker: &mut Checker<'_>, rule: ColumnRule, text: &Text) {
    let key = format!("texts.{}", rule.name);
    checker.column(&key, &text.column);
    let column = checker.definition.columns.get(&text.column);
    if column.is_some_and(|column| column.kind == ColumnKind::Holder) {
        let expected = "kind = \"code\", \"label\", \"date\"";
        checker.add(&key, DefinitionFault::NotAllowed { expected });
    }
    let codes = crate::mapping::known_codes(rule.content);
    let coded = matches!(rule.content, Content::Code(_) | Content::YesNo);
    if !coded && (text.titles || !text.map.is_empty()) {
        let expected = "column, missing";
        checker.add(&key, DefinitionFault::NotAllowed { expected });
    }
    for code in text
        .map
        .values()
        .chain(text.missing.iter().filter(|_| coded))
    {
        if coded && !codes.contains(&code.as_str()) {
            checker.unknown(&key, "code", code, codes.iter().copied());
        }
    }
}
