//! What the rules suppress, how much each such cell needs, and who is alone in a cell.

use std::collections::BTreeMap;

use super::{
    Earlier, ProtectError,
    scope::{Impossible, Least, SmallAreas},
};
use crate::{
    geometry::{CellId, SUBDIVISION},
    rule::{FrequencyOf, Levels, RuleSet, Struck, Zeros},
    table::{Need, RawCell, RawTable, State, bounds},
};

/// What secondary suppression keeps small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cost {
    /// The sum of the suppressed figures.
    Value,
    /// The number of suppressed cells.
    Cells,
    /// Something of both.
    #[default]
    Mixed,
}

/// Options of protection.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is kept small.
    pub cost: Cost,
    /// Whether units that are alone in a cell are kept from learning of others.
    pub insiders: bool,
    /// What is known from earlier releases.
    pub earlier: Earlier,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cost: Cost::default(),
            insiders: true,
            earlier: Earlier::default(),
        }
    }
}

/// Refuses figures that no rule can judge, sums that are none, and what may not leave at all.
pub(super) fn check(raw: &RawTable, rules: &RuleSet) -> Result<(), ProtectError> {
    let frequency = raw.context.constants.get("FREQ");
    if rules.annual_only && frequency.is_some_and(|code| code != "A") {
        return Err(ProtectError::NotAnnual);
    }
    check_figures(raw, rules)?;
    for at in 0..raw.equations.len() {
        let members = raw.equations.members(at);
        let value = |cell: &CellId| raw.cells[*cell as usize].value;
        let parts: f64 = members[1..].iter().map(value).sum();
        let size: f64 = members[1..].iter().map(|cell| value(cell).abs()).sum();
        // A hidden remainder is what its sum leaves: it is negative where the parts exceed it.
        let exceeded = members[1..].iter().any(|cell| value(cell) < 0.0);
        let differs = (parts - value(&members[0])).abs() > 1e-6 * (1.0 + size);
        if differs || (exceeded && !rules.negative_values) {
            return Err(ProtectError::NotAdditive {
                cell: raw.grid.label(members[0]),
                equation: raw.grid.spelled(&raw.equations, at),
            });
        }
    }
    Ok(())
}

fn check_figures(raw: &RawTable, rules: &RuleSet) -> Result<(), ProtectError> {
    let axes = raw.grid.axes();
    let place = axes.iter().position(|axis| axis.name == SUBDIVISION);
    let below = place.filter(|_| rules.national_only);
    let below = below.map(|place| (place, axes[place].parts()));
    for (cell, known) in (0..raw.grid.count()).zip(&raw.cells) {
        let label = || raw.grid.label(cell);
        if !known.value.is_finite() {
            return Err(ProtectError::BadFigure(label()));
        }
        if known.value < 0.0 && !rules.negative_values {
            return Err(ProtectError::NegativeFigure(label()));
        }
        if let Some((place, parts)) = &below
            && parts[usize::from(raw.grid.key(cell)[*place])]
        {
            return Err(ProtectError::BelowNation(label()));
        }
    }
    Ok(())
}

/// The state of each cell and remainder by the rules, and what the sensitive ones need.
pub(super) fn primary(raw: &RawTable, rules: &RuleSet) -> (Vec<State>, Vec<Option<Need>>) {
    let (small_areas, impossible) = (SmallAreas::of(raw, rules), Impossible::of(raw, rules));
    let least = Least::of(raw, rules);
    let mut states = Vec::with_capacity(raw.cells.len());
    let mut needs = Vec::with_capacity(raw.cells.len());
    for (cell, known) in (0..).zip(&raw.cells) {
        let judged = if !raw.given.is_empty() {
            let given = raw.given.get(cell as usize).copied().flatten();
            given.map(|need| (State::Other, need))
        } else if known.is_empty() && impossible.holds(raw, cell) {
            None
        } else if small_areas.crossed(raw, cell) {
            Some((State::Withheld, need(known, rules, State::Withheld, 0.0)))
        } else {
            judge(known, rules, least.of_cell(raw, cell), raw.has_holders)
        };
        states.push(match judged {
            _ if cell >= raw.grid.count() => State::Hidden,
            Some((state, _)) => state,
            None => State::Published,
        });
        needs.push(judged.map(|(_, need)| need));
    }
    (states, needs)
}

/// The first rule that strikes decides the status that is told; all of them decide what the cell
/// needs.
fn judge(cell: &RawCell, rules: &RuleSet, least: f64, has_holders: bool) -> Option<(State, Need)> {
    if cell.is_empty() || (rules.counts() && cell.value == 0.0) {
        let hidden = rules.zeros == Zeros::Protect;
        return hidden.then(|| (State::Small, need(cell, rules, State::Small, 0.0)));
    }
    let units = has_holders && cell.holders > 0;
    let state = reason(cell, rules, least, units)?;
    let formula = match rules.levels {
        Levels::Rule if units => rules.formula_level(cell),
        _ => 0.0,
    };
    Some((state, need(cell, rules, state, formula)))
}

/// What the minimum frequency is compared with.
pub(super) fn frequency(cell: &RawCell, rules: &RuleSet) -> f64 {
    match rules.frequency_of {
        FrequencyOf::Value => cell.value,
        FrequencyOf::Contributors => f64::from(cell.contributors),
    }
}

fn reason(cell: &RawCell, rules: &RuleSet, least: f64, units: bool) -> Option<State> {
    if units && cell.holders == 1 && rules.minimum_holders > 1 {
        Some(State::One)
    } else if frequency(cell, rules) < f64::from(rules.minimum_frequency)
        || cell.value.abs() < least
    {
        Some(State::Small)
    } else if units && cell.holders < rules.minimum_holders {
        Some(if cell.holders == 2 {
            State::Two
        } else {
            State::Other
        })
    } else if units {
        rules.concentration(cell).map(|struck| match struck {
            Struck::ByOne(_) => State::One,
            Struck::ByTwo(_) => State::Dominated,
            Struck::Other(_) => State::Other,
        })
    } else {
        None
    }
}

/// What a figure that is no count moves at least, where no share of it says so: beyond rounding.
const SMALLEST: f64 = 1e-3;

/// Counts slide over whole numbers. Other figures keep the rule's share on both sides, and so much
/// above that a reader who sees the interval only can tell that the share is kept (the manual
/// safety range of τ-ARGUS); or what the formula of the rule asks for, when that is farther.
fn need(cell: &RawCell, rules: &RuleSet, state: State, formula: f64) -> Need {
    let slide = if rules.counts() {
        rules.whole_slide()
    } else {
        0.0
    };
    if rules.counts() && (state == State::Small || cell.value == 0.0) {
        return Need {
            slide,
            ..Need::default()
        };
    }
    let share = rules.protection.min(0.9) * cell.value.abs();
    let below = cell.value - bounds(rules, state).0;
    let mut lower = share.max(formula).min(below.max(0.0));
    if rules.counts() {
        lower = lower.floor();
    }
    let mut upper = share.max(formula);
    if !rules.negative_values {
        upper = upper.max(rules.ratio() * (cell.value - lower) - cell.value);
    }
    if rules.counts() {
        upper = upper.max(1.0).ceil();
    }
    Need {
        lower,
        upper: upper.max(SMALLEST),
        slide,
    }
}

/// Takes from small sums, or from all small cells, the status that tells how small they are.
pub(super) fn blur(raw: &RawTable, states: &mut [State], sums: bool, all: bool) {
    let mut vague = vec![all; states.len()];
    if sums {
        for at in 0..raw.equations.len() {
            vague[raw.equations.members(at)[0] as usize] = true;
        }
    }
    for (state, _) in states.iter_mut().zip(vague).filter(|(_, vague)| *vague) {
        if *state == State::Small {
            *state = State::Other;
        }
    }
}

/// Groups of suppressed cells that a single unit knows: a sum and its part that both have one
/// unit have the same one.
pub(super) fn insiders(raw: &RawTable, rules: &RuleSet, states: &[State]) -> Vec<Vec<CellId>> {
    if !rules.insiders || (!raw.has_holders && raw.given.is_empty()) {
        return Vec::new();
    }
    let alone = |cell: CellId| {
        let known = &raw.cells[cell as usize];
        let units = if raw.has_holders {
            known.holders
        } else {
            known.contributors
        };
        cell < raw.grid.count() && units == 1 && states[cell as usize].is_primary()
    };
    let mut leader: Vec<CellId> = (0..raw.grid.count()).collect();
    for at in 0..raw.equations.len() {
        let members = raw.equations.members(at);
        if alone(members[0]) {
            for part in members[1..].iter().filter(|part| alone(**part)) {
                let (a, b) = (lead(&leader, members[0]), lead(&leader, *part));
                leader[a.max(b) as usize] = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<CellId, Vec<CellId>> = BTreeMap::new();
    for cell in (0..raw.grid.count()).filter(|cell| alone(*cell)) {
        groups.entry(lead(&leader, cell)).or_default().push(cell);
    }
    groups.into_values().collect()
}

fn lead(leader: &[CellId], mut cell: CellId) -> CellId {
    while leader[cell as usize] != cell {
        cell = leader[cell as usize];
    }
    cell
}

#[cfg(test)]
mod tests;
