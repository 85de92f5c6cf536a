//! Registers whose agreements seem to be in force for ever, because nothing that is read tells when they end.

use schemas::{
    language::{Language, args},
    rule::VALID_TO,
};
use serde::Serialize;

use super::tell::say;
use crate::{definition::Definition, pipeline::FileRead};

/// A register of which no column tells when agreements end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Endless {
    /// The file, by name.
    pub file: String,
    /// The column of the definition that the file does not have; none where the definition reads no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Headers that no column of the definition has for a name: one of them may tell the end.
    pub unread: Vec<String>,
}

/// More headers are no help.
const SHOWN: usize = 12;

/// The files of which it is to be told.
pub(crate) fn endless(definition: &Definition, files: &[FileRead]) -> Vec<Endless> {
    let mut tables = definition.table.iter();
    if !tables.any(|table| table.in_force.is_some()) {
        return Vec::new();
    }
    let column = definition.texts.get(VALID_TO).map(|text| &text.column);
    let lacks = |file: &&FileRead| column.is_none_or(|column| file.absent.contains(column));
    let without = files.iter().filter(lacks);
    without
        .map(|file| Endless {
            file: file.name.clone(),
            column: column.cloned(),
            unread: file.unread.iter().take(SHOWN).cloned().collect(),
        })
        .collect()
}

impl Endless {
    /// That all that has begun counts as in force, and how that is mended.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let column = self.column.clone();
        let column = column.map_or_else(|| "columns".to_owned(), |one| format!("columns.{one}"));
        let said = args([("file", self.file.clone()), ("column", column)]);
        let mut told = say(language, "check-endless", &said);
        if !self.unread.is_empty() {
            let quoted: Vec<String> = self.unread.iter().map(|one| format!("`{one}`")).collect();
            let said = args([("headers", quoted.join(", "))]);
            told.push(' ');
            told.push_str(&say(language, "check-endless-unread", &said));
        }
        told
    }
}
