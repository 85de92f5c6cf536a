//! A table as CSV with its hierarchies as JSON, for `protect` and `attack`. Errors name file, line
//! and column, what is expected there and what to do; never what stands there.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use csv::StringRecord;
use disclosure::geometry::{Axis, GeometryError};
use disclosure::table::{LARGEST, Need, RawCell, State};
use disclosure::{PublishedTable, RawTable, RuleSet};
use rustc_hash::FxHashMap;
use schemas::language::args;

use super::{hierarchy_file, status_file};
use crate::context::{Context, Failure};

/// Columns that are figures; what stands before the first of them are dimensions.
const FIGURES: [&str; 14] = [
    "freq", "value", "ncontr", "top1", "top2", "top3", "top4", "top5", "cv", "primary", "lpl",
    "upl", "spl", "status",
];

const TOP: [&str; LARGEST] = ["top1", "top2", "top3", "top4", "top5"];

/// One row: its figures, whether it says that it is primary, and its status.
pub(crate) struct Row {
    key: Vec<u16>,
    pub(crate) cell: RawCell,
    need: Option<Need>,
    status: Option<u8>,
    /// Whether it shows a figure at all.
    has_value: bool,
}

/// A table as it was read.
pub(crate) struct TableFile {
    axes: Vec<Axis>,
    /// Where each axis was read.
    files: Vec<PathBuf>,
    pub(crate) rows: Vec<Row>,
    needs_given: bool,
}

/// Reads a table and its hierarchies.
pub(crate) fn read(
    table: &Path,
    hierarchies: &Path,
    context: &Context,
) -> Result<TableFile, Failure> {
    let mut reader = csv::Reader::from_reader(open(table, context)?);
    let mut place = Place {
        file: table,
        line: 1,
        context,
    };
    let header = reader.headers().map_err(|_| place.not_csv())?.clone();
    let columns = Columns::of(&header, &place)?;
    let names = header.iter().take(columns.dimensions).map(str::trim);
    let names: Vec<String> = names.map(str::to_owned).collect();
    let (axes, files): (Vec<Axis>, Vec<PathBuf>) =
        hierarchy_file::axes(&names, hierarchies, context)?
            .into_iter()
            .unzip();
    let keys = Keys::of(&axes, files, (0..names.len()).collect());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        place.line += 1;
        if !reader
            .read_record(&mut record)
            .map_err(|_| place.not_csv())?
        {
            break;
        }
        let key = keys.read(&record, &place)?;
        rows.push(columns.row(key, &record, &place)?);
    }
    if rows.is_empty() {
        return Err(place.fault("table-empty", []));
    }
    Ok(TableFile {
        axes,
        files: keys.files,
        rows,
        needs_given: columns.place("primary").is_some(),
    })
}

/// Reads the codes of a row.
pub(super) struct Keys {
    names: Vec<String>,
    codes: Vec<FxHashMap<String, u16>>,
    files: Vec<PathBuf>,
    columns: Vec<usize>,
}

impl Keys {
    /// `files` and `columns` tell where each axis was read and stands in the row.
    pub(super) fn of(axes: &[Axis], files: Vec<PathBuf>, columns: Vec<usize>) -> Self {
        let codes = |axis: &Axis| axis.codes.iter().cloned().zip(0..).collect();
        Self {
            names: axes.iter().map(|axis| axis.name.clone()).collect(),
            codes: axes.iter().map(codes).collect(),
            files,
            columns,
        }
    }

    pub(super) fn read(
        &self,
        record: &StringRecord,
        place: &Place<'_>,
    ) -> Result<Vec<u16>, Failure> {
        let code = |(at, codes): (usize, &FxHashMap<String, u16>)| {
            let text = record.get(self.columns[at]).map(str::trim);
            let code = text.and_then(|text| codes.get(text)).copied();
            code.ok_or_else(|| place.unknown_code(&self.names[at], &self.files[at]))
        };
        self.codes.iter().enumerate().map(code).collect()
    }
}

/// Where the reading is.
pub(super) struct Place<'a> {
    pub(super) file: &'a Path,
    pub(super) line: usize,
    pub(super) context: &'a Context,
}

impl Place<'_> {
    pub(super) fn fault<const N: usize>(&self, key: &str, more: [(&str, String); N]) -> Failure {
        let mut named = args(more);
        named.extend(args([
            ("file", self.file.display().to_string()),
            ("line", self.line.to_string()),
        ]));
        Failure::Input(self.context.message(key, &named))
    }

    pub(super) fn not_csv(&self) -> Failure {
        self.fault("table-not-csv", [])
    }

    fn bad_number(&self, column: &str) -> Failure {
        self.fault("table-bad-number", [("column", column.to_owned())])
    }

    fn unknown_code(&self, dimension: &str, hierarchy: &Path) -> Failure {
        let named = [
            ("column", dimension.to_owned()),
            ("hierarchy", hierarchy.display().to_string()),
        ];
        self.fault("table-unknown-code", named)
    }
}

/// Where the figures stand.
struct Columns {
    dimensions: usize,
    places: [Option<usize>; FIGURES.len()],
}

impl Columns {
    fn of(header: &StringRecord, place: &Place<'_>) -> Result<Self, Failure> {
        let dimensions = header
            .iter()
            .take_while(|name| !FIGURES.contains(&name.trim()))
            .count();
        let columns = Self {
            dimensions,
            places: FIGURES.map(|name| header.iter().position(|known| known.trim() == name)),
        };
        let has_figure = columns.place("value").or(columns.place("freq")).is_some();
        if dimensions == 0 || !has_figure {
            return Err(place.fault("table-bad-header", []));
        }
        Ok(columns)
    }

    fn place(&self, name: &str) -> Option<usize> {
        let at = FIGURES.iter().position(|known| *known == name)?;
        self.places[at]
    }

    fn text<'r>(&self, name: &str, record: &'r StringRecord) -> Option<&'r str> {
        let text = record.get(self.place(name)?)?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn number(&self, name: &str, record: &StringRecord, place: &Place<'_>) -> Result<f64, Failure> {
        match self.text(name, record).map(str::parse::<f64>) {
            None => Ok(0.0),
            Some(Ok(number)) if number.is_finite() => Ok(number),
            Some(_) => Err(place.bad_number(name)),
        }
    }

    /// The largest contributions. One that the table has no column for counts as large as it can
    /// be, so that no rule misses a cell for want of a column.
    fn largest(
        &self,
        record: &StringRecord,
        place: &Place<'_>,
        (value, contributors): (f64, u32),
    ) -> Result<[f64; LARGEST], Failure> {
        let mut top = [0.0; LARGEST];
        let (mut before, mut rest) = (value.abs(), value.abs());
        for (at, (largest, name)) in (0..).zip(top.iter_mut().zip(TOP)) {
            *largest = match self.place(name) {
                Some(_) => self.number(name, record, place)?,
                None if at < contributors => before.min(rest),
                None => 0.0,
            };
            before = largest.abs();
            rest = (rest - before).max(0.0);
        }
        Ok(top)
    }

    fn row(&self, key: Vec<u16>, record: &StringRecord, place: &Place<'_>) -> Result<Row, Failure> {
        let number = |name| self.number(name, record, place);
        let shown = ["value", "freq"].map(|name| self.text(name, record).is_some());
        let contributors = number("ncontr")?;
        if contributors < 0.0 || contributors.fract() != 0.0 {
            return Err(place.bad_number("ncontr"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number that is not negative; saturates"
        )]
        let contributors = contributors as u32;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a share; six digits are plenty"
        )]
        let cv = match self.text("cv", record) {
            Some(_) => Some(number("cv")? as f32),
            None => None,
        };
        let need = Need {
            lower: number("lpl")?,
            upper: number("upl")?,
            slide: number("spl")?,
        };
        let value = number(if shown[0] { "value" } else { "freq" })?;
        Ok(Row {
            key,
            cell: RawCell {
                value,
                contributors,
                holders: contributors,
                top: self.largest(record, place, (value, contributors))?,
                cv,
                ..RawCell::default()
            },
            need: (number("primary")? > 0.0).then_some(need),
            status: match self.text("status", record) {
                Some(text) => {
                    Some(status(text).ok_or_else(|| place.fault("table-bad-status", []))?)
                }
                None => None,
            },
            has_value: shown.contains(&true),
        })
    }
}

/// A status that `protect` writes.
pub(super) fn status(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [letter @ (b'u' | b'm' | b's' | b'z')] => Some(*letter),
        _ => None,
    }
}

/// Opens a file.
pub(crate) fn open(path: &Path, context: &Context) -> Result<BufReader<File>, Failure> {
    File::open(path)
        .map(|file| BufReader::with_capacity(1 << 16, file))
        .map_err(|error| unreadable(path, &error, context))
}

/// The text of a file.
pub(crate) fn text(path: &Path, context: &Context) -> Result<String, Failure> {
    let mut text = String::new();
    open(path, context)?
        .read_to_string(&mut text)
        .map_err(|error| unreadable(path, &error, context))?;
    Ok(text)
}

fn unreadable(path: &Path, error: &std::io::Error, context: &Context) -> Failure {
    let named = [
        ("file", path.display().to_string()),
        ("cause", error.to_string()),
    ];
    Failure::Environment(context.message("file-unreadable", &args(named)))
}

/// Whether the content is a JSON object, whatever the name.
pub(crate) fn starts_with_brace(path: &Path, context: &Context) -> Result<bool, Failure> {
    let first = open(path, context)?.bytes().map_while(Result::ok);
    Ok(first.take(64).find(|byte| !byte.is_ascii_whitespace()) == Some(b'{'))
}

fn told(error: &GeometryError, context: &Context) -> Failure {
    Failure::Input(error.message(context.language))
}

/// Whether each cell was hidden, by the places of its codes.
pub(crate) type Hidden = FxHashMap<Vec<u16>, bool>;

impl TableFile {
    /// What each of some earlier releases hid.
    pub(crate) fn hidden_in(
        &self,
        releases: &[PathBuf],
        context: &Context,
    ) -> Result<Vec<Hidden>, Failure> {
        let hidden = |path: &PathBuf| {
            let letters = status_file::read(path, &self.axes, &self.files, context)?;
            let told = letters.into_iter();
            Ok(told
                .map(|(key, letter)| (key, matches!(letter, b'u' | b'm')))
                .collect())
        };
        releases.iter().map(hidden).collect()
    }

    /// The table as an office has it.
    pub(crate) fn raw(self, context: &Context) -> Result<RawTable, Failure> {
        let rows = self
            .rows
            .into_iter()
            .map(|row| (row.key, row.cell, row.need));
        RawTable::from_rows(self.axes, rows.collect(), self.needs_given)
            .map_err(|error| told(&error, context))
    }

    /// The table as it is attacked, by the statuses in it or in a file of their own: as the
    /// office does, with needs and contributors, when every hidden figure is in the file, else as
    /// a reader does. With it, the number of cells that say they are primary and are shown.
    pub(crate) fn published(
        mut self,
        statuses: Option<&Path>,
        context: &Context,
    ) -> Result<(PublishedTable, usize), Failure> {
        if let Some(path) = statuses {
            let given = status_file::read(path, &self.axes, &self.files, context)?;
            for row in &mut self.rows {
                row.status = given.get(&row.key).copied();
            }
        }
        if self.rows.iter().any(|row| row.status.is_none()) {
            return Err(Failure::Input(
                context.message("attack-no-status", &args([])),
            ));
        }
        let shown = |row: &&Row| row.need.is_some() && row.cell.value != 0.0 && !row.is_hidden();
        let published_primary = self.rows.iter().filter(shown).count();
        let negative_values = self.rows.iter().any(|row| row.cell.value < 0.0);
        let states: Vec<State> = self.rows.iter().map(Row::state).collect();
        let rules = RuleSet {
            protection: 0.0,
            negative_values,
            ..RuleSet::default()
        };
        let is_office = self.needs_given && self.rows.iter().all(|row| row.has_value);
        let table = if is_office {
            self.raw(context)?.suppressed_as(&states, &rules)
        } else {
            let rows = self.rows.into_iter().zip(states).map(|(row, state)| {
                let value = (!row.is_hidden()).then_some(row.cell.value);
                (row.key, value, state)
            });
            PublishedTable::from_rows(self.axes, rows.collect(), rules)
                .map_err(|error| told(&error, context))?
        };
        Ok((table, published_primary))
    }
}

impl Row {
    fn is_hidden(&self) -> bool {
        matches!(self.status, Some(b'u' | b'm'))
    }

    fn state(&self) -> State {
        match self.status {
            Some(b'u') => State::Other,
            Some(b'm') => State::Secondary,
            _ => State::Published,
        }
    }
}
