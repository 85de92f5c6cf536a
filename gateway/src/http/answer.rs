//! How a request ends that is refused: an audit row, one line in the log, a problem.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use schemas::language::Language;

use super::{caller::Caller, problem};
use crate::{
    gateway::Gateway,
    observe::audit::{Act, Entry},
    refusal::Refusal,
};

/// A refusal on its way out.
pub(super) struct Ending<'a> {
    pub(super) gateway: &'a Arc<Gateway>,
    /// The participant, or `unknown`.
    pub(super) actor: &'a str,
    pub(super) request: &'a str,
    pub(super) language: Language,
    /// What was asked for, as the audit row names it.
    pub(super) object: String,
}

impl<'a> Ending<'a> {
    /// The ending of a request of `caller` for `object`.
    pub(super) fn of(gateway: &'a Arc<Gateway>, caller: &'a Caller, object: String) -> Self {
        Self {
            gateway,
            actor: caller.participant.as_str(),
            request: &caller.request,
            language: caller.language,
            object,
        }
    }

    /// Writes the audit row, and answers.
    pub(super) async fn refuse(self, refusal: &Refusal) -> HttpResponse {
        let entry = Entry {
            at: self.gateway.now(),
            act: Act::Refuse,
            actor: self.actor.to_owned(),
            object: self.object.clone(),
            code: refusal.code().into_owned(),
            detail: detail(refusal),
            request: self.request.to_owned(),
        };
        let gateway = Arc::clone(self.gateway);
        let told = web::block(move || gateway.tell(&entry)).await;
        if let Ok(Err(error)) = &told {
            tracing::error!(
                request.id = self.request, code = error.code(), error = ?error,
                "Failed to write an audit row"
            );
        }
        self.answer(refusal)
    }

    /// Answers without an audit row: it was written elsewhere, or one row tells of many.
    pub(super) fn answer(self, refusal: &Refusal) -> HttpResponse {
        log(&self, refusal);
        let most = self.gateway.config.limits.max_findings;
        problem::response(refusal, self.language, self.request, most)
    }
}

/// What the audit row keeps of a refusal: its status, and the codes of its findings with their
/// number. Findings themselves name cells by codes; the row needs them even less.
fn detail(refusal: &Refusal) -> serde_json::Value {
    let mut codes = std::collections::BTreeMap::<&str, usize>::new();
    for finding in refusal.findings() {
        *codes.entry(&finding.code).or_default() += finding.count.max(1);
    }
    serde_json::json!({ "status": refusal.status(), "findings": codes })
}

fn log(ending: &Ending<'_>, refusal: &Refusal) {
    let (actor, object, request) = (ending.actor, &ending.object, ending.request);
    let code = refusal.code();
    if refusal.status() >= 500 {
        tracing::error!(
            request.id = request, participant.id = actor, object, code = %code, error = ?refusal,
            "Refused {actor} for a fault of ours: {code}"
        );
    } else {
        tracing::info!(
            request.id = request, participant.id = actor, object, code = %code,
            "Refused {actor}: {code}"
        );
    }
}

/// What a request asked for, when it is not known more exactly.
pub(super) fn address(request: &HttpRequest) -> String {
    const MOST: usize = 200;
    let path: String = request.path().chars().take(MOST).collect();
    format!("{} {path}", request.method())
}

/// There is nothing at this address.
pub(super) async fn route_unknown(
    request: HttpRequest,
    gateway: web::Data<Gateway>,
    caller: Caller,
) -> HttpResponse {
    let gateway = gateway.into_inner();
    Ending::of(&gateway, &caller, address(&request))
        .refuse(&Refusal::RouteUnknown)
        .await
}

/// The address does not take this method.
pub(super) async fn method_not_allowed(
    request: HttpRequest,
    gateway: web::Data<Gateway>,
    caller: Caller,
) -> HttpResponse {
    let gateway = gateway.into_inner();
    Ending::of(&gateway, &caller, address(&request))
        .refuse(&Refusal::MethodNotAllowed)
        .await
}
