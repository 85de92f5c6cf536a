//! The addresses of the exchange, one file per group, behind one gate.

mod answer;
mod caller;
mod connection;
mod deliveries;
mod gate;
pub(crate) mod health;
mod problem;
pub(crate) mod quota;
mod submissions;

use actix_web::web::{self, ServiceConfig};

pub(crate) use self::{connection::connected, gate::gate};

/// Every address that participants reach, with its methods. The table of who may do what is
/// tested against this list.
#[cfg(test)]
pub(crate) const ROUTES: [(&str, &str); 4] = [
    ("POST", "/exchange/v1/submissions"),
    ("GET", "/exchange/v1/submissions/{id}/receipt"),
    ("GET", "/exchange/v1/deliveries"),
    ("GET", "/exchange/v1/deliveries/{id}"),
];

/// The routes of the exchange.
pub(crate) fn routes(service: &mut ServiceConfig) {
    let refused = || web::to(answer::method_not_allowed);
    service
        .service(
            web::resource("/exchange/v1/submissions")
                .route(web::post().to(submissions::submit))
                .default_service(refused()),
        )
        .service(
            web::resource("/exchange/v1/submissions/{id}/receipt")
                .route(web::get().to(submissions::receipt))
                .default_service(refused()),
        )
        .service(
            web::resource("/exchange/v1/deliveries")
                .route(web::get().to(deliveries::list))
                .default_service(refused()),
        )
        .service(
            web::resource("/exchange/v1/deliveries/{id}")
                .route(web::get().to(deliveries::document))
                .default_service(refused()),
        )
        .default_service(web::to(answer::route_unknown));
}
