//! Of the tables that the demonstration sends: nothing is recoverable, and each secondary
//! suppression is needed. With any one of them published after all, the attack answers.

use std::path::{Path, PathBuf};

use disclosure::{AttackOptions, PublishedTable, attack};
use schemas::period::ReferencePeriod;

use super::{Making, Unwatched, reading, submission::Leaving};
use crate::{
    definition::Adapter,
    mapping::Mapping,
    reader::Format,
    sample::{self, SampleOptions},
};

#[test]
fn no_secondary_suppression_of_a_demonstration_table_can_be_taken_away() {
    let mut needed = 0;
    let mut complaints = Vec::new();
    for id in Adapter::ids(None) {
        let adapter = Adapter::builtin(&id).expect("adapter");
        let area = &adapter.definition().area;
        let adapter = adapter.reported_by(area).expect("its own country");
        let folder = tempfile::tempdir().expect("temporary folder");
        let period = adapter.usual_period();
        let file = synthetic(&adapter, period, folder.path());
        for table in tables(&adapter, &[file], period) {
            needed += examine(&id, &table, &mut complaints);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    println!("{needed} secondary suppressions, each needed");
    assert!(needed > 300, "{needed}");
}

/// Published files, with the adapter and the period that read them.
const PUBLISHED: [(&str, &str, &str); 5] = [
    ("usa/oflc_h2a", "us/H-2A_Disclosure_Data_FY17.xlsx", "2017"),
    (
        "usa/state_visas",
        "us/nonimmigrant_2019-03-01.jsonl",
        "2019-03",
    ),
    ("can/esdc_lmia", "ca/2016_positive_employer_en.csv", "2016"),
    ("mex/inegi_ecovid", "mx/ecovid0420.DBF", "2020-04"),
    ("gtm/ine_enei", "gt/eneiPer16.csv", "2016"),
];

#[test]
fn no_secondary_suppression_of_a_table_from_published_files_can_be_taken_away() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/real-data");
    let named = std::env::var_os("PUENTE_REAL_DATA").map(PathBuf::from);
    let mut folders = named.into_iter().chain([PathBuf::from(beside)]);
    let Some(folder) = folders.find(|folder| folder.is_dir()) else {
        println!("SKIPPED: no folder ../shared/real-data and PUENTE_REAL_DATA is not set");
        return;
    };
    let mut needed = 0;
    let mut complaints = Vec::new();
    for (id, file, period) in PUBLISHED {
        let adapter = Adapter::builtin(id).expect("adapter");
        let period = period.parse().expect("period");
        for table in tables(&adapter, &[folder.join(file)], period) {
            needed += examine(id, &table, &mut complaints);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    println!("{needed} secondary suppressions, each needed");
    assert!(needed > 50, "{needed}");
}

/// How many secondary cells were found needed; what is wrong goes to the complaints.
fn examine(id: &str, table: &PublishedTable, complaints: &mut Vec<String>) -> usize {
    let options = AttackOptions::default();
    if !attack(table, &options).is_clean() {
        complaints.push(format!("{id}: a suppressed cell can be recovered"));
    }
    let secondary: Vec<_> = table
        .secondary()
        .into_iter()
        .filter(|cell| (*cell as usize) < table.grid().len())
        .collect();
    let is_needed = |cell: &u32| {
        let shown = table.with_published(*cell).expect("the office's view");
        !attack(&shown, &options).is_clean()
    };
    let needed = secondary.iter().filter(|cell| is_needed(cell)).count();
    if needed < secondary.len() {
        let spare = secondary.len() - needed;
        complaints.push(format!(
            "{id}: {spare} of {} are not needed",
            secondary.len()
        ));
    }
    needed
}

/// The records that the demonstration makes for an adapter.
fn synthetic(adapter: &Adapter, period: ReferencePeriod, folder: &Path) -> PathBuf {
    let definition = adapter.for_period(period).expect("a round");
    let formats = &definition.source.formats;
    let is_csv = formats.contains(&Format::Csv);
    let options = SampleOptions {
        rows: 4000,
        seed: 2026,
        format: if is_csv { Format::Csv } else { Format::Ndjson },
    };
    sample::generate(definition, period, &options, folder).expect("a sample")
}

/// The protected tables with what the office knows of them.
fn tables(adapter: &Adapter, files: &[PathBuf], period: ReferencePeriod) -> Vec<PublishedTable> {
    let definition = adapter.for_period(period).expect("a round");
    let mut mapping = Mapping::new(definition, period, false);
    let mut making = Making::all(definition, &mapping, period).expect("tables");
    let feed = |table, record: &_, texts: &_, times| {
        if let Some(one) = making.iter_mut().find(|one| one.is_fed_by(table)) {
            one.add(record, texts, times);
        }
    };
    reading::all(
        definition,
        files,
        &mut mapping,
        &mut Unwatched,
        feed,
        |_, _| {},
    )
    .expect("read");
    making
        .into_iter()
        .filter_map(
            |one| match one.protect(&[], &mut ()).expect("protected").1? {
                Leaving::Protected(table) => Some(table.office_view()),
                // Nothing is withheld here from what the office has published.
                Leaving::Published(_) => None,
            },
        )
        .collect()
}
