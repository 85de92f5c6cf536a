//! A file of a known source with another indicator: the columns, countries and conditions are those of an adapter, whose
//! filters set every row aside because of what the file counts. The new definition takes from the adapter how the file
//! is read and who reports, and from the names of the indicator and of its classifications what it measures.

mod blocks;
mod classified;
mod figures;
mod vocabulary;
mod write;

use std::collections::BTreeSet;

use schemas::{dataflow::Dataflow, registry::Registry};

use super::{Wishes, draft::Proposal, reporter};
use crate::{
    definition::{Adapter, Definition, condition::When},
    inspect::{self, Column, Examined, Fit},
};
use vocabulary::{Indicator, vocabulary};

/// What the new definition is made from.
pub(super) struct Sibling<'a> {
    examined: &'a Examined,
    adapter: &'a Adapter,
    definition: &'a Definition,
    fit: &'a Fit,
    wishes: &'a Wishes,
    /// The adapter's column that names the indicator, its header, and what it says in the file.
    named: Named,
    /// What the indicator measures, where its name tells it.
    measured: Option<Indicator>,
    dataflow: &'static Dataflow,
}

/// The column that tells the indicator.
struct Named {
    column: String,
    header: String,
    text: String,
}

/// The definition from the first adapter that reads the source; one of the same measure goes first.
pub(super) fn propose(
    examined: &Examined,
    fits: &[Fit],
    folder: Option<&std::path::Path>,
    wishes: &Wishes,
) -> Option<Proposal> {
    let siblings = fits.iter().filter(|fit| fit.is_sibling());
    let mut first = None;
    for fit in siblings {
        let Ok(adapter) = Adapter::find(&fit.adapter, folder) else {
            continue;
        };
        let definition = adapter.definition();
        let Some(named) = named(examined, definition, fit) else {
            continue;
        };
        let measured = vocabulary().indicator(&named.text);
        let same = measured.as_ref().is_some_and(|measured| {
            let mut tables = definition.table.iter();
            tables.any(|table| table.measure == measured.measure)
        });
        if same || first.is_none() {
            let dataflow = dataflow(examined, definition, measured.as_ref())?;
            let sibling = Sibling {
                examined,
                adapter: &adapter,
                definition,
                fit,
                wishes,
                named,
                measured,
                dataflow,
            };
            first = Some(write::written(&sibling));
        }
        if same {
            break;
        }
    }
    first
}

/// The column that has one text in the whole file and by which the adapter chooses its rows; the country that reports is
/// another matter.
fn named(examined: &Examined, definition: &Definition, fit: &Fit) -> Option<Named> {
    let chooses = definition.filter.iter().flat_map(|filter| {
        let keep = filter.keep.iter().flat_map(|keep| &keep.any);
        keep.flat_map(|group| group.keys())
    });
    let mut all = fit.found.iter().filter_map(|one| {
        let column = examined.column(&one.header)?;
        let texts = column.codes();
        let [(text, _)] = texts.as_slice() else {
            return None;
        };
        let chosen = chooses.clone().any(|column| *column == one.column);
        (chosen && !reporter::is_country(text)).then(|| Named {
            column: one.column.clone(),
            header: one.header.clone(),
            text: text.clone(),
        })
    });
    all.next()
}

/// The dataflow of the indicator; of migrants, where the file breaks it down by origin and the dataflow does not.
fn dataflow(
    examined: &Examined,
    definition: &Definition,
    measured: Option<&Indicator>,
) -> Option<&'static Dataflow> {
    let registry = Registry::builtin();
    let own = definition
        .table
        .first()
        .map(|table| table.dataflow.as_str());
    let id = measured.map_or(own, |measured| Some(measured.dataflow.as_str()))?;
    let dataflow = registry.dataflow(id)?;
    let mut origins = examined.columns.iter().filter_map(classified::origin);
    let migrants = origins
        .next()
        .and_then(|origin| registry.dataflow(&origin.dataflow));
    let takes = |flow: &&Dataflow| {
        measured.is_some_and(|measured| flow.measure(&measured.measure).is_some())
    };
    let by_birth = dataflow.dimension("BIRTHPLACE").is_some();
    Some(
        migrants
            .filter(takes)
            .filter(|_| !by_birth)
            .unwrap_or(dataflow),
    )
}

impl Sibling<'_> {
    /// Columns of the adapter that the file has, and that mean the same in it.
    fn kept(&self) -> BTreeSet<&str> {
        let found = self.fit.found.iter();
        let same = found.filter(|one| {
            one.column == self.named.column || !self.is_another(&one.column, &one.header)
        });
        same.map(|one| one.column.as_str()).collect()
    }

    /// Whether the column holds other texts than the adapter knows: nothing that its filters keep, or no code.
    fn is_another(&self, column: &str, header: &str) -> bool {
        let Some(found) = self.examined.column(header) else {
            return true;
        };
        let texts = found.codes();
        let filtered = |text: &str| inspect::is_filtered(self.definition, column, text);
        let aside = !texts.is_empty() && texts.iter().all(|(text, _)| filtered(text));
        let mut codes = self.fit.codes.iter();
        aside || codes.any(|one| one.column == column && one.share < LEAST_KNOWN)
    }

    /// The columns that break the figures down, and that the adapter does not know.
    fn breakdowns(&self) -> Vec<&Column> {
        let kept = self.kept();
        let columns = self.examined.columns.iter();
        let is_kept = |column: &Column| {
            let mut found = self.fit.found.iter();
            found.any(|one| one.header == column.header && kept.contains(one.column.as_str()))
        };
        let free = columns.filter(|column| !is_kept(column));
        free.filter(|column| classified::is_breakdown(column))
            .collect()
    }

    /// Whether the condition looks at columns of the new definition only, and not at that of the indicator.
    fn holds_still(&self, when: &When) -> bool {
        let kept = self.kept();
        let columns = when.any.iter().flat_map(|group| group.keys());
        let mut columns = columns.map(String::as_str);
        columns.all(|column| kept.contains(column) && column != self.named.column)
    }
}

/// Less of the codes, and the column is about something else.
const LEAST_KNOWN: f64 = 0.5;
