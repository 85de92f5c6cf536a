//! Moments as the store writes them: UTC, fixed width, so that text order is time order.

use chrono::{DateTime, NaiveDateTime, Utc};

const FORM: &str = "%Y-%m-%dT%H:%M:%S%.6fZ";

/// A moment as text, for example `2026-07-31T12:00:00.000000Z`.
pub(crate) fn text(moment: DateTime<Utc>) -> String {
    moment.format(FORM).to_string()
}

/// The moment of a text that [`text`] wrote; `None` for any other.
pub(crate) fn parse(text: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(text, FORM)
        .ok()
        .map(|moment| moment.and_utc())
}

/// The moment of a text that [`text`] wrote, for a row.
pub(super) fn read(text: &str, act: &'static str) -> Result<DateTime<Utc>, super::StoreError> {
    parse(text).ok_or_else(|| super::StoreError::new(act, "a moment is not of the store's form"))
}
