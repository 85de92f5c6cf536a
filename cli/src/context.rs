//! What every command knows (language, format of the result) and how it ends.

use std::io::Write;
use std::process::ExitCode;

use schemas::language::{Language, MessageArgs};

use crate::catalogue;

/// What every command knows.
pub(crate) struct Context {
    pub(crate) language: Language,
    pub(crate) format: Format,
}

/// The form of the result on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// A command that ran to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain of: exit code 0.
    Done,
    /// Findings, rejections or a failed check, already told: exit code 1.
    Findings,
}

/// A command that could not run; the text is in the reader's language and names the remedy.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Bad input files or records: exit code 1.
    Input(String),
    /// Wrong usage or configuration: exit code 2.
    Usage(String),
    /// Network, disk or database: exit code 3.
    Environment(String),
}

impl Context {
    /// A message of this crate's catalogue in the reader's language.
    pub(crate) fn message(&self, key: &str, args: &MessageArgs) -> String {
        catalogue::catalogue().message(self.language, key, args)
    }

    /// Writes a line of result to standard output. A closed pipe ends the talk, not the program.
    pub(crate) fn result(&self, line: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }

    /// Writes a line of talk to standard error.
    pub(crate) fn talk(&self, line: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// Tells a failure and gives the exit code of the contract.
    pub(crate) fn exit(&self, ended: Result<Outcome, Failure>) -> ExitCode {
        let (text, code) = match ended {
            Ok(Outcome::Done) => return ExitCode::SUCCESS,
            Ok(Outcome::Findings) => return ExitCode::from(1),
            Err(Failure::Input(text)) => (text, 1),
            Err(Failure::Usage(text)) => (text, 2),
            Err(Failure::Environment(text)) => (text, 3),
        };
        let label = self.message("error-label", &MessageArgs::new());
        self.talk(&format!("{label}: {text}"));
        ExitCode::from(code)
    }
}
