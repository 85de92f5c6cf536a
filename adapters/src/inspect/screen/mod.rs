//! What was found out about a file, in words, line by line.

use schemas::{
    language::{Language, MessageArgs, args},
    period::ReferencePeriod,
};

mod changes;
mod fits;

use super::{Change, Column, Examined, Fit, Guess, Sample, Step};
use crate::{
    catalogue::catalogue,
    codebook::{self, said},
};

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
    lines.extend(fits::told(say, fits));
    lines.extend(fits::other_tables(say, examined));
    if let Some((before, changes)) = changes {
        lines.push(String::new());
        lines.extend(changes::told(say, before, changes));
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
    if examined.spread.is_some() {
        line("inspect-spread", &[]);
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

/// What to do next.
fn next(say: Say, examined: &Examined, fits: &[Fit]) -> Vec<String> {
    let file = if examined.file.contains(' ') {
        format!("\"{}\"", examined.file)
    } else {
        examined.file.clone()
    };
    let spread = examined.spread.is_some();
    if !spread
        && fits.is_empty()
        && codebook::is_like(examined.columns.iter().map(|one| &one.header))
    {
        let command = format!(
            "puente adapter inspect {} --codebook {file}",
            say.plain("inspect-a-file")
        );
        return vec![say.plain("inspect-next-book"), format!("  {command}")];
    }
    let new = format!("puente adapter new {file} --adapters adaptadores");
    let own = fits.first().filter(|fit| fit.set_aside.is_none());
    let (key, command) = match own {
        Some(fit) if fit.is_whole() && examined.named_sheet.is_none() => match fit.step {
            Step::Check(period) => ("inspect-next-check", check(say, fit, &file, period)),
            Step::Mend(period) => ("inspect-next-period", format!("{new} --period {period}")),
        },
        Some(_) => ("inspect-next-mend", new),
        None if fits.iter().any(Fit::is_sibling) => ("inspect-next-sibling", new),
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
