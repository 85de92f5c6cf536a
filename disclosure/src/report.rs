//! What was removed, for the officer: by which rule, and how much of each dimension.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::table::{ProtectedTable, State};

/// The report of one table. It holds numbers of cells and shares, no figure of a suppressed cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Number of cells.
    pub cells: usize,
    /// Number of suppressed cells by CONF_STATUS.
    pub by_status: BTreeMap<String, usize>,
    /// Cells suppressed by a rule.
    pub primary: usize,
    /// Cells suppressed to protect others.
    pub secondary: usize,
    /// Per dimension and code, the share of its non-zero cells that was suppressed.
    pub share_by_dimension: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Report {
    /// The report of a protected table.
    #[must_use]
    pub(crate) fn of(table: &ProtectedTable) -> Self {
        let mut by_status: BTreeMap<String, usize> = BTreeMap::new();
        let mut counts: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
        for cell in 0..table.grid().count() {
            let state = table.state(cell);
            let suppressed = state != State::Published;
            if suppressed {
                *by_status.entry(state.conf_status().to_owned()).or_default() += 1;
            }
            if table.value(cell) == Some(0.0) {
                continue;
            }
            for (name, code) in table.grid().codes(cell) {
                let count = counts
                    .entry((name.to_owned(), code.to_owned()))
                    .or_default();
                count.0 += u32::from(suppressed);
                count.1 += 1;
            }
        }
        let mut share_by_dimension: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
        for ((name, code), (suppressed, all)) in counts {
            let share = f64::from(suppressed) / f64::from(all);
            share_by_dimension
                .entry(name)
                .or_default()
                .insert(code, share);
        }
        let secondary = by_status.get("D").copied().unwrap_or_default();
        Self {
            cells: table.cells(),
            primary: by_status.values().sum::<usize>() - secondary,
            secondary,
            by_status,
            share_by_dimension,
        }
    }
}
