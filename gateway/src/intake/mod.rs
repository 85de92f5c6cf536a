//! From a body to a receipt. [`accept`] is the flow: who, signed by whom, of which form, under
//! which agreement, safe to keep, new; then one transaction. Whatever refuses on the way leaves
//! nothing in the store.

mod earlier;
mod known;
mod permitted;
mod received;
mod safe;
mod stored;
mod verified;

use schemas::ids::{ParticipantId, SubmissionId};

pub(crate) use self::{
    received::{Encoding, ReceivedSubmission, receive},
    stored::StoredSubmission,
};
use crate::{gateway::Gateway, refusal::Refusal};

/// Who sends, and in which request.
#[derive(Debug, Clone)]
pub(crate) struct Sender {
    /// The participant of the connection's certificate.
    pub(crate) participant: ParticipantId,
    /// The request, as it is named in logs and audit rows.
    pub(crate) request: String,
}

/// A refusal, and the submission that it is about once that is known.
#[derive(Debug)]
pub(crate) struct Refused {
    /// The submission.
    pub(crate) submission: Option<SubmissionId>,
    /// Why.
    pub(crate) refusal: Refusal,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self {
            submission: None,
            refusal,
        }
    }
}

/// Takes a received body through every check and stores it. The same bytes a second time yield
/// the first receipt, whatever has changed since.
///
/// # Errors
/// The first check that it does not pass.
pub(crate) fn accept(
    gateway: &Gateway,
    sender: &Sender,
    received: ReceivedSubmission,
) -> Result<StoredSubmission, Refused> {
    verified::signed_by(sender, &received)?;
    if let Some(first) = known::receipt(gateway, sender, &received)? {
        return Ok(first);
    }
    let submission = verified::read(gateway, &received)?;
    let id = submission.header.submission_id.clone();
    let rest = || {
        let verified = verified::verify(gateway, sender, submission)?;
        let permitted = permitted::permit(gateway, verified)?;
        safe::check(gateway, permitted.get())?;
        stored::store(gateway, sender, received, permitted)
    };
    rest().map_err(|refusal| Refused {
        submission: Some(id),
        refusal,
    })
}
