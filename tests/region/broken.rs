//! A table that gives a hidden cell away, from a real office to a real gateway: refused, with the
//! cell named to its sender and to nobody else.

use schemas::submission::to_bytes;
use tests::{
    exchange::Exchange,
    submissions::{hide, labour_stock},
};

#[test]
fn an_open_table_is_refused_and_its_cells_are_told_to_the_sender_alone() {
    let mut exchange = Exchange::new("");
    exchange.serve();
    let file = exchange.path("open.json");
    let open = hide(labour_stock("HND-INE", "2024", 1), &[("UNE", "F", "A")]);
    std::fs::write(&file, to_bytes(&open)).expect("written");
    let output = exchange.submit("HND-INE", &file);
    let told = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("LABOUR_STATUS=UNE"), "{told}");
    let audit = exchange.done(&["gateway", "audit", "--config", "gateway.toml"]);
    assert!(audit.contains("table_recoverable"), "{audit}");
    let log = std::fs::read_to_string(exchange.path("gateway.log")).expect("log");
    for (place, kept) in [("audit", &audit), ("log", &log)] {
        assert!(!kept.contains("LABOUR_STATUS"), "{place}: {kept}");
    }
    let inbox = exchange.path("inbox");
    let pulled = exchange.pull("MEX-STPS", &inbox);
    assert!(pulled.status.success());
    let got = std::fs::read_dir(inbox).map_or(0, Iterator::count);
    assert_eq!(got, 0, "nothing of it was passed on");
}
