//! Rows of deliveries: queued by the router, leased with a fencing token, ended once. A submission
//! has one row per recipient, for good.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl,
    SqliteConnection,
    dsl::{exists, not},
};
use schemas::ids::{DataflowId, ParticipantId};

use super::{
    Act, StoreError, Transaction, moment,
    slots::LeasedSlot,
    tables::{deliveries, submissions},
    word,
};
use crate::{
    agreement::{Flow, Permit, Permitted},
    schedule::Calendar,
};

/// A delivery that a worker holds.
#[derive(Debug, Clone)]
pub(crate) struct LeasedDelivery {
    /// Stays the same however often it is tried.
    pub(crate) id: String,
    /// What is delivered.
    pub(crate) submission_id: String,
    /// To whom.
    pub(crate) recipient: ParticipantId,
    /// Attempts since it was queued, this one among them.
    pub(crate) attempts: u32,
    token: i64,
}

/// Code of a delivery that is withheld because nothing in it is as coarse as agreed.
pub(crate) const NOTHING_AGREED: &str = "nothing_agreed";

/// Providers and dataflows of the stored submissions that `calendar` speaks of.
pub(crate) fn flows(
    transaction: &mut Transaction<'_>,
    calendar: &Calendar,
) -> Result<Vec<(ParticipantId, DataflowId)>, StoreError> {
    const ACT: &str = "read what is stored";
    let mut query = submissions::table
        .select((submissions::provider, submissions::dataflow))
        .distinct()
        .order((submissions::provider, submissions::dataflow))
        .into_boxed();
    if let Some(dataflow) = &calendar.dataflow {
        query = query.filter(submissions::dataflow.eq(dataflow.as_str()));
    }
    if let Some(provider) = &calendar.provider {
        query = query.filter(submissions::provider.eq(provider.as_str()));
    }
    let rows: Vec<(String, String)> = query.load(transaction.connection()).act(ACT)?;
    rows.into_iter()
        .map(|(provider, dataflow)| {
            let provider = provider
                .parse()
                .map_err(|error| StoreError::new(ACT, error))?;
            let dataflow = dataflow
                .parse()
                .map_err(|error| StoreError::new(ACT, error))?;
            Ok((provider, dataflow))
        })
        .collect()
}

/// Queues the submissions of `flow` that `recipient` has no delivery of and whose embargo is over,
/// and those that were withheld under other terms; of those that were stored up to the audit row
/// `until`. Says how many.
pub(crate) fn queue(
    transaction: &mut Transaction<'_>,
    flow: &Flow,
    recipient: &Permitted<ParticipantId>,
    slot: &LeasedSlot,
    (until, now): (i64, DateTime<Utc>),
) -> Result<usize, StoreError> {
    const ACT: &str = "queue deliveries";
    let terms = Terms::of(recipient.permit(), ACT)?;
    let to = recipient.get().as_str();
    let now = moment::text(now);
    let new: Vec<String> = submissions::table
        .filter(submissions::provider.eq(flow.provider.as_str()))
        .filter(submissions::dataflow.eq(flow.dataflow.as_str()))
        .filter(submissions::audit_position.le(until))
        .filter(
            submissions::embargo_until
                .is_null()
                .or(submissions::embargo_until.le(&now)),
        )
        .filter(not(exists(
            deliveries::table
                .filter(deliveries::submission_id.eq(submissions::id))
                .filter(deliveries::recipient.eq(to)),
        )))
        .order((submissions::audit_position, submissions::id))
        .select(submissions::id)
        .load(transaction.connection())
        .act(ACT)?;
    for submission_id in &new {
        diesel::insert_into(deliveries::table)
            .values((
                deliveries::id.eq(uuid::Uuid::now_v7().to_string()),
                deliveries::submission_id.eq(submission_id),
                deliveries::recipient.eq(to),
                deliveries::agreements.eq(&terms.agreements),
                deliveries::extent.eq(&terms.extent),
                deliveries::calendar.eq(&slot.calendar),
                deliveries::slot_at.eq(&slot.slot_at),
                deliveries::state.eq("queued"),
                deliveries::code.eq(""),
                deliveries::not_before.eq(&now),
            ))
            .execute(transaction.connection())
            .act(ACT)?;
    }
    Ok(new.len() + requeue(transaction, flow, to, &terms, &now)?)
}

/// Queues again what was withheld, unless nothing in it was coarse enough and nothing changed.
fn requeue(
    transaction: &mut Transaction<'_>,
    flow: &Flow,
    recipient: &str,
    terms: &Terms,
    now: &str,
) -> Result<usize, StoreError> {
    let of_flow = submissions::table
        .filter(submissions::provider.eq(flow.provider.as_str()))
        .filter(submissions::dataflow.eq(flow.dataflow.as_str()))
        .select(submissions::id);
    diesel::update(deliveries::table)
        .filter(deliveries::state.eq("withheld"))
        .filter(deliveries::recipient.eq(recipient))
        .filter(deliveries::submission_id.eq_any(of_flow))
        .filter(
            deliveries::code
                .ne(NOTHING_AGREED)
                .or(deliveries::extent.ne(&terms.extent)),
        )
        .set((
            deliveries::state.eq("queued"),
            deliveries::code.eq(""),
            deliveries::agreements.eq(&terms.agreements),
            deliveries::extent.eq(&terms.extent),
            deliveries::not_before.eq(now),
            deliveries::attempts.eq(0),
        ))
        .execute(transaction.connection())
        .act("queue withheld deliveries")
}

/// The agreements and extent of a permit, as rows hold them.
struct Terms {
    agreements: String,
    extent: String,
}

impl Terms {
    fn of(permit: &Permit, act: &'static str) -> Result<Self, StoreError> {
        Ok(Self {
            agreements: word::json(&permit.agreements(), act)?,
            extent: word::json(permit.extent(), act)?,
        })
    }
}

/// Whether a delivery is ready that nobody holds.
pub(crate) fn any_ready(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = moment::text(now);
    diesel::select(exists(
        deliveries::table
            .filter(deliveries::state.eq("queued"))
            .filter(deliveries::not_before.le(&now))
            .filter(
                deliveries::lease_until
                    .is_null()
                    .or(deliveries::lease_until.le(&now)),
            ),
    ))
    .get_result(connection)
    .act("look for deliveries")
}

/// Takes the first delivery that is ready and that nobody holds, until `now` + `lease`.
pub(crate) fn lease(
    transaction: &mut Transaction<'_>,
    owner: &str,
    now: DateTime<Utc>,
    lease: TimeDelta,
) -> Result<Option<LeasedDelivery>, StoreError> {
    const ACT: &str = "lease a delivery";
    let at = moment::text(now);
    let first: Option<i64> = deliveries::table
        .filter(deliveries::state.eq("queued"))
        .filter(deliveries::not_before.le(&at))
        .filter(
            deliveries::lease_until
                .is_null()
                .or(deliveries::lease_until.le(&at)),
        )
        .order((deliveries::not_before, deliveries::sequence))
        .select(deliveries::sequence)
        .first(transaction.connection())
        .optional()
        .act(ACT)?;
    let Some(sequence) = first else {
        return Ok(None);
    };
    let row: (String, String, String, i64, i64) = diesel::update(deliveries::table.find(sequence))
        .set((
            deliveries::lease_owner.eq(owner),
            deliveries::lease_until.eq(moment::text(now + lease)),
            deliveries::attempts.eq(deliveries::attempts + 1),
            deliveries::token.eq(deliveries::token + 1),
        ))
        .returning((
            deliveries::id,
            deliveries::submission_id,
            deliveries::recipient,
            deliveries::attempts,
            deliveries::token,
        ))
        .get_result(transaction.connection())
        .act(ACT)?;
    let (id, submission_id, recipient, attempts, token) = row;
    Ok(Some(LeasedDelivery {
        id,
        submission_id,
        recipient: recipient
            .parse()
            .map_err(|error| StoreError::new(ACT, error))?,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        token,
    }))
}

/// Holds `delivery` until `until`; `false` when it is no longer this holder's.
pub(crate) fn extend(
    transaction: &mut Transaction<'_>,
    delivery: &LeasedDelivery,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let extended = diesel::update(deliveries::table)
        .filter(deliveries::id.eq(&delivery.id))
        .filter(deliveries::token.eq(delivery.token))
        .filter(deliveries::state.eq("queued"))
        .set(deliveries::lease_until.eq(moment::text(until)))
        .execute(transaction.connection())
        .act("extend the lease of a delivery")?;
    Ok(extended == 1)
}

/// How an attempt ended.
pub(crate) enum Ended<'a> {
    /// In the inbox, under this permit.
    Delivered(&'a Permit),
    /// To be tried again.
    Retry(DateTime<Utc>, &'static str),
    /// Not allowed as things stand.
    Withheld(&'static str),
    /// Set aside after the last attempt.
    Dead(&'static str),
}

/// Ends an attempt; `false` when the delivery is no longer this holder's, and then nothing is
/// written.
pub(crate) fn end(
    transaction: &mut Transaction<'_>,
    delivery: &LeasedDelivery,
    ended: &Ended<'_>,
) -> Result<bool, StoreError> {
    const ACT: &str = "end an attempt at a delivery";
    let (state, code, not_before) = match ended {
        Ended::Delivered(_) => ("delivered", "", None),
        Ended::Retry(at, code) => ("queued", *code, Some(moment::text(*at))),
        Ended::Withheld(code) => ("withheld", *code, None),
        Ended::Dead(code) => ("dead", *code, None),
    };
    let terms = match ended {
        Ended::Delivered(permit) => Some(Terms::of(permit, ACT)?),
        _ => None,
    };
    let held = deliveries::table
        .filter(deliveries::id.eq(&delivery.id))
        .filter(deliveries::token.eq(delivery.token))
        .filter(deliveries::state.eq("queued"));
    let written = diesel::update(held)
        .set((
            deliveries::state.eq(state),
            deliveries::code.eq(code),
            deliveries::lease_owner.eq(None::<String>),
            deliveries::lease_until.eq(None::<String>),
            not_before.map(|at| deliveries::not_before.eq(at)),
            terms
                .as_ref()
                .map(|terms| deliveries::agreements.eq(&terms.agreements)),
            terms
                .as_ref()
                .map(|terms| deliveries::extent.eq(&terms.extent)),
        ))
        .execute(transaction.connection())
        .act(ACT)?;
    Ok(written == 1)
}
