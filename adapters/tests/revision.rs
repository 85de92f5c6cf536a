//! A correction of a period that was sent before: what the first submission hid stays hidden.

use std::{collections::HashMap, fs};

use adapters::{
    definition::Adapter,
    pipeline::{self, Options, Unwatched},
    reader::Format,
    sample::{self, SampleOptions},
};
use schemas::{language::Language, registry::Registry, submission::Submission};

/// The figures by the codes of all dimensions; none where they are hidden.
fn figures(submission: &Submission) -> HashMap<Vec<String>, Option<f64>> {
    let dataflow = Registry::builtin().dataflow(submission.header.dataflow.as_str());
    let dimensions = &dataflow.expect("a dataflow").dimensions;
    let observations = &submission.observations;
    let key = |row: usize| {
        let codes = dimensions.iter();
        let codes = codes.map(|dimension| observations.get(row, dimension.id.as_str()));
        codes.map(|code| code.unwrap_or("_T").to_owned()).collect()
    };
    (0..observations.len())
        .map(|row| (key(row), observations.value(row)))
        .collect()
}

#[test]
fn what_the_first_submission_hid_stays_hidden_in_its_correction() {
    let adapter = Adapter::builtin("gtm/mintrab_movilidad").expect("an adapter");
    let period = adapter.usual_period();
    let definition = adapter.for_period(period).expect("a round");
    let folder = tempfile::tempdir().expect("a folder");
    let options = SampleOptions {
        rows: 2_000,
        seed: 11,
        format: Format::Csv,
    };
    let file = sample::generate(definition, period, &options, folder.path()).expect("a file");
    let run = |file: &std::path::Path, previous: Vec<Submission>, name: &str| {
        let options = Options {
            previous,
            ..Options::new(folder.path().join(name))
        };
        let files = [file.to_owned()];
        pipeline::run(&adapter, &files, period, &options, &mut Unwatched)
    };
    let first = run(&file, Vec::new(), "first").expect("a run").submissions;

    let bytes = fs::read(&file).expect("read");
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let fewer = lines.enumerate().filter(|(at, _)| *at < 40 || at % 20 != 0);
    let fewer: Vec<u8> = fewer.flat_map(|(_, line)| line.to_owned()).collect();
    let corrected = folder.path().join("corrected.csv");
    fs::write(&corrected, fewer).expect("written");
    let second = run(&corrected, first.clone(), "second")
        .expect("a run")
        .submissions;

    let mut kept = 0;
    for (before, after) in first.iter().zip(&second) {
        let after = figures(after);
        for (key, _) in figures(before).iter().filter(|(_, value)| value.is_none()) {
            match after.get(key) {
                Some(Some(value)) => assert_eq!(*value, 0.0, "{key:?} comes to light"),
                Some(None) => kept += 1,
                None => {}
            }
        }
    }
    assert!(kept > 0, "the sample hides nothing");

    let mut other = first;
    other[0].header.reference_period = "1999".parse().expect("a period");
    let Err(refused) = run(&corrected, other, "third") else {
        panic!("a submission of another year is taken");
    };
    assert_eq!(refused.code(), "previous_of_another_table");
    assert!(refused.message(Language::Es).contains("1999"));
}
