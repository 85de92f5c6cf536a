//! One request, tried until it is answered: again after errors of the network and after answers
//! that ask for patience, never after a refusal.

use std::{io::ErrorKind, time::Duration};

use actix_rt::time::sleep;
use awc::{
    ClientRequest,
    error::{ConnectError, PayloadError, SendRequestError},
    http::{StatusCode, header},
};

use super::{Client, ClientError, Problem};

/// Largest refusal that is read, in bytes.
const MAX_PROBLEM_BYTES: usize = 1024 * 1024;

/// What happens while a request is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The attempt of this number begins.
    Attempt(u32),
    /// No answer yet; the next attempt comes after this pause.
    Pause(Duration),
}

/// An answer that is not a refusal.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) etag: Option<String>,
    pub(super) signature: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Why one attempt did not end in an answer.
enum Failed {
    /// Worth another attempt, after what the gateway asked for.
    Again(ClientError, Option<u64>),
    /// The connection was closed before an answer: a bad line, or a refused certificate.
    Closed(String),
    /// Not worth another.
    Final(ClientError),
}

impl Client {
    /// Sends what `request` makes, with `body`, until it is answered.
    pub(super) async fn send(
        &self,
        request: impl Fn(&awc::Client) -> ClientRequest,
        body: Option<&[u8]>,
        told: &dyn Fn(Step),
    ) -> Result<Answer, ClientError> {
        let attempts = self.options.backoff.attempts.max(1);
        let mut attempt = 1;
        loop {
            told(Step::Attempt(attempt));
            let (error, wish) = match self.attempt(request(&self.http), body).await {
                Ok(answer) => return Ok(answer),
                Err(Failed::Final(error)) => return Err(error),
                Err(Failed::Again(error, wish)) => (error, wish),
                Err(Failed::Closed(cause)) => match self.probe.refusal().await {
                    Some(refusal) => return Err(ClientError::Handshake(refusal)),
                    None => (ClientError::Unreachable { attempts: 1, cause }, None),
                },
            };
            if attempt >= attempts {
                return Err(after(error, attempt));
            }
            let pause = self.options.backoff.pause(attempt, wish);
            told(Step::Pause(pause));
            sleep(pause).await;
            attempt += 1;
        }
    }

    async fn attempt(&self, request: ClientRequest, body: Option<&[u8]>) -> Result<Answer, Failed> {
        let sent = match body {
            Some(body) => request.send_body(body.to_vec()).await,
            None => request.send().await,
        };
        let timeout = Duration::from_secs(self.options.answer_timeout_s);
        let mut response = sent.map_err(|error| not_sent(&error))?.timeout(timeout);
        let status = response.status();
        let text = |name| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let etag = text(header::ETAG);
        let retry_after_s = text(header::RETRY_AFTER).and_then(|value| value.parse().ok());
        let signature = response
            .headers()
            .get(certs::signature::SIGNATURE_HEADER)
            .and_then(|value| value.to_str().ok().map(str::to_owned));
        let answered = status.is_success() || status == StatusCode::NOT_MODIFIED;
        let limit = if answered {
            self.options.max_answer_bytes
        } else {
            MAX_PROBLEM_BYTES
        };
        let body = response.body().limit(limit).await.map_err(not_read)?;
        if answered {
            return Ok(Answer {
                status,
                etag,
                signature,
                body: body.to_vec(),
            });
        }
        let refused = ClientError::Refused(Box::new(Problem::read(status.as_u16(), &body)));
        Err(if asks_for_patience(status) {
            Failed::Again(refused, retry_after_s)
        } else {
            Failed::Final(refused)
        })
    }
}

fn asks_for_patience(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// A refused handshake stays refused; everything else of the network may pass.
fn not_sent(error: &SendRequestError) -> Failed {
    let cause = error.to_string();
    match error {
        SendRequestError::Connect(ConnectError::SslError(_)) => {
            Failed::Final(ClientError::Handshake(cause))
        }
        // This is how errors of TLS come out of the connector.
        SendRequestError::Connect(ConnectError::Io(error)) if error.kind() == ErrorKind::Other => {
            Failed::Closed(cause)
        }
        SendRequestError::Url(_) => Failed::Final(ClientError::Url(cause)),
        SendRequestError::Connect(_) | SendRequestError::Timeout => {
            Failed::Again(ClientError::Unreachable { attempts: 1, cause }, None)
        }
        _ => Failed::Closed(cause),
    }
}

fn not_read(error: PayloadError) -> Failed {
    match error {
        PayloadError::Overflow => Failed::Final(ClientError::TooLarge),
        other => Failed::Closed(other.to_string()),
    }
}

fn after(error: ClientError, tried: u32) -> ClientError {
    match error {
        ClientError::Unreachable { cause, .. } => ClientError::Unreachable {
            attempts: tried,
            cause,
        },
        other => other,
    }
}
