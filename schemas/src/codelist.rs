//! Codelists: the closed sets of codes that dimensions and coded attributes may take, and the
//! trees that say which codes add up to which.

use std::collections::HashMap;

use serde::Deserialize;

use crate::{ids::CodelistId, language::Names};

/// A codelist as its data file has it, indexed by code.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "CodelistFile")]
pub struct Codelist {
    /// For example `CL_SEX`.
    pub id: CodelistId,
    /// Version of the list.
    pub version: String,
    /// Whether the list is official, adapted or constructed.
    pub status: String,
    /// The international standard behind it.
    pub standard: String,
    /// Where it was taken from.
    pub source: String,
    /// What a user must know.
    pub note: Option<String>,
    codes: Vec<Code>,
    position: HashMap<String, usize>,
    has_tree: bool,
}

/// One code of a codelist.
#[derive(Debug, Clone, Deserialize)]
pub struct Code {
    /// The code as it travels, for example `Y15T24`.
    pub code: String,
    /// Titles.
    pub names: Names,
    /// The code that it adds up to, in the strict tree.
    #[serde(default)]
    pub parent: Option<String>,
    /// Members of a second grouping, which must not be added to the tree.
    #[serde(default)]
    pub alt_members: Vec<String>,
    /// Members of a group of areas.
    #[serde(default)]
    pub members: Vec<String>,
    /// Unit that a code fixes (`CL_PERMIT_STAGE`).
    #[serde(default)]
    pub unit: Option<String>,
    /// Country of a subdivision (`CL_GEO_ADM1`).
    #[serde(default)]
    pub area: Option<String>,
}

#[derive(Deserialize)]
struct CodelistFile {
    id: CodelistId,
    version: String,
    status: String,
    standard: String,
    #[serde(default)]
    source: String,
    note: Option<String>,
    codes: Vec<Code>,
}

impl From<CodelistFile> for Codelist {
    fn from(file: CodelistFile) -> Self {
        let position = file
            .codes
            .iter()
            .enumerate()
            .map(|(at, code)| (code.code.clone(), at))
            .collect();
        let has_tree = file
            .codes
            .iter()
            .any(|code| code.parent.as_deref() == Some("_T"));
        Self {
            has_tree,
            id: file.id,
            version: file.version,
            status: file.status,
            standard: file.standard,
            source: file.source,
            note: file.note,
            codes: file.codes,
            position,
        }
    }
}

impl Codelist {
    /// The codes in the order of the list.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// The code `code`, if the list has it.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.position.get(code).map(|at| &self.codes[*at])
    }

    /// The code that `code` adds up to when a table shows both: its parent in the tree, or the
    /// list's total `_T` for a top code. Groupings outside the tree (`alt_members`, `members`)
    /// and the total itself add up to nothing.
    #[must_use]
    pub fn additive_parent(&self, code: &str) -> Option<&str> {
        let entry = self.get(code)?;
        let outside_tree = !entry.alt_members.is_empty() || !entry.members.is_empty();
        if code == "_T" || outside_tree {
            return None;
        }
        match &entry.parent {
            Some(parent) => Some(parent),
            // Where the tree is written down, a code that stands apart from it overlaps it.
            None if self.has_tree && !matches!(code, "_U" | "_X") => None,
            None => self.get("_T").map(|total| total.code.as_str()),
        }
    }

    /// The nearest ancestor of `code` that `shown` accepts, along [`Self::additive_parent`].
    #[must_use]
    pub fn nearest_ancestor(&self, code: &str, shown: impl Fn(&str) -> bool) -> Option<&str> {
        let mut at = self.additive_parent(code)?;
        // A tree has no cycle (tested); the bound keeps a bad private list from looping.
        for _ in 0..=self.codes.len() {
            if shown(at) {
                return Some(at);
            }
            at = self.additive_parent(at)?;
        }
        None
    }
}
