//! dBase tables: the header and its fields by the `dbase` crate, the records as they lie in the file, one at a
//! time, so that codes keep their leading zeros and a field that overflowed (`***`) is missing and no error.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use dbase::{FieldType, ReaderBuilder, encoding::UnicodeLossy};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::assemble::{Assembler, Taken};
use super::error::{ReadError, ReadFault};
use super::guard::guarded;
use super::header::Search;
use super::place::Place;
use super::raw::{RawCell, RawRow};
use super::row::SourceRow;
use super::spec::{DETECT, Format, SourceSpec};
use super::{Recognised, RowReader};

/// Reads one dBase table.
pub(super) struct DbfReader {
    source: BufReader<File>,
    fields: Vec<Field>,
    /// Records that the header promises.
    promised: u64,
    read: u64,
    record: Vec<u8>,
    encoding: &'static Encoding,
    guessed: bool,
    assembler: Assembler,
    raw: RawRow,
    place: Place,
}

/// A field of the records, whether declared or not.
#[derive(Clone, Copy)]
struct Field {
    start: usize,
    end: usize,
    kind: FieldType,
    declared: bool,
}

struct Table {
    fields: Vec<(String, Field)>,
    promised: u64,
    record_bytes: usize,
    code_page: Option<&'static Encoding>,
}

pub(super) fn open(
    mut file: File,
    place: &Place,
    spec: &SourceSpec,
) -> Result<DbfReader, ReadError> {
    let fail = |fault| ReadError::new(place, fault);
    let damaged = || {
        fail(ReadFault::Damaged {
            format: Format::Dbf,
        })
    };
    let header = header_bytes(&mut file).map_err(fail)?;
    let table = guarded(|| Table::parse(header))
        .ok()
        .flatten()
        .ok_or_else(damaged)?;
    let (encoding, guessed) = encoding(&spec.source.encoding, table.code_page).map_err(fail)?;
    let names = table.fields.iter().map(|(name, _)| name.clone()).collect();
    let mut search = Search::of_names(spec);
    let Some(header) = search.offer(names).map_err(fail)? else {
        return Err(fail(search.failure()));
    };
    let layout = header.layout(spec, place.clone(), 0, false);
    let mut fields: Vec<Field> = table.fields.into_iter().map(|(_, field)| field).collect();
    for index in layout.columns.iter().filter_map(|column| column.index) {
        fields[index].declared = true;
    }
    Ok(DbfReader {
        source: BufReader::with_capacity(1 << 16, file),
        fields,
        promised: table.promised,
        read: 0,
        record: vec![0; table.record_bytes],
        encoding,
        guessed,
        assembler: Assembler::new(spec, Arc::new(layout), false),
        raw: RawRow::default(),
        place: place.clone(),
    })
}

impl RowReader for DbfReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while self.read < self.promised {
            self.read += 1;
            let number = self.read;
            self.source
                .read_exact(&mut self.record)
                .map_err(|cause| self.cut_off(cause))?;
            if self.record[0] == DELETED {
                self.assembler.skipped.deleted += 1;
                continue;
            }
            self.raw.clear(number);
            for (index, field) in self
                .fields
                .iter()
                .enumerate()
                .filter(|(_, field)| field.declared)
            {
                put(&mut self.raw, index, *field, &self.record, self.encoding);
            }
            if self.assembler.take(&self.raw, number, row) == Taken::Row {
                return Ok(true);
            }
        }
        self.read = self.promised;
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    fn recognised(&self) -> Recognised {
        Recognised {
            encoding: Some(self.encoding.name()),
            encoding_guessed: self.guessed,
            ..Recognised::of(Format::Dbf)
        }
    }

    fn bytes_read(&self) -> u64 {
        self.read * self.record.len() as u64
    }
}

impl DbfReader {
    fn cut_off(&self, cause: std::io::Error) -> ReadError {
        let fault = match cause.kind() {
            std::io::ErrorKind::UnexpectedEof => ReadFault::Damaged {
                format: Format::Dbf,
            },
            _ => ReadFault::NotReadable(cause),
        };
        ReadError::new(&self.place.at_row(self.read), fault)
    }
}

/// The names of the fields, and how many records the header promises.
pub(super) fn names(mut file: File) -> Result<(Vec<String>, Option<u64>), ReadFault> {
    let header = header_bytes(&mut file)?;
    let table = guarded(|| Table::parse(header))
        .ok()
        .flatten()
        .ok_or(ReadFault::Damaged {
            format: Format::Dbf,
        })?;
    let names = table.fields.into_iter().map(|(name, _)| name).collect();
    Ok((names, Some(table.promised)))
}

impl Table {
    /// `None` when the header does not hold together.
    fn parse(header: Vec<u8>) -> Option<Self> {
        let reader = ReaderBuilder::new()
            .with_encoding(UnicodeLossy)
            .build(Cursor::new(header))
            .ok()?;
        let record_bytes = usize::from(reader.header().size_of_record);
        let mut start = 1;
        let mut fields = Vec::new();
        for info in reader.fields() {
            let end = start + usize::from(info.length());
            let field = Field {
                start,
                end,
                kind: info.field_type(),
                declared: false,
            };
            fields.push((info.name().trim().to_owned(), field));
            start = end;
        }
        (start <= record_bytes && !fields.is_empty()).then(|| Self {
            fields,
            promised: u64::from(reader.header().num_records),
            record_bytes,
            code_page: code_page(reader.header().code_page_mark.into()),
        })
    }
}

/// The header, and the file at its first record. The date of the last change is not needed and often zero,
/// which the library refuses.
fn header_bytes(file: &mut File) -> Result<Vec<u8>, ReadFault> {
    let damaged = || ReadFault::Damaged {
        format: Format::Dbf,
    };
    let mut start = [0; 32];
    file.seek(SeekFrom::Start(0))
        .map_err(ReadFault::NotReadable)?;
    file.read_exact(&mut start).map_err(|_| damaged())?;
    let length = usize::from(u16::from_le_bytes([start[8], start[9]]));
    if length < 33 {
        return Err(damaged());
    }
    let mut header = vec![0; length];
    header[..32].copy_from_slice(&start);
    file.read_exact(&mut header[32..]).map_err(|_| damaged())?;
    header[1..4].copy_from_slice(&[100, 1, 1]);
    Ok(header)
}

fn put(raw: &mut RawRow, index: usize, field: Field, record: &[u8], encoding: &'static Encoding) {
    let bytes = &record[field.start..field.end];
    let text = || -> Cow<'_, str> { encoding.decode_without_bom_handling(bytes.trim_ascii()).0 };
    let cell = match field.kind {
        FieldType::Integer => number(bytes, |bytes| f64::from(i32::from_le_bytes(bytes))),
        FieldType::Double => number(bytes, f64::from_le_bytes),
        #[expect(
            clippy::cast_precision_loss,
            reason = "amounts of money are below 2^53"
        )]
        FieldType::Currency => number(bytes, |bytes| i64::from_le_bytes(bytes) as f64 / 10_000.0),
        FieldType::DateTime => moment(bytes),
        FieldType::Memo => RawCell::Empty,
        FieldType::Numeric | FieldType::Float if bytes.contains(&b'*') => RawCell::Empty,
        FieldType::Logical if matches!(bytes, b"?") => RawCell::Empty,
        _ => {
            let text = text();
            raw.put(index, RawCell::Text(text.trim_matches(['\0', ' '])));
            return;
        }
    };
    raw.put(index, cell);
}

fn number<const N: usize>(bytes: &[u8], read: impl Fn([u8; N]) -> f64) -> RawCell<'static> {
    bytes.try_into().map_or(RawCell::Empty, |bytes| {
        let value = read(bytes);
        if value.is_finite() {
            RawCell::Number(value)
        } else {
            RawCell::Error
        }
    })
}

/// A day counted from the Julian day zero, and milliseconds of that day.
fn moment(bytes: &[u8]) -> RawCell<'static> {
    let part = |range: std::ops::Range<usize>| -> Option<i64> {
        let bytes = bytes.get(range)?.try_into().ok()?;
        Some(i64::from(i32::from_le_bytes(bytes)))
    };
    let read = || {
        let (day, millisecond) = (part(0..4)?, part(4..8)?);
        let start = NaiveDate::from_ymd_opt(1970, 1, 1)?.and_hms_opt(0, 0, 0)?;
        let since = Duration::try_days(day - JULIAN_DAY_OF_1970)?
            .checked_add(&Duration::try_milliseconds(millisecond)?)?;
        (day != 0)
            .then(|| start.checked_add_signed(since))
            .flatten()
    };
    read().map_or(RawCell::Empty, RawCell::Date)
}

fn encoding(
    declared: &str,
    code_page: Option<&'static Encoding>,
) -> Result<(&'static Encoding, bool), ReadFault> {
    if declared.is_empty() || declared.eq_ignore_ascii_case(DETECT) {
        return Ok((code_page.unwrap_or(WINDOWS_1252), true));
    }
    match Encoding::for_label(declared.trim().as_bytes()) {
        Some(encoding) => Ok((encoding, false)),
        None => Err(ReadFault::BadSource {
            key: "encoding",
            value: declared.to_owned(),
        }),
    }
}

/// The code pages of dBase and FoxPro that have a WHATWG name; those of DOS have none and are declared.
fn code_page(mark: u8) -> Option<&'static Encoding> {
    let label: &str = match mark {
        0x03 | 0x57 | 0x58 | 0x59 => "windows-1252",
        0x04 => "macintosh",
        0x26 | 0x65 => "ibm866",
        0xc8 => "windows-1250",
        0xc9 => "windows-1251",
        0xca => "windows-1254",
        0xcb => "windows-1253",
        0xcc => "windows-1257",
        0xf0 => "utf-8",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

const DELETED: u8 = b'*';
const JULIAN_DAY_OF_1970: i64 = 2_440_588;
