//! Whether the tables name dataflows, measures, dimensions and columns that exist, and whether
//! each dimension that a dataflow demands is given.

use schemas::{dataflow::Dataflow, registry::Registry};

use super::{Checker, DefinitionFault, dimension, statistic};
use crate::definition::table::{Block, Table};

/// Dimensions that the engine fills.
pub(crate) const FILLED: [&str; 5] = ["FREQ", "REF_AREA", "SOURCE_TYPE", "MEASURE", "TIME_PERIOD"];

/// Checks all tables, the shared dimensions and the control totals.
pub(super) fn check(checker: &mut Checker<'_>) {
    let definition = checker.definition;
    if definition.table.is_empty() {
        checker.add(
            "table",
            DefinitionFault::NotAllowed {
                expected: "[[table]]",
            },
        );
    }
    for (at, table) in definition.table.iter().enumerate() {
        one(checker, &format!("table[{at}]"), table);
    }
    shared(checker);
    for (at, total) in definition.control_total.iter().enumerate() {
        let key = format!("control_total[{at}]");
        for (name, column) in [("column", &total.column), ("weight", &total.weight)] {
            if let Some(column) = column {
                checker.column(&format!("{key}.{name}"), column);
            }
        }
        checker.when(&format!("{key}.when"), &total.when);
    }
}

fn one(checker: &mut Checker<'_>, key: &str, table: &Table) {
    columns(checker, key, table);
    let registry = Registry::builtin();
    let Some(dataflow) = registry.dataflow(&table.dataflow) else {
        let all: Vec<&str> = registry.dataflows().map(|flow| flow.id.as_str()).collect();
        checker.unknown(&format!("{key}.dataflow"), "dataflow", &table.dataflow, all);
        return;
    };
    statistic::check(checker, key, table, dataflow);
    if dataflow.measure(&table.measure).is_none() {
        let all: Vec<&str> = dataflow
            .measures
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        checker.unknown(&format!("{key}.measure"), "measure", &table.measure, all);
    }
    for (id, section) in &table.dimension {
        let key = format!("{key}.dimension.{id}");
        match codelist_of(dataflow, id) {
            Some(codelist) => dimension::check(checker, &key, codelist, section),
            None => checker.unknown(&key, "dimension", id, ids(dataflow)),
        }
    }
    demanded(checker, key, table, dataflow);
    if table.figures {
        published(checker, key, table);
    } else if table.block.is_empty() {
        let expected = "[[table.block]]";
        checker.add(key, DefinitionFault::NotAllowed { expected });
    }
    let of_figures = table.suppressed.is_some()
        || table.in_force.is_some()
        || table.rounded_to > 0
        || !table.flags.is_empty();
    if !table.figures && of_figures {
        let expected = "figures = true";
        checker.add(key, DefinitionFault::NotAllowed { expected });
    }
    if let Some(suppressed) = &table.suppressed {
        checker.when(&format!("{key}.suppressed"), suppressed);
    }
    for (status, when) in &table.flags {
        let key = format!("{key}.flags.{status}");
        checker.code(&key, "CL_OBS_STATUS", status);
        checker.when(&key, when);
    }
    for (at, block) in table.block.iter().enumerate() {
        self::block(checker, &format!("{key}.block[{at}]"), block, dataflow);
    }
}

/// Published figures have an amount, and nothing that tells how to add up or protect records.
fn published(checker: &mut Checker<'_>, key: &str, table: &Table) {
    let adds = table.weight.is_some() || table.holder.is_some() || table.record.is_some();
    let shows = !table.block.is_empty() || !table.groups.is_empty();
    if adds || shows || table.profile != "published" {
        let expected = "figures = true, amount, profile = \"published\"";
        checker.add(key, DefinitionFault::NotAllowed { expected });
    }
    if table.amount.is_some() == table.in_force.is_some() {
        let keys = "amount, in_force";
        checker.add(key, DefinitionFault::ExactlyOne { keys });
    }
    if let Some(in_force) = &table.in_force {
        checker.when(&format!("{key}.in_force"), in_force);
    }
    let differs = |other: &Table| {
        other.dataflow == table.dataflow && other.measure == table.measure && !other.figures
    };
    if checker.definition.table.iter().any(differs) {
        let expected = "figures = true";
        checker.add(
            &format!("{key}.figures"),
            DefinitionFault::NotAllowed { expected },
        );
    }
}

fn columns(checker: &mut Checker<'_>, key: &str, table: &Table) {
    for (name, column) in [
        ("amount", &table.amount),
        ("per", &table.per),
        ("weight", &table.weight),
    ] {
        if let Some(column) = column {
            checker.column(&format!("{key}.{name}"), column);
        }
    }
    if let Some(holder) = &table.holder {
        checker.holder(&format!("{key}.holder"), holder);
    }
    if let Some(record) = &table.record {
        checker.holder(&format!("{key}.record"), record);
    }
    checker.when(&format!("{key}.when"), &table.when);
    if !PROFILES.contains(&table.profile.as_str()) {
        checker.unknown(
            &format!("{key}.profile"),
            "profile",
            &table.profile,
            PROFILES,
        );
    }
}

/// Each dimension without a default is given, here or in the shared sections.
fn demanded(checker: &mut Checker<'_>, key: &str, table: &Table, dataflow: &Dataflow) {
    let shared = &checker.definition.dimension;
    let texts = &checker.definition.texts;
    let absent: Vec<String> = dataflow
        .dimensions
        .iter()
        .filter(|dimension| dimension.required && dimension.default.is_none())
        .map(|dimension| dimension.id.as_str())
        .filter(|id| !FILLED.contains(id))
        .filter(|id| !table.dimension.contains_key(*id) && !shared.contains_key(*id))
        .filter(|id| !texts.contains_key(*id))
        .map(str::to_owned)
        .collect();
    for dimension in absent {
        checker.add(key, DefinitionFault::MissingDimension { dimension });
    }
}

fn block(checker: &mut Checker<'_>, key: &str, block: &Block, dataflow: &Dataflow) {
    for id in &block.by {
        if codelist_of(dataflow, id).is_none() {
            checker.unknown(&format!("{key}.by"), "dimension", id, ids(dataflow));
        }
    }
    for (id, code) in &block.only {
        let key = format!("{key}.only.{id}");
        match codelist_of(dataflow, id) {
            Some(codelist) => checker.code(&key, codelist, code),
            None => checker.unknown(&key, "dimension", id, ids(dataflow)),
        }
    }
}

/// A shared dimension is one of at least one table's dataflow.
fn shared(checker: &mut Checker<'_>) {
    let definition = checker.definition;
    let dataflows: Vec<&Dataflow> = definition
        .table
        .iter()
        .filter_map(|table| Registry::builtin().dataflow(&table.dataflow))
        .collect();
    for (id, section) in &definition.dimension {
        let key = format!("dimension.{id}");
        match dataflows.iter().find_map(|flow| codelist_of(flow, id)) {
            Some(codelist) => dimension::check(checker, &key, codelist, section),
            None if dataflows.is_empty() => {}
            None => {
                let all: Vec<&str> = dataflows.iter().flat_map(|flow| ids(flow)).collect();
                checker.unknown(&key, "dimension", id, all);
            }
        }
    }
}

/// The codelist of a dimension that an adapter may give.
fn codelist_of<'a>(dataflow: &'a Dataflow, id: &str) -> Option<&'a str> {
    let settable = !FILLED.contains(&id) || id == "SOURCE_TYPE";
    let codelist = dataflow.dimension(id)?.codelist.as_ref()?;
    settable.then_some(codelist.as_str())
}

fn ids(dataflow: &Dataflow) -> Vec<&str> {
    dataflow
        .dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .filter(|id| !FILLED.contains(id))
        .collect()
}

const PROFILES: [&str; 5] = ["survey", "count", "money", "sensitive", "published"];
