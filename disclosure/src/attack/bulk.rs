//! Where the intruder stands, and many cells freed at once: from a point inside of everything
//! that is possible, random movements of all cells together, as far as the nearest bound.

use super::{
    ground::Ground,
    interior::interior,
    part::{Part, noise},
    want::Want,
};
use crate::solver::{Program, Solver};

/// So many directions are tried.
const DIRECTIONS: u64 = 3;
/// Parts with more cells have no corner computed.
const MOST_CORNERED: usize = 2000;
/// A point whose rows are off by less, relative to their size, is as good as a corner.
const BALANCED: f64 = 1e-11;
/// No figure is larger.
const LARGEST: f64 = 1e12;

impl Ground<'_> {
    /// Finds a feasible point of a part: the truth where it is known, else one well inside, else
    /// the middle of two corners. False when there is none.
    pub(super) fn enter(&mut self, part: &Part, solver: &dyn Solver) -> bool {
        let of = |figures: &[f64]| -> Vec<f64> {
            let cells = part.cells.iter();
            cells.map(|unknown| figures[*unknown as usize]).collect()
        };
        if let Some(truth) = &self.system.truth {
            let point = of(truth);
            self.stand(&part.cells, &point);
            self.take_offers(part);
            return true;
        }
        let (lower, upper) = (of(&self.bounds.lower), of(&self.bounds.upper));
        self.spend(part.cells.len() as u64 * 1000);
        let inside = interior(&part.matrix, &lower, &upper);
        let size = part.cells.len() as u64;
        let solvable = part.cells.len() <= MOST_CORNERED && self.spend(size * size);
        if let Some((point, off)) = inside
            && (off <= BALANCED || !solvable)
        {
            self.stand(&part.cells, &point);
            self.walk(part);
            return true;
        }
        if !solvable {
            return false;
        }
        let corners = [1.0, -1.0].map(|cost| self.corner(part, cost, (&lower, &upper), solver));
        let [Some(one), Some(other)] = corners else {
            return false;
        };
        let middle = one.iter().zip(&other).map(|(a, b)| f64::midpoint(*a, *b));
        self.stand(&part.cells, &middle.collect::<Vec<_>>());
        for (unknown, (a, b)) in part.cells.iter().zip(one.iter().zip(&other)) {
            if (a - b).abs() > NOTICED * (1.0 + a.abs()) {
                self.seen[*unknown as usize] = (a.min(*b), a.max(*b));
            }
        }
        true
    }

    /// A corner of what is possible.
    fn corner(
        &self,
        part: &Part,
        cost: f64,
        (lower, upper): (&[f64], &[f64]),
        solver: &dyn Solver,
    ) -> Option<Vec<f64>> {
        let mut program = Program::default();
        for (at, unknown) in part.cells.iter().enumerate() {
            let cost = match self.wants[*unknown as usize] {
                Want::Nothing => 0.0,
                _ => cost,
            };
            program
                .variables
                .push((cost, lower[at], upper[at].min(LARGEST)));
        }
        for row in 0..part.matrix.len() {
            let terms = part.matrix.row(row).iter();
            let terms = terms.map(|(place, sign)| (*place as usize, f64::from(*sign)));
            program.rows.push((terms.collect(), part.matrix.rest[row]));
        }
        solver.minimise(&program)
    }

    /// Walks both ways along random movements and widens what was seen of every cell.
    fn walk(&mut self, part: &Part) {
        let room = |unknown: &u32| {
            let unknown = *unknown as usize;
            let down = self.at[unknown] - self.bounds.lower[unknown];
            let up = self.bounds.upper[unknown] - self.at[unknown];
            down.min(up).clamp(0.0, LARGEST)
        };
        let room: Vec<f64> = part.cells.iter().map(room).collect();
        let weights: Vec<f64> = room.iter().map(|room| room.powi(2)).collect();
        for seed in 1..=DIRECTIONS {
            let wish = noise(seed + 100, room.len());
            let wish: Vec<f64> = wish.iter().zip(&room).map(|(a, b)| a * b).collect();
            let movement = part.matrix.balanced(&weights, &wish);
            let mut off = vec![0.0; part.matrix.len()];
            part.matrix.times(&movement, &mut off);
            if off.iter().any(|off| off.abs() > STEADY) {
                continue;
            }
            let share = movement.iter().zip(&room);
            let share = share.map(|(by, room)| by.abs() / room.max(f64::MIN_POSITIVE));
            // Where nothing moves, noise must not be blown up to a movement.
            let length = 0.99 / share.fold(1e-2, f64::max);
            for (unknown, by) in part.cells.iter().zip(&movement) {
                let (by, at) = (by.abs() * length, self.at[*unknown as usize]);
                let seen = &mut self.seen[*unknown as usize];
                if by > NOTICED * (1.0 + at.abs()) {
                    *seen = (seen.0.min(at - by), seen.1.max(at + by));
                }
            }
        }
    }
}

/// A movement whose rows are off by more is none.
const STEADY: f64 = 1e-9;
/// Smaller movements, relative to the figure, may be noise.
const NOTICED: f64 = 1e-5;
