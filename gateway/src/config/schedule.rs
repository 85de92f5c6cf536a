//! Section `[schedule]`: when the calendars are looked at. The calendars themselves are rows.

use serde::Deserialize;

/// How often calendars are looked at, and when a slot counts as missed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScheduleSection {
    /// Seconds between looks at the calendars. Default 1.
    pub tick_s: u64,
    /// Seconds after which a slot that has not run counts as missed. Default 300.
    pub late_after_s: u64,
    /// Seconds that a scheduler holds a slot before another may take it over. Default 120.
    pub lease_s: u64,
    /// Slots of one calendar that are made up after a stop under `run_all`. Default 1000.
    pub max_made_up: usize,
}

impl Default for ScheduleSection {
    fn default() -> Self {
        Self {
            tick_s: 1,
            late_after_s: 300,
            lease_s: 120,
            max_made_up: 1000,
        }
    }
}
