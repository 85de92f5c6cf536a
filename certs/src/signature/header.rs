//! The protected header of a signature: one shape per kind, read strictly. A parameter that is
//! not known, missing, repeated or different refuses the whole.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chrono::{DateTime, TimeZone, Utc};
use openssl::{error::ErrorStack, x509::X509};
use serde::{Deserialize, Serialize};

use super::SignatureError;

const ALGORITHM: &str = "ES256";
const RECEIPT_TYPE: &str = "puente-receipt+jws";
/// A participant's certificate and at most two above it.
const MAX_CERTIFICATES: usize = 3;

/// What is signed; each kind has a header of its own, so that one never passes for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A document beside its signature.
    Detached,
    /// A receipt inside its signature.
    Receipt,
}

/// A header that has been accepted.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) certificates: Vec<X509>,
    pub(crate) signed_at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    alg: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    typ: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    b64: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crit: Option<Vec<String>>,
    iat: i64,
    x5c: Vec<String>,
}

impl Header {
    /// The header's text for a signature made at `at`.
    pub(crate) fn text(
        kind: Kind,
        chain: &[X509],
        at: DateTime<Utc>,
    ) -> Result<String, ErrorStack> {
        let x5c = chain
            .iter()
            .take(MAX_CERTIFICATES)
            .map(|certificate| Ok(STANDARD.encode(certificate.to_der()?)))
            .collect::<Result<_, ErrorStack>>()?;
        let wire = Wire {
            alg: ALGORITHM.to_owned(),
            typ: (kind == Kind::Receipt).then(|| RECEIPT_TYPE.to_owned()),
            b64: (kind == Kind::Detached).then_some(false),
            crit: (kind == Kind::Detached).then(|| vec!["b64".to_owned()]),
            iat: at.timestamp(),
            x5c,
        };
        // A struct of texts and numbers always serialises.
        Ok(encode(&serde_json::to_vec(&wire).unwrap_or_default()))
    }

    pub(crate) fn parse(text: &str, kind: Kind) -> Result<Self, SignatureError> {
        let bytes = decode(text)?;
        let wire: Wire =
            serde_json::from_slice(&bytes).map_err(|error| match error.classify() {
                serde_json::error::Category::Data => SignatureError::Header,
                _ => SignatureError::Malformed,
            })?;
        if wire.alg != ALGORITHM {
            return Err(SignatureError::Algorithm);
        }
        let admitted = match kind {
            Kind::Detached => {
                wire.typ.is_none()
                    && wire.b64 == Some(false)
                    && wire.crit.as_deref().is_some_and(|names| names == ["b64"])
            }
            Kind::Receipt => {
                wire.typ.as_deref() == Some(RECEIPT_TYPE)
                    && wire.b64.is_none()
                    && wire.crit.is_none()
            }
        };
        let signed_at = Utc.timestamp_opt(wire.iat, 0).single();
        let (true, Some(signed_at)) = (admitted, signed_at) else {
            return Err(SignatureError::Header);
        };
        if wire.x5c.is_empty() || wire.x5c.len() > MAX_CERTIFICATES {
            return Err(SignatureError::Certificates);
        }
        let certificates = wire.x5c.iter().map(|text| certificate(text));
        Ok(Self {
            certificates: certificates.collect::<Result<_, _>>()?,
            signed_at,
        })
    }
}

/// Base64url without padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Base64url without padding, in its one canonical text.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, SignatureError> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| SignatureError::Malformed)
}

fn certificate(text: &str) -> Result<X509, SignatureError> {
    let der = STANDARD
        .decode(text)
        .map_err(|_| SignatureError::Certificates)?;
    let certificate = X509::from_der(&der).map_err(|_| SignatureError::Certificates)?;
    // Bytes after the certificate, or another encoding of it, are not the certificate.
    match certificate.to_der() {
        Ok(again) if again == der => Ok(certificate),
        _ => Err(SignatureError::Certificates),
    }
}
