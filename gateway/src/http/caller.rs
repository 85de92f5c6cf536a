//! Who asks, in which request and language: made by the gate, taken by the handlers.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header};
use schemas::{ids::ParticipantId, language::Language};

/// The participant behind a request that the gate let in.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// As in the certificate of the connection.
    pub(crate) participant: ParticipantId,
    /// Names the request in answers, logs and audit rows.
    pub(crate) request: String,
    /// The language of texts for people.
    pub(crate) language: Language,
}

/// The language that the request asks for.
pub(crate) fn language(request: &HttpRequest) -> Language {
    request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or_else(Language::default, Language::from_accept_language)
}

impl FromRequest for Caller {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            request
                .extensions()
                .get::<Self>()
                .cloned()
                .ok_or_else(|| actix_web::error::ErrorInternalServerError("no gate")),
        )
    }
}
