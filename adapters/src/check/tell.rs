//! What a check found, in words: files, rows, and each mistake once, with how often and where.

use schemas::language::{Language, MessageArgs, args};

use super::coverage;
use crate::{
    catalogue::catalogue,
    definition::Definition,
    pipeline::{Checked, FileRead},
    reject::{Group, RejectCode},
    report::Report,
};

/// Places that are told per mistake.
const PLACES: usize = 5;

/// The screen of `puente adapter check`, but for the files' formats.
#[must_use]
pub fn screen(checked: &Checked, definition: &Definition, language: Language) -> Vec<String> {
    let mut lines = verdict(checked, language);
    lines.extend(
        checked
            .report
            .suspicions
            .iter()
            .map(|suspicion| suspicion.message(language)),
    );
    lines.extend(
        checked
            .report
            .twins
            .iter()
            .map(|twin| twin.message(language)),
    );
    lines.extend(checked.report.unread(language));
    for (code, column, group) in checked.counts.rejects.groups() {
        lines.extend(mistake(definition, code, column, group, language));
    }
    lines.extend(
        checked
            .files
            .iter()
            .filter_map(|file| tail(file, &checked.report, language)),
    );
    lines.extend(coverage::lines(&checked.report.coverage, language));
    lines
}

pub(super) fn say(language: Language, key: &str, said: &MessageArgs) -> String {
    catalogue().message(language, key, said)
}

/// How many rows were rejected and how many may be.
pub(super) fn verdict(checked: &Checked, language: Language) -> Vec<String> {
    let report = &checked.report;
    let said = args([
        ("read", report.rows_read.to_string()),
        ("accepted", report.rows_accepted.to_string()),
        ("excluded", report.rows_excluded.to_string()),
        ("rejected", report.rows_rejected.to_string()),
    ]);
    let mut lines = vec![say(language, "check-rows", &said)];
    for excluded in &report.excluded {
        let said = args([
            ("reason", excluded.words(language)),
            ("count", excluded.count.to_string()),
        ]);
        lines.push(format!("  {}", say(language, "check-excluded", &said)));
    }
    let said = args([
        ("share", format!("{:.2}", report.rejected_share() * 100.0)),
        ("allowed", format!("{:.2}", checked.allowed * 100.0)),
    ]);
    let key = if checked.passes() {
        "check-share-allowed"
    } else {
        "check-share-refused"
    };
    lines.push(say(language, key, &said));
    lines
}

fn mistake(
    definition: &Definition,
    code: RejectCode,
    column: Option<usize>,
    group: &Group,
    language: Language,
) -> Vec<String> {
    let column = column.and_then(|column| definition.columns.get_index(column));
    let name = column.map_or_else(|| "–".to_owned(), |(name, _)| name.clone());
    let said = args([
        ("count", group.count.to_string()),
        ("column", name),
        ("reason", code.message(language)),
        ("code", code.code().to_owned()),
    ]);
    let mut lines = vec![format!("  {}", say(language, "check-rejected", &said))];
    for place in group.first.iter().take(PLACES) {
        lines.push(format!("    {}", place.message(language)));
    }
    let mut shown = false;
    for (value, met) in group.commonest() {
        shown = true;
        let said = args([
            ("value", value.to_owned()),
            ("count", met.count.to_string()),
            ("nearest", met.nearest.clone().unwrap_or_default()),
        ]);
        let key = match met.nearest {
            Some(_) => "check-value-near",
            None => "check-value",
        };
        lines.push(format!("    {}", say(language, key, &said)));
    }
    if !shown {
        for nearest in &group.nearest {
            let said = args([("nearest", nearest.clone())]);
            lines.push(format!("    {}", say(language, "check-nearest", &said)));
        }
    }
    lines
}

/// Rejected rows at the end of a file are notes more often than records, unless such rows stand all over.
pub(super) fn tail(file: &FileRead, report: &Report, language: Language) -> Option<String> {
    let notes = (1..=MOST_NOTES).contains(&file.tail_rejected) && file.rows > file.tail_rejected;
    let elsewhere = report.rows_rejected.saturating_sub(file.tail_rejected);
    (notes && elsewhere * EVERYWHERE <= report.rows_read).then(|| {
        let said = args([
            ("file", file.name.clone()),
            ("count", file.tail_rejected.to_string()),
            ("row", file.tail_row.to_string()),
        ]);
        say(language, "check-tail", &said)
    })
}

/// With one rejected row elsewhere in so many, those at the end are of the same kind.
const EVERYWHERE: u64 = 20;
/// More rejected rows at the end are a block of the table.
const MOST_NOTES: u64 = 60;
