//! What a slot does: every stored submission that its calendar speaks of, whose embargo is over,
//! becomes a queued delivery for each recipient who is entitled to it and has none yet.

use chrono::{DateTime, Utc};

use crate::{
    agreement::{self, Flow},
    store::{StoreError, Transaction, agreements, calendars, deliveries, slots::LeasedSlot},
};

/// Queues what is due, and says how many deliveries that makes.
pub(super) fn route(
    transaction: &mut Transaction<'_>,
    slot: &LeasedSlot,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    // A calendar that was taken away since routes nothing.
    let Some(calendar) = calendars::find(transaction, &slot.calendar)? else {
        return Ok(0);
    };
    let policy = agreements::policy_in(transaction)?;
    let mut queued = 0;
    for (provider, dataflow) in deliveries::flows(transaction, &calendar)? {
        let flow = Flow::at(now, &provider, &dataflow);
        for recipient in agreement::recipients(&policy, &flow) {
            queued += deliveries::queue(transaction, &flow, &recipient, slot, now)?;
        }
    }
    Ok(queued)
}
