//! Why a template cannot be made, or cannot be read back.

use schemas::language::{Language, args};

use crate::{
    catalogue::catalogue,
    definition::{UnknownName, error::DefinitionError},
    reader::ReadError,
};

/// A template that cannot be made or read back.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A name that does not exist.
    #[error("no such name")]
    Unknown(UnknownName),
    /// The workbook cannot be written.
    #[error("failed to write the template")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// The file is no template: its hidden sheet is not there.
    #[error("failed to find what the template is of")]
    NotATemplate,
    /// The file cannot be read.
    #[error("failed to read the template")]
    Read(#[from] ReadError),
    /// Some rows leave a dimension blank that others fill: added up, they would count twice.
    #[error("rows of the template have different breakdowns")]
    Mixed {
        /// The dimension.
        dimension: String,
        /// The first row that fills it, and the first that does not.
        rows: (u64, u64),
    },
    /// The definition made of the template is wrong.
    #[error("failed to use the template")]
    Definition(Vec<DefinitionError>),
}

impl TemplateError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "template_unknown",
            Self::Write(_) => "template_not_written",
            Self::NotATemplate => "template_not_one",
            Self::Read(error) => error.code(),
            Self::Mixed { .. } => "template_mixed",
            Self::Definition(_) => "template_definition",
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let say = |key: &str, said| catalogue().message(language, key, &said);
        match self {
            Self::Unknown(name) => name.message(language),
            Self::Write(cause) => say("template-not-written", args([("cause", cause.to_string())])),
            Self::NotATemplate => say("template-not-one", args([])),
            Self::Read(error) => error.message(language),
            Self::Mixed { dimension, rows } => say(
                "template-mixed",
                args([
                    ("dimension", super::heading(dimension, language)),
                    ("filled", rows.0.to_string()),
                    ("blank", rows.1.to_string()),
                ]),
            ),
            Self::Definition(errors) => {
                let told: Vec<_> = errors.iter().map(|one| one.message(language)).collect();
                told.join("\n")
            }
        }
    }
}
