//! The exchange: receives signed submissions over mutual TLS, checks them, keeps them, and passes
//! them on to whom an agreement names. It has no code that reads records.

/// Configuration as code: what a folder says, compared and written.
pub mod administration;
/// Who may submit and receive what.
mod agreement;
/// The messages of this crate.
mod catalogue;
/// The configuration file.
pub mod config;
/// From the queue into recipients' inboxes, and out of them.
mod delivery;
/// What the parts share.
mod gateway;
/// Addresses, answers, the gate.
mod http;
/// From a body to a receipt.
mod intake;
/// What the gateway did: audit rows, logs, health.
pub mod observe;
/// Why a request is refused.
mod refusal;
/// What is made of the tables of several offices.
mod regional;
/// Slots as rows: when submissions are passed on.
mod schedule;
/// The running gateway.
pub mod serve;
/// The database.
mod store;
/// What an administrator does beside the running gateway.
pub mod upkeep;

pub use administration::{apply, plan};
pub use gateway::OpenError;
pub use http::addresses;
pub use store::StoreError;
