//! Audit rows: appended inside the transaction of what they tell of, read in pages, never changed.

use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl, Selectable, SelectableHelper,
    SqliteConnection,
};

use super::{Act, StoreError, Transaction, tables::audit};
use crate::observe::audit::{Entry, GENESIS, Row};

const PAGE: i64 = 1000;

#[derive(diesel::Queryable, Selectable, diesel::Insertable)]
#[diesel(table_name = audit, check_for_backend(diesel::sqlite::Sqlite))]
struct AuditRow {
    position: i64,
    at: String,
    act: String,
    actor: String,
    object: String,
    code: String,
    detail: String,
    request: String,
    previous: String,
    hash: String,
}

impl From<AuditRow> for Row {
    fn from(row: AuditRow) -> Self {
        Self {
            position: row.position,
            at: row.at,
            act: row.act,
            actor: row.actor,
            object: row.object,
            code: row.code,
            detail: row.detail,
            request: row.request,
            previous: row.previous,
            hash: row.hash,
        }
    }
}

/// Appends `entry`; gives its position.
pub(crate) fn append(transaction: &mut Transaction<'_>, entry: &Entry) -> Result<i64, StoreError> {
    const ACT: &str = "write an audit row";
    let connection = transaction.connection();
    let last: Option<(i64, String)> = audit::table
        .select((audit::position, audit::hash))
        .order(audit::position.desc())
        .first(connection)
        .optional()
        .act(ACT)?;
    let (position, previous) = last.unwrap_or((0, GENESIS.to_owned()));
    let row = entry.seal(position + 1, &previous);
    diesel::insert_into(audit::table)
        .values(AuditRow {
            position: row.position,
            at: row.at,
            act: row.act,
            actor: row.actor,
            object: row.object,
            code: row.code,
            detail: row.detail,
            request: row.request,
            previous: row.previous,
            hash: row.hash,
        })
        .execute(connection)
        .act(ACT)?;
    Ok(position + 1)
}

/// The position of the last row; 0 when there is none.
pub(crate) fn last_position(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let last: Option<i64> = audit::table
        .select(diesel::dsl::max(audit::position))
        .first(connection)
        .act("read the last audit row")?;
    Ok(last.unwrap_or_default())
}

/// Gives every row after `position`, in order, to `take`.
pub(crate) fn each_after(
    connection: &mut SqliteConnection,
    mut position: i64,
    mut take: impl FnMut(Row),
) -> Result<(), StoreError> {
    loop {
        let page: Vec<AuditRow> = audit::table
            .select(AuditRow::as_select())
            .filter(audit::position.gt(position))
            .order(audit::position)
            .limit(PAGE)
            .load(connection)
            .act("read audit rows")?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        position = last.position;
        page.into_iter().for_each(|row| take(row.into()));
    }
}
