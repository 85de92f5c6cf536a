//! One query, asked until it is answered whole: again after errors of the network and answers that ask for patience,
//! from where the transfer broke; never after a refusal.

use std::io::ErrorKind;
use std::time::Duration;

use actix_rt::time::{sleep, timeout};
use awc::ClientResponse;
use awc::error::{ConnectError, SendRequestError};
use awc::http::header::{self, HeaderName};
use awc::http::{StatusCode, Uri};
use chrono::{DateTime, Utc};
use futures_util::StreamExt;

use super::{ServiceError, ServiceOptions, accept, address::Address, transfer::Transfer};

/// Largest refusal that is looked at, in bytes.
const MOST_REFUSAL: usize = 64 << 10;

/// Why one attempt did not bring the whole answer.
enum Failed {
    /// Worth another attempt, after so many seconds if the service says so.
    Again(ServiceError, Option<u64>),
    /// Not worth another.
    Final(ServiceError),
}

impl From<ServiceError> for Failed {
    fn from(error: ServiceError) -> Self {
        Self::Final(error)
    }
}

/// Asks until the whole answer is in `transfer`.
pub(super) async fn answered(
    http: &awc::Client,
    address: &Address,
    transfer: &mut Transfer,
    options: &ServiceOptions,
) -> Result<(), ServiceError> {
    let attempts = options.backoff.attempts.max(1);
    let mut attempt = 1;
    loop {
        let (error, wish) = match once(http, address, transfer, options).await {
            Ok(()) => return Ok(()),
            Err(Failed::Final(error)) => return Err(error),
            Err(Failed::Again(error, wish)) => (error, wish),
        };
        if attempt >= attempts {
            return Err(error.after(attempt));
        }
        sleep(options.backoff.pause(attempt, wish)).await;
        attempt += 1;
    }
}

async fn once(
    http: &awc::Client,
    address: &Address,
    transfer: &mut Transfer,
    options: &ServiceOptions,
) -> Result<(), Failed> {
    let mut at = address.clone();
    for _ in 0..=options.max_redirects {
        let response = sent(http, &at, transfer, options).await?;
        if !is_redirection(response.status()) {
            return received(response, transfer, options).await;
        }
        let location = text(&response, header::LOCATION).unwrap_or_default();
        at = at.redirected(&location)?;
    }
    Err(Failed::Final(ServiceError::Redirects {
        most: options.max_redirects,
    }))
}

async fn sent(
    http: &awc::Client,
    at: &Address,
    transfer: &Transfer,
    options: &ServiceOptions,
) -> Result<ClientResponse, Failed> {
    let mut request = http
        .get(at.uri())
        .insert_header((header::ACCEPT, accept::of(&options.formats)))
        .insert_header((header::ACCEPT_LANGUAGE, options.language.code()))
        .insert_header((header::ACCEPT_ENCODING, "gzip"));
    if let Some(validator) = transfer
        .validator
        .as_ref()
        .filter(|_| transfer.length > 0 && transfer.promised.is_some())
    {
        request = request
            .insert_header((header::RANGE, format!("bytes={}-", transfer.length)))
            .insert_header((header::IF_RANGE, validator.as_str()));
    }
    let response = request.send().await;
    response.map_err(|error| not_sent(&error, at.uri()))
}

/// Takes the body of an answer, or says why it is none.
async fn received(
    mut response: ClientResponse,
    transfer: &mut Transfer,
    options: &ServiceOptions,
) -> Result<(), Failed> {
    match response.status() {
        StatusCode::OK => transfer.restart()?,
        StatusCode::PARTIAL_CONTENT if starts_at(&response, transfer.length) => {}
        StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
            transfer.restart()?;
            return Err(Failed::Again(broken("the range is another"), None));
        }
        _ => return Err(refused(response).await),
    }
    if response.status() == StatusCode::OK {
        transfer.validator = validator(&response);
        transfer.promised =
            text(&response, header::CONTENT_LENGTH).and_then(|text| text.parse().ok());
        transfer.media_type = text(&response, header::CONTENT_TYPE);
        transfer.is_packed = match text(&response, header::CONTENT_ENCODING).as_deref() {
            None | Some("identity") => false,
            Some("gzip" | "x-gzip") => true,
            Some(_) => return Err(ServiceError::Packed.into()),
        };
    }
    let idle = Duration::from_secs(options.idle_timeout_s);
    loop {
        match timeout(idle, response.next()).await {
            Err(_) => return Err(Failed::Again(broken("no byte came in time"), None)),
            // The client does not tell an end from a break.
            Ok(None) if transfer.is_whole() => return Ok(()),
            Ok(None) => return Err(Failed::Again(broken("the answer may not be whole"), None)),
            Ok(Some(Ok(bytes))) => transfer.take(&bytes)?,
            Ok(Some(Err(cause))) => return Err(Failed::Again(broken(&cause.to_string()), None)),
        }
    }
}

/// Why the service gives no data.
async fn refused(mut response: ClientResponse) -> Failed {
    let status = response.status();
    let wish = text(&response, header::RETRY_AFTER).and_then(|text| seconds(&text));
    let said = response.body().limit(MOST_REFUSAL).await;
    let said = said.map_or_else(
        |_| String::new(),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    );
    match status {
        StatusCode::NOT_FOUND if accept::tells_no_records(&said) => ServiceError::NoRecords.into(),
        StatusCode::NOT_FOUND => ServiceError::NotFound.into(),
        StatusCode::NOT_ACCEPTABLE => ServiceError::NotAcceptable.into(),
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => Failed::Again(ServiceError::Status(status.as_u16()), wish),
        other => ServiceError::Status(other.as_u16()).into(),
    }
}

fn not_sent(error: &SendRequestError, uri: &Uri) -> Failed {
    let cause = error.to_string();
    match error {
        SendRequestError::Connect(ConnectError::Resolver(_) | ConnectError::NoRecords) => {
            let host = uri.host().unwrap_or_default().to_owned();
            Failed::Again(ServiceError::UnknownHost { host }, None)
        }
        SendRequestError::Connect(ConnectError::SslError(_)) => ServiceError::Tls(cause).into(),
        // This is how errors of TLS come out of the connector.
        SendRequestError::Connect(ConnectError::Io(error)) if error.kind() == ErrorKind::Other => {
            ServiceError::Tls(cause).into()
        }
        _ => Failed::Again(broken(&cause), None),
    }
}

fn broken(cause: &str) -> ServiceError {
    ServiceError::Unreachable {
        attempts: 1,
        cause: cause.to_owned(),
    }
}

fn is_redirection(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn text(response: &ClientResponse, name: HeaderName) -> Option<String> {
    let value = response.headers().get(name)?;
    value.to_str().ok().map(str::to_owned)
}

/// What tells a changed answer from the same one: a strong tag, else a date.
fn validator(response: &ClientResponse) -> Option<String> {
    let tag = text(response, header::ETAG).filter(|tag| !tag.starts_with("W/"));
    tag.or_else(|| text(response, header::LAST_MODIFIED))
}

fn starts_at(response: &ClientResponse, length: u64) -> bool {
    let range = text(response, header::CONTENT_RANGE).unwrap_or_default();
    range.starts_with(&format!("bytes {length}-"))
}

/// The seconds of `Retry-After`, which may be a date.
fn seconds(text: &str) -> Option<u64> {
    let seconds = text.trim().parse().ok();
    seconds.or_else(|| {
        let date = DateTime::parse_from_rfc2822(text.trim()).ok()?;
        let left = date.signed_duration_since(Utc::now()).num_seconds();
        Some(u64::try_from(left).unwrap_or(0))
    })
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn a_service_asks_for_patience_in_seconds_or_until_a_date() {
        assert_eq!(seconds(" 7 "), Some(7));
        assert_eq!(seconds("Wed, 21 Oct 2015 07:28:00 GMT"), Some(0));
        assert!(seconds("Tue, 31 Dec 2199 23:59:59 GMT").is_some_and(|left| left > 3_600));
        assert_eq!(seconds("soon"), None);
    }
}
