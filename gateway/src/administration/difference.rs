//! What differs between two states of participants, agreements and calendars.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::facts::Facts;
use crate::{
    agreement::{Agreement, Participant},
    schedule::Calendar,
};

/// The changes that lead from one state to another, in order of kind and identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The changes.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Added, changed or removed.
    pub act: Act,
    /// What it is.
    pub kind: Kind,
    /// Its identifier.
    pub id: String,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its key in the folder's files.
    pub name: &'static str,
    /// What the store says; none when it has no such field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What the folder says; none when it has no such field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// The folder has it, the store does not.
    Added,
    /// Both have it, and differ.
    Changed,
    /// The store has it, the folder does not.
    Removed,
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A participant.
    Participant,
    /// An agreement.
    Agreement,
    /// A calendar.
    Calendar,
}

impl Act {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

impl Kind {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Agreement => "agreement",
            Self::Calendar => "calendar",
        }
    }
}

/// Everything that a folder or the store says, by identifier.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) participants: BTreeMap<String, Participant>,
    pub(super) agreements: BTreeMap<String, Agreement>,
    pub(super) calendars: BTreeMap<String, Calendar>,
}

impl Wanted {
    pub(super) fn of(
        participants: Vec<Participant>,
        agreements: Vec<Agreement>,
        calendars: Vec<Calendar>,
    ) -> Self {
        Self {
            participants: participants
                .into_iter()
                .map(|row| (row.id.to_string(), row))
                .collect(),
            agreements: agreements
                .into_iter()
                .map(|row| (row.id.clone(), row))
                .collect(),
            calendars: calendars
                .into_iter()
                .map(|row| (row.id.clone(), row))
                .collect(),
        }
    }
}

impl Plan {
    /// The changes that lead from `before` to `after`.
    pub(super) fn between(before: &Wanted, after: &Wanted) -> Self {
        let mut changes = compare(Kind::Participant, &before.participants, &after.participants);
        changes.extend(compare(
            Kind::Agreement,
            &before.agreements,
            &after.agreements,
        ));
        changes.extend(compare(Kind::Calendar, &before.calendars, &after.calendars));
        Self { changes }
    }
}

fn compare<T: Facts>(
    kind: Kind,
    before: &BTreeMap<String, T>,
    after: &BTreeMap<String, T>,
) -> Vec<Change> {
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    ids.into_iter()
        .map(|id| {
            let (old, new) = (before.get(id), after.get(id));
            Change {
                act: match (old, new) {
                    (None, _) => Act::Added,
                    (_, None) => Act::Removed,
                    _ => Act::Changed,
                },
                kind,
                id: id.clone(),
                fields: differing(old, new),
            }
        })
        .filter(|change| !change.fields.is_empty())
        .collect()
}

fn differing<T: Facts>(old: Option<&T>, new: Option<&T>) -> Vec<FieldChange> {
    let old = old.map(Facts::facts).unwrap_or_default();
    let new = new.map(Facts::facts).unwrap_or_default();
    let names: BTreeSet<&'static str> = old.keys().chain(new.keys()).copied().collect();
    names
        .into_iter()
        .filter(|name| old.get(name) != new.get(name))
        .map(|name| FieldChange {
            name,
            before: old.get(name).cloned(),
            after: new.get(name).cloned(),
        })
        .collect()
}
