//! The report of a run: what became of the rows, the control totals, and the size of the tables.
//! Row numbers and columns may stand in it, values of rows only where the officer asked for them.

use std::collections::BTreeMap;

use schemas::language::{Language, args};
use serde::Serialize;

use crate::{
    catalogue::catalogue,
    check::{self, Endless, Suspicion, Twin},
    definition::Definition,
    mapping::{Counts, Coverage},
    pipeline::FileRead,
    service::Fetched,
};

/// `report.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The adapter.
    pub adapter: String,
    /// The reference period.
    pub period: String,
    /// The files, by name.
    pub files: Vec<String>,
    /// What was fetched from a service, with its digest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fetched: Vec<Fetched>,
    /// Rows read; the sum of the next three.
    pub rows_read: u64,
    /// Rows that fed at least one table.
    pub rows_accepted: u64,
    /// Rows that are not records of this flow.
    pub rows_excluded: u64,
    /// Rows that no rule of the definition fits.
    pub rows_rejected: u64,
    /// Why rows were excluded.
    pub excluded: Vec<Excluded>,
    /// Why rows were rejected, the commonest reason first.
    pub rejects: Vec<Reject>,
    /// Sums over the accepted rows, by name.
    pub control_totals: BTreeMap<String, f64>,
    /// How well maps and concordances decided what the rows held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coverage: Vec<Coverage>,
    /// Columns that hold what another dimension is made of; then nothing is made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suspicions: Vec<Suspicion>,
    /// Files that tell the same rows; nothing is made of a round that was given twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub twins: Vec<Twin>,
    /// Hidden sheets of workbooks, which were not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hidden_sheets: Vec<HiddenSheets>,
    /// Rows that were taken for footers although they are filled as those of the table are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub full_footers: Vec<FullFooter>,
    /// Registers whose agreements have no column for their end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub endless: Vec<Endless>,
    /// What was asked of a database, and how much came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<Query>,
    /// The tables; empty when none was made.
    pub tables: Vec<TableSize>,
}

/// Hidden sheets of one workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HiddenSheets {
    /// The file, by name.
    pub file: String,
    /// The sheets.
    pub sheets: Vec<String>,
}

/// A row that ended a table although it is filled as those of the table are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FullFooter {
    /// The file, by name.
    pub file: String,
    /// The first such row of it.
    pub row: u64,
}

impl FullFooter {
    fn of(files: &[FileRead]) -> Vec<Self> {
        let full = |file: &FileRead| {
            let row = file.skipped.full_footer?;
            let file = file.name.clone();
            Some(Self { file, row })
        };
        files.iter().filter_map(full).collect()
    }

    /// That it was not read, and how it would be.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let said = args([("file", self.file.clone()), ("row", self.row.to_string())]);
        catalogue().message(language, "check-full-footer", &said)
    }
}

impl HiddenSheets {
    /// Those of the files that have some.
    fn of(files: &[FileRead]) -> Vec<Self> {
        let hidden = files.iter().map(|file| Self {
            file: file.name.clone(),
            sheets: file.recognised.hidden_sheets.clone(),
        });
        hidden.filter(|one| !one.sheets.is_empty()).collect()
    }

    /// That they were not read, and how they would be.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let quoted: Vec<String> = self.sheets.iter().map(|one| format!("`{one}`")).collect();
        let said = args([("file", self.file.clone()), ("sheets", quoted.join(", "))]);
        catalogue().message(language, "check-hidden-sheets", &said)
    }
}

/// What was asked of a database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Query {
    /// The statement.
    pub statement: String,
    /// How many different rows came back; each stands for one or more of the table.
    pub rows: u64,
}

/// Rows excluded for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excluded {
    /// The reason, as the definition words it.
    pub reason: String,
    /// How many.
    pub count: u64,
}

impl Excluded {
    /// The reason in words; an officer's own word, of which the catalogue knows nothing, as it stands.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        in_words(&self.reason, language).unwrap_or_else(|| self.reason.clone())
    }
}

/// The reason for which rows are set aside, in words; none for an officer's own, of which the catalogue knows nothing.
#[must_use]
pub fn in_words(reason: &str, language: Language) -> Option<String> {
    let key = format!("reason-{}", reason.replace('_', "-"));
    let known = catalogue().has(&key);
    known.then(|| catalogue().message(language, &key, &args([])))
}

/// Rows rejected for one reason in one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// The stable code of the reason.
    pub code: &'static str,
    /// The column, by its name in the definition; none when the row as a whole is meant.
    pub column: Option<String>,
    /// How many.
    pub count: u64,
    /// The numbers of the first of them.
    pub first_rows: Vec<u64>,
    /// The commonest values; only with `--show-values`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<RejectedValue>,
}

/// A value that an officer asked to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectedValue {
    /// The cell.
    pub value: String,
    /// How often.
    pub count: u64,
    /// The nearest national code or title that the adapter knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
}

/// The size of one table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableSize {
    /// The dataflow.
    pub dataflow: String,
    /// Cells.
    pub cells: u64,
    /// Cells suppressed by a rule.
    pub primary: u64,
    /// Cells suppressed so that the primary ones cannot be recomputed.
    pub secondary: u64,
    /// What protection did; none where there was no table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<disclosure::Report>,
}

impl Report {
    /// The report of `counts`, without tables.
    #[must_use]
    pub fn new(
        definition: &Definition,
        period: String,
        files: Vec<String>,
        counts: &Counts,
    ) -> Self {
        Self {
            adapter: definition.id.clone(),
            period,
            files,
            fetched: Vec::new(),
            rows_read: counts.read,
            rows_accepted: counts.accepted,
            rows_excluded: counts.excluded.values().sum(),
            rows_rejected: counts.rejects.count(),
            excluded: excluded(counts),
            rejects: rejects(definition, counts),
            control_totals: counts
                .control_totals
                .iter()
                .map(|(name, total)| (name.clone(), *total))
                .collect(),
            coverage: Vec::new(),
            suspicions: Vec::new(),
            twins: Vec::new(),
            hidden_sheets: Vec::new(),
            full_footers: Vec::new(),
            endless: Vec::new(),
            query: None,
            tables: Vec::new(),
        }
    }

    /// Notes what was left unread of the files.
    pub(crate) fn note_unread(&mut self, definition: &Definition, files: &[FileRead]) {
        self.endless = check::endless(definition, files);
        self.hidden_sheets = HiddenSheets::of(files);
        self.full_footers = FullFooter::of(files);
    }

    /// What was left unread of the files, in words.
    pub fn unread(&self, language: Language) -> impl Iterator<Item = String> {
        let hidden = self.hidden_sheets.iter();
        let full = self.full_footers.iter();
        let endless = self.endless.iter();
        hidden
            .map(move |one| one.message(language))
            .chain(full.map(move |one| one.message(language)))
            .chain(endless.map(move |one| one.message(language)))
    }

    /// Whether no column holds another's codes and no file was given twice.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.suspicions.is_empty() && !self.twins.iter().any(|twin| twin.same)
    }

    /// The share of rejected rows among those read.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a share, not a count")]
    pub fn rejected_share(&self) -> f64 {
        if self.rows_read == 0 {
            0.0
        } else {
            self.rows_rejected as f64 / self.rows_read as f64
        }
    }
}

fn excluded(counts: &Counts) -> Vec<Excluded> {
    counts
        .excluded
        .iter()
        .map(|(reason, count)| Excluded {
            reason: reason.clone(),
            count: *count,
        })
        .collect()
}

fn rejects(definition: &Definition, counts: &Counts) -> Vec<Reject> {
    let name = |column: usize| {
        definition
            .columns
            .get_index(column)
            .map(|(name, _)| name.clone())
    };
    counts
        .rejects
        .groups()
        .map(|(code, column, group)| Reject {
            code: code.code(),
            column: column.and_then(name),
            count: group.count,
            first_rows: group.first.iter().filter_map(|place| place.row).collect(),
            values: group
                .commonest()
                .filter(|_| counts.rejects.shows_values())
                .map(|(value, shown)| RejectedValue {
                    value: value.to_owned(),
                    count: shown.count,
                    nearest: shown.nearest.clone(),
                })
                .collect(),
        })
        .collect()
}
