//! Harness of the region: the real binary, real certificates, a real gateway process, real files.
//! Tests are about what participants see; nothing here reaches into the parts.

/// The `puente` binary, built once from this workspace.
pub mod binary;
/// One gateway as a process of its own.
pub mod exchange;
/// A submission of more than a million observations.
pub mod large;
/// Memory of a process.
pub mod memory;
/// The published national files, where the machine has them.
pub mod real_data;
/// The intruder of a whole region.
pub mod regional;
/// Small, valid submissions.
pub mod submissions;
/// A small workbook.
pub mod workbook;
