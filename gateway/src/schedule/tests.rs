//! Calendars across changed clocks, and slots that run once however many schedulers look.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use super::{InvalidPattern, Missed, Pattern};
use crate::{
    agreement::Role,
    delivery::world::{World, agreement, submission},
};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("moment")
}

/// The moments of a pattern between two others, both as RFC 3339.
fn check(cron: &str, zone: &str, after: &str, until: &str) -> Vec<String> {
    Pattern::new(cron, zone)
        .expect("pattern")
        .last_moments(moment(after), moment(until), 100)
        .into_iter()
        .map(|moment| moment.to_rfc3339_opts(SecondsFormat::Secs, true))
        .collect()
}

#[test]
fn a_day_job_keeps_its_wall_clock_across_summer_time_in_new_york() {
    let days = |cron, after, until| check(cron, "America/New_York", after, until);
    assert_eq!(
        days("30 6 * * *", "2026-03-07T00:00:00Z", "2026-03-10T00:00:00Z"),
        [
            "2026-03-07T11:30:00Z",
            "2026-03-08T10:30:00Z",
            "2026-03-09T10:30:00Z"
        ]
    );
    assert_eq!(
        days("30 6 * * *", "2026-10-31T00:00:00Z", "2026-11-03T00:00:00Z"),
        [
            "2026-10-31T10:30:00Z",
            "2026-11-01T11:30:00Z",
            "2026-11-02T11:30:00Z"
        ]
    );
}

#[test]
fn a_skipped_hour_is_due_when_the_clock_changes_and_a_repeated_one_the_first_time() {
    let zone = "America/New_York";
    assert_eq!(
        check(
            "30 2 * * *",
            zone,
            "2026-03-08T00:00:00Z",
            "2026-03-09T12:00:00Z"
        ),
        ["2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"]
    );
    // Several hours are named hours too: none of them is lost.
    assert_eq!(
        check(
            "0 2,14 * * *",
            zone,
            "2026-03-08T00:00:00Z",
            "2026-03-09T00:00:00Z"
        ),
        ["2026-03-08T07:00:00Z", "2026-03-08T18:00:00Z"]
    );
    assert_eq!(
        check(
            "30 1 * * *",
            zone,
            "2026-11-01T00:00:00Z",
            "2026-11-02T12:00:00Z"
        ),
        ["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]
    );
    // Also when one starts to look between the two.
    assert_eq!(
        check(
            "30 1 * * *",
            zone,
            "2026-11-01T06:10:00Z",
            "2026-11-02T12:00:00Z"
        ),
        ["2026-11-02T06:30:00Z"]
    );
}

#[test]
fn an_hourly_job_runs_every_real_hour() {
    let zone = "America/New_York";
    let hours = |after, until| check("0 * * * *", zone, after, until).len();
    assert_eq!(hours("2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z"), 24);
    assert_eq!(hours("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"), 24);
    assert_eq!(
        check(
            "*/20 * * * *",
            zone,
            "2026-11-01T06:10:00Z",
            "2026-11-01T07:00:00Z"
        ),
        [
            "2026-11-01T06:20:00Z",
            "2026-11-01T06:40:00Z",
            "2026-11-01T07:00:00Z"
        ]
    );
}

#[test]
fn mexico_city_had_summer_time_until_2022() {
    let zone = "America/Mexico_City";
    assert_eq!(
        check(
            "0 9 * * *",
            zone,
            "2022-10-29T00:00:00Z",
            "2022-11-01T00:00:00Z"
        ),
        [
            "2022-10-29T14:00:00Z",
            "2022-10-30T15:00:00Z",
            "2022-10-31T15:00:00Z"
        ]
    );
    assert_eq!(
        check(
            "0 9 3 4 *",
            zone,
            "2022-01-01T00:00:00Z",
            "2024-01-01T00:00:00Z"
        ),
        ["2022-04-03T14:00:00Z", "2023-04-03T15:00:00Z"]
    );
}

#[test]
fn midnight_is_neither_lost_nor_doubled_where_the_clock_changes_at_midnight() {
    // Havana goes from 00:00 to 01:00, and from 01:00 back to 00:00.
    let zone = "America/Havana";
    assert_eq!(
        check(
            "0 0 * * *",
            zone,
            "2026-03-07T12:00:00Z",
            "2026-03-09T12:00:00Z"
        ),
        ["2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"]
    );
    assert_eq!(
        check(
            "0 0 * * *",
            zone,
            "2026-10-31T12:00:00Z",
            "2026-11-02T12:00:00Z"
        ),
        ["2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"]
    );
}

#[test]
fn only_the_last_moments_of_a_long_stop_are_looked_for() {
    let pattern = Pattern::new("* * * * * *", "America/Tegucigalpa").expect("pattern");
    let (after, until) = (
        moment("2020-01-01T00:00:00Z"),
        moment("2026-01-01T00:00:00.5Z"),
    );
    let last = pattern.last_moments(after, until, 3);
    assert_eq!(last.len(), 3);
    assert_eq!(last[2], moment("2026-01-01T00:00:00Z"));
    let rare = Pattern::new("0 0 29 2 *", "UTC").expect("pattern");
    assert_eq!(rare.last_moments(after, until, 10).len(), 2);
}

#[test]
fn looking_in_pieces_finds_the_same_moments() {
    use proptest::prelude::*;
    let zones = prop::sample::select(vec![
        "America/New_York",
        "America/Havana",
        "America/Mexico_City",
        "America/Tegucigalpa",
        "America/St_Johns",
    ]);
    let crons = prop::sample::select(vec![
        "30 1 * * *",
        "0 0,2 * * *",
        "*/20 * * * *",
        "15 */2 * * *",
        "0 3 1 * *",
    ]);
    let cuts = prop::collection::vec(1..20_000_i64, 1..12);
    // 2026-03-06 and 2026-10-30: the days before the clocks change.
    let starts = prop::sample::select(vec![1_772_755_200_i64, 1_793_318_400]);
    proptest!(ProptestConfig::with_cases(64), |(zone in zones, cron in crons, cuts in cuts, start in starts)| {
        let pattern = Pattern::new(cron, zone).expect("pattern");
        let start = DateTime::from_timestamp(start, 0).expect("moment");
        let mut at = start;
        let mut pieces = Vec::new();
        for cut in cuts {
            let next = at + TimeDelta::seconds(cut);
            pieces.extend(pattern.last_moments(at, next, 10_000));
            at = next;
        }
        prop_assert_eq!(pieces, pattern.last_moments(start, at, 10_000));
    });
}

#[test]
fn patterns_that_mean_nothing_are_refused() {
    for (cron, zone, expected) in [
        ("0 0 * *", "UTC", InvalidPattern::Cron),
        ("61 0 * * *", "UTC", InvalidPattern::Cron),
        ("0 0 30 2 *", "UTC", InvalidPattern::Never),
        ("0 0 * * *", "America/Tegucigalpas", InvalidPattern::Zone),
    ] {
        assert_eq!(
            Pattern::new(cron, zone).err(),
            Some(expected),
            "{cron} {zone}"
        );
    }
}

#[test]
fn a_slot_runs_once_however_many_gateways_look() {
    let world = World::new();
    world.participant("HND-INE", Role::Office);
    world.participant("MEX-STPS", Role::Ministry);
    world.agreement(&agreement("HND-INE", "MEX-STPS", &["all"]));
    world.calendar(
        "every-minute",
        "* * * * *",
        "America/Tegucigalpa",
        Missed::RunAll,
    );
    let mut ran = 0;
    for _ in 0..10 {
        world.submit(&submission("HND-INE"));
        world.advance(TimeDelta::minutes(1));
        let gateways = [
            world.another_gateway(),
            world.another_gateway(),
            world.another_gateway(),
        ];
        ran += std::thread::scope(|scope| {
            let ticks: Vec<_> = gateways
                .iter()
                .map(|gateway| scope.spawn(|| gateway.scheduler("x").tick().expect("tick")))
                .collect();
            ticks
                .into_iter()
                .map(|tick| tick.join().expect("joined"))
                .sum::<usize>()
        });
    }
    assert_eq!(ran, 10);
}

#[test]
fn a_slot_whose_scheduler_died_is_taken_over_and_its_late_holder_writes_nothing() {
    let world = World::new();
    world.calendar("hourly", "0 * * * *", "UTC", Missed::RunOnce);
    world.advance(TimeDelta::hours(1));
    assert!(world.scheduler("dies").lease_and_crash().expect("leased"));
    assert_eq!(
        world.scheduler("other").tick().expect("tick"),
        0,
        "the lease still holds"
    );
    world.advance(TimeDelta::seconds(121));
    assert_eq!(world.scheduler("other").tick().expect("tick"), 1);
    assert_eq!(world.scheduler("other").tick().expect("tick"), 0);
}

#[test]
fn a_calendar_that_was_changed_has_missed_nothing() {
    let world = World::new();
    world.calendar("daily", "0 6 * * *", "UTC", Missed::RunAll);
    world.advance(TimeDelta::days(3));
    world.calendar("daily", "0 7 * * *", "UTC", Missed::RunAll);
    assert_eq!(world.scheduler("a").tick().expect("tick"), 0);
    world.advance(TimeDelta::days(1));
    assert_eq!(world.scheduler("a").tick().expect("tick"), 1);
}
