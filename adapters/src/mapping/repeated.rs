//! Of the rows that tell one case, the one that stands for it. Found in a first reading of the
//! files; a case takes a few dozen bytes. Which row that is does not depend on their order, which a
//! table of a database does not have.

use std::{
    collections::{BTreeSet, hash_map::Entry},
    hash::{Hash, Hasher},
};

use rustc_hash::{FxHashMap, FxHasher};

use super::table::{NumberColumn, Rejection};
use crate::{
    definition::{Definition, repeated::Repeated},
    reader::SourceRow,
};

/// A row by its file and its number there.
type RowId = (u32, u64);

/// The row that stands for a case so far.
struct Chosen {
    numbers: Vec<f64>,
    /// A hash of what else is read of it: of two rows with the same numbers the smaller is chosen.
    rest: u64,
    row: RowId,
}

/// The `[repeated]` section made ready.
pub(super) struct Cases {
    key: usize,
    greatest: Vec<NumberColumn>,
    /// The columns that the mapping reads.
    read: BTreeSet<usize>,
    chosen: FxHashMap<u64, Chosen>,
}

impl Cases {
    pub(super) fn new(
        definition: &Definition,
        repeated: &Repeated,
        mut read: BTreeSet<usize>,
    ) -> Option<Self> {
        let key = definition.columns.get_index_of(&repeated.key)?;
        let names = repeated.greatest.iter();
        read.extend(names.filter_map(|name| definition.columns.get_index_of(name)));
        read.insert(key);
        Some(Self {
            key,
            greatest: repeated
                .greatest
                .iter()
                .filter_map(|name| NumberColumn::new(definition, name))
                .collect(),
            read,
            chosen: FxHashMap::default(),
        })
    }

    /// The positions of the columns that are read of a row, by this and by the rest of the mapping.
    pub(super) fn columns(&self) -> &BTreeSet<usize> {
        &self.read
    }

    /// Takes notice of a row in the first reading.
    pub(super) fn note(&mut self, file: u32, row: &SourceRow) -> Result<(), Rejection> {
        let Some(key) = row.holder(self.key) else {
            return Ok(());
        };
        let mut numbers = Vec::with_capacity(self.greatest.len());
        for column in &self.greatest {
            numbers.push(column.read(row)?.unwrap_or(f64::NEG_INFINITY));
        }
        let new = Chosen {
            numbers,
            rest: self.rest(row),
            row: (file, row.row_number()),
        };
        match self.chosen.entry(key) {
            Entry::Vacant(place) => {
                place.insert(new);
            }
            Entry::Occupied(mut old) => {
                if new.comes_before(old.get()) {
                    old.insert(new);
                }
            }
        }
        Ok(())
    }

    /// How many of the rows that `row` stands for stand for a case themselves: all that tell none,
    /// and one of those that tell the same.
    pub(super) fn standing(&self, file: u32, row: &SourceRow) -> u64 {
        let case = row.holder(self.key).and_then(|key| self.chosen.get(&key));
        match case {
            None => row.times(),
            Some(case) => u64::from(case.row == (file, row.row_number())),
        }
    }

    fn rest(&self, row: &SourceRow) -> u64 {
        let mut hasher = FxHasher::default();
        for position in &self.read {
            // As what it means: a database may write a date or a number otherwise than a file.
            match (row.date(*position), row.number(*position)) {
                (Ok(Some(date)), _) => date.hash(&mut hasher),
                (_, Ok(Some(number))) => number.to_bits().hash(&mut hasher),
                _ => row.text(*position).hash(&mut hasher),
            }
        }
        hasher.finish()
    }
}

impl Chosen {
    fn comes_before(&self, other: &Self) -> bool {
        self.numbers > other.numbers || (self.numbers == other.numbers && self.rest < other.rest)
    }
}
