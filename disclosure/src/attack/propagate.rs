//! What follows from one equation after the other: the bounds of each unknown from those of the
//! others, rounded inwards for whole numbers, until nothing changes.

use std::collections::VecDeque;

use super::{
    MOST_NAMED,
    system::{System, number},
};

/// A bound must move by this share of the interval to be worth telling others.
const WORTH_TELLING: f64 = 1e-2;
/// How often a row is looked at, at most: intervals of real numbers may shrink without end.
const MOST_VISITS: u8 = 60;
const NO_ROW: u32 = u32::MAX;

/// What is known of each unknown.
pub(super) struct Bounds {
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    /// Whether the figure itself is known; it is then both bounds.
    pub(super) known: Vec<bool>,
    /// Whether the published figures contradict each other here.
    pub(super) contradictory: Vec<bool>,
    /// The rows that gave the lower and the upper bound.
    why: Vec<[u32; 2]>,
}

/// The least and the most that a row's terms can add up to.
#[derive(Default)]
struct Reach {
    low: f64,
    high: f64,
    endless_low: usize,
    endless_high: usize,
    size: f64,
    open: usize,
}

impl Bounds {
    pub(super) fn of(system: &System) -> Self {
        let count = system.cells.len();
        let mut bounds = Self {
            lower: system.lower.clone(),
            upper: system.upper.clone(),
            known: vec![false; count],
            contradictory: vec![false; count],
            why: vec![[NO_ROW; 2]; count],
        };
        let rows = system.terms.len();
        let mut waiting: VecDeque<u32> = (0..number(rows)).collect();
        let mut is_waiting = vec![true; rows];
        let mut visits = vec![0u8; rows];
        while let Some(row) = waiting.pop_front() {
            let row = row as usize;
            is_waiting[row] = false;
            visits[row] += 1;
            for unknown in bounds.look(system, row) {
                for other in system.rows_of(unknown) {
                    let again = other != row && visits[other] < MOST_VISITS;
                    if again && !std::mem::replace(&mut is_waiting[other], true) {
                        waiting.push_back(number(other));
                    }
                }
            }
        }
        bounds
    }

    fn reach(&self, system: &System, row: usize) -> Reach {
        let mut reach = Reach::default();
        for (unknown, sign) in system.terms.row(row) {
            let (low, high) = self.signed(*unknown as usize, *sign);
            if low.is_finite() {
                reach.low += low;
                reach.size += low.abs();
            } else {
                reach.endless_low += 1;
            }
            if high.is_finite() {
                reach.high += high;
                reach.size += high.abs();
            } else {
                reach.endless_high += 1;
            }
            reach.open += usize::from(!self.known[*unknown as usize]);
        }
        reach
    }

    fn signed(&self, unknown: usize, sign: i8) -> (f64, f64) {
        let (low, high) = (self.lower[unknown], self.upper[unknown]);
        if sign > 0 { (low, high) } else { (-high, -low) }
    }

    /// Draws the conclusions from one row; the unknowns whose bounds moved.
    fn look(&mut self, system: &System, row: usize) -> Vec<usize> {
        let reach = self.reach(system, row);
        let rest = system.rest[row];
        let mut moved = Vec::new();
        if reach.open == 0 || (reach.open > 1 && reach.endless_low > 1 && reach.endless_high > 1) {
            return moved;
        }
        let noise = 1e-7 + 1e-12 * (reach.size + rest.abs());
        for (unknown, sign) in system.terms.row(row) {
            let unknown = *unknown as usize;
            if self.known[unknown] {
                continue;
            }
            let (low, high) = self.signed(unknown, *sign);
            let others_low = if low.is_finite() {
                (reach.endless_low == 0).then_some(reach.low - low)
            } else {
                (reach.endless_low == 1).then_some(reach.low)
            };
            let others_high = if high.is_finite() {
                (reach.endless_high == 0).then_some(reach.high - high)
            } else {
                (reach.endless_high == 1).then_some(reach.high)
            };
            let most = others_low.map_or(f64::INFINITY, |others| rest - others);
            let least = others_high.map_or(f64::NEG_INFINITY, |others| rest - others);
            let found = if *sign > 0 {
                (least, most)
            } else {
                (-most, -least)
            };
            let alone = reach.open == 1;
            if self.narrow(system, unknown, found, alone, noise, number(row)) {
                moved.push(unknown);
            }
        }
        moved
    }

    /// Narrows the interval of an unknown; whether that is worth telling the other rows.
    fn narrow(
        &mut self,
        system: &System,
        unknown: usize,
        (mut least, mut most): (f64, f64),
        alone: bool,
        noise: f64,
        row: u32,
    ) -> bool {
        if alone {
            let figure = f64::midpoint(least, most);
            self.settle(unknown, figure, row);
            return true;
        }
        if system.whole[unknown] {
            (least, most) = ((least - 1e-3 - noise).ceil(), (most + 1e-3 + noise).floor());
        } else {
            (least, most) = (least - noise, most + noise);
        }
        let (low, high) = (self.lower[unknown], self.upper[unknown]);
        if least > high + noise || most < low - noise {
            self.contradictory[unknown] = true;
            return false;
        }
        let worth = if (high - low).is_finite() {
            WORTH_TELLING * (high - low)
        } else {
            0.0
        };
        let mut moved = false;
        if least > low + worth.max(noise) {
            self.lower[unknown] = least.min(high);
            self.why[unknown][0] = row;
            moved = true;
        }
        if most < high - worth.max(noise) {
            self.upper[unknown] = most.max(self.lower[unknown]);
            self.why[unknown][1] = row;
            moved = true;
        }
        let left = self.upper[unknown] - self.lower[unknown];
        if moved && left <= 8.0 * noise {
            let figure = f64::midpoint(self.lower[unknown], self.upper[unknown]);
            self.settle_between(unknown, figure);
        }
        moved
    }

    fn settle(&mut self, unknown: usize, figure: f64, row: u32) {
        self.settle_between(unknown, figure);
        self.why[unknown] = [row; 2];
    }

    fn settle_between(&mut self, unknown: usize, figure: f64) {
        self.lower[unknown] = figure;
        self.upper[unknown] = figure;
        self.known[unknown] = true;
    }

    /// The rows that led to the bounds of an unknown, the nearest first.
    pub(super) fn reasons(&self, system: &System, unknown: usize) -> Vec<u32> {
        let mut rows: Vec<u32> = Vec::new();
        let mut asked = vec![unknown];
        let mut at = 0;
        while at < asked.len() && rows.len() < MOST_NAMED {
            for row in self.why[asked[at]] {
                if row == NO_ROW || rows.contains(&row) {
                    continue;
                }
                rows.push(row);
                for (other, _) in system.terms.row(row as usize) {
                    if !asked.contains(&(*other as usize)) {
                        asked.push(*other as usize);
                    }
                }
            }
            at += 1;
        }
        rows.truncate(MOST_NAMED);
        rows
    }

    /// The connected parts of what is not known.
    pub(super) fn parts(&self, system: &System) -> Vec<Vec<u32>> {
        let mut seen = self.known.clone();
        let mut row_seen = vec![false; system.terms.len()];
        let mut parts = Vec::new();
        for start in 0..seen.len() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut part = vec![number(start)];
            let mut at = 0;
            while at < part.len() {
                for row in system.rows_of(part[at] as usize) {
                    if std::mem::replace(&mut row_seen[row], true) {
                        continue;
                    }
                    for (next, _) in system.terms.row(row) {
                        if !std::mem::replace(&mut seen[*next as usize], true) {
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
    pub(super) fn rest(&self, system: &System, row: usize) -> f64 {
        let terms = system.terms.row(row).iter();
        let known = terms.filter(|(unknown, _)| self.known[*unknown as usize]);
        let sum: f64 = known
            .map(|(unknown, sign)| f64::from(*sign) * self.lower[*unknown as usize])
            .sum();
        system.rest[row] - sum
    }
}
