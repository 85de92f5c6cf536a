//! The first crossing: `puente demo --once` from certificates to the regional table, in three
//! languages, and what every receiver may do with what it got.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Output,
};

use schemas::{registry::Registry, submission::Submission};
use serde_json::Value;
use tests::{
    binary::puente,
    regional::{attack_together, read},
};

const GATEWAY: &str = "PUENTE-GATEWAY";

/// Runs the demonstration in `language` and gives its output and its folder.
fn demo(language: &str, words: &[&str]) -> (Output, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("temporary folder");
    let output = puente()
        .args(["--lang", language, "demo", "--once", "--dir"])
        .arg(folder.path().join("region"))
        .args(words)
        .output()
        .expect("puente runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    (output, folder)
}

fn manifest(folder: &Path) -> Value {
    let text = std::fs::read(folder.join("region/demo.json")).expect("demo.json");
    serde_json::from_slice(&text).expect("demo.json is JSON")
}

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let items = list.as_array().expect("a list");
    items
        .iter()
        .map(|item| item[key].as_str().expect("a text"))
        .collect()
}

#[test]
fn what_offices_send_reaches_every_ministry_whole_signed_and_unbroken() {
    let (output, folder) = demo("en", &[]);
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    for wanted in [
        "Permits, visas and positions by origin",
        "Honduras",
        "US_H2A",
        "SYNTHETIC",
    ] {
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            table.contains(wanted) || told.contains(wanted),
            "{wanted}: {table}"
        );
    }
    let manifest = manifest(folder.path());
    let sent: BTreeSet<_> = texts(&manifest["submissions"], "submission_id")
        .into_iter()
        .collect();
    let areas: BTreeSet<_> = texts(&manifest["submissions"], "provider")
        .iter()
        .map(|provider| provider[..3].to_owned())
        .collect();
    assert_eq!(areas.len(), 12, "{areas:?}");
    let participants = manifest["participants"].as_object().expect("participants");
    for (id, _) in participants
        .iter()
        .filter(|(_, one)| one["role"] == "ministry")
    {
        let deliveries = manifest["deliveries"].as_array().expect("deliveries");
        let got: BTreeSet<_> = deliveries
            .iter()
            .filter(|delivery| delivery["recipient"] == id.as_str())
            .filter(|delivery| delivery["provider"] != GATEWAY)
            .map(|delivery| delivery["submission_id"].as_str().expect("id"))
            .collect();
        assert_eq!(got, sent, "{id}");
    }
    for submission in manifest["submissions"].as_array().expect("submissions") {
        verifies(&manifest, submission);
        withstands_attack(submission);
    }
    regional_totals_withstand_attack(&manifest);
    let audit = puente()
        .args(["gateway", "audit", "--verify", "--config"])
        .arg(folder.path().join("region/gateway/gateway.toml"))
        .output()
        .expect("puente runs");
    assert!(
        audit.status.success(),
        "{}",
        String::from_utf8_lossy(&audit.stderr)
    );
}

/// What the gateway made of a period, in its last revision, together with every national table of
/// that period: no hidden figure is given away, and a group has totals exactly when every member
/// has reported.
fn regional_totals_withstand_attack(manifest: &Value) {
    let national = of_stocks(&manifest["submissions"], |one| one["provider"] != GATEWAY);
    let all = of_stocks(&manifest["deliveries"], |one| {
        one["provider"] == GATEWAY && one["recipient"] == "HND-SETRASS"
    });
    let mut regional: BTreeMap<String, Submission> = BTreeMap::new();
    for one in all {
        let period = one.header.reference_period.to_string();
        let is_later = regional
            .get(&period)
            .is_none_or(|last| last.header.revision < one.header.revision);
        if is_later {
            regional.insert(period, one);
        }
    }
    assert!(!regional.is_empty(), "no regional table");
    for (period, table) in regional {
        let of_period = |one: &&Submission| one.header.reference_period.to_string() == period;
        let national: Vec<Submission> = national.iter().filter(of_period).cloned().collect();
        let joint = attack_together(&national, &[table]);
        assert!(joint.is_clean, "{period}: {joint:?}");
        let reported: BTreeSet<&str> = national
            .iter()
            .map(|one| one.header.provider.area())
            .collect();
        let areas = Registry::builtin().codelist("CL_AREA").expect("areas");
        let whole = areas.codes().iter().filter(|group| {
            let members = &group.members;
            members.len() > 1 && members.iter().all(|area| reported.contains(area.as_str()))
        });
        let whole: BTreeSet<String> = whole.map(|group| group.code.clone()).collect();
        assert_eq!(joint.groups, whole, "{period}");
    }
}

fn of_stocks(list: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<Submission> {
    let items = list.as_array().expect("a list").iter();
    items
        .filter(|one| wanted(one))
        .map(|one| read(Path::new(one["file"].as_str().expect("a file"))))
        .filter(|one| one.header.dataflow.as_str() == "DF_LM_STOCK")
        .collect()
}

fn verifies(manifest: &Value, submission: &Value) {
    let file = submission["file"].as_str().expect("file");
    let receipt = submission["receipt"].as_str().expect("receipt");
    let verified = puente()
        .args(["verify", file, "--receipt", receipt, "--ca"])
        .arg(manifest["ca"].as_str().expect("ca"))
        .output()
        .expect("puente runs");
    let told = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success(), "{file}: {told}");
}

fn withstands_attack(submission: &Value) {
    let file = submission["file"].as_str().expect("file");
    let attacked = puente()
        .args(["attack", file])
        .output()
        .expect("puente runs");
    let told = String::from_utf8_lossy(&attacked.stdout);
    assert!(attacked.status.success(), "{file}: {told}");
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let folder = tempfile::tempdir().expect("temporary folder");
    std::fs::write(folder.path().join("mine.txt"), "kept").expect("written");
    let output = puente()
        .args(["demo", "--once", "--dir"])
        .arg(folder.path())
        .output()
        .expect("puente runs");
    assert_eq!(output.status.code(), Some(2));
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("listed").collect();
    assert_eq!(names.len(), 1);
}

#[test]
fn published_files_come_to_the_totals_of_their_publishers() {
    let Some(real_data) = tests::real_data::folder("published_files_come_to_the_totals") else {
        return;
    };
    let folder_of_data = real_data.display().to_string();
    let (output, folder) = demo("es", &["--real-data", &folder_of_data]);
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    // The Spanish table separates thousands with a narrow blank.
    for total in ["77\u{202f}346", "200\u{202f}049", "6\u{202f}595\u{202f}486"] {
        assert!(table.contains(total), "{total}: {table}");
    }
    regional_totals_withstand_attack(&manifest(folder.path()));
    let report = folder
        .path()
        .join("region/offices/MEX-INEGI/inegi_ecovid/report.json");
    let report: Value =
        serde_json::from_slice(&std::fs::read(report).expect("report")).expect("JSON");
    assert_eq!(report["control_totals"]["employed"], 32_891_935.0);
}
