//! Rows of slots: made once per calendar and moment, leased with a fencing token, ended once.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl,
    SqliteConnection, dsl::max,
};

use super::{Act, StoreError, Transaction, moment, tables::slots};

/// A slot that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewSlot {
    /// The moment.
    pub(crate) slot_at: DateTime<Utc>,
    /// Whether it is to run, or is written down as skipped.
    pub(crate) runs: bool,
    /// Slots that this one answers for besides its own.
    pub(crate) missed: u64,
}

/// A slot that a scheduler holds.
#[derive(Debug, Clone)]
pub(crate) struct LeasedSlot {
    /// Its calendar.
    pub(crate) calendar: String,
    /// Its moment, as the row has it.
    pub(crate) slot_at: String,
    /// Slots that it answers for besides its own.
    pub(crate) missed: i64,
    token: i64,
}

/// Per calendar, the last moment for which there is a slot.
pub(crate) fn last_by_calendar(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<String, DateTime<Utc>>, StoreError> {
    const ACT: &str = "read the last slots";
    let rows: Vec<(String, Option<String>)> = slots::table
        .group_by(slots::calendar)
        .select((slots::calendar, max(slots::slot_at)))
        .load(connection)
        .act(ACT)?;
    rows.into_iter()
        .filter_map(|(calendar, last)| Some((calendar, last?)))
        .map(|(calendar, last)| Ok((calendar, moment::read(&last, ACT)?)))
        .collect()
}

/// The last moment of `calendar` for which there is a slot, as the transaction sees it.
pub(crate) fn last(
    transaction: &mut Transaction<'_>,
    calendar: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    const ACT: &str = "read the last slot";
    let last: Option<String> = slots::table
        .filter(slots::calendar.eq(calendar))
        .select(max(slots::slot_at))
        .first(transaction.connection())
        .act(ACT)?;
    last.map(|text| moment::read(&text, ACT)).transpose()
}

/// Writes down slots of `calendar`; one that is there already stays as it is.
pub(crate) fn add(
    transaction: &mut Transaction<'_>,
    calendar: &str,
    new: &[NewSlot],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for slot in new {
        let ended_at = (!slot.runs).then(|| moment::text(now));
        diesel::insert_into(slots::table)
            .values((
                slots::calendar.eq(calendar),
                slots::slot_at.eq(moment::text(slot.slot_at)),
                slots::state.eq(if slot.runs { "due" } else { "skipped" }),
                slots::missed.eq(i64::try_from(slot.missed).unwrap_or(i64::MAX)),
                slots::ended_at.eq(ended_at),
            ))
            .on_conflict_do_nothing()
            .execute(transaction.connection())
            .act("write a slot")?;
    }
    Ok(())
}

/// Whether a slot is due that nobody holds.
pub(crate) fn any_free(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = moment::text(now);
    diesel::select(diesel::dsl::exists(
        slots::table
            .filter(slots::state.eq("due"))
            .filter(slots::lease_until.is_null().or(slots::lease_until.le(now))),
    ))
    .get_result(connection)
    .act("look for due slots")
}

/// Takes the oldest due slot that nobody holds, until `now` + `lease`.
pub(crate) fn lease(
    transaction: &mut Transaction<'_>,
    owner: &str,
    now: DateTime<Utc>,
    lease: TimeDelta,
) -> Result<Option<LeasedSlot>, StoreError> {
    const ACT: &str = "lease a slot";
    let oldest: Option<(String, String)> = slots::table
        .filter(slots::state.eq("due"))
        .filter(
            slots::lease_until
                .is_null()
                .or(slots::lease_until.le(moment::text(now))),
        )
        .order((slots::slot_at, slots::calendar))
        .select((slots::calendar, slots::slot_at))
        .first(transaction.connection())
        .optional()
        .act(ACT)?;
    let Some((calendar, slot_at)) = oldest else {
        return Ok(None);
    };
    let (missed, token) = diesel::update(slots::table.find((&calendar, &slot_at)))
        .set((
            slots::lease_owner.eq(owner),
            slots::lease_until.eq(moment::text(now + lease)),
            slots::attempts.eq(slots::attempts + 1),
        ))
        .returning((slots::missed, slots::attempts))
        .get_result(transaction.connection())
        .act(ACT)?;
    Ok(Some(LeasedSlot {
        calendar,
        slot_at,
        missed,
        token,
    }))
}

/// Ends `slot` as done; `false` when it is no longer this holder's.
pub(crate) fn end(
    transaction: &mut Transaction<'_>,
    slot: &LeasedSlot,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let ended = diesel::update(slots::table.find((&slot.calendar, &slot.slot_at)))
        .filter(slots::state.eq("due"))
        .filter(slots::attempts.eq(slot.token))
        .set((
            slots::state.eq("done"),
            slots::lease_owner.eq(None::<String>),
            slots::lease_until.eq(None::<String>),
            slots::ended_at.eq(moment::text(now)),
        ))
        .execute(transaction.connection())
        .act("end a slot")?;
    Ok(ended == 1)
}

/// Takes away the slots of `calendar` that have not run.
pub(super) fn forget(transaction: &mut Transaction<'_>, calendar: &str) -> Result<(), StoreError> {
    diesel::delete(slots::table.filter(slots::calendar.eq(calendar)))
        .filter(slots::state.eq("due"))
        .execute(transaction.connection())
        .act("remove the slots of a calendar")?;
    Ok(())
}
