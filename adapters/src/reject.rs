//! Rows that do not become records: why, in which column, how many, and the first of them. The
//! values of their cells are kept only where the officer asks for them.

use indexmap::{IndexMap, IndexSet};
use schemas::{
    language::{Language, args},
    record::RecordFault,
};

use crate::{
    catalogue::catalogue,
    reader::{CellFault, Place, RowFault},
};

/// Why a row is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RejectCode {
    /// The row as a whole is none.
    Row(RowFault),
    /// The cell does not hold what its column should.
    Cell(CellFault),
    /// The cell says nothing and the dimension has no code for that.
    CellMissing,
    /// No map, title or concordance knows the cell.
    CodeUnknown,
    /// A concordance leads to several codes and the list has none for that.
    CodeUndecided,
    /// The definition says that this code is to be rejected.
    CodeRefused,
    /// No case of the dimension holds.
    NoCase,
    /// A text of a figure is longer than a text may be.
    TextTooLong,
    /// Another figure was told for the same thing before.
    ToldOtherwise,
    /// The codes, the amount or the weight break a rule of the record schema.
    Record {
        /// The code of the rule.
        rule: &'static str,
        /// The column of the record of which the rule makes a demand.
        column: &'static str,
    },
}

impl From<&RecordFault> for RejectCode {
    fn from(fault: &RecordFault) -> Self {
        let column = match fault {
            RecordFault::Rule { column, .. } => column,
            _ => "",
        };
        Self::Record {
            rule: fault.code(),
            column,
        }
    }
}

impl RejectCode {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Row(fault) => fault.code(),
            Self::Cell(fault) => fault.code(),
            Self::CellMissing => "cell_missing",
            Self::CodeUnknown => "code_unknown",
            Self::CodeUndecided => "code_undecided",
            Self::CodeRefused => "code_refused",
            Self::NoCase => "no_case",
            Self::TextTooLong => "text_too_long",
            Self::ToldOtherwise => "told_otherwise",
            Self::Record { rule, .. } => rule,
        }
    }

    /// Whether it is about a code of a classification.
    fn is_of_code(self) -> bool {
        matches!(
            self,
            Self::CodeUnknown | Self::CodeUndecided | Self::CodeRefused
        )
    }

    /// What is wrong and what to do, in words.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        let key = match self {
            Self::Row(fault) => return fault.message(language),
            Self::Cell(fault) => return fault.message(language),
            Self::Record { rule, column } => {
                return RecordFault::Rule { rule, column }.message(language);
            }
            Self::CellMissing => "reject-cell-missing",
            Self::CodeUnknown => "reject-code-unknown",
            Self::CodeUndecided => "reject-code-undecided",
            Self::CodeRefused => "reject-code-refused",
            Self::NoCase => "reject-no-case",
            Self::TextTooLong => "reject-text-too-long",
            Self::ToldOtherwise => "reject-told-otherwise",
        };
        catalogue().message(language, key, &args([]))
    }
}

/// All rejected rows, by reason and column.
#[derive(Default)]
pub struct Rejects {
    groups: IndexMap<(RejectCode, Option<usize>), Group>,
    show_values: bool,
    count: u64,
}

/// Rows rejected for one reason in one column.
#[derive(Default)]
pub struct Group {
    /// How many.
    pub count: u64,
    /// The first of them.
    pub first: Vec<Place>,
    /// National codes or titles of the definition that are nearest to rejected cells: words of
    /// the definition, never of a row.
    pub nearest: IndexSet<String>,
    /// Values and how often each was rejected; [`Self::commonest`] tells which may be shown.
    values: IndexMap<String, ShownValue>,
    show_values: bool,
    /// Whether there were more different values than are counted.
    overfull: bool,
}

/// A value that an officer asked to see.
#[derive(Default)]
pub struct ShownValue {
    /// How often it was rejected.
    pub count: u64,
    /// The nearest national code or title that the adapter knows.
    pub nearest: Option<String>,
}

/// How many places and values of a group are kept.
const SHOWN: usize = 10;
/// How many different values of a group are counted.
const MOST_VALUES: usize = 1_000;
/// A column with more different unknown texts may hold names.
const MOST_CODES: usize = 60;
/// A text that stands in fewer rows may be about one person.
const FEWEST: u64 = 3;

impl Rejects {
    /// None so far. `show_values`: the officer asked to see the values of rejected cells.
    #[must_use]
    pub fn new(show_values: bool) -> Self {
        Self {
            groups: IndexMap::new(),
            show_values,
            count: 0,
        }
    }

    /// Counts `times` more; `place` and `value` are asked for only where they are kept.
    pub(crate) fn add(
        &mut self,
        code: RejectCode,
        column: Option<usize>,
        times: u64,
        place: impl FnOnce() -> Place,
        nearest: Option<String>,
        value: impl FnOnce() -> String,
    ) {
        self.count += times;
        let group = self.groups.entry((code, column)).or_default();
        group.count += times;
        if group.first.len() < SHOWN {
            let place = place();
            // The rows of a table have no number: their places are all the same.
            if !(place.is_table && group.first.contains(&place)) {
                group.first.push(place);
            }
        }
        if group.nearest.len() < SHOWN {
            group.nearest.extend(nearest.clone());
        }
        group.show_values = self.show_values;
        if self.show_values || code.is_of_code() {
            let text = value();
            if let Some(known) = group.values.get_mut(&text) {
                known.count += times;
            } else if group.values.len() < MOST_VALUES {
                group.values.insert(
                    text,
                    ShownValue {
                        count: times,
                        nearest,
                    },
                );
            } else {
                group.overfull = true;
            }
        }
    }

    /// The groups, the greatest first.
    pub fn groups(&self) -> impl Iterator<Item = (RejectCode, Option<usize>, &Group)> {
        let mut all: Vec<_> = self.groups.iter().collect();
        all.sort_by_key(|(_, group)| std::cmp::Reverse(group.count));
        all.into_iter()
            .map(|((code, column), group)| (*code, *column, group))
    }

    /// Whether the officer asked to see values.
    #[must_use]
    pub fn shows_values(&self) -> bool {
        self.show_values
    }

    /// How many rows were rejected.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }
}

impl Group {
    /// The commonest values: all of them where the officer asked to see them; otherwise codes that
    /// recur in a column that has few of them, which are about nobody.
    pub fn commonest(&self) -> impl Iterator<Item = (&str, &ShownValue)> {
        let few = !self.overfull && self.values.len() <= MOST_CODES;
        let mut all: Vec<_> = self
            .values
            .iter()
            .filter(|(_, value)| self.show_values || (few && value.count >= FEWEST))
            .collect();
        all.sort_by_key(|(_, value)| std::cmp::Reverse(value.count));
        all.into_iter()
            .take(SHOWN)
            .map(|(text, value)| (text.as_str(), value))
    }
}
