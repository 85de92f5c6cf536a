//! Who signed, whether the document is a submission of this version, and whether it keeps the
//! rules of its dataflow.

use certs::signature::SignatureError;
use schemas::{
    finding::{Finding, Severity},
    registry::Registry,
    submission::{self, ReadLimits, Submission, SubmissionHeader},
    validate,
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
    let limits = ReadLimits {
        max_bytes: gateway.config.limits.max_document_bytes,
        ..ReadLimits::default()
    };
    submission::read(&received.spool, &limits).map_err(Refusal::Unreadable)
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
    let findings = validate::validate(&submission, gateway.config.limits.max_findings);
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
