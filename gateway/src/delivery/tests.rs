//! What reaches whom, whole or in part, and who may read it afterwards.

use chrono::TimeDelta;

use super::{
    inbox,
    world::{World, agreement, submission},
};
use crate::{agreement::Role, schedule::Missed};

fn world() -> World {
    let world = World::new();
    world.participant("HND-INE", Role::Office);
    for ministry in ["HND-STSS", "MEX-STPS", "USA-DOL", "CUB-MTSS"] {
        world.participant(ministry, Role::Ministry);
    }
    world.calendar(
        "minutely",
        "* * * * *",
        "America/Tegucigalpa",
        Missed::RunOnce,
    );
    world
}

fn id(text: &str) -> schemas::ids::ParticipantId {
    text.parse().expect("participant")
}

/// Documents in the inbox of `recipient`, each as its signer and its rows of sex, age and value.
fn check(world: &World, recipient: &str) -> Vec<String> {
    let page = inbox(&world.store, &id(recipient), 0, 100, world.now()).expect("inbox");
    page.deliveries
        .iter()
        .map(|listed| {
            let got = super::document(&world.store, &id(recipient), &listed.id, world.now(), "r1");
            let document = got.expect("document");
            let chunks: Result<Vec<_>, _> = document.chunks().expect("chunks").collect();
            let bytes = chunks.expect("undamaged").concat();
            assert_eq!(bytes.len() as u64, document.length);
            assert_eq!(super::excerpt::digest(&bytes), document.digest);
            let whole: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            let rows = whole["observations"]
                .as_array()
                .expect("rows")
                .iter()
                .map(|row| {
                    let text = |name: &str| row[name].as_str().unwrap_or("?").to_owned();
                    format!("{}/{}={}", text("SEX"), text("AGE"), row["OBS_VALUE"])
                });
            let rows: Vec<String> = rows.collect();
            format!("{}: {}", listed.signed_by, rows.join(" "))
        })
        .collect()
}

fn deliver(world: &World) {
    world.advance(TimeDelta::minutes(1));
    world.run();
}

#[test]
fn each_recipient_gets_what_its_agreements_allow_and_nobody_else_anything() {
    let world = world();
    world.agreement(&agreement("HND-INE", "USA-DOL", &["all"]));
    world.agreement(&agreement("HND-INE", "MEX", &["SEX"]));
    world.agreement(&agreement("HND-INE", "HND-STSS", &["SEX"]));
    world.agreement(&agreement("HND-INE", "HND", &["AGE"]));
    world.submit(&submission("HND-INE"));
    deliver(&world);
    let whole = "_T/_T=100 M/_T=60 F/_T=40 _T/Y15T24=30 M/Y15T24=null F/Y15T24=null";
    assert_eq!(check(&world, "USA-DOL"), [format!("provider: {whole}")]);
    assert_eq!(
        check(&world, "MEX-STPS"),
        ["gateway: _T/_T=100 M/_T=60 F/_T=40"]
    );
    assert_eq!(
        check(&world, "HND-STSS"),
        ["gateway: _T/_T=100 M/_T=60 F/_T=40 _T/Y15T24=30"]
    );
    assert!(check(&world, "CUB-MTSS").is_empty());
    deliver(&world);
    assert_eq!(check(&world, "USA-DOL").len(), 1, "once is enough");
}

#[test]
fn an_embargo_holds_until_its_moment() {
    let world = world();
    world.agreement(&agreement("HND-INE", "USA-DOL", &["all"]));
    let mut embargoed = submission("HND-INE");
    embargoed.header.embargo_until = Some(world.now() + TimeDelta::hours(2));
    world.submit(&embargoed);
    deliver(&world);
    assert!(check(&world, "USA-DOL").is_empty());
    world.advance(TimeDelta::hours(2));
    deliver(&world);
    assert_eq!(check(&world, "USA-DOL").len(), 1);
}

#[test]
fn an_expired_agreement_closes_what_was_delivered_and_a_stranger_learns_nothing() {
    let world = world();
    let mut ending = agreement("HND-INE", "USA-DOL", &["all"]);
    ending.valid_to = Some("2026-03-31".parse().expect("day"));
    world.agreement(&ending);
    world.submit(&submission("HND-INE"));
    deliver(&world);
    let listed = inbox(&world.store, &id("USA-DOL"), 0, 10, world.now()).expect("inbox");
    let delivery = listed.deliveries[0].id.clone();
    let read = |reader: &str| {
        super::document(&world.store, &id(reader), &delivery, world.now(), "r1")
            .map(drop)
            .map_err(|error| (error.status(), error.code()))
    };
    assert_eq!(read("USA-DOL"), Ok(()));
    assert_eq!(read("MEX-STPS"), Err((404, "delivery_unknown")));
    world.advance(TimeDelta::days(31));
    assert_eq!(read("USA-DOL"), Err((403, "agreement_not_in_force")));
    let later = inbox(&world.store, &id("USA-DOL"), 0, 10, world.now()).expect("inbox");
    assert!(later.deliveries.is_empty());
    assert_ne!(listed.etag(), later.etag());
}

#[test]
fn an_inbox_is_read_in_pages_in_order_of_arrival() {
    let world = world();
    world.agreement(&agreement("HND-INE", "USA-DOL", &["all"]));
    let sent: Vec<String> = (0..5)
        .map(|_| world.submit(&submission("HND-INE")))
        .collect();
    deliver(&world);
    let (mut after, mut got) = (0, Vec::new());
    loop {
        let page = inbox(&world.store, &id("USA-DOL"), after, 2, world.now()).expect("inbox");
        got.extend(
            page.deliveries
                .into_iter()
                .map(|listed| listed.submission_id),
        );
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(got, sent);
}

#[test]
fn what_is_finer_than_agreed_throughout_is_withheld_until_the_agreement_changes() {
    let world = world();
    world.agreement(&agreement("HND-INE", "MEX", &["SEX"]));
    let mut fine = submission("HND-INE");
    let mut rows = schemas::observation::Observations::default();
    for row in 3..6 {
        let columns = fine.observations.columns();
        rows.push(
            columns.filter_map(|(name, column)| Some((name, column.get(row)?))),
            Some(fine.observations.value(row)),
        );
    }
    fine.observations = rows;
    world.submit(&fine);
    deliver(&world);
    deliver(&world);
    assert!(check(&world, "MEX-STPS").is_empty());
    world.agreement(&agreement("HND-INE", "MEX", &["AGE"]));
    deliver(&world);
    assert_eq!(check(&world, "MEX-STPS"), ["gateway: _T/Y15T24=30"]);
}

#[test]
fn a_delivery_that_keeps_failing_is_set_aside() {
    let mut world = world();
    world.delivery.max_attempts = 3;
    world.agreement(&agreement("HND-INE", "USA-DOL", &["all"]));
    world.submit(&submission("HND-INE"));
    world.advance(TimeDelta::minutes(1));
    world.scheduler("a").tick().expect("tick");
    for _ in 0..3 {
        let held = world.worker("dies").lease().expect("lease");
        assert_eq!(held.map(|held| held.recipient), Some(id("USA-DOL")));
        world.advance(TimeDelta::hours(1));
    }
    assert!(world.worker("b").work().expect("work"), "set aside");
    assert!(!world.worker("b").work().expect("work"));
    assert!(check(&world, "USA-DOL").is_empty());
}

#[tokio::test]
async fn the_running_parts_wake_each_other_and_stop_when_told() {
    use std::{sync::Arc, time::Duration};
    let world = world();
    world.agreement(&agreement("HND-INE", "USA-DOL", &["all"]));
    world.submit(&submission("HND-INE"));
    world.advance(TimeDelta::minutes(1));
    let wake = Arc::new(tokio::sync::Notify::new());
    let delivery = super::start(world.worker("a"), Arc::clone(&wake));
    let schedule = crate::schedule::start(world.scheduler("a"), 1, wake).await;
    let schedule = schedule.expect("started");
    let arrived = async {
        while check(&world, "USA-DOL").is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let limit = Duration::from_secs(20);
    assert!(
        tokio::time::timeout(limit, arrived).await.is_ok(),
        "not delivered"
    );
    let stop = async {
        schedule.stop().await;
        delivery.stop().await;
    };
    assert!(
        tokio::time::timeout(limit, stop).await.is_ok(),
        "not stopped"
    );
}
