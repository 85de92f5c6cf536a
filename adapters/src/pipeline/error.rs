//! Why a run ends without submissions.

use std::{io, path::PathBuf};

use schemas::language::{Language, args};

use crate::{
    catalogue::catalogue, definition::error::DefinitionError, reader::ReadError, sql::SqlError,
};

/// A run that made nothing. Too many rejected rows are no error: see [`super::Outcome`].
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The definition does not hold for the period.
    #[error("failed to use the definition")]
    Definition(Vec<DefinitionError>),
    /// A file cannot be read.
    #[error("failed to read a file")]
    Read(#[source] ReadError),
    /// The database does not answer.
    #[error("failed to ask the database")]
    Sql(#[source] SqlError),
    /// No row was accepted: there is nothing to tabulate.
    #[error("failed to find a row for the tables")]
    NoRows,
    /// The table of a dataflow cannot be made as the definition asks.
    #[error("failed to make the table of `{dataflow}`")]
    Tabulate {
        /// The dataflow.
        dataflow: String,
        /// The cause.
        #[source]
        error: disclosure::tabulate::TabulateError,
    },
    /// The rules of a table are none.
    #[error("failed to use the rules for `{dataflow}`")]
    Rule {
        /// The dataflow.
        dataflow: String,
        /// The cause.
        #[source]
        error: disclosure::rule::RuleError,
    },
    /// A table asks for cell-key perturbation, and no office key is in use.
    #[error("failed to find the office's key for `{dataflow}`")]
    NoOfficeKey {
        /// The dataflow.
        dataflow: String,
    },
    /// The tables of a dataflow ask for different methods, and travel in one submission.
    #[error("failed to agree on a method for `{dataflow}`")]
    MethodsDiffer {
        /// The dataflow.
        dataflow: String,
    },
    /// A previous submission is of another dataflow or period.
    #[error("failed to find the tables of `{dataflow}` for {period}")]
    OtherTable {
        /// Its dataflow.
        dataflow: String,
        /// Its period.
        period: String,
    },
    /// The table of a dataflow cannot be protected.
    #[error("failed to protect the table of `{dataflow}`")]
    Protect {
        /// The dataflow.
        dataflow: String,
        /// The cause.
        #[source]
        error: disclosure::ProtectError,
    },
    /// The tables of a dataflow, read together as their recipient will, do not form tables.
    #[error("failed to join the tables of `{dataflow}`")]
    Unreadable {
        /// The dataflow.
        dataflow: String,
        /// Why.
        findings: Vec<schemas::finding::Finding>,
    },
    /// The attack recomputed a suppressed cell. Nothing is written.
    #[error("failed to hide the suppressed cells of `{dataflow}`")]
    Recoverable {
        /// The dataflow.
        dataflow: String,
        /// How many cells.
        cells: usize,
    },
    /// The result cannot be written.
    #[error("failed to write `{}`", .path.display())]
    Write {
        /// File or folder.
        path: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// The person asked to stop.
    #[error("failed to finish: stopped")]
    Stopped,
}

impl PipelineError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Definition(errors) => errors.first().map_or("definition_syntax", |e| e.code()),
            Self::Read(error) => error.code(),
            Self::Sql(error) => error.code(),
            Self::NoRows => "no_rows_accepted",
            Self::Tabulate { error, .. } => error.code(),
            Self::Rule { .. } => "rule_wrong",
            Self::NoOfficeKey { .. } => "office_key_missing",
            Self::MethodsDiffer { .. } => "methods_differ",
            Self::OtherTable { .. } => "previous_of_another_table",
            Self::Protect { error, .. } => error.code(),
            Self::Unreadable { .. } => "tables_not_joined",
            Self::Recoverable { .. } => "table_recoverable",
            Self::Write { .. } => "output_not_written",
            Self::Stopped => "run_stopped",
        }
    }

    /// What happened and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let say = |key: &str, args| catalogue().message(language, key, &args);
        match self {
            Self::Definition(errors) => {
                let told: Vec<_> = errors.iter().map(|e| e.message(language)).collect();
                told.join("\n")
            }
            Self::Read(error) => error.message(language),
            Self::Sql(error) => error.message(language),
            Self::NoRows => say("run-no-rows", args([])),
            Self::Tabulate { dataflow, error } => {
                format!("{dataflow}: {}", error.message(language))
            }
            Self::Rule { dataflow, error } => format!("{dataflow}: {}", error.message(language)),
            Self::NoOfficeKey { dataflow } => {
                say("run-no-office-key", args([("dataflow", dataflow.clone())]))
            }
            Self::MethodsDiffer { dataflow } => {
                say("run-methods-differ", args([("dataflow", dataflow.clone())]))
            }
            Self::OtherTable { dataflow, period } => say(
                "run-previous-of-another-table",
                args([("dataflow", dataflow.clone()), ("period", period.clone())]),
            ),
            Self::Protect { dataflow, error } => format!("{dataflow}: {}", error.message(language)),
            Self::Unreadable { dataflow, findings } => {
                let told: Vec<_> = findings.iter().map(|one| one.message(language)).collect();
                format!("{dataflow}: {}", told.join("; "))
            }
            Self::Recoverable { dataflow, cells } => say(
                "run-recoverable",
                args([("dataflow", dataflow.clone()), ("cells", cells.to_string())]),
            ),
            Self::Write { path, source } => say(
                "run-not-written",
                args([
                    ("path", path.display().to_string()),
                    ("cause", source.kind().to_string()),
                ]),
            ),
            Self::Stopped => say("run-stopped", args([])),
        }
    }
}
