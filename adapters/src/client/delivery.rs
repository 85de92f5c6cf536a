//! Fetching what waits in the inbox. A document is handed out only when its signature verifies
//! and its bytes are those that the list named.

use awc::http::{StatusCode, header};
use certs::{
    participant::GATEWAY,
    receipt::digest,
    signature::{Signed, verify_detached},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Client, ClientError, Step};

/// A page of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// The deliveries, in order of arrival.
    pub deliveries: Vec<Listed>,
    /// Cursor for the next page; none when this one ends the inbox.
    #[serde(default)]
    pub next: Option<i64>,
}

/// One delivery of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Cursor of this delivery.
    pub position: i64,
    /// Names the document.
    pub id: String,
    /// The submission that it comes from.
    pub submission_id: String,
    /// The office that answers for the figures.
    pub provider: String,
    /// The dataflow.
    pub dataflow: String,
    /// The period.
    pub reference_period: String,
    /// The revision.
    #[serde(default)]
    pub revision: i64,
    /// When it arrived.
    pub delivered_at: DateTime<Utc>,
    /// Digest of the document.
    pub digest: String,
    /// Length of the document.
    pub bytes: u64,
    /// Who signed the document: `provider` or `gateway`.
    pub signed_by: String,
}

/// What a request for a document came to.
#[derive(Debug, Clone)]
pub enum Fetched {
    /// The recipient's copy is the newest.
    Unchanged,
    /// The document.
    Document(Box<Delivery>),
}

/// A document whose signature has been verified.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The exact bytes.
    pub bytes: Vec<u8>,
    /// The signature as it came, for the files.
    pub jws: String,
    /// What it says.
    pub signed: Signed,
    /// The entity tag.
    pub etag: Option<String>,
}

impl Client {
    /// Everything in the inbox after the cursor `after` (0 for all), page by page.
    ///
    /// # Errors
    /// When the gateway refuses, is not reached, or answers something else.
    pub async fn deliveries(
        &self,
        after: i64,
        told: &dyn Fn(Step),
    ) -> Result<Vec<Listed>, ClientError> {
        let mut found = Vec::new();
        let mut cursor = after;
        loop {
            let url = format!("{}/exchange/v1/deliveries?after={cursor}", self.base);
            let answer = self.send(|http| http.get(&url), None, told).await?;
            let page: Inbox =
                serde_json::from_slice(&answer.body).map_err(|_| ClientError::Malformed)?;
            found.extend(page.deliveries);
            match page.next {
                Some(next) if next > cursor => cursor = next,
                Some(_) => return Err(ClientError::Malformed),
                None => return Ok(found),
            }
        }
    }

    /// Fetches a listed document, unless the copy with the entity tag `have` is still the newest.
    ///
    /// # Errors
    /// When the gateway refuses or is not reached, the signature does not verify or is another's
    /// than listed, or the document is not the listed one.
    pub async fn fetch(
        &self,
        listed: &Listed,
        have: Option<&str>,
        told: &dyn Fn(Step),
    ) -> Result<Fetched, ClientError> {
        if !is_plain(&listed.id) {
            return Err(ClientError::Malformed);
        }
        let url = format!("{}/exchange/v1/deliveries/{}", self.base, listed.id);
        let request = |http: &awc::Client| {
            let request = http.get(&url);
            match have {
                Some(etag) => request.insert_header((header::IF_NONE_MATCH, etag)),
                None => request,
            }
        };
        let answer = self.send(request, None, told).await?;
        if answer.status == StatusCode::NOT_MODIFIED {
            return Ok(Fetched::Unchanged);
        }
        let jws = answer.signature.ok_or(ClientError::Malformed)?;
        // The certificate must have stood when the gateway delivered, not when it is read.
        let at = listed.delivered_at.min(Utc::now());
        let signed =
            verify_detached(&jws, &answer.body, &self.trust, at).map_err(ClientError::Signature)?;
        let signer = match listed.signed_by.as_str() {
            "gateway" => GATEWAY,
            _ => &listed.provider,
        };
        let listed_one =
            signed.participant.as_str() == signer && digest(&answer.body) == listed.digest;
        if !listed_one {
            return Err(ClientError::OtherDelivery);
        }
        Ok(Fetched::Document(Box::new(Delivery {
            bytes: answer.body,
            jws,
            signed,
            etag: answer.etag,
        })))
    }
}

/// Whether an id from the gateway can stand in a URL and in a file's name as it is.
fn is_plain(id: &str) -> bool {
    (1..=80).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
