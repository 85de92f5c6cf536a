//! The report of a check as a workbook, for whoever mends the file: a summary, each mistake once, and the cells.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use schemas::language::{Language, args};

use super::{
    coverage,
    tell::{say, tail, verdict},
};
use crate::{definition::Definition, pipeline::Checked};

/// The workbook cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("failed to write the workbook")]
pub struct WorkbookError(#[from] XlsxError);

/// Writes the report of a check to `path`.
///
/// # Errors
/// When the file cannot be written.
pub fn write(
    path: &Path,
    checked: &Checked,
    definition: &Definition,
    language: Language,
) -> Result<(), WorkbookError> {
    let mut workbook = Workbook::new();
    summary(workbook.add_worksheet(), checked, language)?;
    mistakes(workbook.add_worksheet(), checked, definition, language)?;
    let told = &checked.report.coverage;
    coverage::sheet(workbook.add_worksheet(), told, language)?;
    workbook.save(path)?;
    Ok(())
}

fn summary(sheet: &mut Worksheet, checked: &Checked, language: Language) -> Result<(), XlsxError> {
    sheet.set_name(say(language, "check-sheet-summary", &args([])))?;
    sheet.set_column_width(0, 110)?;
    let wrapped = Format::new().set_text_wrap();
    let names = checked.report.files.join(", ");
    let head = format!(
        "{} · {} · {names}",
        checked.report.adapter, checked.report.period
    );
    sheet.write_with_format(0, 0, head, &Format::new().set_bold())?;
    let mut lines = verdict(checked, language);
    let report = &checked.report;
    lines.extend(report.suspicions.iter().map(|one| one.message(language)));
    lines.extend(report.unread(language));
    lines.extend(
        checked
            .report
            .twins
            .iter()
            .map(|twin| twin.message(language)),
    );
    lines.extend(
        checked
            .files
            .iter()
            .filter_map(|file| tail(file, report, language)),
    );
    for (name, total) in &report.control_totals {
        lines.push(format!("{name} = {total}"));
    }
    for (row, line) in (2u32..).zip(lines) {
        sheet.write_with_format(row, 0, line, &wrapped)?;
    }
    Ok(())
}

/// The columns of the sheet of mistakes.
const HEADINGS: [(&str, f64); 9] = [
    ("check-column-file", 28.0),
    ("check-column-sheet", 16.0),
    ("check-column-row", 10.0),
    ("check-column-cell", 10.0),
    ("check-column-column", 22.0),
    ("check-column-reason", 60.0),
    ("check-column-code", 22.0),
    ("check-column-count", 12.0),
    ("check-column-nearest", 40.0),
];

fn mistakes(
    sheet: &mut Worksheet,
    checked: &Checked,
    definition: &Definition,
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(say(language, "check-sheet-mistakes", &args([])))?;
    let bold = Format::new().set_bold();
    for (column, (key, width)) in (0u16..).zip(HEADINGS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(0, column, say(language, key, &args([])), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 1;
    for (code, column, group) in checked.counts.rejects.groups() {
        let named = column.and_then(|column| definition.columns.get_index(column));
        let nearest: Vec<&str> = group.nearest.iter().map(String::as_str).collect();
        for place in &group.first {
            let header = place.header.clone();
            let texts = [
                (0, place.file.to_string()),
                (1, place.sheet.as_deref().unwrap_or_default().to_owned()),
                (
                    4,
                    header
                        .or_else(|| named.map(|(name, _)| name.clone()))
                        .unwrap_or_default(),
                ),
                (5, code.message(language)),
                (6, code.code().to_owned()),
                (8, nearest.join(" · ")),
            ];
            for (column, text) in texts {
                sheet.write(row, column, text)?;
            }
            if let Some(number) = place.row {
                sheet.write(row, 2, number)?;
                if let Some(letter) = &place.column {
                    sheet.write(row, 3, format!("{letter}{number}"))?;
                }
            }
            sheet.write(row, 7, group.count)?;
            row += 1;
        }
    }
    if row > 1 {
        sheet.autofilter(0, 0, row - 1, 8)?;
    }
    Ok(())
}
