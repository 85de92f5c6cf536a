//! Which adapter, and which round of it, fits a file: by the columns that it finds, by name or by likeness, and by
//! how much of what the columns hold it knows.

use std::{cell::LazyCell, path::Path};

use schemas::registry::Registry;
use serde::Serialize;

use super::{
    Column, Examined, Guess, Step, Wording,
    known::{is_set_aside, known_codes, share_from},
    series,
    step::step,
    wide, wording, words,
};
use crate::{
    definition::{
        Adapter, Definition,
        column::{Column as Declared, ColumnKind},
        dimension::Dimension,
        error::DefinitionError,
        time::Limit,
    },
    mapping::Trial,
    reader::folded,
};

/// How well one round of one adapter fits.
#[derive(Debug, Clone, Serialize)]
pub struct Fit {
    /// The adapter.
    pub adapter: String,
    /// The round, where the adapter has rounds and one of them fits better than the rest.
    pub round: Option<String>,
    /// First and last year.
    pub years: (u16, Option<u16>),
    /// Whether the file holds several countries, of which one is chosen to report.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub chooses: bool,
    /// From 0 to 1.
    pub score: f64,
    /// How much the name of the file speaks for this adapter; it decides between those that fit alike.
    pub named: f64,
    /// Whether the adapter reads this format.
    pub format: bool,
    /// The declared columns that were found.
    pub found: Vec<Found>,
    /// Required columns that nothing resembles.
    pub missing: Vec<String>,
    /// Optional columns that nothing resembles.
    pub missing_optional: Vec<String>,
    /// Headers of columns whose numbers or dates are written otherwise than declared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<String>,
    /// How much of what the columns hold is known.
    pub codes: Vec<KnownCodes>,
    /// The header of a column by whose texts its filters set every row aside: the table is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
    /// What to do next with this adapter.
    #[serde(skip)]
    pub(crate) step: Step,
    /// Texts of which no condition knows anything, so that rows with them feed no table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<Wording>,
}

/// A declared column that was found in the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Its name in the adapter.
    pub column: String,
    /// The header in the file.
    pub header: String,
    /// 1 when the adapter has the name; less when it only resembles one.
    pub likeness: f64,
    /// Other headers that resemble it nearly as much.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<String>,
}

/// How much of one column a dimension knows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KnownCodes {
    /// The dimension.
    pub dimension: String,
    /// The column.
    pub column: String,
    /// The header in the file.
    pub header: String,
    /// The share of filled cells that is known.
    pub share: f64,
    /// Codes that nothing knows, where they may be shown.
    pub unknown: Vec<super::Sample>,
}

impl Fit {
    /// Whether every required column is there under a name that the adapter has, and what they hold is known.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.format
            && self.missing.is_empty()
            && self.otherwise.is_empty()
            && self.found.iter().all(|found| found.likeness >= 1.0)
            && self.codes.iter().all(|codes| codes.share >= KNOWN)
    }
}

impl Fit {
    /// Whether the file is of the same source and layout, and only of another indicator: the adapter reads its columns,
    /// and sets all rows aside by what one of them says.
    #[must_use]
    pub fn is_sibling(&self) -> bool {
        let exact = self.found.iter().filter(|one| one.likeness >= 1.0).count();
        let enough = exact >= FEWEST_SHARED && exact * 5 >= self.found.len() * 4;
        self.round.is_none() && self.set_aside.is_some() && self.missing.len() <= 1 && enough
    }
}

/// Fewer columns under the same names are those of any table.
const FEWEST_SHARED: usize = 5;
/// Where less is known, codes are new.
const KNOWN: f64 = 0.99;
/// A header that is so much less alike may be meant as well.
const RIVAL: f64 = 0.12;
/// How much a name that only resembles proves.
const LIKE: f64 = 0.75;
/// Likeness of names of the same words.
const SAME_WORDS: f64 = 0.95;
/// Likeness of names of which one says what the other excludes.
const EXCLUDED: f64 = 0.4;
/// From here on a header is proposed for a column.
const ALIKE: f64 = 0.62;
/// What is left of a fit whose filters set every row aside.
const SET_ASIDE: f64 = 0.7;
/// Below this an adapter is not named.
const WORTH_TELLING: f64 = 0.45;

/// The adapters that fit, the best first. `without` is left out.
#[must_use]
pub fn fits(examined: &Examined, folder: Option<&Path>, without: Option<&str>) -> Vec<Fit> {
    let mut all = Vec::new();
    for (id, adapter) in Adapter::all(folder, without) {
        // A printed table is read by definitions of the same layout, and they read nothing else.
        if !wide::may_read(examined, adapter.text()) {
            continue;
        }
        let best = variants(&adapter)
            .filter(|(_, one)| one.source.wide.is_some() != wide::is_flat(examined))
            .filter(|(_, one)| wide::is_read_so(examined, one))
            .map(|(round, definition)| fit(examined, &id, round, definition))
            .fold(None, better);
        all.extend(best.filter(|fit| fit.score >= WORTH_TELLING));
    }
    let rank = |fit: &Fit| fit.score + fit.named;
    all.sort_by(|one, other| rank(other).total_cmp(&rank(one)));
    if let Some(first) = all.first_mut()
        && let Ok(adapter) = Adapter::find(&first.adapter, folder)
        // Which of several countries reports says nothing of the period.
        && let Ok(adapter) = adapter.reported_by(&adapter.definition().area)
    {
        first.step = step(examined, &adapter);
    }
    all
}

/// How well the adapter `id` fits, whatever the others.
pub(crate) fn fit_of(
    examined: &Examined,
    id: &str,
    folder: Option<&Path>,
) -> Result<Fit, Vec<DefinitionError>> {
    let adapter = Adapter::find(id, folder)?;
    let best = variants(&adapter)
        .map(|(round, definition)| fit(examined, id, round, definition))
        .fold(None, better);
    // Unwrap safety: an adapter has at least the definition at its top.
    #[expect(clippy::unwrap_used, reason = "never empty")]
    Ok(best.unwrap())
}

/// The first of two that fit equally well: rounds stand from the newest on.
fn better(best: Option<Fit>, next: Fit) -> Option<Fit> {
    match best {
        Some(best) if best.score >= next.score => Some(best),
        _ => Some(next),
    }
}

/// The definition at the top of the file, and those of its rounds.
pub(crate) fn variants(adapter: &Adapter) -> impl Iterator<Item = (Option<String>, &Definition)> {
    let rounds = adapter
        .rounds()
        .map(|(round, definition)| (Some(round.name.clone()), definition));
    [(None, adapter.definition())].into_iter().chain(rounds)
}

pub(super) fn fit(
    examined: &Examined,
    id: &str,
    round: Option<String>,
    definition: &Definition,
) -> Fit {
    let found = found(examined, definition);
    let has = |name: &str| found.iter().any(|one| one.column == name);
    let lacking = |required: bool| {
        let lacks =
            |(name, column): &(&String, &Declared)| column.required == required && !has(name);
        let names = definition.columns.iter().filter(lacks);
        names.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let formats = &definition.source.formats;
    let mut fit = Fit {
        adapter: id.to_owned(),
        years: years(definition),
        chooses: definition.reporters.is_some(),
        round,
        score: 0.0,
        named: series::named(&examined.file, definition),
        format: formats.contains(&examined.found),
        missing: lacking(true),
        missing_optional: lacking(false),
        otherwise: series::otherwise_written(examined, definition, &found),
        codes: Vec::new(),
        set_aside: None,
        step: Step::Check(None),
        wordings: Vec::new(),
        found,
    };
    let columns = column_score(definition, &fit.found);
    if columns >= 0.4 {
        fit.codes = known_codes(examined, definition, &fit.found);
        fit.wordings = wording::wordings(examined, definition, &fit.found);
    }
    fit.score = score(columns, &fit);
    let mut found = fit.found.iter();
    let other = found.find(|one| is_set_aside(examined, definition, one));
    fit.set_aside = other.map(|one| one.header.clone());
    if fit.set_aside.is_some() {
        fit.score *= SET_ASIDE;
    }
    fit
}

fn years(definition: &Definition) -> (u16, Option<u16>) {
    (
        definition.periods.from,
        definition.periods.to.map(Limit::year),
    )
}

/// The share of the declared columns that was found; optional ones count less.
fn column_score(definition: &Definition, found: &[Found]) -> f64 {
    let weight = |column: &Declared| if column.required { 1.0 } else { 0.3 };
    let all: f64 = definition.columns.values().map(weight).sum();
    let met: f64 = found
        .iter()
        .filter_map(|one| {
            let declared = definition.columns.get(&one.column)?;
            let proof = if one.likeness >= 1.0 {
                1.0
            } else {
                LIKE * one.likeness
            };
            Some(weight(declared) * proof)
        })
        .sum();
    if all == 0.0 { 0.0 } else { met / all }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of dimensions")]
fn score(columns: f64, fit: &Fit) -> f64 {
    let known: f64 = fit.codes.iter().map(|codes| codes.share).sum();
    let codes = if fit.codes.is_empty() {
        columns
    } else {
        known / fit.codes.len() as f64
    };
    let format = if fit.format { 1.0 } else { 0.9 };
    (0.65 * columns + 0.35 * codes) * format
}

/// The declared columns by name, then those that resemble a header that is left.
fn found(examined: &Examined, definition: &Definition) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (name, column) in &definition.columns {
        let names = column.names.iter().chain([name]);
        let header = names.map(|name| folded(name)).find_map(|name| {
            examined
                .columns
                .iter()
                .find(|one| folded(&one.header) == name)
        });
        if let Some(header) = header {
            found.push(Found {
                column: name.clone(),
                header: header.header.clone(),
                likeness: 1.0,
                rivals: Vec::new(),
            });
        }
    }
    // Content alone proves no series; and looking at it is dear.
    if found.is_empty() && !resembles(examined, definition) {
        return found;
    }
    let mut pairs = alike(examined, definition, &found);
    pairs.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
    for at in 0..pairs.len() {
        let pair = &pairs[at];
        let taken = |one: &Found| one.column == pair.column || one.header == pair.header;
        if !found.iter().any(taken) {
            let rivals = rivals(pair, &pairs);
            found.push(Found {
                rivals,
                ..pair.clone()
            });
        }
    }
    found.extend(series::lone_date(examined, definition, &found));
    found.extend(series::lone_amount(examined, definition, &found));
    let twins = twins(definition, &found);
    found.extend(twins);
    found
}

/// Columns that read the same header as one that was found under a new name: they share the old one.
fn twins(definition: &Definition, found: &[Found]) -> Vec<Found> {
    let names = |column: &str| definition.columns.get(column).map(|one| &one.names);
    let lacking = definition.columns.iter();
    let lacking = lacking.filter(|(name, _)| !found.iter().any(|one| one.column == **name));
    let twin = |(name, column): (&String, &Declared)| {
        let renamed = found.iter().filter(|one| one.likeness < 1.0);
        let mut same = renamed.filter(|one| names(&one.column) == Some(&column.names));
        same.next().map(|one| Found {
            column: name.clone(),
            ..one.clone()
        })
    };
    lacking.filter_map(twin).collect()
}

/// Whether some header resembles the name of some column.
fn resembles(examined: &Examined, definition: &Definition) -> bool {
    let mut names = definition.columns.values().flat_map(|column| &column.names);
    names.any(|name| {
        let mut columns = examined.columns.iter();
        columns.any(|column| likeness(name, &column.header) >= ALIKE)
    })
}

/// Headers that resemble the column nearly as much as the one that was taken, and resemble no other more.
fn rivals(taken: &Found, pairs: &[Found]) -> Vec<String> {
    let best_of = |header: &str| {
        let same = pairs.iter().filter(|one| one.header == header);
        same.map(|one| one.likeness).fold(0.0, f64::max)
    };
    pairs
        .iter()
        .filter(|one| one.column == taken.column && one.header != taken.header)
        .filter(|one| one.likeness + RIVAL >= taken.likeness)
        .filter(|one| one.likeness >= best_of(&one.header))
        .map(|one| one.header.clone())
        .collect()
}

/// Headers that are left and columns that were not found, with how much alike they are.
fn alike(examined: &Examined, definition: &Definition, found: &[Found]) -> Vec<Found> {
    let mut pairs = Vec::new();
    for (name, declared) in &definition.columns {
        if found.iter().any(|one| &one.column == name) {
            continue;
        }
        let trials = LazyCell::new(|| trials(definition, name));
        for column in &examined.columns {
            let taken = found.iter().any(|one| one.header == column.header);
            if taken || !can_be(declared.kind, column) {
                continue;
            }
            let names = declared.names.iter().chain([name]);
            let named = names
                .map(|name| likeness(name, &column.header))
                .fold(0.0, f64::max);
            let likeness = with_content(named, &trials, column);
            if likeness >= ALIKE {
                pairs.push(Found {
                    column: name.clone(),
                    header: column.header.clone(),
                    likeness: likeness.min(0.99),
                    rivals: Vec::new(),
                });
            }
        }
    }
    pairs
}

/// Whether a column that holds such things can be declared as `kind`.
fn can_be(kind: ColumnKind, column: &Column) -> bool {
    match kind {
        ColumnKind::Number | ColumnKind::Integer => {
            matches!(
                column.kind,
                Guess::Number | Guess::Integer | Guess::Code | Guess::Empty
            )
        }
        ColumnKind::Date => matches!(column.kind, Guess::Date | Guess::Empty),
        ColumnKind::Holder => !matches!(column.kind, Guess::Number | Guess::Date),
        ColumnKind::Code | ColumnKind::Label => !matches!(column.kind, Guess::Date),
    }
}

/// Likeness of names, lifted by what the column holds, or lowered where nothing of it is known.
fn with_content<F: FnOnce() -> Vec<Trial>>(
    named: f64,
    trials: &LazyCell<Vec<Trial>, F>,
    column: &Column,
) -> f64 {
    let texts = column.profile.in_any_order();
    // Few codes, and short numbers, are known to many dimensions; many, or titles, to one.
    let many = texts.len() >= 8 || (texts.len() >= 4 && column.kind == Guess::Label);
    let long = texts.iter().filter(|(text, _)| is_telling(text)).count();
    let telling = many && long * 2 > texts.len();
    // What tells nothing can only lower a likeness that is too low already; and looking at it is dear.
    let decided = texts.len() < 2 || (!telling && named < ALIKE);
    if decided || trials.is_empty() {
        return named;
    }
    let least = if named < ALIKE { MUCH } else { LITTLE };
    let known = trials
        .iter()
        .map(|trial| share_from(least, trial, &texts))
        .fold(0.0, f64::max);
    if known < LITTLE {
        return named * 0.5;
    }
    if telling && known >= MUCH {
        named.max(0.35 + 0.35 * known + 0.25 * named)
    } else {
        named
    }
}

/// A column of which less is known speaks against a name; one of which more is, for it.
const LITTLE: f64 = 0.3;
const MUCH: f64 = 0.8;

/// Whether the text is more than a small number.
fn is_telling(text: &str) -> bool {
    text.chars().count() >= 3 || text.chars().all(char::is_alphabetic)
}

/// How much alike two names of columns are, from 0 to 1.
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    let letters = strsim::normalized_damerau_levenshtein(&folded(one), &folded(other));
    let (one, other) = (words::meanings(one), words::meanings(other));
    if words::exclude(&one, &other) {
        return letters.min(EXCLUDED);
    }
    let shared = one.iter().filter(|word| other.contains(word)).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let tokens = 2.0 * shared as f64 / (one.len() + other.len()).max(1) as f64;
    letters.max(tokens.min(SAME_WORDS))
}

/// The dimensions that a column feeds, ready to be tried.
fn trials(definition: &Definition, name: &str) -> Vec<Trial> {
    sections(definition)
        .filter(|(_, _, section)| section.column.as_deref() == Some(name))
        // Any number is in some band.
        .filter(|(_, _, section)| section.age_bands.is_none() && section.bands.is_empty())
        .filter_map(|(dataflow, id, section)| trial(definition, dataflow, id, section))
        .collect()
}

/// One dimension of `definition`, ready to be tried.
pub(crate) fn trial(
    definition: &Definition,
    dataflow: &str,
    id: &str,
    section: &Dimension,
) -> Option<Trial> {
    let dataflow = Registry::builtin().dataflow(dataflow)?;
    let column = definition.columns.get(section.column.as_deref()?)?;
    let missing = definition.source_spec().source.missing;
    Trial::new(&definition.area, &missing, column, (dataflow, id), section)
}

/// The dimensions of all tables, each once, with a dataflow that has it.
pub(crate) fn sections(definition: &Definition) -> impl Iterator<Item = (&str, &str, &Dimension)> {
    let mut met: Vec<(&str, &Dimension)> = Vec::new();
    let mut all = Vec::new();
    for table in &definition.table {
        for (id, section) in table.dimension.iter().chain(&definition.dimension) {
            if !met.contains(&(id.as_str(), section)) {
                met.push((id, section));
                all.push((table.dataflow.as_str(), id.as_str(), section));
            }
        }
    }
    all.into_iter()
}
