//! What a file is, before anybody has decided what to do with it: format, encoding, header, columns with what
//! they seem to hold, the adapter that fits, and what changed against the last round. Reads the first rows only,
//! keeps counts, and shows codes that recur; nothing of a single person or employer.

mod by_book;
mod change;
mod fit;
pub(crate) mod kind;
mod known;
mod period;
mod profile;
mod rows;
mod screen;
mod series;
mod spread;
mod step;
mod wide;
mod wording;
pub(crate) mod words;

use std::path::Path;

use indexmap::IndexMap;
use schemas::period::ReferencePeriod;
use serde::Serialize;

pub use by_book::examine_by;
pub use change::{Change, NewCodes, changes};
pub use fit::{Fit, Found, KnownCodes, fits};
pub(crate) use fit::{fit_of, likeness, sections, trial, variants};
pub use kind::Guess;
pub(crate) use known::share;
pub use period::of_name as period_of_name;
pub(crate) use profile::{Mark, Profile};
pub use screen::screen;
pub(crate) use series::{SYSTEM, Written, ends, is_filtered};
pub(crate) use spread::{COLUMN as SPREAD_COLUMN, Part, Spread};
pub(crate) use step::{Step, chosen};
pub use wording::Wording;

use crate::codebook::{CodeBook, Variable};
use crate::reader::{
    self, ColumnSpec, Format, HeaderSpec, Inspection, ReadError, RowFault, SourceOptions,
    SourceSpec,
};
use rows::Rows;

/// Rows that are looked at, unless the officer asks for more.
pub const USUAL_ROWS: u64 = 200_000;

/// A file that was looked at.
#[derive(Debug, Serialize)]
pub struct Examined {
    /// Its name, without folders.
    pub file: String,
    /// The format, as an adapter writes it.
    pub format: &'static str,
    /// The encoding of a text.
    pub encoding: Option<&'static str>,
    /// Whether the encoding is a guess from the bytes.
    pub encoding_guessed: bool,
    /// What stands between cells.
    pub separator: Option<char>,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// The sheet that was looked at.
    pub sheet: Option<String>,
    /// The line or row of the header; none when no row looks like one.
    pub header_row: Option<u64>,
    /// Lines above the header.
    pub title_lines: u64,
    /// Rows without a filled cell.
    pub blank_rows: u64,
    /// About how many rows there are.
    pub rows: Option<u64>,
    /// How many rows were looked at.
    pub rows_seen: u64,
    /// Rows with fewer, and with more, cells than the header.
    pub short_rows: u64,
    /// See `short_rows`.
    pub long_rows: u64,
    /// The first such row.
    pub first_ragged: Option<u64>,
    /// Rows at the end that look like notes.
    pub footer: Option<Footer>,
    /// Figures of a printed table that will be rejected, by reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
    /// Headers that stand more than once; their columns were not looked at.
    pub doubled: Vec<String>,
    /// What stands alone in rows above the header: titles, units, dates.
    #[serde(skip)]
    pub(crate) titles: Vec<String>,
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
    /// Tables in other sheets of the workbook that adapters know too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_tables: Vec<OtherTable>,
    #[serde(skip)]
    pub(crate) found: Format,
    /// Of a published table of rows and columns: how a definition reads it, as the definition says it.
    #[serde(skip)]
    pub(crate) wide: Vec<String>,
    /// The same, with all that its round changes.
    #[serde(skip)]
    pub(crate) layout: Option<SourceSpec>,
    /// How a table with a column per month or year is read, of which no definition knows the layout.
    #[serde(skip)]
    pub(crate) spread: Option<Spread>,
    /// The sheet that the definition names, where it is there under another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named_sheet: Option<String>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is visible.
    pub visible: bool,
}

/// A printed table in another sheet than the one that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherTable {
    /// The adapter that reads it.
    pub adapter: String,
    /// Its sheet.
    pub sheet: String,
    /// Whether the sheet is visible.
    pub visible: bool,
}

/// Rows at the end of a file that look like notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Footer {
    /// The first of them.
    pub row: u64,
    /// How many.
    pub count: u64,
    /// The words with which the first begins.
    pub starts: String,
}

/// Figures of a printed table that are no figures of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Under which code `check` rejects them.
    pub code: &'static str,
    /// The first row that has them.
    pub row: u64,
    /// How many figures.
    pub count: u64,
    #[serde(skip)]
    pub(crate) fault: RowFault,
}

/// A column that was looked at.
#[derive(Debug, Serialize)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it seems to hold.
    pub kind: Guess,
    /// Cells that say something, among the rows seen.
    pub filled: u64,
    /// Different texts; none when there are too many to count.
    pub distinct: Option<usize>,
    /// The commonest codes, where the column holds codes that recur.
    pub samples: Vec<Sample>,
    /// Markers such as `NA`, and how often each stands.
    pub markers: Vec<Sample>,
    /// What the office's code book says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub book: Option<Variable>,
    #[serde(skip)]
    pub(crate) profile: Profile,
    /// Whether the first row fills it.
    #[serde(skip)]
    pub(crate) opens_block: bool,
    /// Whether each text stands once for a block of many rows.
    #[serde(skip)]
    pub(crate) block: bool,
}

/// A code and how often it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// The code, or the title of a category.
    pub code: String,
    /// How often.
    pub count: u64,
}

/// Codes that are shown for one column.
const SHOWN: usize = 12;

impl Examined {
    /// The column whose header is `header`, whatever case, accents, blanks and punctuation.
    #[must_use]
    pub fn column(&self, header: &str) -> Option<&Column> {
        let wanted = reader::folded(header);
        self.columns
            .iter()
            .find(|column| reader::folded(&column.header) == wanted)
    }

    /// Adds what the code book says of the columns; gives the headers of those of which it says nothing.
    pub fn describe(&mut self, book: &CodeBook) -> Vec<&str> {
        for column in &mut self.columns {
            column.book = book.variable(&column.header).cloned();
            column.settle();
        }
        let unknown = self.columns.iter().filter(|column| column.book.is_none());
        unknown.map(|column| column.header.as_str()).collect()
    }

    /// First and last year of the only column of dates, or of years.
    #[must_use]
    pub fn years(&self) -> Option<(u16, u16)> {
        if let Some(spread) = &self.spread {
            return spread.years;
        }
        let mut dated = self
            .columns
            .iter()
            .filter(|column| column.kind == Guess::Date || words::is_year(&column.header));
        let column = dated.next()?;
        if dated.next().is_some() {
            return None;
        }
        column.years()
    }

    /// Its name and the titles above its header, as one text.
    pub(crate) fn caption(&self) -> String {
        let stem = self
            .file
            .rsplit_once('.')
            .map_or(&*self.file, |(stem, _)| stem);
        let titles = self.titles.iter().map(String::as_str);
        [stem]
            .into_iter()
            .chain(titles)
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// The period that the name of the file tells, or the only year of its titles.
    pub(crate) fn told_period(&self) -> Option<ReferencePeriod> {
        let titled = || {
            let mut years = self.titles.iter().flat_map(|title| period::years_in(title));
            let first = years.next()?;
            let one = years.all(|year| year == first);
            one.then(|| first.to_string().parse().ok()).flatten()
        };
        period_of_name(&self.file).or_else(titled)
    }

    /// The words of the file: its name and its headers.
    pub(crate) fn words(&self) -> String {
        let headers = self.columns.iter().map(|column| column.header.as_str());
        let mut words = self.file.clone();
        for header in headers {
            words.push(' ');
            words.push_str(header);
        }
        words
    }
}

impl Column {
    /// First and last year of its dates or years.
    pub(crate) fn years(&self) -> Option<(u16, u16)> {
        let years = self.profile.texts.keys();
        let mut years = years.filter_map(|text| period::year_in(text));
        let first = years.next()?;
        Some(years.fold((first, first), |(from, to), year| {
            (from.min(year), to.max(year))
        }))
    }

    /// Its place in a text of fixed width, as a definition has it.
    pub(crate) fn place(&self) -> Option<String> {
        let [from, length] = self.book.as_ref()?.position?;
        Some(format!("[{from}, {length}]"))
    }

    /// What the code book explains is a code, however few rows were looked at.
    fn settle(&mut self) {
        let texts = self.profile.counted();
        let known = texts
            .iter()
            .filter(|(text, _)| !self.meanings(text).is_empty());
        if !texts.is_empty() && known.count() * 5 >= texts.len() * 4 {
            self.kind = Guess::Code;
            self.distinct = Some(texts.len());
            let codes = self.codes().into_iter().take(SHOWN);
            self.samples = codes.map(|(code, count)| Sample { code, count }).collect();
        }
    }

    /// Whether the code book says what its codes mean.
    pub(crate) fn is_labelled(&self) -> bool {
        let book = self.book.as_ref();
        book.is_some_and(|variable| !variable.labels.is_empty())
    }

    /// What the code book says that a code means, in its languages.
    pub(crate) fn meanings(&self, code: &str) -> Vec<&str> {
        let titles = self.book.as_ref().and_then(|variable| variable.label(code));
        let titles = titles.into_iter().flat_map(|titles| titles.values());
        titles.map(String::as_str).collect()
    }

    /// Whether most of its titles in the code book are of the wanted kind: `genre` is sex in one language only.
    pub(crate) fn is_titled(&self, wanted: impl Fn(&str) -> bool) -> bool {
        let titles = self
            .book
            .iter()
            .flat_map(|variable| variable.titles.values());
        let (mut all, mut met) = (0, 0);
        for title in titles {
            all += 1;
            met += usize::from(wanted(title));
        }
        met * 2 > all
    }

    /// Texts that may be shown and how often each stands.
    pub(crate) fn codes(&self) -> Vec<(String, u64)> {
        kind::shown(self.kind, &self.header, &self.profile, self.block)
    }
}

/// Looks at the first `most_rows` rows of the file at `path`.
///
/// # Errors
/// When the file cannot be read, or is of no known format.
pub fn examine(path: &Path, most_rows: u64) -> Result<Examined, ReadError> {
    let (inspection, layouts) = wide::look(path)?;
    let fresh = || unread(path, &inspection);
    if let Some(examined) = wide::known(path, layouts, most_rows, &fresh) {
        return Ok(examined);
    }
    let mut examined = fresh();
    if let Some((spec, doubled)) = spec_of(&inspection) {
        examined.doubled = doubled;
        let rows = Rows::read(path, &spec, most_rows)?;
        rows.tell(&mut examined, &spec);
        if let Some(spread) = spread_of(path, &inspection, &examined, &spec, most_rows, &fresh) {
            examined = spread;
        }
    }
    Ok(examined)
}

/// The file as a table with a column per month or year, if it is one.
fn spread_of(
    path: &Path,
    inspection: &Inspection,
    flat: &Examined,
    spec: &SourceSpec,
    most_rows: u64,
    fresh: &dyn Fn() -> Examined,
) -> Option<Examined> {
    let printed = [Format::Csv, Format::Xlsx, Format::Xls, Format::Ods];
    let header = inspection.header.as_ref();
    let header = header.filter(|_| printed.contains(&flat.found))?;
    let plain = spread::of(header, flat)?;
    let read = |spread: Spread| {
        let spec = spread.spec(spec);
        let mut examined = fresh();
        let rows = Rows::read(path, &spec, most_rows).ok()?;
        rows.tell(&mut examined, &spec);
        Some((examined, spread))
    };
    let within = plain
        .indented()
        .and_then(read)
        .filter(|(examined, spread)| {
            let inner = spread
                .inner
                .as_deref()
                .and_then(|name| examined.column(name));
            inner.is_some_and(|column| column.filled > 0)
        });
    let (mut examined, spread) = within.or_else(|| read(plain))?;
    examined.footer.clone_from(&flat.footer);
    examined.wide = spread.section();
    examined.spread = Some(spread);
    Some(examined)
}

/// What is known of a file before its rows are read.
fn unread(path: &Path, inspection: &Inspection) -> Examined {
    let recognised = &inspection.recognised;
    let sheets = inspection.sheets.iter().map(|sheet| Sheet {
        name: sheet.name.clone(),
        visible: sheet.visible,
    });
    Examined {
        file: path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        format: recognised.format.name(),
        encoding: recognised.encoding,
        encoding_guessed: recognised.encoding_guessed,
        separator: recognised.separator,
        sheets: sheets.collect(),
        sheet: None,
        header_row: None,
        title_lines: 0,
        blank_rows: 0,
        rows: inspection.rows,
        rows_seen: 0,
        short_rows: 0,
        long_rows: 0,
        first_ragged: None,
        footer: None,
        unread: Vec::new(),
        doubled: Vec::new(),
        titles: inspection
            .header
            .as_ref()
            .map_or_else(Vec::new, |header| header.titles.clone()),
        columns: Vec::new(),
        other_tables: Vec::new(),
        found: recognised.format,
        wide: Vec::new(),
        layout: None,
        spread: None,
        named_sheet: None,
    }
}

/// All columns of the file, declared; and the headers that stand more than once.
fn spec_of(inspection: &Inspection) -> Option<(SourceSpec, Vec<String>)> {
    let header = inspection.header.as_ref()?;
    let mut by_name: IndexMap<String, Vec<&String>> = IndexMap::new();
    for name in &header.headers {
        let folded = reader::folded(name);
        if !folded.is_empty() {
            by_name.entry(folded).or_default().push(name);
        }
    }
    let whole = inspection.recognised.format != Format::Ndjson;
    let mut doubled = Vec::new();
    let mut columns = IndexMap::new();
    for names in by_name.into_values() {
        if names.len() > 1 {
            doubled.push(names[0].clone());
            continue;
        }
        columns.insert(names[0].clone(), column_spec(names[0], whole));
    }
    if columns.is_empty() {
        return None;
    }
    let within = usize::try_from(header.row).unwrap_or(0).max(30) + 5;
    let source = SourceOptions {
        header: HeaderSpec { within },
        sheet: header.sheet.clone().unwrap_or_else(|| "first".to_owned()),
        ..SourceOptions::default()
    };
    Some((SourceSpec { source, columns }, doubled))
}

fn column_spec(name: &str, required: bool) -> ColumnSpec {
    ColumnSpec {
        names: vec![name.to_owned()],
        kind: reader::ColumnKind::Code,
        required,
        missing: Vec::new(),
        keep: Vec::new(),
        decimal: None,
        thousands: None,
        date_order: reader::DateOrder::Ymd,
        position: None,
    }
}

/// The key of the message about a mark in numbers.
fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::CommaThousands => "inspect-mark-comma",
        Mark::BlankThousands => "inspect-mark-blank",
        Mark::CommaDecimal => "inspect-mark-decimal",
    }
}
