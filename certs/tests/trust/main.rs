//! The promises of this crate, over real certificates and real connections on the loopback.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod authority;
mod chain;
mod documentation;
mod handshake;
mod receipt;
mod region;
mod reload;
mod signature;
