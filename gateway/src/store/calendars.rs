//! Rows of calendars.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl, SqliteConnection};

use super::{Act, StoreError, Transaction, moment, tables::calendars, word};
use crate::schedule::{Calendar, Pattern};

type Row = (
    String,
    Option<String>,
    Option<String>,
    String,
    String,
    String,
    Option<i64>,
    String,
);

const READ: &str = "read the calendars";

/// Every calendar, in order of identifier.
pub(crate) fn all(connection: &mut SqliteConnection) -> Result<Vec<Calendar>, StoreError> {
    let rows: Vec<Row> = calendars::table
        .order(calendars::id)
        .load(connection)
        .act(READ)?;
    rows.into_iter().map(calendar).collect()
}

/// The calendar `id`.
pub(crate) fn find(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<Option<Calendar>, StoreError> {
    let row: Option<Row> = calendars::table
        .find(id)
        .first(connection)
        .optional()
        .act(READ)?;
    row.map(calendar).transpose()
}

fn calendar(row: Row) -> Result<Calendar, StoreError> {
    let (id, dataflow, provider, cron, zone, missed, late_after_s, starts_at) = row;
    Ok(Calendar {
        id,
        dataflow: dataflow
            .map(|id| id.parse())
            .transpose()
            .map_err(|error| StoreError::new(READ, error))?,
        provider: provider
            .map(|id| id.parse())
            .transpose()
            .map_err(|error| StoreError::new(READ, error))?,
        pattern: Pattern::new(&cron, &zone).map_err(|error| StoreError::new(READ, error))?,
        missed: word::parse(&missed, READ)?,
        late_after_s: late_after_s
            .map(u32::try_from)
            .transpose()
            .map_err(|error| StoreError::new(READ, error))?,
        starts_at: moment::read(&starts_at, READ)?,
    })
}

/// Writes `calendar` over the row of the same identifier, if there is one. Its slots start after
/// `now`: a calendar that was changed has not missed anything under its new form.
pub(crate) fn put(
    transaction: &mut Transaction<'_>,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const ACT: &str = "write a calendar";
    diesel::replace_into(calendars::table)
        .values((
            calendars::id.eq(&calendar.id),
            calendars::dataflow.eq(calendar.dataflow.as_ref().map(|id| id.as_str())),
            calendars::provider.eq(calendar.provider.as_ref().map(|id| id.as_str())),
            calendars::cron.eq(calendar.pattern.cron()),
            calendars::time_zone.eq(calendar.pattern.zone()),
            calendars::missed.eq(word::text(&calendar.missed, ACT)?),
            calendars::late_after_s.eq(calendar.late_after_s.map(i64::from)),
            calendars::starts_at.eq(moment::text(now)),
        ))
        .execute(transaction.connection())
        .act(ACT)?;
    Ok(())
}

/// Takes away the row `id` and the slots of it that have not run.
pub(crate) fn remove(transaction: &mut Transaction<'_>, id: &str) -> Result<(), StoreError> {
    const ACT: &str = "remove a calendar";
    diesel::delete(calendars::table.filter(calendars::id.eq(id)))
        .execute(transaction.connection())
        .act(ACT)?;
    super::slots::forget(transaction, id)
}
