//! Audit rows: every accept, refuse, send, read and change, each row carrying the hash of the one
//! before it, so that a row that was edited, moved or taken away is found. No row holds a figure.

use chrono::{DateTime, Utc};

use crate::store::moment;

/// Hash that the first row names as the one before it.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// A submission was stored and receipted.
    Accept,
    /// A request was refused; nothing was stored.
    Refuse,
    /// A delivery was made or set aside.
    Send,
    /// A participant read a receipt, its inbox or a delivery.
    Read,
    /// A participant, agreement, calendar or slot was changed.
    Change,
}

impl Act {
    /// As the row says it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Refuse => "refuse",
            Self::Send => "send",
            Self::Read => "read",
            Self::Change => "change",
        }
    }
}

/// A row to be written.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// What was done.
    pub(crate) act: Act,
    /// Who did it: a participant, or the gateway's own part, for example `schedule`.
    pub(crate) actor: String,
    /// What it was done to, for example `submission/<id>`.
    pub(crate) object: String,
    /// Stable code of the refusal or change; empty otherwise.
    pub(crate) code: String,
    /// What else is known; never a figure.
    pub(crate) detail: serde_json::Value,
    /// Identifier of the request that caused it; empty for the gateway's own work.
    pub(crate) request: String,
}

/// A row as it stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Row {
    /// 1, 2, 3, … without a gap.
    pub position: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What was done.
    pub act: String,
    /// Who did it.
    pub actor: String,
    /// What it was done to.
    pub object: String,
    /// Stable code of the refusal or change; empty otherwise.
    pub code: String,
    /// JSON: what else is known.
    pub detail: String,
    /// The request that caused it; empty for own work.
    pub request: String,
    /// Hash of the row before.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

impl Entry {
    /// The row that follows the row at `position - 1` whose hash is `previous`.
    pub(crate) fn seal(&self, position: i64, previous: &str) -> Row {
        let mut row = Row {
            position,
            at: moment::text(self.at),
            act: self.act.as_str().to_owned(),
            actor: self.actor.clone(),
            object: self.object.clone(),
            code: self.code.clone(),
            detail: self.detail.to_string(),
            request: self.request.clone(),
            previous: previous.to_owned(),
            hash: String::new(),
        };
        row.hash = row.expected_hash();
        row
    }
}

impl Row {
    /// SHA-256, in hexadecimal, of the JSON array of every field but the hash, in the order of the
    /// columns and without blanks.
    fn expected_hash(&self) -> String {
        let fields = serde_json::json!([
            self.position,
            self.at,
            self.act,
            self.actor,
            self.object,
            self.code,
            self.detail,
            self.request,
            self.previous,
        ]);
        let digest = openssl::sha::sha256(fields.to_string().as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether this row follows the row at `position` whose hash is `previous`, unchanged.
    fn follows(&self, position: i64, previous: &str) -> bool {
        self.position == position + 1
            && self.previous == previous
            && self.hash == self.expected_hash()
    }
}

/// Walks rows in order and remembers where the chain first breaks.
#[derive(Debug)]
pub struct Chain {
    position: i64,
    hash: String,
    broken_at: Option<i64>,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            position: 0,
            hash: GENESIS.to_owned(),
            broken_at: None,
        }
    }
}

impl Chain {
    /// Takes the next row.
    pub fn add(&mut self, row: &Row) {
        if self.broken_at.is_none() && !row.follows(self.position, &self.hash) {
            self.broken_at = Some(self.position + 1);
        }
        self.position = row.position;
        self.hash.clone_from(&row.hash);
    }

    /// Position of the first row that is changed, missing or out of order; `None` when the chain
    /// holds.
    #[must_use]
    pub fn broken_at(&self) -> Option<i64> {
        self.broken_at
    }

    /// Position of the last row taken.
    #[must_use]
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Hash of the last row taken.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Chain, Entry, GENESIS, Row};

    fn rows() -> Vec<Row> {
        let mut previous = GENESIS.to_owned();
        (1..=4)
            .map(|position| {
                let entry = Entry {
                    at: chrono::DateTime::UNIX_EPOCH,
                    act: Act::Read,
                    actor: "HND-INE".to_owned(),
                    object: "inbox".to_owned(),
                    code: String::new(),
                    detail: serde_json::json!({ "n": position }),
                    request: String::new(),
                };
                let row = entry.seal(position, &previous);
                previous.clone_from(&row.hash);
                row
            })
            .collect()
    }

    fn broken_at(rows: &[Row]) -> Option<i64> {
        let mut chain = Chain::default();
        rows.iter().for_each(|row| chain.add(row));
        chain.broken_at()
    }

    #[test]
    fn an_edit_a_deletion_and_a_swap_are_found_at_their_place() {
        assert_eq!(broken_at(&rows()), None);
        let mut edited = rows();
        edited[1].actor = "MEX-STPS".to_owned();
        assert_eq!(broken_at(&edited), Some(2));
        let mut deleted = rows();
        deleted.remove(2);
        assert_eq!(broken_at(&deleted), Some(3));
        let mut swapped = rows();
        swapped.swap(0, 1);
        assert_eq!(broken_at(&swapped), Some(1));
    }
}
