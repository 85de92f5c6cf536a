//! Rows of agreements, and the policy that they and the participants make.

use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl, SqliteConnection};

use super::{Act, StoreError, Transaction, participants, tables::agreements, word};
use crate::agreement::{Agreement, Policy};

type Row = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
    String,
);

const DAY: &str = "%Y-%m-%d";

/// Participants and agreements as they stand.
pub(crate) fn policy(connection: &mut SqliteConnection) -> Result<Policy, StoreError> {
    Ok(Policy::of(participants::all(connection)?, all(connection)?))
}

/// Participants and agreements as the transaction sees them.
pub(crate) fn policy_in(transaction: &mut Transaction<'_>) -> Result<Policy, StoreError> {
    policy(transaction.connection())
}

/// Every agreement, in order of identifier.
pub(crate) fn all(connection: &mut SqliteConnection) -> Result<Vec<Agreement>, StoreError> {
    let rows: Vec<Row> = agreements::table
        .order(agreements::id)
        .load(connection)
        .act(READ)?;
    rows.into_iter().map(agreement).collect()
}

const READ: &str = "read the agreements";

fn agreement(row: Row) -> Result<Agreement, StoreError> {
    let (id, provider, dataflow, recipient, finest, purpose, from, to, direction) = row;
    let day = |text: &str| {
        NaiveDate::parse_from_str(text, DAY).map_err(|error| StoreError::new(READ, error))
    };
    Ok(Agreement {
        id,
        provider: provider
            .parse()
            .map_err(|error| StoreError::new(READ, error))?,
        dataflow: dataflow
            .parse()
            .map_err(|error| StoreError::new(READ, error))?,
        recipient: recipient
            .parse()
            .map_err(|error| StoreError::new(READ, error))?,
        finest: word::from_json(&finest, READ)?,
        purpose,
        valid_from: day(&from)?,
        valid_to: to.as_deref().map(day).transpose()?,
        direction: word::parse(&direction, READ)?,
    })
}

/// Writes `agreement` over the row of the same identifier, if there is one.
pub(crate) fn put(
    transaction: &mut Transaction<'_>,
    agreement: &Agreement,
) -> Result<(), StoreError> {
    const ACT: &str = "write an agreement";
    let day = |day: NaiveDate| day.format(DAY).to_string();
    diesel::replace_into(agreements::table)
        .values((
            agreements::id.eq(&agreement.id),
            agreements::provider.eq(agreement.provider.as_str()),
            agreements::dataflow.eq(agreement.dataflow.as_str()),
            agreements::recipient.eq(agreement.recipient.to_string()),
            agreements::finest.eq(word::json(&agreement.finest, ACT)?),
            agreements::purpose.eq(&agreement.purpose),
            agreements::valid_from.eq(day(agreement.valid_from)),
            agreements::valid_to.eq(agreement.valid_to.map(day)),
            agreements::direction.eq(word::text(&agreement.direction, ACT)?),
        ))
        .execute(transaction.connection())
        .act(ACT)?;
    Ok(())
}

/// Takes away the row `id`.
pub(crate) fn remove(transaction: &mut Transaction<'_>, id: &str) -> Result<(), StoreError> {
    diesel::delete(agreements::table.filter(agreements::id.eq(id)))
        .execute(transaction.connection())
        .act("remove an agreement")?;
    Ok(())
}
