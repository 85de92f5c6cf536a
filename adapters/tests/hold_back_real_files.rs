//! Files of a known series that its adapter has not seen: the adapter is taken as if it had been written from the
//! other files of the series, `propose` says what is different, the officer answers what it asks, and the file's
//! totals come out. `docs/TRYOUT.md` tells the same by hand.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use adapters::{
    definition::{Adapter, Definition, text::fold},
    inspect,
    pipeline::{self, Options, Outcome, Unwatched},
    propose::{self, Proposal, Wishes},
    reader::{self, SourceRow},
};
use schemas::{finding::Severity, language::Language, period::ReferencePeriod};
use toml::{Table, Value};

/// A file, and the period that it tells.
type Round = (&'static str, &'static str);

/// A series, the file that is held back, and what must come of it.
struct HeldBack {
    id: &'static str,
    held: Round,
    /// Whether the officer names the series: another one has the same columns.
    named: bool,
    others: &'static [Round],
    /// What the officer answers: the end of the key, and the answer.
    answers: &'static [(&'static str, &'static str)],
    /// Names and codes that are taken away because only the held file has them.
    unlearned: usize,
    rows: u64,
    totals: &'static [(&'static str, f64)],
}

fn real_data() -> Option<PathBuf> {
    let named = env::var_os("PUENTE_REAL_DATA").map(PathBuf::from);
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let around = ["../../shared/real-data", "../../../shared/real-data"].map(|at| here.join(at));
    let mut folders = named.into_iter().chain(around);
    let found = folders.find(|folder| folder.join("ca").is_dir());
    if found.is_none() {
        println!("SKIPPED: no real files; name their folder with PUENTE_REAL_DATA");
    }
    found
}

/// The headers of a file that the definition names, and the texts in the columns that its maps look up.
struct Seen {
    headers: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Seen {
    fn of(definition: &Definition, path: &Path) -> Self {
        let mut spec = definition.source_spec();
        // The adapter may have been written from files of another format.
        spec.source.formats = Vec::new();
        let mut reader = reader::open(path, &spec).expect("readable");
        let found = reader.layout().columns.iter();
        let headers = found
            .filter_map(|column| column.header.as_deref().map(folded))
            .collect();
        let sections = definition.dimension.values().chain(
            definition
                .table
                .iter()
                .flat_map(|table| table.dimension.values()),
        );
        let mapped: BTreeSet<usize> = sections
            .filter(|section| !section.map.is_empty())
            .filter_map(|section| definition.columns.get_index_of(section.column.as_ref()?))
            .collect();
        let mut texts = BTreeSet::new();
        let mut row = SourceRow::default();
        while reader.next(&mut row).expect("a row") {
            texts.extend(mapped.iter().map(|at| fold(row.text(*at))));
        }
        Self { headers, texts }
    }

    fn join(mut self, other: Self) -> Self {
        self.headers.extend(other.headers);
        self.texts.extend(other.texts);
        self
    }
}

fn folded(name: &str) -> String {
    let folded = fold(name);
    folded.chars().filter(|one| one.is_alphanumeric()).collect()
}

fn period(text: &str) -> ReferencePeriod {
    text.parse().expect("a period")
}

/// The adapter without the names, codes and rounds that only the held file has; how many were taken away.
fn unlearned(case: &HeldBack, data: &Path) -> (String, usize) {
    let adapter = Adapter::builtin(case.id).expect("an adapter");
    let seen = |round: &Round| {
        let definition = adapter.for_period(period(round.1)).expect("a round");
        Seen::of(definition, &data.join(round.0))
    };
    let held = seen(&case.held);
    let others = case
        .others
        .iter()
        .map(seen)
        .reduce(Seen::join)
        .expect("other files");
    let mut text: Table = toml::from_str(adapter.text()).expect("a table");
    let mut gone = 0;
    if let Some(Value::Array(rounds)) = text.get_mut("round") {
        let own = |name: &str| {
            let holds = |of: &str| {
                let mut all = adapter.rounds();
                all.any(|(round, _)| round.name == name && round.holds(period(of)))
            };
            holds(case.held.1) && !case.others.iter().any(|one| holds(one.1))
        };
        let before = rounds.len();
        rounds.retain(|round| !round.get("name").and_then(Value::as_str).is_some_and(own));
        gone += before - rounds.len();
    }
    forget(&mut text, &held, &others, &mut gone);
    (toml::to_string(&text).expect("TOML"), gone)
}

/// Takes away, at any depth, what only the held file has.
fn forget(table: &mut Table, held: &Seen, others: &Seen, gone: &mut usize) {
    for (key, value) in table.iter_mut() {
        match (key.as_str(), value) {
            ("names", Value::Array(names)) => {
                let before = names.len();
                let only = |name: &Value| {
                    let name = folded(name.as_str().unwrap_or_default());
                    held.headers.contains(&name) && !others.headers.contains(&name)
                };
                let kept: Vec<Value> = names.iter().filter(|name| !only(name)).cloned().collect();
                // A definition names every column at least once.
                if !kept.is_empty() {
                    *names = kept;
                }
                *gone += before - names.len();
            }
            ("map", Value::Table(map)) => {
                let before = map.len();
                map.retain(|code, _| {
                    let code = fold(code);
                    !held.texts.contains(&code) || others.texts.contains(&code)
                });
                *gone += before - map.len();
            }
            (_, Value::Table(inner)) => forget(inner, held, others, gone),
            (_, Value::Array(list)) => {
                for inner in list.iter_mut().filter_map(Value::as_table_mut) {
                    forget(inner, held, others, gone);
                }
            }
            _ => {}
        }
    }
}

/// The proposal with the officer's answers. A question that was not foreseen is a failure.
fn answered(case: &HeldBack, proposal: &Proposal) -> String {
    let mut unforeseen = Vec::new();
    let text = proposal.answered(|question| {
        let mut answers = case.answers.iter();
        let answer = answers.find(|(key, _)| question.key.ends_with(key));
        let (_, answer) = answer.unwrap_or_else(|| {
            unforeseen.push(format!("{}: {:?}", question.key, question.options));
            &("", "?")
        });
        (*answer).to_owned()
    });
    assert!(
        unforeseen.is_empty(),
        "{}:\n{}",
        case.held.0,
        unforeseen.join("\n")
    );
    text
}

fn holds(case: &HeldBack) {
    let Some(data) = real_data() else {
        return;
    };
    let (text, gone) = unlearned(case, &data);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("{}.toml", case.id));
    fs::create_dir_all(path.parent().expect("a country")).expect("a folder");
    fs::write(&path, text).expect("written");
    let file = data.join(case.held.0);
    let examined = inspect::examine(&file, inspect::USUAL_ROWS).expect("examined");
    let wishes = Wishes {
        period: Some(period(case.held.1)),
        like: case.named.then(|| case.id.to_owned()),
        language: Language::Es,
        ..Wishes::default()
    };
    let proposal = propose::propose(&examined, Some(folder.path()), &wishes)
        .unwrap_or_else(|error| panic!("{}", error.message(Language::En)));
    assert_eq!(
        proposal.based_on.as_deref(),
        Some(case.id),
        "{}",
        case.held.0
    );
    let text = answered(case, &proposal);
    println!(
        "{}: {gone} forgotten, {} proposed, {} asked",
        case.held.0,
        proposal.proposed,
        proposal.questions.len()
    );
    assert_eq!(
        proposal.questions.len(),
        case.answers.len(),
        "{}",
        case.held.0
    );
    let adapter = Adapter::parse("new.toml", &text).unwrap_or_else(|errors| {
        let told: Vec<_> = errors.iter().map(|one| one.message(Language::En)).collect();
        panic!("{}\n{text}", told.join("\n"))
    });
    let files = [file];
    let checked = pipeline::check(&adapter, &files, period(case.held.1), false, &mut Unwatched)
        .unwrap_or_else(|error| panic!("{}\n{text}", error.message(Language::En)));
    let report = &checked.report;
    assert_eq!(report.rows_read, case.rows, "{}", case.held.0);
    assert_eq!(
        report.rows_rejected, 0,
        "{}: {:?}",
        case.held.0, report.rejects
    );
    assert_eq!(gone, case.unlearned, "{}", case.held.0);
    let run = run(&adapter, &files, case);
    for (name, total) in case.totals {
        for report in [report, &run.report] {
            let found = report.control_totals.get(*name).copied();
            assert_eq!(found, Some(*total), "{}: {name}", case.held.0);
        }
    }
}

/// What the mended adapter makes of the file: submissions that an office could send.
fn run(adapter: &Adapter, files: &[PathBuf], case: &HeldBack) -> Outcome {
    let out = tempfile::tempdir().expect("a folder");
    let options = Options::new(out.path().join("out"));
    let made = pipeline::run(
        adapter,
        files,
        period(case.held.1),
        &options,
        &mut Unwatched,
    )
    .unwrap_or_else(|error| panic!("{}: {}", case.held.0, error.message(Language::En)));
    assert!(made.report.is_sound(), "{}", case.held.0);
    assert!(!made.submissions.is_empty(), "{}", case.held.0);
    for submission in &made.submissions {
        let found = schemas::validate::validate(submission, 5).into_iter();
        let wrong = found.filter(|one| one.severity == Severity::Error);
        let told: Vec<_> = wrong.map(|one| one.message(Language::En)).collect();
        assert!(told.is_empty(), "{}: {told:?}", case.held.0);
    }
    made
}

#[test]
fn the_french_file_of_the_lmia() {
    holds(&HeldBack {
        id: "can/esdc_lmia",
        held: ("ca/2016_positive_employer_fr.csv", "2016"),
        named: true,
        others: &[
            ("ca/2017q1q2_positive_en.csv", "2017-S1"),
            ("ca/2018q4_positive_en.csv", "2018-Q4"),
        ],
        answers: &[("du Canada\"", "_U")],
        unlearned: 11,
        rows: 15_979,
        totals: &[("positions", 77_346.0)],
    });
}

#[test]
fn lmia_files_since_2022() {
    holds(&HeldBack {
        id: "can/esdc_lmia",
        held: ("ca/tfwp_2023q4_pos_en.xlsx", "2023-Q4"),
        named: false,
        others: &[
            ("ca/2018q4_positive_en.csv", "2018-Q4"),
            ("ca/TFWP_2021Q3_Positive_EN.xlsx", "2021-Q3"),
        ],
        answers: &[("Permanent Resident Only\"", "OTH_DEST")],
        unlearned: 1,
        rows: 22_026,
        totals: &[("positions", 78_742.0), ("positions_agriculture", 42_804.0)],
    });
}

#[test]
fn refused_lmia_of_2023() {
    holds(&HeldBack {
        id: "can/esdc_lmia_negative",
        held: ("ca/tfwp_2023q4_neg_en.xlsx", "2023-Q4"),
        named: true,
        others: &[("ca/2016_negative_employer_en.csv", "2016")],
        answers: &[],
        unlearned: 7,
        rows: 579,
        totals: &[("positions_refused", 1_141.0)],
    });
}

#[test]
fn h2a_of_2016() {
    holds(&HeldBack {
        id: "usa/oflc_h2a",
        held: ("us/H-2A_Disclosure_Data_FY16_updated.xlsx", "2016"),
        named: false,
        others: &[("us/H2a_FY2006.csv", "2006"), ("us/H2A_FY2013.xls", "2013")],
        answers: &[],
        unlearned: 5,
        rows: 11_597,
        totals: &[("positions_certified", 165_741.0)],
    });
}

#[test]
fn h2b_of_2013() {
    holds(&HeldBack {
        id: "usa/oflc_h2b",
        held: ("us/H-2B_FY2013.xls", "2013"),
        named: false,
        others: &[
            ("us/H-2B_FY2005.csv", "2005"),
            ("us/H-2B_Disclosure_Data_FY2018_EOY.xlsx", "2018"),
        ],
        answers: &[("columns.state.names", "ALIEN_WORK_STATE")],
        unlearned: 2,
        rows: 4_710,
        totals: &[("positions_certified", 82_307.0)],
    });
}

#[test]
fn h2b_of_2018() {
    holds(&HeldBack {
        id: "usa/oflc_h2b",
        held: ("us/H-2B_Disclosure_Data_FY2018_EOY.xlsx", "2018"),
        named: false,
        others: &[
            ("us/H-2B_FY2010.xlsx", "2010"),
            ("us/H-2B_FY2013.xls", "2013"),
        ],
        answers: &[("columns.state.names", "EMPLOYEE_WORK_STATE")],
        unlearned: 2,
        rows: 9_490,
        totals: &[("positions_certified", 147_592.0)],
    });
}

#[test]
fn visas_of_2024() {
    holds(&HeldBack {
        id: "usa/state_visas",
        held: ("us/nonimmigrant_2024-03-01.jsonl", "2024-03"),
        named: false,
        others: &[("us/nonimmigrant_2018-03-01.jsonl", "2018-03")],
        answers: &[(".Kosovo", "_X")],
        unlearned: 4,
        rows: 3_646,
        totals: &[("visas_h2a", 42_727.0), ("visas_h2b", 22_269.0)],
    });
}

#[test]
fn arrivals_by_nationality() {
    holds(&HeldBack {
        id: "hnd/inm_irregulares",
        held: ("hn/irreg_honduras_nat.csv", "2023"),
        named: false,
        others: &[("hn/irreg_honduras.csv", "2023")],
        answers: &[(".STL", "_X"), (".OOO", "_X"), (".XKX", "_X")],
        unlearned: 4,
        rows: 4_198,
        totals: &[("events", 545_043.0)],
    });
}

#[test]
fn transits_with_names_of_its_own() {
    holds(&HeldBack {
        id: "pan/snm_transito_darien",
        held: ("pa/irreg_darien_nat.csv", "2023"),
        named: false,
        others: &[("region/irreg.csv", "2023")],
        answers: &[(".TIB", "_X")],
        unlearned: 1,
        rows: 2_387,
        totals: &[("events_with_own_nationals", 520_085.0)],
    });
}

#[test]
fn the_stata_file_of_ecovid() {
    holds(&HeldBack {
        id: "mex/inegi_ecovid",
        held: ("mx/ecovid0420.dta", "2020-04"),
        named: false,
        others: &[("mx/ecovid0420.DBF", "2020-04")],
        answers: &[],
        unlearned: 0,
        rows: 5_593,
        totals: &[("employed", 32_891_935.0), ("unemployed", 2_060_938.0)],
    });
}
