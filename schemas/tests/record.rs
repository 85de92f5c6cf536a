//! The record that an adapter may make and the record of the JSON Schema are the same: what one
//! accepts the other accepts, for every dataflow.

use proptest::{prelude::*, sample::Index};
use schemas::{
    dataflow::Dataflow,
    generate::record_schema,
    record::{CodeIndex, RecordLayout},
    registry::Registry,
};
use serde_json::{Map, Value, json};

/// One dataflow with its layout and its compiled schema.
struct Contract {
    dataflow: &'static Dataflow,
    layout: RecordLayout,
    schema: jsonschema::Validator,
}

fn contracts() -> Vec<Contract> {
    Registry::builtin()
        .dataflows()
        .filter(|dataflow| !dataflow.measures.is_empty())
        .map(|dataflow| Contract {
            dataflow,
            layout: RecordLayout::of(dataflow),
            schema: jsonschema::validator_for(&record_schema(dataflow)).expect("a schema"),
        })
        .collect()
}

/// A code for each dimension: often its total, so that rules on several columns can hold.
fn codes(layout: &RecordLayout, picks: &[(bool, Index)]) -> Vec<CodeIndex> {
    (0..layout.dimensions().len())
        .map(|position| {
            let (is_default, pick) = &picks[position];
            let default = layout.default_codes()[position].filter(|_| *is_default);
            default.unwrap_or_else(|| {
                let list = layout.codelist(position).codes();
                let code = &list[pick.index(list.len())].code;
                layout.code(position, code).expect("a code of its list")
            })
        })
        .collect()
}

fn document(contract: &Contract, codes: &[CodeIndex], measure: usize) -> Value {
    let mut record = Map::new();
    for (position, (dimension, code)) in contract.layout.dimensions().iter().zip(codes).enumerate()
    {
        let text = contract.layout.code_text(position, *code);
        record.insert(dimension.id.to_string(), text.into());
    }
    let id = contract.dataflow.measures[measure].id.to_string();
    record.insert("MEASURE".to_owned(), id.into());
    record.insert("AMOUNT".to_owned(), json!(1.0));
    record.insert("WEIGHT".to_owned(), json!(1.0));
    Value::Object(record)
}

#[test]
fn layout_and_schema_accept_the_same_records() {
    let contracts = contracts();
    assert!(contracts.len() >= 12);
    let picks = proptest::collection::vec((proptest::bool::weighted(0.6), any::<Index>()), 20);
    let verdicts = std::cell::Cell::new([0_u32; 2]);
    let config = ProptestConfig::with_cases(1500);
    proptest!(config, |(which in any::<Index>(), measure in any::<Index>(), picks in picks)| {
        let contract = which.get(&contracts);
        let measure = measure.index(contract.dataflow.measures.len());
        let codes = codes(&contract.layout, &picks);
        let accepted = contract.layout.check(&codes, measure).is_ok();
        let record = document(contract, &codes, measure);
        prop_assert_eq!(accepted, contract.schema.is_valid(&record), "{}", record);
        let mut seen = verdicts.get();
        seen[usize::from(accepted)] += 1;
        verdicts.set(seen);
    });
    let [refused, accepted] = verdicts.get();
    assert!(
        refused > 50 && accepted > 50,
        "{refused} refused, {accepted} accepted"
    );
}
