//! The promises of this crate, over real certificates and real connections on the loopback.

mod authority;
mod handshake;
mod receipt;
mod region;
mod reload;
mod signature;
