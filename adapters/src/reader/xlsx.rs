//! Workbooks of Excel since 2007 (Office Open XML), by `calamine`, cell by cell. A workbook is a zip archive, and a
//! small one can unpack to more than any memory: what its parts unpack to is looked at before they are parsed.

use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};

use calamine::{DataRef, Reader, Sheet, Xlsx, XlsxCellFormulaMetadataRecord, XlsxError};
use chrono::NaiveDateTime;
use zip::ZipArchive;

use super::error::ReadFault;
use super::limits::{SHARED_TEXT_BYTES, WORKBOOK_BYTES, WORKBOOK_PARTS};
use super::meter::{Meter, Metered};
use super::raw::{RawCell, RawRow};
use super::spec::Format;
use super::workbook::{Stop, Workbook};
use super::xls;

/// A workbook of Excel since 2007.
pub(super) struct XlsxWorkbook {
    library: Xlsx<BufReader<Metered<File>>>,
}

pub(super) fn open(mut file: File, meter: &Meter) -> Result<XlsxWorkbook, ReadFault> {
    measure(&file)?;
    file.seek(SeekFrom::Start(0))
        .map_err(ReadFault::NotReadable)?;
    let library = Xlsx::new(BufReader::new(meter.measure(file))).map_err(fault)?;
    Ok(XlsxWorkbook { library })
}

impl Workbook for XlsxWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        self.library.sheets_metadata().to_vec()
    }

    fn rows(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let stop = |error| Stop::Fault(fault(error));
        let mut cells = match self.library.worksheet_cells_reader(sheet) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(error) => return Err(stop(error)),
        };
        let mut row: Option<RawRow> = None;
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(stop)? {
            let (index, column) = cell.pos;
            let number = u64::from(index) + 1;
            if row.as_ref().is_none_or(|row| row.number != number)
                && let Some(full) = row.replace(RawRow::new(number))
            {
                take(full)?;
            }
            if let Some(row) = &mut row {
                put(row, column as usize, &cell);
            }
        }
        row.map_or(Ok(()), take)
    }
}

fn put(row: &mut RawRow, column: usize, cell: &XlsxCellFormulaMetadataRecord<'_>) {
    let raw = match &cell.value {
        DataRef::Empty if cell.formula.is_some() => RawCell::NoResult,
        DataRef::Empty => return,
        #[expect(
            clippy::cast_precision_loss,
            reason = "cells of a workbook are floating-point numbers"
        )]
        DataRef::Int(value) => RawCell::Number(*value as f64),
        DataRef::Float(value) => RawCell::Number(*value),
        DataRef::String(text) | DataRef::DurationIso(text) => RawCell::Text(text),
        DataRef::SharedString(text) => RawCell::Text(text),
        DataRef::Bool(value) => RawCell::Text(if *value { "true" } else { "false" }),
        DataRef::DateTime(moment) => xls::moment(moment),
        DataRef::DateTimeIso(text) => iso_moment(text),
        DataRef::Error(_) => RawCell::Error,
    };
    // Excel ends at column XFD; a cell beyond is a lie that would cost memory.
    if column < COLUMNS {
        row.put(column, raw);
    }
}

fn iso_moment(text: &str) -> RawCell<'_> {
    text.trim_end_matches('Z')
        .parse::<NaiveDateTime>()
        .map_or(RawCell::Text(text), RawCell::Date)
}

/// Refuses an archive whose parts say that they unpack to more than the limits. A part that unpacks to more than
/// it says is cut off by the `zip` crate, also where `calamine` reads it, and the file is called damaged.
fn measure(file: &File) -> Result<(), ReadFault> {
    let damaged = || ReadFault::Damaged {
        format: Format::Xlsx,
    };
    let too_large = |limit_bytes| ReadFault::TooLarge { limit_bytes };
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged())?;
    if archive.len() > WORKBOOK_PARTS {
        return Err(too_large(WORKBOOK_BYTES));
    }
    let (mut sheets, mut shared) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| damaged())?;
        let name = part.name().map_err(|_| damaged())?.to_ascii_lowercase();
        if name.contains("/worksheets/") {
            sheets = sheets.saturating_add(part.size());
        } else if name.ends_with(".xml") || name.ends_with(".rels") {
            shared = shared.saturating_add(part.size());
        }
    }
    if shared > SHARED_TEXT_BYTES {
        return Err(too_large(SHARED_TEXT_BYTES));
    }
    if sheets > WORKBOOK_BYTES {
        return Err(too_large(WORKBOOK_BYTES));
    }
    Ok(())
}

/// What a fault of the library means. Its text is dropped, because it may quote a cell.
fn fault(error: XlsxError) -> ReadFault {
    match error {
        XlsxError::Password => ReadFault::PasswordProtected,
        XlsxError::Io(cause)
            if cause.kind() != io::ErrorKind::UnexpectedEof && cause.raw_os_error().is_some() =>
        {
            ReadFault::NotReadable(cause)
        }
        _ => ReadFault::Damaged {
            format: Format::Xlsx,
        },
    }
}

const COLUMNS: usize = 16_384;
