//! What every request passes before its handler: the certificate still stands, the header is
//! small and names the host of the handshake, the participant has not asked too much. A panic
//! behind the gate becomes a problem like any other, and the log says where.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Instant};

use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{header, uri::Authority},
    middleware::Next,
    web,
};
use certs::certificate::CertificateFault;
use futures_util::FutureExt;
use schemas::ids::ParticipantId;

use super::{
    answer::{self, Ending},
    caller::{self, Caller},
    connection::Connection,
};
use crate::{gateway::Gateway, refusal::Refusal};

/// The middleware.
///
/// # Errors
/// Never with a text of its own: the error carries the whole answer.
pub(crate) async fn gate(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(gateway) = request.app_data::<web::Data<Gateway>>() else {
        return Ok(request.into_response(HttpResponse::InternalServerError().finish()));
    };
    let gateway = Arc::clone(gateway);
    let id = uuid::Uuid::now_v7().to_string();
    let language = caller::language(request.request());
    let object = answer::address(request.request());
    match admit(&gateway, &request) {
        Ok(participant) => {
            let caller = Caller {
                participant,
                request: id,
                language,
            };
            request.extensions_mut().insert(caller.clone());
            guarded(&gateway, &caller, object, request, next).await
        }
        Err(Turned {
            actor,
            refusal,
            is_audited,
        }) => {
            let ending = Ending {
                gateway: &gateway,
                actor: &actor,
                request: &id,
                language,
                object,
            };
            let response = if is_audited {
                ending.refuse(&refusal).await
            } else {
                ending.answer(&refusal)
            };
            Ok(request.into_response(response))
        }
    }
}

/// A request that was turned away at the gate.
struct Turned {
    actor: String,
    refusal: Refusal,
    is_audited: bool,
}

fn admit(gateway: &Gateway, request: &ServiceRequest) -> Result<ParticipantId, Turned> {
    let turned = |actor: &str| {
        let actor = actor.to_owned();
        move |refusal| Turned {
            actor,
            refusal,
            is_audited: true,
        }
    };
    let connection = request
        .conn_data::<Connection>()
        .ok_or(Refusal::Certificate(CertificateFault::Missing))
        .map_err(turned("unknown"))?;
    let peer = connection
        .peer
        .as_ref()
        .map_err(|fault| Refusal::Certificate(*fault))
        .map_err(turned("unknown"))?;
    let participant = &peer.participant;
    let refuse = turned(participant.as_str());
    gateway
        .trust()
        .still_valid(peer, gateway.now())
        .map_err(|fault| refuse(Refusal::Certificate(fault)))?;
    gateway
        .quotas
        .request(participant, Instant::now())
        .map_err(|exhausted| Turned {
            actor: participant.to_string(),
            refusal: exhausted.refusal,
            is_audited: exhausted.is_first,
        })?;
    header_is_small(gateway, request)
        .and_then(|()| host_is_asked_for(connection, request))
        .map_err(turned(participant.as_str()))?;
    Ok(participant.clone())
}

fn header_is_small(gateway: &Gateway, request: &ServiceRequest) -> Result<(), Refusal> {
    let fields: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    let limit = gateway.config.limits.max_header_bytes;
    if fields + request.uri().to_string().len() > limit {
        return Err(Refusal::HeaderTooLarge {
            limit: limit as u64,
        });
    }
    Ok(())
}

/// A handshake for one name and a request for another is a mistake or a trick.
fn host_is_asked_for(connection: &Connection, request: &ServiceRequest) -> Result<(), Refusal> {
    let Some(asked) = &connection.server_name else {
        return Ok(());
    };
    let mut named = request.headers().get_all(header::HOST);
    let authority: Option<Authority> = named
        .next()
        .and_then(|host| host.to_str().ok())
        .and_then(|host| host.parse().ok());
    match (authority, named.next()) {
        (Some(host), None) if host.host().eq_ignore_ascii_case(asked) => Ok(()),
        _ => Err(Refusal::HostMismatch),
    }
}

async fn guarded(
    gateway: &Arc<Gateway>,
    caller: &Caller,
    object: String,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let handled = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let refusal = match handled {
        Ok(Ok(response)) => return Ok(response),
        Ok(Err(error)) => Refusal::internal(error.to_string()),
        Err(_) => Refusal::internal("a handler panicked"),
    };
    let response = Ending::of(gateway, caller, object).refuse(&refusal).await;
    Err(InternalError::from_response(refusal, response).into())
}
