//! Every title that a person can meet is there in Spanish, English and French.

use schemas::{language::Names, registry::Registry};

#[test]
fn every_dataflow_measure_and_code_has_its_title_in_three_languages() {
    let registry = Registry::builtin();
    let mut lacking = Vec::new();
    let mut check = |place: String, names: &Names| {
        let titles = [&names.es, &names.en, &names.fr];
        if titles.iter().any(|title| title.trim().is_empty()) {
            lacking.push(place);
        }
    };
    for dataflow in registry.dataflows() {
        check(dataflow.id.to_string(), &dataflow.names);
        for measure in &dataflow.measures {
            check(format!("{} {}", dataflow.id, measure.id), &measure.names);
        }
    }
    for list in registry.codelists() {
        for code in list.codes() {
            check(format!("{} {}", list.id, code.code), &code.names);
        }
    }
    assert!(lacking.is_empty(), "{lacking:?}");
}
