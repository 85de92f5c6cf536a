//! The client against a gateway made of a socket, OpenSSL and a script of answers: what it
//! believes, how long it is patient, and what it refuses.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod fetch;
mod gateway;
mod service;
mod submit;
