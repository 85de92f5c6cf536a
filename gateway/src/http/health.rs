//! Health, for the host institution alone: plain HTTP on the operations listener. Live says that
//! the process answers; ready names each part that it needs and is never 200 when one fails.

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};

use crate::{gateway::Gateway, observe::health};

/// The routes of the operations listener.
pub(crate) fn routes(service: &mut ServiceConfig) {
    service
        .route("/health/live", web::get().to(live))
        .route("/health/ready", web::get().to(ready));
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "status": "live" }))
}

async fn ready(gateway: web::Data<Gateway>) -> HttpResponse {
    let gateway = gateway.into_inner();
    match web::block(move || health::look(&gateway)).await {
        Ok(health) if health.is_ready() => HttpResponse::Ok().json(health),
        Ok(health) => HttpResponse::ServiceUnavailable().json(health),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}
