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

use actix_web::{
    Route,
    web::{self, ServiceConfig},
};

pub(crate) use self::{connection::connected, gate::gate};

/// Every address that participants reach: its method, its path and who answers. There is no other
/// way to add one, so that whatever holds for all of them can be tested for all of them.
fn table() -> [(&'static str, &'static str, Route); 4] {
    [
        (
            "POST",
            "/exchange/v1/submissions",
            web::post().to(submissions::submit),
        ),
        (
            "GET",
            "/exchange/v1/submissions/{id}/receipt",
            web::get().to(submissions::receipt),
        ),
        (
            "GET",
            "/exchange/v1/deliveries",
            web::get().to(deliveries::list),
        ),
        (
            "GET",
            "/exchange/v1/deliveries/{id}",
            web::get().to(deliveries::document),
        ),
    ]
}

/// Method and path of every address that participants reach.
#[must_use]
pub fn addresses() -> Vec<(&'static str, &'static str)> {
    let table = table().into_iter();
    table.map(|(method, path, _)| (method, path)).collect()
}

/// The routes of the exchange.
pub(crate) fn routes(service: &mut ServiceConfig) {
    for (_, path, route) in table() {
        let resource = web::resource(path).route(route);
        service.service(resource.default_service(web::to(answer::method_not_allowed)));
    }
    service.default_service(web::to(answer::route_unknown));
}
