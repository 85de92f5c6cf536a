//! Cases that a file tells in several rows which must not be added up: an association's
//! certification, then its members' shares of it.

use serde::Deserialize;

/// The `[repeated]` section: of the rows with one key, one stands for the case and the others are
/// excluded. Rows without a key stand for themselves. The file is read twice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeated {
    /// Column of kind `holder` with the number of the case.
    pub key: String,
    /// Columns with a number: the row with the greatest stands for the case; the second column
    /// decides between equals, then the rest of what is read of the rows.
    pub greatest: Vec<String>,
    /// Reason in the report: a word in snake_case.
    pub reason: String,
}
