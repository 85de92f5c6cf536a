//! What the gateway did and how it is: audit rows, logs, health.

/// Audit rows and the chain that holds them.
pub mod audit;
/// Whether it can serve.
pub(crate) mod health;
/// Lines on standard error.
pub mod log;
