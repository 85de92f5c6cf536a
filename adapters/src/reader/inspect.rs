//! What a file is, before any adapter exists for it: format, encoding, separator, sheets, the likely header and
//! about how many rows. The header is a guess, and none is made where the first row may be a record.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use csv::ByteRecord;

use super::delimited::{self, SEPARATORS};
use super::encoding::Decoding;
use super::error::{ReadError, ReadFault};
use super::guard::guarded;
use super::meter::Meter;
use super::names::folded;
use super::raw::{RawCell, RawCells, RawRow, first_filled, texts};
use super::recognise::{format_of, open_file, place_of};
use super::spec::{DETECT, Format};
use super::workbook::{Stop, Workbook};
use super::{Recognised, dbf, ndjson, ods, parquet, sdmx, spss, stata, xls, xlsx};

/// What a file seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Format, encoding and separator.
    pub recognised: Recognised,
    /// The sheets of a workbook.
    pub sheets: Vec<InspectedSheet>,
    /// The likely header of the file, or of its first visible sheet that has one.
    pub header: Option<HeaderGuess>,
    /// About how many rows there are below the header; exact for DBF and workbooks.
    pub rows: Option<u64>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedSheet {
    /// Its name.
    pub name: String,
    /// Whether it is visible.
    pub visible: bool,
}

/// A row that looks like a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderGuess {
    /// The line or row, from 1, blank lines of a text not counted.
    pub row: u64,
    /// The sheet.
    pub sheet: Option<String>,
    /// The headers, blank ones left out.
    pub headers: Vec<String>,
    /// The position of each, from 0.
    pub places: Vec<usize>,
    /// The texts that stand alone in a row above it: titles, units, dates.
    pub titles: Vec<String>,
}

/// How tables begin that definitions know, and which of them a file seems to have. A text is looked at through its
/// first lines, a workbook through all visible sheets.
#[derive(Default)]
pub(crate) struct Beginnings {
    all: Vec<Beginning>,
}

struct Beginning {
    /// What the first filled cell of the header begins with, without what does not count.
    starts: Vec<String>,
    met: bool,
}

impl Beginnings {
    /// One more table, whose header begins with one of `starts`.
    pub(crate) fn add(&mut self, starts: &[String]) {
        let starts = starts.iter().map(|start| folded(start));
        self.all.push(Beginning {
            starts: starts.filter(|start| !start.is_empty()).collect(),
            met: false,
        });
    }

    /// Whether the file seems to have the table that was added as number `at`.
    pub(crate) fn is_met(&self, at: usize) -> bool {
        self.all[at].met
    }

    fn are_met(&self) -> bool {
        self.all.iter().all(|one| one.met)
    }

    /// Takes a row. Its cells count as one text, because another separator may part them otherwise.
    fn offer<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        if self.are_met() {
            return;
        }
        let starts = self.all.iter().flat_map(|one| &one.starts);
        let longest = starts.map(String::len).max().unwrap_or(0);
        let mut text = String::new();
        for cell in cells {
            text.push_str(&folded(cell));
            if text.len() >= longest {
                break;
            }
        }
        for one in &mut self.all {
            let mut starts = one.starts.iter();
            one.met |= starts.any(|start| text.starts_with(start.as_str()));
        }
    }
}

/// Looks at `path`.
///
/// # Errors
/// When the file cannot be opened or is of no known format.
pub fn inspect(path: &Path) -> Result<Inspection, ReadError> {
    inspect_for(path, &mut Beginnings::default())
}

/// Looks at `path`, and for tables that begin as `beginnings` tell.
pub(crate) fn inspect_for(
    path: &Path,
    beginnings: &mut Beginnings,
) -> Result<Inspection, ReadError> {
    let place = place_of(path);
    let fail = |fault| ReadError::new(&place, fault);
    let mut file = open_file(path).map_err(fail)?;
    let format = format_of(&mut file).map_err(fail)?;
    let look = || match format {
        Format::Csv | Format::Fixed | Format::SdmxCsv => {
            inspect_delimited(file, format, beginnings)
        }
        Format::SdmxJson => inspect_workbook(
            sdmx::json::open(file, &Meter::default())?,
            format,
            beginnings,
        ),
        Format::SdmxMl => {
            inspect_workbook(sdmx::ml::open(file, &Meter::default())?, format, beginnings)
        }
        Format::Ndjson => inspect_ndjson(file),
        Format::Dbf => inspect_named(format, dbf::names(file)?),
        Format::Xlsx => inspect_workbook(xlsx::open(file, &Meter::default())?, format, beginnings),
        Format::Stata => inspect_named(format, stata::names(file)?),
        Format::Parquet => inspect_named(format, parquet::names(file)?),
        Format::Spss => inspect_named(format, spss::names(file)?),
        Format::Ods => inspect_workbook(ods::open(file, &Meter::default())?, format, beginnings),
        Format::Xls => inspect_workbook(xls::open(file, &Meter::default())?, format, beginnings),
    };
    guarded(look)
        .unwrap_or(Err(ReadFault::Damaged { format }))
        .map_err(fail)
}

fn inspect_delimited(
    mut file: File,
    format: Format,
    beginnings: &mut Beginnings,
) -> Result<Inspection, ReadFault> {
    let decoding = Decoding::decide(&mut file, DETECT)?;
    let size = file.metadata().map_err(ReadFault::NotReadable)?.len();
    let sample = delimited::sample(file, &decoding)?;
    let (separator, table) = SEPARATORS
        .into_iter()
        .rev()
        .map(|separator| (separator, records(&sample, separator)))
        .max_by_key(|(_, table)| evenness(table))
        .ok_or(ReadFault::Empty)?;
    for record in &table {
        beginnings.offer(record.iter().map(String::as_str));
    }
    let header = guess(&table);
    let below = table.len().saturating_sub(header.map_or(0, |row| row + 1)) as u64;
    let rows = scaled(below, sample.len() as u64, size);
    Ok(Inspection {
        recognised: recognised(format, Some(&decoding), Some(char::from(separator))),
        sheets: Vec::new(),
        header: header.map(|row| HeaderGuess {
            titles: titles(&table[..row]),
            ..header_guess(row as u64 + 1, None, &table[row])
        }),
        rows: Some(rows),
    })
}

fn inspect_ndjson(mut file: File) -> Result<Inspection, ReadFault> {
    let decoding = Decoding::decide(&mut file, DETECT)?;
    let size = file.metadata().map_err(ReadFault::NotReadable)?.len();
    let mut source = BufReader::new(
        decoding
            .reader(file, &Meter::default())
            .map_err(ReadFault::NotReadable)?,
    );
    let mut line = String::new();
    let (mut lines, mut bytes) = (0, 0);
    let mut keys = Vec::new();
    while lines < SAMPLE_ROWS as u64 {
        line.clear();
        let count = source
            .read_line(&mut line)
            .map_err(ReadFault::NotReadable)?;
        if count == 0 || count as u64 > super::limits::ROW_BYTES {
            break;
        }
        (lines, bytes) = (lines + 1, bytes + count as u64);
        ndjson::collect_keys(&line, &mut keys);
    }
    Ok(Inspection {
        recognised: recognised(Format::Ndjson, Some(&decoding), None),
        sheets: Vec::new(),
        header: (!keys.is_empty()).then(|| header_guess(1, None, &keys)),
        rows: Some(scaled(lines, bytes, size)),
    })
}

/// A file whose columns have names of their own.
fn inspect_named(
    format: Format,
    (names, rows): (Vec<String>, Option<u64>),
) -> Result<Inspection, ReadFault> {
    Ok(Inspection {
        recognised: Recognised::of(format),
        sheets: Vec::new(),
        header: Some(header_guess(0, None, &names)),
        rows,
    })
}

fn inspect_workbook(
    mut workbook: impl Workbook,
    format: Format,
    beginnings: &mut Beginnings,
) -> Result<Inspection, ReadFault> {
    let sheets: Vec<InspectedSheet> = workbook
        .sheets()
        .into_iter()
        .map(|sheet| InspectedSheet {
            visible: sheet.visible == calamine::SheetVisible::Visible,
            name: sheet.name,
        })
        .collect();
    let mut found = None;
    for sheet in sheets.iter().filter(|sheet| sheet.visible) {
        if found.is_some() && beginnings.are_met() {
            break;
        }
        let mut table: Vec<(u64, Vec<String>)> = Vec::new();
        let mut count = 0;
        let outcome = workbook.rows(&sheet.name, &mut |row: RawRow| {
            count += 1;
            if let Some(RawCell::Text(text)) = first_filled(&row).map(|index| row.cell(index)) {
                beginnings.offer([text]);
            }
            if table.len() < SAMPLE_ROWS {
                table.push((row.number, texts(&row)));
            }
            Ok(())
        });
        match outcome {
            // What follows the table is looked at for tables that are known, and for nothing else.
            Err(_) if found.is_some() => break,
            Err(Stop::Fault(fault)) => return Err(fault),
            _ if found.is_some() => continue,
            _ => {}
        }
        let cells: Vec<Vec<String>> = table.iter().map(|(_, cells)| cells.clone()).collect();
        if let Some(row) = guess(&cells) {
            let header = HeaderGuess {
                titles: titles(&cells[..row]),
                ..header_guess(table[row].0, Some(sheet.name.clone()), &cells[row])
            };
            found = Some((header, count - row as u64 - 1));
        }
    }
    let (header, rows) = found.unzip();
    Ok(Inspection {
        recognised: recognised(format, None, None),
        sheets,
        header,
        rows,
    })
}

fn records(sample: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = delimited::parser(separator).from_reader(sample.as_bytes());
    let mut record = ByteRecord::new();
    let mut table = Vec::new();
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let cell = |bytes| String::from_utf8_lossy(bytes).trim().to_owned();
        table.push(record.iter().map(cell).collect());
    }
    table
}

/// How many records have the commonest width, times that width less one: one column is no table.
fn evenness(table: &[Vec<String>]) -> usize {
    let mut widths: Vec<usize> = table.iter().map(Vec::len).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|one, other| one == other);
    runs.map(|run| run.len() * (run[0] - 1)).max().unwrap_or(0)
}

/// The first row that is as wide as the table, all of different texts, above a row with a number where the
/// candidate has none. Without such a row there is no telling a header from a record, and no guess.
fn guess(table: &[Vec<String>]) -> Option<usize> {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let widest = table.iter().map(|row| filled(row)).max()?;
    let is_number = |cell: &String| cell.starts_with(|first: char| first.is_ascii_digit());
    let row = table
        .iter()
        .take(30)
        .position(|row| filled(row) >= 2 && filled(row) * 5 >= widest * 4)?;
    let mut names: Vec<&String> = table[row].iter().filter(|cell| !cell.is_empty()).collect();
    let years = names.iter().filter(|cell| is_year(cell)).count();
    let numbers = names.iter().filter(|cell| is_number(cell)).count();
    // Years in a row head columns; one or two numbers are a record.
    let plain = numbers == 0 || (numbers == years && years >= YEARS && years < names.len());
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    let numbers_below = table[row + 1..]
        .iter()
        .any(|below| below.iter().any(is_number));
    (plain && names.len() == all && numbers_below).then_some(row)
}

fn is_year(cell: &str) -> bool {
    let digits = cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
    digits && (cell.starts_with("19") || cell.starts_with("20"))
}

/// So many years head columns.
const YEARS: usize = 3;

fn header_guess(row: u64, sheet: Option<String>, headers: &[String]) -> HeaderGuess {
    let filled = headers.iter().enumerate();
    let filled = filled.filter(|(_, header)| !header.is_empty());
    let (places, headers) = filled.map(|(at, header)| (at, header.clone())).unzip();
    HeaderGuess {
        row,
        sheet,
        headers,
        places,
        titles: Vec::new(),
    }
}

/// The texts that stand alone in their rows.
fn titles(above: &[Vec<String>]) -> Vec<String> {
    let alone = |row: &Vec<String>| {
        let mut filled = row.iter().filter(|cell| !cell.is_empty());
        filled.next().filter(|_| filled.next().is_none()).cloned()
    };
    above.iter().filter_map(alone).collect()
}

fn recognised(format: Format, decoding: Option<&Decoding>, separator: Option<char>) -> Recognised {
    Recognised {
        encoding: decoding.map(|decoding| decoding.encoding.name()),
        encoding_guessed: decoding.is_some(),
        separator,
        ..Recognised::of(format)
    }
}

/// The count of a sample, scaled to the size of the file.
fn scaled(count: u64, sample_bytes: u64, size: u64) -> u64 {
    if sample_bytes == 0 || sample_bytes >= size {
        return count;
    }
    u64::try_from(u128::from(count) * u128::from(size) / u128::from(sample_bytes))
        .unwrap_or(u64::MAX)
}

const SAMPLE_ROWS: usize = 200;
