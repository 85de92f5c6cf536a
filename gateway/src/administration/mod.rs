//! Configuration as code: a folder of TOML says who takes part, what was agreed and when figures
//! are passed on. `plan` tells what differs from the store, `apply` writes it in one transaction,
//! with an audit row for each change.

mod difference;
mod facts;
mod fault;
mod folder;
mod form;
#[cfg(test)]
mod tests;

use std::path::Path;

use chrono::{DateTime, Utc};
use diesel::SqliteConnection;

use self::{difference::Wanted, folder::Folder};
pub use self::{
    difference::{Act, Change, FieldChange, Kind, Plan},
    fault::{AdministrationError, FolderFault},
};
use crate::{
    config::Config,
    observe::audit::Entry,
    store::{Aborted, Store, StoreError, Transaction, agreements, audit, calendars, participants},
};

/// What `apply` would change. A database that does not exist yet is taken as empty, and not made.
///
/// # Errors
/// When the folder says something that cannot be used, or the database cannot be read.
pub fn plan(config: &Config, folder: &Path) -> Result<Plan, AdministrationError> {
    let wanted = Folder::read(folder)?;
    if !config.store.path.exists() {
        return Ok(Plan::between(&Wanted::default(), &wanted));
    }
    let current = open(config)?.read(current)?;
    Ok(Plan::between(&current, &wanted))
}

/// Makes the store say what the folder says, and tells what was changed.
///
/// # Errors
/// When the folder says something that cannot be used, or the database cannot be written; then
/// nothing is changed.
pub fn apply(config: &Config, folder: &Path) -> Result<Plan, AdministrationError> {
    let wanted = Folder::read(folder)?;
    let store = open(config)?;
    Ok(write(&store, &wanted, Utc::now())?)
}

fn open(config: &Config) -> Result<Store, AdministrationError> {
    let store = Store::open(&config.store)?;
    if store.is_behind()? {
        return Err(AdministrationError::StoreBehind);
    }
    Ok(store)
}

fn current(connection: &mut SqliteConnection) -> Result<Wanted, StoreError> {
    Ok(Wanted::of(
        participants::all(connection)?,
        agreements::all(connection)?,
        calendars::all(connection)?,
    ))
}

/// Writes what differs, in one transaction.
fn write(store: &Store, wanted: &Wanted, now: DateTime<Utc>) -> Result<Plan, StoreError> {
    let done = store.write("apply", |transaction| {
        let plan = Plan::between(&transaction.read(current)?, wanted);
        for change in &plan.changes {
            write_change(transaction, change, wanted, now)?;
            audit::append(transaction, &entry(change, now))?;
        }
        Ok::<_, Aborted<StoreError>>(plan)
    });
    done.map_err(|aborted| match aborted {
        Aborted::Store(error) | Aborted::Refused(error) => error,
    })
}

fn write_change(
    transaction: &mut Transaction<'_>,
    change: &Change,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let id = change.id.as_str();
    match change.kind {
        Kind::Participant => match wanted.participants.get(id) {
            Some(participant) => participants::put(transaction, participant),
            None => participants::remove(transaction, id),
        },
        Kind::Agreement => match wanted.agreements.get(id) {
            Some(agreement) => agreements::put(transaction, agreement),
            None => agreements::remove(transaction, id),
        },
        Kind::Calendar => match wanted.calendars.get(id) {
            Some(calendar) => calendars::put(transaction, calendar, now),
            None => calendars::remove(transaction, id),
        },
    }
}

fn entry(change: &Change, now: DateTime<Utc>) -> Entry {
    let fields: serde_json::Map<String, serde_json::Value> = change
        .fields
        .iter()
        .map(|field| {
            let values = serde_json::json!({"before": field.before, "after": field.after});
            (field.name.to_owned(), values)
        })
        .collect();
    Entry {
        at: now,
        act: crate::observe::audit::Act::Change,
        actor: "administration".to_owned(),
        object: format!("{}/{}", change.kind.word(), change.id),
        code: change.act.word().to_owned(),
        detail: fields.into(),
        request: String::new(),
    }
}
