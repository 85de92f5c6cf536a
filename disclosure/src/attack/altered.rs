//! Tables whose figures were altered: there is nothing hidden to recompute. What can be checked is
//! that the figures are such as the stated method makes, for others may be the true ones.

use super::{Attack, Disclosure, NamedEquation, Recovered};
use crate::{geometry::CellId, method::Method, table::PublishedTable};

/// Sums with several parts, all exact, from which on a table cannot have been perturbed: with any
/// noise that the rules allow, fewer than one in a billion tables would look so.
const EXACT_SUMS: usize = 40;

/// The figures that the stated method does not make.
pub(super) fn check(table: &PublishedTable) -> Attack {
    let mut found = Attack {
        cells: table.grid.len(),
        suppressed: table.suppressed(),
        ..Attack::default()
    };
    for cell in 0..table.grid.count() {
        if !is_made(table, table.values[cell as usize]) {
            found.recovered.push(named(table, cell, None));
        }
    }
    match table.rules.method {
        Method::CellKey => found.recovered.extend(not_perturbed(table)),
        Method::IndependentRounding => {}
        _ => found.recovered.extend(not_additive(table)),
    }
    found.recovered.sort_by_key(|recovered| recovered.cell);
    found.recovered.dedup_by_key(|recovered| recovered.cell);
    found
}

/// Whether the method makes such a figure.
fn is_made(table: &PublishedTable, figure: f64) -> bool {
    let rules = &table.rules;
    let base = f64::from(rules.rounding_base());
    match rules.method {
        Method::Suppression => true,
        Method::IndependentRounding => base > 0.0 && (figure.is_nan() || figure % base == 0.0),
        Method::Rounding => base > 0.0 && figure % base == 0.0,
        Method::SmallCountRounding => figure.fract() == 0.0 && (figure == 0.0 || figure >= base),
        Method::CellKey => {
            let forbidden = figure > 0.0 && figure <= f64::from(rules.noise.forbidden);
            figure.fract() == 0.0 && !forbidden
        }
    }
}

/// Sums that differ from their parts.
fn not_additive(table: &PublishedTable) -> Vec<Recovered> {
    let mut found = Vec::new();
    for (at, sum, parts) in sums(table) {
        if parts.iter().any(|part| *part >= table.grid.count()) {
            continue;
        }
        let value = |cell: &CellId| table.values[*cell as usize];
        let all: f64 = parts.iter().map(value).sum();
        if (all - value(&sum)).abs() > 1e-6 {
            found.push(named(table, sum, Some(at)));
        }
    }
    found
}

/// Small figures of a table in which every sum is exact: it was not perturbed.
fn not_perturbed(table: &PublishedTable) -> Vec<Recovered> {
    let value = |cell: &CellId| table.values[*cell as usize];
    let mut exact = 0;
    for (_, sum, parts) in sums(table) {
        let whole = parts.iter().all(|part| *part < table.grid.count());
        // One part with figures is made of the same records as the sum, and is moved with it.
        if !whole || parts.iter().filter(|part| value(part) != 0.0).count() < 2 {
            continue;
        }
        if parts.iter().map(value).sum::<f64>() != value(&sum) {
            return Vec::new();
        }
        exact += 1;
    }
    if exact < EXACT_SUMS {
        return Vec::new();
    }
    let threshold = f64::from(table.rules.minimum_frequency);
    (0..table.grid.count())
        .filter(|cell| value(cell) > 0.0 && value(cell) < threshold)
        .map(|cell| named(table, cell, None))
        .collect()
}

fn sums(table: &PublishedTable) -> impl Iterator<Item = (usize, CellId, &[CellId])> {
    (0..table.equations.len()).map(|at| {
        let members = table.equations.members(at);
        (at, members[0], &members[1..])
    })
}

fn named(table: &PublishedTable, cell: CellId, through: Option<usize>) -> Recovered {
    let codes = |cell: CellId| {
        let codes = table.grid.codes(cell);
        codes
            .map(|(name, code)| (name.to_owned(), code.to_owned()))
            .collect::<Vec<_>>()
    };
    let equations = through.iter().map(|at| NamedEquation {
        sum: codes(cell),
        along: table.grid.axes()[table.equations.axis(*at)].name.clone(),
    });
    Recovered {
        cell,
        codes: codes(cell),
        kind: Disclosure::Unaltered,
        equations: equations.collect(),
    }
}
