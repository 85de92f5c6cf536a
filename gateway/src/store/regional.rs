//! Rows behind the regional tables: what goes into them, and what went into the last ones.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl,
    SelectableHelper, SqliteConnection,
};
use schemas::ids::{DataflowId, ParticipantId};

use super::{
    Act, StoreError, Transaction, moment,
    submissions::SubmissionRow,
    tables::{regional, submissions},
};

/// Per period, the latest revision of each provider but `without` whose embargo is over.
pub(crate) fn sources(
    connection: &mut SqliteConnection,
    dataflow: &DataflowId,
    without: &ParticipantId,
    now: DateTime<Utc>,
) -> Result<BTreeMap<String, Vec<SubmissionRow>>, StoreError> {
    let rows: Vec<SubmissionRow> = submissions::table
        .filter(submissions::dataflow.eq(dataflow.as_str()))
        .filter(submissions::provider.ne(without.as_str()))
        .filter(
            submissions::embargo_until
                .is_null()
                .or(submissions::embargo_until.le(moment::text(now))),
        )
        .order((submissions::provider, submissions::revision.desc()))
        .select(SubmissionRow::as_select())
        .load(connection)
        .act("read what goes into regional tables")?;
    let mut periods: BTreeMap<String, Vec<SubmissionRow>> = BTreeMap::new();
    for row in rows {
        let latest = periods.entry(row.reference_period.clone()).or_default();
        if latest
            .last()
            .is_none_or(|last| last.provider != row.provider)
        {
            latest.push(row);
        }
    }
    Ok(periods)
}

/// What went into the last table of a dataflow and period.
pub(crate) fn inputs(
    connection: &mut SqliteConnection,
    dataflow: &DataflowId,
    period: &str,
) -> Result<Option<String>, StoreError> {
    regional::table
        .find((dataflow.as_str(), period))
        .select(regional::inputs)
        .first(connection)
        .optional()
        .act("read what went into a regional table")
}

/// Notes what goes into the table of a dataflow and period.
pub(crate) fn put_inputs(
    transaction: &mut Transaction<'_>,
    dataflow: &DataflowId,
    period: &str,
    inputs: &str,
) -> Result<(), StoreError> {
    diesel::replace_into(regional::table)
        .values((
            regional::dataflow.eq(dataflow.as_str()),
            regional::reference_period.eq(period),
            regional::inputs.eq(inputs),
        ))
        .execute(transaction.connection())
        .act("note what goes into a regional table")?;
    Ok(())
}
