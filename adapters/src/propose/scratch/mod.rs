//! A definition from nothing, for a file that resembles no series: head, source, columns, dimensions and tables,
//! each with what could be found out and a question for what could not.

mod dimensions;
mod head;
mod section;
mod source;
mod table;

use std::path::Path;

use schemas::{dataflow::Dataflow, language::args, period::ReferencePeriod, registry::Registry};

use super::{
    ProposeError, Wishes,
    draft::{Choice, Draft, Proposal, UNANSWERED, quoted},
    layout::Layout,
    nearest::{self, Nearest},
    reporter,
    roles::{self, Assigned, Subject},
};
use crate::{
    definition::UnknownName,
    inspect::{Examined, words},
};

/// Proposes a definition.
pub(super) fn propose(
    examined: &Examined,
    folder: Option<&Path>,
    wishes: &Wishes,
) -> Result<Proposal, ProposeError> {
    let weighted = examined
        .columns
        .iter()
        .any(|column| words::is_weight(&column.header) && column.profile.numbers > 0);
    let named = wishes
        .dataflow
        .as_deref()
        .unwrap_or_else(|| roles::dataflow_of(examined, weighted, false));
    let dataflow = dataflow(named)?;
    let area = area(examined, wishes)?;
    let mut layout = Layout::of(examined, dataflow);
    reporter::separate(examined, area.as_deref(), &mut layout);
    let subject = Subject {
        examined,
        area: area.as_deref().unwrap_or(SOME_AREA),
        dataflow,
    };
    let taken = layout.taken();
    let assigned = roles::assign(&subject, folder, wishes.without.as_deref(), &taken);
    layout.give(&assigned);
    let mut writer = Writer {
        draft: Draft::new(wishes.language),
        subject,
        layout,
        assigned,
        wishes,
        nearest: area
            .as_deref()
            .and_then(|area| nearest::of(examined, area, dataflow, folder, wishes)),
        area: area.clone(),
    };
    writer.head(folder);
    writer.source();
    writer.columns();
    writer.dimensions();
    writer.table();
    Ok(writer.finish())
}

/// A country to try subdivisions with, where none is known.
const SOME_AREA: &str = "MEX";

fn dataflow(id: &str) -> Result<&'static Dataflow, ProposeError> {
    let registry = Registry::builtin();
    registry.dataflow(id).ok_or_else(|| {
        let ids = registry.dataflows().map(|flow| flow.id.as_str());
        ProposeError::Unknown(UnknownName::of("dataflow", id, ids))
    })
}

/// The country that the officer names, or whose subdivisions the file names.
fn area(examined: &Examined, wishes: &Wishes) -> Result<Option<String>, ProposeError> {
    let registry = Registry::builtin();
    if let Some(area) = &wishes.area {
        let known = registry
            .codelist("CL_AREA")
            .filter(|list| list.get(area).is_none());
        return match known {
            None => Ok(Some(area.clone())),
            Some(list) => {
                let codes = list.codes().iter().map(|code| code.code.as_str());
                Err(ProposeError::Unknown(UnknownName::of("area", area, codes)))
            }
        };
    }
    Ok(reporter::area_of(examined))
}

struct Writer<'a> {
    draft: Draft,
    subject: Subject<'a>,
    layout: Layout,
    assigned: Vec<Assigned>,
    wishes: &'a Wishes,
    /// The adapter of the office that is about the like.
    nearest: Option<Nearest>,
    area: Option<String>,
}

impl Writer<'_> {
    fn period(&self) -> Option<ReferencePeriod> {
        let told = self.wishes.period;
        told.or_else(|| self.subject.examined.told_period())
    }

    fn id(&self) -> String {
        if let Some(id) = &self.wishes.id {
            return id.clone();
        }
        let area = self.area.as_deref().unwrap_or("xxx").to_lowercase();
        format!("{area}/{}", slug(&self.subject.examined.file))
    }

    fn question(&mut self, text: &str, choices: &[Choice], name: &str) {
        let line = format!("{name} = {}", quoted(UNANSWERED));
        self.draft.ask(text, &args([]), choices, &line, name);
    }

    fn finish(self) -> Proposal {
        let id = self.id();
        self.draft.into("", "", &id, None)
    }
}

/// The dimensions of those who are employed.
const OF_EMPLOYED: [&str; 3] = ["STATUS_EMP", "ACTIVITY", "OCCUPATION"];

/// A file's name as the name of an adapter.
pub(super) fn slug(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let letters = words::tokens(stem)
        .into_iter()
        .map(|word| {
            word.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty());
    let name = letters.collect::<Vec<_>>().join("_");
    if name.is_empty() {
        "nuevo".to_owned()
    } else {
        name
    }
}
