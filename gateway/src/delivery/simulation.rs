//! Random days of a region under a clock that tests move: offices submit, time passes, gateways
//! look twice, workers die with a delivery in their hands and come back late. In the end every
//! submission has reached each entitled recipient exactly once, and nobody else.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::{
    inbox,
    world::{World, agreement, submission},
};
use crate::{agreement::Role, schedule::Missed, store::deliveries::LeasedDelivery};

#[derive(Debug, Clone)]
enum Operation {
    Submit(usize),
    Advance(i64),
    Tick,
    DuplicateTick,
    SchedulerDies,
    Work,
    WorkerDies,
    LateWorkerReturns,
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        3 => (0..OFFICES.len()).prop_map(Operation::Submit),
        3 => (1..400_i64).prop_map(Operation::Advance),
        2 => Just(Operation::Tick),
        1 => Just(Operation::DuplicateTick),
        1 => Just(Operation::SchedulerDies),
        3 => Just(Operation::Work),
        1 => Just(Operation::WorkerDies),
        1 => Just(Operation::LateWorkerReturns),
    ]
}

const OFFICES: [&str; 3] = ["HND-INE", "GTM-INE", "MEX-INEGI"];
const MINISTRIES: [&str; 4] = ["HND-STSS", "MEX-STPS", "USA-DOL", "CUB-MTSS"];

/// Per office, who is entitled to its figures.
fn entitled(office: &str) -> &'static [&'static str] {
    match office {
        "HND-INE" => &["HND-STSS", "MEX-STPS", "USA-DOL"],
        "GTM-INE" => &["USA-DOL"],
        _ => &[],
    }
}

fn region() -> World {
    let mut world = World::new();
    world.delivery.max_attempts = 1000;
    for office in OFFICES {
        world.participant(office, Role::Office);
    }
    for ministry in MINISTRIES {
        world.participant(ministry, Role::Ministry);
    }
    world.agreement(&agreement("HND-INE", "G_RCM", &["SEX"]));
    world.agreement(&agreement("HND-INE", "MEX", &["all"]));
    world.agreement(&agreement("GTM-INE", "USA-DOL", &["all"]));
    world.calendar("minutely", "* * * * *", "America/Havana", Missed::RunOnce);
    world
}

fn act(
    world: &World,
    operation: &Operation,
    sent: &mut BTreeMap<String, &'static str>,
    late: &mut Vec<LeasedDelivery>,
) {
    match operation {
        Operation::Submit(office) => {
            let office = OFFICES[*office];
            sent.insert(world.submit(&submission(office)), office);
        }
        Operation::Advance(seconds) => world.advance(TimeDelta::seconds(*seconds)),
        Operation::Tick => {
            world.scheduler("a").tick().expect("tick");
        }
        Operation::DuplicateTick => {
            world.scheduler("a").tick().expect("tick");
            world.another_gateway().scheduler("b").tick().expect("tick");
        }
        Operation::SchedulerDies => {
            world.scheduler("c").lease_and_crash().expect("lease");
        }
        Operation::Work => {
            world.worker("a").work().expect("work");
        }
        Operation::WorkerDies => late.extend(world.worker("b").lease().expect("lease")),
        Operation::LateWorkerReturns => {
            if let Some(delivery) = late.pop() {
                // Whether it still holds the lease or not, the delivery must arrive once.
                let _ = world.worker("b").attempt(&delivery);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_submission_reaches_each_entitled_recipient_exactly_once(
        operations in prop::collection::vec(operation(), 1..50)
    ) {
        let world = region();
        let (mut sent, mut late) = (BTreeMap::new(), Vec::new());
        for operation in &operations {
            act(&world, operation, &mut sent, &mut late);
        }
        for _ in 0..3 {
            world.advance(TimeDelta::minutes(20));
            world.run();
        }
        for delivery in &late {
            let _ = world.worker("b").attempt(delivery);
        }
        for recipient in MINISTRIES {
            let reader = recipient.parse().expect("participant");
            let page = inbox(&world.store, &reader, 0, 1000, world.now()).expect("inbox");
            let mut got: Vec<String> =
                page.deliveries.into_iter().map(|listed| listed.submission_id).collect();
            got.sort();
            let expected: Vec<String> = sent
                .iter()
                .filter(|(_, office)| entitled(office).contains(&recipient))
                .map(|(id, _)| id.clone())
                .collect();
            prop_assert_eq!(got, expected, "{}", recipient);
        }
    }
}
