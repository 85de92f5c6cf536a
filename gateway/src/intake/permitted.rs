//! Whether an agreement in force lets the provider submit this dataflow.

use schemas::submission::Submission;

use super::verified::VerifiedSubmission;
use crate::{
    agreement::{self, Flow, Permitted},
    gateway::Gateway,
    refusal::Refusal,
    store::agreements,
};

/// Asks the agreements in force.
///
/// # Errors
/// When none covers the submission, or the store does not answer.
pub(super) fn permit(
    gateway: &Gateway,
    verified: VerifiedSubmission,
) -> Result<Permitted<VerifiedSubmission>, Refusal> {
    let policy = gateway.store.read(agreements::policy)?;
    let Submission { header, .. } = &verified.submission;
    let flow = Flow::at(gateway.now(), &header.provider, &header.dataflow);
    Ok(agreement::permit_submission(&policy, &flow, verified)?)
}
