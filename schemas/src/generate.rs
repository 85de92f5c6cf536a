//! Generates the JSON Schemas (draft 2020-12) of the canonical record and of the submission of
//! each dataflow from the definitions. The files under `exchange/v1` are these texts.

use serde_json::{Map, Value, json};

use crate::{
    column::{self, Content, LONGEST_TEXT, YES_NO},
    dataflow::Dataflow,
    registry::Registry,
    rule::{self, Clause, Rule, Test, VALUE},
    submission::EXCHANGE_VERSION,
};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
const PERIOD: &str = "^[0-9]{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$";
const DAY: &str = "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
const INSTANT: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)$";

/// A generated file: its path below `schemas/exchange/v1` and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// For example `record/DF_PERMIT.schema.json`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// All generated files, in order of path.
#[must_use]
pub fn all() -> Vec<Generated> {
    let mut files = Vec::new();
    for dataflow in Registry::builtin().dataflows() {
        for (kind, schema) in [
            ("record", record_schema(dataflow)),
            ("submission", submission_schema(dataflow)),
        ] {
            files.push(Generated {
                path: format!("{kind}/{}.schema.json", dataflow.id),
                text: format!("{schema:#}\n"),
            });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The schema of one canonical record of `dataflow`, as an object of columns. Amount and weight
/// are `AMOUNT` and `WEIGHT`.
#[must_use]
pub fn record_schema(dataflow: &'static Dataflow) -> Value {
    let mut properties = Map::new();
    let mut required = vec![json!("MEASURE"), json!("AMOUNT"), json!("WEIGHT")];
    for dimension in rule::classification(dataflow) {
        let codes = dimension
            .codelist
            .as_ref()
            .map(|id| rule::codes_of(id.as_str()));
        let name = dimension.id.to_string();
        required.push(json!(name));
        properties.insert(name, json!({ "enum": codes.unwrap_or_default() }));
    }
    properties.insert("MEASURE".to_owned(), json!({ "enum": measures(dataflow) }));
    properties.insert("AMOUNT".to_owned(), json!({ "type": "number" }));
    properties.insert(
        "WEIGHT".to_owned(),
        json!({ "type": "number", "exclusiveMinimum": 0 }),
    );
    let rules = rule::rules(dataflow);
    let of_records = rules.iter().filter(|rule| {
        let mut clauses = rule.when.iter().chain([&rule.then]);
        clauses.all(|clause| properties.contains_key(clause.column))
    });
    let rules: Vec<Value> = of_records.map(conditional).collect();
    let mut schema = json!({
        "$schema": DRAFT,
        "$id": identifier("record", dataflow),
        "title": dataflow.names.en,
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    });
    if !rules.is_empty() {
        schema["allOf"] = rules.into();
    }
    schema
}

/// The schema of a submission of `dataflow`.
#[must_use]
pub fn submission_schema(dataflow: &'static Dataflow) -> Value {
    let mut properties = header(dataflow);
    properties["observations"] = json!({
        "type": "array",
        "minItems": 1,
        "items": observation(dataflow),
    });
    json!({
        "$schema": DRAFT,
        "$id": identifier("submission", dataflow),
        "title": dataflow.names.en,
        "type": "object",
        "additionalProperties": false,
        "required": [
            "exchange_version", "submission_id", "dataflow", "dataflow_version", "provider",
            "reference_period", "revision", "prepared_at", "adapter", "disclosure", "observations",
        ],
        "properties": properties,
    })
}

fn identifier(kind: &str, dataflow: &Dataflow) -> String {
    format!("urn:puente:exchange:v1:{kind}:{}", dataflow.id)
}

fn measures(dataflow: &Dataflow) -> Vec<&str> {
    let measures = dataflow.measures.iter();
    measures.map(|measure| measure.id.as_str()).collect()
}

fn header(dataflow: &Dataflow) -> Value {
    let text = json!({ "type": "string" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let instant = json!({ "type": "string", "format": "date-time", "pattern": INSTANT });
    json!({
        "exchange_version": { "const": EXCHANGE_VERSION },
        "submission_id": {
            "type": "string",
            "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        },
        "dataflow": { "const": dataflow.id.as_str() },
        "dataflow_version": { "const": dataflow.version },
        "provider": {
            "type": "string",
            "maxLength": 40,
            "pattern": "^([A-Z0-9_]{3}|PUENTE)-[A-Z0-9_]+$",
        },
        "reference_period": { "type": "string", "pattern": PERIOD },
        "revision": { "type": "integer", "minimum": 0, "maximum": u32::MAX },
        "prepared_at": instant,
        "adapter": text,
        "disclosure": {
            "type": "object",
            "additionalProperties": false,
            "required": ["profile", "rules", "method", "primary", "secondary"],
            "properties": {
                "profile": text,
                "rules": { "type": "array", "items": text },
                "method": text,
                "primary": count,
                "secondary": count,
                "incomplete": {
                    "type": "object",
                    "additionalProperties": { "type": "array", "items": text },
                },
            },
        },
        "embargo_until": instant,
    })
}

fn observation(dataflow: &'static Dataflow) -> Value {
    let mut properties = Map::new();
    let mut required = vec![json!(VALUE)];
    for column in column::columns(dataflow) {
        let schema = match column.content {
            Content::Code(list) => json!({ "enum": rule::codes_of(list.id.as_str()) }),
            Content::Measure => json!({ "enum": measures(dataflow) }),
            Content::Period => json!({ "type": "string", "pattern": PERIOD }),
            Content::Day => json!({
                "type": "string", "pattern": DAY,
                "anyOf": [{ "format": "date" }, { "maxLength": 7 }],
            }),
            Content::YesNo => json!({ "enum": YES_NO }),
            Content::Text => json!({ "type": "string", "maxLength": LONGEST_TEXT }),
        };
        properties.insert(column.name.to_owned(), schema);
        if column.required {
            required.push(json!(column.name));
        }
    }
    properties.insert(VALUE.to_owned(), json!({ "type": ["number", "null"] }));
    let rules: Vec<Value> = rule::rules(dataflow).iter().map(conditional).collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
        "allOf": rules,
    })
}

fn conditional(rule: &Rule) -> Value {
    let when: Vec<Value> = rule.when.iter().map(clause).collect();
    json!({ "$comment": rule.code, "if": { "allOf": when }, "then": clause(&rule.then) })
}

fn clause(clause: &Clause) -> Value {
    let column = clause.column;
    let (present, demand) = match &clause.test {
        Test::Present => return json!({ "required": [column] }),
        Test::In(codes) => (true, json!({ "enum": codes })),
        Test::AbsentOrIn(codes) => (false, json!({ "enum": codes })),
        Test::AbsentOrNotIn(codes) => (false, json!({ "not": { "enum": codes } })),
        Test::Null => (false, json!({ "type": "null" })),
        Test::Number => (false, json!({ "type": "number" })),
    };
    let properties = json!({ column: demand });
    if present {
        json!({ "required": [column], "properties": properties })
    } else {
        json!({ "properties": properties })
    }
}
