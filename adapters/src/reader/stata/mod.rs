//! Stata's `.dta` files, versions 113 to 119 (Stata 8 to 18), streamed record by record. Written from the published
//! description: the crate that reads them asks for as much memory as a file claims to need.
//!
//! A column of kind `label` gives the value labels of its variable, any other kind the values. The missing values
//! `.` and `.a` to `.z` are missing.

use std::fs::File;
use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use rustc_hash::FxHashMap;

use super::assemble::{Assembler, Taken};
use super::binary::{Binary, ordered, until_nul};
use super::error::{ReadError, ReadFault};
use super::header::Search;
use super::meter::Meter;
use super::place::Place;
use super::raw::{RawCell, RawRow};
use super::row::SourceRow;
use super::spec::{ColumnKind, DETECT, Format, SourceSpec};
use super::{Recognised, RowReader};
use header::{Header, Kind, Variable};
use texts::{LongTexts, ValueLabels};

mod header;
mod texts;

/// Reads one `.dta` file.
pub(super) struct StataReader {
    source: Binary,
    header: Header,
    /// The variables that are declared, with their labels where the column asks for them.
    wanted: Vec<(usize, Option<Labels>)>,
    long_texts: LongTexts,
    record: Vec<u8>,
    read: u64,
    encoding: &'static Encoding,
    /// Whether the file or the adapter tells the encoding.
    is_told: bool,
    assembler: Assembler,
    raw: RawRow,
    meter: Meter,
    place: Place,
}

pub(super) fn open(file: File, place: &Place, spec: &SourceSpec) -> Result<StataReader, ReadError> {
    begin(file, place, spec).map_err(|fault| ReadError::new(place, fault))
}

fn begin(file: File, place: &Place, spec: &SourceSpec) -> Result<StataReader, ReadFault> {
    let meter = Meter::default();
    let mut source = Binary::new(file, Format::Stata, &meter)?;
    let mut header = Header::read(&mut source)?;
    let encoding = encoding(&spec.source.encoding, header.version)?;
    let mut search = Search::of_names(spec);
    let names = header
        .variables
        .iter()
        .map(|variable| variable.name(encoding));
    let Some(found) = search.offer(names.collect())? else {
        return Err(search.failure());
    };
    let layout = found.layout(spec, place.clone(), 0, false);
    let mut labels = ValueLabels::default();
    let mut wanted = Vec::new();
    let mut has_long_texts = false;
    for column in &layout.columns {
        let Some(index) = column.index else { continue };
        let variable = &header.variables[index];
        has_long_texts |= variable.kind == Kind::LongText;
        let labelled = column.kind == ColumnKind::Label && !variable.labels.is_empty();
        if labelled {
            labels.want(&variable.labels);
        }
        wanted.push((index, labelled));
    }
    if labels.are_wanted() {
        labels.read(&mut source, &mut header, encoding)?;
    }
    let mut long_texts = LongTexts::default();
    if has_long_texts {
        long_texts.read(&mut source, &header, encoding)?;
    }
    let wanted = wanted.into_iter().map(|(index, labelled)| {
        let name = &header.variables[index].labels;
        (index, labelled.then(|| labels.of(name)).flatten())
    });
    let wanted = wanted.collect();
    source.seek(header.data)?;
    Ok(StataReader {
        is_told: header.version >= 118 || !is_detected(&spec.source.encoding),
        record: vec![0; header.record_bytes],
        source,
        header,
        wanted,
        long_texts,
        read: 0,
        encoding,
        assembler: Assembler::new(spec, Arc::new(layout), false),
        raw: RawRow::default(),
        meter,
        place: place.clone(),
    })
}

impl RowReader for StataReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while self.read < self.header.records {
            self.read += 1;
            self.source
                .fill(&mut self.record)
                .map_err(|fault| ReadError::new(&self.place.at_row(self.read), fault))?;
            self.raw.clear(self.read);
            for (index, labels) in &self.wanted {
                let variable = &self.header.variables[*index];
                let bytes = &self.record[variable.start..variable.end];
                match value(bytes, variable.kind, self.header.is_big_endian) {
                    Value::Text => {
                        let text = decoded(until_nul(bytes), self.encoding);
                        self.raw.put(*index, RawCell::Text(&text));
                    }
                    Value::Long(key) => {
                        let text = self.long_texts.text(key, &self.header);
                        self.raw
                            .put(*index, text.map_or(RawCell::Empty, RawCell::Text));
                    }
                    Value::Missing => self.raw.put(*index, RawCell::Empty),
                    Value::Number(value) => {
                        let label = labels.as_ref().and_then(|labels| label(labels, value));
                        let plain = || moment(value, variable).unwrap_or(RawCell::Number(value));
                        self.raw
                            .put(*index, label.map_or_else(plain, RawCell::Text));
                    }
                }
            }
            if self.assembler.take(&self.raw, self.read, row) == Taken::Row {
                return Ok(true);
            }
        }
        self.read = self.header.records;
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    fn bytes_read(&self) -> u64 {
        if self.read == self.header.records {
            return self.meter.bytes();
        }
        self.header.data + self.read * self.record.len() as u64
    }

    fn recognised(&self) -> Recognised {
        Recognised {
            encoding: self.is_told.then(|| self.encoding.name()),
            ..Recognised::of(Format::Stata)
        }
    }
}

/// A set of value labels; several variables may share it.
type Labels = Arc<FxHashMap<i32, String>>;

/// The names of the variables, and how many records there are.
pub(super) fn names(file: File) -> Result<(Vec<String>, Option<u64>), ReadFault> {
    let mut source = Binary::new(file, Format::Stata, &Meter::default())?;
    let header = Header::read(&mut source)?;
    let encoding = encoding(DETECT, header.version)?;
    let names = header
        .variables
        .iter()
        .map(|variable| variable.name(encoding));
    Ok((names.collect(), Some(header.records)))
}

/// A value as it lies in a record.
enum Value {
    Missing,
    Number(f64),
    Text,
    Long([u8; 8]),
}

fn value(bytes: &[u8], kind: Kind, is_big_endian: bool) -> Value {
    fn of<const N: usize>(bytes: &[u8], is_big_endian: bool) -> [u8; N] {
        let mut array = [0; N];
        array.copy_from_slice(bytes);
        ordered(array, is_big_endian)
    }
    let (value, most) = match kind {
        Kind::Text => return Value::Text,
        Kind::LongText => return Value::Long(of(bytes, false)),
        Kind::Byte => (
            f64::from(i8::from_le_bytes(of(bytes, is_big_endian))),
            100.0,
        ),
        Kind::Int => (
            f64::from(i16::from_le_bytes(of(bytes, is_big_endian))),
            32_740.0,
        ),
        Kind::Long => (
            f64::from(i32::from_le_bytes(of(bytes, is_big_endian))),
            2_147_483_620.0,
        ),
        Kind::Float => {
            let value = f32::from_le_bytes(of(bytes, is_big_endian));
            (tidy(value), f64::from(GREATEST_FLOAT))
        }
        Kind::Double => (
            f64::from_le_bytes(of(bytes, is_big_endian)),
            GREATEST_DOUBLE,
        ),
    };
    if value > most || !value.is_finite() {
        Value::Missing
    } else {
        Value::Number(value)
    }
}

/// The number that a person wrote into a `float`: 0.1 and not 0.10000000149.
fn tidy(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

fn label(labels: &FxHashMap<i32, String>, value: f64) -> Option<&str> {
    #[expect(clippy::cast_possible_truncation, reason = "compared with the value")]
    let whole = value as i32;
    if f64::from(whole).total_cmp(&value).is_ne() {
        return None;
    }
    labels.get(&whole).map(String::as_str)
}

/// The day or moment that the variable's format makes of a number.
fn moment(value: f64, variable: &Variable) -> Option<RawCell<'static>> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a date beyond the calendar is none"
    )]
    let whole = value as i64;
    let since = match variable.unit() {
        Some(header::Unit::Days) => Duration::try_days(whole)?,
        Some(header::Unit::Milliseconds) => Duration::try_milliseconds(whole)?,
        None => return None,
    };
    let start: NaiveDateTime = NaiveDate::from_ymd_opt(1960, 1, 1)?.and_hms_opt(0, 0, 0)?;
    start.checked_add_signed(since).map(RawCell::Date)
}

/// Since version 118 texts are UTF-8; before, they are in the code page of the machine, or in UTF-8 where another
/// program wrote them: each text is read as what it can be.
fn encoding(declared: &str, version: u16) -> Result<&'static Encoding, ReadFault> {
    if version >= 118 {
        return Ok(UTF_8);
    }
    if is_detected(declared) {
        return Ok(UTF_8);
    }
    Encoding::for_label(declared.trim().as_bytes()).ok_or_else(|| ReadFault::BadSource {
        key: "encoding",
        value: declared.to_owned(),
    })
}

fn is_detected(declared: &str) -> bool {
    declared.is_empty() || declared.eq_ignore_ascii_case(DETECT)
}

/// A text that is not in the encoding of its version was converted badly, and is of Western Europe.
fn decoded<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> std::borrow::Cow<'a, str> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

const GREATEST_FLOAT: f32 = f32::from_bits(0x7eff_ffff);
const GREATEST_DOUBLE: f64 = f64::from_bits(0x7fdf_ffff_ffff_ffff);
