//! Of the rows that tell one case, the one that stands for it. Found in a first reading of the
//! files; a case takes a few dozen bytes.

use rustc_hash::FxHashMap;

use super::table::{NumberColumn, Rejection};
use crate::{
    definition::{Definition, repeated::Repeated},
    reader::SourceRow,
};

/// A row by its file and its number there.
type RowId = (u32, u64);

/// The `[repeated]` section made ready.
pub(super) struct Cases {
    key: usize,
    greatest: Vec<NumberColumn>,
    chosen: FxHashMap<u64, (Vec<f64>, RowId)>,
}

impl Cases {
    pub(super) fn new(definition: &Definition, repeated: &Repeated) -> Option<Self> {
        Some(Self {
            key: definition.columns.get_index_of(&repeated.key)?,
            greatest: repeated
                .greatest
                .iter()
                .filter_map(|name| NumberColumn::new(definition, name))
                .collect(),
            chosen: FxHashMap::default(),
        })
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
        let id = (file, row.row_number());
        let case = self
            .chosen
            .entry(key)
            .or_insert_with(|| (numbers.clone(), id));
        if numbers > case.0 {
            *case = (numbers, id);
        }
        Ok(())
    }

    /// Whether the row stands for its case.
    pub(super) fn chose(&self, file: u32, row: &SourceRow) -> bool {
        row.holder(self.key)
            .and_then(|key| self.chosen.get(&key))
            .is_none_or(|(_, id)| *id == (file, row.row_number()))
    }
}
