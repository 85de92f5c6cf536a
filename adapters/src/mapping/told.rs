//! Figures of published tables that were told before: editions overlap, and a total stands in several tables. The same
//! figure twice is one figure; two different ones for the same thing are an error of the files.

use rustc_hash::FxHashMap;
use schemas::record::{CanonicalRecord, CodeIndex};

/// The figures of one table so far.
#[derive(Default)]
pub(super) struct Told {
    figures: FxHashMap<Vec<CodeIndex>, Option<f64>>,
}

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
    /// Takes a figure.
    pub(super) fn tell(&mut self, record: &CanonicalRecord) -> Before {
        let figure = (!record.is_withheld()).then(|| record.amount());
        match self.figures.get(record.codes()) {
            Some(before) if *before == figure => Before::Same,
            Some(_) => Before::Other,
            None => {
                self.figures.insert(record.codes().to_vec(), figure);
                Before::Not
            }
        }
    }
}
