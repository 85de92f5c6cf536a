//! OpenDocument workbooks, row by row from the XML of their one part. `calamine` reads them too, but holds all cells
//! of all sheets, and a sheet of a few bytes can claim a hundred million.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{Sheet, SheetType, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashSet;
use zip::{ZipArchive, read::ZipFile};

use super::error::ReadFault;
use super::limits::{ODS_CELLS, ROW_BYTES, WORKBOOK_BYTES, WORKBOOK_PARTS};
use super::meter::{Meter, Metered};
use super::raw::{RawCell, RawRow};
use super::spec::Format;
use super::workbook::{Stop, Workbook};
use super::xml::{Xml, attribute, referenced};

/// An OpenDocument workbook.
pub(super) struct OdsWorkbook {
    archive: Archive,
    sheets: Vec<Sheet>,
}

type Archive = ZipArchive<BufReader<Metered<File>>>;

pub(super) fn open(mut file: File, meter: &Meter) -> Result<OdsWorkbook, ReadFault> {
    file.seek(SeekFrom::Start(0))
        .map_err(ReadFault::NotReadable)?;
    let mut archive = ZipArchive::new(BufReader::new(meter.measure(file))).map_err(|_| DAMAGED)?;
    if archive.len() > WORKBOOK_PARTS {
        return Err(TOO_LARGE);
    }
    refuse_encrypted(&mut archive)?;
    let sheets = sheets(content(&mut archive)?)?;
    Ok(OdsWorkbook { archive, sheets })
}

impl Workbook for OdsWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn rows(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let mut xml = content(&mut self.archive).map_err(Stop::Fault)?;
        loop {
            match xml.next().map_err(Stop::Fault)? {
                Event::Start(element)
                    if is(&element, TABLE)
                        && attribute(&element, "table:name").as_deref() == Some(sheet) =>
                {
                    return Table::default().read(&mut xml, take);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

/// The rows of a table under way.
#[derive(Default)]
struct Table {
    /// Rows before the one that is read.
    before: u64,
    rows_repeated: u64,
    row: RawRow,
    columns: usize,
    cell: Option<Cell>,
    /// How deep in notes and in tables within cells, whose texts are none of the cell's.
    aside: usize,
    cells: u64,
}

/// A cell under way: what its attributes say, and its text.
#[derive(Default)]
struct Cell {
    repeated: usize,
    kind: String,
    value: String,
    text: String,
    is_formula: bool,
    paragraphs: usize,
}

impl Table {
    fn read(
        mut self,
        xml: &mut Content<'_>,
        take: &mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        loop {
            match xml.next().map_err(Stop::Fault)? {
                Event::Start(element) => self.start(&element),
                Event::Text(text) if self.aside == 0 => self.append(&text.xml10_content()),
                Event::CData(text) if self.aside == 0 => self.append(&text.xml10_content()),
                Event::GeneralRef(reference) if self.aside == 0 => {
                    if let Some(cell) = &mut self.cell {
                        referenced(&reference, &mut cell.text);
                    }
                }
                Event::End(element) => match element.name().into_inner() {
                    NOTE | TABLE if self.aside > 0 => self.aside -= 1,
                    TABLE => return Ok(()),
                    _ if self.aside > 0 => {}
                    ROW => self.end_row(take)?,
                    CELL | COVERED => self.end_cell()?,
                    _ => {}
                },
                Event::Eof => return Err(Stop::Fault(DAMAGED)),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().into_inner() {
            NOTE | TABLE => self.aside += 1,
            _ if self.aside > 0 => {}
            ROW => {
                self.rows_repeated = repeated(element, "table:number-rows-repeated", ROWS);
                self.columns = 0;
                self.row.clear(self.before + 1);
            }
            CELL | COVERED => self.cell = Some(Cell::of(element)),
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "text:s" => {
                let blanks = repeated(element, "text:c", 1_000);
                self.append(&" ".repeat(usize::try_from(blanks).unwrap_or(1)));
            }
            "text:tab" => self.append("\t"),
            "text:line-break" => self.append("\n"),
            _ => {}
        }
    }

    fn append(&mut self, text: &str) {
        // Blanks between the elements of a cell are the XML's.
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0) {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), Stop> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let end = self.columns.saturating_add(cell.repeated).min(COLUMNS);
        if !matches!(cell.raw(), RawCell::Empty) {
            for column in self.columns..end {
                self.row.put(column, cell.raw());
                if self.row.text_bytes() as u64 > ROW_BYTES {
                    return Err(Stop::Fault(ReadFault::RowTooLong {
                        limit_bytes: ROW_BYTES,
                    }));
                }
            }
        }
        self.columns = end;
        Ok(())
    }

    fn end_row(&mut self, take: &mut dyn FnMut(RawRow) -> Result<(), Stop>) -> Result<(), Stop> {
        use super::raw::RawCells;
        let width = self.row.width() as u64;
        if width > 0 {
            for repetition in 1..=self.rows_repeated {
                self.cells += width;
                if self.cells > ODS_CELLS {
                    return Err(Stop::Fault(TOO_LARGE));
                }
                let mut row = self.row.clone();
                row.number = self.before + repetition;
                take(row)?;
            }
        }
        self.before += self.rows_repeated;
        Ok(())
    }
}

impl Cell {
    fn of(element: &BytesStart<'_>) -> Self {
        let columns = repeated(element, "table:number-columns-repeated", COLUMNS as u64);
        let mut cell = Self {
            repeated: usize::try_from(columns).unwrap_or(COLUMNS),
            ..Self::default()
        };
        if attribute(element, "calcext:value-type").as_deref() == Some("error") {
            cell.kind = "error".to_owned();
        } else if let Some(kind) = attribute(element, "office:value-type") {
            cell.kind = kind;
        }
        let key = match cell.kind.as_str() {
            "date" => "office:date-value",
            "time" => "office:time-value",
            "boolean" => "office:boolean-value",
            "string" => "office:string-value",
            _ => "office:value",
        };
        cell.value = attribute(element, key).unwrap_or_default();
        cell.is_formula = attribute(element, "table:formula").is_some();
        cell
    }

    fn raw(&self) -> RawCell<'_> {
        match self.kind.as_str() {
            "error" => RawCell::Error,
            "float" | "percentage" | "currency" => match self.value.parse::<f64>() {
                Ok(value) if value.is_finite() => RawCell::Number(value),
                _ => RawCell::Error,
            },
            "date" => moment(&self.value).map_or(RawCell::Text(&self.value), RawCell::Date),
            "" if self.is_formula && self.text.is_empty() => RawCell::NoResult,
            _ if !self.value.is_empty() => RawCell::Text(&self.value),
            _ if self.text.is_empty() => RawCell::Empty,
            _ => RawCell::Text(&self.text),
        }
    }
}

fn moment(text: &str) -> Option<NaiveDateTime> {
    let midnight = || text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0);
    text.parse::<NaiveDateTime>().ok().or_else(midnight)
}

/// The names of the tables, and whether their styles hide them.
fn sheets(mut xml: Content<'_>) -> Result<Vec<Sheet>, ReadFault> {
    let mut hidden = FxHashSet::default();
    let mut style = None;
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut depth = 0_usize;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.name().into_inner() {
                "style:style" => style = attribute(&element, "style:name"),
                "style:table-properties"
                    if attribute(&element, "table:display").as_deref() == Some("false") =>
                {
                    hidden.extend(style.take());
                }
                TABLE => {
                    depth += 1;
                    if depth == 1
                        && let Some(name) = attribute(&element, "table:name")
                    {
                        let styled = attribute(&element, "table:style-name");
                        let is_hidden = styled.is_some_and(|style| hidden.contains(&style));
                        sheets.push(Sheet {
                            name,
                            typ: SheetType::WorkSheet,
                            visible: if is_hidden {
                                SheetVisible::Hidden
                            } else {
                                SheetVisible::Visible
                            },
                        });
                    }
                }
                _ => {}
            },
            Event::End(element) if element.name().into_inner() == TABLE => {
                depth = depth.saturating_sub(1);
            }
            Event::Eof if depth > 0 || sheets.is_empty() => return Err(DAMAGED),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        if sheets.len() > WORKBOOK_PARTS {
            return Err(TOO_LARGE);
        }
    }
}

type Content<'a> = Xml<ZipFile<'a, BufReader<Metered<File>>>>;

fn content(archive: &mut Archive) -> Result<Content<'_>, ReadFault> {
    let part = archive.by_name("content.xml").map_err(|_| DAMAGED)?;
    if part.size() > WORKBOOK_BYTES {
        return Err(TOO_LARGE);
    }
    Ok(Xml::new(part, Format::Ods))
}

/// A workbook with a password says in its manifest how each part is encrypted.
fn refuse_encrypted(archive: &mut Archive) -> Result<(), ReadFault> {
    let Ok(part) = archive.by_name("META-INF/manifest.xml") else {
        return Ok(());
    };
    let mut manifest = String::new();
    part.take(ROW_BYTES)
        .read_to_string(&mut manifest)
        .map_err(|_| DAMAGED)?;
    if manifest.contains("encryption-data") {
        return Err(ReadFault::PasswordProtected);
    }
    Ok(())
}

fn is(element: &BytesStart<'_>, name: &str) -> bool {
    element.name().into_inner() == name
}

fn repeated(element: &BytesStart<'_>, name: &str, most: u64) -> u64 {
    attribute(element, name)
        .and_then(|text| text.parse::<u64>().ok())
        .map_or(1, |count| count.clamp(1, most))
}

const TABLE: &str = "table:table";
const ROW: &str = "table:table-row";
const CELL: &str = "table:table-cell";
const COVERED: &str = "table:covered-table-cell";
const NOTE: &str = "office:annotation";
const ROWS: u64 = 1 << 20;
const COLUMNS: usize = 16_384;
const DAMAGED: ReadFault = ReadFault::Damaged {
    format: Format::Ods,
};
const TOO_LARGE: ReadFault = ReadFault::TooLarge {
    limit_bytes: WORKBOOK_BYTES,
};
