//! Detached signatures over the exact bytes of a document: JWS with ES256 and `b64: false`
//! (RFC 7797), the signer's certificate in `x5c`. The header admits one algorithm and one shape;
//! everything else is refused before any key is touched.

use chrono::{DateTime, Utc};
use openssl::{
    ecdsa::EcdsaSig,
    error::ErrorStack,
    hash::{Hasher, MessageDigest},
    pkey::{PKey, Private, Public},
    sign,
};
use schemas::{
    ids::ParticipantId,
    language::{Language, args},
};

use crate::{
    catalogue::catalogue,
    certificate::{CertificateFault, fingerprint, hex, is_p256},
    identity::Identity,
    participant::participant_of,
    trust::Trust,
};

pub(crate) mod header;

use header::{Header, Kind};

/// The HTTP header that carries a detached signature.
pub const SIGNATURE_HEADER: &str = "Puente-Signature";

/// Largest signature that is read, in bytes of text.
pub const MAX_SIGNATURE_BYTES: usize = 16 * 1024;

/// Why a signature is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Longer than any signature of ours.
    #[error("the signature is too long")]
    TooLarge,
    /// Not a JWS, or not in its one canonical text.
    #[error("the signature is malformed")]
    Malformed,
    /// A header parameter that is not known, is missing, or has another value than it must.
    #[error("the signature's header is not admitted")]
    Header,
    /// Another algorithm than ES256.
    #[error("the signature's algorithm is not ES256")]
    Algorithm,
    /// The certificates in the header cannot be read.
    #[error("the signature's certificates are malformed")]
    Certificates,
    /// The certificate does not stand.
    #[error("the signer's certificate is refused")]
    Certificate(#[source] CertificateFault),
    /// The bytes are not those that were signed.
    #[error("the signature does not belong to these bytes")]
    Mismatch,
    /// Signed by another participant than must have.
    #[error("the signature is of another participant")]
    OtherSigner,
}

impl SignatureError {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "signature_too_large",
            Self::Malformed => "signature_malformed",
            Self::Header => "signature_header",
            Self::Algorithm => "signature_algorithm",
            Self::Certificates => "signature_certificates",
            Self::Certificate(fault) => fault.code(),
            Self::Mismatch => "signature_mismatch",
            Self::OtherSigner => "signature_other_signer",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        catalogue().message(language, self.code(), &args([]))
    }
}

/// What signs: a participant's identity.
#[derive(Debug, Clone)]
pub struct Signer {
    identity: Identity,
    participant: ParticipantId,
}

/// What a verified signature tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who signed.
    pub participant: ParticipantId,
    /// The fingerprint of the certificate, `sha-256:<hex>`.
    pub fingerprint: String,
    /// The digest of the bytes, `sha-256:<hex>`.
    pub digest: String,
    /// When, as the signer's clock said.
    pub signed_at: DateTime<Utc>,
}

/// A verification under way: the header has been accepted, the bytes are still coming.
pub struct Verification {
    key: PKey<Public>,
    /// SHA-256 over the signing input.
    input: Hasher,
    /// SHA-256 over the bytes alone.
    digest: Hasher,
    signature: EcdsaSig,
    participant: ParticipantId,
    fingerprint: String,
    signed_at: DateTime<Utc>,
}

impl Signer {
    /// Signs with this identity.
    ///
    /// # Errors
    /// When its certificate is not a participant's.
    pub fn new(identity: Identity) -> Result<Self, CertificateFault> {
        let participant = participant_of(identity.certificate())?;
        Ok(Self {
            identity,
            participant,
        })
    }

    /// Who signs.
    #[must_use]
    pub fn participant(&self) -> &ParticipantId {
        &self.participant
    }

    /// The certificate's fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(self.identity.certificate())
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }
}

/// Signs the exact bytes of a document; the result goes into the header [`SIGNATURE_HEADER`] or
/// a file beside the document.
///
/// # Errors
/// When the cryptographic library fails.
pub fn sign_detached(
    signer: &Signer,
    bytes: &[u8],
    at: DateTime<Utc>,
) -> Result<String, ErrorStack> {
    let header = Header::text(Kind::Detached, signer.identity().chain(), at)?;
    let signature = sign_raw(signer.identity().key(), &[header.as_bytes(), b".", bytes])?;
    Ok(format!("{header}..{}", header::encode(&signature)))
}

/// Verifies a detached signature over bytes that are all there.
///
/// # Errors
/// Why the signature is refused.
pub fn verify_detached(
    jws: &str,
    bytes: &[u8],
    trust: &Trust,
    at: DateTime<Utc>,
) -> Result<Signed, SignatureError> {
    let mut verification = Verification::begin(jws, trust, at)?;
    verification.update(bytes)?;
    verification.finish()
}

impl Verification {
    /// Reads a detached signature and checks its certificate at the moment `at`.
    ///
    /// # Errors
    /// Why the signature is refused, before any byte of the document is read.
    pub fn begin(jws: &str, trust: &Trust, at: DateTime<Utc>) -> Result<Self, SignatureError> {
        let parts = parts(jws)?;
        if !parts.payload.is_empty() {
            return Err(SignatureError::Malformed);
        }
        let header = Header::parse(parts.header, Kind::Detached)?;
        Self::of(&header, &parts, trust, at)
    }

    pub(crate) fn of(
        header: &Header,
        parts: &Parts<'_>,
        trust: &Trust,
        at: DateTime<Utc>,
    ) -> Result<Self, SignatureError> {
        let signature = raw_signature(parts.signature)?;
        let (leaf, above) = header
            .certificates
            .split_first()
            .ok_or(SignatureError::Certificates)?;
        let participant = trust
            .check(leaf, above, at)
            .map_err(SignatureError::Certificate)?;
        let key = leaf
            .public_key()
            .map_err(|_| SignatureError::Certificates)?;
        if !is_p256(&key) {
            return Err(SignatureError::Certificate(CertificateFault::OtherKey));
        }
        let mut verification = Self {
            key,
            input: sha256()?,
            digest: sha256()?,
            signature,
            participant,
            fingerprint: fingerprint(leaf),
            signed_at: header.signed_at,
        };
        verification.feed(parts.header.as_bytes())?;
        verification.feed(b".")?;
        Ok(verification)
    }

    /// Takes the next bytes of the document.
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn update(&mut self, bytes: &[u8]) -> Result<(), SignatureError> {
        self.feed(bytes)?;
        self.digest
            .update(bytes)
            .map_err(|_| SignatureError::Malformed)
    }

    /// Says whether the signature belongs to the bytes that came.
    ///
    /// # Errors
    /// [`SignatureError::Mismatch`] when it does not.
    pub fn finish(mut self) -> Result<Signed, SignatureError> {
        let input = self.input.finish().map_err(|_| SignatureError::Mismatch)?;
        let digest = self.digest.finish().map_err(|_| SignatureError::Mismatch)?;
        let key = self.key.ec_key().map_err(|_| SignatureError::Mismatch)?;
        let valid = self.signature.verify(&input, &key).unwrap_or(false);
        if !valid {
            return Err(SignatureError::Mismatch);
        }
        Ok(Signed {
            participant: self.participant,
            fingerprint: self.fingerprint,
            digest: format!("sha-256:{}", hex(&digest)),
            signed_at: self.signed_at,
        })
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<(), SignatureError> {
        self.input
            .update(bytes)
            .map_err(|_| SignatureError::Malformed)
    }
}

impl std::fmt::Debug for Verification {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verification")
            .field("participant", &self.participant)
            .finish_non_exhaustive()
    }
}

/// The three parts of a compact JWS.
pub(crate) struct Parts<'a> {
    pub(crate) header: &'a str,
    pub(crate) payload: &'a str,
    pub(crate) signature: &'a str,
}

pub(crate) fn parts(jws: &str) -> Result<Parts<'_>, SignatureError> {
    let mut parts = jws.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(header), Some(payload), Some(signature), None) => {
            if header.len() + signature.len() > MAX_SIGNATURE_BYTES {
                return Err(SignatureError::TooLarge);
            }
            Ok(Parts {
                header,
                payload,
                signature,
            })
        }
        _ => Err(SignatureError::Malformed),
    }
}

/// ES256 over the parts one after another: `r` and `s`, 32 bytes each.
pub(crate) fn sign_raw(key: &PKey<Private>, parts: &[&[u8]]) -> Result<[u8; 64], ErrorStack> {
    let mut signer = sign::Signer::new(MessageDigest::sha256(), key)?;
    for part in parts {
        signer.update(part)?;
    }
    let signature = EcdsaSig::from_der(&signer.sign_to_vec()?)?;
    let mut raw = [0; 64];
    raw[..32].copy_from_slice(&signature.r().to_vec_padded(32)?);
    raw[32..].copy_from_slice(&signature.s().to_vec_padded(32)?);
    Ok(raw)
}

fn raw_signature(text: &str) -> Result<EcdsaSig, SignatureError> {
    use openssl::bn::BigNum;
    let raw = header::decode(text)?;
    if raw.len() != 64 {
        return Err(SignatureError::Malformed);
    }
    let build = || {
        EcdsaSig::from_private_components(
            BigNum::from_slice(&raw[..32])?,
            BigNum::from_slice(&raw[32..])?,
        )
    };
    build().map_err(|_| SignatureError::Malformed)
}

fn sha256() -> Result<Hasher, SignatureError> {
    Hasher::new(MessageDigest::sha256()).map_err(|_| SignatureError::Malformed)
}
