//! What is known of a connection once its handshake is done, kept beside it for its requests.

use std::any::Any;

use actix_tls::accept::openssl::TlsStream;
use actix_web::{dev::Extensions, rt::net::TcpStream};
use certs::{certificate::CertificateFault, trust::Peer};
use openssl::ssl::NameType;

/// The other end of a connection.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    /// The participant of the certificate that it showed.
    pub(crate) peer: Result<Peer, CertificateFault>,
    /// The name that it asked for, when it asked for one.
    pub(crate) server_name: Option<String>,
}

/// Called for each connection; puts a [`Connection`] beside it.
pub(crate) fn connected(stream: &dyn Any, beside: &mut Extensions) {
    let Some(stream) = stream.downcast_ref::<TlsStream<TcpStream>>() else {
        return;
    };
    let tls = stream.ssl();
    beside.insert(Connection {
        peer: Peer::of(tls),
        server_name: tls.servername(NameType::HOST_NAME).map(ToOwned::to_owned),
    });
}
