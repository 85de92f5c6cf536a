//! The list of a recipient's inbox: in order of arrival, after a cursor, without what it may no
//! longer read.

use chrono::{DateTime, Utc};
use schemas::{
    ids::ParticipantId,
    language::{Language, MessageArgs},
};
use serde::Serialize;

use crate::{
    agreement::{self, Denied, Flow},
    store::{self, Store, StoreError, agreements},
};

/// A page of an inbox.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Inbox {
    /// The deliveries, in order of arrival.
    pub(crate) deliveries: Vec<Listed>,
    /// Cursor for the next page; none when this one ends the inbox.
    pub(crate) next: Option<i64>,
}

/// One delivery of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Listed {
    /// Cursor of this delivery.
    pub(crate) position: i64,
    /// Names the document.
    pub(crate) id: String,
    /// The submission that it comes from.
    pub(crate) submission_id: String,
    /// The office that answers for the figures.
    pub(crate) provider: String,
    /// The dataflow.
    pub(crate) dataflow: String,
    /// The period.
    pub(crate) reference_period: String,
    /// The revision.
    pub(crate) revision: i64,
    /// When it arrived.
    pub(crate) delivered_at: String,
    /// Digest of the document.
    pub(crate) digest: String,
    /// Length of the document.
    pub(crate) bytes: i64,
    /// Who signed the document.
    pub(crate) signed_by: &'static str,
}

/// Why an inbox is not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InboxError {
    /// There is no such delivery for this recipient.
    #[error("no such delivery")]
    Unknown,
    /// No agreement covers the delivery any more.
    #[error("delivery is not permitted")]
    Denied(#[source] Denied),
    /// The store did not answer.
    #[error("failed to read the inbox")]
    Store(#[source] StoreError),
}

impl From<StoreError> for InboxError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl InboxError {
    /// The stable code, also the key of the message.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "delivery_unknown",
            Self::Denied(denied) => denied.code(),
            Self::Store(error) => error.code(),
        }
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Unknown => 404,
            Self::Denied(_) => 403,
            Self::Store(_) => 503,
        }
    }

    /// The text for a person.
    pub(crate) fn message(&self, language: Language) -> String {
        crate::catalogue::catalogue().message(language, self.code(), &MessageArgs::new())
    }
}

/// The deliveries of `recipient` after the cursor `after` (0 for the first page), at most `limit`.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn inbox(
    store: &Store,
    recipient: &ParticipantId,
    after: i64,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Inbox, InboxError> {
    let wanted = i64::try_from(limit.max(1)).unwrap_or(i64::MAX - 1);
    let (mut rows, policy) = store.read(|connection| {
        let rows = store::inbox::list(connection, recipient, after, wanted.saturating_add(1))?;
        Ok((rows, agreements::policy(connection)?))
    })?;
    let is_more = rows.len() > limit.max(1);
    rows.truncate(limit.max(1));
    let next = rows.last().filter(|_| is_more).map(|row| row.position);
    let deliveries = rows
        .into_iter()
        .filter_map(|row| {
            let flow = Flow::at(now, &row.provider, &row.dataflow);
            let extent = row.extent.clone();
            agreement::permit_read(&policy, &flow, recipient, &extent, row).ok()
        })
        .map(|permitted| listed(permitted.into_inner()))
        .collect();
    Ok(Inbox { deliveries, next })
}

impl Inbox {
    /// The entity tag of the page, in quotes: it changes when the page does.
    pub(crate) fn etag(&self) -> String {
        let mut hash = openssl::sha::Sha256::new();
        for delivery in &self.deliveries {
            hash.update(delivery.id.as_bytes());
            hash.update(delivery.digest.as_bytes());
        }
        hash.update(&self.next.unwrap_or_default().to_be_bytes());
        format!("\"{}\"", super::document::hex(&hash.finish()))
    }
}

fn listed(row: store::inbox::Entry) -> Listed {
    Listed {
        position: row.position,
        id: row.id,
        submission_id: row.submission_id,
        provider: row.provider.into(),
        dataflow: row.dataflow.into(),
        reference_period: row.reference_period,
        revision: row.revision,
        delivered_at: row.delivered_at,
        digest: row.digest,
        bytes: row.bytes,
        signed_by: if row.by_office { "provider" } else { "gateway" },
    }
}
