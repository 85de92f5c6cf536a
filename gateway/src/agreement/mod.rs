//! Who may submit and who may receive what: pure functions over the agreements in force, with
//! default deny. Intake, router, delivery and inbox ask with the same [`Flow`], and what they do
//! next takes a [`Permitted`], which only this room makes. No clock, no store.

mod extent;
mod party;
mod permitted;
mod policy;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use schemas::ids::{DataflowId, ParticipantId};

pub(crate) use self::{
    extent::{Extent, Finest},
    party::{Party, is_country},
    permitted::{Denied, Permit, Permitted},
    policy::{Agreement, Direction, Participant, Policy, Role, Status},
};

/// What is asked about: figures of this provider in this dataflow, on this day (UTC).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flow {
    /// The office that answers for the figures.
    pub(crate) provider: ParticipantId,
    /// The dataflow.
    pub(crate) dataflow: DataflowId,
    /// The day, UTC, on which it happens.
    pub(crate) day: NaiveDate,
}

impl Flow {
    /// Figures of `provider` in `dataflow` at `moment`.
    pub(crate) fn at(
        moment: DateTime<Utc>,
        provider: &ParticipantId,
        dataflow: &DataflowId,
    ) -> Self {
        Self {
            provider: provider.clone(),
            dataflow: dataflow.clone(),
            day: moment.date_naive(),
        }
    }
}

/// Whether `participant` takes part at all: a certificate alone is not membership.
///
/// # Errors
/// When it is not registered, or suspended.
pub(crate) fn member(policy: &Policy, participant: &ParticipantId) -> Result<(), Denied> {
    policy.active(participant).map(drop)
}

/// Whether any agreement in force lets the flow's provider submit its dataflow. What it is asked
/// for (`submission`) comes back as permitted.
///
/// # Errors
/// When no agreement covers it, and why.
pub(crate) fn permit_submission<T>(
    policy: &Policy,
    flow: &Flow,
    submission: T,
) -> Result<Permitted<T>, Denied> {
    let covering = policy.covering_submission(flow)?;
    Ok(Permitted::new(submission, Permit::under(&covering)))
}

/// Everyone who is entitled to the flow, in order of identifier, each with how fine.
pub(crate) fn recipients(policy: &Policy, flow: &Flow) -> Vec<Permitted<ParticipantId>> {
    policy
        .participants()
        .filter_map(|recipient| permit_recipient(policy, flow, recipient).ok())
        .collect()
}

/// Whether `recipient` is entitled to the flow, and how fine.
///
/// # Errors
/// When no agreement covers it, and why.
pub(crate) fn permit_recipient(
    policy: &Policy,
    flow: &Flow,
    recipient: &ParticipantId,
) -> Result<Permitted<ParticipantId>, Denied> {
    let covering = policy.covering_recipient(flow, recipient)?;
    Ok(Permitted::new(recipient.clone(), Permit::under(&covering)))
}

/// Whether `recipient` may read today what was delivered as fine as `delivered`.
///
/// # Errors
/// When no agreement covers it any more, or only coarser figures.
pub(crate) fn permit_read<T>(
    policy: &Policy,
    flow: &Flow,
    recipient: &ParticipantId,
    delivered: &Extent,
    document: T,
) -> Result<Permitted<T>, Denied> {
    let permit = Permit::under(&policy.covering_recipient(flow, recipient)?);
    if permit.extent().covers(delivered) {
        Ok(Permitted::new(document, permit))
    } else {
        Err(Denied::Narrowed)
    }
}
