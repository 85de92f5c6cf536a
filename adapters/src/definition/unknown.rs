//! A name that an officer wrote and that nothing has.

use schemas::language::{Language, args};

use super::text::nearest;
use crate::catalogue::catalogue;

/// A name that nothing has, and the nearest that something has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// `dataflow`, `measure`, `dimension`, `area` or `source_type`.
    kind: &'static str,
    found: String,
    nearest: Option<String>,
}

impl UnknownName {
    pub(crate) fn of<'n>(
        kind: &'static str,
        found: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        Self {
            kind,
            found: found.to_owned(),
            nearest: nearest(found, names),
        }
    }

    pub(crate) fn message(&self, language: Language) -> String {
        let nearest = self.nearest.as_deref().unwrap_or("–");
        let said = args([
            ("kind", self.kind.to_owned()),
            ("found", self.found.clone()),
            ("nearest", nearest.to_owned()),
        ]);
        catalogue().message(language, "propose-unknown", &said)
    }
}
