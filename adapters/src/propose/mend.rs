//! A file of a known series whose layout or codes have changed: the adapter of the series, whole and with its
//! comments, and one `[[round]]` more that says what is different.

use std::{collections::BTreeSet, ops::Range};

use schemas::{
    language::{MessageArgs, args},
    period::ReferencePeriod,
};

use super::{
    Wishes, absent, amounts,
    draft::{Choice, Draft, Proposal, UNANSWERED, key, list, quoted},
    register,
};
use crate::{
    definition::{
        Adapter, Definition,
        time::{Limit, Round},
        value_span,
    },
    inspect::{self, Examined, Fit, Found, Written},
    reader::{Format, folded},
};

/// A key of the new round.
pub(super) struct Planned {
    /// For example `columns`, `state`, `names`.
    pub(super) path: Vec<String>,
    /// As TOML.
    pub(super) value: String,
    pub(super) note: Note,
}

/// What is said above a key.
pub(super) enum Note {
    Look(&'static str, MessageArgs),
    Plain,
    Ask(&'static str, MessageArgs, Vec<Choice>),
}

/// What the changes are looked for in.
pub(super) struct Series<'a> {
    pub(super) examined: &'a Examined,
    pub(super) fit: &'a Fit,
    pub(super) definition: &'a Definition,
    pub(super) wishes: &'a Wishes,
}

/// The adapter with what is different.
pub(super) fn propose(
    examined: &Examined,
    fit: &Fit,
    adapter: &Adapter,
    wishes: &Wishes,
) -> Proposal {
    let definition = inspect::variants(adapter)
        .find(|(round, _)| *round == fit.round)
        .map_or(adapter.definition(), |(_, definition)| definition);
    let series = Series {
        examined,
        fit,
        definition,
        wishes,
    };
    let period = wishes.period.or_else(|| examined.told_period());
    let mut planned = source(&series);
    planned.extend(super::spread::planned(&series));
    planned.extend(columns(&series));
    planned.extend(super::codes_of::planned(&series));
    planned.extend(dated(definition, period));
    let mut draft = Draft::new(wishes.language);
    let used = adapter
        .rounds()
        .find(|(round, _)| Some(&round.name) == fit.round.as_ref())
        .map(|(round, _)| round);
    if !planned.is_empty() || !holds_already(adapter, used, period) {
        round(&mut draft, &series, adapter, used, period, planned);
    }
    assemble(draft, &series, adapter, period)
}

/// Whether the definition of the round is the one that `period` gets anyway.
fn holds_already(adapter: &Adapter, used: Option<&Round>, period: Option<ReferencePeriod>) -> bool {
    let Some(period) = period else {
        return true;
    };
    inspect::chosen(adapter, period).map(|round| &round.name) == used.map(|round| &round.name)
}

/// The `[[round]]` with what an older round changes, and what is new.
fn round(
    draft: &mut Draft,
    series: &Series<'_>,
    adapter: &Adapter,
    used: Option<&Round>,
    period: Option<ReferencePeriod>,
    planned: Vec<Planned>,
) {
    // A file whose rows tell their period is for all its years.
    let years = series.definition.time.as_ref().and(series.examined.years());
    // Its name may tell the year in which it was made.
    let several = years.filter(|(first, last)| {
        period.is_none() || (series.wishes.period.is_none() && first != last)
    });
    let usual = || several.map_or_else(|| adapter.usual_period().year(), |(first, _)| first);
    let period = period.filter(|_| several.is_none());
    let year = period.map_or_else(usual, ReferencePeriod::year);
    let file = || args([("file", series.examined.file.clone())]);
    draft.comment("propose-round", &file());
    draft.line("[[round]]");
    draft.text(
        "name",
        &period.map_or_else(|| year.to_string(), |period| period.to_string()),
    );
    if several.is_some() {
        draft.look("propose-years", &args([("from", year.to_string())]));
    } else if period.is_none() {
        draft.look("propose-year", &file());
    }
    draft.line(format!("from = {year}"));
    let newest = adapter
        .rounds()
        .map(|(round, _)| round.to.unwrap_or(round.from).year());
    let newest = newest
        .chain(adapter.definition().periods.to.map(Limit::year))
        .max();
    if several.is_none() && newest.is_some_and(|newest| year <= newest) {
        draft.line(format!("to = {year}"));
    }
    let paths: BTreeSet<&[String]> = planned.iter().map(|one| one.path.as_slice()).collect();
    if let Some(used) = used {
        draft.comment(
            "propose-round-copied",
            &args([("round", used.name.clone())]),
        );
        let mut leaves = Vec::new();
        leaves_of(&used.change, &mut Vec::new(), &mut leaves);
        for (path, value) in leaves {
            if !paths.contains(path.as_slice()) {
                draft.line(format!("{} = {value}", dotted(&path)));
            }
        }
    }
    for one in &planned {
        let line = format!("{} = {}", dotted(&one.path), one.value);
        match &one.note {
            Note::Look(key, said) => {
                draft.look(key, said);
                draft.line(line);
            }
            Note::Plain => draft.line(line),
            Note::Ask(key, said, options) => {
                draft.ask(key, said, options, &line, &dotted(&one.path));
            }
        }
    }
}

/// The keys of a table that hold no table, with their values as TOML.
fn leaves_of(table: &toml::Table, path: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, String)>) {
    for (name, value) in table {
        path.push(name.clone());
        match value {
            toml::Value::Table(inner) if !inner.is_empty() => leaves_of(inner, path, leaves),
            _ => leaves.push((path.clone(), value.to_string())),
        }
        path.pop();
    }
}

fn dotted(path: &[String]) -> String {
    let parts: Vec<String> = path.iter().map(|part| key(part)).collect();
    parts.join(".")
}

/// The whole file: the adapter with wider periods, and the round before its others.
fn assemble(
    draft: Draft,
    series: &Series<'_>,
    adapter: &Adapter,
    period: Option<ReferencePeriod>,
) -> Proposal {
    let mut text = adapter.text().to_owned();
    let mut edits = widened(&text, adapter.definition(), period);
    let id = series.wishes.id.clone();
    if let (Some(id), Some(span)) = (&id, value_span(&text, "id")) {
        edits.push((span, quoted(id)));
    }
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    for (span, new) in edits {
        text.replace_range(span, &new);
    }
    let at = first_round(&text);
    let mut top = Draft::new(series.wishes.language);
    let said = args([
        ("adapter", series.fit.adapter.clone()),
        ("file", series.examined.file.clone()),
        ("questions", draft.questions().to_string()),
    ]);
    top.comment("propose-mended", &said);
    let top = top.into("", "", "", None).text;
    let gap = if text[..at].ends_with("\n\n") {
        ""
    } else {
        "\n"
    };
    let before = format!("{top}{}{gap}", &text[..at]);
    let after = if at < text.len() {
        format!("\n{}", &text[at..])
    } else {
        String::new()
    };
    let id = id.unwrap_or_else(|| series.fit.adapter.clone());
    draft.into(&before, &after, &id, Some(&series.fit.adapter))
}

/// `[periods]` so wide that it holds the period.
fn widened(
    text: &str,
    definition: &Definition,
    period: Option<ReferencePeriod>,
) -> Vec<(Range<usize>, String)> {
    let Some(period) = period else {
        return Vec::new();
    };
    let (periods, year) = (&definition.periods, period.year());
    let mut edits = Vec::new();
    let mut edit = |key: &str, new: String| {
        edits.extend(value_span(text, key).map(|span| (span, new)));
    };
    if year < periods.from {
        edit("periods.from", year.to_string());
    }
    match periods.to {
        Some(Limit::Year(last)) if year > last => edit("periods.to", year.to_string()),
        // The officer tells until when the file goes: a year would take its last months for a whole.
        Some(to @ Limit::Period(_)) if !to.reaches(period) => {
            edit("periods.to", quoted(&period.to_string()));
        }
        _ => {}
    }
    let frequency = period.frequency().code().to_owned();
    if !periods.frequencies.is_empty() && !periods.frequencies.contains(&frequency) {
        let mut all = periods.frequencies.clone();
        all.push(frequency);
        edit("periods.frequencies", list(&all));
    }
    edits
}

/// Where the first `[[round]]` begins, with the comment above it; the end without one.
fn first_round(text: &str) -> usize {
    let mut comment = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("[[round]]") {
            return comment.unwrap_or(at);
        }
        if line.starts_with('#') {
            comment.get_or_insert(at);
        } else {
            comment = None;
        }
        at += line.len();
    }
    text.len()
}

/// What is different about the file as a whole.
fn source(series: &Series<'_>) -> Vec<Planned> {
    let (source, examined) = (&series.definition.source, series.examined);
    let mut planned = Vec::new();
    let mut plan = |key: &str, value: String, note: &'static str, said: MessageArgs| {
        planned.push(Planned {
            path: vec!["source".to_owned(), key.to_owned()],
            value,
            note: Note::Look(note, said),
        });
    };
    if !source.formats.contains(&examined.found) {
        // A definition that lists others too reads a text of fixed width as a delimited one.
        let fixed = examined.found == Format::Fixed;
        let others = source.formats.iter().filter(|_| !fixed);
        let formats = others.chain([&examined.found]);
        let names: Vec<String> = formats.map(|format| format.name().to_owned()).collect();
        plan("formats", list(&names), "propose-format", args([]));
    }
    let declared = |text: &str| !text.is_empty() && !text.eq_ignore_ascii_case("detect");
    let same = |label: &str, name: &str| {
        encoding_rs::Encoding::for_label(label.as_bytes()).is_some_and(|one| one.name() == name)
    };
    if examined.found == Format::Csv
        && declared(&source.encoding)
        && examined
            .encoding
            .is_some_and(|name| !same(&source.encoding, name))
    {
        plan("encoding", quoted("detect"), "propose-encoding", args([]));
    }
    let separator = examined.separator.map(String::from);
    if declared(&source.separator) && separator.is_some_and(|one| one != source.separator) {
        plan("separator", quoted("detect"), "propose-separator", args([]));
    }
    let row = usize::try_from(examined.header_row.unwrap_or(0)).unwrap_or(0);
    if row > source.header.within {
        let within = format!("{{ within = {} }}", row + 5);
        plan(
            "header",
            within,
            "propose-header",
            args([("row", row.to_string())]),
        );
    }
    let named = !matches!(source.sheet.to_lowercase().as_str(), "" | "first" | "all");
    let there = |name: &str| {
        examined
            .sheets
            .iter()
            .any(|sheet| folded(&sheet.name) == folded(name))
    };
    if named && !examined.sheets.is_empty() && !there(&source.sheet) {
        let found = examined
            .sheet
            .as_deref()
            .filter(|_| examined.named_sheet.is_some());
        plan(
            "sheet",
            quoted(found.unwrap_or("first")),
            "propose-sheet",
            args([]),
        );
    }
    if let Some(footer) = &examined.footer {
        let starts = folded(&footer.starts);
        let known = source
            .footer
            .iter()
            .any(|one| starts.starts_with(&folded(one)));
        if !known && !footer.starts.is_empty() {
            let mut all = source.footer.clone();
            all.push(footer.starts.clone());
            let said = args([("row", footer.row.to_string())]);
            plan("footer", list(&all), "propose-footer", said);
        }
    }
    planned
}

/// Attributes that tell the year for which alone the definition was written, with the year of the file.
fn dated(definition: &Definition, period: Option<ReferencePeriod>) -> Vec<Planned> {
    let periods = &definition.periods;
    let only = periods.to.is_some_and(|to| to.year() == periods.from);
    let Some(year) = period
        .map(ReferencePeriod::year)
        .filter(|year| only && *year != periods.from)
    else {
        return Vec::new();
    };
    let before = periods.from.to_string();
    let telling = definition
        .attributes
        .iter()
        .filter(|(_, text)| text.contains(&before));
    telling
        .map(|(name, text)| Planned {
            path: vec!["attributes".to_owned(), name.clone()],
            value: quoted(&text.replace(&before, &year.to_string())),
            note: Note::Look(
                "propose-attribute-year",
                args([("name", name.clone()), ("text", text.clone())]),
            ),
        })
        .collect()
}

/// What is different about single columns.
fn columns(series: &Series<'_>) -> Vec<Planned> {
    let mut planned = Vec::new();
    for found in &series.fit.found {
        let Some(declared) = series.definition.columns.get(&found.column) else {
            continue;
        };
        if found.likeness < 1.0 {
            planned.push(renamed(found, &declared.names));
        }
        planned.extend(marks(series, &found.column, &found.header));
        planned.extend(place(series, found));
        planned.extend(amounts::planned(series, found));
    }
    let replaced = super::spread::dated(series);
    let missing = series.fit.missing.iter();
    let missing = missing.filter(|name| replaced != Some(name.as_str()));
    planned.extend(missing.map(|name| absent::planned(series, name)));
    planned.extend(register::unsaid(series));
    planned
}

/// Where the column stands in a text of fixed width.
fn place(series: &Series<'_>, found: &Found) -> Option<Planned> {
    let column = series.examined.column(&found.header);
    let fixed = series.examined.found == Format::Fixed;
    let place = column.filter(|_| fixed)?.place()?;
    Some(of_column(&found.column, "position", place, Note::Plain))
}

/// A column under another name: proposed, or asked for where several headers may be meant.
fn renamed(found: &Found, names: &[String]) -> Planned {
    let mut names = names.to_vec();
    let said = args([
        ("column", found.column.clone()),
        ("header", found.header.clone()),
        ("names", names.join(", ")),
    ]);
    if found.rivals.is_empty() {
        names.push(found.header.clone());
        let note = Note::Look("propose-renamed", said);
        return of_column(&found.column, "names", list(&names), note);
    }
    names.push(UNANSWERED.to_owned());
    let headers = [&found.header].into_iter().chain(&found.rivals);
    let choices = headers.map(|header| Choice::new(header, "")).collect();
    let note = Note::Ask("propose-which-column", said, choices);
    of_column(&found.column, "names", list(&names), note)
}

pub(super) fn of_column(column: &str, key: &str, value: String, note: Note) -> Planned {
    Planned {
        path: vec!["columns".to_owned(), column.to_owned(), key.to_owned()],
        value,
        note,
    }
}

/// Marks of numbers and the order of dates.
fn marks(series: &Series<'_>, name: &str, header: &str) -> Option<Planned> {
    let declared = series.definition.columns.get(name)?;
    let column = series.examined.column(header)?;
    let said = args([("header", header.to_owned())]);
    let plan = |key: &str, value: String, said| {
        of_column(name, key, quoted(&value), Note::Look("propose-marks", said))
    };
    Some(
        match Written::otherwise(series.definition, declared, column)? {
            Written::Thousands(mark) => plan("thousands", mark.to_string(), said),
            Written::DecimalComma => plan("decimal", ",".to_owned(), said),
            Written::Order(order) => {
                let order = quoted(&format!("{order:?}").to_lowercase());
                let note = match column.profile.first_of_months() {
                    Some(_) => "propose-first-days",
                    None => "propose-marks",
                };
                of_column(name, "date_order", order, Note::Look(note, said))
            }
            Written::Unordered => {
                let choices = ["dmy", "mdy"].map(|order| Choice::new(order, ""));
                let note = Note::Ask("propose-which-order", said, choices.into());
                of_column(name, "date_order", quoted(UNANSWERED), note)
            }
        },
    )
}
