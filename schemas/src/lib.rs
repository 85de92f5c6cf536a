//! The contract: what a labour migration figure is, in one shape for every country.
//!
//! The dataflows, codelists and concordances in this folder are the one source of truth; JSON
//! Schemas are generated from them. This crate reads no file of a national office and opens no
//! connection.

mod catalogue;
/// Codelists and their trees.
pub mod codelist;
/// The columns of an observation.
pub mod column;
/// Concordances between national classifications and the codelists.
pub mod concordance;
/// Dataflow definitions: dimensions, measures, attributes.
pub mod dataflow;
/// What a check found: stable code, place, sentence in the reader's language.
pub mod finding;
/// JSON Schemas, generated from the definitions.
pub mod generate;
/// Identifiers as types: participant, dataflow, dimension, measure, codelist, submission.
pub mod ids;
/// Languages of every text that a person reads, and the message catalogues.
pub mod language;
/// Days as far as they are known.
pub mod moment;
/// Observations in columns.
pub mod observation;
/// Reference periods and frequencies.
pub mod period;
/// The canonical record, which never leaves the office.
pub mod record;
/// Everything above, loaded once from the embedded data.
pub mod registry;
/// The conditional rules of a dataflow, as data.
pub mod rule;
/// The submission: header and observations, with its strict reader and its writer.
pub mod submission;
mod sums;
/// Checks a submission against the contract.
pub mod validate;
