//! Section `[exchange]`: where participants connect.

use std::net::SocketAddr;

use serde::Deserialize;

/// Where participants connect, over mutual TLS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeSection {
    /// Address and port. Port 0 takes a free one, which `serve` prints.
    pub address: SocketAddr,
    /// Threads that talk to connections. Default 2.
    #[serde(default = "workers")]
    pub workers: usize,
    /// Seconds that open requests get to end after SIGTERM. Default 30.
    #[serde(default = "drain_s")]
    pub drain_s: u64,
}

fn workers() -> usize {
    2
}

fn drain_s() -> u64 {
    30
}
