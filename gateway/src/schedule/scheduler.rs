//! The scheduler: writes down the slots that have come due, and runs each that it can lease. Any
//! number of gateways may look at the same database.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Calendar, Clock, router, slot::slots_for};
use crate::{
    config::ScheduleSection,
    delivery::Sign,
    regional,
    store::{Aborted, Store, StoreError, calendars, slots},
};

/// Looks at calendars and runs their slots.
#[derive(Clone)]
pub(crate) struct Scheduler {
    store: Store,
    clock: Arc<dyn Clock>,
    section: ScheduleSection,
    signer: Arc<dyn Sign>,
    owner: String,
}

/// The lease ran out under the holder, and somebody else has the slot: nothing is written.
struct LeaseLost;

impl Scheduler {
    /// A scheduler on `store`, known to others as `owner`.
    pub(crate) fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        section: ScheduleSection,
        signer: Arc<dyn Sign>,
        owner: String,
    ) -> Self {
        Self {
            store,
            clock,
            section,
            signer,
            owner,
        }
    }

    /// One look: makes the slots that are due, runs them, and says how many ran.
    ///
    /// # Errors
    /// When the store fails; what is left is done at the next look.
    pub(crate) fn tick(&self) -> Result<usize, StoreError> {
        self.make_slots()?;
        let mut ran = 0;
        while let Some(slot) = self.lease()? {
            ran += usize::from(self.run(&slot)?);
        }
        Ok(ran)
    }

    /// Writes down the slots that have come due since the last one of each calendar.
    fn make_slots(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let (calendars, last) = self
            .store
            .read(|rows| Ok((calendars::all(rows)?, slots::last_by_calendar(rows)?)))?;
        let due = calendars.iter().filter(|calendar| {
            let last = last.get(&calendar.id).copied();
            !calendar
                .pattern
                .last_moments(since(calendar, last), now, 1)
                .is_empty()
        });
        for calendar in due {
            self.make_slots_of(calendar, now)?;
        }
        Ok(())
    }

    fn make_slots_of(&self, calendar: &Calendar, now: DateTime<Utc>) -> Result<(), StoreError> {
        let late_after_s = calendar
            .late_after_s
            .map_or(self.section.late_after_s, u64::from);
        // One more than can be made up is enough to see that some were given up.
        let limit = self.section.max_made_up.saturating_add(1);
        settle(self.store.write("make_slots", |transaction| {
            let last = slots::last(transaction, &calendar.id)?;
            let moments = calendar
                .pattern
                .last_moments(since(calendar, last), now, limit);
            let new = slots_for(
                &moments,
                now,
                seconds(late_after_s),
                calendar.missed,
                self.section.max_made_up,
            );
            Ok(slots::add(transaction, &calendar.id, &new, now)?)
        }))
        .map(drop)
    }

    fn lease(&self) -> Result<Option<slots::LeasedSlot>, StoreError> {
        let now = self.clock.now();
        if !self.store.read(|rows| slots::any_free(rows, now))? {
            return Ok(None);
        }
        let lease = seconds(self.section.lease_s);
        settle(self.store.write("lease_slot", |transaction| {
            Ok(slots::lease(transaction, &self.owner, now, lease)?)
        }))
        .map(Option::flatten)
    }

    /// Makes the regional tables, routes what is due, and ends the slot in the same transaction.
    fn run(&self, slot: &slots::LeasedSlot) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let looked_at = self.make_regional(slot, now)?;
        let routed = settle(self.store.write("run_slot", |transaction| {
            if !slots::end(transaction, slot, now)? {
                return Err(Aborted::Refused(LeaseLost));
            }
            Ok(router::route(transaction, slot, looked_at, now)?)
        }))?;
        if let Some(routed) = routed {
            tracing::info!(
                calendar = slot.calendar,
                slot_at = slot.slot_at,
                missed = slot.missed,
                routed,
                "Ran slot {} of calendar {}: {routed} deliveries queued",
                slot.slot_at,
                slot.calendar
            );
        }
        Ok(routed.is_some())
    }

    /// Makes the regional tables that the slot's calendar speaks of; gives the audit row up to which
    /// they know what is stored. National tables do not wait for regional ones that fail.
    fn make_regional(
        &self,
        slot: &slots::LeasedSlot,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let calendar = self
            .store
            .read(|rows| calendars::find(rows, &slot.calendar))?;
        let Some(calendar) = calendar else {
            return Ok(0);
        };
        let made = regional::make(&self.store, &*self.signer, &calendar, now);
        Ok(made.unwrap_or_else(|error| {
            tracing::error!(
                code = error.code(), error = ?error, calendar = slot.calendar,
                "Failed to make the regional tables of calendar {}", slot.calendar
            );
            i64::MAX
        }))
    }

    #[cfg(test)]
    pub(crate) fn lease_and_crash(&self) -> Result<bool, StoreError> {
        self.make_slots()?;
        Ok(self.lease()?.is_some())
    }
}

/// Where the next slot of `calendar` is looked for.
fn since(calendar: &Calendar, last: Option<DateTime<Utc>>) -> DateTime<Utc> {
    last.map_or(calendar.starts_at, |last| last.max(calendar.starts_at))
}

fn seconds(number: u64) -> TimeDelta {
    i64::try_from(number)
        .ok()
        .and_then(TimeDelta::try_seconds)
        .unwrap_or(TimeDelta::MAX)
}

/// `None` when the lease was lost.
fn settle<T>(ended: Result<T, Aborted<LeaseLost>>) -> Result<Option<T>, StoreError> {
    match ended {
        Ok(value) => Ok(Some(value)),
        Err(Aborted::Refused(LeaseLost)) => Ok(None),
        Err(Aborted::Store(error)) => Err(error),
    }
}
