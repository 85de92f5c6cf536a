//! Why the gateway could not be reached, refused, or was not believed.

use certs::{signature::SignatureError, tls::TlsError};
use schemas::language::{Language, args};

use super::Problem;
use crate::catalogue::catalogue;

/// Why the gateway could not be reached, refused, or was not believed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The URL is not a gateway's.
    #[error("`{0}` is not the URL of a gateway")]
    Url(String),
    /// TLS could not be set up.
    #[error("failed to set up TLS")]
    Tls(#[source] TlsError),
    /// The gateway and we do not accept each other's certificates.
    #[error("the handshake with the gateway failed: {0}")]
    Handshake(String),
    /// No answer, also after the last attempt.
    #[error("the gateway did not answer after {attempts} attempts: {cause}")]
    Unreachable {
        /// How often we tried.
        attempts: u32,
        /// What the last attempt ended with.
        cause: String,
    },
    /// The gateway refused and said why.
    #[error("the gateway refused with `{}`", .0.code)]
    Refused(Box<Problem>),
    /// The answer is longer than we read.
    #[error("the gateway's answer is too long")]
    TooLarge,
    /// The answer is not what the exchange format says.
    #[error("the gateway's answer is malformed")]
    Malformed,
    /// The signature of a receipt or of a delivery does not verify.
    #[error("the signature of the gateway's answer is refused")]
    Signature(#[source] SignatureError),
    /// The receipt is for another submission or other bytes.
    #[error("the receipt is for another submission")]
    OtherReceipt,
    /// The delivery is signed by another than the list says, or is not the listed document.
    #[error("the delivery is not the one that was listed")]
    OtherDelivery,
}

impl ClientError {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Url(_) => "client_url",
            Self::Tls(error) => error.code(),
            Self::Handshake(_) => "client_handshake",
            Self::Unreachable { .. } => "client_unreachable",
            Self::Refused(problem) => &problem.code,
            Self::TooLarge => "client_answer_too_large",
            Self::Malformed => "client_answer_malformed",
            Self::Signature(error) => error.code(),
            Self::OtherReceipt => "client_other_receipt",
            Self::OtherDelivery => "client_other_delivery",
        }
    }

    /// Whether the fault lies with the network or the gateway rather than with what was sent.
    #[must_use]
    pub fn is_environment(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::Handshake(_)
            | Self::TooLarge
            | Self::Malformed
            | Self::Signature(_)
            | Self::OtherReceipt
            | Self::OtherDelivery => true,
            Self::Refused(problem) => problem.status >= 500 || problem.status == 429,
            Self::Url(_) | Self::Tls(_) => false,
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let text = |key: &str, values| catalogue().message(language, key, &values);
        match self {
            Self::Tls(error) => error.message(language),
            Self::Signature(error) => text(
                "client_signature",
                args([("reason", error.message(language))]),
            ),
            Self::Refused(problem) => text(
                "client_refused",
                args([
                    ("code", problem.code.clone()),
                    ("status", problem.status.to_string()),
                    ("title", problem.title.clone()),
                    ("detail", problem.detail.clone()),
                ]),
            ),
            Self::Url(url) => text(self.code(), args([("url", url.clone())])),
            Self::Handshake(cause) => text(self.code(), args([("cause", cause.clone())])),
            Self::Unreachable { attempts, cause } => text(
                self.code(),
                args([("attempts", attempts.to_string()), ("cause", cause.clone())]),
            ),
            Self::TooLarge | Self::Malformed | Self::OtherReceipt | Self::OtherDelivery => {
                text(self.code(), args([]))
            }
        }
    }
}
