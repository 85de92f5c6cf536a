//! The first crossing: `puente demo --once` from certificates to the regional table, in three
//! languages, and what every receiver may do with what it got.

use std::{collections::BTreeSet, path::Path, process::Output};

use serde_json::Value;
use tests::binary::puente;

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
            .map(|delivery| delivery["submission_id"].as_str().expect("id"))
            .collect();
        assert_eq!(got, sent, "{id}");
    }
    for submission in manifest["submissions"].as_array().expect("submissions") {
        verifies(&manifest, submission);
        withstands_attack(submission);
    }
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
    let report = folder
        .path()
        .join("region/offices/MEX-INEGI/inegi_ecovid/report.json");
    let report: Value =
        serde_json::from_slice(&std::fs::read(report).expect("report")).expect("JSON");
    assert_eq!(report["control_totals"]["employed"], 32_891_935.0);
}
