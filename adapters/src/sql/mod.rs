//! Tables of databases. The records stay where they are: the database groups them by the columns that an
//! adapter's mapping reads, and only the different rows of those columns come back, each with how many
//! records are like it. The mapping takes each of them once, as it takes a row of a file, so that both ways
//! give the same tables.

mod address;
mod error;
mod groups;
mod name;
#[cfg(feature = "odbc")]
mod odbc;
mod passfile;
mod postgres;
mod statement;
mod stream;

pub use address::{Address, Secrets, Server};
pub use error::SqlError;
pub use name::TableName;

pub(crate) use groups::Groups;
pub(crate) use statement::Statement;
pub(crate) use stream::each;

use crate::reader::TableColumn;

/// A table of a database.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where the database is.
    pub address: Address,
    /// The table or view.
    pub table: TableName,
}

impl Source {
    /// Connects; everything up to the end of the connection sees the table as it is now.
    pub(crate) fn open(&self) -> Result<Box<dyn Database>, SqlError> {
        match &self.address {
            Address::Postgres(server) => Ok(Box::new(postgres::Connection::open(server)?)),
            #[cfg(feature = "odbc")]
            Address::Odbc(text) => Ok(Box::new(odbc::Connection::open(text)?)),
        }
    }
}

/// One open connection, in a transaction that only reads.
pub(crate) trait Database: Send {
    /// How it wants its statements.
    fn dialect(&self) -> statement::Dialect;

    /// The columns of `table`, in their order.
    fn columns(&mut self, table: &TableName) -> Result<Vec<TableColumn>, SqlError>;

    /// Runs `statement` and gives what comes back, some rows at a time, until `take` wants no more.
    fn rows(
        &mut self,
        statement: &Statement,
        take: &mut dyn FnMut(Groups) -> bool,
    ) -> Result<(), SqlError>;

    /// What ends a statement that runs, where that can be done from outside.
    fn canceller(&self) -> Option<Box<dyn FnOnce() + Send>>;
}
