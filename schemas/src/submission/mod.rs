//! The submission: one document that carries the protected observations of one dataflow, one
//! provider and one reference period, with the statement of how they were protected.

mod read;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{DataflowId, ParticipantId, SubmissionId},
    observation::Observations,
    period::ReferencePeriod,
};

pub use read::{ReadLimits, from_slice, read};
pub use write::{to_bytes, write};

/// Version of the exchange format that this code reads and writes.
pub const EXCHANGE_VERSION: &str = "1.0";

/// Everything of a submission but its observations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmissionHeader {
    /// Always [`EXCHANGE_VERSION`].
    pub exchange_version: String,
    /// Identifies the submission; sending the same bytes again yields the same receipt.
    pub submission_id: SubmissionId,
    /// The dataflow.
    pub dataflow: DataflowId,
    /// The version of the dataflow.
    pub dataflow_version: String,
    /// The office that answers for the figures.
    pub provider: ParticipantId,
    /// The period that the figures speak of.
    pub reference_period: ReferencePeriod,
    /// 0 for the first submission of a period, then 1, 2, …
    pub revision: u32,
    /// When the office prepared it (RFC 3339, UTC).
    pub prepared_at: chrono::DateTime<chrono::Utc>,
    /// The adapter that made it, for example `usa/oflc_h2a`; `manual` for typed tables.
    pub adapter: String,
    /// How the figures were protected.
    pub disclosure: DisclosureStatement,
    /// Until when the figures must not be passed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo_until: Option<chrono::DateTime<chrono::Utc>>,
}

/// How the figures were protected, in the sender's words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureStatement {
    /// Confidentiality profile: `survey`, `count`, `money`, `sensitive`, `published`.
    pub profile: String,
    /// The rules that were applied, for example `minimum_frequency=5`.
    pub rules: Vec<String>,
    /// The method, for example `suppression`.
    pub method: String,
    /// Number of primary suppressions.
    pub primary: u64,
    /// Number of secondary suppressions.
    pub secondary: u64,
    /// Per dimension, the codes whose shown children do not exhaust them (records that were
    /// classified at that level only): their children add up to at most the code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub incomplete: BTreeMap<String, Vec<String>>,
}

/// A submission as the office makes it, before it is signed.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Everything but the observations.
    pub header: SubmissionHeader,
    /// The observations.
    pub observations: Observations,
}
