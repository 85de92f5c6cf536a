//! Movements far away: where no cells near can make one.

use super::{
    movement::Goal,
    pattern::{Movement, Pattern, Pool},
    product::{Product, ROOMINESS},
};
use crate::geometry::CellId;

/// Crossed cells, others of each equation, and cells at most: first a bit farther away,
const FARTHER: [(usize, usize, usize); 3] = [(60, 3, 300), (120, 3, 700), (30, 2, 1500)];
/// at last as far as it goes.
const FARTHEST: [(usize, usize, usize); 5] = [
    (1, 1, 6000),
    (16, 1, 6000),
    (1, 2, 6000),
    (60, 2, 6000),
    (200, 3, 6000),
];
/// So many cells cross in products.
const SIZES: [usize; 4] = [150, 400, 1000, 2500];
/// So many cells along the equations; the last is dear.
const REACHES: [usize; 3] = [400, 1500, 4000];

/// So many cells where movements along the axes cross, and others that they ask for.
const MOST_CLOSED: usize = 3000;

impl Pattern<'_> {
    /// A movement that reaches `goal`, and the cells that it was found among: those with room for it
    /// come first here, for the cheap ones near were asked before, in vain. Products leave more
    /// movements than as many cells along the equations.
    pub(super) fn far(&self, goal: Goal, pool: Pool) -> Option<(Movement, Vec<CellId>)> {
        let reaches = match pool {
            Pool::Last => &REACHES[..],
            _ => &REACHES[..REACHES.len() - 1],
        };
        let try_among = |around: Vec<CellId>| Some((self.cheapest(goal, &around)?, around));
        let farther = FARTHER.iter().map(|breadth| self.spread(goal, *breadth));
        let farthest = FARTHEST.iter().map(|breadth| self.spread(goal, *breadth));
        let along = reaches.iter().map(|reach| {
            let around = self.around(goal.cell, Pool::Any, *reach);
            self.closed(around, goal, (4, 2 * reach))
        });
        let found = farther.into_iter().find_map(try_among);
        let found = found.or_else(|| self.crossing(goal));
        let found = found.or_else(|| farthest.chain(along).find_map(try_among));
        found.or_else(|| self.in_movements(goal))
    }

    /// The same where movements along the axes cross.
    fn in_movements(&self, goal: Goal) -> Option<(Movement, Vec<CellId>)> {
        let mut around = vec![goal.cell];
        for product in Product::of_movements(self, goal) {
            self.take_in(&mut around, product.cells());
        }
        let around = self.closed(around, goal, (3, MOST_CLOSED));
        Some((self.cheapest(goal, &around)?, around))
    }

    fn closed(&self, mut around: Vec<CellId>, goal: Goal, most: (usize, usize)) -> Vec<CellId> {
        self.close(&mut around, goal.group, most, goal.by.abs());
        around
    }

    fn spread(&self, goal: Goal, (crossed, width, limit): (usize, usize, usize)) -> Vec<CellId> {
        let around = self.crossed(goal.cell, crossed, goal.by.abs());
        self.closed(around, goal, (width, limit))
    }

    /// The same where closed sets of codes cross, small ones first.
    fn crossing(&self, goal: Goal) -> Option<(Movement, Vec<CellId>)> {
        ROOMINESS.iter().find_map(|roominess| {
            let mut products = Product::all(self, goal, *roominess);
            SIZES.iter().find_map(|size| {
                let mut products = products.iter_mut();
                products.find_map(|product| self.in_product(goal, product, *size))
            })
        })
    }

    /// The same in a product that grows to a size.
    fn in_product(
        &self,
        goal: Goal,
        product: &mut Product<'_>,
        size: usize,
    ) -> Option<(Movement, Vec<CellId>)> {
        if !product.grow(size) {
            return None;
        }
        let cells = product.cells();
        let limit = 2 * cells.len();
        let around = self.closed(cells, goal, (1, limit));
        Some((self.cheapest(goal, &around)?, around))
    }
}
