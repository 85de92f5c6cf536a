//! The equations of the hidden cells: what is left of each equation of each table, and of what
//! the tables share, once the published figures are put in.

use rustc_hash::FxHashMap;

use super::{Link, want::Want};
use crate::{
    geometry::CellId,
    table::{PublishedTable, State, bounds},
};

/// Lists of different lengths, one behind the other.
#[derive(Debug, Clone)]
pub(super) struct Ragged<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Ragged<T> {
    pub(super) fn new() -> Self {
        Self {
            starts: vec![0],
            items: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.starts.push(number(self.items.len()));
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn row(&self, at: usize) -> &[T] {
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin {
    Equation { table: u32, at: u32 },
    Link(u32),
}

/// The unknowns of all tables and the rows that bind them: `sum of sign · x = rest`.
pub(super) struct System<'a> {
    pub(super) tables: &'a [PublishedTable],
    pub(super) links: &'a [Link],
    /// Which cell of which table each unknown is.
    pub(super) cells: Vec<(u32, CellId)>,
    /// The terms of each row: unknown and sign.
    pub(super) terms: Ragged<(u32, i8)>,
    pub(super) rest: Vec<f64>,
    pub(super) origins: Vec<Origin>,
    /// The rows of each unknown.
    rows_of: Ragged<u32>,
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    /// Whether the figure is a whole number.
    pub(super) whole: Vec<bool>,
    pub(super) wants: Vec<Want>,
    /// The offices' figures, if those who have them attack.
    pub(super) truth: Option<Vec<f64>>,
    /// Groups of unknowns that one unit knows.
    pub(super) insiders: Vec<Vec<u32>>,
    /// Movements that an office offers as proof, unchecked.
    pub(super) offers: Vec<Vec<(u32, f64)>>,
}

/// The movements that offices offer, in terms of unknowns; those of published cells are none.
fn offers(tables: &[PublishedTable], numbering: &Numbering) -> Vec<Vec<(u32, f64)>> {
    let mut offers = Vec::new();
    for (table, local) in tables.iter().zip(&numbering.local) {
        for witness in table.office.iter().flat_map(|office| &office.witnesses) {
            let moved = witness.iter();
            let moved = moved.map(|(cell, by)| Some((*local.get(cell)?, *by)));
            offers.extend(moved.collect::<Option<Vec<_>>>());
        }
    }
    offers
}

/// Finds the unknown of a cell.
struct Numbering {
    local: Vec<FxHashMap<CellId, u32>>,
}

impl<'a> System<'a> {
    pub(super) fn of(tables: &'a [PublishedTable], links: &'a [Link]) -> Self {
        let mut cells = Vec::new();
        let mut numbering = Numbering { local: Vec::new() };
        for (at, table) in (0..).zip(tables) {
            let mut local = FxHashMap::default();
            for (cell, state) in (0..).zip(&table.states) {
                if *state != State::Published {
                    local.insert(cell, number(cells.len()));
                    cells.push((at, cell));
                }
            }
            numbering.local.push(local);
        }
        let mut system = Self::of_cells(tables, links, cells);
        for (table, seen) in (0..).zip(tables) {
            for at in 0..seen.equations.len() {
                let members = seen.equations.members(at);
                let members = members.iter().map(|cell| (table, *cell));
                let at = number(at);
                system.push_row(&numbering, members, Origin::Equation { table, at });
            }
        }
        for (at, link) in (0..).zip(links) {
            let members = std::iter::once(&link.sum).chain(&link.parts);
            let members = members.map(|(table, cell)| (number(*table), *cell));
            system.push_row(&numbering, members, Origin::Link(at));
        }
        system.rows_of = transposed(&system.terms, system.cells.len());
        system.insiders = system.groups(&numbering);
        system.offers = offers(tables, &numbering);
        system
    }

    fn of_cells(
        tables: &'a [PublishedTable],
        links: &'a [Link],
        cells: Vec<(u32, CellId)>,
    ) -> Self {
        let of = |(table, cell): &(u32, CellId)| (&tables[*table as usize], *cell);
        let limits = |at: &(u32, CellId)| {
            let (table, cell) = of(at);
            bounds(&table.rules, table.states[cell as usize])
        };
        // A figure that may be negative has no bound; one far below all others is none either, and
        // leaves the region of what is possible with an inside to stand in.
        let far: Vec<f64> = tables.iter().map(far_below).collect();
        let truth = |at: &(u32, CellId)| {
            let (table, cell) = of(at);
            Some(table.office.as_ref()?.truth[cell as usize])
        };
        Self {
            tables,
            links,
            terms: Ragged::new(),
            rest: Vec::new(),
            origins: Vec::new(),
            rows_of: Ragged::new(),
            lower: cells
                .iter()
                .map(|at| limits(at).0.max(-far[at.0 as usize]))
                .collect(),
            upper: cells.iter().map(|at| limits(at).1).collect(),
            whole: cells.iter().map(|at| of(at).0.rules.counts()).collect(),
            wants: cells
                .iter()
                .map(|at| Want::of(of(at).0, of(at).1))
                .collect(),
            truth: cells.iter().map(truth).collect(),
            insiders: Vec::new(),
            offers: Vec::new(),
            cells,
        }
    }

    /// Adds the row of a sum and its parts, unless nothing in it is hidden.
    fn push_row(
        &mut self,
        numbering: &Numbering,
        members: impl Iterator<Item = (u32, CellId)>,
        origin: Origin,
    ) {
        let mut rest = 0.0;
        let mut terms = Vec::new();
        for (place, (table, cell)) in members.enumerate() {
            let sign: i8 = if place == 0 { -1 } else { 1 };
            match numbering.local[table as usize].get(&cell) {
                Some(unknown) => terms.push((*unknown, sign)),
                None => rest -= f64::from(sign) * self.tables[table as usize].values[cell as usize],
            }
        }
        if !terms.is_empty() {
            self.terms.push(terms);
            self.rest.push(rest);
            self.origins.push(origin);
        }
    }

    /// Who is alone: what the office says, and for a reader the cells marked as one unit's; a sum
    /// and its part that both have one unit have the same one.
    fn groups(&self, numbering: &Numbering) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for (table, seen) in self.tables.iter().enumerate() {
            let local = &numbering.local[table];
            let Some(office) = &seen.office else {
                continue;
            };
            let known = office.insiders.iter().map(|group| {
                let known = group.iter().filter_map(|cell| local.get(cell).copied());
                known.collect::<Vec<u32>>()
            });
            groups.extend(known.filter(|group| !group.is_empty()));
        }
        groups.extend(self.marked_groups());
        groups
    }

    fn marked_groups(&self) -> Vec<Vec<u32>> {
        let is_one = |unknown: u32| {
            let (table, cell) = self.cells[unknown as usize];
            let table = &self.tables[table as usize];
            table.office.is_none() && table.states[cell as usize] == State::One
        };
        let mut leader: Vec<u32> = (0..number(self.cells.len())).collect();
        for row in 0..self.terms.len() {
            let ones = self.terms.row(row).iter().filter(|term| is_one(term.0));
            let (sums, parts): (Vec<_>, Vec<_>) = ones.partition(|term| term.1 < 0);
            for (sum, _) in &sums {
                for (part, _) in &parts {
                    let (a, b) = (lead(&leader, *sum), lead(&leader, *part));
                    leader[a.max(b) as usize] = a.min(b);
                }
            }
        }
        let mut groups: std::collections::BTreeMap<u32, Vec<u32>> =
            std::collections::BTreeMap::new();
        for unknown in (0..number(self.cells.len())).filter(|unknown| is_one(*unknown)) {
            groups
                .entry(lead(&leader, unknown))
                .or_default()
                .push(unknown);
        }
        groups.into_values().collect()
    }

    /// Whether the unknown is a cell of a table, not a remainder.
    pub(super) fn is_sent(&self, unknown: usize) -> bool {
        let (table, cell) = self.cells[unknown];
        cell < self.tables[table as usize].grid.count()
    }

    pub(super) fn rows_of(&self, unknown: usize) -> impl Iterator<Item = usize> {
        self.rows_of.row(unknown).iter().map(|row| *row as usize)
    }
}

fn lead(leader: &[u32], mut at: u32) -> u32 {
    while leader[at as usize] != at {
        at = leader[at as usize];
    }
    at
}

/// The rows in which each column stands.
fn transposed(terms: &Ragged<(u32, i8)>, columns: usize) -> Ragged<u32> {
    let mut starts = vec![0u32; columns + 1];
    for (column, _) in &terms.items {
        starts[*column as usize + 1] += 1;
    }
    for at in 0..columns {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut items = vec![0u32; terms.items.len()];
    for row in 0..terms.len() {
        for (column, _) in terms.row(row) {
            let place = &mut next[*column as usize];
            items[*place as usize] = number(row);
            *place += 1;
        }
    }
    Ragged { starts, items }
}

/// A position as it is stored; a table has fewer than 2³¹ cells.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The office knows the hidden figures too: no bound may lie above one of them.
fn far_below(table: &PublishedTable) -> f64 {
    let hidden = table.office.iter().flat_map(|office| &office.truth);
    let sizes = table.values.iter().chain(hidden).map(|value| value.abs());
    100.0 * (1.0 + sizes.filter(|size| size.is_finite()).fold(0.0, f64::max))
}
