//! What became of the rows, in words.

use adapters::{pipeline::FileRead, report::Report};
use schemas::language::args;

use crate::context::Context;

/// What was found out about each file.
pub(super) fn files(context: &Context, files: &[FileRead]) {
    for file in files {
        let recognised = &file.recognised;
        let mut what = vec![recognised.format.name().to_owned()];
        what.extend(recognised.encoding.map(str::to_owned));
        what.extend(
            recognised
                .separator
                .map(|separator| format!("{separator:?}")),
        );
        let said = args([
            ("file", file.name.clone()),
            ("what", what.join(", ")),
            ("header", file.header_row.to_string()),
            ("rows", file.rows.to_string()),
        ]);
        context.result(&context.message("adapter-file", &said));
        let skipped = file.skipped;
        let aside = [
            ("adapter-skipped-titles", skipped.title_lines),
            ("adapter-skipped-headers", skipped.repeated_headers),
            ("adapter-skipped-footer", skipped.footer_lines),
            ("adapter-skipped-blank", skipped.blank),
            ("adapter-skipped-deleted", skipped.deleted),
        ];
        for (key, count) in aside.into_iter().filter(|(_, count)| *count > 0) {
            let said = args([("count", count.to_string())]);
            context.result(&format!("  {}", context.message(key, &said)));
        }
    }
}

/// How many rows were accepted, excluded and rejected.
pub(super) fn rows(context: &Context, report: &Report) {
    let said = args([
        ("read", report.rows_read.to_string()),
        ("accepted", report.rows_accepted.to_string()),
        ("excluded", report.rows_excluded.to_string()),
        ("rejected", report.rows_rejected.to_string()),
        ("share", format!("{:.2}", report.rejected_share() * 100.0)),
    ]);
    context.result(&context.message("adapter-rows", &said));
    for excluded in &report.excluded {
        let said = args([
            ("reason", excluded.words(context.language)),
            ("count", excluded.count.to_string()),
        ]);
        context.result(&format!("  {}", context.message("adapter-excluded", &said)));
    }
}

/// The control totals.
pub(super) fn totals(context: &Context, report: &Report) {
    for (name, total) in &report.control_totals {
        let said = args([("name", name.clone()), ("total", total.to_string())]);
        context.result(&context.message("adapter-total", &said));
    }
}

/// The size of the tables.
pub(super) fn tables(context: &Context, report: &Report) {
    for table in &report.tables {
        let said = args([
            ("dataflow", table.dataflow.clone()),
            ("cells", table.cells.to_string()),
            ("primary", table.primary.to_string()),
            ("secondary", table.secondary.to_string()),
        ]);
        context.result(&context.message("adapter-table", &said));
        let disclosure = table.disclosure.iter();
        for line in disclosure.flat_map(|report| report.lines(context.language)) {
            context.result(&format!("  {line}"));
        }
    }
}
