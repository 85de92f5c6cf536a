//! The only room with SQL: one file per noun, transactions with a name. SQLite in WAL mode with
//! `synchronous=FULL`, so that what was acknowledged survives a killed process and a lost power.

pub(crate) mod agreements;
pub(crate) mod audit;
pub(crate) mod calendars;
pub(crate) mod deliveries;
mod file;
pub(crate) mod inbox;
pub(crate) mod moment;
pub(crate) mod participants;
pub(crate) mod regional;
pub(crate) mod slots;
pub(crate) mod submissions;
mod tables;
mod word;

use std::time::Duration;

use diesel::{
    RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    r2d2::{ConnectionManager, CustomizeConnection, Pool},
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use self::file::File;
use crate::config::StoreSection;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// The database. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Store {
    file: File,
    readers: Pool<ConnectionManager<SqliteConnection>>,
    writer: Pool<ConnectionManager<SqliteConnection>>,
}

/// The database did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("failed to {act}")]
pub struct StoreError {
    act: &'static str,
    #[source]
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl StoreError {
    pub(crate) fn new(
        act: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            act,
            source: source.into(),
        }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "store_unavailable"
    }

    /// What failed and why, for a log or an administrator.
    #[must_use]
    pub fn chain(&self) -> String {
        format!("{self}: {}", self.source)
    }
}

/// Names the act that a query was for.
pub(crate) trait Act<T> {
    /// The result, its error saying that `act` failed.
    fn act(self, act: &'static str) -> Result<T, StoreError>;
}

impl<T> Act<T> for diesel::QueryResult<T> {
    fn act(self, act: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::new(act, error))
    }
}

/// What went wrong in a transaction: the store, or what the transaction itself refused.
#[derive(Debug)]
pub(crate) enum Aborted<E> {
    /// The store.
    Store(StoreError),
    /// The transaction's own refusal; nothing was written.
    Refused(E),
}

impl<E> From<StoreError> for Aborted<E> {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl<E> From<diesel::result::Error> for Aborted<E> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(StoreError::new("end the transaction", error))
    }
}

impl From<diesel::result::Error> for StoreError {
    fn from(error: diesel::result::Error) -> Self {
        Self::new("end the transaction", error)
    }
}

/// A transaction that may write. Its name is in the logs.
pub(crate) struct Transaction<'a> {
    connection: &'a mut SqliteConnection,
}

impl Transaction<'_> {
    /// The connection, for the files of this room.
    fn connection(&mut self) -> &mut SqliteConnection {
        self.connection
    }

    /// Reads inside the transaction.
    pub(crate) fn read<T>(
        &mut self,
        read: impl FnOnce(&mut SqliteConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        read(self.connection)
    }
}

impl Store {
    /// Opens the database, making the file when it does not exist.
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub(crate) fn open(section: &StoreSection) -> Result<Self, StoreError> {
        let pool = |size: u32, writes: bool| {
            let timeout = Duration::from_millis(section.busy_timeout_ms);
            Pool::builder()
                .max_size(size.max(1))
                .min_idle(Some(if writes { 1 } else { 0 }))
                .connection_timeout(timeout)
                .test_on_check_out(false)
                .connection_customizer(Box::new(Pragmas {
                    busy_timeout_ms: section.busy_timeout_ms,
                    writes,
                }))
                .build(ConnectionManager::new(section.path.to_string_lossy()))
                .map_err(|error| StoreError::new("open the database", error))
        };
        let writer = pool(1, true)?;
        let readers = pool(section.readers, false)?;
        let file = File::at(&section.path)?;
        Ok(Self {
            file,
            readers,
            writer,
        })
    }

    /// Brings the tables to this version.
    ///
    /// # Errors
    /// When a migration fails; it leaves the tables as they were.
    pub(crate) fn migrate(&self) -> Result<Vec<String>, StoreError> {
        let mut connection = self.connect(&self.writer)?;
        let done = connection
            .run_pending_migrations(MIGRATIONS)
            .map_err(|error| StoreError::new("migrate the database", error))?;
        Ok(done.iter().map(ToString::to_string).collect())
    }

    /// Whether the tables are older than this version.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn is_behind(&self) -> Result<bool, StoreError> {
        let mut connection = self.connect(&self.writer)?;
        connection
            .has_pending_migration(MIGRATIONS)
            .map_err(|error| StoreError::new("look for migrations", error))
    }

    /// Reads, without holding up writers.
    ///
    /// # Errors
    /// When no connection is free in time, or `read` fails.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&mut SqliteConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.file.is_in_place()?;
        read(&mut *self.connect(&self.readers)?)
    }

    /// Writes everything that `write` writes, or nothing.
    ///
    /// # Errors
    /// When the lock is not free in time, or `write` fails or refuses.
    pub(crate) fn write<T, E>(
        &self,
        name: &'static str,
        write: impl FnOnce(&mut Transaction<'_>) -> Result<T, Aborted<E>>,
    ) -> Result<T, Aborted<E>> {
        self.file.is_in_place()?;
        let mut connection = self.connect(&self.writer)?;
        let done =
            connection.immediate_transaction(|connection| write(&mut Transaction { connection }));
        tracing::debug!(
            transaction = name,
            committed = done.is_ok(),
            "Ended transaction {name}"
        );
        done
    }

    /// Whether the database answers, and takes writes.
    ///
    /// # Errors
    /// When it does not.
    pub(crate) fn ping(&self) -> Result<(), StoreError> {
        self.file.is_in_place()?;
        self.connect(&self.writer)?
            .immediate_transaction(|connection| {
                diesel::sql_query("SELECT 1").execute(connection).map(drop)
            })
            .act("reach the database")
    }

    fn connect(
        &self,
        pool: &Pool<ConnectionManager<SqliteConnection>>,
    ) -> Result<diesel::r2d2::PooledConnection<ConnectionManager<SqliteConnection>>, StoreError>
    {
        pool.get()
            .map_err(|error| StoreError::new("get a connection to the database", error))
    }
}

#[derive(Debug)]
struct Pragmas {
    busy_timeout_ms: u64,
    writes: bool,
}

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Pragmas {
    fn on_acquire(&self, connection: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        let mut pragmas = format!("PRAGMA busy_timeout = {};", self.busy_timeout_ms);
        if self.writes {
            pragmas.push_str(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                 PRAGMA journal_size_limit = 67108864;",
            );
        } else {
            pragmas.push_str("PRAGMA query_only = ON;");
        }
        connection
            .batch_execute(&pragmas)
            .map_err(diesel::r2d2::Error::QueryError)
    }
}
