//! PostgreSQL, and what speaks its protocol (Citus, YugabyteDB, Greenplum), on the OpenSSL of everything else.

use ::postgres::{
    Client, Error,
    config::SslMode,
    fallible_iterator::FallibleIterator,
    types::{Kind, Type},
};
use openssl::ssl::{SslConnector, SslMethod};
use postgres_openssl::MakeTlsConnector;

use super::{
    Database, Groups, SqlError, Statement, TableName, address::Server, statement::Dialect,
};
use crate::reader::{CellType, TableColumn};

/// An open connection in a transaction that reads one state of the database.
pub(super) struct Connection {
    client: Client,
    tls: MakeTlsConnector,
    table: String,
}

/// Dates and numbers are to be written in one way, whatever the server is set to.
const BEGIN: &str = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; \
    SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL extra_float_digits = 1; \
    SET LOCAL statement_timeout = 0";

impl Connection {
    pub(super) fn open(server: &Server) -> Result<Self, SqlError> {
        let tls = tls(server)?;
        let mut client = server
            .config
            .connect(tls.clone())
            .map_err(|error| refused(&error, ""))?;
        client
            .batch_execute(BEGIN)
            .map_err(|error| refused(&error, ""))?;
        Ok(Self {
            client,
            tls,
            table: String::new(),
        })
    }
}

impl Database for Connection {
    fn dialect(&self) -> Dialect {
        Dialect {
            quote: '"',
            as_text: Some(|name| format!("CAST({name} AS text) COLLATE \"C\"")),
        }
    }

    fn columns(&mut self, table: &TableName) -> Result<Vec<TableColumn>, SqlError> {
        self.table = table.to_string();
        let statement = Statement::of_columns(self.dialect(), table);
        let prepared = self.client.prepare(&statement);
        let prepared = prepared.map_err(|error| refused(&error, &self.table))?;
        let columns = prepared.columns().iter().map(|column| TableColumn {
            name: column.name().to_owned(),
            cells: cells(column.type_()),
        });
        Ok(columns.collect())
    }

    fn rows(
        &mut self,
        statement: &Statement,
        take: &mut dyn FnMut(Groups) -> bool,
    ) -> Result<(), SqlError> {
        let refused = |error: Error| refused(&error, &self.table);
        let none: [&str; 0] = [];
        let mut rows = self
            .client
            .query_raw(statement.text.as_str(), none)
            .map_err(refused)?;
        Groups::hand_on(take, |groups| {
            let Some(row) = rows.next().map_err(refused)? else {
                return Ok(None);
            };
            for column in 0..statement.width {
                groups.push(row.try_get(column).map_err(refused)?);
            }
            let times: i64 = row.try_get(statement.width).map_err(refused)?;
            Ok(Some(times.unsigned_abs()))
        })
    }

    fn canceller(&self) -> Option<Box<dyn FnOnce() + Send>> {
        let token = self.client.cancel_token();
        let tls = self.tls.clone();
        Some(Box::new(move || {
            // A server that cannot be told to stop ends when the connection does.
            let _ = token.cancel_query(tls);
        }))
    }
}

/// What a column's type gives as text.
fn cells(told: &Type) -> CellType {
    match told.kind() {
        Kind::Domain(inner) => cells(inner),
        _ => match *told {
            Type::NUMERIC | Type::FLOAT4 | Type::FLOAT8 => CellType::Number,
            Type::DATE | Type::TIMESTAMP | Type::TIMESTAMPTZ => CellType::Moment,
            _ => CellType::Text,
        },
    }
}

/// Where systems keep the certificates that they trust; OpenSSL that was built from source looks elsewhere.
const SYSTEM_ROOTS: [&str; 3] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
];

fn tls(server: &Server) -> Result<MakeTlsConnector, SqlError> {
    let mut builder = SslConnector::builder(SslMethod::tls_client()).map_err(|_| SqlError::Tls)?;
    if server.config.get_ssl_mode() != SslMode::Disable {
        match &server.roots {
            Some(path) => builder.set_ca_file(path).map_err(|_| SqlError::Roots)?,
            None => {
                for path in SYSTEM_ROOTS {
                    // One of them is there at most.
                    let _ = builder.set_ca_file(path);
                }
            }
        }
    }
    Ok(MakeTlsConnector::new(builder.build()))
}

fn refused(error: &Error, table: &str) -> SqlError {
    if let Some(state) = error.code() {
        return SqlError::of_state(state.code(), table);
    }
    // The library names the kind of an error in words only, always the same.
    match error.to_string().as_str() {
        "error performing TLS handshake" => SqlError::Tls,
        "authentication error" | "invalid configuration" => SqlError::Login,
        _ => {
            let source = std::error::Error::source(error);
            let io = source.and_then(|source| source.downcast_ref::<std::io::Error>());
            SqlError::Unreachable {
                cause: io.map_or_else(|| "-".to_owned(), |io| io.kind().to_string()),
            }
        }
    }
}
