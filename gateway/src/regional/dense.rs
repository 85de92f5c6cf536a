//! Keeps of a selection of cells what forms whole breakdowns, as the readers of a table take it
//! for granted: where a sum is shown with some of its parts, all parts are there.

use std::collections::BTreeMap;

use super::keys::{Key, Keys, Sums};

/// Drops the parts of every breakdown of which some are missing, until none is left.
pub(super) fn keep_whole<T>(keys: &Keys<'_>, cells: &mut BTreeMap<Key, T>) {
    loop {
        let sums = keys.sums(cells.keys());
        let broken: Vec<Key> = cells
            .keys()
            .flat_map(|key| broken(key, &sums, cells))
            .collect();
        if broken.is_empty() {
            return;
        }
        for key in broken {
            cells.remove(&key);
        }
    }
}

/// The parts of `key` that are there while others are not.
fn broken<T>(key: &Key, sums: &Sums, cells: &BTreeMap<Key, T>) -> Vec<Key> {
    let mut broken = Vec::new();
    for (axis, sums) in sums.iter().enumerate() {
        let Some(parts) = sums.get(&key[axis]) else {
            continue;
        };
        let there: Vec<Key> = parts
            .iter()
            .map(|part| {
                let mut key = key.clone();
                key[axis] = *part;
                key
            })
            .filter(|key| cells.contains_key(key))
            .collect();
        if there.len() < parts.len() {
            broken.extend(there);
        }
    }
    broken
}
