//! Whether two files tell the same rows: the same round sent under another name, or rounds that overlap. Of each file a
//! few hashes are kept, however many rows it has, and none of them leaves the program.

use std::{collections::BTreeSet, hash::Hasher};

use rustc_hash::FxHasher;
use schemas::language::{Language, args};
use serde::Serialize;

use crate::{catalogue::catalogue, reader::SourceRow};

/// The smallest hashes that are kept: they are a random choice of the different rows.
const KEPT: usize = 1_024;
/// From here on the rows of the smaller file are in the other.
const OVERLAP: f64 = 0.5;
/// Fewer shared rows prove nothing.
const FEWEST: usize = 20;

/// What is kept of the rows of one file.
#[derive(Default, Clone)]
pub struct Sketch {
    rows: u64,
    sum: u64,
    smallest: BTreeSet<u64>,
}

impl Sketch {
    /// Takes a row, by its declared columns.
    pub(crate) fn take(&mut self, row: &SourceRow) {
        let mut hasher = FxHasher::default();
        for position in 0..row.width() {
            hasher.write(row.text(position).as_bytes());
            hasher.write_u64(row.holder(position).unwrap_or(1));
        }
        let hash = mixed(hasher.finish());
        self.rows += 1;
        self.sum = self.sum.wrapping_add(hash);
        if self.smallest.len() < KEPT {
            self.smallest.insert(hash);
        } else if self.smallest.last().is_some_and(|last| hash < *last)
            && self.smallest.insert(hash)
        {
            self.smallest.pop_last();
        }
    }

    /// The share of the different rows of the smaller of two files that the other has too.
    #[expect(clippy::cast_precision_loss, reason = "a thousand hashes")]
    fn shared_with(&self, other: &Self) -> f64 {
        // Below the lower of the two greatest hashes, both sketches are whole.
        let limit = |one: &Self| match one.smallest.last() {
            Some(last) if one.smallest.len() == KEPT => *last,
            _ => u64::MAX,
        };
        let limit = limit(self).min(limit(other));
        let mine: BTreeSet<_> = self.smallest.range(..=limit).collect();
        let theirs: BTreeSet<_> = other.smallest.range(..=limit).collect();
        let shared = mine.intersection(&theirs).count();
        let fewer = mine.len().min(theirs.len());
        if shared < FEWEST {
            return 0.0;
        }
        shared as f64 / fewer as f64
    }
}

/// Two files that tell the same rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Twin {
    /// The one.
    pub one: String,
    /// The other.
    pub other: String,
    /// Share of the rows of the smaller that the other has too; 1 when both tell the same.
    pub share: f64,
    /// Whether both have exactly the same rows.
    pub same: bool,
}

impl Twin {
    /// What was found, and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let said = args([
            ("one", self.one.clone()),
            ("other", self.other.clone()),
            ("share", format!("{:.0}", self.share * 100.0)),
        ]);
        let key = if self.same {
            "check-same-file"
        } else {
            "check-overlap"
        };
        catalogue().message(language, key, &said)
    }
}

/// The pairs of files that tell the same rows, in whole or for the most part.
#[must_use]
pub fn twins(files: &[(String, &Sketch)]) -> Vec<Twin> {
    let mut found = Vec::new();
    for (at, (one, mine)) in files.iter().enumerate() {
        for (other, theirs) in &files[at + 1..] {
            let same = mine.rows == theirs.rows && mine.sum == theirs.sum && mine.rows > 0;
            let share = if same { 1.0 } else { mine.shared_with(theirs) };
            if same || share >= OVERLAP {
                found.push(Twin {
                    one: one.clone(),
                    other: other.clone(),
                    share,
                    same,
                });
            }
        }
    }
    found
}

/// Spreads the bits: the smallest hashes are to be a random choice.
fn mixed(hash: u64) -> u64 {
    let mut mixed = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
