//! The answer: cells by their codes and the equations that give them away, never a figure.

use super::{
    Attack, NamedEquation, Recovered,
    exact::Verdict,
    system::{Origin, System},
};
use crate::{geometry::CellId, table::PublishedTable};

pub(super) struct Answer<'a> {
    system: &'a System<'a>,
    found: Vec<Attack>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let empty = |table: &PublishedTable| Attack {
            cells: table.grid.len(),
            suppressed: table.suppressed(),
            ..Attack::default()
        };
        Self {
            found: system.tables.iter().map(empty).collect(),
            system,
        }
    }

    /// Whether a remainder that follows from published figures is a count below the threshold.
    pub(super) fn is_small_remainder(&self, unknown: usize, figure: f64) -> bool {
        let rules = &self.system.tables[self.system.cells[unknown].0 as usize].rules;
        let threshold = f64::from(rules.minimum_frequency);
        let small = figure > 0.5 && figure < threshold - 0.5;
        !self.system.is_sent(unknown) && rules.counts() && small
    }

    pub(super) fn add(&mut self, unknown: usize, verdict: Verdict) {
        let (table, cell) = self.system.cells[unknown];
        let seen = &self.system.tables[table as usize];
        let (kind, rows) = match verdict {
            Verdict::Undecided => {
                self.found[table as usize].undecided.push(cell);
                return;
            }
            Verdict::Given(kind, rows) => (kind, rows),
        };
        let cell = self.shown(unknown);
        let equations = rows.iter().map(|row| self.equation(*row)).collect();
        self.found[table as usize].recovered.push(Recovered {
            cell,
            codes: codes(seen, cell),
            kind,
            equations,
        });
    }

    /// The cell itself; for a remainder, which has no codes of its own, the sum that it completes.
    fn shown(&self, unknown: usize) -> CellId {
        let (table, cell) = self.system.cells[unknown];
        if self.system.is_sent(unknown) {
            return cell;
        }
        let sums = self
            .system
            .rows_of(unknown)
            .filter_map(|row| match self.system.origins[row] {
                Origin::Equation { at, .. } => Some(
                    self.system.tables[table as usize]
                        .equations
                        .members(at as usize)[0],
                ),
                Origin::Link(_) => None,
            });
        sums.min().unwrap_or(cell)
    }

    fn equation(&self, row: u32) -> NamedEquation {
        match self.system.origins[row as usize] {
            Origin::Equation { table, at } => {
                let table = &self.system.tables[table as usize];
                NamedEquation {
                    sum: codes(table, table.equations.members(at as usize)[0]),
                    along: table.grid.axes()[table.equations.axis(at as usize)]
                        .name
                        .clone(),
                }
            }
            Origin::Link(at) => {
                let link = &self.system.links[at as usize];
                NamedEquation {
                    sum: codes(&self.system.tables[link.sum.0], link.sum.1),
                    along: link.along.clone(),
                }
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Attack> {
        for found in &mut self.found {
            found
                .recovered
                .sort_by_key(|recovered| (recovered.cell, recovered.kind));
            found.undecided.sort_unstable();
        }
        self.found
    }
}

fn codes(table: &PublishedTable, cell: CellId) -> Vec<(String, String)> {
    let codes = table.grid.codes(cell);
    codes
        .map(|(name, code)| (name.to_owned(), code.to_owned()))
        .collect()
}
