//! Every reason for which a request is refused: a stable code, an HTTP status, and sentences for
//! people. 4xx is the sender's to mend, 5xx is ours. No reason carries a figure.

use std::borrow::Cow;

use certs::{certificate::CertificateFault, signature::SignatureError};
use schemas::{
    finding::Finding,
    language::{Language, MessageArgs, args},
};

use crate::{agreement::Denied, catalogue::catalogue, delivery::InboxError, store::StoreError};

/// Why a request is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// There is nothing at this address.
    #[error("unknown address")]
    RouteUnknown,
    /// The address does not take this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The header fields are larger than the limit.
    #[error("header too large")]
    HeaderTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The `Host` is another than the name that the handshake asked for.
    #[error("host is not the one of the handshake")]
    HostMismatch,
    /// A parameter of the address cannot be read.
    #[error("parameter not valid")]
    ParameterInvalid {
        /// Its name.
        name: &'static str,
    },
    /// The certificate of the connection stands no longer.
    #[error("certificate stands no longer")]
    Certificate(#[source] CertificateFault),
    /// No agreement, or not a participant.
    #[error("not permitted")]
    Denied(#[source] Denied),
    /// More requests than the participant may send.
    #[error("too many requests")]
    RateLimited {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// More submissions at once than the participant may send.
    #[error("too many submissions at once")]
    ReceivingLimited,
    /// All places for receiving or checking are taken.
    #[error("all places are taken")]
    Busy,
    /// The body is not JSON, by its media type.
    #[error("media type not supported")]
    MediaTypeUnsupported,
    /// The body has an encoding other than gzip, zstd or none.
    #[error("content encoding not supported")]
    EncodingUnsupported,
    /// The body is not what its encoding says.
    #[error("content encoding not valid")]
    EncodingInvalid,
    /// The body is larger than the limit as it arrives.
    #[error("body too large")]
    BodyTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The document is larger than the limit after decompression.
    #[error("document too large")]
    DocumentTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The body ended before its end.
    #[error("body truncated")]
    BodyTruncated,
    /// The body came too slowly.
    #[error("body too slow")]
    BodyTooSlow,
    /// There is no signature.
    #[error("signature missing")]
    SignatureMissing,
    /// The signature does not stand.
    #[error("signature refused")]
    Signature(#[source] SignatureError),
    /// The document is no submission: not JSON of the required form.
    #[error("document unreadable")]
    Unreadable(Vec<Finding>),
    /// The submission breaks the schema or the rules of its dataflow.
    #[error("submission not valid")]
    Invalid(Vec<Finding>),
    /// The dataflow is not one of this version.
    #[error("dataflow unknown")]
    DataflowUnknown,
    /// The dataflow has no such version.
    #[error("dataflow version unknown")]
    DataflowVersionUnknown {
        /// The version that is known.
        known: String,
    },
    /// The submission names another participant as its provider.
    #[error("provider is another participant")]
    ProviderMismatch,
    /// Cells show fewer contributors than the profile allows.
    #[error("cells below the threshold")]
    BelowThreshold(Vec<Finding>),
    /// Suppressed cells can be recomputed.
    #[error("suppressed cells can be recomputed")]
    Recoverable(Vec<Finding>),
    /// Suppressed cells can be computed from this release and the earlier ones.
    #[error("suppressed cells can be computed from several releases")]
    OpensRelease(Vec<Finding>),
    /// The identifier belongs to another submission.
    #[error("identifier of another submission")]
    IdReused,
    /// The revision exists already.
    #[error("revision exists")]
    RevisionTaken {
        /// The revision that comes next.
        next: i64,
    },
    /// The revision does not follow the last one.
    #[error("revision does not follow")]
    RevisionOutOfOrder {
        /// The revision that comes next.
        next: i64,
    },
    /// There is no such submission for this participant.
    #[error("submission unknown")]
    SubmissionUnknown,
    /// The inbox or the delivery is not given.
    #[error("inbox not given")]
    Inbox(#[source] InboxError),
    /// The database did not answer.
    #[error("database unavailable")]
    Store(#[source] StoreError),
    /// The folder for bodies under way cannot be written.
    #[error("spool unavailable")]
    Spool(#[source] std::io::Error),
    /// A fault of ours.
    #[error("internal fault")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<InboxError> for Refusal {
    fn from(error: InboxError) -> Self {
        match error {
            InboxError::Store(error) => Self::Store(error),
            other => Self::Inbox(other),
        }
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl Refusal {
    /// A fault of ours.
    pub(crate) fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// The stable code, also the key of the message.
    pub(crate) fn code(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::RouteUnknown => "route_unknown",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::HeaderTooLarge { .. } => "header_too_large",
            Self::HostMismatch => "host_mismatch",
            Self::ParameterInvalid { .. } => "parameter_invalid",
            Self::Certificate(fault) => fault.code(),
            Self::Denied(denied) => denied.code(),
            Self::RateLimited { .. } => "rate_limited",
            Self::ReceivingLimited => "receiving_limited",
            Self::Busy => "gateway_busy",
            Self::MediaTypeUnsupported => "media_type_unsupported",
            Self::EncodingUnsupported => "content_encoding_unsupported",
            Self::EncodingInvalid => "content_encoding_invalid",
            Self::BodyTooLarge { .. } => "body_too_large",
            Self::DocumentTooLarge { .. } => "document_too_large",
            Self::BodyTruncated => "body_truncated",
            Self::BodyTooSlow => "body_too_slow",
            Self::SignatureMissing => "signature_missing",
            Self::Signature(error) => error.code(),
            Self::Unreadable(findings) => {
                let first = findings.first().map(|finding| finding.code.clone());
                return first.map_or(Cow::Borrowed("submission_invalid"), Cow::Owned);
            }
            Self::Invalid(_) => "submission_invalid",
            Self::DataflowUnknown => "dataflow_unknown",
            Self::DataflowVersionUnknown { .. } => "dataflow_version_unknown",
            Self::ProviderMismatch => "provider_mismatch",
            Self::BelowThreshold(_) => "table_below_threshold",
            Self::Recoverable(_) => "table_recoverable",
            Self::OpensRelease(_) => "release_opens_cells",
            Self::IdReused => "submission_id_reused",
            Self::RevisionTaken { .. } => "revision_taken",
            Self::RevisionOutOfOrder { .. } => "revision_out_of_order",
            Self::SubmissionUnknown => "submission_unknown",
            Self::Inbox(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Spool(_) => "spool_unavailable",
            Self::Internal(_) => "internal_error",
        })
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::ParameterInvalid { .. }
            | Self::EncodingInvalid
            | Self::BodyTruncated
            | Self::SignatureMissing
            | Self::Unreadable(_) => 400,
            Self::Certificate(_) => 401,
            Self::Denied(_) | Self::Signature(_) | Self::ProviderMismatch => 403,
            Self::RouteUnknown | Self::SubmissionUnknown => 404,
            Self::MethodNotAllowed => 405,
            Self::BodyTooSlow => 408,
            Self::IdReused | Self::RevisionTaken { .. } | Self::RevisionOutOfOrder { .. } => 409,
            Self::BodyTooLarge { .. } | Self::DocumentTooLarge { .. } => 413,
            Self::MediaTypeUnsupported | Self::EncodingUnsupported => 415,
            Self::HostMismatch => 421,
            Self::Invalid(_)
            | Self::DataflowUnknown
            | Self::DataflowVersionUnknown { .. }
            | Self::BelowThreshold(_)
            | Self::Recoverable(_)
            | Self::OpensRelease(_) => 422,
            Self::RateLimited { .. } | Self::ReceivingLimited => 429,
            Self::HeaderTooLarge { .. } => 431,
            Self::Inbox(error) => error.status(),
            Self::Internal(_) => 500,
            Self::Busy | Self::Store(_) | Self::Spool(_) => 503,
        }
    }

    /// Seconds after which the same request may succeed, when waiting helps.
    pub(crate) fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::RateLimited { retry_after_s } => Some(*retry_after_s),
            Self::ReceivingLimited | Self::Busy => Some(5),
            Self::Store(_) | Self::Spool(_) => Some(30),
            _ => None,
        }
    }

    /// Whether the connection is closed after the answer.
    pub(crate) fn closes(&self) -> bool {
        matches!(
            self,
            Self::Certificate(_)
                | Self::HeaderTooLarge { .. }
                | Self::HostMismatch
                | Self::BodyTooLarge { .. }
                | Self::DocumentTooLarge { .. }
                | Self::BodyTruncated
                | Self::BodyTooSlow
        )
    }

    /// What was found in the submission, for its sender.
    pub(crate) fn findings(&self) -> &[Finding] {
        match self {
            Self::Unreadable(findings)
            | Self::Invalid(findings)
            | Self::BelowThreshold(findings)
            | Self::Recoverable(findings)
            | Self::OpensRelease(findings) => findings,
            _ => &[],
        }
    }

    /// What happened, for a person.
    pub(crate) fn title(&self, language: Language) -> String {
        match self {
            Self::Certificate(fault) => fault.message(language),
            Self::Signature(error) => error.message(language),
            Self::Denied(denied) => denied.message(language),
            Self::Inbox(error) => error.message(language),
            Self::Unreadable(findings) if !findings.is_empty() => findings[0].message(language),
            _ => catalogue().message(language, &self.code(), &self.args()),
        }
    }

    /// What the person can do about it.
    pub(crate) fn remedy(&self, language: Language) -> String {
        let key = match self {
            Self::Certificate(_) => "certificate-remedy".to_owned(),
            Self::Signature(_) => "signature-remedy".to_owned(),
            Self::Denied(_) | Self::Inbox(_) => "denied-remedy".to_owned(),
            Self::Unreadable(_) => "submission_invalid-remedy".to_owned(),
            _ => format!("{}-remedy", self.code()),
        };
        catalogue().message(language, &key, &self.args())
    }

    fn args(&self) -> MessageArgs {
        match self {
            Self::HeaderTooLarge { limit }
            | Self::BodyTooLarge { limit }
            | Self::DocumentTooLarge { limit } => args([("limit", limit.to_string())]),
            Self::ParameterInvalid { name } => args([("name", (*name).to_owned())]),
            Self::RateLimited { retry_after_s } => args([("seconds", retry_after_s.to_string())]),
            Self::DataflowVersionUnknown { known } => args([("known", known.clone())]),
            Self::RevisionTaken { next } | Self::RevisionOutOfOrder { next } => {
                args([("next", next.to_string())])
            }
            _ => MessageArgs::new(),
        }
    }
}
