//! Reading a delivery: the agreements are asked again, and each reading and each refusal leaves an
//! audit row.
//!
//! A recipient knows what was put into its inbox, so a delivery that no agreement covers any more
//! is refused by name (403). Of any other delivery it may not even know whether it exists (404).

use std::io::{self, Cursor, Read};

use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use schemas::ids::ParticipantId;

use super::inbox::InboxError;
use crate::{
    agreement::{self, Flow, Permitted},
    observe::audit::{Act, Entry},
    store::{Aborted, Store, StoreError, Transaction, agreements, audit, inbox},
};

/// Bytes of a document that are unpacked at a time.
const CHUNK: usize = 64 * 1024;

/// A document as its recipient gets it.
pub(crate) struct Document {
    zstd: Bytes,
    /// Length of the bytes.
    pub(crate) length: u64,
    /// Detached JWS over the bytes: the office's, or the gateway's for an excerpt.
    pub(crate) signature: String,
    /// `sha-256:<hex>` of the bytes; in quotes, the entity tag.
    pub(crate) digest: String,
}

impl Document {
    /// The bytes, compressed with zstd, as the store holds them.
    pub(crate) fn zstd(&self) -> Bytes {
        self.zstd.clone()
    }

    /// The bytes, unpacked one chunk after the other as they are asked for: a large document never
    /// stands in memory whole.
    ///
    /// # Errors
    /// When the stored form is damaged, here or at the chunk where it is.
    pub(crate) fn chunks(&self) -> io::Result<impl Iterator<Item = io::Result<Bytes>> + use<>> {
        let mut unpacked = zstd::Decoder::with_buffer(Cursor::new(self.zstd()))?;
        Ok(std::iter::from_fn(move || chunk(&mut unpacked).transpose()))
    }
}

/// The next chunk; none at the end.
fn chunk(unpacked: &mut impl Read) -> io::Result<Option<Bytes>> {
    let mut chunk = Vec::with_capacity(CHUNK);
    unpacked.take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok((!chunk.is_empty()).then(|| Bytes::from(chunk)))
}

/// The document that the delivery `id` brought to `recipient`. `request` names the request in the
/// audit row.
///
/// # Errors
/// When there is no such delivery for this recipient, or no agreement covers it any more.
pub(crate) fn document(
    store: &Store,
    recipient: &ParticipantId,
    id: &str,
    now: DateTime<Utc>,
    request: &str,
) -> Result<Document, InboxError> {
    let asked = store.write("read_delivery", |transaction| {
        let asked = permit(transaction, recipient, id, now)?;
        let (act, code) = match &asked {
            Ok(_) => (Act::Read, ""),
            Err(refused) => (Act::Refuse, refused.code()),
        };
        let row = Entry {
            at: now,
            act,
            actor: recipient.to_string(),
            object: format!("delivery/{id}"),
            code: code.to_owned(),
            detail: serde_json::json!({}),
            request: request.to_owned(),
        };
        audit::append(transaction, &row)?;
        Ok::<_, Aborted<StoreError>>(asked)
    });
    let entry = match asked {
        Ok(asked) => asked?.into_inner(),
        Err(Aborted::Store(error) | Aborted::Refused(error)) => return Err(error.into()),
    };
    let (zstd, signature) = store.read(|rows| inbox::document(rows, &entry))?;
    Ok(Document {
        zstd: zstd.into(),
        length: u64::try_from(entry.bytes).unwrap_or_default(),
        signature,
        digest: entry.digest,
    })
}

fn permit(
    transaction: &mut Transaction<'_>,
    recipient: &ParticipantId,
    id: &str,
    now: DateTime<Utc>,
) -> Result<Result<Permitted<inbox::Entry>, InboxError>, StoreError> {
    let Some(entry) = inbox::find(transaction, recipient, id)? else {
        return Ok(Err(InboxError::Unknown));
    };
    let policy = agreements::policy_in(transaction)?;
    let flow = Flow::at(now, &entry.provider, &entry.dataflow);
    let extent = entry.extent.clone();
    Ok(
        agreement::permit_read(&policy, &flow, recipient, &extent, entry)
            .map_err(InboxError::Denied),
    )
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
