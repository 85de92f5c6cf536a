//! Columns of a series that a file does not have: asked for where the tables cannot do without them.

use schemas::{language::args, rule::VALID_FROM};

use super::{
    draft::{Choice, UNANSWERED, list},
    mend::{Note, Planned, Series, of_column},
};
use crate::{
    definition::{Definition, dimension::Case},
    inspect::{self, likeness},
};

/// A required column that nothing resembles: a question where the tables cannot do without it.
pub(super) fn planned(series: &Series<'_>, name: &str) -> Planned {
    let mut names = series
        .definition
        .columns
        .get(name)
        .map_or_else(Vec::new, |column| column.names.clone());
    let choices = left_over(series, &names);
    let said = args([("column", name.to_owned()), ("names", names.join(", "))]);
    if choices.is_empty() || !is_needed(series.definition, name) {
        let note = Note::Look("propose-absent", said);
        return of_column(name, "required", "false".to_owned(), note);
    }
    names.push(UNANSWERED.to_owned());
    let note = Note::Ask("propose-which-column", said, choices);
    of_column(name, "names", list(&names), note)
}

/// Headers that no column has taken, the likeliest first.
pub(super) fn left_over(series: &Series<'_>, names: &[String]) -> Vec<Choice> {
    let taken = |header: &str| series.fit.found.iter().any(|one| one.header == header);
    let mut left: Vec<(f64, &str)> = series
        .examined
        .columns
        .iter()
        .map(|column| column.header.as_str())
        .filter(|header| !taken(header))
        .map(|header| {
            let near = names.iter().map(|name| likeness(name, header));
            (near.fold(0.0, f64::max), header)
        })
        .collect();
    left.sort_by(|one, other| other.0.total_cmp(&one.0));
    left.iter()
        .take(10)
        .map(|(_, header)| Choice::new(header, ""))
        .collect()
}

/// Whether the cases look at the column.
fn decides(cases: &[Case], name: &str) -> bool {
    let mut groups = cases.iter().flat_map(|case| &case.when.any);
    groups.any(|group| group.contains_key(name))
}

/// Whether a table takes its amount, its weight, its time or one of its dimensions from the column, a case decides with it which
/// code a row has, or a condition which rows are kept: without the column none would be, or all would be told as others.
fn is_needed(definition: &Definition, name: &str) -> bool {
    let is = |column: &Option<String>| column.as_deref() == Some(name);
    let mut sections = inspect::sections(definition);
    let since = definition.texts.get(VALID_FROM);
    let dated = since.is_some_and(|text| text.column == name);
    let timed = definition.time.as_ref().is_some_and(|time| {
        let told = [&time.date, &time.year, &time.quarter, &time.month];
        told.into_iter().any(is)
    });
    dated
        || timed
        || definition
            .table
            .iter()
            .any(|table| is(&table.amount) || is(&table.weight))
        || sections.any(|(_, _, section)| is(&section.column) || decides(&section.cases, name))
        || definition.filter.iter().any(|filter| {
            let keep = filter.keep.as_ref();
            keep.is_some_and(|keep| keep.any.iter().all(|group| group.contains_key(name)))
        })
}
