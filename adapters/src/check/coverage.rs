//! How well maps and concordances decided the codes of a file, in words and as a sheet.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use schemas::language::{Language, args};

use super::tell::say;
use crate::mapping::{Coverage, Decided};

/// Codes that are named in one line.
const NAMED: usize = 8;

/// Where nothing knows one row in so many, the file may use another classification.
const DOUBTFUL: u64 = 10;

/// One of the numbers.
type Grade = fn(&Decided) -> u64;

/// The words for how a code is decided, with the number of it.
const GRADES: [(&str, Grade); 5] = [
    ("check-coverage-finest", |of| of.finest),
    ("check-coverage-coarser", |of| of.coarser),
    ("check-coverage-open", |of| of.open),
    ("check-coverage-unknown", |of| of.unknown),
    ("check-coverage-missing", |of| of.missing),
];

/// A line per dimension, and below it the codes that came to something coarser.
pub(super) fn lines(coverage: &[Coverage], language: Language) -> Vec<String> {
    if coverage.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![say(language, "check-coverage", &args([]))];
    for one in coverage {
        let parts: Vec<String> = GRADES
            .iter()
            .filter(|(_, of)| of(&one.rows) > 0)
            .map(|(key, of)| {
                let said = args([
                    ("share", share(of(&one.rows), one.rows.all())),
                    ("codes", of(&one.codes).to_string()),
                ]);
                say(language, key, &said)
            })
            .collect();
        let said = args([
            ("dimension", one.dimension.clone()),
            ("column", one.column.clone()),
            ("by", one.by.join(", ")),
            ("parts", parts.join("; ")),
        ]);
        let line = say(language, "check-coverage-line", &said);
        lines.push(format!("  {line}"));
        let said = one.rows.all() - one.rows.missing;
        if one.rows.unknown * DOUBTFUL > said {
            let line = say(language, "check-coverage-doubt", &args([]));
            lines.push(format!("    {line}"));
        }
        if !one.coarse.is_empty() {
            let said = args([("codes", named(one))]);
            let line = say(language, "check-coverage-coarse", &said);
            lines.push(format!("    {line}"));
        }
    }
    lines
}

fn named(coverage: &Coverage) -> String {
    let mut all: Vec<String> = coverage
        .coarse
        .iter()
        .take(NAMED)
        .map(|(code, rows)| format!("{code} ({rows})"))
        .collect();
    if coverage.coarse.len() > NAMED {
        all.push("…".to_owned());
    }
    all.join(", ")
}

/// A share in per cent that is 0 or 100 only when it is so.
#[expect(clippy::cast_precision_loss, reason = "a share, not a count")]
fn share(part: u64, all: u64) -> String {
    let percent = part as f64 * 100.0 / all.max(1) as f64;
    if part == all {
        return "100".to_owned();
    }
    format!("{:.1}", percent.clamp(0.1, 99.9))
}

/// The sheet of the report.
pub(super) fn sheet(
    sheet: &mut Worksheet,
    coverage: &[Coverage],
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(say(language, "check-sheet-coverage", &args([])))?;
    let bold = Format::new().set_bold().set_text_wrap();
    let heads = ["dimension", "column", "by"].map(|word| format!("check-coverage-head-{word}"));
    let kinds = ["check-coverage-head-rows", "check-coverage-head-codes"];
    let grades = GRADES.iter().flat_map(|(key, _)| {
        let grade = say(language, &format!("{key}-head"), &args([]));
        kinds.map(|kind| format!("{grade} ({})", say(language, kind, &args([]))))
    });
    let heads = heads.map(|key| say(language, &key, &args([])));
    for (column, head) in (0u16..).zip(heads.into_iter().chain(grades)) {
        sheet.set_column_width(column, if column < 3 { 26.0 } else { 16.0 })?;
        sheet.write_with_format(0, column, head, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, one) in (1u32..).zip(coverage) {
        sheet.write(row, 0, &one.dimension)?;
        sheet.write(row, 1, &one.column)?;
        sheet.write(row, 2, one.by.join(", "))?;
        for (column, (_, of)) in (0u16..).zip(GRADES) {
            sheet.write(row, 3 + 2 * column, of(&one.rows))?;
            sheet.write(row, 4 + 2 * column, of(&one.codes))?;
        }
    }
    Ok(())
}
