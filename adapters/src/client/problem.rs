//! What the gateway says when it refuses: `application/problem+json`, read leniently, because a
//! sender that cannot read the reason is worse off than one that reads half of it.

use serde::{Deserialize, Serialize};

/// A refusal of the gateway, in the language that was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// HTTP status.
    #[serde(default)]
    pub status: u16,
    /// Stable code.
    #[serde(default)]
    pub code: String,
    /// What happened, in short.
    #[serde(default)]
    pub title: String,
    /// What happened and what to do.
    #[serde(default)]
    pub detail: String,
    /// What was found in the document.
    #[serde(default)]
    pub findings: Vec<ProblemFinding>,
}

/// One finding of the gateway.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemFinding {
    /// Stable code.
    #[serde(default)]
    pub code: String,
    /// JSON pointer into the document.
    #[serde(default)]
    pub pointer: String,
    /// How many places have the same finding.
    #[serde(default)]
    pub count: usize,
    /// The sentence.
    #[serde(default, alias = "detail")]
    pub message: String,
}

impl Problem {
    /// Reads the body of a refusal with this status.
    pub(super) fn read(status: u16, body: &[u8]) -> Self {
        let mut problem: Self = serde_json::from_slice(body).unwrap_or_default();
        problem.status = status;
        if problem.code.is_empty() {
            problem.code = format!("http_{status}");
        }
        problem
    }
}
