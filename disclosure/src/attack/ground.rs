//! The ground on which movements are looked for: a feasible point, what has been seen of each
//! cell's interval, and the movements that showed it.

use rustc_hash::FxHashMap;

use super::{
    offered,
    propagate::Bounds,
    system::{System, number},
    want::Want,
};

/// Cells and by how much each moves; every row stays balanced and every bound is kept.
pub(super) type Movement = Vec<(u32, f64)>;

/// So many movements are remembered for one cell; those of a unit that is alone are looked for anew.
const MOST_REMEMBERED: usize = 64;
const NO_GROUP: u32 = u32::MAX;

pub(super) struct Ground<'a> {
    pub(super) system: &'a System<'a>,
    pub(super) bounds: &'a Bounds,
    /// The feasible point that movements start from.
    pub(super) at: Vec<f64>,
    /// The lowest and highest figure seen of each unknown.
    pub(super) seen: Vec<(f64, f64)>,
    /// What each unknown needs; nothing once its verdict is known.
    pub(super) wants: Vec<Want>,
    /// The unit that knows each unknown.
    group_of: Vec<u32>,
    movements: Vec<Movement>,
    moved_by: Vec<Vec<u32>>,
    /// The offers not taken yet, by their first unknown.
    pub(super) offered: FxHashMap<u32, Vec<usize>>,
    /// Work left, in numbers touched.
    pub(super) effort: u64,
    /// Scratch: the place of each unknown in the neighbourhood of the day.
    pub(super) place: Vec<u32>,
    pub(super) row_place: Vec<u32>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(system: &'a System<'a>, bounds: &'a Bounds, effort: u64) -> Self {
        let count = system.cells.len();
        let mut group_of = vec![NO_GROUP; count];
        for (group, members) in (0..).zip(&system.insiders) {
            for unknown in members {
                group_of[*unknown as usize] = group;
            }
        }
        Self {
            system,
            bounds,
            at: vec![f64::NAN; count],
            seen: vec![(f64::NAN, f64::NAN); count],
            wants: system.wants.clone(),
            group_of,
            movements: Vec::new(),
            moved_by: vec![Vec::new(); count],
            offered: offered::by_first(system),
            effort,
            place: vec![u32::MAX; count],
            row_place: vec![u32::MAX; system.terms.len()],
        }
    }

    /// Takes a feasible point for the unknowns of a part.
    pub(super) fn stand(&mut self, part: &[u32], point: &[f64]) {
        for (unknown, at) in part.iter().zip(point) {
            self.at[*unknown as usize] = *at;
            self.seen[*unknown as usize] = (*at, *at);
        }
    }

    pub(super) fn group(&self, unknown: usize) -> Option<u32> {
        let group = self.group_of[unknown];
        (group != NO_GROUP).then_some(group)
    }

    pub(super) fn lacks(&self, unknown: usize) -> (bool, bool) {
        self.wants[unknown].lacks(self.at[unknown], self.seen[unknown])
    }

    /// Spends work; false when there is none left.
    pub(super) fn spend(&mut self, work: u64) -> bool {
        self.effort = self.effort.saturating_sub(work);
        self.effort > 0
    }

    /// Widens what was seen by a movement, and remembers it where little is remembered.
    pub(super) fn accept(&mut self, movement: Movement) {
        self.take(movement, false);
    }

    /// The same of a movement that was found against a unit: it is remembered in any case.
    pub(super) fn accept_against(&mut self, movement: Movement) {
        self.take(movement, true);
    }

    fn take(&mut self, movement: Movement, always: bool) {
        let remember = !self.system.insiders.is_empty();
        let own = number(self.movements.len());
        for (unknown, by) in &movement {
            let unknown = *unknown as usize;
            let to = self.at[unknown] + by;
            let seen = &mut self.seen[unknown];
            let wider = to < seen.0 || to > seen.1;
            *seen = (seen.0.min(to), seen.1.max(to));
            let known = &mut self.moved_by[unknown];
            if remember && (always || wider || known.len() < MOST_REMEMBERED) {
                known.push(own);
            }
        }
        if remember {
            self.movements.push(movement);
        }
    }

    /// The groups that a movement moves.
    fn groups_of(&self, movement: &Movement) -> Vec<u32> {
        let groups = movement
            .iter()
            .filter_map(|(moved, _)| self.group(*moved as usize));
        let mut groups: Vec<u32> = groups.collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The interval of an unknown over the remembered movements that move none of `units`, and
    /// the units that these movements do move, as few as the remembered movements allow.
    pub(super) fn seen_without(&self, unknown: usize, units: &[u32]) -> ((f64, f64), Vec<u32>) {
        let at = self.at[unknown];
        let own = self.group(unknown);
        let want = self.wants[unknown].against_unit();
        let mut known: Vec<(Vec<u32>, f64)> = Vec::new();
        for movement in &self.moved_by[unknown] {
            let movement = &self.movements[*movement as usize];
            let mut groups = self.groups_of(movement);
            groups.retain(|group| Some(*group) != own);
            let by = movement
                .iter()
                .find(|(moved, _)| *moved as usize == unknown);
            if let (false, Some((_, by))) = (groups.iter().any(|one| units.contains(one)), by) {
                known.push((groups, *by));
            }
        }
        known.sort_by_key(|(groups, _)| groups.len());
        let mut seen = (at, at);
        let mut moved = Vec::new();
        for (groups, by) in known {
            if want.is_met(at, seen) {
                break;
            }
            if at + by < seen.0 || at + by > seen.1 {
                seen = (seen.0.min(at + by), seen.1.max(at + by));
                moved.extend(groups);
            }
        }
        moved.sort_unstable();
        moved.dedup();
        (seen, moved)
    }
}
