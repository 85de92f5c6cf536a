//! `puente adapter new`: what it proposes loads and checks once its questions are answered, for a file of a known
//! series whose layout has changed and for one that no adapter knows.

use std::path::{Path, PathBuf};

use adapters::{
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    pipeline::{self, Unwatched},
    propose::{self, Proposal, ProposeError, Wishes},
    reader::Format,
    sample::{self, SampleOptions},
};
use schemas::{language::Language, period::ReferencePeriod};

fn sample_of(adapter: &Adapter, folder: &Path) -> (PathBuf, ReferencePeriod) {
    let period = adapter.usual_period();
    let definition = adapter.for_period(period).expect("a round");
    let csv = definition.source.formats.contains(&Format::Csv);
    let options = SampleOptions {
        rows: 400,
        seed: 11,
        format: if csv { Format::Csv } else { Format::Ndjson },
    };
    let path = sample::generate(definition, period, &options, folder).expect("sample");
    (path, period)
}

fn proposed(path: &Path, wishes: &Wishes) -> Result<Proposal, ProposeError> {
    let examined = inspect::examine(path, USUAL_ROWS).expect("examined");
    propose::propose(&examined, None, wishes)
}

/// The first option of each question; where there is none, something.
fn answered(proposal: &Proposal) -> String {
    proposal.answered(|question| {
        question
            .options
            .first()
            .cloned()
            .unwrap_or_else(|| "X".to_owned())
    })
}

/// Loads the answered proposal and checks the file with it; the rows read.
fn checks(proposal: &Proposal, path: &Path, period: ReferencePeriod) -> Result<u64, String> {
    let text = answered(proposal);
    let adapter = Adapter::parse("new.toml", &text);
    let adapter = adapter.and_then(|adapter| adapter.reported_by(&adapter.definition().area));
    let adapter = adapter.map_err(|errors| {
        let told: Vec<_> = errors.iter().map(|one| one.message(Language::En)).collect();
        format!("{}\n{text}", told.join("\n"))
    })?;
    let files = [path.to_owned()];
    pipeline::check(&adapter, &files, period, false, &mut Unwatched)
        .map(|checked| checked.report.rows_read)
        .map_err(|error| format!("{}\n{text}", error.message(Language::En)))
}

#[test]
fn a_proposal_for_each_sample_loads_and_checks_once_answered() {
    let mut failed = Vec::new();
    for id in Adapter::ids(None) {
        let adapter = Adapter::builtin(&id).expect("adapter");
        let adapter = adapter
            .reported_by(&adapter.definition().area)
            .expect("its country");
        let folder = tempfile::tempdir().expect("folder");
        let (path, period) = sample_of(&adapter, folder.path());
        for without in [None, Some(id.clone())] {
            let wishes = Wishes {
                period: Some(period),
                without: without.clone(),
                ..Wishes::default()
            };
            let outcome = proposed(&path, &wishes)
                .map_err(|error| error.message(Language::En))
                .and_then(|proposal| checks(&proposal, &path, period));
            match outcome {
                Ok(rows) if rows > 0 => {}
                Ok(_) => failed.push(format!("{id}: no row was read")),
                Err(complaint) => failed.push(format!("{id} without {without:?}: {complaint}")),
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn an_unanswered_question_is_refused_with_its_line() {
    let folder = tempfile::tempdir().expect("folder");
    let proposal = proposed(&cards(folder.path()), &Wishes::default()).expect("proposed");
    assert!(!proposal.questions.is_empty());
    let errors = Adapter::parse("new.toml", &proposal.text)
        .err()
        .unwrap_or_default();
    let lines: Vec<_> = errors.iter().filter_map(|error| error.line).collect();
    let asked: Vec<_> = proposal.questions.iter().map(|one| one.line).collect();
    assert_eq!(lines, asked);
    assert_eq!(errors[0].code(), "definition_unanswered");
}

/// Cards of a country, with names that must not be shown.
fn cards(folder: &Path) -> PathBuf {
    let mut text =
        "Provincia;Sexo;Edad;Nacionalidad;Nombre y apellido;Tarjetas emitidas\n".to_owned();
    let provinces = ["Chiriquí", "Coclé", "Veraguas", "Herrera", "Los Santos"];
    let nationalities = [
        "Nicaragua",
        "Costa Rica",
        "Honduras",
        "Guatemala",
        "Colombia",
    ];
    for at in 0..200 {
        text.push_str(&format!(
            "{};{};{};{};Persona {at};{}\n",
            provinces[at % 5],
            ["Hombre", "Mujer"][at % 2],
            18 + at % 50,
            nationalities[at / 3 % 5],
            1 + at % 3,
        ));
    }
    let path = folder.join("tarjetas_2024.csv");
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn a_definition_from_nothing_is_told_in_spanish() {
    let folder = tempfile::tempdir().expect("folder");
    let proposal = proposed(&cards(folder.path()), &Wishes::default()).expect("proposed");
    assert!(!proposal.text.contains("Persona "), "{}", proposal.text);
    insta::assert_snapshot!(proposal.text);
}

#[test]
fn a_known_series_gets_a_round_of_what_is_different() {
    let folder = tempfile::tempdir().expect("folder");
    let mut text = "Provincia,Program stream,Employer,Positions Aproved\n".to_owned();
    for at in 0..60 {
        let stream = ["Primary Agriculture", "Low Wage", "Agri-Stream"][at % 3];
        let province = ["Ontario", "Québec", "Manitobah"][at / 3 % 3];
        text.push_str(&format!("{province},{stream},Granja {at},{}\n", 1 + at % 9));
    }
    let path = folder.path().join("tfwp_2025q3.csv");
    std::fs::write(&path, text).expect("written");
    let proposal = proposed(&path, &Wishes::default()).expect("proposed");
    assert_eq!(proposal.based_on.as_deref(), Some("can/esdc_lmia"));
    let round = &proposal.text[proposal.text.find("[[round]]").expect("a round")..];
    insta::assert_snapshot!(round);
    checks(&proposal, &path, "2025-Q3".parse().expect("period")).expect("checks");
}

#[test]
fn a_country_column_that_names_all_nationalities_is_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let list = schemas::registry::Registry::builtin()
        .codelist("CL_AREA")
        .expect("list");
    let countries: Vec<&str> = list
        .codes()
        .iter()
        .filter(|code| code.code.len() == 3 && code.members.is_empty())
        .map(|code| code.code.as_str())
        .take(239)
        .collect();
    let mut text = "t,geo,nat,n\n".to_owned();
    for (at, country) in countries.iter().enumerate() {
        for (of, reporter) in ["MEX", "HND", "CRI", "GTM"].into_iter().enumerate() {
            text.push_str(&format!(
                "2024-0{}-01,{country},{reporter},{}\n",
                1 + of,
                at + 1
            ));
        }
    }
    let path = folder.path().join("regin.csv");
    std::fs::write(&path, text).expect("written");
    let error = proposed(&path, &Wishes::default()).expect_err("refused");
    assert_eq!(error.code(), "columns_swapped");
    insta::assert_snapshot!(error.message(Language::Es));
}

#[test]
fn a_column_that_only_its_name_tells_is_proposed_with_a_question_per_code() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("carnes_2024.csv");
    let mut text = "Nacionalidad,Sexo del titular,Carnés\n".to_owned();
    for at in 0..60 {
        let country = ["Nicaragua", "Panamá", "Honduras", "Guatemala"][at % 4];
        let state = ["Grupo X", "Grupo Y"][at / 4 % 2];
        text.push_str(&format!("{country},{state},{}\n", 1 + at % 9));
    }
    std::fs::write(&path, text).expect("written");
    let wishes = Wishes {
        area: Some("CRI".to_owned()),
        dataflow: Some("DF_PERMIT".to_owned()),
        ..Wishes::default()
    };
    let proposal = proposed(&path, &wishes).expect("proposed");
    for code in ["\"Grupo X\" = \"?\"", "\"Grupo Y\" = \"?\""] {
        assert!(proposal.text.contains(code), "{}", proposal.text);
    }
}
