//! A submission of more than a million observations, through the real gateway, in bounded memory:
//! received, passed on whole and in part, and read.

use std::{
    fs::File,
    io::BufWriter,
    time::{Duration, Instant},
};

use tests::{exchange::Exchange, large, memory};

const MOST: u64 = 512 * 1024 * 1024;

#[test]
fn a_million_observations_are_received_and_passed_on_in_less_than_512_megabytes() {
    let mut exchange = Exchange::new("");
    let file = exchange.path("large.json");
    let out = BufWriter::new(File::create(&file).expect("file"));
    let rows = large::write("HND-INE", out).expect("written");
    assert!(rows > 1_000_000, "{rows}");
    exchange.serve();
    let output = exchange.submit("HND-INE", &file);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let mut peaks = vec![("received", memory::peak(exchange.process()))];
    for recipient in ["GTM-MTPS", "MEX-STPS"] {
        fetch(&exchange, recipient);
        peaks.push((recipient, memory::peak(exchange.process())));
    }
    for (act, peak) in peaks {
        let Some(peak) = peak else {
            eprintln!("SKIPPED: memory of the gateway: this system does not tell it");
            return;
        };
        println!(
            "{rows} observations, {act}: peak of the gateway {} MB",
            peak >> 20
        );
        assert!(peak < MOST, "{act}: {} MB", peak >> 20);
    }
}

/// Asks until the delivery is there.
fn fetch(exchange: &Exchange, recipient: &str) {
    let inbox = exchange.path(recipient);
    let deadline = Instant::now() + Duration::from_secs(120);
    loop {
        let output = exchange.pull(recipient, &inbox);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        let came = std::fs::read_dir(&inbox).is_ok_and(|files| files.count() > 0);
        if came {
            return;
        }
        assert!(Instant::now() < deadline, "no delivery for {recipient}");
    }
}
