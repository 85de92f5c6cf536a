//! The methods that withhold nothing and alter figures instead. They answer one rule, the minimum
//! frequency of counts; a table in which another one strikes is refused.

use super::{ProtectError, primary};
use crate::{
    cell_key::PTable,
    geometry::CellId,
    method::{Method, MethodError},
    rounding,
    rule::RuleSet,
    table::{ProtectedTable, PublishedTable, RawTable, State},
};

/// The table with altered figures.
pub(super) fn alter(raw: RawTable, mut rules: RuleSet) -> Result<ProtectedTable, ProtectError> {
    fits(&raw, &rules)?;
    if rules.method == Method::CellKey {
        return perturb(raw, rules);
    }
    let truth: Vec<f64> = raw.cells.iter().map(|cell| cell.value).collect();
    let (base, threshold) = (rules.rounding_base(), rules.minimum_frequency);
    if base < threshold || base == 0 {
        return Err(MethodError::Base { base, threshold }.into());
    }
    let rounded = match rules.method {
        Method::SmallCountRounding => rounding::small_counts(&truth, &raw.equations, base)?,
        _ => rounding::controlled(&truth, &raw.equations, base, rules.reach)?,
    };
    rules.reach = rounded.reach;
    Ok(ProtectedTable::altered(raw, rounded.figures, rules))
}

/// The table with noise that the keys of the records decide; it does not add up any more.
fn perturb(raw: RawTable, rules: RuleSet) -> Result<ProtectedTable, ProtectError> {
    if !raw.has_keys {
        return Err(MethodError::NoRecordKeys.into());
    }
    let table = PTable::of(rules.noise);
    let cells = raw.cells.iter();
    let figures = cells.map(|cell| table.perturbed(cell.value, cell.key));
    let figures = figures.collect();
    Ok(ProtectedTable::altered(raw, figures, rules))
}

/// Refuses figures that are no counts, and cells that other rules strike.
fn fits(raw: &RawTable, rules: &RuleSet) -> Result<(), MethodError> {
    let (states, _) = primary::primary(raw, rules);
    let least = match rules.method {
        Method::CellKey => rules.minimum_frequency,
        _ => rules.rounding_base(),
    };
    let small = rules.counts() && rules.minimum_value <= f64::from(least);
    let answered = |state: State| !state.is_primary() || (state == State::Small && small);
    let count = states.iter().filter(|state| !answered(**state)).count();
    if count > 0 {
        let method = rules.method.name();
        return Err(MethodError::Unfit { method, count });
    }
    let whole = |cell: &CellId| {
        let figure = raw.cells[*cell as usize].value;
        figure.fract() == 0.0 && figure >= 0.0
    };
    match (0..raw.grid.count()).find(|cell| !whole(cell)) {
        Some(cell) => Err(MethodError::NotWhole(raw.grid.label(cell))),
        None => Ok(()),
    }
}

/// What is sent in place of the true figures, in a table as it is read.
pub(super) fn show(table: &ProtectedTable, mut seen: PublishedTable) -> PublishedTable {
    if let Some(figures) = table.altered_figures() {
        let sent = seen.grid.len();
        seen.values[..sent].copy_from_slice(&figures[..sent]);
    }
    seen
}
