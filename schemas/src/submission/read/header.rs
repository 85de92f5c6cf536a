//! The header of a submission: each key that it must have, and no other; which of them are at fault.

use serde_json::{Map, Value as Json};

use super::SubmissionHeader;
use crate::{
    finding::Finding,
    language::{MessageArgs, args},
};

/// The keys that a header may have, so that an unknown one is never repeated in a finding.
const HEADER: [&str; 11] = [
    "exchange_version",
    "submission_id",
    "dataflow",
    "dataflow_version",
    "provider",
    "reference_period",
    "revision",
    "prepared_at",
    "adapter",
    "disclosure",
    "embargo_until",
];

pub(super) fn header_of(map: Map<String, Json>) -> Result<SubmissionHeader, Vec<Finding>> {
    let mut findings = Vec::new();
    let unknown = map.keys().filter(|key| !HEADER.contains(&key.as_str()));
    let unknown = unknown.count();
    if unknown > 0 {
        let mut finding = Finding::error("header_unknown_key", "", MessageArgs::new());
        finding.count = unknown;
        findings.push(finding);
    }
    for key in HEADER {
        if key != "embargo_until" && !map.contains_key(key) {
            let column = args([("column", key.to_owned())]);
            findings.push(Finding::error("header_missing", "", column));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    serde_json::from_value(Json::Object(map.clone())).map_err(|_| faulty_fields(&map))
}

/// Which fields of a header are at fault: each is tried in a header that is otherwise right.
fn faulty_fields(map: &Map<String, Json>) -> Vec<Finding> {
    let right = serde_json::json!({
        "exchange_version": "1.0", "submission_id": "00000000-0000-7000-8000-000000000000",
        "dataflow": "DF_PERMIT", "dataflow_version": "0.1", "provider": "HND-INE",
        "reference_period": "2024", "revision": 0, "prepared_at": "2024-01-01T00:00:00Z",
        "adapter": "manual", "disclosure": {"profile": "count", "rules": [],
        "method": "suppression", "primary": 0, "secondary": 0},
    });
    let mut findings = Vec::new();
    for (key, value) in map {
        let mut tried = right.clone();
        tried[key.as_str()] = value.clone();
        if serde_json::from_value::<SubmissionHeader>(tried).is_err() {
            let column = args([("column", key.clone())]);
            findings.push(Finding::error("header_invalid", format!("/{key}"), column));
        }
    }
    findings
}
