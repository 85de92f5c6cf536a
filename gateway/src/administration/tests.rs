//! Folders that are understood, faults with their line and a proposal, and what is written.

use std::path::{Path, PathBuf};

use chrono::Utc;
use schemas::language::Language;

use super::{AdministrationError, Folder, Plan, current, difference::Wanted, write};
use crate::{delivery::world::World, store::audit};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/samples/{name}"))
}

fn read(name: &str) -> Wanted {
    Folder::read(&sample(name)).unwrap_or_else(|error| panic!("{}", error.message(Language::En)))
}

fn check(plan: &Plan) -> Vec<String> {
    let line = |change: &super::Change| {
        let fields: Vec<&str> = change.fields.iter().map(|field| field.name).collect();
        format!(
            "{} {} {}: {}",
            change.act.word(),
            change.kind.word(),
            change.id,
            fields.join(" ")
        )
    };
    plan.changes.iter().map(line).collect()
}

#[test]
fn what_is_applied_is_no_longer_planned_and_each_change_is_in_the_audit_log() {
    let world = World::new();
    let apply = |name: &str| write(&world.store, &read(name), Utc::now()).expect("written");
    assert_eq!(apply("basic").changes.len(), 4);
    assert!(apply("basic").changes.is_empty());
    assert_eq!(
        check(&apply("advanced")),
        [
            "added participant USA-DOL: area role status title.en title.es title.fr",
            "removed agreement hnd-labour-market: dataflow direction finest provider purpose \
             recipient valid_from",
            "added agreement hnd-labour-market-mexico: dataflow direction finest provider \
             purpose recipient valid_from",
            "added agreement hnd-labour-market-region: dataflow direction finest provider \
             purpose recipient valid_from valid_to",
            "added agreement hnd-usa-permits: dataflow direction finest provider purpose \
             recipient valid_from",
            "removed calendar daily: cron missed time_zone",
            "added calendar permits-monthly: cron dataflow late_after_s missed provider time_zone",
            "added calendar weekdays: cron missed time_zone",
        ]
    );
    let now = world.store.read(current).expect("read");
    assert!(Plan::between(&now, &read("advanced")).changes.is_empty());
    let mut rows = 0;
    let each = |_| rows += 1;
    let done = world
        .store
        .read(|connection| audit::each_after(connection, 0, each));
    done.expect("audit rows");
    assert_eq!(rows, 4 + 8);
}

/// The faults of the basic sample with `old` replaced by `new` in one of its files.
fn faults(file: &str, old: &str, new: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("temporary folder");
    for kind in ["participants", "agreements", "calendars"] {
        let name = format!("{kind}/{kind}.toml");
        let mut text = std::fs::read_to_string(sample("basic").join(&name)).expect("sample");
        if file == kind {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        std::fs::create_dir(folder.path().join(kind)).expect("made");
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    match Folder::read(folder.path()) {
        Err(AdministrationError::Folder(faults)) => faults
            .iter()
            .map(|fault| {
                let place = fault.path.file_stem().unwrap_or_default().to_string_lossy();
                let line = fault.line.unwrap_or_default();
                let proposal = fault.proposal.as_deref().unwrap_or("-");
                assert!(
                    !fault.message(Language::Es).ends_with(fault.code),
                    "{}",
                    fault.code
                );
                format!("{place}:{line} {} {proposal}", fault.code)
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_mistake_is_told_with_its_line_and_a_proposal() {
    for (file, old, new, expected) in [
        (
            "participants",
            "role =",
            "rol =",
            "participants:5 folder_word_unknown role",
        ),
        (
            "participants",
            "\"ministry\"",
            "\"ministery\"",
            "participants:10 folder_word_unknown ministry",
        ),
        (
            "participants",
            "\"MEX-STPS\"",
            "\"mex-stps\"",
            "participants:9 participant_id_invalid -",
        ),
        (
            "participants",
            "\"MEX-STPS\"",
            "\"HND-INE\"",
            "participants:9 id_repeated -",
        ),
        (
            "agreements",
            "\"HND-INE\"",
            "\"HND-INF\"",
            "agreements:5 participant_not_in_folder HND-INE",
        ),
        (
            "agreements",
            "DF_LM_STOCK",
            "DF_LM_STOK",
            "agreements:6 dataflow_not_known DF_LM_STOCK",
        ),
        (
            "agreements",
            "G_RCM",
            "G_RMC",
            "agreements:7 recipient_not_known G_RCM",
        ),
        (
            "agreements",
            "\"all\"",
            "[\"SEXO\"]",
            "agreements:8 dimension_not_known SEX",
        ),
        (
            "agreements",
            "purpose",
            "#",
            "agreements:3 folder_key_missing -",
        ),
        (
            "agreements",
            "valid_from = 2026-01-01",
            "valid_from = 2026-01-01\nvalid_to = 2025-01-01",
            "agreements:4 validity_reversed -",
        ),
        (
            "calendars",
            "0 6 * * *",
            "0 6 * *",
            "calendars:5 cron_invalid -",
        ),
        (
            "calendars",
            "Tegucigalpa\"",
            "Tegucigalp\"",
            "calendars:6 time_zone_not_known America/Tegucigalpa",
        ),
        (
            "calendars",
            "id = ",
            "id ",
            "calendars:4 folder_file_invalid -",
        ),
    ] {
        assert_eq!(faults(file, old, new), [expected], "{old} → {new}");
    }
}
