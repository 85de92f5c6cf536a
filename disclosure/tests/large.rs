//! A large submission passes through the gateway's reading and the intruder in bounded time.

use std::collections::BTreeMap;

use disclosure::{AttackOptions, PublishedTable, attack};
use schemas::{observation::Observations, registry::Registry, submission::DisclosureStatement};

/// The codes of a list that add up to something, and the total.
fn codes(list: &str, most: usize) -> Vec<String> {
    let list = Registry::builtin().codelist(list).expect("a list");
    let inside = |code: &&schemas::codelist::Code| {
        code.code == "_T" || list.additive_parent(&code.code).is_some()
    };
    list.codes()
        .iter()
        .filter(inside)
        .map(|code| code.code.clone())
        .take(most)
        .collect()
}

#[test]
fn a_large_submission_is_read_and_attacked() {
    let most = std::env::var("PUENTE_LARGE")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100_000);
    let lists = [
        ("SEX", codes("CL_SEX", 4)),
        ("AGE", codes("CL_AGE", 20)),
        ("OCCUPATION", codes("CL_OCCUPATION", 50)),
        ("ACTIVITY", codes("CL_ACTIVITY", (most / 4000).min(80))),
        (
            "EDUCATION",
            codes("CL_EDUCATION", (most / 320_000).clamp(1, 6)),
        ),
    ];
    let mut observations = Observations::default();
    let mut place = [0usize; 5];
    let mut done = false;
    while !done {
        let at = observations.len();
        let hidden = at % 1000 == 7;
        let (status, conf) = if hidden { ("Q", "A") } else { ("A", "F") };
        let key = lists
            .iter()
            .zip(place)
            .map(|((name, codes), at)| (*name, codes[at].as_str()));
        let rest = [
            ("MEASURE", "N_PS"),
            ("REF_AREA", "SLV"),
            ("FREQ", "A"),
            ("TIME_PERIOD", "2024"),
            ("OBS_STATUS", status),
            ("CONF_STATUS", conf),
        ];
        observations.push(key.chain(rest), Some((!hidden).then_some(10.0)));
        done = true;
        // The last dimension of the list turns slowest, so that the first ones are whole.
        for (at, (_, codes)) in place.iter_mut().zip(&lists) {
            *at += 1;
            if *at < codes.len() {
                done = false;
                break;
            }
            *at = 0;
        }
    }
    let statement = DisclosureStatement {
        profile: "count".to_owned(),
        rules: vec![
            "minimum_frequency=5".to_owned(),
            "frequency_of=value".to_owned(),
        ],
        method: "suppression".to_owned(),
        primary: 0,
        secondary: 0,
        incomplete: BTreeMap::new(),
    };
    let dataflow = Registry::builtin()
        .dataflow("DF_LM_STOCK")
        .expect("a dataflow");
    let tables = PublishedTable::from_observations(dataflow, &observations, &statement)
        .expect("a dense table");
    let found = attack(&tables[0], &AttackOptions::default());
    assert_eq!(found.cells, observations.len());
    assert!(
        !found.recovered.is_empty(),
        "single holes follow from their sums"
    );
}
