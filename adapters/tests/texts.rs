//! Texts beside figures: none of a record can be asked for, and mistakes in what a definition asks for are told.

use adapters::{
    definition::{Adapter, error::DefinitionError},
    pipeline::{self, Options, Unwatched},
};
use schemas::language::Language;

fn refused(file: &str, text: &str) -> Vec<DefinitionError> {
    match Adapter::parse(file, text) {
        Err(errors) => errors,
        Ok(_) => panic!("it is not refused"),
    }
}

/// A definition of records with a text of the row.
const RECORDS: &str = r#"
id = "cri/x"
area = "CRI"
titles = { es = "x", en = "x", fr = "x" }
source_type = "ADM"
provider_unit = "X"
[source]
formats = ["csv"]
[periods]
from = 2000
[columns.stage]
names = ["stage"]
[columns.note]
names = ["note"]
[dimension.REPORTER_ROLE]
constant = "DEST"
[dimension.MECHANISM]
constant = "CR_GEN"
[dimension.COUNTERPART_AREA]
constant = "_T"
[dimension.PERMIT_STAGE]
column = "stage"
[texts]
OBS_NOTE = { column = "note" }
[[table]]
dataflow = "DF_PERMIT"
measure = "N"
profile = "count"
[[table.block]]
by = ["PERMIT_STAGE"]
"#;

#[test]
fn a_text_of_a_record_can_not_be_asked_for() {
    let errors = refused("x.toml", RECORDS);
    let told: Vec<String> = errors.iter().map(|one| one.message(Language::Es)).collect();
    assert_eq!(errors.len(), 1, "{told:?}");
    assert_eq!(
        (errors[0].code(), errors[0].key.as_str()),
        ("definition_not_allowed", "texts")
    );
    assert!(told[0].contains("figures = true"), "{told:?}");
    // Without the text it is right, and what the rows write stays in them.
    let without = RECORDS.replace("[texts]\nOBS_NOTE = { column = \"note\" }\n", "");
    let adapter = Adapter::parse("x.toml", &without).unwrap_or_else(|errors| panic!("{errors:?}"));
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("x.csv");
    let rows = "PERM,TEXTO-DE-UNA-PERSONA\n".repeat(40);
    std::fs::write(&file, format!("stage,note\n{rows}")).expect("written");
    let options = Options::new(folder.path().join("out"));
    let period = "2024".parse().expect("period");
    let outcome = pipeline::run(&adapter, &[file], period, &options, &mut Unwatched).expect("run");
    assert_eq!(outcome.submissions.len(), 1);
    for path in &outcome.written {
        let text = std::fs::read_to_string(path).expect("text");
        assert!(!text.contains("TEXTO-DE-UNA-PERSONA"), "{}", path.display());
    }
}

#[test]
fn mistakes_in_the_texts_of_a_definition_are_told() {
    let whole = Adapter::builtin("region/registro_mecanismos").expect("a definition");
    let told = |from: &str, to: &str| {
        assert!(whole.text().contains(from), "{from}");
        let text = whole.text().replace(from, to);
        let errors = refused("region/registro_mecanismos", &text);
        (errors[0].code(), errors[0].message(Language::Es))
    };
    for (from, to, code, names) in [
        (
            "VALID_FROM = { column = \"since\" }",
            "",
            "definition_missing_dimension",
            "VALID_FROM",
        ),
        (
            "LEGAL_REF = {",
            "LEGAL_REFS = {",
            "definition_unknown_name",
            "LEGAL_REF",
        ),
        (
            "LEGAL_REF = {",
            "OBS_STATUS = {",
            "definition_unknown_name",
            "OBS_STATUS",
        ),
        (
            "{ column = \"legal\" }",
            "{ column = \"legl\" }",
            "definition_unknown_name",
            "legal",
        ),
        (
            "\"No\" = \"NONE\"",
            "\"No\" = \"NON\"",
            "definition_unknown_name",
            "NONE",
        ),
        (
            "{ column = \"legal\" }",
            "{ column = \"legal\", titles = true }",
            "definition_not_allowed",
            "column",
        ),
        (
            "amount = \"quota\"\n",
            "",
            "definition_exactly_one",
            "in_force",
        ),
    ] {
        let (found, message) = told(from, to);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(names), "{message}");
    }
}
