//! What was found out about a file, in words, line by line.

use schemas::{
    language::{Language, MessageArgs, args},
    period::ReferencePeriod,
};

use super::{Change, Column, Examined, Fit, Guess, NewCodes, Sample, Step};
use crate::{
    catalogue::catalogue,
    codebook::{self, said},
};

/// Adapters that are named.
const ADAPTERS: usize = 3;
/// Codes that are named in one line.
const CODES: usize = 8;

/// The screen of `puente adapter inspect`.
#[must_use]
pub fn screen(
    examined: &Examined,
    fits: &[Fit],
    changes: Option<(&str, &[Change])>,
    language: Language,
) -> Vec<String> {
    let say = Say(language);
    let mut lines = head(say, examined);
    if !examined.columns.is_empty() {
        lines.push(String::new());
        lines.push(say.plain("inspect-columns"));
        lines.extend(columns(say, &examined.columns));
    }
    lines.push(String::new());
    lines.extend(adapters(say, fits));
    lines.extend(other_tables(say, examined));
    if let Some((before, changes)) = changes {
        lines.push(String::new());
        lines.extend(told_changes(say, before, changes));
    }
    lines.push(String::new());
    lines.extend(next(say, examined, fits));
    lines
}

#[derive(Clone, Copy)]
struct Say(Language);

impl Say {
    fn plain(self, key: &str) -> String {
        self.with(key, &args([]))
    }

    fn with(self, key: &str, args: &MessageArgs) -> String {
        catalogue().message(self.0, key, args)
    }

    /// Codes in a line, with how often each stands.
    fn codes(self, samples: &[Sample]) -> String {
        let mut shown: Vec<String> = samples
            .iter()
            .take(CODES)
            .map(|sample| format!("{} ({})", sample.code, sample.count))
            .collect();
        if samples.len() > CODES {
            shown.push("…".to_owned());
        }
        shown.join(", ")
    }
}

fn head(say: Say, examined: &Examined) -> Vec<String> {
    let mut what = vec![examined.format.to_owned()];
    if let Some(encoding) = examined.encoding {
        let said = args([("encoding", encoding.to_owned())]);
        what.push(if examined.encoding_guessed {
            say.with("inspect-encoding-guessed", &said)
        } else {
            encoding.to_owned()
        });
    }
    if let Some(separator) = examined.separator {
        let shown = separator.escape_debug().to_string();
        what.push(say.with("inspect-separator", &args([("separator", shown)])));
    }
    let said = args([("file", examined.file.clone()), ("what", what.join(", "))]);
    let mut lines = vec![say.with("inspect-file", &said)];
    lines.extend(sheets(say, examined));
    lines.extend(shape(say, examined));
    lines
}

fn sheets(say: Say, examined: &Examined) -> Option<String> {
    if examined.sheets.is_empty() {
        return None;
    }
    let names: Vec<String> = examined
        .sheets
        .iter()
        .map(|sheet| {
            let said = args([("name", sheet.name.clone())]);
            if Some(&sheet.name) == examined.sheet.as_ref() {
                say.with("inspect-sheet-read", &said)
            } else if sheet.visible {
                say.with("inspect-sheet", &said)
            } else {
                say.with("inspect-sheet-hidden", &said)
            }
        })
        .collect();
    let said = args([("sheets", names.join(", "))]);
    let mut told = format!("  {}", say.with("inspect-sheets", &said));
    if let Some((named, found)) = examined.named_sheet.as_ref().zip(examined.sheet.as_ref()) {
        let said = args([("named", named.clone()), ("found", found.clone())]);
        told.push_str(&format!(
            "\n  {}",
            say.with("inspect-sheet-elsewhere", &said)
        ));
    }
    Some(told)
}

/// Header, titles, rows, footers and what does not fit the header.
fn shape(say: Say, examined: &Examined) -> Vec<String> {
    let Some(row) = examined.header_row else {
        return vec![format!("  {}", say.plain("inspect-no-header"))];
    };
    let mut lines = Vec::new();
    let mut line = |key: &str, pairs: &[(&str, String)]| {
        let said: MessageArgs = pairs
            .iter()
            .flat_map(|(name, value)| args([(*name, value.clone())]))
            .collect();
        lines.push(format!("  {}", say.with(key, &said)));
    };
    if row > 0 {
        let titles = examined.title_lines.to_string();
        line(
            "inspect-header",
            &[("row", row.to_string()), ("titles", titles)],
        );
    }
    if let Some(rows) = examined.rows {
        let seen = examined.rows_seen.to_string();
        line(
            "inspect-rows",
            &[("rows", rows.to_string()), ("seen", seen)],
        );
    }
    if let Some(footer) = &examined.footer {
        line(
            "inspect-footer",
            &[
                ("row", footer.row.to_string()),
                ("count", footer.count.to_string()),
                ("starts", footer.starts.clone()),
            ],
        );
    }
    for unread in &examined.unread {
        line(
            "inspect-unread",
            &[
                ("row", unread.row.to_string()),
                ("count", unread.count.to_string()),
                ("reason", unread.fault.message(say.0)),
            ],
        );
    }
    if examined.blank_rows > 0 {
        line(
            "inspect-blank",
            &[("count", examined.blank_rows.to_string())],
        );
    }
    if examined.short_rows + examined.long_rows > 0 {
        line(
            "inspect-ragged",
            &[
                ("short", examined.short_rows.to_string()),
                ("long", examined.long_rows.to_string()),
                ("row", examined.first_ragged.unwrap_or(0).to_string()),
            ],
        );
    }
    if !examined.doubled.is_empty() {
        line(
            "inspect-doubled",
            &[("headers", examined.doubled.join(", "))],
        );
    }
    lines
}

fn columns(say: Say, columns: &[Column]) -> Vec<String> {
    let width = columns
        .iter()
        .map(|column| short(&column.header).chars().count())
        .max()
        .unwrap_or(0);
    columns
        .iter()
        .flat_map(|column| {
            let header = short(&column.header);
            let blanks = " ".repeat(width - header.chars().count());
            let line = format!("  {header}{blanks}  {}", holds(say, column));
            std::iter::once(line).chain(described(say, column))
        })
        .collect()
}

/// What the code book says of a column, in one line.
fn described(say: Say, column: &Column) -> Option<String> {
    let variable = column.book.as_ref()?;
    let labels = variable.labels.iter().take(CODES);
    let mut labels: Vec<String> = labels
        .map(|(code, titles)| format!("{code} = {}", said(titles, say.0)))
        .collect();
    if variable.labels.len() > CODES {
        labels.push("…".to_owned());
    }
    let told = args([
        ("title", variable.title(say.0).to_owned()),
        ("labels", labels.join("; ")),
    ]);
    let key = match labels.is_empty() {
        true => "inspect-book-title",
        false => "inspect-book",
    };
    Some(format!("      {}", say.with(key, &told)))
}

/// What a column holds, in one line.
fn holds(say: Say, column: &Column) -> String {
    let mut parts = vec![say.plain(&format!("inspect-kind-{}", column.kind.word()))];
    if column.kind.shows() {
        let distinct = column.distinct.unwrap_or(0).to_string();
        let said = args([
            ("distinct", distinct),
            ("codes", say.codes(&column.samples)),
        ]);
        parts.push(if column.samples.is_empty() {
            say.with("inspect-codes-rare", &said)
        } else {
            say.with("inspect-codes", &said)
        });
    }
    if column.kind == Guess::Date {
        if column.profile.two_date_orders() {
            parts.push(say.plain("inspect-date-two-orders"));
        } else if let Some(order) = column.profile.date_order() {
            let order = format!("{order:?}").to_lowercase();
            parts.push(say.with("inspect-date-order", &args([("order", order)])));
        } else if column.profile.unordered > 0 {
            parts.push(say.plain("inspect-date-unordered"));
        }
    }
    let numeric = matches!(column.kind, Guess::Integer | Guess::Number);
    if let Some(mark) = column.profile.mark().filter(|_| numeric) {
        parts.push(say.plain(super::mark_key(mark)));
    }
    if !column.markers.is_empty() {
        let said = args([("markers", say.codes(&column.markers))]);
        parts.push(say.with("inspect-markers", &said));
    }
    parts.join(" · ")
}

fn short(header: &str) -> String {
    let plain = header.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= 40 {
        return plain;
    }
    plain.chars().take(39).chain(['…']).collect()
}

fn adapters(say: Say, fits: &[Fit]) -> Vec<String> {
    if fits.is_empty() {
        return vec![say.plain("inspect-no-adapter")];
    }
    let mut lines = vec![say.plain("inspect-adapters")];
    for fit in fits.iter().take(ADAPTERS) {
        lines.extend(adapter(say, fit));
    }
    // One file may hold the registers of many countries, each with its adapter.
    let more = fits.iter().skip(ADAPTERS).filter(|fit| fit.is_whole());
    let more: Vec<&str> = more.map(|fit| fit.adapter.as_str()).collect();
    if !more.is_empty() {
        let said = args([("adapters", more.join(", "))]);
        lines.push(format!("  {}", say.with("inspect-more-adapters", &said)));
    }
    lines
}

/// Tables of other sheets, which need a run of their own.
fn other_tables(say: Say, examined: &Examined) -> Vec<String> {
    let others = examined.other_tables.iter().map(|table| {
        let said = args([
            ("adapter", table.adapter.clone()),
            ("sheet", table.sheet.clone()),
        ]);
        let key = if table.visible {
            "inspect-other-table"
        } else {
            "inspect-other-table-hidden"
        };
        format!("  {}", say.with(key, &said))
    });
    let others: Vec<String> = others.collect();
    if others.is_empty() {
        return others;
    }
    [say.plain("inspect-other-tables")]
        .into_iter()
        .chain(others)
        .collect()
}

fn adapter(say: Say, fit: &Fit) -> Vec<String> {
    let exact = fit.found.iter().filter(|one| one.likeness >= 1.0).count();
    let all = fit.found.len() + fit.missing.len() + fit.missing_optional.len();
    let (from, to) = fit.years;
    let to = to.map_or_else(|| say.plain("inspect-until-now"), |to| to.to_string());
    let round = fit.round.as_ref().map_or_else(String::new, |round| {
        say.with("inspect-round", &args([("round", round.clone())]))
    });
    let said = args([
        ("adapter", fit.adapter.clone()),
        ("round", round),
        ("years", format!("{from}–{to}")),
        ("score", format!("{:.0}", fit.score * 100.0)),
        ("exact", exact.to_string()),
        ("all", all.to_string()),
    ]);
    let mut lines = vec![format!("  {}", say.with("inspect-fit", &said))];
    let mut line = |text: String| lines.push(format!("    {text}"));
    if !fit.format {
        line(say.plain("inspect-fit-format"));
    }
    for found in fit.found.iter().filter(|one| one.likeness < 1.0) {
        let said = args([
            ("column", found.column.clone()),
            ("header", short(&found.header)),
        ]);
        line(say.with("inspect-fit-renamed", &said));
    }
    if !fit.missing.is_empty() {
        line(say.with(
            "inspect-fit-missing",
            &args([("columns", fit.missing.join(", "))]),
        ));
    }
    if !fit.missing_optional.is_empty() {
        let said = args([("columns", fit.missing_optional.join(", "))]);
        line(say.with("inspect-fit-optional", &said));
    }
    if !fit.otherwise.is_empty() {
        let said = args([("columns", fit.otherwise.join(", "))]);
        line(say.with("inspect-fit-otherwise", &said));
    }
    lines.extend(
        known(say, fit)
            .into_iter()
            .map(|text| format!("    {text}")),
    );
    lines
}

/// How much of the codes an adapter knows, and the wordings that it does not.
fn known(say: Say, fit: &Fit) -> Vec<String> {
    let mut lines = Vec::new();
    for known in &fit.codes {
        let said = args([
            ("dimension", known.dimension.clone()),
            ("header", short(&known.header)),
            ("share", format!("{:.1}", known.share * 100.0)),
            ("codes", say.codes(&known.unknown)),
        ]);
        lines.push(if known.unknown.is_empty() {
            say.with("inspect-fit-codes", &said)
        } else {
            say.with("inspect-fit-new-codes", &said)
        });
    }
    for wording in &fit.wordings {
        let said = args([
            ("header", short(&wording.header)),
            ("codes", say.codes(&wording.unknown)),
        ]);
        lines.push(say.with("inspect-fit-wording", &said));
        for (text, like) in wording.like.iter().take(CODES) {
            let said = args([("text", text.clone()), ("like", like.clone())]);
            lines.push(format!("  {}", say.with("inspect-fit-wording-like", &said)));
        }
    }
    lines
}

fn told_changes(say: Say, before: &str, changes: &[Change]) -> Vec<String> {
    let said = args([("before", before.to_owned())]);
    if changes.is_empty() {
        return vec![say.with("inspect-same", &said)];
    }
    let mut lines = vec![say.with("inspect-changes", &said)];
    for change in changes {
        lines.extend(
            told_change(say, change)
                .into_iter()
                .map(|line| format!("  {line}")),
        );
    }
    lines
}

fn told_change(say: Say, change: &Change) -> Vec<String> {
    let pair =
        |before: &str, now: &str| args([("before", before.to_owned()), ("now", now.to_owned())]);
    let header = |header: &str| args([("header", short(header))]);
    let line = match change {
        Change::Form { before, now } => say.with("inspect-change-form", &pair(before, now)),
        Change::Renamed { before, now } => {
            say.with("inspect-change-renamed", &pair(&short(before), &short(now)))
        }
        Change::Gone { header: name } => say.with("inspect-change-gone", &header(name)),
        Change::New { header: name } => say.with("inspect-change-new", &header(name)),
        Change::Moved { headers } => say.with("inspect-change-moved", &header(&headers.join(", "))),
        Change::OtherKind {
            header,
            before,
            now,
        } => {
            let kind = |guess: &Guess| say.plain(&format!("inspect-kind-{}", guess.word()));
            let said = args([
                ("header", short(header)),
                ("before", kind(before)),
                ("now", kind(now)),
            ]);
            say.with("inspect-change-kind", &said)
        }
        Change::Codes(codes) => return told_codes(say, codes),
    };
    vec![line]
}

fn told_codes(say: Say, codes: &NewCodes) -> Vec<String> {
    let told = [
        ("inspect-change-new-codes", &codes.new),
        ("inspect-change-gone-codes", &codes.gone),
    ];
    told.into_iter()
        .filter(|(_, samples)| !samples.is_empty())
        .map(|(key, samples)| {
            let said = args([
                ("header", short(&codes.header)),
                ("codes", say.codes(samples)),
            ]);
            say.with(key, &said)
        })
        .collect()
}

/// What to do next.
fn next(say: Say, examined: &Examined, fits: &[Fit]) -> Vec<String> {
    let file = if examined.file.contains(' ') {
        format!("\"{}\"", examined.file)
    } else {
        examined.file.clone()
    };
    if fits.is_empty() && codebook::is_like(examined.columns.iter().map(|one| &one.header)) {
        let command = format!(
            "puente adapter inspect {} --codebook {file}",
            say.plain("inspect-a-file")
        );
        return vec![say.plain("inspect-next-book"), format!("  {command}")];
    }
    let new = format!("puente adapter new {file} --adapters adaptadores");
    let (key, command) = match fits.first() {
        Some(fit) if fit.is_whole() && examined.named_sheet.is_none() => match fit.step {
            Step::Check(period) => ("inspect-next-check", check(say, fit, &file, period)),
            Step::Mend(period) => ("inspect-next-period", format!("{new} --period {period}")),
        },
        Some(_) => ("inspect-next-mend", new),
        None => ("inspect-next-new", new),
    };
    vec![say.plain(key), format!("  {command}")]
}

fn check(say: Say, fit: &Fit, file: &str, period: Option<ReferencePeriod>) -> String {
    let period = period.map_or_else(
        || say.plain("inspect-a-period"),
        |period| period.to_string(),
    );
    let area = if fit.chooses {
        format!(" --area {}", say.plain("inspect-an-area"))
    } else {
        String::new()
    };
    format!(
        "puente adapter check {} {file} --period {period}{area}",
        fit.adapter
    )
}
