//! The national side of Puente: from an office's own file to a protected table. Definitions are
//! data (`countries/<iso3>/<system>.toml`); code is for readers and for the engine, not for
//! countries. Records stay in here: no type that holds one can be serialised or displayed.

mod catalogue;
/// What a check tells beyond single rows.
pub mod check;
/// The client of the gateway: submits, fetches, believes nothing unsigned.
pub mod client;
/// What an office tells of the variables of its file.
pub mod codebook;
/// What an adapter's TOML file may say.
pub mod definition;
/// What a file is, which adapter fits it, and what changed against the last round.
pub mod inspect;
/// Rows to records.
pub mod mapping;
/// The national half as one flow.
pub mod pipeline;
/// A definition proposed for a file.
pub mod propose;
/// Bytes to rows.
pub mod reader;
/// Which country can feed which dataflow.
pub mod readiness;
/// Rows that do not become records.
pub mod reject;
/// What became of the rows, for people and machines.
pub mod report;
/// Synthetic files in a national layout.
pub mod sample;
/// Data from a statistical service of an office.
pub mod service;
/// Tables of databases, grouped where they are.
pub mod sql;
/// Workbooks for offices that type their table.
pub mod template;
