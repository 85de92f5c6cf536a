//! Why a database gave nothing. What the server itself says is not repeated: it may quote a cell.

use schemas::language::{Language, args};

use crate::catalogue::catalogue;

/// A table of a database that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// The text is no address of a database.
    #[error("failed to understand the address of the database")]
    Address,
    /// This program was built without ODBC.
    #[error("failed to use ODBC: built without it")]
    NoOdbc,
    /// The name of the table is none.
    #[error("failed to understand the name of the table")]
    TableName {
        /// What was given.
        name: String,
    },
    /// Nobody answers, or the connection was lost.
    #[error("failed to reach the database")]
    Unreachable {
        /// What the system says.
        cause: String,
    },
    /// The encryption of the connection failed.
    #[error("failed to encrypt the connection")]
    Tls,
    /// The certificates to trust cannot be read.
    #[error("failed to read the certificates to trust")]
    Roots,
    /// The database does not let this user in.
    #[error("failed to log in to the database")]
    Login,
    /// There is no such table.
    #[error("failed to find the table")]
    NoTable {
        /// The table.
        table: String,
    },
    /// The user may not read the table.
    #[error("failed to be allowed to read the table")]
    NotAllowed {
        /// The table.
        table: String,
    },
    /// The database refuses or breaks off.
    #[error("failed to get an answer of the database")]
    Refused {
        /// The five signs of SQLSTATE.
        state: String,
    },
}

impl SqlError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address => "sql_address_wrong",
            Self::NoOdbc => "sql_without_odbc",
            Self::TableName { .. } => "sql_table_name_wrong",
            Self::Unreachable { .. } => "sql_unreachable",
            Self::Tls => "sql_tls_failed",
            Self::Roots => "sql_roots_not_readable",
            Self::Login => "sql_login_refused",
            Self::NoTable { .. } => "sql_table_missing",
            Self::NotAllowed { .. } => "sql_not_allowed",
            Self::Refused { .. } => "sql_refused",
        }
    }

    /// What happened and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let said = match self {
            Self::Address | Self::NoOdbc | Self::Tls | Self::Roots | Self::Login => args([]),
            Self::TableName { name } => args([("name", name.clone())]),
            Self::Unreachable { cause } => args([("cause", cause.clone())]),
            Self::NoTable { table } | Self::NotAllowed { table } => {
                args([("table", table.clone())])
            }
            Self::Refused { state } => args([("state", state.clone())]),
        };
        let key = self.code().replace('_', "-");
        catalogue().message(language, &key, &said)
    }

    /// What SQLSTATE `state` means for a statement about `table`.
    pub(super) fn of_state(state: &str, table: &str) -> Self {
        let table = || table.to_owned();
        match state {
            // Undefined table or schema; a base table that ODBC does not find.
            "42P01" | "3F000" | "42S02" => Self::NoTable { table: table() },
            "42501" => Self::NotAllowed { table: table() },
            _ if state.starts_with("28") => Self::Login,
            _ if state.starts_with("08") => Self::Unreachable {
                cause: state.to_owned(),
            },
            _ => Self::Refused {
                state: state.to_owned(),
            },
        }
    }
}
