//! Workbooks of Excel 97 to 2003 (BIFF), by `calamine`, which holds them in memory as a whole; hence a limit on
//! the size of the file.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use calamine::{Data, ExcelDateTime, Reader, Sheet, Xls, XlsError};
use chrono::{NaiveDate, NaiveDateTime};

use super::error::ReadFault;
use super::limits::XLS_BYTES;
use super::meter::Meter;
use super::raw::{RawCell, RawRow};
use super::spec::Format;
use super::workbook::{Stop, Workbook};

/// A workbook of Excel 97 to 2003.
pub(super) struct XlsWorkbook {
    library: Xls<BufReader<File>>,
    size: u64,
    meter: Meter,
}

pub(super) fn open(mut file: File, meter: &Meter) -> Result<XlsWorkbook, ReadFault> {
    let size = file
        .seek(SeekFrom::End(0))
        .map_err(ReadFault::NotReadable)?;
    if size > XLS_BYTES {
        return Err(ReadFault::TooLarge {
            limit_bytes: XLS_BYTES,
        });
    }
    file.seek(SeekFrom::Start(0))
        .map_err(ReadFault::NotReadable)?;
    let library = Xls::new(BufReader::new(file)).map_err(|error| fault(&error))?;
    Ok(XlsWorkbook {
        library,
        size,
        meter: meter.clone(),
    })
}

impl Workbook for XlsWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        self.library.sheets_metadata().to_vec()
    }

    fn rows(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let range = self
            .library
            .worksheet_range(sheet)
            .map_err(|error| Stop::Fault(fault(&error)))?;
        let rows = range.height().max(1) as u64;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (offset, cells) in range.rows().enumerate() {
            let mut row = RawRow::new(u64::from(first_row) + offset as u64 + 1);
            for (offset, cell) in cells.iter().enumerate() {
                put(&mut row, first_column as usize + offset, cell);
            }
            // The library has the file in memory: how far it is, is told by the rows.
            self.meter.reached(self.size * offset as u64 / rows);
            take(row)?;
        }
        Ok(())
    }
}

fn put(row: &mut RawRow, column: usize, cell: &Data) {
    let raw = match cell {
        Data::Empty => return,
        #[expect(
            clippy::cast_precision_loss,
            reason = "cells of a workbook are floating-point numbers"
        )]
        Data::Int(value) => RawCell::Number(*value as f64),
        Data::Float(value) => RawCell::Number(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            RawCell::Text(text)
        }
        Data::Bool(value) => RawCell::Text(if *value { "true" } else { "false" }),
        Data::DateTime(moment) => self::moment(moment),
        Data::Error(_) => RawCell::Error,
    };
    row.put(column, raw);
}

/// A date of a workbook. What has no day, such as a duration, stays a number.
pub(super) fn moment(moment: &ExcelDateTime) -> RawCell<'static> {
    let value = moment.as_f64();
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&value) {
        return RawCell::Number(value);
    }
    date_time(moment).map_or(RawCell::Number(value), RawCell::Date)
}

fn date_time(moment: &ExcelDateTime) -> Option<NaiveDateTime> {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?.and_hms_opt(
        hour.into(),
        minute.into(),
        second.into(),
    )
}

/// What a fault of the library means. Its text is dropped, because it may quote a cell.
fn fault(error: &XlsError) -> ReadFault {
    match error {
        XlsError::Password => ReadFault::PasswordProtected,
        _ => ReadFault::Damaged {
            format: Format::Xls,
        },
    }
}
