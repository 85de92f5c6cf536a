//! What a check found: a stable code, the place, and a sentence in the reader's language. A
//! finding never carries a value of a record.

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::catalogue,
    language::{Language, MessageArgs},
};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The submission can be accepted; a person should look.
    Warning,
    /// The submission is refused.
    Error,
}

/// One finding. `code` is both the stable identifier of `docs/ERRORS.md` and the key of the
/// message in the catalogues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable code, for example `code_not_in_codelist`.
    pub code: String,
    /// Error or warning.
    pub severity: Severity,
    /// JSON pointer into the submission, for example `/observations/17/SEX`.
    pub pointer: String,
    /// How many places have the same finding (the pointer names the first).
    pub count: usize,
    /// Variables of the sentence: names of columns, lists, limits; never a value of a record.
    pub args: MessageArgs,
}

impl Finding {
    /// An error in one place.
    #[must_use]
    pub fn error(code: &str, pointer: impl Into<String>, args: MessageArgs) -> Self {
        Self {
            code: code.to_owned(),
            severity: Severity::Error,
            pointer: pointer.into(),
            count: 1,
            args,
        }
    }

    /// A warning in one place.
    #[must_use]
    pub fn warning(code: &str, pointer: impl Into<String>, args: MessageArgs) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, pointer, args)
        }
    }

    /// The sentence for a person. A code of another crate yields the code itself: its own
    /// catalogue has the sentence.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        catalogue().message(language, &self.code, &self.args)
    }
}
