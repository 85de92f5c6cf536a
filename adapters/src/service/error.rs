//! Why a service of an office gave no data. Names and causes of the network may be told; no data are.

use std::io;

use schemas::language::{Language, args};

use crate::catalogue::catalogue;

/// Why a service gave no data.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The address is not one of HTTPS.
    #[error("`{0}` is not an address of HTTPS")]
    Address(String),
    /// No authorities to believe could be read.
    #[error("the authorities cannot be read: {0}")]
    Authorities(String),
    /// The name of the host is not known.
    #[error("the host `{host}` is not known")]
    UnknownHost {
        /// The host.
        host: String,
    },
    /// The service's certificate is not believed, or there is no common TLS.
    #[error("the service is not believed: {0}")]
    Tls(String),
    /// No whole answer, also after the last attempt.
    #[error("no whole answer after {attempts} attempts: {cause}")]
    Unreachable {
        /// How often it was tried.
        attempts: u32,
        /// What the last attempt ended with.
        cause: String,
    },
    /// The service answered with another status.
    #[error("the service answered with status {0}")]
    Status(u16),
    /// The query has no results.
    #[error("the query has no results")]
    NoRecords,
    /// There is nothing at the address.
    #[error("there is nothing at the address")]
    NotFound,
    /// The service has none of the formats.
    #[error("the service has none of the formats")]
    NotAcceptable,
    /// The service points elsewhere again and again.
    #[error("more than {most} redirections")]
    Redirects {
        /// The limit.
        most: u32,
    },
    /// The service points to what is not an address of HTTPS.
    #[error("redirected to `{0}`")]
    Redirected(String),
    /// The answer is longer than is kept.
    #[error("the answer is too long")]
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// The answer is packed in a way that is not understood, or damaged.
    #[error("the answer cannot be unpacked")]
    Packed,
    /// The answer cannot be kept.
    #[error("the answer cannot be kept")]
    Kept(#[source] io::Error),
}

impl ServiceError {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(_) => "service_address",
            Self::Authorities(_) => "service_authorities",
            Self::UnknownHost { .. } => "service_unknown_host",
            Self::Tls(_) => "service_tls",
            Self::Unreachable { .. } => "service_unreachable",
            Self::Status(_) => "service_status",
            Self::NoRecords => "service_no_records",
            Self::NotFound => "service_not_found",
            Self::NotAcceptable => "service_not_acceptable",
            Self::Redirects { .. } => "service_redirects",
            Self::Redirected(_) => "service_redirected",
            Self::TooLarge { .. } => "service_too_large",
            Self::Packed => "service_packed",
            Self::Kept(_) => "service_not_kept",
        }
    }

    /// Whether the fault lies with the network or the service rather than with what was asked.
    #[must_use]
    pub fn is_environment(&self) -> bool {
        !matches!(self, Self::Address(_) | Self::NoRecords | Self::NotFound)
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let values = match self {
            Self::Address(address) | Self::Redirected(address) => {
                args([("address", address.clone())])
            }
            Self::Authorities(cause) | Self::Tls(cause) => args([("cause", cause.clone())]),
            Self::UnknownHost { host } => args([("host", host.clone())]),
            Self::Unreachable { attempts, cause } => {
                args([("attempts", attempts.to_string()), ("cause", cause.clone())])
            }
            Self::Status(status) => args([("status", status.to_string())]),
            Self::Redirects { most } => args([("most", most.to_string())]),
            Self::TooLarge { limit_bytes } => args([("limit", (limit_bytes >> 20).to_string())]),
            Self::Kept(cause) => args([("cause", cause.to_string())]),
            Self::NoRecords | Self::NotFound | Self::NotAcceptable | Self::Packed => args([]),
        };
        catalogue().message(language, self.code(), &values)
    }

    /// The same after so many attempts.
    pub(super) fn after(self, tried: u32) -> Self {
        match self {
            Self::Unreachable { cause, .. } => Self::Unreachable {
                attempts: tried,
                cause,
            },
            other => other,
        }
    }
}
