//! What a slot does: every stored submission that its calendar speaks of, whose embargo is over,
//! becomes a queued delivery for each recipient who is entitled to it and has none yet. Regional
//! tables come first, so that who has a submission has what was made of it.

use chrono::{DateTime, Utc};

use crate::{
    agreement::{self, Flow},
    regional,
    store::{StoreError, Transaction, agreements, calendars, deliveries, slots::LeasedSlot},
};

/// Queues what is due of what was stored up to the audit row `looked_at`, and says how many deliveries that makes.
pub(super) fn route(
    transaction: &mut Transaction<'_>,
    slot: &LeasedSlot,
    looked_at: i64,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    // A calendar that was taken away since routes nothing.
    let Some(calendar) = transaction.read(|rows| calendars::find(rows, &slot.calendar))? else {
        return Ok(0);
    };
    let policy = agreements::policy_in(transaction)?;
    let mut flows = deliveries::flows(transaction, &calendar)?;
    flows.sort_by_key(|(provider, _)| provider != regional::gateway());
    let mut queued = 0;
    for (provider, dataflow) in flows {
        // What came in since the regional tables were made waits for the next ones.
        let until = if provider == *regional::gateway() {
            i64::MAX
        } else {
            looked_at
        };
        let flow = Flow::at(now, &provider, &dataflow);
        for recipient in agreement::recipients(&policy, &flow) {
            queued += deliveries::queue(transaction, &flow, &recipient, slot, (until, now))?;
        }
    }
    Ok(queued)
}
