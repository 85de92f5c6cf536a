//! Text with a separator between cells, by the `csv` crate: any encoding, `,` `;` tab or `|`, any line end (also
//! the CR CR LF of a text that was converted twice), line breaks in quotes. UTF-8 is read without transcoding
//! and without an allocation per cell; a row has a limit, so memory does not grow with the file.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use calamine::{Sheet, SheetType, SheetVisible};
use csv::{ByteRecord, Reader, ReaderBuilder};

use super::assemble::{Assembler, Taken};
use super::encoding::Decoding;
use super::error::{ReadError, ReadFault};
use super::header::Search;
use super::layout::Layout;
use super::limits::{ROW_BYTES, ROW_LINES};
use super::meter::{Budget, Meter, Purse};
use super::place::Place;
use super::raw::{RawCell, RawCells, RawRow, texts};
use super::row::SourceRow;
use super::sdmx::csv::{Codes, Labels};
use super::spec::{DETECT, Format, SourceSpec};
use super::workbook::{Stop, Workbook};
use super::{Recognised, RowReader, Skipped};

/// Reads one delimited text.
pub(super) struct DelimitedReader {
    lines: Lines,
    assembler: Assembler,
    separator: u8,
    format: Format,
    /// Of a text of SDMX.
    labels: Option<Labels>,
    meter: Meter,
    ended: bool,
}

/// The records of a text, with the lines on which they begin.
struct Lines {
    reader: Reader<Budget<Box<dyn Read + Send>>>,
    record: ByteRecord,
    decoding: Decoding,
    purse: Purse,
    line_end: LineEnd,
    line: u64,
    breaks: u64,
    place: Place,
}

/// How lines end; the `csv` crate counts line feeds only.
#[derive(Clone, Copy, PartialEq)]
enum LineEnd {
    Lf,
    CrLf,
    Cr,
}

pub(super) fn open(
    mut file: File,
    place: &Place,
    spec: &SourceSpec,
    format: Format,
) -> Result<DelimitedReader, ReadError> {
    let fail = |fault| ReadError::new(place, fault);
    let again = |file: &File| file.try_clone().map_err(ReadFault::NotReadable);
    let decoding = Decoding::decide(&mut file, &spec.source.encoding).map_err(fail)?;
    let sample = again(&file)
        .and_then(|file| sample(file, &decoding))
        .map_err(fail)?;
    let separator = match declared_separator(&spec.source.separator).map_err(fail)? {
        Some(separator) => separator,
        None => detect_separator(&sample, spec),
    };
    let meter = Meter::default();
    let source = decoding
        .reader(file, &meter)
        .map_err(|cause| fail(ReadFault::NotReadable(cause)))?;
    let mut lines = Lines::new(source, separator, decoding, LineEnd::of(&sample), place);
    let (layout, labels, skipped) = find_header(&mut lines, spec, format)?;
    let mut assembler = Assembler::new(spec, Arc::new(layout), true);
    assembler.skipped = skipped;
    Ok(DelimitedReader {
        lines,
        assembler,
        separator,
        format,
        labels,
        meter,
        ended: false,
    })
}

/// A delimited text as a workbook of one sheet without a name: for tables whose header is not a row of names.
pub(super) struct TextSheet {
    lines: Lines,
}

/// Opens a delimited text as a sheet, and tells what was recognised.
pub(super) fn sheet(
    mut file: File,
    place: &Place,
    spec: &SourceSpec,
) -> Result<(TextSheet, Recognised), ReadError> {
    let fail = |fault| ReadError::new(place, fault);
    let decoding = Decoding::decide(&mut file, &spec.source.encoding).map_err(fail)?;
    let again = file.try_clone().map_err(ReadFault::NotReadable);
    let sample = again
        .and_then(|file| sample(file, &decoding))
        .map_err(fail)?;
    let separator = match declared_separator(&spec.source.separator).map_err(fail)? {
        Some(separator) => separator,
        None => detect_separator(&sample, spec),
    };
    let recognised = Recognised {
        encoding: Some(decoding.encoding.name()),
        encoding_guessed: decoding.guessed,
        separator: Some(char::from(separator)),
        ..Recognised::of(Format::Csv)
    };
    let source = decoding
        .reader(file, &Meter::default())
        .map_err(|cause| fail(ReadFault::NotReadable(cause)))?;
    let lines = Lines::new(source, separator, decoding, LineEnd::of(&sample), place);
    Ok((TextSheet { lines }, recognised))
}

impl Workbook for TextSheet {
    fn sheets(&self) -> Vec<Sheet> {
        vec![Sheet {
            name: String::new(),
            typ: SheetType::WorkSheet,
            visible: SheetVisible::Visible,
        }]
    }

    fn rows(
        &mut self,
        _sheet: &str,
        take: &mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let stop = |error: ReadError| Stop::Fault(error.into_fault());
        while self.lines.advance(None).map_err(stop)? {
            let cells = self.lines.cells().map_err(stop)?;
            let mut row = RawRow::new(self.lines.line);
            for index in 0..cells.width() {
                row.put(index, cells.cell(index));
            }
            take(row)?;
        }
        Ok(())
    }
}

impl RowReader for DelimitedReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while !self.ended {
            let width = self.assembler.layout().width;
            if !self.lines.advance(Some(width))? {
                break;
            }
            let cells = self.lines.cells()?;
            let line = self.lines.line;
            let taken = match &self.labels {
                None => self.assembler.take(&cells, line, row),
                Some(labels) if labels.deletes(&cells) => {
                    self.assembler.skipped.deleted += 1;
                    continue;
                }
                Some(labels) => self.assembler.take(&Codes { cells, labels }, line, row),
            };
            if taken == Taken::Row {
                return Ok(true);
            }
        }
        self.ended = true;
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    fn recognised(&self) -> Recognised {
        Recognised {
            encoding: Some(self.lines.decoding.encoding.name()),
            encoding_guessed: self.lines.decoding.guessed,
            separator: Some(char::from(self.separator)),
            ..Recognised::of(self.format)
        }
    }

    fn bytes_read(&self) -> u64 {
        self.meter.bytes()
    }
}

impl Lines {
    fn new(
        source: Box<dyn Read + Send>,
        separator: u8,
        decoding: Decoding,
        line_end: LineEnd,
        place: &Place,
    ) -> Self {
        let (source, purse) = Budget::new(source);
        Self {
            reader: parser(separator).from_reader(source),
            record: ByteRecord::new(),
            decoding,
            purse,
            line_end,
            line: 0,
            breaks: 0,
            place: place.clone(),
        }
    }

    /// Reads the next record; `width` is that of the header, once it is known.
    fn advance(&mut self, width: Option<usize>) -> Result<bool, ReadError> {
        self.purse.refill(ROW_BYTES);
        let before = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) => return Err(self.failure(error, before)),
        }
        self.count_lines(before);
        let too_long = ReadFault::RowTooLong {
            limit_bytes: ROW_BYTES,
        };
        if self.breaks > ROW_LINES || self.record.as_slice().len() as u64 > ROW_BYTES {
            return Err(self.fault(too_long));
        }
        let ragged = width.is_some_and(|width| self.record.len() != width);
        if self.breaks > 0 && ragged && self.purse.is_at_end() {
            return Err(self.fault(ReadFault::QuoteNotClosed));
        }
        Ok(true)
    }

    /// Finds the line on which the record begins: the parser's own position is before the blank lines that it
    /// passed over, and before the line feed of a CR LF.
    fn count_lines(&mut self, before: u64) {
        let after = self.reader.position().line();
        self.breaks = 0;
        if after > before + 1 || before == 1 {
            let breaks = self
                .record
                .as_slice()
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            self.breaks = breaks as u64;
        }
        // A record that met the end of the file has no line end of its own.
        let own = u64::from(self.line_end == LineEnd::Lf && !self.purse.is_at_end());
        self.line = match self.line_end {
            LineEnd::Cr => self.line + 1,
            LineEnd::CrLf | LineEnd::Lf => (after - own).saturating_sub(self.breaks),
        };
    }

    fn cells(&self) -> Result<TextCells<'_>, ReadError> {
        let text = self
            .decoding
            .text(self.record.as_slice())
            .map_err(|fault| self.fault(fault))?;
        Ok(TextCells {
            record: &self.record,
            text,
        })
    }

    fn fault(&self, fault: ReadFault) -> ReadError {
        ReadError::new(&self.place.at_row(self.line), fault)
    }

    fn failure(&self, error: csv::Error, line: u64) -> ReadError {
        let place = self.place.at_row(line);
        let fault = match error.into_kind() {
            csv::ErrorKind::Io(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
                ReadFault::RowTooLong {
                    limit_bytes: ROW_BYTES,
                }
            }
            csv::ErrorKind::Io(cause) => ReadFault::NotReadable(cause),
            _ => ReadFault::Damaged {
                format: Format::Csv,
            },
        };
        ReadError::new(&place, fault)
    }
}

impl LineEnd {
    fn of(sample: &str) -> Self {
        match sample.find(['\r', '\n']).map(|at| &sample[at..]) {
            Some(rest) if rest.starts_with('\n') => Self::Lf,
            Some(rest) if rest.trim_start_matches('\r').starts_with('\n') => Self::CrLf,
            Some(_) if sample.contains('\n') => Self::CrLf,
            Some(_) => Self::Cr,
            None => Self::Lf,
        }
    }
}

/// A record whose bytes are known to be text.
struct TextCells<'a> {
    record: &'a ByteRecord,
    text: &'a str,
}

impl RawCells for TextCells<'_> {
    fn width(&self) -> usize {
        self.record.len()
    }

    fn cell(&self, index: usize) -> RawCell<'_> {
        match self
            .record
            .range(index)
            .and_then(|range| self.text.get(range))
        {
            None | Some("") => RawCell::Empty,
            Some(text) => RawCell::Text(text),
        }
    }
}

fn find_header(
    lines: &mut Lines,
    spec: &SourceSpec,
    format: Format,
) -> Result<(Layout, Option<Labels>, Skipped), ReadError> {
    let mut search = Search::new(spec);
    let mut skipped = Skipped::default();
    while search.goes_on() && lines.advance(None)? {
        let mut headers = texts(&lines.cells()?);
        let labels = (format == Format::SdmxCsv).then(|| Labels::take_off(&mut headers));
        let offered = search.offer(headers);
        if let Some(header) = offered.map_err(|fault| lines.fault(fault))? {
            let layout = header.layout(spec, lines.place.clone(), lines.line, false);
            return Ok((layout, labels, skipped));
        }
        skipped.title_lines += 1;
    }
    Err(ReadError::new(&lines.place, search.failure()))
}

/// The first lines, decoded. An incomplete last line is cut off.
pub(super) fn sample(file: File, decoding: &Decoding) -> Result<String, ReadFault> {
    let mut bytes = Vec::new();
    let source = decoding
        .reader(file, &Meter::default())
        .map_err(ReadFault::NotReadable)?;
    source
        .take(SEPARATOR_SAMPLE_BYTES)
        .read_to_end(&mut bytes)
        .map_err(ReadFault::NotReadable)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadFault::Empty);
    }
    if bytes.len() as u64 == SEPARATOR_SAMPLE_BYTES
        && let Some(last) = bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'))
    {
        bytes.truncate(last + 1);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn declared_separator(declared: &str) -> Result<Option<u8>, ReadFault> {
    match declared.as_bytes() {
        _ if declared.eq_ignore_ascii_case(DETECT) || declared.is_empty() => Ok(None),
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n".contains(byte) => {
            Ok(Some(*byte))
        }
        _ if declared.eq_ignore_ascii_case("tab") || declared == "\\t" => Ok(Some(b'\t')),
        _ => Err(ReadFault::BadSource {
            key: "separator",
            value: declared.to_owned(),
        }),
    }
}

/// The separator under which the header is found; without one, that which makes most columns.
fn detect_separator(sample: &str, spec: &SourceSpec) -> u8 {
    let score = |separator: u8| {
        let mut reader = parser(separator).from_reader(sample.as_bytes());
        let mut record = ByteRecord::new();
        let mut search = Search::new(spec);
        let mut widest = 0;
        while search.goes_on() && matches!(reader.read_byte_record(&mut record), Ok(true)) {
            let Ok(text) = std::str::from_utf8(record.as_slice()) else {
                break;
            };
            let cells = TextCells {
                record: &record,
                text,
            };
            widest = widest.max(cells.width());
            match search.offer(texts(&cells)) {
                Ok(Some(header)) => return (2, header.found(), cells.width()),
                Ok(None) => {}
                Err(_) => return (1, usize::MAX, widest),
            }
        }
        (0, search.closeness(), widest)
    };
    // The first of equals wins: the comma.
    SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|separator| score(*separator))
        .unwrap_or(b',')
}

pub(super) fn parser(separator: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(1 << 16);
    builder
}

pub(super) const SEPARATORS: [u8; 4] = *b",;\t|";
const SEPARATOR_SAMPLE_BYTES: u64 = 128 << 10;
