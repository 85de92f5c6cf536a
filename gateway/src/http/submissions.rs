//! Sending a submission, and asking for its receipt again.

use std::{sync::Arc, time::Duration, time::Instant};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{self, Payload},
};
use certs::{
    receipt::MEDIA_TYPE,
    signature::{SIGNATURE_HEADER, Verification},
};
use futures_util::StreamExt;
use schemas::ids::SubmissionId;

use super::{answer::Ending, caller::Caller};
use crate::{
    agreement,
    gateway::Gateway,
    intake::{self, Encoding, Refused, Sender, StoredSubmission},
    observe::audit::{Act, Entry},
    refusal::Refusal,
    store::{Aborted, agreements, audit, submissions},
};

/// How long, and how much of, a refused body is still read, so that its sender gets to read the
/// answer instead of a reset connection.
const LINGER: Duration = Duration::from_secs(2);
const LINGER_BYTES: usize = 16 * 1024 * 1024;

/// `POST /exchange/v1/submissions`. Runs to its end even when the sender hangs up: a sender that
/// never saw its receipt asks again.
pub(super) async fn submit(
    request: HttpRequest,
    payload: Payload,
    gateway: web::Data<Gateway>,
    caller: Caller,
) -> HttpResponse {
    let gateway = gateway.into_inner();
    let header = Header::of(&request);
    let (for_task, its_caller) = (Arc::clone(&gateway), caller.clone());
    let task = actix_web::rt::spawn(async move {
        let mut payload = payload;
        let ended = take(&for_task, &its_caller, header, &mut payload).await;
        match ended {
            Ok(stored) => accepted(&its_caller, stored),
            Err(refused) => {
                linger(payload).await;
                refuse(&for_task, &its_caller, &refused).await
            }
        }
    });
    match task.await {
        Ok(response) => response,
        Err(error) => {
            let refused = Refusal::internal(error).into();
            refuse(&gateway, &caller, &refused).await
        }
    }
}

/// What the header of a submission says.
struct Header {
    media_type: Option<String>,
    encoding: Option<String>,
    length: Option<u64>,
    signature: Option<String>,
}

impl Header {
    fn of(request: &HttpRequest) -> Self {
        let text = |name: &str| {
            let value = request.headers().get(name)?;
            value.to_str().ok().map(ToOwned::to_owned)
        };
        Self {
            media_type: text(header::CONTENT_TYPE.as_str()),
            encoding: text(header::CONTENT_ENCODING.as_str()),
            length: text(header::CONTENT_LENGTH.as_str()).and_then(|length| length.parse().ok()),
            signature: text(SIGNATURE_HEADER),
        }
    }

    fn is_json(&self) -> bool {
        let media_type = self.media_type.as_deref().unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case("application/json")
    }
}

async fn take(
    gateway: &Arc<Gateway>,
    caller: &Caller,
    header: Header,
    payload: &mut Payload,
) -> Result<StoredSubmission, Refused> {
    let _place = gateway.quotas.place(&caller.participant, Instant::now())?;
    if !header.is_json() {
        return Err(Refusal::MediaTypeUnsupported.into());
    }
    let encoding = Encoding::parse(header.encoding.as_deref())?;
    let limit = gateway.config.limits.max_body_bytes;
    if header.length.is_some_and(|length| length > limit) {
        return Err(Refusal::BodyTooLarge { limit }.into());
    }
    let signature = header.signature.ok_or(Refusal::SignatureMissing)?;
    let verification = Verification::begin(&signature, gateway.trust(), gateway.now())
        .map_err(Refusal::Signature)?;
    let received =
        intake::receive(&gateway.config, payload, encoding, &signature, verification).await?;
    let wait = Duration::from_secs(gateway.config.limits.intake_wait_s);
    let turn = Arc::clone(&gateway.intakes).acquire_owned();
    let turn = match tokio::time::timeout(wait, turn).await {
        Ok(Ok(turn)) => turn,
        _ => return Err(Refusal::Busy.into()),
    };
    let sender = Sender {
        participant: caller.participant.clone(),
        request: caller.request.clone(),
    };
    let gateway = Arc::clone(gateway);
    web::block(move || {
        let _turn = turn;
        intake::accept(&gateway, &sender, received)
    })
    .await
    .map_err(Refusal::internal)?
}

fn accepted(caller: &Caller, stored: StoredSubmission) -> HttpResponse {
    let StoredSubmission {
        id,
        receipt,
        is_first,
    } = stored;
    tracing::info!(
        request.id = caller.request, participant.id = %caller.participant, submission.id = id,
        is_first, "Accepted submission {id}"
    );
    let mut response = if is_first {
        HttpResponse::Created()
    } else {
        HttpResponse::Ok()
    };
    response
        .content_type(MEDIA_TYPE)
        .insert_header((
            header::LOCATION,
            format!("/exchange/v1/submissions/{id}/receipt"),
        ))
        .insert_header(("Puente-Request", caller.request.clone()))
        .body(receipt)
}

async fn refuse(gateway: &Arc<Gateway>, caller: &Caller, refused: &Refused) -> HttpResponse {
    let object = match &refused.submission {
        Some(id) => format!("submission/{id}"),
        None => "submission".to_owned(),
    };
    Ending::of(gateway, caller, object)
        .refuse(&refused.refusal)
        .await
}

async fn linger(mut payload: Payload) {
    let drained = async {
        let mut left = LINGER_BYTES;
        while let Some(Ok(chunk)) = payload.next().await {
            left = left.saturating_sub(chunk.len());
            if left == 0 {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(LINGER, drained).await;
}

/// `GET /exchange/v1/submissions/{id}/receipt`. Nobody but its sender learns whether a submission
/// exists.
pub(super) async fn receipt(
    path: web::Path<String>,
    gateway: web::Data<Gateway>,
    caller: Caller,
) -> HttpResponse {
    let gateway = gateway.into_inner();
    let asked: Option<SubmissionId> = path.into_inner().parse().ok();
    let object = match &asked {
        Some(id) => format!("submission/{id}"),
        None => "submission".to_owned(),
    };
    let (for_block, its_caller) = (Arc::clone(&gateway), caller.clone());
    let found = web::block(move || {
        let id = asked.ok_or(Refusal::SubmissionUnknown)?;
        own_receipt(&for_block, &its_caller, &id)
    })
    .await
    .unwrap_or_else(|error| Err(Refusal::internal(error)));
    match found {
        Ok(receipt) => HttpResponse::Ok()
            .content_type(MEDIA_TYPE)
            .insert_header(("Puente-Request", caller.request.clone()))
            .body(receipt),
        Err(refusal) => Ending::of(&gateway, &caller, object).refuse(&refusal).await,
    }
}

fn own_receipt(gateway: &Gateway, caller: &Caller, id: &SubmissionId) -> Result<String, Refusal> {
    let read = gateway.store.write("read_receipt", |transaction| {
        let policy = agreements::policy_in(transaction)?;
        agreement::member(&policy, &caller.participant)
            .map_err(|denied| Aborted::Refused(Refusal::Denied(denied)))?;
        let row = transaction.read(|rows| submissions::find(rows, id.as_str()))?;
        let is_own = row.is_some_and(|row| row.provider == caller.participant.as_str());
        let receipt = transaction.read(|rows| submissions::receipt(rows, id.as_str()))?;
        let receipt = receipt
            .filter(|_| is_own)
            .ok_or(Aborted::Refused(Refusal::SubmissionUnknown))?;
        audit::append(
            transaction,
            &read_row(gateway, caller, format!("submission/{id}")),
        )?;
        Ok(receipt)
    });
    read.map_err(|aborted| match aborted {
        Aborted::Store(error) => Refusal::Store(error),
        Aborted::Refused(refusal) => refusal,
    })
}

/// The audit row of something that was read.
pub(super) fn read_row(gateway: &Gateway, caller: &Caller, object: String) -> Entry {
    Entry {
        at: gateway.now(),
        act: Act::Read,
        actor: caller.participant.to_string(),
        object,
        code: String::new(),
        detail: serde_json::json!({}),
        request: caller.request.clone(),
    }
}
