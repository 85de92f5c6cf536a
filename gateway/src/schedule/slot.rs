//! Which slots a calendar gets at a look, pure: what is on time runs, what is late falls under the
//! calendar's policy for missed slots.

use chrono::{DateTime, TimeDelta, Utc};

use super::calendar::Missed;
use crate::store::slots::NewSlot;

/// The slots to write for `moments`, which have no slot yet, in order. A moment older than
/// `late_after` at `now` was missed. At most `max_made_up` missed ones are run one by one; the
/// first of those answers for the older rest.
pub(super) fn slots_for(
    moments: &[DateTime<Utc>],
    now: DateTime<Utc>,
    late_after: TimeDelta,
    missed: Missed,
    max_made_up: usize,
) -> Vec<NewSlot> {
    let late = moments.partition_point(|moment| now - *moment > late_after);
    let (late, on_time) = moments.split_at(late);
    let run = |moments: &[DateTime<Utc>]| moments.iter().map(|at| slot(*at, true, 0)).collect();
    let mut slots: Vec<NewSlot> = match (missed, late.split_last()) {
        (_, None) => Vec::new(),
        (Missed::Skip, Some((last, before))) => vec![slot(*last, false, before.len())],
        (Missed::RunOnce, Some((last, before))) if on_time.is_empty() => {
            vec![slot(*last, true, before.len())]
        }
        // A slot that is on time answers for the missed ones.
        (Missed::RunOnce, Some(_)) => Vec::new(),
        (Missed::RunAll, Some(_)) => {
            let given_up = late.len().saturating_sub(max_made_up.max(1));
            let mut made_up: Vec<NewSlot> = run(&late[given_up..]);
            if let Some(first) = made_up.first_mut() {
                first.missed = given_up as u64;
            }
            made_up
        }
    };
    let answers = if slots.is_empty() { late.len() } else { 0 };
    let mut running: Vec<NewSlot> = run(on_time);
    if let Some(first) = running.first_mut() {
        first.missed = answers as u64;
    }
    slots.append(&mut running);
    slots
}

fn slot(slot_at: DateTime<Utc>, runs: bool, missed: usize) -> NewSlot {
    NewSlot {
        slot_at,
        runs,
        missed: missed as u64,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::slots_for;
    use crate::schedule::Missed;

    /// Hourly moments up to `now`, of which all but the last is late.
    fn check(missed: Missed, hours: i64, max_made_up: usize, last_is_on_time: bool) -> String {
        let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(100);
        let shift = i64::from(!last_is_on_time);
        let moments: Vec<_> = (0..hours)
            .rev()
            .map(|back| now - TimeDelta::hours(back + shift))
            .collect();
        slots_for(&moments, now, TimeDelta::minutes(5), missed, max_made_up)
            .iter()
            .map(|slot| {
                let back = (now - slot.slot_at).num_hours();
                let act = if slot.runs { "run" } else { "skip" };
                format!("{act} -{back}h answers {}; ", slot.missed)
            })
            .collect()
    }

    #[test]
    fn missed_slots_follow_the_written_policy() {
        use Missed::{RunAll, RunOnce, Skip};
        for (policy, on_time, expected) in [
            (Skip, true, "skip -1h answers 2; run -0h answers 0; "),
            (Skip, false, "skip -1h answers 3; "),
            (RunOnce, true, "run -0h answers 3; "),
            (RunOnce, false, "run -1h answers 3; "),
            (
                RunAll,
                true,
                "run -2h answers 1; run -1h answers 0; run -0h answers 0; ",
            ),
            (RunAll, false, "run -2h answers 2; run -1h answers 0; "),
        ] {
            assert_eq!(
                check(policy, 4, 2, on_time),
                expected,
                "{policy:?} {on_time}"
            );
        }
    }
}
