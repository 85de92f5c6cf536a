//! Which column is what: found by the names that existing adapters give, by words in three languages, and by
//! what the columns hold.

use std::path::Path;

use schemas::{dataflow::Dataflow, registry::Registry};

use super::codes;
use crate::{
    definition::{
        Adapter,
        check::table::FILLED,
        column::{Column as Declared, Shape},
        dimension::Dimension,
        told,
    },
    inspect::{self, Column, Examined, Guess, words},
    mapping::Trial,
    reader::folded,
};

/// A column that gives a dimension its codes.
pub(super) struct Assigned {
    pub(super) id: String,
    pub(super) header: String,
    pub(super) source: Source,
    /// The share of the cells that the source knows.
    pub(super) share: f64,
    score: f64,
}

/// Where the codes come from.
pub(super) enum Source {
    /// A section of an adapter that has a column of this name.
    Borrowed {
        adapter: String,
        section: Box<Dimension>,
        shape: Box<Shape>,
    },
    /// Titles of the code list, in any of three languages.
    Titles,
    /// What the code book says that the codes mean.
    Labels,
    /// The codes as they stand.
    Verbatim,
    /// A classification.
    Concordance { id: String, shape: &'static str },
    /// Years of age.
    Age,
    /// Nothing knows the codes.
    Unknown,
}

/// What is known about the table before its columns are looked at.
pub(super) struct Subject<'a> {
    pub(super) examined: &'a Examined,
    pub(super) area: &'a str,
    pub(super) dataflow: &'static Dataflow,
}

/// A section of an existing adapter, with the column that feeds it.
struct Lent {
    adapter: String,
    names: Vec<String>,
    id: String,
    column: Declared,
    section: Dimension,
}

/// From here on a column is taken for a dimension, in points of a hundred: whole ones add up without a remainder, so that a
/// name that is just enough is enough.
const ENOUGH: f64 = 40.0;

/// The columns of the dimensions, each dimension and each column once.
pub(super) fn assign(
    subject: &Subject<'_>,
    folder: Option<&Path>,
    without: Option<&str>,
    taken: &[String],
) -> Vec<Assigned> {
    let lent = lent(folder, without);
    let mut all = Vec::new();
    for dimension in &subject.dataflow.dimensions {
        let id = dimension.id.as_str();
        if FILLED.contains(&id) || dimension.codelist.is_none() {
            continue;
        }
        for column in &subject.examined.columns {
            if !taken.contains(&column.header) {
                all.extend(candidate(subject, id, column, &lent));
            }
        }
    }
    all.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut assigned: Vec<Assigned> = Vec::new();
    for one in all {
        let met = |other: &Assigned| other.id == one.id || other.header == one.header;
        if one.score >= ENOUGH && !assigned.iter().any(met) {
            assigned.push(one);
        }
    }
    let place = |id: &str| {
        let mut dimensions = subject.dataflow.dimensions.iter();
        dimensions.position(|dimension| dimension.id.as_str() == id)
    };
    assigned.sort_by_key(|one| place(&one.id));
    assigned
}

fn candidate(subject: &Subject<'_>, id: &str, column: &Column, lent: &[Lent]) -> Option<Assigned> {
    let headed = words::dimensions(&column.header).any(|one| one == id);
    let titled = column.is_titled(|title| words::dimensions(title).any(|one| one == id));
    let named = headed || titled;
    // Ages that the code book groups are codes.
    let aged = id == "AGE" && words::is_age(&column.header) && !column.is_labelled();
    if aged && matches!(column.kind, Guess::Integer | Guess::Code) && column.profile.numbers > 0 {
        return Some(assigned(id, column, Source::Age, 1.0, 95.0));
    }
    let texts = column.profile.counted();
    if texts.is_empty() || !matches!(column.kind, Guess::Code | Guess::Label | Guess::Integer) {
        return None;
    }
    let lent = borrowed(subject, id, column, &texts, lent);
    let aliased = lent.is_some();
    // What a code book describes is what it says, and nothing that its codes happen to look like.
    let described = column.book.is_some();
    let (source, share) = lent
        .filter(|(_, share)| *share >= 0.5)
        .into_iter()
        .chain(own(subject, id, column, &texts))
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .unwrap_or((Source::Unknown, 0.0));
    let name = match (aliased, named) {
        (true, _) => 50.0,
        // What a code book describes is known for certain, at least by its words.
        (false, true) if described && headed => 45.0,
        (false, true) if described => 40.0,
        (false, true) => 35.0,
        (false, false) => 0.0,
    };
    let telling = match source {
        _ if described && !named => false,
        Source::Labels => true,
        Source::Titles => texts.len() >= 4,
        Source::Verbatim => texts.len() >= 5 && column.kind == Guess::Code,
        Source::Concordance { .. } => texts.len() >= 12 && name > 0.0,
        _ => false,
    };
    let few = match column.is_labelled() {
        true => texts.len() <= 40,
        false => texts.len() <= 12 && column.kind != Guess::Integer,
    };
    let score = if name == 0.0 && !(telling && share >= 0.8) {
        0.0
    } else if share < 0.5 && !(few && name > 0.0) {
        // A name alone is enough only where the officer can tell each code.
        name * 0.5
    } else {
        name + 50.0 * share + if telling { 10.0 } else { 5.0 }
    };
    Some(assigned(id, column, source, share, score))
}

fn assigned(id: &str, column: &Column, source: Source, share: f64, score: f64) -> Assigned {
    Assigned {
        id: id.to_owned(),
        header: column.header.clone(),
        source,
        share,
        score,
    }
}

/// The section of an adapter that has a column of this name and knows most of what it holds.
fn borrowed(
    subject: &Subject<'_>,
    id: &str,
    column: &Column,
    texts: &[(&str, u64)],
    lent: &[Lent],
) -> Option<(Source, f64)> {
    let header = folded(&column.header);
    let flow = (subject.dataflow, id);
    let best = lent
        .iter()
        .filter(|one| one.id == id && one.names.contains(&header))
        .filter_map(|one| {
            let trial = Trial::new(subject.area, &[], &one.column, flow, &one.section)?;
            Some((inspect::share(&trial, texts), one))
        })
        .max_by(|one, other| one.0.total_cmp(&other.0))?;
    let (share, one) = best;
    let source = Source::Borrowed {
        adapter: one.adapter.clone(),
        section: Box::new(one.section.clone()),
        shape: Box::new(one.column.shape.clone()),
    };
    Some((source, share))
}

/// Titles, codes as they stand, or a classification.
fn own(
    subject: &Subject<'_>,
    id: &str,
    column: &Column,
    texts: &[(&str, u64)],
) -> Option<(Source, f64)> {
    let flow = (subject.dataflow, id);
    let share = |section: &Dimension| {
        codes::trial_of(subject.area, flow, section, "")
            .map_or(0.0, |trial| inspect::share(&trial, texts))
    };
    let titles = share(&Dimension {
        titles: true,
        ..Dimension::default()
    });
    let verbatim = share(&Dimension::default());
    let mut best = if column.is_labelled() {
        (Source::Labels, labelled(subject, id, column, texts))
    } else if titles >= verbatim {
        (Source::Titles, titles)
    } else {
        (Source::Verbatim, verbatim)
    };
    let coded = column.kind != Guess::Label || texts.iter().any(|(text, _)| text.contains('-'));
    // Few codes are those of many classifications; the book says what they mean.
    let coded = coded && (texts.len() >= 12 || !column.is_labelled());
    if coded
        && let Some(found) = codes::recognise(flow, subject.area, texts)
        && found.share > best.1
    {
        best = (
            Source::Concordance {
                id: found.concordance,
                shape: found.shape,
            },
            found.share,
        );
    }
    (best.1 > 0.0).then_some(best)
}

/// The share of the cells whose code the code book explains with a title of the list.
fn labelled(subject: &Subject<'_>, id: &str, column: &Column, texts: &[(&str, u64)]) -> f64 {
    let Some(list) = codes::list_of(subject.dataflow, id) else {
        return 0.0;
    };
    let all: u64 = texts.iter().map(|(_, count)| count).sum();
    let known = texts
        .iter()
        .filter(|(text, _)| codes::meant(list, subject.area, &column.meanings(text)).is_some());
    let known: u64 = known.map(|(_, count)| count).sum();
    #[expect(clippy::cast_precision_loss, reason = "a share, not a count")]
    {
        known as f64 / all.max(1) as f64
    }
}

/// The sections of all adapters that take their codes from a column.
fn lent(folder: Option<&Path>, without: Option<&str>) -> Vec<Lent> {
    let mut all = Vec::new();
    for (id, adapter) in Adapter::all(folder, without) {
        for (_, definition) in inspect::variants(&adapter) {
            for (_, dimension, section) in inspect::sections(definition) {
                let Some(name) = &section.column else {
                    continue;
                };
                let Some(column) = definition.columns.get(name) else {
                    continue;
                };
                let names = column.names.iter().map(|name| folded(name)).collect();
                let mut section = section.clone();
                section.applies = None;
                all.push(Lent {
                    adapter: id.clone(),
                    names,
                    id: dimension.to_owned(),
                    column: column.clone(),
                    section,
                });
            }
        }
    }
    all
}

/// The dataflow of which the names speak most; with weights, the labour market. `registers`: whether it may be one,
/// of which nothing can be made from nothing.
pub(super) fn dataflow_of(examined: &Examined, weighted: bool, registers: bool) -> &'static str {
    let said = examined.words();
    // One word makes no register: agreements stand in tables of permits too.
    let enough = |(id, count): &(&str, usize)| {
        let flow = Registry::builtin().dataflow(id);
        (registers && *count > 1) || !flow.is_some_and(told::is_register)
    };
    let best = words::dataflows(&said)
        .filter(enough)
        .max_by_key(|(_, count)| *count);
    match best {
        _ if weighted => "DF_LM_STOCK",
        Some((id, count)) if count > 0 && Registry::builtin().dataflow(id).is_some() => id,
        _ => "DF_PERMIT",
    }
}
