//! A calendar and the moments at which it is due. The pattern is matched against the wall clock
//! of its time zone, and each match is then placed in real time: the library matches, this file
//! decides what a changed clock means.
//!
//! - A wall-clock time that a change skips: a pattern with named hours is due at the moment of the
//!   change; one for every hour (`*`, `*/2`) has nothing to be due for.
//! - A wall-clock time that a change repeats: a pattern with named hours is due the first time
//!   only; one for every hour is due both times.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use croner::Cron;
use schemas::ids::{DataflowId, ParticipantId};
use serde::{Deserialize, Serialize};

/// A row of the calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Calendar {
    /// Chosen by who wrote it down.
    pub(crate) id: String,
    /// Only this dataflow; none: all.
    pub(crate) dataflow: Option<DataflowId>,
    /// Only this provider; none: all.
    pub(crate) provider: Option<ParticipantId>,
    /// When it is due.
    pub(crate) pattern: Pattern,
    /// What becomes of slots that were missed.
    pub(crate) missed: Missed,
    /// Seconds after which a slot that has not run is missed; none: the gateway's default.
    pub(crate) late_after_s: Option<u32>,
    /// There are no slots at or before this moment.
    pub(crate) starts_at: DateTime<Utc>,
}

/// What becomes of slots that were missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Missed {
    /// Nothing.
    Skip,
    /// One run answers for all of them.
    #[default]
    RunOnce,
    /// Each is run.
    RunAll,
}

/// A cron pattern in a time zone.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    text: String,
    cron: Cron,
    names_hours: bool,
    zone: Tz,
}

/// A pattern that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidPattern {
    /// The cron expression is not understood.
    #[error("not a cron expression of five fields, or six with seconds first")]
    Cron,
    /// The expression is understood and has no moment.
    #[error("cron expression without any moment")]
    Never,
    /// The time zone is not in the database.
    #[error("not a time zone of the time-zone database")]
    Zone,
}

/// No change of a wall clock in the region is longer.
const LONGEST_CHANGE: TimeDelta = TimeDelta::hours(3);

impl Pattern {
    /// The pattern `cron` on the wall clock of `zone`.
    pub(crate) fn new(cron: &str, zone: &str) -> Result<Self, InvalidPattern> {
        let zone: Tz = zone.parse().map_err(|_| InvalidPattern::Zone)?;
        let fields: Vec<&str> = cron.split_whitespace().collect();
        let hours = match fields.len() {
            5 => fields[1],
            6 => fields[2],
            _ => return Err(InvalidPattern::Cron),
        };
        let names_hours = !hours.starts_with('*');
        let cron_text = fields.join(" ");
        let cron: Cron = cron_text.parse().map_err(|_| InvalidPattern::Cron)?;
        cron.find_next_occurrence(&DateTime::<Utc>::UNIX_EPOCH, true)
            .map_err(|_| InvalidPattern::Never)?;
        Ok(Self {
            text: cron_text,
            cron,
            names_hours,
            zone,
        })
    }

    /// The cron expression.
    pub(crate) fn cron(&self) -> &str {
        &self.text
    }

    /// The name of the time zone.
    pub(crate) fn zone(&self) -> &'static str {
        self.zone.name()
    }

    /// The moments after `after` up to and with `until`, in order: the last `limit` of them.
    pub(crate) fn last_moments(
        &self,
        after: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: usize,
    ) -> Vec<DateTime<Utc>> {
        let mut found: Vec<DateTime<Utc>> = Vec::new();
        let (mut end, mut span) = (until, TimeDelta::hours(1));
        while end > after && found.len() < limit {
            let start = after.max(end.checked_sub_signed(span).unwrap_or(after));
            let mut earlier = self.moments(start, end);
            earlier.append(&mut found);
            found = earlier;
            (end, span) = (start, span * 2);
        }
        found.split_off(found.len().saturating_sub(limit))
    }

    /// All moments after `after` up to and with `until`, in order.
    fn moments(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let margin = if self.changes_between(after - LONGEST_CHANGE, until + LONGEST_CHANGE) {
            LONGEST_CHANGE
        } else {
            TimeDelta::zero()
        };
        // The wall clock is written as if it were UTC, so that the library sees no changes in it.
        let wall = |moment: DateTime<Utc>| {
            let whole = DateTime::from_timestamp(moment.timestamp(), 0).unwrap_or(moment);
            whole.with_timezone(&self.zone).naive_local().and_utc()
        };
        let last = wall(until) + margin;
        let mut at = wall(after) - margin;
        let mut found = Vec::new();
        while let Ok(next) = self.cron.find_next_occurrence(&at, false) {
            if next > last {
                break;
            }
            found.extend(self.place(next.naive_utc()));
            at = next;
        }
        found.retain(|moment| after < *moment && *moment <= until);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The moments at which the wall clock shows `wall`, under the rules of this file.
    fn place(&self, wall: NaiveDateTime) -> Vec<DateTime<Utc>> {
        match self.zone.from_local_datetime(&wall) {
            MappedLocalTime::Single(moment) => vec![moment.to_utc()],
            MappedLocalTime::Ambiguous(first, _) if self.names_hours => vec![first.to_utc()],
            MappedLocalTime::Ambiguous(first, second) => vec![first.to_utc(), second.to_utc()],
            MappedLocalTime::None if self.names_hours => {
                self.change_over(wall).into_iter().collect()
            }
            MappedLocalTime::None => Vec::new(),
        }
    }

    /// The moment of the change that skips `wall`.
    fn change_over(&self, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
        let before = self
            .zone
            .from_local_datetime(&(wall - LONGEST_CHANGE))
            .earliest()?;
        let (mut low, mut high) = (before.to_utc(), before.to_utc() + LONGEST_CHANGE * 2);
        let offset = |moment: DateTime<Utc>| self.offset(moment);
        let old = offset(low);
        while high - low > TimeDelta::seconds(1) {
            let middle = low + TimeDelta::seconds((high - low).num_seconds() / 2);
            if offset(middle) == old {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(high)
    }

    fn changes_between(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> bool {
        end - start > TimeDelta::days(1) || self.offset(start) != self.offset(end)
    }

    fn offset(&self, moment: DateTime<Utc>) -> i32 {
        self.zone
            .offset_from_utc_datetime(&moment.naive_utc())
            .fix()
            .local_minus_utc()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.zone) == (&other.text, other.zone)
    }
}

impl Eq for Pattern {}
