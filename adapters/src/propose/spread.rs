//! A series whose months or years stand in columns where they stood in rows: what a definition of rows needs to read them.

use schemas::language::args;

use super::{
    draft::{list, quoted},
    mend::{Note, Planned, Series, of_column},
};
use crate::inspect::{Part, SPREAD_COLUMN};

/// The name that the column of the header gets.
const PRINTED: &str = "printed_time";

/// The layout, and where the time is told now.
pub(super) fn planned(series: &Series<'_>) -> Vec<Planned> {
    let Some(spread) = &series.examined.spread else {
        return Vec::new();
    };
    let plain = |path: &[&str], value: String| Planned {
        path: path.iter().map(|part| (*part).to_owned()).collect(),
        value,
        note: Note::Plain,
    };
    let mut planned = vec![Planned {
        note: Note::Look("propose-spread", args([])),
        ..plain(&["source", "wide"], spread.inline())
    }];
    let names = list(&[SPREAD_COLUMN.to_owned()]);
    planned.push(plain(&["columns", PRINTED, "names"], names));
    if let Some(date) = dated(series) {
        let required = of_column(date, "required", "false".to_owned(), Note::Plain);
        planned.push(plain(&["time", "date"], quoted("")));
        planned.push(required);
    }
    let key = match spread.part {
        Part::Year => "year",
        Part::Month => "month",
    };
    planned.push(plain(&["time", key], quoted(PRINTED)));
    if !spread.sums.is_empty() {
        planned.push(plain(&["time", "sums"], list(&spread.sums)));
    }
    planned
}

/// The column that told the date of a row, and is none of the file any more.
pub(super) fn dated<'a>(series: &Series<'a>) -> Option<&'a str> {
    let time = series.definition.time.as_ref();
    let date = time.and_then(|time| time.date.as_deref());
    let is_missing = |date: &&str| series.fit.missing.iter().any(|name| name == date);
    date.filter(is_missing)
        .filter(|_| series.examined.spread.is_some())
}
