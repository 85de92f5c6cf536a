//! `puente` run by the demonstration as each participant would run it: a process of its own, with
//! its own certificate, its words on standard error.

use std::{
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use schemas::{ids::ParticipantId, language::Language};

use super::trust::Certificates;

/// A call of `puente` that did what it was asked to.
pub(super) struct Told {
    /// Standard output, in the form for machines.
    pub(super) lines: Vec<serde_json::Value>,
}

/// A call of `puente` that failed, with what it said.
#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    /// It could not be run.
    #[error("{0}")]
    NotRun(#[from] std::io::Error),
    /// It ended with another exit code than 0.
    #[error("{}", said.trim_end())]
    Ended {
        /// The exit code, when there is one.
        code: Option<i32>,
        /// Its words.
        said: String,
    },
}

/// A call of this program in `language`, its result in the form for machines.
pub(super) fn puente(language: Language) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args(["--lang", language.code(), "--format", "json"])
        .stdin(Stdio::null())
        .env_remove("PUENTE_LANG");
    Ok(command)
}

/// Runs a call to its end.
pub(super) fn run(command: &mut Command) -> Result<Told, CallError> {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output()?;
    if !status.success() {
        return Err(CallError::Ended {
            code: status.code(),
            said: String::from_utf8_lossy(&stderr).into_owned(),
        });
    }
    let lines = serde_json::Deserializer::from_slice(&stdout)
        .into_iter()
        .map_while(Result::ok)
        .collect();
    Ok(Told { lines })
}

/// The words with which a participant says where the gateway is and who it is itself.
pub(super) fn connection(
    certificates: &Certificates,
    participant: &ParticipantId,
    url: &str,
) -> Vec<PathBuf> {
    let name = participant.as_str();
    vec![
        "--url".into(),
        url.into(),
        "--cert".into(),
        certificates.certificate(name),
        "--key".into(),
        certificates.key(name),
        "--ca".into(),
        certificates.authority(),
        "--crl".into(),
        certificates.revocations(),
    ]
}
