//! Rows of submissions: their key, what the office signed to the byte, and the receipt. Written
//! once, never changed.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, RunQueryDsl, Selectable,
    SelectableHelper, SqliteConnection,
};
use schemas::submission::SubmissionHeader;

use super::{
    Act, StoreError, Transaction, moment,
    tables::{evidence, receipts, submissions},
};

/// A row of a submission that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, Selectable, diesel::Insertable)]
#[diesel(table_name = submissions, check_for_backend(diesel::sqlite::Sqlite))]
pub(crate) struct SubmissionRow {
    /// Made by the office.
    pub(crate) id: String,
    /// The office that answers for the figures.
    pub(crate) provider: String,
    /// The dataflow.
    pub(crate) dataflow: String,
    /// Its version.
    pub(crate) dataflow_version: String,
    /// The period that the figures speak of.
    pub(crate) reference_period: String,
    /// 0, 1, 2, …
    pub(crate) revision: i64,
    /// `sha-256:<hex>` of the exact bytes.
    pub(crate) digest: String,
    /// Length of the exact bytes.
    pub(crate) bytes: i64,
    /// Number of observations.
    pub(crate) observations: i64,
    /// Not passed on before this moment.
    pub(crate) embargo_until: Option<String>,
    /// When it was received.
    pub(crate) received_at: String,
    /// Audit row of its acceptance.
    pub(crate) audit_position: i64,
}

impl SubmissionRow {
    /// The row of `header`.
    pub(crate) fn of(
        header: &SubmissionHeader,
        digest: &str,
        bytes: u64,
        observations: usize,
        received_at: DateTime<Utc>,
        audit_position: i64,
    ) -> Self {
        Self {
            id: header.submission_id.to_string(),
            provider: header.provider.to_string(),
            dataflow: header.dataflow.to_string(),
            dataflow_version: header.dataflow_version.clone(),
            reference_period: header.reference_period.to_string(),
            revision: header.revision.into(),
            digest: digest.to_owned(),
            bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
            observations: i64::try_from(observations).unwrap_or(i64::MAX),
            embargo_until: header.embargo_until.map(moment::text),
            received_at: moment::text(received_at),
            audit_position,
        }
    }
}

/// What the office signed, and its signature.
pub(crate) struct Evidence {
    /// The exact bytes, zstd.
    pub(crate) document: Vec<u8>,
    /// Detached JWS of the office.
    pub(crate) signature: String,
}

/// The submission `id`.
pub(crate) fn find(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<Option<SubmissionRow>, StoreError> {
    submissions::table
        .find(id)
        .select(SubmissionRow::as_select())
        .first(connection)
        .optional()
        .act("read a submission")
}

/// The highest revision that was acknowledged for the key of `header`.
pub(crate) fn latest_revision(
    connection: &mut SqliteConnection,
    header: &SubmissionHeader,
) -> Result<Option<i64>, StoreError> {
    submissions::table
        .filter(submissions::dataflow.eq(header.dataflow.as_str()))
        .filter(submissions::provider.eq(header.provider.as_str()))
        .filter(submissions::reference_period.eq(header.reference_period.to_string()))
        .select(diesel::dsl::max(submissions::revision))
        .first(connection)
        .act("read the revisions of a submission")
}

/// The submissions that were acknowledged for the key of `header`, the newest revision first.
pub(crate) fn revisions(
    connection: &mut SqliteConnection,
    header: &SubmissionHeader,
) -> Result<Vec<SubmissionRow>, StoreError> {
    submissions::table
        .filter(submissions::dataflow.eq(header.dataflow.as_str()))
        .filter(submissions::provider.eq(header.provider.as_str()))
        .filter(submissions::reference_period.eq(header.reference_period.to_string()))
        .order(submissions::revision.desc())
        .select(SubmissionRow::as_select())
        .load(connection)
        .act("read the revisions of a submission")
}

/// Writes a submission whole: its row, its evidence, its receipt (with warnings as JSON).
pub(crate) fn insert(
    transaction: &mut Transaction<'_>,
    row: &SubmissionRow,
    signed: &Evidence,
    receipt: &str,
    findings: &str,
) -> Result<(), StoreError> {
    const ACT: &str = "write a submission";
    insert_own(transaction, row, signed)?;
    let connection = transaction.connection();
    diesel::insert_into(receipts::table)
        .values((
            receipts::submission_id.eq(&row.id),
            receipts::findings.eq(findings),
            receipts::receipt.eq(receipt),
        ))
        .execute(connection)
        .act(ACT)?;
    Ok(())
}

/// Writes what the gateway made itself, and for which nobody waits for a receipt.
pub(crate) fn insert_own(
    transaction: &mut Transaction<'_>,
    row: &SubmissionRow,
    signed: &Evidence,
) -> Result<(), StoreError> {
    const ACT: &str = "write a submission";
    let connection = transaction.connection();
    diesel::insert_into(submissions::table)
        .values(row)
        .execute(connection)
        .act(ACT)?;
    diesel::insert_into(evidence::table)
        .values((
            evidence::submission_id.eq(&row.id),
            evidence::document.eq(&signed.document),
            evidence::signature.eq(&signed.signature),
        ))
        .execute(connection)
        .act(ACT)?;
    Ok(())
}

/// What the office signed, and its signature.
pub(crate) fn evidence(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<Option<Evidence>, StoreError> {
    let found: Option<(Vec<u8>, String)> = evidence::table
        .find(id)
        .select((evidence::document, evidence::signature))
        .first(connection)
        .optional()
        .act("read what an office signed")?;
    Ok(found.map(|(document, signature)| Evidence {
        document,
        signature,
    }))
}

/// The receipt of the submission `id`.
pub(crate) fn receipt(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<Option<String>, StoreError> {
    receipts::table
        .find(id)
        .select(receipts::receipt)
        .first(connection)
        .optional()
        .act("read a receipt")
}

/// Identifier and receipt of the submission of `provider` whose exact bytes have this digest.
pub(crate) fn acknowledged(
    connection: &mut SqliteConnection,
    provider: &str,
    digest: &str,
) -> Result<Option<(String, String)>, StoreError> {
    submissions::table
        .inner_join(receipts::table.on(receipts::submission_id.eq(submissions::id)))
        .filter(submissions::provider.eq(provider))
        .filter(submissions::digest.eq(digest))
        .select((submissions::id, receipts::receipt))
        .first(connection)
        .optional()
        .act("look for a receipt")
}
