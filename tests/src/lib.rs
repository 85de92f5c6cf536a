//! Harness of the region: the real binary, real certificates, a real gateway process, real files.
//! Tests are about what participants see; nothing here reaches into the parts.

/// The `puente` binary, built once from this workspace.
pub mod binary;
/// The published national files, where the machine has them.
pub mod real_data;
