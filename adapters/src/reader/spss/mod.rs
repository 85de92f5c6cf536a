//! SPSS system files, `.sav` (plain or with bytecodes) and `.zsav`, streamed case by case. Written from the
//! published description of the format: the crates that read it hold the whole file, or bring a data engine.
//!
//! A column of kind `label` gives the value labels of its variable, any other kind the values. What the file
//! declares as missing is missing, unless the column keeps it.

use std::fs::File;
use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use encoding_rs::{Encoding, WINDOWS_1252};
use rustc_hash::FxHashMap;

use super::assemble::{Assembler, Taken};
use super::binary::{Binary, ordered};
use super::error::{ReadError, ReadFault};
use super::header::Search;
use super::meter::Meter;
use super::place::Place;
use super::raw::{RawCell, RawRow};
use super::row::SourceRow;
use super::spec::{ColumnKind, DETECT, Format, SourceSpec};
use super::{Recognised, RowReader, number};
use cases::Cases;
use dictionary::{Dictionary, Variable};

mod cases;
mod dictionary;

/// Reads one system file.
pub(super) struct SpssReader {
    cases: Cases,
    case: Vec<u8>,
    wanted: Vec<Wanted>,
    is_big_endian: bool,
    encoding: &'static Encoding,
    guessed: bool,
    read: u64,
    ended: bool,
    assembler: Assembler,
    raw: RawRow,
    meter: Meter,
    place: Place,
}

/// A variable that is declared.
struct Wanted {
    index: usize,
    variable: Variable,
    /// The labels of its values, where the column asks for them.
    labels: Option<FxHashMap<[u8; 8], String>>,
    /// Values that are none for the file, and are some for the adapter.
    keep: Vec<String>,
}

pub(super) fn open(file: File, place: &Place, spec: &SourceSpec) -> Result<SpssReader, ReadError> {
    begin(file, place, spec).map_err(|fault| ReadError::new(place, fault))
}

fn begin(file: File, place: &Place, spec: &SourceSpec) -> Result<SpssReader, ReadFault> {
    let meter = Meter::default();
    let mut source = Binary::new(file, Format::Spss, &meter)?;
    let dictionary = Dictionary::read(&mut source)?;
    let is_big_endian = source.is_big_endian;
    let (encoding, guessed) = encoding(&spec.source.encoding, &dictionary)?;
    let variables = dictionary.variables(encoding);
    let mut search = Search::of_names(spec);
    let names = variables.iter().map(|variable| variable.name.clone());
    let Some(found) = search.offer(names.collect())? else {
        return Err(search.failure());
    };
    let layout = found.layout(spec, place.clone(), 0, false);
    let mut wanted = Vec::new();
    for (column, declared) in layout.columns.iter().zip(spec.columns.values()) {
        let Some(index) = column.index else { continue };
        let variable = variables[index].clone();
        let labels = (column.kind == ColumnKind::Label)
            .then(|| dictionary.labels(&variable, encoding, is_big_endian))
            .filter(|labels| !labels.is_empty());
        wanted.push(Wanted {
            index,
            variable,
            labels,
            keep: declared.keep.clone(),
        });
    }
    Ok(SpssReader {
        case: vec![0; dictionary.elements * 8],
        is_big_endian,
        cases: Cases::new(source, &dictionary)?,
        wanted,
        encoding,
        guessed,
        read: 0,
        ended: false,
        assembler: Assembler::new(spec, Arc::new(layout), false),
        raw: RawRow::default(),
        meter,
        place: place.clone(),
    })
}

impl RowReader for SpssReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while !self.ended {
            let more = self
                .cases
                .next(&mut self.case)
                .map_err(|fault| ReadError::new(&self.place.at_row(self.read + 1), fault))?;
            if !more {
                break;
            }
            self.read += 1;
            self.raw.clear(self.read);
            for wanted in &self.wanted {
                if wanted.variable.width > 0 {
                    wanted.put_text(&self.case, self.encoding, &mut self.raw);
                } else {
                    wanted.put_number(&self.case, self.is_big_endian, &mut self.raw);
                }
            }
            if self.assembler.take(&self.raw, self.read, row) == Taken::Row {
                return Ok(true);
            }
        }
        self.ended = true;
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    fn bytes_read(&self) -> u64 {
        self.meter.bytes()
    }

    fn recognised(&self) -> Recognised {
        Recognised {
            encoding: Some(self.encoding.name()),
            encoding_guessed: self.guessed,
            ..Recognised::of(Format::Spss)
        }
    }
}

impl Wanted {
    fn put_text(&self, case: &[u8], encoding: &'static Encoding, raw: &mut RawRow) {
        let bytes = self.variable.text(case);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        let text = text.trim_matches(['\0', ' ']);
        if self.variable.missing.holds_text(&bytes) && !self.keeps(text) {
            return raw.put(self.index, RawCell::Empty);
        }
        let mut key = [b' '; 8];
        let length = bytes.len().min(8);
        key[..length].copy_from_slice(&bytes[..length]);
        let label = self.labels.as_ref().and_then(|labels| labels.get(&key));
        raw.put(
            self.index,
            RawCell::Text(label.map_or(text, String::as_str)),
        );
    }

    fn put_number(&self, case: &[u8], is_big_endian: bool, raw: &mut RawRow) {
        let start = self.variable.element * 8;
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&case[start..start + 8]);
        let bytes = ordered(bytes, is_big_endian);
        let value = f64::from_le_bytes(bytes);
        let label = self.labels.as_ref().and_then(|labels| labels.get(&bytes));
        let is_none = !value.is_finite() || value.total_cmp(&f64::MIN).is_eq();
        let cell = if is_none || (self.variable.missing.holds(value) && !self.keeps_number(value)) {
            RawCell::Empty
        } else if let Some(label) = label {
            RawCell::Text(label)
        } else if self.variable.is_date {
            moment(value).unwrap_or(RawCell::Number(value))
        } else {
            RawCell::Number(value)
        };
        raw.put(self.index, cell);
    }

    fn keeps(&self, text: &str) -> bool {
        self.keep.iter().any(|keep| keep == text)
    }

    fn keeps_number(&self, value: f64) -> bool {
        let mut text = String::new();
        number::write_plain(value, &mut text);
        self.keeps(&text)
    }
}

/// The names of the variables, and how many cases the head promises.
pub(super) fn names(file: File) -> Result<(Vec<String>, Option<u64>), ReadFault> {
    let mut source = Binary::new(file, Format::Spss, &Meter::default())?;
    let dictionary = Dictionary::read(&mut source)?;
    let (encoding, _) = encoding(DETECT, &dictionary)?;
    let variables = dictionary.variables(encoding);
    let names = variables.into_iter().map(|variable| variable.name);
    Ok((names.collect(), dictionary.cases))
}

/// A date or time is told in seconds from the first day of the Gregorian calendar.
fn moment(value: f64) -> Option<RawCell<'static>> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a date beyond the calendar is none"
    )]
    let since = Duration::try_seconds(value as i64)?;
    let start = NaiveDate::from_ymd_opt(1582, 10, 14)?.and_hms_opt(0, 0, 0)?;
    start.checked_add_signed(since).map(RawCell::Date)
}

/// The declared encoding, else that of the file's own record, else Windows-1252, which is a guess.
fn encoding(
    declared: &str,
    dictionary: &Dictionary,
) -> Result<(&'static Encoding, bool), ReadFault> {
    if declared.is_empty() || declared.eq_ignore_ascii_case(DETECT) {
        let told = dictionary.encoding();
        return Ok((told.unwrap_or(WINDOWS_1252), told.is_none()));
    }
    match Encoding::for_label(declared.trim().as_bytes()) {
        Some(encoding) => Ok((encoding, false)),
        None => Err(ReadFault::BadSource {
            key: "encoding",
            value: declared.to_owned(),
        }),
    }
}
