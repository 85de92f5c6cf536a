//! Where closed sets of codes cross: of each sum along an axis in which one of their codes stands
//! there stands another too. Movements along an axis that keep its sums are made of such codes, and
//! their products are movements of the table; few cells of a closed product leave many of these.

use super::{
    movement::Goal,
    pattern::{Pattern, Pool},
};
use crate::geometry::{AxisEquation, CellId, pack};

/// How much more a code counts for each axis in which a cell of it has the own code: the cells on the
/// lines through the own cell matter more, or most.
const NEARNESS: [f64; 2] = [8.0, 64.0];

/// From which share of the most room that any code has the cheapest code is taken: cheap ones first,
/// then those with most room.
pub(super) const ROOMINESS: [f64; 2] = [0.5, 1.0];

/// More cells are not looked at: in tables of many dimensions the smallest closed product may be too
/// large.
const LARGEST: usize = 5000;

/// Sets of codes of each axis, those of the own cell first.
pub(super) struct Product<'a> {
    pattern: &'a Pattern<'a>,
    goal: Goal,
    nearness: f64,
    roominess: f64,
    codes: Vec<Vec<u16>>,
    /// How many crossed when it was told last that there are more.
    told: usize,
}

impl<'a> Product<'a> {
    /// The smallest closed products around the cell of `goal`; none for a cell of no table.
    pub(super) fn all(pattern: &'a Pattern<'a>, goal: Goal, roominess: f64) -> Vec<Self> {
        if goal.cell >= pattern.raw.grid.count() {
            return Vec::new();
        }
        let each = NEARNESS.iter();
        each.map(|nearness| Self::around(pattern, goal, *nearness, roominess))
            .collect()
    }

    fn around(pattern: &'a Pattern<'a>, goal: Goal, nearness: f64, roominess: f64) -> Self {
        let key = pattern.raw.grid.key(goal.cell);
        let mut product = Self {
            pattern,
            goal,
            nearness,
            roominess,
            codes: key.iter().map(|code| vec![*code]).collect(),
            told: 0,
        };
        product.close();
        product
    }

    /// Takes in more codes, one of the axis of which there are fewest, until more than `most` cells
    /// cross; whether there are new ones, and not far too many.
    pub(super) fn grow(&mut self, most: usize) -> bool {
        while self.size() < most {
            let mut axes: Vec<usize> = (0..self.codes.len()).collect();
            axes.sort_by_key(|axis| self.codes[*axis].len());
            let next = axes
                .into_iter()
                .find_map(|axis| Some((axis, self.best(axis, self.beside(axis))?)));
            let Some((axis, code)) = next else { break };
            self.codes[axis].push(code);
            self.close();
        }
        let is_new = self.size() > self.told && self.size() <= LARGEST.min(2 * most);
        if is_new {
            self.told = self.size();
        }
        is_new
    }

    fn size(&self) -> usize {
        self.codes.iter().map(Vec::len).product()
    }

    /// The cells, the own one first.
    pub(super) fn cells(&self) -> Vec<CellId> {
        let own = self.goal.cell;
        let crossing = self.crossing(None).into_iter();
        let others = crossing.filter_map(|(key, _)| self.pattern.index.get(&key).copied());
        let others = others.filter(|one| *one != own && self.is_movable(*one));
        std::iter::once(own).chain(others).collect()
    }

    /// The packed keys where the codes of all axes but one cross, and how much each counts.
    fn crossing(&self, without: Option<usize>) -> Vec<(u128, f64)> {
        let mut keys = vec![(0u128, 1.0)];
        let axes = self.codes.iter().enumerate();
        for (axis, codes) in axes.filter(|(axis, _)| Some(*axis) != without) {
            let shifted = codes.iter().map(|code| self.shifted(*code, axis));
            let nearness = std::iter::once(self.nearness).chain(std::iter::repeat(1.0));
            let codes: Vec<(u128, f64)> = shifted.zip(nearness).collect();
            let cross = |(key, counts): (u128, f64)| {
                let codes = codes.iter();
                codes.map(move |(code, more)| (key + code, counts * more))
            };
            keys = keys.into_iter().flat_map(cross).collect();
        }
        keys
    }

    fn shifted(&self, code: u16, axis: usize) -> u128 {
        pack(&[code], &self.pattern.shifts[axis..=axis])
    }

    fn is_movable(&self, cell: CellId) -> bool {
        let stays = self.pattern.stays(cell, self.goal.group);
        !stays && self.pattern.movable(cell, Pool::Near)
    }

    /// Adds the best other code of each sum in which one stands alone, until there is none or too many
    /// cells cross.
    fn close(&mut self) {
        let mut axis = 0;
        let mut closed = 0;
        while closed < self.codes.len() && self.size() <= LARGEST {
            if self.close_axis(axis) {
                closed = 0;
            } else {
                closed += 1;
            }
            axis = (axis + 1) % self.codes.len();
        }
    }

    /// Whether something was added.
    fn close_axis(&mut self, axis: usize) -> bool {
        let before = self.codes[axis].len();
        let pattern = self.pattern;
        let equations = &pattern.raw.grid.axes()[axis].equations;
        let lonely = |product: &Self, equation: &AxisEquation| {
            let chosen = equation.codes();
            let chosen = chosen.filter(|code| product.codes[axis].contains(code));
            let alone = chosen.take(2).count() == 1;
            alone
                .then(|| product.best(axis, equation.codes()))
                .flatten()
        };
        while let Some(code) = equations.iter().find_map(|one| lonely(self, one)) {
            self.codes[axis].push(code);
        }
        self.codes[axis].len() > before
    }

    /// Codes that stand in a sum with chosen ones.
    fn beside(&self, axis: usize) -> Vec<u16> {
        let is_chosen = |code: u16| self.codes[axis].contains(&code);
        let equations = self.pattern.raw.grid.axes()[axis].equations.iter();
        let touched = equations.filter(|one| one.codes().any(is_chosen));
        let mut codes: Vec<u16> = touched.flat_map(AxisEquation::codes).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The cheapest code, of those not yet chosen, among the ones whose cells have most room for the
    /// movement.
    fn best(&self, axis: usize, codes: impl IntoIterator<Item = u16>) -> Option<u16> {
        let bare = self.crossing(Some(axis));
        let codes = codes.into_iter();
        let new = codes.filter(|code| !self.codes[axis].contains(code));
        let weighed: Vec<(f64, f64, u16)> = new
            .map(|code| {
                let (room, worth) = self.weigh(self.shifted(code, axis), &bare);
                (room, worth, code)
            })
            .collect();
        let most = weighed.iter().map(|(room, _, _)| *room).fold(0.0, f64::max);
        let roomy = weighed
            .into_iter()
            .filter(|(room, _, _)| *room > 0.0 && *room >= most * self.roominess);
        let best = roomy.min_by(|a, b| a.1.total_cmp(&b.1).then(a.2.cmp(&b.2)));
        best.map(|(_, _, code)| code)
    }

    /// How much room the cells of a code have, and what they are worth.
    fn weigh(&self, code: u128, bare: &[(u128, f64)]) -> (f64, f64) {
        let far = self.goal.by.abs();
        let at = |key: u128| self.pattern.index.get(&(key + code)).copied();
        let cells = bare
            .iter()
            .filter_map(|(key, counts)| Some((at(*key)?, counts)));
        let movable = cells.filter(|(one, _)| self.is_movable(*one));
        movable.fold((0.0, 0.0), |(room, worth), (one, counts)| {
            let (room_of, worth_of) = (self.pattern.room(one).min(far), self.pattern.worth(one));
            (room + counts * room_of, worth + counts * worth_of)
        })
    }
}
