//! One transaction: submission, what was signed, receipt, audit row; or nothing. Whether the
//! submission is new is decided inside it, so that the same one sent twice at once is stored once.

use std::io::{self, Seek};

use certs::receipt::{self, Receipt, Verdict};
use chrono::{DateTime, Utc};
use schemas::submission::SubmissionHeader;

use super::{ReceivedSubmission, Sender, known, verified::VerifiedSubmission};
use crate::{
    agreement::Permitted,
    gateway::Gateway,
    observe::audit::{Act, Entry},
    refusal::Refusal,
    store::{
        Aborted, StoreError, Transaction, audit,
        submissions::{self, Evidence, SubmissionRow},
    },
};

/// Level of zstd for what is kept: a third of gzip's time for about its size.
const ZSTD_LEVEL: i32 = 3;

/// A submission that is in the store, with its receipt.
#[derive(Debug)]
pub(crate) struct StoredSubmission {
    /// The submission.
    pub(crate) id: String,
    /// The receipt, a compact JWS of the gateway.
    pub(crate) receipt: String,
    /// Whether it was stored now, and not before.
    pub(crate) is_first: bool,
}

/// A submission about to be stored, without its observations.
struct Incoming<'a> {
    gateway: &'a Gateway,
    sender: &'a Sender,
    header: SubmissionHeader,
    observations: usize,
    agreements: Vec<String>,
    warnings: Vec<schemas::finding::Finding>,
    digest: String,
    bytes: u64,
    evidence: Evidence,
    received_at: DateTime<Utc>,
}

/// Stores what is permitted.
///
/// # Errors
/// When the identifier or the revision is taken, or the store does not answer.
pub(super) fn store(
    gateway: &Gateway,
    sender: &Sender,
    received: ReceivedSubmission,
    permitted: Permitted<VerifiedSubmission>,
) -> Result<StoredSubmission, Refusal> {
    let agreements = permitted.permit().agreements().to_vec();
    let VerifiedSubmission {
        submission,
        warnings,
    } = permitted.into_inner();
    let observations = submission.observations.len();
    let header = submission.header;
    // The observations have served; their memory is given back before the evidence takes some.
    drop(submission.observations);
    let incoming = Incoming {
        gateway,
        sender,
        header,
        observations,
        agreements,
        warnings,
        digest: received.signed.digest.clone(),
        bytes: received.bytes,
        evidence: evidence(received)?,
        received_at: gateway.now(),
    };
    let written = gateway.store.write("accept_submission", |transaction| {
        match acknowledged(transaction, &incoming)? {
            Some(first) => Ok(first),
            None => write(transaction, &incoming),
        }
    });
    written.map_err(|aborted| match aborted {
        Aborted::Store(error) => Refusal::Store(error),
        Aborted::Refused(refusal) => refusal,
    })
}

fn evidence(mut received: ReceivedSubmission) -> Result<Evidence, Refusal> {
    received.spool.rewind().map_err(Refusal::Spool)?;
    let document =
        zstd::encode_all(io::BufReader::new(received.spool), ZSTD_LEVEL).map_err(Refusal::Spool)?;
    Ok(Evidence {
        document,
        signature: received.signature,
    })
}

/// The receipt of the same submission, when it came in since the check began.
fn acknowledged(
    transaction: &mut Transaction<'_>,
    incoming: &Incoming<'_>,
) -> Result<Option<StoredSubmission>, Aborted<Refusal>> {
    let id = incoming.header.submission_id.as_str();
    let Some(row) = transaction.read(|rows| submissions::find(rows, id))? else {
        return Ok(None);
    };
    let is_same =
        row.digest == incoming.digest && row.provider == incoming.header.provider.as_str();
    let receipt = transaction.read(|rows| submissions::receipt(rows, id))?;
    match receipt {
        Some(receipt) if is_same => {
            audit::append(
                transaction,
                &known::again(incoming.gateway, incoming.sender, id),
            )?;
            Ok(Some(StoredSubmission {
                id: id.to_owned(),
                receipt,
                is_first: false,
            }))
        }
        _ => Err(Aborted::Refused(Refusal::IdReused)),
    }
}

fn write(
    transaction: &mut Transaction<'_>,
    incoming: &Incoming<'_>,
) -> Result<StoredSubmission, Aborted<Refusal>> {
    let last = transaction.read(|rows| submissions::latest_revision(rows, &incoming.header))?;
    follows(last, incoming.header.revision).map_err(Aborted::Refused)?;
    let position = audit::append(transaction, &accepted(incoming))?;
    let receipt = sign(incoming, position).map_err(Aborted::Refused)?;
    let row = SubmissionRow::of(
        &incoming.header,
        &incoming.digest,
        incoming.bytes,
        incoming.observations,
        incoming.received_at,
        position,
    );
    let findings = serde_json::to_string(&incoming.warnings)
        .map_err(|error| StoreError::new("write a submission", error))?;
    submissions::insert(transaction, &row, &incoming.evidence, &receipt, &findings)?;
    Ok(StoredSubmission {
        id: row.id,
        receipt,
        is_first: true,
    })
}

/// Whether `revision` is the one after the last: 0, then 1, 2, …
///
/// # Errors
/// When it is not.
pub(super) fn follows(last: Option<i64>, revision: u32) -> Result<(), Refusal> {
    let next = last.map_or(0, |last| last + 1);
    match i64::from(revision).cmp(&next) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(Refusal::RevisionTaken { next }),
        std::cmp::Ordering::Greater => Err(Refusal::RevisionOutOfOrder { next }),
    }
}

fn accepted(incoming: &Incoming<'_>) -> Entry {
    let header = &incoming.header;
    Entry {
        at: incoming.received_at,
        act: Act::Accept,
        actor: incoming.sender.participant.to_string(),
        object: format!("submission/{}", header.submission_id),
        code: String::new(),
        detail: serde_json::json!({
            "dataflow": header.dataflow.as_str(),
            "reference_period": header.reference_period.to_string(),
            "revision": header.revision,
            "digest": incoming.digest,
            "agreements": incoming.agreements,
        }),
        request: incoming.sender.request.clone(),
    }
}

fn sign(incoming: &Incoming<'_>, position: i64) -> Result<String, Refusal> {
    let receipt = Receipt {
        submission_id: incoming.header.submission_id.clone(),
        digest: incoming.digest.clone(),
        received_at: incoming.received_at,
        verdict: if incoming.warnings.is_empty() {
            Verdict::Accepted
        } else {
            Verdict::AcceptedWithWarnings
        },
        findings: incoming.warnings.clone(),
        audit_position: u64::try_from(position).unwrap_or_default(),
    };
    receipt::sign(&incoming.gateway.signer, &receipt).map_err(Refusal::internal)
}
