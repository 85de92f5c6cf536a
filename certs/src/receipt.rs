//! The gateway's signed answer to a submission: what came, when, and what was found. A receipt
//! is verified offline, at any later time, against the region's authority.

use chrono::{DateTime, Utc};
use openssl::{error::ErrorStack, sha::sha256};
use schemas::{finding::Finding, ids::SubmissionId};
use serde::{Deserialize, Serialize};

use crate::{
    certificate::hex,
    participant::GATEWAY,
    signature::{
        SignatureError, Signed, Signer, Verification,
        header::{self, Header, Kind},
        parts, sign_raw,
    },
    trust::Trust,
};

/// The media type of a receipt.
pub const MEDIA_TYPE: &str = "application/jose";

/// Largest receipt that is read, in bytes of its payload's text.
const MAX_PAYLOAD_BYTES: usize = 4 * 1024 * 1024;

/// How the gateway judged a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Accepted without findings.
    Accepted,
    /// Accepted; a person should look at the findings.
    AcceptedWithWarnings,
}

/// What the gateway signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The submission.
    pub submission_id: SubmissionId,
    /// The digest of the bytes that came, `sha-256:<hex>`.
    pub digest: String,
    /// When they came, by the gateway's clock.
    pub received_at: DateTime<Utc>,
    /// How they were judged.
    pub verdict: Verdict,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The position of the acceptance in the audit log.
    pub audit_position: u64,
}

/// A receipt whose signature has been verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// Who signed it and when.
    pub signed: Signed,
}

/// The digest of bytes in the form that receipts carry: `sha-256:<hex>`.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    format!("sha-256:{}", hex(&sha256(bytes)))
}

/// Signs a receipt as a compact JWS.
///
/// # Errors
/// When the cryptographic library fails.
pub fn sign(signer: &Signer, receipt: &Receipt) -> Result<String, ErrorStack> {
    let header = Header::text(
        Kind::Receipt,
        signer.identity().chain(),
        receipt.received_at,
    )?;
    // A struct of texts and numbers always serialises.
    let payload = header::encode(&serde_json::to_vec(receipt).unwrap_or_default());
    let signature = sign_raw(
        signer.identity().key(),
        &[header.as_bytes(), b".", payload.as_bytes()],
    )?;
    Ok(format!("{header}.{payload}.{}", header::encode(&signature)))
}

/// Verifies a receipt: signed by the gateway, whose certificate stood when it received.
///
/// # Errors
/// Why the receipt is refused.
pub fn verify(jws: &str, trust: &Trust) -> Result<VerifiedReceipt, SignatureError> {
    let parts = parts(jws)?;
    if parts.payload.len() > MAX_PAYLOAD_BYTES {
        return Err(SignatureError::TooLarge);
    }
    let header = Header::parse(parts.header, Kind::Receipt)?;
    let payload = header::decode(parts.payload)?;
    let receipt: Receipt =
        serde_json::from_slice(&payload).map_err(|_| SignatureError::Malformed)?;
    let mut verification = Verification::of(&header, &parts, trust, receipt.received_at)?;
    verification.feed(parts.payload.as_bytes())?;
    let signed = verification.finish()?;
    if signed.participant.as_str() != GATEWAY {
        return Err(SignatureError::OtherSigner);
    }
    Ok(VerifiedReceipt { receipt, signed })
}
