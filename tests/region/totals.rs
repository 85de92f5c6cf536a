//! Totals of a group of countries, from three real offices over a real gateway to a ministry, and
//! the intruder who has them together with every national table.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use schemas::submission::{Submission, to_bytes};
use tests::{
    exchange::Exchange,
    regional::{attack_together, read},
    submissions::{hide, labour_stock},
};

const OFFICES: [&str; 3] = ["GTM-INE", "HND-INE", "SLV-ONEC"];

/// Lets the gateway add up what the three offices send, for the ministry of Mexico.
fn agree(exchange: &Exchange) {
    let write = |name: &str, text: &str| {
        std::fs::write(exchange.path(name), text).expect("written");
    };
    exchange.done(&["certs", "request", "SLV-ONEC"]);
    let words = ["certs", "issue", "SLV-ONEC.csr", "--authority", "authority"];
    exchange.done(&words);
    write(
        "region/participants/SLV-ONEC.toml",
        "[[participant]]\nid = \"SLV-ONEC\"\nrole = \"office\"\n\
         title = { es = \"a\", en = \"a\", fr = \"a\" }\n",
    );
    let agreement = |provider: &str, recipient: &str| {
        format!(
            "[[agreement]]\nid = \"{provider}-regional\"\nprovider = \"{provider}\"\n\
             dataflow = \"DF_LM_STOCK\"\nrecipient = \"{recipient}\"\nfinest = \"all\"\n\
             purpose = \"test\"\nvalid_from = \"2020-01-01\"\n"
        )
    };
    let mut text = agreement("PUENTE-GATEWAY", "MEX");
    for office in OFFICES {
        text.push_str(&agreement(office, "PUENTE-GATEWAY"));
    }
    write("region/agreements/regional.toml", &text);
    exchange.done(&["gateway", "apply", "--config", "gateway.toml", "region"]);
}

#[test]
fn totals_of_a_group_give_nothing_away_together_with_all_national_tables() {
    let mut exchange = Exchange::new("");
    agree(&exchange);
    exchange.serve();
    let hidden = [
        ("UNE", "M", "O"),
        ("UNE", "F", "D"),
        ("LF", "M", "D"),
        ("LF", "F", "D"),
        ("OLF", "M", "D"),
        ("OLF", "F", "D"),
    ];
    let mut national = Vec::new();
    for (seed, office) in (1..).zip(OFFICES) {
        let whole = labour_stock(office, "2024", seed);
        let table = if office == "HND-INE" {
            hide(whole, &hidden)
        } else {
            whole
        };
        let file = exchange.path(&format!("{office}.json"));
        std::fs::write(&file, to_bytes(&table)).expect("written");
        let output = exchange.submit(office, &file);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{office}: {told}");
        national.push(table);
    }
    let table = regional(&exchange);
    let suppressed = table.header.disclosure.secondary;
    assert_eq!(
        suppressed, 6,
        "what one member hides is hidden in the total"
    );
    let joint = attack_together(&national, &[table]);
    assert_eq!((joint.totals, joint.is_clean), (15, true), "{joint:?}");
    assert!(joint.groups.contains("G_NCA"));
}

/// Pulls until the regional table of all three offices is there.
fn regional(exchange: &Exchange) -> Submission {
    let inbox = exchange.path("inbox");
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let output = exchange.pull("MEX-STPS", &inbox);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        let files = std::fs::read_dir(&inbox).into_iter().flatten();
        let documents = files
            .filter_map(|file| Some(file.ok()?.path()))
            .filter(|path: &PathBuf| path.extension().is_some_and(|end| end == "json"))
            .map(|path| read(&path));
        let whole = documents
            .filter(|one| one.header.provider.as_str() == "PUENTE-GATEWAY")
            .find(|one| {
                (0..one.observations.len()).any(|row| one.observations.value(row).is_some())
            });
        if let Some(whole) = whole {
            return whole;
        }
        assert!(Instant::now() < deadline, "no regional table");
    }
}
