//! Rows of inboxes: what recipients have, in order of arrival.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, RunQueryDsl, SqliteConnection,
};
use schemas::ids::{DataflowId, ParticipantId};

use super::{
    Act, StoreError, Transaction,
    deliveries::LeasedDelivery,
    moment,
    tables::{deliveries, evidence, inbox, submissions},
    word,
};
use crate::agreement::Extent;

/// A document on its way into an inbox.
#[derive(Debug, Clone)]
pub(crate) struct Incoming {
    /// `sha-256:<hex>` of the bytes.
    pub(crate) digest: String,
    /// Length of the bytes.
    pub(crate) bytes: u64,
    /// What the gateway made; none when the recipient gets what the office signed.
    pub(crate) made: Option<Made>,
}

/// A document that the gateway made from what an agreement allows.
#[derive(Clone)]
pub(crate) struct Made {
    /// The bytes, zstd.
    pub(crate) document: Vec<u8>,
    /// Signature of the gateway over the bytes.
    pub(crate) signature: String,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Made").finish_non_exhaustive()
    }
}

/// One row of an inbox with what it passes on.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Order of arrival, over all inboxes.
    pub(crate) position: i64,
    /// Of the delivery.
    pub(crate) id: String,
    /// Of the submission.
    pub(crate) submission_id: String,
    /// The office.
    pub(crate) provider: ParticipantId,
    /// The dataflow.
    pub(crate) dataflow: DataflowId,
    /// The period.
    pub(crate) reference_period: String,
    /// The revision.
    pub(crate) revision: i64,
    /// When it arrived.
    pub(crate) delivered_at: String,
    /// `sha-256:<hex>` of the document.
    pub(crate) digest: String,
    /// Length of the document.
    pub(crate) bytes: i64,
    /// How fine it is.
    pub(crate) extent: Extent,
    /// Whether the office signed the document, or the gateway.
    pub(crate) by_office: bool,
}

/// Puts `incoming` into the inbox of the delivery's recipient.
pub(crate) fn put(
    transaction: &mut Transaction<'_>,
    delivery: &LeasedDelivery,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(inbox::table)
        .values((
            inbox::delivery_id.eq(&delivery.id),
            inbox::recipient.eq(delivery.recipient.as_str()),
            inbox::delivered_at.eq(moment::text(now)),
            inbox::digest.eq(&incoming.digest),
            inbox::bytes.eq(i64::try_from(incoming.bytes).unwrap_or(i64::MAX)),
            inbox::document.eq(incoming.made.as_ref().map(|made| &made.document)),
            inbox::signature.eq(incoming.made.as_ref().map(|made| &made.signature)),
        ))
        .execute(transaction.connection())
        .act("put a delivery into an inbox")?;
    Ok(())
}

type Row = (
    (i64, String, String, i64, Option<String>),
    (String, String, String),
    (String, String, String, i64),
);

const READ: &str = "read an inbox";

/// A query for rows of the inbox with what they pass on.
macro_rules! entries {
    () => {
        inbox::table
            .inner_join(deliveries::table.on(deliveries::id.eq(inbox::delivery_id)))
            .inner_join(submissions::table.on(submissions::id.eq(deliveries::submission_id)))
            .select((
                (
                    inbox::position,
                    inbox::delivered_at,
                    inbox::digest,
                    inbox::bytes,
                    inbox::signature,
                ),
                (
                    deliveries::id,
                    deliveries::submission_id,
                    deliveries::extent,
                ),
                (
                    submissions::provider,
                    submissions::dataflow,
                    submissions::reference_period,
                    submissions::revision,
                ),
            ))
    };
}

/// The rows of `recipient` after the position `after`, in order.
pub(crate) fn list(
    connection: &mut SqliteConnection,
    recipient: &ParticipantId,
    after: i64,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<Row> = entries!()
        .filter(inbox::recipient.eq(recipient.as_str()))
        .filter(inbox::position.gt(after))
        .order(inbox::position)
        .limit(limit)
        .load(connection)
        .act(READ)?;
    rows.into_iter().map(entry).collect()
}

/// The row of `recipient` that the delivery `id` brought.
pub(crate) fn find(
    transaction: &mut Transaction<'_>,
    recipient: &ParticipantId,
    id: &str,
) -> Result<Option<Entry>, StoreError> {
    let row: Option<Row> = entries!()
        .filter(inbox::recipient.eq(recipient.as_str()))
        .filter(inbox::delivery_id.eq(id))
        .first(transaction.connection())
        .optional()
        .act(READ)?;
    row.map(entry).transpose()
}

fn entry(row: Row) -> Result<Entry, StoreError> {
    let (
        (position, delivered_at, digest, bytes, signature),
        (id, submission_id, extent),
        (provider, dataflow, reference_period, revision),
    ) = row;
    Ok(Entry {
        position,
        id,
        submission_id,
        provider: provider
            .parse()
            .map_err(|error| StoreError::new(READ, error))?,
        dataflow: dataflow
            .parse()
            .map_err(|error| StoreError::new(READ, error))?,
        reference_period,
        revision,
        delivered_at,
        digest,
        bytes,
        extent: word::from_json(&extent, READ)?,
        by_office: signature.is_none(),
    })
}

/// The document of `entry`, zstd, and its signature: the gateway's, or the office's own.
pub(crate) fn document(
    connection: &mut SqliteConnection,
    entry: &Entry,
) -> Result<(Vec<u8>, String), StoreError> {
    const ACT: &str = "read the document of a delivery";
    if entry.by_office {
        return evidence::table
            .find(&entry.submission_id)
            .select((evidence::document, evidence::signature))
            .first(connection)
            .act(ACT);
    }
    let made: (Option<Vec<u8>>, Option<String>) = inbox::table
        .find(entry.position)
        .select((inbox::document, inbox::signature))
        .first(connection)
        .act(ACT)?;
    match made {
        (Some(document), Some(signature)) => Ok((document, signature)),
        _ => Err(StoreError::new(ACT, "the row has no document")),
    }
}
