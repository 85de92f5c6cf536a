//! Rules that ask where a cell stands rather than what is in it: subdivisions too small for a
//! cross table, and cells in which nobody can be.

use super::primary::frequency;
use crate::{
    geometry::{Axis, CellId, SUBDIVISION},
    rule::RuleSet,
    table::RawTable,
};

/// The subdivisions that have fewer persons than the rule asks for.
#[derive(Default)]
pub(super) struct SmallAreas {
    /// The place of the subdivisions among the axes, and whether each of its codes is small.
    small: Option<(usize, Vec<bool>)>,
    /// Per axis and code, whether the code is part of another.
    parts: Vec<Vec<bool>>,
}

impl SmallAreas {
    pub(super) fn of(raw: &RawTable, rules: &RuleSet) -> Self {
        let axes = raw.grid.axes();
        let place = axes.iter().position(|axis| axis.name == SUBDIVISION);
        let Some(place) = place.filter(|_| rules.small_area > 0) else {
            return Self::default();
        };
        let parts: Vec<Vec<bool>> = axes.iter().map(Axis::parts).collect();
        // The largest cell of a subdivision is the one of all its persons.
        let mut persons = vec![0.0f64; axes[place].codes.len()];
        for (cell, known) in (0..raw.grid.count()).zip(&raw.cells) {
            let code = usize::from(raw.grid.key(cell)[place]);
            persons[code] = persons[code].max(frequency(known, rules));
        }
        let least = f64::from(rules.small_area);
        let small = persons
            .iter()
            .zip(&parts[place])
            .map(|(persons, part)| *part && *persons > 0.0 && *persons < least)
            .collect();
        Self {
            small: Some((place, small)),
            parts,
        }
    }

    /// Whether `cell` breaks a small subdivision down by something else.
    pub(super) fn crossed(&self, raw: &RawTable, cell: CellId) -> bool {
        let Some((place, small)) = &self.small else {
            return false;
        };
        if cell >= raw.grid.count() {
            return false;
        }
        let key = raw.grid.key(cell);
        let mut others = key.iter().zip(&self.parts).enumerate();
        small[usize::from(key[*place])]
            && others.any(|(at, (code, parts))| at != *place && parts[usize::from(*code)])
    }
}

/// The figures below which a cell is suppressed, by subdivision.
pub(super) struct Least {
    everywhere: f64,
    /// The place of the subdivisions among the axes, and the figure of each of its codes.
    by_area: Option<(usize, Vec<f64>)>,
}

impl Least {
    pub(super) fn of(raw: &RawTable, rules: &RuleSet) -> Self {
        let axes = raw.grid.axes();
        let place = axes.iter().position(|axis| axis.name == SUBDIVISION);
        let place = place.filter(|_| !rules.minimum_value_at.is_empty());
        Self {
            everywhere: rules.minimum_value,
            by_area: place.map(|place| {
                let codes = axes[place].codes.iter();
                (place, codes.map(|code| rules.least_at(code)).collect())
            }),
        }
    }

    pub(super) fn of_cell(&self, raw: &RawTable, cell: CellId) -> f64 {
        match &self.by_area {
            Some((place, figures)) if cell < raw.grid.count() => {
                figures[usize::from(raw.grid.key(cell)[*place])]
            }
            _ => self.everywhere,
        }
    }
}

/// The cells in which nobody can be.
pub(super) struct Impossible {
    /// Per rule: axes, and for each code of the axis whether the rule speaks of it.
    rules: Vec<Vec<(usize, Vec<bool>)>>,
}

impl Impossible {
    pub(super) fn of(raw: &RawTable, rules: &RuleSet) -> Self {
        let axes = raw.grid.axes();
        let of_code = |(dimension, code): (&String, &String)| {
            let at = axes.iter().position(|axis| axis.name == *dimension)?;
            Some((at, axes[at].below(code)))
        };
        let found = rules
            .structural_zeros
            .iter()
            .filter_map(|codes| codes.iter().map(of_code).collect());
        Self {
            rules: found.collect(),
        }
    }

    pub(super) fn holds(&self, raw: &RawTable, cell: CellId) -> bool {
        if cell >= raw.grid.count() {
            return false;
        }
        let key = raw.grid.key(cell);
        let spoken_of = |(at, codes): &(usize, Vec<bool>)| codes[usize::from(key[*at])];
        let ruled =
            |codes: &Vec<(usize, Vec<bool>)>| !codes.is_empty() && codes.iter().all(spoken_of);
        raw.structural.get(cell as usize).copied().unwrap_or(false) || self.rules.iter().any(ruled)
    }
}
