//! Where closed sets of codes cross: of each sum along an axis in which one of their codes stands
//! there stands another too. Movements along an axis that keep its sums are made of such codes, and
//! their products are movements of the table; few cells of a closed product leave many of these.

use super::{
    movement::Goal,
    pattern::{Pattern, Pool},
    program::{Movements, Variable},
};
use crate::geometry::{AxisEquation, CellId, pack};

/// How much more a code counts for each axis in which a cell of it has the own code: the cells on the
/// lines through the own cell matter more, or most.
const NEARNESS: [f64; 2] = [8.0, 64.0];

/// From which share of the most room that any code has the cheapest code is taken: cheap ones first,
/// then those with most room.
pub(super) const ROOMINESS: [f64; 2] = [0.5, 1.0];

/// So often each axis is gone along for a product of movements.
const ROUNDS: usize = 3;

/// What a cell counts besides its worth in the movement of a code, how many times as much at most
/// because it has too little room, and what one counts that cannot move.
const EACH: f64 = 0.01;
const MOST_LACKING: f64 = 50.0;
const IMMOVABLE: f64 = 1e3;

/// The own code, which is to move by one.
const OWN: Variable = Variable {
    low: 0.0,
    high: 1.0,
    below: 0.0,
    above: 0.0,
};

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
        let mut product = Self::own(pattern, goal);
        (product.nearness, product.roominess) = (nearness, roominess);
        product.close();
        product
    }

    /// The cell of `goal` alone.
    fn own(pattern: &'a Pattern<'a>, goal: Goal) -> Self {
        let key = pattern.raw.grid.key(goal.cell);
        Self {
            pattern,
            goal,
            nearness: NEARNESS[0],
            roominess: ROOMINESS[0],
            codes: key.iter().map(|code| vec![*code]).collect(),
            told: 0,
        }
    }

    /// Products of movements: along one axis the cheapest movement of the own code, along the next one the
    /// cheapest for all codes that move by then, and so on for some rounds; each axis is the first once.
    pub(super) fn of_movements(pattern: &'a Pattern<'a>, goal: Goal) -> Vec<Self> {
        if goal.cell >= pattern.raw.grid.count() {
            return Vec::new();
        }
        let axes = pattern.raw.grid.axes().len();
        let from = |first: usize| {
            let mut product = Self::own(pattern, goal);
            for axis in (0..ROUNDS * axes).map(|next| (first + next) % axes) {
                product.codes[axis] = product.moved(axis)?;
            }
            Some(product)
        };
        (0..axes).filter_map(from).collect()
    }

    /// The codes that the cheapest movement along an axis moves, the own one first, where those of the
    /// other axes cross.
    fn moved(&self, axis: usize) -> Option<Vec<u16>> {
        let bare = self.crossing(Some(axis));
        let own = self.codes[axis][0];
        let sums = &self.pattern.raw.grid.axes()[axis].equations;
        let mut codes: Vec<u16> = sums.iter().flat_map(AxisEquation::codes).collect();
        codes.retain(|code| *code != own);
        codes.sort_unstable();
        codes.dedup();
        codes.insert(0, own);
        let mut movements = Movements::default();
        for _ in sums {
            movements.add_row();
        }
        for code in &codes {
            movements.add(if *code == own {
                OWN
            } else {
                self.along(self.shifted(*code, axis), &bare)
            });
            for (row, sum) in (0..).zip(sums).filter(|(_, sum)| sum.exhaustive) {
                if sum.parent == *code {
                    movements.stands_in(row, -1.0);
                } else if sum.children.contains(code) {
                    movements.stands_in(row, 1.0);
                }
            }
        }
        let moved = codes.into_iter().zip(movements.cheapest()?);
        let moved = moved.filter(|(_, by)| *by != 0.0);
        Some(moved.map(|(code, _)| code).collect())
    }

    /// A code's movement along its axis: it costs what its cells are worth, more where they have little
    /// room, and much where they cannot move.
    fn along(&self, code: u128, bare: &[(u128, f64)]) -> Variable {
        let far = self.goal.by.abs();
        let cell_of = |key: u128| self.pattern.index.get(&(key + code)).copied();
        let price = |key: &(u128, f64)| match cell_of(key.0).filter(|one| self.is_movable(*one)) {
            Some(one) => {
                let lack = far / self.pattern.room(one).max(f64::MIN_POSITIVE);
                (self.pattern.worth(one) + EACH) * lack.clamp(1.0, MOST_LACKING)
            }
            None => IMMOVABLE,
        };
        let price = bare.iter().map(price).sum();
        Variable {
            low: -1.0,
            high: 1.0,
            below: price,
            above: price,
        }
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

    /// Takes in more codes until so many times as many cells cross as do now, and at most so many.
    pub(super) fn grow_by(&mut self, times: usize, most: usize) {
        self.grow((times * self.size()).min(most));
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        geometry::Axis,
        protect::{
            Options,
            pattern::NOBODY,
            primary::{insiders, primary},
        },
        rule::RuleSet,
        table::{RawCell, RawTable},
    };

    /// Two dimensions: `groups` tells of each of the nine leaves of the first which of three groups it is in,
    /// beside the three sums of the tree; the second is a total of three.
    fn table(groups: &[usize], sizes: &[u16]) -> RawTable {
        let leaf = |at: usize| format!("L{at}");
        let mut sums = vec![("T".to_owned(), (0..3).map(|at| format!("S{at}")).collect())];
        sums.extend((0..3).map(|at| (format!("S{at}"), (3 * at..3 * at + 3).map(leaf).collect())));
        let grouped = |group: usize| (0..9).filter(move |at| groups[*at] == group).map(leaf);
        let of_group = |group: usize| (format!("Z{group}"), grouped(group).collect::<Vec<_>>());
        sums.extend((0..3).map(of_group).filter(|(_, parts)| !parts.is_empty()));
        let mut codes: Vec<String> = sums.iter().map(|(sum, _)| sum.clone()).collect();
        codes.extend((0..9).map(leaf));
        let first = Axis::of_hierarchy("A", codes, &sums).expect("hierarchies");
        let parts: Vec<String> = ["X", "Y", "Z"].map(str::to_owned).to_vec();
        let codes = [vec!["T".to_owned()], parts.clone()].concat();
        let second = Axis::of_hierarchy("B", codes, &[("T".to_owned(), parts)]).expect("a tree");
        let below: Vec<Vec<bool>> = first.codes.iter().map(|code| first.below(code)).collect();
        let leaves = (0..9).filter_map(|at| first.codes.iter().position(|code| *code == leaf(at)));
        let leaves: Vec<usize> = leaves.collect();
        let value = |a: usize, b: usize| -> u32 {
            let inner = (0..9).filter(|at| below[a][leaves[*at]]);
            let ours = inner.flat_map(|at| (0..3).map(move |part| (3 * at + part, part)));
            let ours = ours.filter(|(_, part)| b == 0 || *part + 1 == b);
            ours.map(|(at, _)| u32::from(sizes[at])).sum()
        };
        let keys = (0..first.codes.len()).flat_map(|a| (0..4).map(move |b| (a, b)));
        let rows = keys.map(|(a, b)| {
            let cell = RawCell {
                value: f64::from(value(a, b)),
                ..RawCell::default()
            };
            let code = |at: usize| u16::try_from(at).expect("few codes");
            (vec![code(a), code(b)], cell, None)
        });
        RawTable::from_rows(vec![first, second], rows.collect(), false).expect("a table")
    }

    proptest! {
        /// No sum along an axis has a single code of such a product, so that movements that leave the sums
        /// alone find their cells there.
        #[test]
        fn movements_along_the_axes_cross_in_closed_sets_of_codes(
            groups in prop::collection::vec(0usize..3, 9),
            sizes in prop::collection::vec(1u16..40, 27),
            own in 0u32..40,
        ) {
            let raw = table(&groups, &sizes);
            let rules = RuleSet::default();
            let (states, needs) = primary(&raw, &rules);
            let units = insiders(&raw, &rules, &states);
            let pattern = Pattern::new(&raw, &rules, &Options::default(), (states, needs), units);
            let cell = own % raw.grid.count();
            let goal = Goal { cell, by: 1.0, group: NOBODY };
            for product in Product::of_movements(&pattern, goal) {
                for (axis, codes) in raw.grid.axes().iter().zip(&product.codes) {
                    prop_assert!(!codes.is_empty());
                    for sum in &axis.equations {
                        let chosen = sum.codes().filter(|code| codes.contains(code)).count();
                        prop_assert!(chosen != 1, "{}: {:?}", axis.name, codes);
                    }
                }
                prop_assert_eq!(product.cells()[0], cell);
            }
        }
    }
}
