//! Tells Cargo that the definitions in `countries` are compiled in, so that a changed one is
//! compiled in again.

fn main() {
    println!("cargo::rerun-if-changed=countries");
}
