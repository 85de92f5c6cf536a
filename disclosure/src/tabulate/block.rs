//! One block of a table: the sums of the codes that records have, and all its cells with their margins.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use schemas::ids::DimensionId;
use schemas::record::{CodeIndex, RecordLayout};

use super::{BlockSpec, TabulateError, median::Amounts};
use crate::table::{LARGEST, RawCell};

/// Figures are added up in millionths, so that sums are exact and do not depend on the order.
pub(super) const SCALE: f64 = 1_000_000.0;

pub(super) type Key = Box<[u16]>;

#[derive(Default, Clone, Copy)]
pub(super) struct Sum {
    pub(super) value: i128,
    pub(super) contributors: u32,
    pub(super) key: u32,
    /// Bits of the positions at which a record's code is approximate.
    pub(super) approximate: u32,
}

impl Sum {
    pub(super) fn add(&mut self, other: Self) {
        self.value += other.value;
        self.contributors += other.contributors;
        self.key = self.key.wrapping_add(other.key);
        self.approximate |= other.approximate;
    }
}

pub(super) struct Block {
    pub(super) by: Vec<usize>,
    pub(super) held: Vec<(usize, CodeIndex)>,
    /// Where the dimensions that are not crossed stand.
    pub(super) rest: Vec<u16>,
    /// What each dimension stands at where nothing is told.
    totals: Vec<Option<u16>>,
    pub(super) sums: FxHashMap<Key, Sum>,
    pub(super) holders: FxHashMap<Key, FxHashMap<u64, i128>>,
    /// Of medians, what the records hold.
    pub(super) amounts: FxHashMap<Key, Amounts>,
}

pub(super) fn chain<'a>(
    chains: &'a [FxHashMap<u16, Vec<u16>>],
    position: usize,
    key: &Key,
) -> impl Iterator<Item = u16> + use<'a> {
    let chain = chains[position].get(&key[position]);
    chain.into_iter().flatten().copied()
}

impl Block {
    pub(super) fn new(spec: &BlockSpec, layout: &RecordLayout) -> Result<Self, TabulateError> {
        let find = |id: &DimensionId| {
            layout
                .position(id.as_str())
                .ok_or_else(|| TabulateError::UnknownDimension(id.to_string()))
        };
        let mut by = spec.by.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        let mut held = Vec::new();
        for (id, code) in &spec.only {
            let position = find(id)?;
            let index = layout
                .code(position, code)
                .ok_or_else(|| TabulateError::UnknownCode {
                    dimension: id.to_string(),
                    code: code.clone(),
                })?;
            held.push((position, index));
        }
        let mut rest = Vec::new();
        for (position, default) in layout.default_codes().iter().enumerate() {
            let fixed = held
                .iter()
                .find(|(at, _)| *at == position)
                .map(|(_, code)| *code);
            match fixed.or(*default) {
                Some(code) => rest.push(code.0),
                // Without a total there is nothing to add up to: each code stands for itself.
                None => {
                    rest.push(0);
                    by.push(position);
                }
            }
        }
        by.sort_unstable();
        by.dedup();
        Ok(Self {
            by,
            held,
            rest,
            totals: layout
                .default_codes()
                .iter()
                .map(|code| code.map(|code| code.0))
                .collect(),
            sums: FxHashMap::default(),
            holders: FxHashMap::default(),
            amounts: FxHashMap::default(),
        })
    }

    /// The cells that records at `key` belong to: all above it.
    pub(super) fn targets(&self, key: &Key, chains: &[FxHashMap<u16, Vec<u16>>]) -> Vec<Key> {
        let above: Vec<Vec<u16>> = self
            .by
            .iter()
            .map(|position| chain(chains, *position, key).collect())
            .collect();
        crossed(key, &self.by, &above)
    }

    /// All cells of the block: every combination of the shown codes, zeros included.
    pub(super) fn dense(
        &self,
        chains: &[FxHashMap<u16, Vec<u16>>],
        shown: &[BTreeSet<u16>],
    ) -> FxHashMap<Key, RawCell> {
        let all: Vec<Vec<u16>> = self
            .by
            .iter()
            .map(|position| shown[*position].iter().copied().collect())
            .collect();
        let start: Key = self.rest.clone().into_boxed_slice();
        let mut sums: FxHashMap<Key, Sum> = crossed(&start, &self.by, &all)
            .into_iter()
            .map(|key| (key, Sum::default()))
            .collect();
        let mut holders: FxHashMap<Key, FxHashMap<u64, i128>> = FxHashMap::default();
        for (key, sum) in &self.sums {
            for target in self.targets(key, chains) {
                if let Some(units) = self.holders.get(key) {
                    let cell = holders.entry(target.clone()).or_default();
                    for (holder, value) in units {
                        *cell.entry(*holder).or_default() += value;
                    }
                }
                sums.entry(target).or_default().add(*sum);
            }
        }
        sums.into_iter()
            .map(|(key, sum)| {
                let mut cell = raw_cell(sum, holders.get(&key));
                cell.differs = self.tells(&key, sum.approximate);
                (key, cell)
            })
            .collect()
    }

    /// Whether the cell `key` says a code at one of the `positions`: at the total it does not matter how
    /// well a record was classified.
    fn tells(&self, key: &Key, positions: u32) -> bool {
        let codes = key.iter().zip(&self.totals).enumerate();
        codes
            .filter(|(position, _)| positions >> position & 1 == 1)
            .any(|(_, (code, total))| *total != Some(*code))
    }
}

fn crossed(start: &Key, by: &[usize], codes: &[Vec<u16>]) -> Vec<Key> {
    by.iter()
        .zip(codes)
        .fold(vec![start.clone()], |keys, (position, codes)| {
            let grown = keys.iter().flat_map(|key| {
                codes.iter().map(move |code| {
                    let mut key = key.clone();
                    key[*position] = *code;
                    key
                })
            });
            grown.collect()
        })
}

fn raw_cell(sum: Sum, units: Option<&FxHashMap<u64, i128>>) -> RawCell {
    let mut largest = [0i128; LARGEST];
    for value in units.into_iter().flat_map(FxHashMap::values) {
        let mut carried = value.abs();
        for place in &mut largest {
            if carried > *place {
                std::mem::swap(place, &mut carried);
            }
        }
    }
    RawCell {
        value: unscaled(sum.value),
        contributors: sum.contributors,
        holders: units.map_or(0, |units| u32::try_from(units.len()).unwrap_or(u32::MAX)),
        top: largest.map(unscaled),
        cv: None,
        key: sum.key,
        differs: false,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "figures stay far below 2^53 millionths of a unit of precision"
)]
fn unscaled(sum: i128) -> f64 {
    sum as f64 / SCALE
}
