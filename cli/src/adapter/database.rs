//! The table of a database that `adapter run` takes in place of files, and what opens it from the environment.

use std::{
    env,
    path::{Path, PathBuf},
};

use adapters::{
    definition::Adapter,
    pipeline,
    sql::{Address, Secrets, Source, SqlError, TableName},
};
use schemas::period::ReferencePeriod;

use super::failure;
use crate::context::{Context, Failure, Outcome};

/// The arguments that name a table.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The database.
    #[arg(long, value_name = "URL", conflicts_with = "files", requires = "table")]
    sql: Option<String>,
    /// The table or view.
    #[arg(long, value_name = "NAME", requires = "sql")]
    table: Option<String>,
    /// Show the statement and read nothing.
    #[arg(long, requires = "sql")]
    explain: bool,
}

impl Arguments {
    /// The table, where one is named.
    pub(super) fn source(&self, context: &Context) -> Result<Option<Source>, Failure> {
        let (Some(address), Some(table)) = (&self.sql, &self.table) else {
            return Ok(None);
        };
        let fail = |error: SqlError| failure::database(context, &error);
        Ok(Some(Source {
            address: Address::new(address, &secrets(address)).map_err(fail)?,
            table: table.parse::<TableName>().map_err(fail)?,
        }))
    }

    /// Whether only the statement is asked for.
    pub(super) fn explains(&self) -> bool {
        self.explain
    }
}

/// Shows what a run would ask of the database.
pub(super) fn explain(
    context: &Context,
    adapter: &Adapter,
    source: &Source,
    period: ReferencePeriod,
) -> Result<Outcome, Failure> {
    let statement = pipeline::statement(adapter, source, period)
        .map_err(|error| failure::pipeline(context, &error))?;
    context.result(&statement);
    Ok(Outcome::Done)
}

/// PostgreSQL's own variables for its protocol; ODBC has none.
fn secrets(address: &str) -> Secrets {
    let password = if address.starts_with("odbc:") {
        "PUENTE_SQL_PASSWORD"
    } else {
        "PGPASSWORD"
    };
    let named = env::var_os("PGPASSFILE").map(PathBuf::from);
    let own = || Some(Path::new(&env::var_os("HOME")?).join(".pgpass"));
    Secrets {
        password: env::var(password).ok(),
        passfile: named.or_else(own),
    }
}
