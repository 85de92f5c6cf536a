//! What protection did to a table, for the officer: what was withheld and by which rule, how much
//! of each dimension and level, how far figures were moved, and which coarser table would lose
//! less. It holds numbers of cells and shares, no figure of a cell.

mod text;

pub use text::metadata;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    method::Method,
    protect::Options,
    recode::{self, Proposal},
    table::{ProtectedTable, State},
};

/// What part of something was withheld.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Loss {
    /// Cells that are not zero.
    pub cells: usize,
    /// Those of them that were withheld.
    pub suppressed: usize,
    /// The share of cells.
    pub share_of_cells: f64,
    /// The share of the sum of their figures.
    pub share_of_value: f64,
}

/// What was withheld of a dimension.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct DimensionLoss {
    /// By level, from the total (0) down.
    pub levels: Vec<Loss>,
    /// By code.
    pub codes: BTreeMap<String, Loss>,
}

/// How figures were moved.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Alteration {
    /// Cells whose figure is not the true one.
    pub cells: usize,
    /// Mean distance from the true figure, over all cells.
    pub mean_distance: f64,
    /// The farthest that any figure was moved.
    pub largest_distance: f64,
}

/// The report of one table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The method.
    pub method: Method,
    /// Number of cells.
    pub cells: usize,
    /// Number of suppressed cells by CONF_STATUS.
    pub by_status: BTreeMap<String, usize>,
    /// Cells suppressed by a rule.
    pub primary: usize,
    /// Cells suppressed to protect others.
    pub secondary: usize,
    /// What was withheld in all.
    pub loss: Loss,
    /// What was withheld of each dimension.
    pub by_dimension: BTreeMap<String, DimensionLoss>,
    /// How figures were moved, where the method does that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altered: Option<Alteration>,
    /// Coarser tables that would lose less, the best first; only where more was lost than
    /// `max_suppressed_share` and after [`Report::propose`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
}

impl Report {
    /// The report of a protected table, without proposals.
    #[must_use]
    pub(crate) fn of(table: &ProtectedTable) -> Self {
        let mut by_status: BTreeMap<String, usize> = BTreeMap::new();
        let axes = table.grid().axes();
        let levels: Vec<Vec<usize>> = axes.iter().map(recode::levels).collect();
        let mut all = Tally::default();
        let mut by_level: Vec<Vec<Tally>> = levels
            .iter()
            .map(|levels| vec![Tally::default(); levels.iter().max().map_or(0, |most| most + 1)])
            .collect();
        let mut by_code: Vec<Vec<Tally>> = axes
            .iter()
            .map(|axis| vec![Tally::default(); axis.codes.len()])
            .collect();
        for cell in 0..table.grid().count() {
            let state = table.state(cell);
            let suppressed = state != State::Published;
            if suppressed {
                *by_status.entry(state.conf_status().to_owned()).or_default() += 1;
            }
            let size = table.raw().cells[cell as usize].value.abs();
            if size == 0.0 {
                continue;
            }
            all.add(size, suppressed);
            for (axis, code) in table.grid().key(cell).iter().enumerate() {
                let code = usize::from(*code);
                by_level[axis][levels[axis][code]].add(size, suppressed);
                by_code[axis][code].add(size, suppressed);
            }
        }
        let by_dimension = axes.iter().zip(by_level.iter().zip(&by_code));
        let by_dimension = by_dimension.map(|(axis, (levels, codes))| {
            let codes = axis
                .codes
                .iter()
                .cloned()
                .zip(codes.iter().map(Tally::loss));
            let loss = DimensionLoss {
                levels: levels.iter().map(Tally::loss).collect(),
                codes: codes.collect(),
            };
            (axis.name.clone(), loss)
        });
        let secondary = by_status.get("D").copied().unwrap_or_default();
        Self {
            method: table.rules().method,
            cells: table.cells(),
            primary: by_status.values().sum::<usize>() - secondary,
            secondary,
            by_status,
            loss: all.loss(),
            by_dimension: by_dimension.collect(),
            altered: alteration(table),
            proposals: Vec::new(),
        }
    }

    /// Adds coarser tables, where more was lost than the rule allows.
    pub fn propose(&mut self, table: &ProtectedTable, options: &Options) {
        let most = table.rules().max_suppressed_share;
        if self.loss.share_of_cells > most || self.loss.share_of_value > most {
            self.proposals = recode::proposals(table, &self.loss, options);
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    cells: usize,
    suppressed: usize,
    value: f64,
    withheld: f64,
}

impl Tally {
    fn add(&mut self, size: f64, suppressed: bool) {
        self.cells += 1;
        self.value += size;
        if suppressed {
            self.suppressed += 1;
            self.withheld += size;
        }
    }

    fn loss(&self) -> Loss {
        Loss {
            cells: self.cells,
            suppressed: self.suppressed,
            share_of_cells: share(self.suppressed, self.cells),
            share_of_value: if self.value > 0.0 {
                self.withheld / self.value
            } else {
                0.0
            },
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share, not a count")]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn alteration(table: &ProtectedTable) -> Option<Alteration> {
    let figures = table.altered_figures()?;
    let truth = table.raw().cells.iter().take(table.cells());
    let distances = truth
        .zip(figures)
        .map(|(cell, figure)| (cell.value - figure).abs());
    let mut found = Alteration::default();
    let mut sum = 0.0;
    for distance in distances {
        found.cells += usize::from(distance > 0.0);
        found.largest_distance = distance.max(found.largest_distance);
        sum += distance;
    }
    found.mean_distance = sum * share(1, table.cells());
    Some(found)
}
