//! The screen of `puente adapter inspect`, and what it must never show.

use std::path::{Path, PathBuf};

use adapters::{
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    pipeline::{self, Unwatched},
    reader::Format,
    sample::{self, SampleOptions},
};
use schemas::language::Language;

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

fn screen(path: &Path, before: Option<&Path>) -> String {
    let look = |path: &Path| inspect::examine(path, USUAL_ROWS).expect("examined");
    let examined = look(path);
    let fits = inspect::fits(&examined, None, None);
    let before = before.map(look);
    let changes = before
        .as_ref()
        .map(|before| (before.file.as_str(), inspect::changes(before, &examined)));
    let changes = changes.as_ref().map(|(file, all)| (*file, all.as_slice()));
    inspect::screen(&examined, &fits, changes, Language::Es).join("\n")
}

/// A register with names, identifiers, notes at the end, and numbers with a comma between thousands.
fn register(header: &str, extra: &str) -> String {
    let mut text = format!("Plazas aprobadas\n\n{header}\n");
    let provinces = ["Ontario", "Quebec", "Manitoba"];
    let streams = ["Primary Agriculture", "Low Wage", "High Wage"];
    for at in 0..60 {
        let (province, stream) = (provinces[at % 3], streams[at / 3 % 3]);
        text.push_str(&format!(
            "{province},{stream},Granja de Juana Pérez {at},\"1,{:03}\",{}\n",
            at * 7 % 1000,
            810_000 + at
        ));
    }
    text.push_str(extra);
    text.push_str("Notas: cifras preliminares\n1. Fuente: ministerio\n");
    text
}

const HEADER: &str = "Province/Territory,Stream,Employer,Positions Approved,Folio";

#[test]
fn a_register_is_told_with_its_adapter_and_without_names() {
    let folder = tempfile::tempdir().expect("folder");
    let path = written(
        folder.path(),
        "lmia_2024q1.csv",
        register(HEADER, "").as_bytes(),
    );
    let told = screen(&path, None);
    assert!(!told.contains("Juana"), "{told}");
    assert!(!told.contains("8100"), "{told}");
    insta::assert_snapshot!(told);
}

/// Until 2010 occupations are in a classification that nothing links to the codelist: that a round knows
/// none of them says nothing against it.
#[test]
fn a_round_that_leaves_a_classification_aside_is_found() {
    let adapter = Adapter::builtin("usa/oflc_h2b").expect("built in");
    let period = "2010".parse().expect("a period");
    let definition = adapter.for_period(period).expect("a round");
    let options = SampleOptions {
        rows: 400,
        seed: 7,
        format: Format::Csv,
    };
    let folder = tempfile::tempdir().expect("folder");
    let path = sample::generate(definition, period, &options, folder.path()).expect("sample");
    let examined = inspect::examine(&path, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    assert_eq!(fits[0].adapter, "usa/oflc_h2b");
    assert_eq!(fits[0].round.as_deref(), Some("FY2010"));
    assert_eq!(fits[0].missing, Vec::<String>::new());
}

#[test]
fn changes_against_the_round_before_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    let before = written(
        folder.path(),
        "lmia_2024q1.csv",
        register(HEADER, "").as_bytes(),
    );
    let header = "Province/Territory,Program Stream,Employer,Positions Approved,File No";
    let extra = "Ontario,Nuevo,Una,1,1\n".repeat(4);
    let text = register(header, &extra);
    let latin = encoding_rs::WINDOWS_1252.encode(&text).0;
    let now = written(folder.path(), "lmia_2024q2.csv", &latin);
    insta::assert_snapshot!(screen(&now, Some(&before)));
}

#[test]
fn each_adapter_is_the_best_for_its_own_sample() {
    let mut wrong = Vec::new();
    for id in Adapter::ids(None) {
        let adapter = Adapter::builtin(&id).expect("adapter");
        let adapter = adapter
            .reported_by(&adapter.definition().area)
            .expect("its country");
        let period = adapter.usual_period();
        let definition = adapter.for_period(period).expect("a round");
        let csv = definition.source.formats.contains(&Format::Csv);
        let options = SampleOptions {
            rows: 400,
            seed: 3,
            format: if csv { Format::Csv } else { Format::Ndjson },
        };
        let folder = tempfile::tempdir().expect("folder");
        let path = sample::generate(definition, period, &options, folder.path()).expect("sample");
        let examined = inspect::examine(&path, USUAL_ROWS).expect("examined");
        let fits = inspect::fits(&examined, None, None);
        // Registers of several countries may have one layout: none fits better than the file's own.
        let own = fits.iter().find(|fit| fit.adapter == id);
        match (fits.first(), own) {
            (Some(best), Some(own)) if best.score - own.score < 1e-9 => {}
            (best, own) => {
                let told =
                    |fit: Option<&inspect::Fit>| fit.map(|one| (one.adapter.clone(), one.score));
                wrong.push(format!("{id}: {:?} {:?}", told(best), told(own)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn doubled_headers_and_ragged_rows_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    let mut text = "ENT,SEXO,sexo,N\n".to_owned();
    for at in 0..30 {
        text.push_str(&format!("{},1,2,{at}\n", 1 + at % 4));
    }
    text.push_str("1,2\n1,2,3,4,5\n");
    let path = written(folder.path(), "doble.csv", text.as_bytes());
    insta::assert_snapshot!(screen(&path, None));
}

#[test]
fn a_step_in_words_that_no_condition_knows_is_told() {
    let folder = tempfile::tempdir().expect("folder");
    let adapter = Adapter::builtin("dom/dgm_carnes").expect("adapter");
    let period = adapter.usual_period();
    let definition = adapter.for_period(period).expect("a round");
    let options = SampleOptions {
        rows: 400,
        seed: 5,
        format: Format::Csv,
    };
    let path = sample::generate(definition, period, &options, folder.path()).expect("sample");
    let fit = |path: &Path| {
        let examined = inspect::examine(path, USUAL_ROWS).expect("examined");
        let fits = inspect::fits(&examined, None, None);
        let own = fits.into_iter().find(|fit| fit.adapter == "dom/dgm_carnes");
        (screen(path, None), own.expect("its adapter"))
    };
    let (told, known) = fit(&path);
    assert_eq!(known.wordings, []);
    assert!(!told.contains("ninguna condición"), "{told}");
    // The next round says "Emisión" in other words.
    let text = std::fs::read_to_string(&path).expect("a text");
    let renewed = text
        .replace("Emisión", "Emisiones")
        .replace("Renovación", "Extendido");
    assert_ne!(renewed, text);
    let next = written(folder.path(), "dgm_carnes_2.csv", renewed.as_bytes());
    let (told, fit) = fit(&next);
    let [wording] = &fit.wordings[..] else {
        panic!("{:?}", fit.wordings);
    };
    let mut unknown: Vec<&str> = wording
        .unknown
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    unknown.sort_unstable();
    assert_eq!(
        (wording.column.as_str(), unknown),
        ("step", vec!["Emisiones", "Extendido"])
    );
    assert_eq!(
        wording.like,
        [("Emisiones".to_owned(), "Emisión".to_owned())]
    );
    let rows: u64 = wording.unknown.iter().map(|one| one.count).sum();
    assert!(rows > 20, "{rows}");
    assert!(
        told.contains("ninguna condición conoce estos textos"),
        "{told}"
    );
}

#[test]
fn what_a_check_rejects_of_a_printed_table_is_told_before() {
    let folder = tempfile::tempdir().expect("folder");
    let adapter = Adapter::builtin("can/ircc_asilo").expect("adapter");
    let period = adapter.usual_period();
    let definition = adapter.for_period(period).expect("a round");
    let options = SampleOptions {
        rows: 200,
        seed: 5,
        format: Format::Csv,
    };
    let path = sample::generate(definition, period, &options, folder.path()).expect("sample");
    let text = std::fs::read_to_string(&path).expect("a text");
    let rejected = |path: &Path| {
        let files = [path.to_owned()];
        let checked = pipeline::check_against(&adapter, &files, &[], period, false, &mut Unwatched);
        let report = checked.unwrap_or_else(|error| panic!("{error}")).report;
        (report.rows_read, report.rows_rejected)
    };
    let plain = rejected(&path);
    // A blank column before the table changes nothing.
    let moved: String = text.lines().map(|line| format!(",{line}\n")).collect();
    let moved = written(folder.path(), "moved.csv", moved.as_bytes());
    assert_eq!(rejected(&moved), plain);
    assert!(!screen(&moved, None).contains("se rechazarán"));
    // Figures below a footer are rejected, and inspect says so.
    let cut = format!("{text}Source region,,5\n,Ontario,6\n");
    let cut = written(folder.path(), "cut.csv", cut.as_bytes());
    assert_eq!(rejected(&cut), (plain.0 + 2, plain.1 + 2));
    let told = screen(&cut, None);
    assert!(told.contains("cifras que se rechazarán: 2,"), "{told}");
}

#[test]
fn a_layout_that_takes_a_column_of_figures_for_labels_is_not_the_best() {
    let folder = tempfile::tempdir().expect("folder");
    let mut text = "A title\n\nProvince/territory and program,,,2023,2024\n".to_owned();
    for (at, province) in ["Ontario", "Quebec", "Manitoba", "Alberta"]
        .iter()
        .enumerate()
    {
        let figure = 5 * (at + 1);
        text.push_str(&format!(
            ",,Seasonal Agricultural Worker Program,--,{figure}\n,,Agricultural Stream,{figure},10\n\
             ,Agricultural Workers,,15,20\n{province} Total,,,25,--\n"
        ));
    }
    text.push_str("Total,,,100,95\n");
    let path = written(folder.path(), "table.csv", text.as_bytes());
    let examined = inspect::examine(&path, USUAL_ROWS).expect("examined");
    let fits = inspect::fits(&examined, None, None);
    let best = fits.first().map(|fit| fit.adapter.as_str());
    assert_eq!(best, Some("can/ircc_tfwp"));
}
