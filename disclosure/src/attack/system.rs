//! The equations of the hidden cells: what is left of each equation once the published figures
//! are put in, and what follows from one equation alone.

use rustc_hash::FxHashMap;

use crate::{
    geometry::CellId,
    table::{Need, PublishedTable, State, bounds},
};

/// What must be true of a hidden cell's interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Want {
    /// Nothing: a hidden remainder that need not be protected.
    Nothing,
    /// Its figure must not follow.
    Distinct,
    /// At least this many whole numbers beyond the first.
    Whole(f64),
    /// The upper end at least this many times the lower one.
    Ratio(f64),
    /// What the office asks for a cell whose figure it knows.
    Around(Need),
    /// The same in whole numbers.
    WholeAround(Need),
}

/// One equation over hidden cells: `terms · x = rest`.
pub(super) struct RowOfUnknowns {
    pub(super) equation: usize,
    pub(super) terms: Vec<(usize, f64)>,
    pub(super) rest: f64,
}

pub(super) struct System {
    /// The hidden cells.
    pub(super) cells: Vec<CellId>,
    pub(super) rows: Vec<RowOfUnknowns>,
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    pub(super) wants: Vec<Want>,
    /// The office's figures, if the office attacks.
    pub(super) truth: Option<Vec<f64>>,
    /// Groups of hidden cells that one unit knows.
    pub(super) insiders: Vec<Vec<usize>>,
    /// Figures that follow from propagation.
    pub(super) known: Vec<Option<f64>>,
    sent: CellId,
    rows_of: Vec<Vec<u32>>,
}

impl System {
    pub(super) fn of(table: &PublishedTable) -> Self {
        let is_hidden = |cell: CellId| table.states[cell as usize] != State::Published;
        let mut local: FxHashMap<CellId, usize> = FxHashMap::default();
        let mut cells = Vec::new();
        for (cell, state) in (0..).zip(&table.states) {
            if *state != State::Published {
                local.insert(cell, cells.len());
                cells.push(cell);
            }
        }
        let mut rows_of = vec![Vec::new(); cells.len()];
        let mut rows = Vec::new();
        for equation in 0..table.equations.len() {
            let members = table.equations.members(equation);
            if !members.iter().any(|cell| is_hidden(*cell)) {
                continue;
            }
            let mut row = RowOfUnknowns {
                equation,
                terms: Vec::new(),
                rest: 0.0,
            };
            for (at, cell) in members.iter().enumerate() {
                let sign = if at == 0 { -1.0 } else { 1.0 };
                match local.get(cell) {
                    Some(unknown) => row.terms.push((*unknown, sign)),
                    None => row.rest -= sign * table.values[*cell as usize],
                }
            }
            let at = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            for (unknown, _) in &row.terms {
                rows_of[*unknown].push(at);
            }
            rows.push(row);
        }
        let office = table.office.as_ref();
        let limits = |cell: &CellId| bounds(&table.rules, table.states[*cell as usize]);
        let insiders = office.map_or(&[][..], |office| &office.insiders);
        Self {
            lower: cells.iter().map(|cell| limits(cell).0).collect(),
            upper: cells.iter().map(|cell| limits(cell).1).collect(),
            wants: cells.iter().map(|cell| want(table, *cell)).collect(),
            truth: office.map(|office| {
                cells
                    .iter()
                    .map(|cell| office.truth[*cell as usize])
                    .collect()
            }),
            insiders: insiders
                .iter()
                .map(|group| {
                    group
                        .iter()
                        .filter_map(|cell| local.get(cell).copied())
                        .collect()
                })
                .collect(),
            known: vec![None; cells.len()],
            sent: table.grid.count(),
            cells,
            rows,
            rows_of,
        }
    }

    /// Whether the unknown is a cell of the table, not a remainder.
    pub(super) fn is_sent(&self, unknown: usize) -> bool {
        self.cells[unknown] < self.sent
    }

    pub(super) fn rows_of(&self, unknown: usize) -> impl Iterator<Item = usize> {
        self.rows_of[unknown].iter().map(|row| *row as usize)
    }

    /// Solves equations with one unknown until there is none; the cells found and the equations
    /// that led to each.
    pub(super) fn propagate(&mut self) -> Vec<(usize, Vec<usize>)> {
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut queue: Vec<usize> = (0..self.rows.len()).collect();
        while let Some(at) = queue.pop() {
            let row = &self.rows[at];
            let mut rest = row.rest;
            let mut open = None;
            let mut several = false;
            for (unknown, sign) in &row.terms {
                match self.known[*unknown] {
                    Some(value) => rest -= sign * value,
                    None if open.is_none() => open = Some((*unknown, *sign)),
                    None => several = true,
                }
            }
            let (Some((unknown, sign)), false) = (open, several) else {
                continue;
            };
            self.known[unknown] = Some(rest * sign);
            let mut through = vec![row.equation];
            for (other, _) in row.terms.iter().filter(|(other, _)| *other != unknown) {
                through.extend(
                    found
                        .iter()
                        .find(|(known, _)| known == other)
                        .iter()
                        .flat_map(|(_, t)| t),
                );
            }
            through.dedup();
            through.truncate(MOST_NAMED);
            found.push((unknown, through));
            queue.extend(self.rows_of[unknown].iter().map(|row| *row as usize));
        }
        found
    }

    /// The connected parts of what propagation left.
    pub(super) fn parts(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.cells.len()];
        let mut row_seen = vec![false; self.rows.len()];
        let mut parts = Vec::new();
        for start in 0..self.cells.len() {
            if seen[start] || self.known[start].is_some() {
                continue;
            }
            seen[start] = true;
            let mut part = vec![start];
            let mut at = 0;
            while at < part.len() {
                for row in self.rows_of(part[at]) {
                    if std::mem::replace(&mut row_seen[row], true) {
                        continue;
                    }
                    for (next, _) in &self.rows[row].terms {
                        if self.known[*next].is_none() && !std::mem::replace(&mut seen[*next], true)
                        {
                            part.push(*next);
                        }
                    }
                }
                at += 1;
            }
            parts.push(part);
        }
        parts
    }

    /// What is left of a row once the known figures are put in.
    pub(super) fn rest(&self, row: usize) -> f64 {
        let row = &self.rows[row];
        let known = row
            .terms
            .iter()
            .filter_map(|(at, sign)| Some(sign * self.known[*at]?));
        row.rest - known.sum::<f64>()
    }
}

/// So many equations are named for a cell.
const MOST_NAMED: usize = 8;

fn want(table: &PublishedTable, cell: CellId) -> Want {
    let state = table.states[cell as usize];
    let rules = &table.rules;
    if let Some(office) = &table.office {
        return match office.needs[cell as usize] {
            Some(need) if rules.counts() => Want::WholeAround(need),
            Some(need) => Want::Around(need),
            None if state == State::Hidden => Want::Nothing,
            None => Want::Distinct,
        };
    }
    match state {
        State::Published | State::Hidden => Want::Nothing,
        State::Secondary => Want::Distinct,
        State::Small | State::Other if rules.counts() => Want::Whole(rules.whole_slide()),
        _ if rules.protection > 0.0 => Want::Ratio(rules.ratio()),
        _ => Want::Distinct,
    }
}
