//! Templates of registers: which words and dates are typed, and the definition that reads them back. What is in force
//! is not typed, it follows from the dates.

use std::fmt::Write;

use schemas::{
    column::{ColumnRule, Content},
    dataflow::{Dataflow, Measure},
    registry::Registry,
};

use super::{Template, figures, read::list};
use crate::definition::told::{carried, is_register};

/// The measure that follows from the dates.
const IN_FORCE: &str = "IN_FORCE";
/// What may be said of any figure, and is worth a column.
const NOTE: &str = "OBS_NOTE";

/// What the rows of a register carry besides codes: its dates and attributes, but for those that every dataflow has.
/// Nothing where the key of `flow` has codes only.
pub(super) fn texts(flow: &'static Dataflow) -> Vec<ColumnRule> {
    if !is_register(flow) {
        return Vec::new();
    }
    let others: Vec<&Dataflow> = Registry::builtin()
        .dataflows()
        .filter(|other| other.id != flow.id)
        .collect();
    let common = |rule: &ColumnRule| {
        let has = |other: &&Dataflow| {
            let mut told = other.attributes.iter();
            told.any(|one| one.split([' ', '(']).next() == Some(rule.name))
        };
        rule.name != NOTE && others.iter().all(has)
    };
    let own = carried(flow).filter(|rule| !common(rule));
    let (remarks, mut texts): (Vec<_>, Vec<_>) = own.partition(|rule| rule.name == NOTE);
    texts.extend(remarks);
    texts
}

/// The measure of `flow` that is typed.
pub(super) fn typed(flow: &'static Dataflow) -> Option<&'static Measure> {
    let mut measures = flow.measures.iter();
    measures.find(|measure| measure.id.as_str() != IN_FORCE)
}

/// The order in which numbers write a date in the country `area`: where two are in use, none is taken.
pub(super) fn date_order(area: &str) -> &'static str {
    match area {
        "USA" => "mdy",
        "CAN" => "ymd",
        _ => "dmy",
    }
}

/// `[texts]` and the tables of a filled register.
pub(super) fn sections(template: &Template, text: &mut String) {
    figures::sections(template, text);
    let flow = template.dataflow;
    for measure in &flow.measures {
        let id = measure.id.as_str();
        let figure = match id {
            IN_FORCE => "in_force = {}",
            _ => "amount = \"value\"\nmissing_amount = \"skip\"",
        };
        let _ = writeln!(
            text,
            "[[table]]\ndataflow = \"{}\"\nmeasure = \"{id}\"\n{figure}\nprofile = \"published\"\nfigures = true",
            flow.id
        );
    }
}

/// The column of a text.
pub(super) fn column(rule: &ColumnRule, area: &str, names: &[String]) -> String {
    let mut section = format!(
        "[columns.{}]\nnames = {}\nrequired = {}\n",
        rule.name.to_lowercase(),
        list(names),
        rule.required
    );
    let _ = match rule.content {
        Content::Day => writeln!(
            section,
            "kind = \"date\"\ndate_order = \"{}\"",
            date_order(area)
        ),
        Content::Code(_) | Content::YesNo => {
            writeln!(section, "shape = {{ before = \"{}\" }}", super::MARK)
        }
        _ => Ok(()),
    };
    section
}
