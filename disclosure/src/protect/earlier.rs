//! What earlier releases of the same table told. A cell that was hidden stays hidden, or the two
//! releases together give it away; a cell that was shown is known and hides nothing.

use rustc_hash::FxHashMap;
use schemas::observation::{Observations, Row};

use crate::{geometry::CellId, table::RawTable};

/// The cells of a table by what earlier releases told of them, each list in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    shown: Vec<CellId>,
    hidden: Vec<CellId>,
}

/// A published figure is the same when it differs by no more than this share.
const SAME: f64 = 1e-9;

impl Earlier {
    /// The cells of which `told` knows whether they were hidden.
    pub fn of(raw: &RawTable, told: impl Fn(&[u16]) -> Option<bool>) -> Self {
        let mut earlier = Self::default();
        for cell in 0..raw.grid.count() {
            match told(raw.grid.key(cell)) {
                Some(true) => earlier.hidden.push(cell),
                Some(false) => earlier.shown.push(cell),
                None => {}
            }
        }
        earlier
    }

    /// The same of the observations of an earlier submission. A published figure that has
    /// changed since is no longer known.
    #[must_use]
    pub fn of_observations(raw: &RawTable, observations: &Observations) -> Self {
        let constants = ["FREQ", "REF_AREA", "MEASURE", "TIME_PERIOD"];
        let same_table = |row: &Row| {
            constants.iter().all(|name| {
                let own = raw.context.constants.get(*name).map(String::as_str);
                own.is_none() || own == observations.get(*row, name)
            })
        };
        let names: Vec<&str> = raw
            .grid
            .axes()
            .iter()
            .map(|axis| axis.name.as_str())
            .collect();
        let codes = |row: &Row| {
            let codes = names.iter().map(|name| observations.get(*row, name));
            codes.map(|code| code.unwrap_or("_T")).collect::<Vec<_>>()
        };
        let rows: FxHashMap<Vec<&str>, Row> = (0..observations.len())
            .filter(same_table)
            .map(|row| (codes(&row), row))
            .collect();
        let mut earlier = Self::default();
        for (cell, known) in (0..raw.grid.count()).zip(&raw.cells) {
            let key: Vec<&str> = raw.grid.codes(cell).map(|(_, code)| code).collect();
            match rows.get(&key).map(|row| observations.value(*row)) {
                Some(None) => earlier.hidden.push(cell),
                Some(Some(value)) if (value - known.value).abs() <= SAME * (1.0 + value.abs()) => {
                    earlier.shown.push(cell);
                }
                _ => {}
            }
        }
        earlier
    }

    /// Adds what another release told: who was shown once is known.
    pub fn join(&mut self, other: Self) {
        self.shown.extend(other.shown);
        self.hidden.extend(other.hidden);
        for cells in [&mut self.shown, &mut self.hidden] {
            cells.sort_unstable();
            cells.dedup();
        }
        let shown = &self.shown;
        self.hidden
            .retain(|cell| shown.binary_search(cell).is_err());
    }

    pub(super) fn shown(&self) -> &[CellId] {
        &self.shown
    }

    pub(super) fn hidden(&self) -> &[CellId] {
        &self.hidden
    }

    pub(super) fn hid(&self, cell: CellId) -> bool {
        self.hidden.binary_search(&cell).is_ok()
    }
}
