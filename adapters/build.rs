//! Tells Cargo that the definitions in `countries` are compiled in, so that a changed one is
//! compiled in again.
#![expect(
    clippy::print_stdout,
    reason = "a build script talks to Cargo on standard output"
)]

fn main() {
    println!("cargo::rerun-if-changed=countries");
}
