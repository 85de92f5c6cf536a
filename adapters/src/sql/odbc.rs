//! Any database with an ODBC driver: SQL Server, Oracle, MySQL, Spark, Trino and others. The driver makes texts of
//! the cells; what two texts have to have in common to be in one group is the database's own rule.

use odbc_api::{
    ConnectionOptions, Cursor, CursorImpl, DataType, Error, ResultSetMetadata, environment,
    handles::StatementImpl,
};

use super::{Database, Groups, SqlError, Statement, TableName, statement::Dialect};
use crate::reader::{CellType, TableColumn};

/// An open connection; what it reads is one transaction.
pub(super) struct Connection {
    connection: odbc_api::Connection<'static>,
    quote: char,
    table: String,
}

impl Connection {
    pub(super) fn open(string: &str) -> Result<Self, SqlError> {
        let opened = environment().and_then(|all| {
            all.connect_with_connection_string(string, ConnectionOptions::default())
        });
        let connection = opened.map_err(|error| refused(&error, ""))?;
        let fail = |error: Error| refused(&error, "");
        connection.set_autocommit(false).map_err(fail)?;
        let system = connection.database_management_system_name().map_err(fail)?;
        if system.starts_with("PostgreSQL") {
            let begin = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
            connection.execute(begin, (), None).map_err(fail)?;
        }
        let quote = connection.identifier_quote_char().map_err(fail)?;
        Ok(Self {
            connection,
            quote: quote.unwrap_or('"'),
            table: String::new(),
        })
    }

    fn ask(&self, text: &str) -> Result<CursorImpl<StatementImpl<'_>>, SqlError> {
        let cursor = self.connection.execute(text, (), None);
        cursor
            .map_err(|error| refused(&error, &self.table))?
            .ok_or_else(|| SqlError::Refused {
                state: "02000".to_owned(),
            })
    }
}

impl Database for Connection {
    fn dialect(&self) -> Dialect {
        Dialect {
            quote: self.quote,
            as_text: None,
        }
    }

    fn columns(&mut self, table: &TableName) -> Result<Vec<TableColumn>, SqlError> {
        self.table = table.to_string();
        let fail = |error: Error| refused(&error, &self.table);
        let mut cursor = self.ask(&Statement::of_columns(self.dialect(), table))?;
        let count = cursor.num_result_cols().map_err(fail)?.unsigned_abs();
        (1..=count)
            .map(|column| {
                Ok(TableColumn {
                    name: cursor.col_name(column).map_err(fail)?,
                    cells: cells(cursor.col_data_type(column).map_err(fail)?),
                })
            })
            .collect()
    }

    fn rows(
        &mut self,
        statement: &Statement,
        take: &mut dyn FnMut(Groups) -> bool,
    ) -> Result<(), SqlError> {
        let mut cursor = self.ask(&statement.text)?;
        let mut wide = Vec::new();
        Groups::hand_on(take, |groups| {
            self.row(&mut cursor, statement.width, &mut wide, groups)
        })
    }

    fn canceller(&self) -> Option<Box<dyn FnOnce() + Send>> {
        None
    }
}

impl Connection {
    /// Takes the cells of the next row, and gives its count.
    fn row(
        &self,
        cursor: &mut impl Cursor,
        width: usize,
        wide: &mut Vec<u16>,
        groups: &mut Groups,
    ) -> Result<Option<u64>, SqlError> {
        let fail = |error: Error| refused(&error, &self.table);
        let Some(mut row) = cursor.next_row().map_err(fail)? else {
            return Ok(None);
        };
        let mut count = None;
        for column in 1..=u16::try_from(width + 1).unwrap_or(u16::MAX) {
            let told = row.get_wide_text(column, wide).map_err(fail)?;
            let text = told.then(|| String::from_utf16_lossy(wide));
            if usize::from(column) <= width {
                groups.push(text.as_deref());
            } else {
                count = text.and_then(|text| text.trim().parse().ok());
            }
        }
        count.map(Some).ok_or_else(|| SqlError::Refused {
            state: "22018".to_owned(),
        })
    }
}

/// What a column's type gives as text.
fn cells(told: DataType) -> CellType {
    match told {
        DataType::Numeric { .. }
        | DataType::Decimal { .. }
        | DataType::Float { .. }
        | DataType::Real
        | DataType::Double => CellType::Number,
        DataType::Date | DataType::Timestamp { .. } => CellType::Moment,
        _ => CellType::Text,
    }
}

fn refused(error: &Error, table: &str) -> SqlError {
    match error {
        Error::Diagnostics { record, .. } => SqlError::of_state(record.state.as_str(), table),
        _ => SqlError::Refused {
            state: "HY000".to_owned(),
        },
    }
}
