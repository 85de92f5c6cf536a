//! An adapter makes the same tables, byte for byte, and tells the same rejects, whether it reads a file or lets a
//! database group the same rows. In a real PostgreSQL, and with the feature `odbc` through its driver too.

#![expect(
    clippy::print_stdout,
    reason = "a test says loudly that it was skipped"
)]

#[path = "../real_data/mod.rs"]
#[expect(dead_code, reason = "other tests run a file and check its totals")]
mod real_data;

mod cluster;
mod encrypted;
mod real_files;
mod samples;
mod table;
mod ways;
