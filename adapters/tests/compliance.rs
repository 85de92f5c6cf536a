//! What every adapter that is compiled in must pass: a synthetic file made from it runs to a
//! valid submission, twice the same, without a holder's name, and its dirt is reported.

use std::{
    fs,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use adapters::{
    definition::Adapter,
    pipeline::{self, Options, Unwatched},
    reader::Format,
    sample::{self, SampleOptions},
};
use schemas::{finding::Severity, language::Language};

/// Enough for each rule of a definition to meet a row, few enough for the whole suite to be quick.
const ROWS: usize = 400;

#[test]
fn every_adapter_turns_a_synthetic_file_into_a_valid_submission() {
    let ids = Adapter::ids(None);
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    let work = || {
        while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(complaint) = complies(id) {
                let mut failed = failed.lock().expect("no other thread panicked");
                failed.push(format!("{id}: {complaint}"));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let failed = failed.into_inner().expect("no thread panicked");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn complies(id: &str) -> Result<(), String> {
    let adapter = Adapter::builtin(id)
        .and_then(|adapter| adapter.reported_by(&adapter.definition().area))
        .map_err(|errors| format!("{errors:?}"))?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let period = adapter.usual_period();
    let definition = adapter
        .for_period(period)
        .map_err(|errors| format!("{errors:?}"))?;
    let format = if definition.source.formats.contains(&Format::Csv) {
        Format::Csv
    } else {
        Format::Ndjson
    };
    let options = SampleOptions {
        rows: ROWS,
        seed: 7,
        format,
    };
    let file = sample::generate(definition, period, &options, folder.path())
        .map_err(|error| error.to_string())?;
    let first = run(&adapter, &file, period, folder.path(), "first")?;
    let second = run(&adapter, &file, period, folder.path(), "second")?;
    if first.0 != second.0 {
        return Err("two runs over the same file differ".to_owned());
    }
    let names = ["EMPRESA SINTETICA", "PERSONA SINTETICA", "SINTETICO-"];
    if names.iter().any(|name| first.0.contains(name)) {
        return Err("a name or number of a person or employer is in the output".to_owned());
    }
    if first.1 == 0 {
        return Err("the dirt of the sample was not reported".to_owned());
    }
    Ok(())
}

/// Runs the adapter and gives what was written, apart from identifiers and times, and how many
/// rows were rejected.
fn run(
    adapter: &Adapter,
    file: &Path,
    period: schemas::period::ReferencePeriod,
    folder: &Path,
    name: &str,
) -> Result<(String, u64), String> {
    let options = Options::new(folder.join(name));
    let outcome = pipeline::run(
        adapter,
        &[file.to_owned()],
        period,
        &options,
        &mut Unwatched,
    )
    .map_err(|error| error.message(Language::En))?;
    let report = &outcome.report;
    if outcome.submissions.is_empty() {
        return Err(format!("no submission; {:?}", report.rejects));
    }
    if report.rows_read != report.rows_accepted + report.rows_excluded + report.rows_rejected {
        return Err("rows are missing in the report".to_owned());
    }
    for submission in &outcome.submissions {
        // A warning does not refuse: in invented rows a later stage may exceed an earlier one.
        let told: Vec<_> = schemas::validate::validate(submission, 5)
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .map(|one| one.message(Language::En))
            .collect();
        if !told.is_empty() {
            return Err(told.join("; "));
        }
    }
    let mut written = String::new();
    for path in &outcome.written {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        // The header is one line; its identifier and time are the only things that may differ.
        for line in text
            .lines()
            .filter(|line| !line.contains("\"submission_id\""))
        {
            written.push_str(line);
            written.push('\n');
        }
    }
    Ok((written, report.rows_rejected))
}
