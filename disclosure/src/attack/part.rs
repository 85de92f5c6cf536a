//! A connected part of the unknowns: its matrix, and which of its cells follow exactly from the
//! rows. The latter is asked of the null space: a movement that keeps every row, drawn at random,
//! moves every cell but those whose figure follows; each of these is then proven by a weighted
//! sum of rows in which it stands alone.

use super::{
    ground::Ground,
    matrix::{MOST_ITERATIONS, Matrix},
    propagate::Bounds,
    system::System,
};

/// A random movement that moves a cell by less does not move it.
const STILL: f64 = 1e-6;

pub(super) struct Part {
    pub(super) cells: Vec<u32>,
    pub(super) matrix: Matrix,
    /// Parts with more cells are not solved as a whole.
    pub(super) largest: usize,
    /// The places of the cells that may follow from the rows, once asked.
    suspects: Option<Vec<u32>>,
}

impl Part {
    pub(super) fn new(
        system: &System,
        bounds: &Bounds,
        cells: Vec<u32>,
        largest: usize,
        place: &mut [u32],
    ) -> Self {
        Self {
            matrix: Matrix::of(system, bounds, &cells, place),
            cells,
            largest,
            suspects: None,
        }
    }

    /// Whether the figure of `unknown` follows from the rows alone.
    pub(super) fn follows(&mut self, ground: &mut Ground, unknown: usize) -> bool {
        if self.suspects.is_none() {
            let suspects = self.still();
            ground.spend(self.cells.len() as u64 * 100);
            self.suspects = Some(suspects);
        }
        let suspects = self.suspects.as_deref().unwrap_or_default();
        suspects
            .iter()
            .any(|place| self.cells[*place as usize] as usize == unknown)
    }

    /// The cells that random movements leave where they are, each with its proof.
    fn still(&self) -> Vec<u32> {
        let ones = vec![1.0; self.cells.len()];
        let mut still: Vec<u32> = (0..).take(self.cells.len()).collect();
        for seed in 1..=2 {
            let movement = self.matrix.balanced(&ones, &noise(seed, self.cells.len()));
            still.retain(|place| movement[*place as usize].abs() < STILL);
        }
        still.retain(|place| self.weights(*place).is_some());
        still
    }

    /// The weights of the rows whose sum is this cell alone.
    fn weights(&self, place: u32) -> Option<Vec<f64>> {
        let mut alone = vec![0.0; self.cells.len()];
        alone[place as usize] = 1.0;
        let mut sums = vec![0.0; self.matrix.len()];
        self.matrix.times(&alone, &mut sums);
        let ones = vec![1.0; self.cells.len()];
        let mut weights = vec![0.0; self.matrix.len()];
        self.matrix
            .solve(&ones, &sums, &mut weights, 1e-11, MOST_ITERATIONS);
        let mut columns = vec![0.0; self.cells.len()];
        self.matrix.turned(&weights, &mut columns);
        let off = columns.iter().zip(&alone).map(|(a, b)| (a - b).abs());
        (off.fold(0.0, f64::max) < STILL).then_some(weights)
    }

    /// The rows that weigh most in the proof that a cell follows.
    pub(super) fn proof(&self, unknown: usize, most: usize) -> Vec<u32> {
        let place = self.cells.iter().position(|cell| *cell as usize == unknown);
        let place = place.and_then(|place| u32::try_from(place).ok());
        let weights = place
            .and_then(|place| self.weights(place))
            .unwrap_or_default();
        let mut rows: Vec<(f64, u32)> = weights
            .iter()
            .zip(&self.matrix.origin)
            .map(|(weight, row)| (weight.abs(), *row))
            .filter(|(weight, _)| *weight > STILL)
            .collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        rows.into_iter().take(most).map(|(_, row)| row).collect()
    }
}

/// Numbers between −1 and 1, the same for the same seed.
pub(super) fn noise(seed: u64, count: usize) -> Vec<f64> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) >> 11
    };
    let scale = (1u64 << 52) as f64;
    (0..count).map(|_| next() as f64 / scale - 1.0).collect()
}
