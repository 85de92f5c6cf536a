//! Rows of offices and ministries.

use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl, SqliteConnection};
use schemas::language::Names;

use super::{Act, StoreError, Transaction, tables::participants, word};
use crate::agreement::Participant;

type Row = (String, String, String, String, String, String, String);

/// Every participant, in order of identifier.
pub(crate) fn all(connection: &mut SqliteConnection) -> Result<Vec<Participant>, StoreError> {
    const ACT: &str = "read the participants";
    let rows: Vec<Row> = participants::table
        .order(participants::id)
        .load(connection)
        .act(ACT)?;
    rows.into_iter()
        .map(|(id, role, area, status, es, en, fr)| {
            Ok(Participant {
                id: id.parse().map_err(|error| StoreError::new(ACT, error))?,
                role: word::parse(&role, ACT)?,
                area,
                status: word::parse(&status, ACT)?,
                title: Names { es, en, fr },
            })
        })
        .collect()
}

/// Writes `participant` over the row of the same identifier, if there is one.
pub(crate) fn put(
    transaction: &mut Transaction<'_>,
    participant: &Participant,
) -> Result<(), StoreError> {
    const ACT: &str = "write a participant";
    diesel::replace_into(participants::table)
        .values((
            participants::id.eq(participant.id.as_str()),
            participants::role.eq(word::text(&participant.role, ACT)?),
            participants::area.eq(&participant.area),
            participants::status.eq(word::text(&participant.status, ACT)?),
            participants::title_es.eq(&participant.title.es),
            participants::title_en.eq(&participant.title.en),
            participants::title_fr.eq(&participant.title.fr),
        ))
        .execute(transaction.connection())
        .act(ACT)?;
    Ok(())
}

/// Takes away the row `id`.
pub(crate) fn remove(transaction: &mut Transaction<'_>, id: &str) -> Result<(), StoreError> {
    diesel::delete(participants::table.filter(participants::id.eq(id)))
        .execute(transaction.connection())
        .act("remove a participant")?;
    Ok(())
}
