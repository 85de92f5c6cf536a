//! Amounts under another header: what it says of their unit, and whether they have decimals that the series did not have.

use schemas::language::args;

use super::{
    draft::quoted,
    mend::{Note, Planned, Series, of_column},
};
use crate::{
    definition::column::ColumnKind,
    inspect::{Found, Guess, words},
};

/// The attribute of a figure that says by which power of ten it is counted.
const UNIT: &str = "UNIT_MULT";

/// The attribute of a figure that says how many decimals it has.
const DECIMALS: &str = "DECIMALS";

/// What is different about the amount in a column.
pub(super) fn planned(series: &Series<'_>, found: &Found) -> Vec<Planned> {
    let (definition, examined) = (series.definition, series.examined);
    let mut tables = definition.table.iter();
    let is_amount = tables.any(|table| table.amount.as_ref() == Some(&found.column));
    let declared = definition.columns.get(&found.column);
    let (Some(declared), true) = (declared, is_amount) else {
        return Vec::new();
    };
    let mut planned = Vec::new();
    let column = examined.column(&found.header);
    let fractions = column.filter(|column| column.kind == Guess::Number);
    if let Some(column) = fractions.filter(|_| declared.kind == ColumnKind::Integer) {
        let kind = quoted("number");
        planned.push(of_column(&found.column, "kind", kind, Note::Plain));
        let decimals = column.profile.decimals();
        if decimals > 0 && definition.attributes.contains_key(DECIMALS) {
            planned.push(attribute(DECIMALS, &decimals.to_string(), Note::Plain));
        }
    }
    let known = declared
        .names
        .iter()
        .filter_map(|name| words::power(name))
        .next();
    if let Some(power) = words::power(&found.header).filter(|power| known != Some(*power)) {
        let said = args([
            ("header", found.header.clone()),
            ("unit", power.to_string()),
        ]);
        let note = Note::Look("propose-unit", said);
        planned.push(attribute(UNIT, &power.to_string(), note));
    }
    planned
}

fn attribute(name: &str, value: &str, note: Note) -> Planned {
    Planned {
        path: vec!["attributes".to_owned(), name.to_owned()],
        value: quoted(value),
        note,
    }
}
