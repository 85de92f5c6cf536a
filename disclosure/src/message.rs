//! The errors of this crate in the reader's language.

use schemas::language::{Language, MessageArgs, args};

use crate::{
    catalogue::catalogue, geometry::GeometryError, method::MethodError, protect::ProtectError,
    rule::RuleError, tabulate::TabulateError,
};

fn say(language: Language, code: &str, named: &MessageArgs) -> String {
    catalogue().message(language, code, named)
}

impl GeometryError {
    /// The message in `language`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        say(language, self.code(), &self.args())
    }
}

impl ProtectError {
    /// The message in `language`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let named = match self {
            Self::BadFigure(cell)
            | Self::NegativeFigure(cell)
            | Self::BelowNation(cell)
            | Self::NoPattern(cell) => args([("cell", cell.clone())]),
            Self::NotAdditive { cell, equation } => {
                args([("cell", cell.clone()), ("equation", equation.clone())])
            }
            Self::NotAnnual => args([]),
            Self::StillOpen(count) => args([("count", count.to_string())]),
            Self::Method(error) => return error.message(language),
        };
        say(language, self.code(), &named)
    }
}

impl MethodError {
    /// The message in `language`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let named = match self {
            Self::Unfit { method, count } => args([
                ("method", (*method).to_owned()),
                ("count", count.to_string()),
            ]),
            Self::NotWhole(cell) => args([("cell", cell.clone())]),
            Self::Base { base, threshold } => args([
                ("base", base.to_string()),
                ("threshold", threshold.to_string()),
            ]),
            Self::NoRecordKeys => MessageArgs::new(),
            Self::NoRounding(reach) => args([("reach", reach.to_string())]),
        };
        say(language, self.code(), &named)
    }
}

impl TabulateError {
    /// The message in `language`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let named = match self {
            Self::UnknownDimension(dimension) => args([("dimension", dimension.clone())]),
            Self::UnknownCode { dimension, code } => {
                args([("dimension", dimension.clone()), ("code", code.clone())])
            }
            Self::TooManyAmounts { most } => args([("most", most.to_string())]),
            Self::Geometry(error) => return error.message(language),
        };
        say(language, self.code(), &named)
    }
}

impl RuleError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownProfile(_) => "rule_unknown_profile",
            Self::Syntax(_) => "rule_syntax",
            Self::OutOfRange(_) => "rule_out_of_range",
        }
    }

    /// The message in `language`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let named = match self {
            Self::UnknownProfile(profile) => args([("profile", profile.clone())]),
            Self::Syntax(detail) => args([("detail", detail.clone())]),
            Self::OutOfRange(key) => args([("key", (*key).to_owned())]),
        };
        say(language, self.code(), &named)
    }
}
