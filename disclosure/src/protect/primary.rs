//! What the rules suppress, how much each such cell needs, and who is alone in a cell.

use std::collections::BTreeMap;

use super::ProtectError;
use crate::{
    geometry::CellId,
    rule::RuleSet,
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
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What is kept small.
    pub cost: Cost,
    /// Whether units that are alone in a cell are kept from learning of others.
    pub insiders: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cost: Cost::default(),
            insiders: true,
        }
    }
}

/// Refuses figures that no rule can judge and sums that are none.
pub(super) fn check(raw: &RawTable) -> Result<(), ProtectError> {
    for (cell, known) in (0..raw.grid.count()).zip(&raw.cells) {
        if !(known.value.is_finite() && known.value >= 0.0) {
            return Err(ProtectError::BadFigure(raw.grid.label(cell)));
        }
    }
    for at in 0..raw.equations.len() {
        let members = raw.equations.members(at);
        let value = |cell: &CellId| raw.cells[*cell as usize].value;
        let parts: f64 = members[1..].iter().map(value).sum();
        let negative = members[1..].iter().any(|cell| value(cell) < 0.0);
        if negative || (parts - value(&members[0])).abs() > 1e-6 * (1.0 + parts.abs()) {
            return Err(ProtectError::NotAdditive {
                cell: raw.grid.label(members[0]),
                dimension: raw.grid.axes()[raw.equations.axis(at)].name.clone(),
            });
        }
    }
    Ok(())
}

/// The state of each cell and remainder by the rules, and what the sensitive ones need.
pub(super) fn primary(raw: &RawTable, rules: &RuleSet) -> (Vec<State>, Vec<Option<Need>>) {
    let mut states = Vec::with_capacity(raw.cells.len());
    let mut needs = Vec::with_capacity(raw.cells.len());
    for (at, known) in raw.cells.iter().enumerate() {
        let judged = if raw.given.is_empty() {
            judge(known, rules, raw.has_holders)
        } else {
            let given = raw.given.get(at).copied().flatten();
            given.map(|need| (State::Other, need))
        };
        states.push(match judged {
            _ if at >= raw.grid.len() => State::Hidden,
            Some((state, _)) => state,
            None => State::Published,
        });
        needs.push(judged.map(|(_, need)| need));
    }
    (states, needs)
}

fn judge(cell: &RawCell, rules: &RuleSet, has_holders: bool) -> Option<(State, Need)> {
    if cell.value == 0.0 {
        return None;
    }
    let state = reason(cell, rules, has_holders)?;
    Some((state, need(cell.value, rules, state)))
}

fn reason(cell: &RawCell, rules: &RuleSet, has_holders: bool) -> Option<State> {
    let frequency = if rules.counts() {
        cell.value
    } else {
        f64::from(cell.contributors)
    };
    let units = has_holders && cell.holders > 0;
    let above = |(n, share): &(u32, f64)| match n {
        1 => cell.top1 > share * cell.value,
        _ => cell.top1 + cell.top2 > share * cell.value,
    };
    if units && cell.holders == 1 && rules.minimum_holders > 1 {
        Some(State::One)
    } else if frequency < f64::from(rules.minimum_frequency) {
        Some(State::Small)
    } else if units && cell.holders < rules.minimum_holders {
        Some(if cell.holders == 2 {
            State::Two
        } else {
            State::Other
        })
    } else if units && rules.dominance.iter().any(above) {
        Some(State::Dominated)
    } else {
        None
    }
}

/// Counts slide over whole numbers; other figures keep the rule's share on both sides, and so
/// much above that a reader who sees the interval only can tell that the share is kept.
fn need(value: f64, rules: &RuleSet, state: State) -> Need {
    if rules.counts() && state == State::Small {
        return Need {
            slide: rules.whole_slide(),
            ..Need::default()
        };
    }
    let lowest = bounds(rules, state).0;
    let share = rules.protection.min(0.9);
    let mut lower = (share * value).min((value - lowest).max(0.0));
    if rules.counts() {
        lower = lower.floor();
    }
    let ratio = rules.ratio();
    let mut upper = (share * value).max(ratio * (value - lower) - value);
    if rules.counts() {
        upper = upper.max(1.0).ceil();
    }
    Need {
        lower,
        upper: if upper > 0.0 { upper } else { 1.0 },
        slide: if rules.counts() {
            rules.whole_slide()
        } else {
            0.0
        },
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
