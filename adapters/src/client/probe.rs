//! Finds out whether the gateway refuses us in the handshake. With TLS 1.3 a server says so only
//! after the client has begun to speak, and the words are often lost with the connection that it
//! closes; a client that says nothing hears them.

use std::{
    io::{ErrorKind, Read as _},
    net::{TcpStream, ToSocketAddrs as _},
    time::Duration,
};

use actix_rt::task::spawn_blocking;
use openssl::ssl::SslConnector;

/// How long a gateway that accepts us stays silent before we believe it.
const SILENCE: Duration = Duration::from_millis(500);

/// Where the gateway is, and how to speak with it.
#[derive(Clone)]
pub(super) struct Probe {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) tls: SslConnector,
    pub(super) timeout: Duration,
}

impl Probe {
    /// Why the gateway refuses the handshake; `None` when it does not, or cannot be reached.
    pub(super) async fn refusal(&self) -> Option<String> {
        let probe = self.clone();
        spawn_blocking(move || probe.listen()).await.ok().flatten()
    }

    fn listen(&self) -> Option<String> {
        let addresses = (self.host.as_str(), self.port).to_socket_addrs().ok()?;
        let socket = addresses
            .into_iter()
            .find_map(|address| TcpStream::connect_timeout(&address, self.timeout).ok())?;
        socket.set_read_timeout(Some(self.timeout)).ok()?;
        let mut stream = match self.tls.connect(&self.host, socket) {
            Ok(stream) => stream,
            Err(openssl::ssl::HandshakeError::Failure(failed)) => {
                return failed.error().ssl_error().map(ToString::to_string);
            }
            Err(_) => return None,
        };
        stream.get_ref().set_read_timeout(Some(SILENCE)).ok()?;
        match stream.read(&mut [0]) {
            Err(error) if is_silence(error.kind()) => None,
            Err(error) => error
                .get_ref()
                .and_then(|cause| cause.downcast_ref::<openssl::ssl::Error>())
                .and_then(openssl::ssl::Error::ssl_error)
                .map(ToString::to_string),
            Ok(_) => None,
        }
    }
}

fn is_silence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
