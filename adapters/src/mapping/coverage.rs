//! How well maps, titles and concordances decide what the rows hold: per dimension, how many different
//! codes and how many rows came to the level that is asked for, to a coarser one, to one that leaves it
//! open, or were known to nothing.

use serde::Serialize;

use super::{
    dictionary::{Dictionary, FRESH, ValueId},
    lookup::Lookup,
};
use crate::definition::{Definition, dimension::Dimension as Section};

/// How well one dimension is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The dimension.
    pub dimension: String,
    /// The column, by its name in the definition.
    pub column: String,
    /// What decides: `map`, `titles`, and concordances by their id.
    pub by: Vec<String>,
    /// Different codes or titles.
    pub codes: Decided,
    /// Rows that asked.
    pub rows: Decided,
    /// Codes that came to something coarser or open, the commonest first, and their rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coarse: Vec<(String, u64)>,
}

/// How many were decided how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// At the level that is asked for.
    pub finest: u64,
    /// At a coarser level; their figures are flagged `D`.
    pub coarser: u64,
    /// At a code that leaves it open: `X`, `_X` or `_U`.
    pub open: u64,
    /// Not: nothing knows the cell, or the definition refuses it.
    pub unknown: u64,
    /// The cell says nothing.
    pub missing: u64,
}

/// How well one value is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    Finest,
    Coarser,
    Open,
    Unknown,
    Missing,
}

impl Decided {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.finest + self.coarser + self.open + self.unknown + self.missing
    }

    fn add(&mut self, grade: Grade, count: u64) {
        *match grade {
            Grade::Finest => &mut self.finest,
            Grade::Coarser => &mut self.coarser,
            Grade::Open => &mut self.open,
            Grade::Unknown => &mut self.unknown,
            Grade::Missing => &mut self.missing,
        } += count;
    }
}

/// A dimension that several tables may have; a row counts once.
#[derive(PartialEq)]
pub(super) struct Guide {
    pub(super) dimension: String,
    pub(super) list: String,
    pub(super) section: Section,
}

impl Guide {
    /// Whether the section decides by looking codes or titles up.
    pub(super) fn looks_up(section: &Section) -> bool {
        !section.map.is_empty() || section.titles || !section.concordance.0.is_empty()
    }

    fn by(&self) -> Vec<String> {
        let named = |has: bool, name: &str| has.then(|| name.to_owned());
        let map = named(!self.section.map.is_empty(), "map");
        let titles = named(self.section.titles, "titles");
        let concordances = self.section.concordance.0.iter().cloned();
        map.into_iter().chain(titles).chain(concordances).collect()
    }
}

/// Rows per guide and value.
pub(super) struct Ledger {
    entries: Vec<Entry>,
    row: u64,
}

struct Entry {
    guide: Guide,
    rows: Vec<u64>,
    /// Rows whose value was not remembered.
    fresh: Decided,
    /// The last row that was counted.
    last: u64,
}

impl Ledger {
    pub(super) fn new(guides: Vec<Guide>) -> Self {
        let entry = |guide| Entry {
            guide,
            rows: Vec::new(),
            fresh: Decided::default(),
            last: 0,
        };
        let entries = guides.into_iter().map(entry).collect();
        Self { entries, row: 0 }
    }

    /// Another row begins.
    pub(super) fn next_row(&mut self) {
        self.row += 1;
    }

    /// Counts the value `id` for `times` rows like this one, once per row; `grade` is for a value that is not
    /// remembered.
    #[inline]
    pub(super) fn add(
        &mut self,
        entry: usize,
        id: ValueId,
        times: u64,
        grade: impl FnOnce() -> Grade,
    ) {
        let entry = &mut self.entries[entry];
        if entry.last == self.row {
            return;
        }
        entry.last = self.row;
        if id == FRESH {
            entry.fresh.add(grade(), times);
            return;
        }
        if entry.rows.len() <= id {
            entry.rows.resize(id + 1, 0);
        }
        entry.rows[id] += times;
    }

    /// What was counted, each guide with the lookup that `lookups` finds for it.
    pub(super) fn told<'a>(
        &self,
        definition: &Definition,
        dictionaries: &[Dictionary],
        mut lookup: impl FnMut(usize) -> Option<(usize, &'a Lookup)>,
    ) -> Vec<Coverage> {
        let entries = self.entries.iter().enumerate();
        entries
            .filter_map(|(at, entry)| {
                let (dictionary, lookup) = lookup(at)?;
                let dictionary = &dictionaries[dictionary];
                let (name, _) = definition.columns.get_index(dictionary.position())?;
                let told = entry.told(name, dictionary, lookup);
                (told.rows.all() > 0).then_some(told)
            })
            .collect()
    }
}

impl Entry {
    fn told(&self, column: &str, dictionary: &Dictionary, lookup: &Lookup) -> Coverage {
        let mut codes = Decided::default();
        let mut rows = self.fresh;
        let mut coarse: Vec<(String, u64)> = Vec::new();
        for (id, count) in self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
        {
            let value = dictionary.value(id);
            let grade = lookup.grade(value);
            codes.add(grade, 1);
            rows.add(grade, *count);
            if matches!(grade, Grade::Coarser | Grade::Open) {
                coarse.push((lookup.read(value), *count));
            }
        }
        coarse.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        coarse.truncate(NAMED);
        Coverage {
            dimension: self.guide.dimension.clone(),
            column: column.to_owned(),
            by: self.guide.by(),
            codes,
            rows,
            coarse,
        }
    }
}

/// Codes that are named.
const NAMED: usize = 12;
