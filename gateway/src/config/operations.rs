//! Section `[operations]`: the plain listener for health checks of the host institution.

use std::net::{Ipv4Addr, SocketAddr};

use serde::Deserialize;

/// Where health is asked for, without TLS; meant for the loopback interface.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OperationsSection {
    /// Address and port. Default `127.0.0.1:0`, a free port that `serve` prints.
    pub address: SocketAddr,
}

impl Default for OperationsSection {
    fn default() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
        }
    }
}
