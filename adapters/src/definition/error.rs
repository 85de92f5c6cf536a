//! What is wrong with a definition: the line, the key, what stands there, what was expected, and
//! the nearest name that exists. A definition holds no record, so its own words may be shown.

use std::fmt;

use schemas::language::{Language, MessageArgs, args};

use crate::catalogue::catalogue;

/// A mistake in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionError {
    /// The file, or the id of a definition that is compiled in.
    pub file: String,
    /// Line, from 1; none when the whole file is meant.
    pub line: Option<usize>,
    /// Key, for example `table[0].dimension.SEX.column`.
    pub key: String,
    /// What is wrong.
    pub fault: DefinitionFault,
}

/// What is wrong at a key of a definition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionFault {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    NotReadable {
        /// The operating system's word for it.
        cause: String,
    },
    /// No adapter has this id.
    #[error("no adapter has this id")]
    UnknownAdapter {
        /// The nearest id.
        nearest: Option<String>,
    },
    /// Not valid TOML, or a value of the wrong type.
    #[error("not valid")]
    Syntax {
        /// The parser's explanation.
        detail: String,
    },
    /// A key that no section has.
    #[error("no such key")]
    UnknownKey {
        /// The keys that the section has.
        expected: String,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// A name of something that does not exist: a column, dimension, code, dataflow, …
    #[error("no such name")]
    UnknownName {
        /// What stands there.
        found: String,
        /// Kind of thing: `column`, `dimension`, `code`, `dataflow`, `measure`, `concordance`, …
        kind: &'static str,
        /// The nearest name.
        nearest: Option<String>,
    },
    /// A dimension that the dataflow demands is not given.
    #[error("a required dimension is not given")]
    MissingDimension {
        /// The dimension.
        dimension: String,
    },
    /// Keys that exclude each other, or of which one must be given.
    #[error("exactly one of several keys must be given")]
    ExactlyOne {
        /// The keys.
        keys: &'static str,
    },
    /// A value outside of what the key allows.
    #[error("the value is not allowed")]
    NotAllowed {
        /// What is allowed.
        expected: &'static str,
    },
    /// A question of a proposed definition still has no answer.
    #[error("a question is not answered")]
    Unanswered,
    /// The file holds many countries, and nobody said which of them reports.
    #[error("nobody said which country reports")]
    NoReporter {
        /// The countries that may.
        areas: String,
    },
    /// A country that is none of those that may report.
    #[error("this country does not report with the definition")]
    OtherReporter {
        /// The country asked for.
        area: String,
        /// The countries that may.
        areas: String,
    },
    /// The period asked for is outside of `[periods]`.
    #[error("the definition does not hold for this period")]
    OutsidePeriods {
        /// The period asked for.
        period: String,
        /// The first and last year, and the frequencies.
        holds: String,
    },
}

impl DefinitionFault {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotReadable { .. } => "definition_not_readable",
            Self::UnknownAdapter { .. } => "adapter_unknown",
            Self::Syntax { .. } => "definition_syntax",
            Self::UnknownKey { .. } => "definition_unknown_key",
            Self::UnknownName { .. } => "definition_unknown_name",
            Self::MissingDimension { .. } => "definition_missing_dimension",
            Self::ExactlyOne { .. } => "definition_exactly_one",
            Self::NotAllowed { .. } => "definition_not_allowed",
            Self::Unanswered => "definition_unanswered",
            Self::NoReporter { .. } => "reporter_not_chosen",
            Self::OtherReporter { .. } => "reporter_unknown",
            Self::OutsidePeriods { .. } => "period_outside_definition",
        }
    }

    fn args(&self, language: Language) -> MessageArgs {
        let nearest = |nearest: &Option<String>| {
            nearest.as_ref().map_or_else(String::new, |nearest| {
                let args = args([("nearest", nearest.clone())]);
                catalogue().message(language, "definition-nearest", &args)
            })
        };
        match self {
            Self::Unanswered => args([]),
            Self::NotReadable { cause } => args([("cause", cause.clone())]),
            Self::UnknownAdapter { nearest: name } => args([("proposal", nearest(name))]),
            Self::Syntax { detail } => args([("detail", detail.clone())]),
            Self::UnknownKey {
                expected,
                nearest: name,
            } => args([("expected", expected.clone()), ("proposal", nearest(name))]),
            Self::UnknownName {
                found,
                kind,
                nearest: name,
            } => args([
                ("found", found.clone()),
                ("kind", (*kind).to_owned()),
                ("proposal", nearest(name)),
            ]),
            Self::MissingDimension { dimension } => args([("dimension", dimension.clone())]),
            Self::ExactlyOne { keys } => args([("keys", (*keys).to_owned())]),
            Self::NotAllowed { expected } => args([("expected", (*expected).to_owned())]),
            Self::NoReporter { areas } => args([("areas", areas.clone())]),
            Self::OtherReporter { area, areas } => {
                args([("area", area.clone()), ("areas", areas.clone())])
            }
            Self::OutsidePeriods { period, holds } => {
                args([("period", period.clone()), ("holds", holds.clone())])
            }
        }
    }
}

impl DefinitionError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// Where, what, what was expected and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let key = self.code().replace('_', "-");
        let said = catalogue().message(language, &key, &self.fault.args(language));
        let mut place = self.file.clone();
        if let Some(line) = self.line {
            let args = args([("line", line.to_string())]);
            place = format!(
                "{place}, {}",
                catalogue().message(language, "definition-line", &args)
            );
        }
        if self.key.is_empty() {
            format!("{place}: {said}")
        } else {
            format!("{place}: `{}`: {said}", self.key)
        }
    }
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed to read the definition `{}`", self.file)
    }
}

impl std::error::Error for DefinitionError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.fault)
    }
}
