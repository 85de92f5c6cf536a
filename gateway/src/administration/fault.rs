//! What a folder says that cannot be used: file, line, and a proposal.

use std::path::{Path, PathBuf};

use schemas::language::{Language, MessageArgs, args};
use serde::Serialize;

use crate::store::StoreError;

/// Why nothing was planned or applied.
#[derive(Debug, thiserror::Error)]
pub enum AdministrationError {
    /// The folder says something that cannot be used.
    #[error("failed to use the folder: {} faults", .0.len())]
    Folder(Vec<FolderFault>),
    /// The tables are older than this version.
    #[error("failed to use the database: its tables are older than this version")]
    StoreBehind,
    /// The database.
    #[error("failed to use the database")]
    Store(#[source] StoreError),
}

impl From<StoreError> for AdministrationError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl AdministrationError {
    /// The stable code, also the key of the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Folder(_) => "folder_invalid",
            Self::StoreBehind => "store_behind",
            Self::Store(error) => error.code(),
        }
    }

    /// The text for a person: one line per fault of the folder.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let faults: &[FolderFault] = match self {
            Self::Folder(faults) => faults,
            _ => &[],
        };
        let named = args([("count", faults.len().to_string())]);
        let mut text = crate::catalogue::catalogue().message(language, self.code(), &named);
        for fault in faults {
            text.push_str("\n  ");
            text.push_str(&fault.message(language));
        }
        text
    }
}

/// One fault of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderFault {
    /// The file, or the folder that cannot be read.
    pub path: PathBuf,
    /// The line, from 1; none for a whole file.
    pub line: Option<usize>,
    /// The stable code, also the key of the message.
    pub code: &'static str,
    /// What was meant, perhaps.
    pub proposal: Option<String>,
    args: MessageArgs,
}

impl FolderFault {
    /// A fault of the whole file or folder `path`.
    pub(super) fn of(path: &Path, code: &'static str, args: MessageArgs) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            code,
            proposal: None,
            args,
        }
    }

    /// The fault, at the line of the byte `offset` of `text`.
    pub(super) fn at(mut self, text: &str, offset: usize) -> Self {
        let before = text.bytes().take(offset);
        self.line = Some(1 + before.filter(|byte| *byte == b'\n').count());
        self
    }

    /// The fault, with the nearest of the `known` words to `written` as proposal.
    pub(super) fn propose<'a>(
        mut self,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        const NEAR: f64 = 0.75;
        self.proposal = known
            .into_iter()
            .map(|word| (strsim::jaro_winkler(written, word), word))
            .filter(|(nearness, _)| *nearness >= NEAR)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, word)| word.to_owned());
        self
    }

    /// The text for a person: `file:line: what. Perhaps …`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let catalogue = crate::catalogue::catalogue();
        let place = match self.line {
            Some(line) => format!("{}:{line}", self.path.display()),
            None => self.path.display().to_string(),
        };
        let what = catalogue.message(language, self.code, &self.args);
        match &self.proposal {
            None => format!("{place}: {what}"),
            Some(word) => {
                let named = args([("proposal", word.clone())]);
                let hint = catalogue.message(language, "folder_proposal", &named);
                format!("{place}: {what}. {hint}")
            }
        }
    }
}
