//! Who × what as a table, and the property that nothing is permitted without a row that covers it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;
use schemas::{language::Names, registry::Registry};

use super::{
    Agreement, Direction, Extent, Finest, Flow, Participant, Policy, Role, Status, permit_read,
    permit_submission, recipients,
};

fn participant(id: &str, role: Role, status: Status) -> Participant {
    let id: schemas::ids::ParticipantId = id.parse().expect("participant");
    Participant {
        role,
        area: id.area().to_owned(),
        status,
        title: Names::default(),
        id,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("day")
}

fn agreement(provider: &str, dataflow: &str, recipient: &str, finest: &[&str]) -> Agreement {
    let dimensions = finest.iter().map(|id| id.parse().expect("dimension"));
    Agreement {
        id: format!("{provider} {dataflow} {recipient} {}", finest.join("+")),
        provider: provider.parse().expect("participant"),
        dataflow: dataflow.parse().expect("dataflow"),
        recipient: recipient.parse().expect("party"),
        finest: match finest {
            ["all"] => Finest::ALL,
            _ => Finest::Dimensions(dimensions.collect()),
        },
        purpose: String::new(),
        valid_from: day("2026-01-01"),
        valid_to: Some(day("2026-12-31")),
        direction: Direction::OneWay,
    }
}

fn flow(provider: &str, dataflow: &str, on: &str) -> Flow {
    Flow {
        provider: provider.parse().expect("participant"),
        dataflow: dataflow.parse().expect("dataflow"),
        day: day(on),
    }
}

fn region() -> Vec<Participant> {
    use {
        Role::{Ministry, Office},
        Status::{Active, Suspended},
    };
    vec![
        participant("CUB-ONEI", Role::Ministry, Active),
        participant("GTM-INE", Office, Active),
        participant("HND-INE", Office, Active),
        participant("HND-STSS", Ministry, Active),
        participant("HTI-MAST", Ministry, Active),
        participant("MEX-STPS", Ministry, Active),
        participant("NIC-INIDE", Office, Suspended),
        participant("PAN-MITRADEL", Ministry, Suspended),
    ]
}

fn golden() -> Policy {
    let mutual = Agreement {
        direction: Direction::Mutual,
        ..agreement("HND-INE", "DF_OSH", "GTM-INE", &["SEX"])
    };
    Policy::of(
        region(),
        [
            agreement("HND-INE", "DF_LM_STOCK", "G_RCM", &["SEX"]),
            agreement("HND-INE", "DF_LM_STOCK", "MEX", &["all"]),
            agreement("HND-INE", "DF_PERMIT", "G_RCMX", &["SEX", "AGE"]),
            agreement("HND-INE", "DF_PERMIT", "PAN-MITRADEL", &["all"]),
            agreement("NIC-INIDE", "DF_PERMIT", "G_RCMX", &["all"]),
            mutual,
        ],
    )
}

#[test]
fn who_may_have_what() {
    let policy = golden();
    let mut table = String::new();
    for dataflow in ["DF_LM_STOCK", "DF_OSH", "DF_PERMIT", "DF_REMIT"] {
        for provider in ["GTM-INE", "HND-INE", "MEX-STPS", "NIC-INIDE", "USA-DOL"] {
            for on in ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"] {
                let flow = flow(provider, dataflow, on);
                let submits = match permit_submission(&policy, &flow, ()) {
                    Ok(_) => "submits",
                    Err(denied) => denied.code(),
                };
                let reach: Vec<String> = recipients(&policy, &flow)
                    .iter()
                    .map(|recipient| {
                        let extent = serde_json::to_string(recipient.permit().extent());
                        format!("{} {}", recipient.get(), extent.expect("JSON"))
                    })
                    .collect();
                table += &format!(
                    "{provider} {dataflow} {on}: {submits} {}\n",
                    reach.join(", ")
                );
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn what_was_delivered_finer_than_now_agreed_is_not_read_any_more() {
    let policy = golden();
    let flow = flow("HND-INE", "DF_PERMIT", "2026-06-01");
    let reader = "MEX-STPS".parse().expect("participant");
    let read = |levels: &[&[&str]]| {
        let levels = levels.iter().map(|level| match level {
            ["all"] => Finest::ALL,
            _ => Finest::Dimensions(level.iter().map(|id| id.parse().expect("id")).collect()),
        });
        permit_read(&policy, &flow, &reader, &Extent::of(levels), ())
            .map(drop)
            .map_err(super::Denied::code)
    };
    assert_eq!(read(&[&["SEX"], &["AGE"]]), Ok(()));
    assert_eq!(read(&[&["SEX", "AGE"]]), Ok(()));
    assert_eq!(read(&[&["SEX", "OCCUPATION"]]), Err("agreement_narrowed"));
    assert_eq!(read(&[&["all"]]), Err("agreement_narrowed"));
}

fn rows() -> impl Strategy<Value = Vec<Agreement>> {
    let pick = |words: &[&'static str]| prop::sample::select(words.to_vec());
    let row = (
        pick(&["HND-INE", "GTM-INE", "NIC-INIDE"]),
        pick(&["DF_PERMIT", "DF_OSH"]),
        pick(&["MEX-STPS", "MEX", "G_RCM", "G_RCMX", "GTM-INE", "CUB"]),
        prop::sample::subsequence(vec!["SEX", "AGE", "ACTIVITY"], 0..=3),
        0..20_u64,
        0..20_u64,
        any::<bool>(),
    );
    let row = row.prop_map(
        |(provider, dataflow, recipient, finest, from, length, mutual)| Agreement {
            id: format!("{provider}{dataflow}{recipient}{from}{length}{mutual}"),
            valid_from: day("2026-01-01") + chrono::Days::new(from),
            valid_to: Some(day("2026-01-01") + chrono::Days::new(from + length)),
            direction: if mutual {
                Direction::Mutual
            } else {
                Direction::OneWay
            },
            ..agreement(provider, dataflow, recipient, &finest)
        },
    );
    prop::collection::vec(row, 0..6)
}

/// Whether a row covers the three, told once more in plain words.
fn covers(row: &Agreement, flow: &Flow, recipient: &Participant, provider: &Participant) -> bool {
    let named = |party: &Participant, role: Role| {
        let areas = Registry::builtin().codelist("CL_AREA").expect("areas");
        let text = row.recipient.to_string();
        let members = areas
            .get(&text)
            .map(|area| area.members.clone())
            .unwrap_or_default();
        text == party.id.as_str()
            || (party.role == role && (text == party.area || members.contains(&party.area)))
    };
    let there = row.provider == provider.id && named(recipient, Role::Ministry);
    let back = row.direction == Direction::Mutual
        && row.provider == recipient.id
        && named(provider, Role::Office);
    row.dataflow == flow.dataflow
        && row.valid_from <= flow.day
        && row.valid_to.expect("an end") >= flow.day
        && provider.id != recipient.id
        && provider.status == Status::Active
        && recipient.status == Status::Active
        && (there || back)
}

proptest! {
    #[test]
    fn nothing_is_permitted_without_a_row_that_covers_it(rows in rows(), later in 0..45_u64) {
        let policy = Policy::of(region(), rows.clone());
        let on = day("2026-01-01") + chrono::Days::new(later);
        for provider in region() {
            let flow = flow(provider.id.as_str(), "DF_PERMIT", &on.to_string());
            let permitted: BTreeSet<_> = recipients(&policy, &flow)
                .into_iter()
                .map(|recipient| recipient.get().clone())
                .collect();
            let unique: std::collections::BTreeMap<_, _> =
                rows.iter().map(|row| (row.id.clone(), row)).collect();
            let expected: BTreeSet<_> = region()
                .into_iter()
                .filter(|recipient| unique.values().any(|row| covers(row, &flow, recipient, &provider)))
                .map(|recipient| recipient.id)
                .collect();
            prop_assert_eq!(permitted, expected);
        }
    }
}
