//! The search for a rounding that adds up and stays near: simulated annealing over the free cells,
//! one step of one cell or opposite steps of two at a time. The chances come from a fixed seed, so
//! that the same table is always rounded in the same way.

use super::frame::{Frame, Row};

/// The figures that a free cell may take: `low`, `low + step`, …, `steps` times.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    /// The lowest.
    pub(super) low: f64,
    /// From one to the next.
    pub(super) step: f64,
    /// How many steps there are above the lowest.
    pub(super) steps: u32,
}

/// What the search is to reach.
pub(super) struct Aim<'t> {
    /// True figures of all cells.
    pub(super) truth: &'t [f64],
    /// The unit in which distances are judged.
    pub(super) base: f64,
    /// How many units a sum may not reach away from the truth; none for as near as possible.
    pub(super) limit: Option<f64>,
}

/// Rounds over all free cells.
const ROUNDS: u32 = 80;
/// How warm it is at first and at last, in units of squared bases.
const WARMTH: (f64, f64) = (1.0, 0.01);
/// How often the search goes on, each time with heavier weights, while something is still wrong.
const EXTRA: u32 = 6;
const EXTRA_ROUNDS: u32 = 30;
/// What a base beyond the limit costs, and a check that is one base off.
const HEAVY: f64 = 20.0;

/// The figures of the free cells.
pub(super) fn search(frame: &Frame, choices: &[Choice], aim: &Aim<'_>) -> Vec<f64> {
    let mut state = State::new(frame, choices, aim);
    state.anneal(ROUNDS, WARMTH);
    for _ in 0..EXTRA {
        if state.wrong() == 0 {
            break;
        }
        state.heavy *= 3.0;
        state.anneal(EXTRA_ROUNDS, (WARMTH.0 / 2.0, WARMTH.1));
    }
    state.figures
}

struct State<'s> {
    frame: &'s Frame,
    choices: &'s [Choice],
    aim: &'s Aim<'s>,
    figures: Vec<f64>,
    /// Per row, how far it is from where it should be.
    off: Vec<f64>,
    heavy: f64,
    chance: u64,
}

impl<'s> State<'s> {
    /// Begins with each free cell where its own sums want it, one after the other.
    fn new(frame: &'s Frame, choices: &'s [Choice], aim: &'s Aim<'s>) -> Self {
        let mut state = Self {
            frame,
            choices,
            aim,
            figures: frame
                .leaves
                .iter()
                .map(|leaf| aim.truth[*leaf as usize])
                .collect(),
            off: vec![0.0; frame.rows.len()],
            heavy: HEAVY,
            chance: 0x9E37_79B9_7F4A_7C15,
        };
        for (leaf, choice) in choices.iter().enumerate() {
            let from = state.figures[leaf];
            let below = ((from - choice.low) / choice.step).floor().max(0.0);
            let below = choice.low + below.min(f64::from(choice.steps)) * choice.step;
            state.shift(leaf, below - from);
            if below < from && below < choice.high() && state.cost_of(leaf, choice.step) < 0.0 {
                state.shift(leaf, choice.step);
            }
        }
        state
    }

    fn anneal(&mut self, rounds: u32, (first, last): (f64, f64)) {
        let cooling = (last / first).powf(1.0 / f64::from(rounds.max(1)));
        let mut warmth = first;
        for _ in 0..rounds {
            for leaf in 0..self.choices.len() {
                if self.choices[leaf].steps > 0 {
                    self.alone(leaf, warmth);
                    self.with_another(leaf, warmth);
                }
            }
            warmth *= cooling;
        }
    }

    /// Tries a step of one cell.
    fn alone(&mut self, leaf: usize, warmth: f64) {
        let Some(step) = self.step(leaf) else { return };
        let cost = self.cost_of(leaf, step);
        if self.accepts(cost, warmth) {
            self.shift(leaf, step);
        }
    }

    /// Tries opposite steps of two cells of one row.
    fn with_another(&mut self, leaf: usize, warmth: f64) {
        let touches = self.frame.touches(leaf);
        if touches.is_empty() {
            return;
        }
        let (row, mine) = touches[self.draw(touches.len())];
        let others = self.frame.leaves_of(row);
        let (other, theirs) = others[self.draw(others.len())];
        let other = other as usize;
        let Some(step) = self.step(leaf).filter(|_| other != leaf) else {
            return;
        };
        let back = -step * f64::from(mine) / f64::from(theirs);
        let reached = self.figures[other] + back;
        let choice = self.choices[other];
        let fits = choice.steps > 0 && (back.abs() - choice.step).abs() < 1e-9;
        if !fits || reached < choice.low - 1e-9 || reached > choice.high() + 1e-9 {
            return;
        }
        let cost = self.cost_of(leaf, step);
        self.shift(leaf, step);
        let cost = cost + self.cost_of(other, back);
        if self.accepts(cost, warmth) {
            self.shift(other, back);
        } else {
            self.shift(leaf, -step);
        }
    }

    /// A step that the cell can make: up or down.
    fn step(&mut self, leaf: usize) -> Option<f64> {
        let choice = self.choices[leaf];
        let figure = self.figures[leaf];
        let up = figure + choice.step <= choice.high() + 1e-9;
        let down = figure - choice.step >= choice.low - 1e-9;
        match (up, down) {
            (true, true) if self.draw(2) == 0 => Some(-choice.step),
            (true, _) => Some(choice.step),
            (false, true) => Some(-choice.step),
            (false, false) => None,
        }
    }

    fn cost_of(&self, leaf: usize, step: f64) -> f64 {
        let truth = self.aim.truth[self.frame.leaves[leaf] as usize];
        let from = (self.figures[leaf] - truth) / self.aim.base;
        let own = from + step / self.aim.base;
        let mut cost = own * own - from * from;
        for (row, coefficient) in self.frame.touches(leaf) {
            let off = self.off[*row as usize];
            let kind = self.frame.rows[*row as usize];
            let moved = off + f64::from(*coefficient) * step;
            cost += self.cost(kind, moved) - self.cost(kind, off);
        }
        cost
    }

    fn cost(&self, kind: Row, off: f64) -> f64 {
        let bases = off / self.aim.base;
        match kind {
            Row::Check => self.heavy * bases.abs(),
            Row::Sum(_) => {
                let beyond = self.aim.limit.map_or(0.0, |limit| bases.abs() - limit);
                let beyond = if beyond > -1e-9 && self.aim.limit.is_some() {
                    self.heavy * (0.2 + beyond)
                } else {
                    0.0
                };
                bases * bases + beyond
            }
        }
    }

    fn shift(&mut self, leaf: usize, step: f64) {
        self.figures[leaf] += step;
        for (row, coefficient) in self.frame.touches(leaf) {
            self.off[*row as usize] += f64::from(*coefficient) * step;
        }
    }

    /// Rows that are not as they must be.
    fn wrong(&self) -> usize {
        let limit = self.aim.limit.unwrap_or(f64::INFINITY) * self.aim.base;
        let rows = self.frame.rows.iter().zip(&self.off);
        rows.filter(|(kind, off)| match kind {
            Row::Check => off.abs() > 1e-6,
            Row::Sum(_) => off.abs() >= limit - 1e-6,
        })
        .count()
    }

    fn accepts(&mut self, cost: f64, warmth: f64) -> bool {
        cost <= 0.0 || self.uniform() < (-cost / warmth).exp()
    }

    /// A number below `many` (xorshift64*).
    fn draw(&mut self, many: usize) -> usize {
        self.chance ^= self.chance >> 12;
        self.chance ^= self.chance << 25;
        self.chance ^= self.chance >> 27;
        let drawn = self.chance.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).unwrap_or_default() % many.max(1)
    }

    fn uniform(&mut self) -> f64 {
        const MANY: u32 = 1 << 30;
        let drawn = self.draw(MANY as usize);
        f64::from(u32::try_from(drawn).unwrap_or_default()) / f64::from(MANY)
    }
}

impl Choice {
    fn high(self) -> f64 {
        self.low + self.step * f64::from(self.steps)
    }
}
