//! The caller's inbox: its list, and each document in it.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    body::SizedStream,
    http::header,
    web::{self, Query},
};
use certs::signature::SIGNATURE_HEADER;
use futures_util::stream;

use super::{answer::Ending, caller::Caller, submissions::read_row};
use crate::{
    agreement,
    delivery::{self, Document, Inbox},
    gateway::Gateway,
    refusal::Refusal,
    store::agreements,
};

/// Deliveries of one page.
const PAGE: usize = 500;

/// What a list may be asked for.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Only what arrived after this position.
    #[serde(default)]
    after: i64,
}

/// `GET /exchange/v1/deliveries?after=`.
pub(super) async fn list(
    request: HttpRequest,
    gateway: web::Data<Gateway>,
    caller: Caller,
) -> HttpResponse {
    let gateway = gateway.into_inner();
    let asked = Query::<Asked>::from_query(request.query_string())
        .map(|asked| asked.after)
        .map_err(|_| Refusal::ParameterInvalid { name: "after" });
    let (for_block, its_caller) = (Arc::clone(&gateway), caller.clone());
    let listed = web::block(move || inbox(&for_block, &its_caller, asked?))
        .await
        .unwrap_or_else(|error| Err(Refusal::internal(error)));
    match listed {
        Ok(inbox) => {
            let etag = inbox.etag();
            let mut response = tagged(&request, &caller, &etag);
            if is_held(&request, &etag) {
                return response.finish();
            }
            response.json(inbox)
        }
        Err(refusal) => {
            let ending = Ending::of(&gateway, &caller, "inbox".to_owned());
            ending.refuse(&refusal).await
        }
    }
}

fn inbox(gateway: &Gateway, caller: &Caller, after: i64) -> Result<Inbox, Refusal> {
    let policy = gateway.store.read(agreements::policy)?;
    agreement::member(&policy, &caller.participant)?;
    let now = gateway.now();
    let inbox = delivery::inbox(&gateway.store, &caller.participant, after, PAGE, now)?;
    gateway.tell(&read_row(gateway, caller, "inbox".to_owned()))?;
    Ok(inbox)
}

/// `GET /exchange/v1/deliveries/{id}`: the bytes as they were signed.
pub(super) async fn document(
    request: HttpRequest,
    path: web::Path<String>,
    gateway: web::Data<Gateway>,
    caller: Caller,
) -> HttpResponse {
    let gateway = gateway.into_inner();
    let id = path.into_inner();
    let object = format!("delivery/{}", id.chars().take(64).collect::<String>());
    let (for_block, its_caller) = (Arc::clone(&gateway), caller.clone());
    let read = web::block(move || {
        let (store, now) = (&for_block.store, for_block.now());
        let reader = &its_caller.participant;
        Ok(delivery::document(
            store,
            reader,
            &id,
            now,
            &its_caller.request,
        )?)
    })
    .await
    .unwrap_or_else(|error| Err(Refusal::internal(error)));
    match read.and_then(|document| answer(&request, &caller, &document)) {
        Ok(response) => response,
        // The reading wrote its audit row itself, of a refusal too.
        Err(refusal @ (Refusal::Inbox(_) | Refusal::Denied(_))) => {
            Ending::of(&gateway, &caller, object).answer(&refusal)
        }
        Err(refusal) => Ending::of(&gateway, &caller, object).refuse(&refusal).await,
    }
}

fn answer(
    request: &HttpRequest,
    caller: &Caller,
    document: &Document,
) -> Result<HttpResponse, Refusal> {
    let etag = format!("\"{}\"", document.digest);
    let mut response = tagged(request, caller, &etag);
    response
        .insert_header((SIGNATURE_HEADER, document.signature.clone()))
        .insert_header((header::VARY, "Accept-Encoding"));
    if is_held(request, &etag) {
        return Ok(response.finish());
    }
    response.content_type("application/json");
    if takes_zstd(request) {
        response.insert_header((header::CONTENT_ENCODING, "zstd"));
        return Ok(response.body(document.zstd()));
    }
    let chunks = stream::iter(document.chunks().map_err(Refusal::internal)?);
    Ok(response.body(SizedStream::new(document.length, chunks)))
}

/// An answer with its entity tag: 304 when the caller holds it already.
fn tagged(request: &HttpRequest, caller: &Caller, etag: &str) -> actix_web::HttpResponseBuilder {
    let mut response = if is_held(request, etag) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::ETAG, etag.to_owned()))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header(("Puente-Request", caller.request.clone()));
    response
}

fn is_held(request: &HttpRequest, etag: &str) -> bool {
    request
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|held| held.trim().trim_start_matches("W/") == etag)
}

fn takes_zstd(request: &HttpRequest) -> bool {
    request
        .headers()
        .get_all(header::ACCEPT_ENCODING)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';');
            let is_zstd = parts.next().is_some_and(|name| name.trim() == "zstd");
            is_zstd && parts.all(|part| part.trim() != "q=0")
        })
}
