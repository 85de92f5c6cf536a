//! A submission of more than a million observations, through the real gateway, in bounded memory.

use std::{fs::File, io::BufWriter};

use tests::{exchange::Exchange, large, memory};

const MOST: u64 = 512 * 1024 * 1024;

#[test]
fn a_million_observations_are_received_in_less_than_512_megabytes() {
    let mut exchange = Exchange::new("");
    let file = exchange.path("large.json");
    let out = BufWriter::new(File::create(&file).expect("file"));
    let rows = large::write("HND-INE", out).expect("written");
    assert!(rows > 1_000_000, "{rows}");
    exchange.serve();
    let output = exchange.submit("HND-INE", &file);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let Some(peak) = memory::peak(exchange.process()) else {
        eprintln!("SKIPPED: memory of the gateway: this system does not tell it");
        return;
    };
    println!("{rows} observations, peak of the gateway {} MB", peak >> 20);
    assert!(peak < MOST, "{} MB", peak >> 20);
}
