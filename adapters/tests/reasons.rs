//! Why rows are set aside is told in words: those of the adapters of Puente in three languages, an officer's own as it stands.

use std::collections::BTreeSet;

use adapters::{
    definition::{Adapter, Definition},
    pipeline::{self, Unwatched},
    report::Excluded,
};
use schemas::language::Language;

fn words(reason: &str, language: Language) -> String {
    let reason = reason.to_owned();
    Excluded { reason, count: 1 }.words(language)
}

fn reasons(definition: &Definition) -> impl Iterator<Item = String> {
    let filters = definition.filter.iter().map(|filter| &filter.reason);
    let repeated = definition.repeated.iter().map(|one| &one.reason);
    filters.chain(repeated).cloned()
}

#[test]
fn every_reason_of_the_adapters_has_words_in_three_languages() {
    let of_engine = ["other_period", "told_before", "no_table"];
    let of_new = [
        "classification_without_code",
        "breakdown_without_dimension",
        "other_unit",
    ];
    let mut all: BTreeSet<String> = of_engine
        .into_iter()
        .chain(of_new)
        .map(str::to_owned)
        .collect();
    for id in Adapter::ids(None) {
        let adapter = Adapter::builtin(&id).expect("adapter");
        all.extend(reasons(adapter.definition()));
        all.extend(adapter.rounds().flat_map(|(_, round)| reasons(round)));
    }
    assert!(all.len() > 60, "{all:?}");
    for reason in all {
        let told = Language::ALL.map(|language| words(&reason, language));
        let spoken = told.iter().all(|one| *one != reason);
        assert!(
            spoken && told[0] != told[1] && told[1] != told[2],
            "{reason}: {told:?}"
        );
    }
    assert_eq!(words("mi_palabra", Language::Es), "mi_palabra");
}

/// Visas of two months and of a class that the table does not want.
const PERMITS: &str = r#"
id = "cri/x"
area = "CRI"
titles = { es = "x", en = "x", fr = "x" }
source_type = "ADM"
provider_unit = "X"
[source]
formats = ["csv"]
[periods]
from = 2000
[time]
year = "year"
[columns.year]
names = ["year"]
kind = "integer"
[columns.age]
names = ["age"]
kind = "integer"
[[filter]]
keep = { age = { from = 15 } }
reason = "under_15"
[[filter]]
drop = { age = { from = 99 } }
reason = "de_otra_oficina"
[dimension.REPORTER_ROLE]
constant = "DEST"
[dimension.MECHANISM]
constant = "CR_GEN"
[dimension.COUNTERPART_AREA]
constant = "_T"
[dimension.PERMIT_STAGE]
constant = "PERM"
[[table]]
dataflow = "DF_PERMIT"
measure = "N"
profile = "count"
[[table.block]]
by = ["PERMIT_STAGE"]
"#;

#[test]
fn a_check_says_why_in_the_language_of_the_reader_and_the_report_keeps_the_ids() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("permits.csv");
    std::fs::write(&path, "year,age\n2023,40\n2024,12\n2024,40\n2024,99\n").expect("written");
    let adapter = Adapter::parse("x.toml", PERMITS).unwrap_or_else(|errors| {
        let told: Vec<_> = errors.iter().map(|one| one.message(Language::En)).collect();
        panic!("{told:?}")
    });
    let period = "2024".parse().expect("period");
    let checked =
        pipeline::check(&adapter, &[path], period, false, &mut Unwatched).expect("checked");
    let screen = adapters::check::screen(&checked, adapter.definition(), Language::Es).join("\n");
    for told in [
        "1 (pertenecen a otro período)",
        "1 (tienen menos de 15 años)",
        "1 (de_otra_oficina)",
    ] {
        assert!(screen.contains(told), "{screen}");
    }
    let json = serde_json::to_string(&checked.report).expect("json");
    assert!(json.contains("\"reason\":\"under_15\""), "{json}");
}
