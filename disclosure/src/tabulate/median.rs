//! Medians of records: what each record holds is kept apart until all are there, because a median does not follow
//! from those of parts.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::block::{Block, Key, SCALE};

/// Most different amounts in all crossings of a table together, so that memory stays bounded.
pub(super) const MOST: usize = 1 << 19;

/// Per amount in millionths, the weight of the records that hold it, in millionths.
pub(super) type Amounts = FxHashMap<i64, i128>;

/// The amount of a record, made ready to be compared with others.
#[expect(
    clippy::cast_possible_truncation,
    reason = "saturates beyond any figure"
)]
pub(super) fn scaled(amount: f64) -> i64 {
    (amount * SCALE).round() as i64
}

impl Block {
    /// The median of each cell in which there are records.
    pub(super) fn medians(&self, chains: &[FxHashMap<u16, Vec<u16>>]) -> FxHashMap<Key, f64> {
        let mut parts: FxHashMap<Key, Vec<&Amounts>> = FxHashMap::default();
        for (key, amounts) in &self.amounts {
            for target in self.targets(key, chains) {
                parts.entry(target).or_default().push(amounts);
            }
        }
        let cells = parts.into_iter();
        cells
            .filter_map(|(key, parts)| Some((key, median(&parts)?)))
            .collect()
    }
}

/// The least amount that is reached by half of the weight; where exactly half of it lies up to there, the middle
/// between it and the next. None where nothing weighs anything.
fn median(parts: &[&Amounts]) -> Option<f64> {
    let mut all: BTreeMap<i64, i128> = BTreeMap::new();
    for (amount, weight) in parts.iter().copied().flatten() {
        *all.entry(*amount).or_default() += weight;
    }
    all.retain(|_, weight| *weight > 0);
    let whole: i128 = all.values().sum();
    let mut amounts = all.into_iter();
    let mut reached = 0;
    while let Some((amount, weight)) = amounts.next() {
        reached += weight;
        if reached * 2 > whole {
            return Some(unscaled(i128::from(amount) * 2));
        }
        if reached * 2 == whole {
            let next = amounts.next().map_or(amount, |(next, _)| next);
            return Some(unscaled(i128::from(amount) + i128::from(next)));
        }
    }
    None
}

/// Half of a sum of two amounts in millionths.
#[expect(
    clippy::cast_precision_loss,
    reason = "rounded once, to the nearest number"
)]
fn unscaled(twice: i128) -> f64 {
    twice as f64 / (2.0 * SCALE)
}

#[cfg(test)]
mod tests {
    use super::{Amounts, median, scaled};

    fn of(records: &[(f64, i128)]) -> Option<f64> {
        let mut amounts = Amounts::default();
        for (amount, weight) in records {
            *amounts.entry(scaled(*amount)).or_default() += weight;
        }
        median(&[&amounts])
    }

    #[test]
    fn half_of_the_weight_lies_on_either_side() {
        assert_eq!(of(&[(1.0, 1), (2.0, 1), (9.0, 1)]), Some(2.0));
        assert_eq!(of(&[(1.0, 1), (2.0, 1), (3.5, 1), (9.0, 1)]), Some(2.75));
        assert_eq!(of(&[(1.0, 5), (2.0, 1), (9.0, 1)]), Some(1.0));
        assert_eq!(of(&[(-4.0, 1), (12.08, 1), (12.08, 3)]), Some(12.08));
        assert_eq!(of(&[(7.0, 0)]), None);
        assert_eq!(of(&[]), None);
    }
}
