//! The part of a submission that an agreement allows: the observations in which nothing is broken
//! down finer than agreed, unchanged. Every figure in it was published in the whole, and every
//! suppressed one stays suppressed: what cannot be recomputed from the whole cannot be from a part.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use schemas::{
    dataflow::Dataflow,
    ids::{CodelistId, DimensionId},
    observation::{Column, Observations},
    registry::Registry,
    submission::Submission,
};

use super::{document::hex, stored, worker::Sign};
use crate::{
    agreement::{Extent, Flow},
    store::inbox::{Incoming, Made},
};

/// The total of a dimension.
const TOTAL: &str = "_T";

/// As hard as zstd works on documents that are kept.
const COMPRESSION: i32 = 3;

/// The part of a submission was not made.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExcerptError {
    /// The stored document is damaged.
    #[error("failed to read the stored document")]
    Damaged,
    /// The dataflow is not one of this version.
    #[error("failed to find the dataflow of a stored document")]
    UnknownDataflow,
    /// The document was not compressed.
    #[error("failed to compress the document")]
    Compress(#[source] std::io::Error),
    /// The gateway's key did not sign.
    #[error("failed to sign the document")]
    Sign(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ExcerptError {
    /// The stable code.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Damaged => "document_damaged",
            Self::UnknownDataflow => "dataflow_unknown",
            Self::Compress(_) => "document_not_compressed",
            Self::Sign(_) => "document_not_signed",
        }
    }
}

/// The document that `extent` allows of the stored `evidence` (zstd), signed by the gateway;
/// `None` when nothing in it is coarse enough.
pub(super) fn make(
    evidence: &[u8],
    flow: &Flow,
    extent: &Extent,
    signer: &dyn Sign,
    at: DateTime<Utc>,
) -> Result<Option<Incoming>, ExcerptError> {
    let dataflow = Registry::builtin()
        .dataflow(flow.dataflow.as_str())
        .ok_or(ExcerptError::UnknownDataflow)?;
    let whole = stored::read(evidence).ok_or(ExcerptError::Damaged)?;
    let Some(part) = excerpt(&whole, dataflow, extent) else {
        return Ok(None);
    };
    drop(whole);
    let bytes = schemas::submission::to_bytes(&part);
    let document = zstd::encode_all(&*bytes, COMPRESSION).map_err(ExcerptError::Compress)?;
    Ok(Some(Incoming {
        digest: digest(&bytes),
        bytes: bytes.len() as u64,
        made: Some(Made {
            document,
            signature: signer.sign(&bytes, at).map_err(ExcerptError::Sign)?,
        }),
    }))
}

/// The part of `whole` that `extent` allows; `None` when no observation is coarse enough.
pub(crate) fn excerpt(
    whole: &Submission,
    dataflow: &Dataflow,
    extent: &Extent,
) -> Option<Submission> {
    let levels: Vec<&BTreeSet<DimensionId>> = extent.levels().collect();
    let dimensions = breakdowns(dataflow, &whole.observations);
    let mut part = Observations::default();
    for row in 0..whole.observations.len() {
        let allowed = levels.iter().any(|level| {
            dimensions
                .iter()
                .all(|dimension| !dimension.breaks_down(row) || level.contains(dimension.id))
        });
        if allowed {
            let cells = whole
                .observations
                .columns()
                .filter_map(|(name, column)| Some((name, column.get(row)?)));
            let value = whole
                .observations
                .has_value(row)
                .then(|| whole.observations.value(row));
            part.push(cells, value);
        }
    }
    if part.is_empty() {
        return None;
    }
    let mut header = whole.header.clone();
    (header.disclosure.primary, header.disclosure.secondary) = suppressions(&part);
    Some(Submission {
        header,
        observations: part,
    })
}

/// A dimension with a total, and which of its values are broken down.
struct Breakdown<'a> {
    id: &'a DimensionId,
    column: &'a Column,
    /// Per distinct value of the column.
    is_part: Vec<bool>,
}

impl Breakdown<'_> {
    fn breaks_down(&self, row: usize) -> bool {
        self.column
            .id(row)
            .is_some_and(|id| self.is_part.get(id).copied().unwrap_or(true))
    }
}

/// The dimensions of `dataflow` that can be broken down. One whose codelist has no total (stage,
/// source, role) says what is counted, and is no breakdown.
fn breakdowns<'a>(dataflow: &'a Dataflow, observations: &'a Observations) -> Vec<Breakdown<'a>> {
    let has_total = |id: &Option<CodelistId>| {
        id.as_ref()
            .and_then(|id| Registry::builtin().codelist(id.as_str()))
            .is_some_and(|list| list.get(TOTAL).is_some())
    };
    dataflow
        .dimensions
        .iter()
        .filter(|dimension| !matches!(dimension.id.as_str(), "FREQ" | "REF_AREA"))
        .filter(|dimension| has_total(&dimension.codelist))
        .filter_map(|dimension| {
            let column = observations.column(dimension.id.as_str())?;
            let is_part = column.distinct().iter().map(|code| code != TOTAL).collect();
            Some(Breakdown {
                id: &dimension.id,
                column,
                is_part,
            })
        })
        .collect()
}

/// The digest of a document, as rows and entity tags have it.
pub(crate) fn digest(bytes: &[u8]) -> String {
    format!("sha-256:{}", hex(&openssl::sha::sha256(bytes)))
}

/// Primary and secondary suppressions among `observations`.
fn suppressions(observations: &Observations) -> (u64, u64) {
    let (mut primary, mut secondary) = (0, 0);
    for row in 0..observations.len() {
        if observations.get(row, "OBS_STATUS") == Some("Q") {
            match observations.get(row, "CONF_STATUS") {
                Some("D" | "S") => secondary += 1,
                _ => primary += 1,
            }
        }
    }
    (primary, secondary)
}
