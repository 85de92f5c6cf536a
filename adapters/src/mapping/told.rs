//! Figures of published tables that were told before: editions overlap, and a total stands in several tables. The same
//! figure twice is one figure; two different ones for the same thing are an error of the files.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use schemas::record::{CanonicalRecord, CodeIndex};

use super::texts::Text;

/// The figures of one table so far.
#[derive(Default)]
pub(super) struct Told {
    figures: FxHashMap<Key, (Option<f64>, Vec<Text>)>,
}

/// What tells a figure from others: its codes, and those of its texts that are dimensions.
type Key = (Vec<CodeIndex>, Vec<Text>);

/// Whether a figure was told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// It is new.
    Not,
    /// The same figure.
    Same,
    /// Another one.
    Other,
}

impl Told {
    /// Takes a figure with its texts; `is_key` tells which of them are dimensions.
    pub(super) fn tell(
        &mut self,
        record: &CanonicalRecord,
        texts: &[Text],
        is_key: impl Fn(&str) -> bool,
    ) -> Before {
        let figure = (!record.is_withheld()).then(|| record.amount());
        let (key, rest): (Vec<Text>, Vec<Text>) =
            texts.iter().cloned().partition(|(name, _)| is_key(name));
        let told = (figure, rest);
        match self.figures.entry((record.codes().to_vec(), key)) {
            Entry::Occupied(before) if *before.get() == told => Before::Same,
            Entry::Occupied(_) => Before::Other,
            Entry::Vacant(place) => {
                place.insert(told);
                Before::Not
            }
        }
    }
}
