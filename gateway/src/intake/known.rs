//! The same bytes a second time: a sender that never saw its receipt asks again by sending again.

use super::{ReceivedSubmission, Sender, StoredSubmission};
use crate::{
    gateway::Gateway,
    observe::audit::{Act, Entry},
    refusal::Refusal,
    store::submissions,
};

/// The first receipt for these bytes, when this sender had them acknowledged before.
///
/// # Errors
/// When the store does not answer.
pub(super) fn receipt(
    gateway: &Gateway,
    sender: &Sender,
    received: &ReceivedSubmission,
) -> Result<Option<StoredSubmission>, Refusal> {
    let provider = sender.participant.as_str();
    let found = gateway
        .store
        .read(|rows| submissions::acknowledged(rows, provider, &received.signed.digest))?;
    let Some((id, receipt)) = found else {
        return Ok(None);
    };
    gateway.tell(&again(gateway, sender, &id))?;
    Ok(Some(StoredSubmission {
        id,
        receipt,
        is_first: false,
    }))
}

/// The audit row of a receipt that was given again.
pub(super) fn again(gateway: &Gateway, sender: &Sender, id: &str) -> Entry {
    Entry {
        at: gateway.now(),
        act: Act::Read,
        actor: sender.participant.to_string(),
        object: format!("submission/{id}"),
        code: "receipt_again".to_owned(),
        detail: serde_json::json!({}),
        request: sender.request.clone(),
    }
}
