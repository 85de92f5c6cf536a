//! What it costs to hide a cell: small ones are cheap, those that everybody looks at are dear.

use super::{Options, primary::Cost};
use crate::{
    geometry::{Axis, CellId},
    rule::RuleSet,
    table::RawTable,
};

impl Options {
    /// What it costs to suppress a cell whose figure is so many times the smallest of its table;
    /// less when it was hidden in an earlier release.
    fn cost_of(&self, cell: CellId, times: f64) -> f64 {
        let cost = match self.cost {
            Cost::Value => times.max(1e-3),
            Cost::Cells => 1.0 + 1e-3 * (1.0 + times).ln(),
            Cost::Mixed => (1.0 + times).ln().max(0.1),
        };
        if self.earlier.hid(cell) {
            0.1 * cost
        } else {
            cost
        }
    }
}

/// How many times as dear a cell is that is to be spared.
const SPARED: f64 = 100.0;

/// The costs of all cells; the unit of the figures does not matter.
pub(super) fn costs(raw: &RawTable, rules: &RuleSet, options: &Options) -> Vec<f64> {
    let sizes = raw.cells.iter().map(|cell| cell.value.abs());
    let smallest = sizes.clone().filter(|size| *size > 0.0);
    let smallest = smallest.fold(f64::INFINITY, f64::min);
    let times = sizes.map(|size| size / smallest);
    let spared = Spared::of(raw, rules);
    let times = (0..).zip(times);
    times
        .map(|(cell, times)| {
            let cost = options.cost_of(cell, times);
            if spared.holds(raw, cell) {
                SPARED * cost
            } else {
                cost
            }
        })
        .collect()
}

/// Which cells the rules want spared.
struct Spared {
    /// Per axis and code, whether the code is part of another.
    parts: Vec<Vec<bool>>,
    /// Per set, the axes along which its cells may be broken down.
    sets: Vec<Vec<bool>>,
}

impl Spared {
    fn of(raw: &RawTable, rules: &RuleSet) -> Self {
        let axes = raw.grid.axes();
        let sets = rules.spared.iter();
        let may = |set: &Vec<String>| axes.iter().map(|axis| set.contains(&axis.name)).collect();
        Self {
            parts: axes.iter().map(Axis::parts).collect(),
            sets: sets.map(may).collect(),
        }
    }

    /// Whether `cell` is broken down by no other dimensions than those of a set.
    fn holds(&self, raw: &RawTable, cell: CellId) -> bool {
        if self.sets.is_empty() || cell >= raw.grid.count() {
            return false;
        }
        let key = raw.grid.key(cell);
        self.sets.iter().any(|set| {
            let mut axes = key.iter().zip(&self.parts).zip(set);
            axes.all(|((code, parts), may)| *may || !parts[usize::from(*code)])
        })
    }
}
