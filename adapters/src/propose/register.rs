//! Registers: nothing could be proposed from nothing for their words and dates, so that a new one is a definition of
//! registers mended.

use std::path::Path;

use schemas::{language::args, registry::Registry, rule::VALID_TO};

use super::{
    Wishes,
    absent::left_over,
    draft::{UNANSWERED, list},
    mend::{Note, Planned, Series, of_column},
    roles,
};
use crate::{
    definition::{Adapter, told},
    inspect::{Examined, words},
};

/// The definition of registers of the dataflow that the officer names or of which the headers speak: words and dates
/// have no code list from which anything could be proposed.
pub(super) fn of(examined: &Examined, folder: Option<&Path>, wishes: &Wishes) -> Option<String> {
    let weighted = examined.columns.iter();
    let weighted = weighted
        .map(|column| &column.header)
        .any(|header| words::is_weight(header));
    let wanted = wishes.dataflow.as_deref();
    let wanted = wanted.unwrap_or_else(|| roles::dataflow_of(examined, weighted, true));
    let flow = Registry::builtin().dataflow(wanted)?;
    let mut all =
        Adapter::all(folder, wishes.without.as_deref()).filter(|_| told::is_register(flow));
    let (id, _) = all.find(|(_, adapter)| {
        let definition = adapter.definition();
        let mut tables = definition.table.iter();
        tables.any(|table| table.dataflow == wanted)
    })?;
    Some(id)
}

/// Of a register: until when it holds and how many it is for, which a file need not tell. A column of it that goes by
/// another name would be lost unseen, and what has ended be in force.
pub(super) fn unsaid(series: &Series<'_>) -> Vec<Planned> {
    let definition = series.definition;
    let until = definition.texts.get(VALID_TO).map(|text| &text.column);
    let amounts = definition
        .table
        .iter()
        .filter_map(|table| table.amount.as_ref());
    let found = |name: &String| series.fit.found.iter().any(|one| one.column == *name);
    let asked = until
        .into_iter()
        .flat_map(|until| std::iter::once(until).chain(amounts.clone()));
    let asked = asked.filter(|name| !found(name) && !series.fit.missing.contains(name));
    let planned = asked.filter_map(|name| {
        let mut names = definition.columns.get(name)?.names.clone();
        let choices = left_over(series, &names);
        let said = args([("column", name.clone()), ("names", names.join(", "))]);
        names.push(UNANSWERED.to_owned());
        let note = Note::Ask("propose-which-optional", said, choices);
        let is_open = matches!(&note, Note::Ask(_, _, choices) if !choices.is_empty());
        is_open.then(|| of_column(name, "names", list(&names), note))
    });
    planned.collect()
}
