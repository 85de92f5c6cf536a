//! A bounded simplex in tableau form for convex piecewise linear prices: each variable costs
//! nothing where it stands and its price for each unit up or down, so that no variable is split
//! and one step passes many bends (Fourer, *A simplex algorithm for piecewise-linear programming*,
//! Mathematical Programming 1985). A small disturbance keeps vertices apart.

use super::{echelon::Echelon, lines::Lines, program::Variable};

/// Where a variable outside of the basis rests.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rest {
    Low,
    Bend,
    High,
}

/// Less than this is nothing.
const SMALL: f64 = 1e-9;
/// Size of the disturbance.
const NOISE: f64 = 1e-9;
/// What reaching the goal is worth, where the dearest price is 1.
const WORTH: f64 = 1e4;
/// A position that is none, and a step beyond a bound that is none.
const NOTHING: f64 = 1e-7;
const BESIDE: f64 = 1e-6;
/// What a step must save, and what is no saving any more.
const LESS: f64 = 1e-10;
const NOT_LESS: f64 = 1e-11;

pub(super) struct Tableau {
    /// Variables of the basis by row, and outside of it by column.
    basic: Vec<usize>,
    outside: Vec<usize>,
    /// basic + table · outside = 0.
    table: Lines,
    /// What each variable of the basis pays for a bit more, by row.
    slopes: Vec<f64>,
    /// What the basis pays when the variable of a column moves up a bit: -slopes · table.
    pull: Vec<f64>,
    variables: Vec<Variable>,
    bend: Vec<f64>,
    /// Bounds without the disturbance.
    bounds: Vec<(f64, f64)>,
    at: Vec<f64>,
    rest: Vec<Rest>,
}

/// A point on the way of a variable where the price turns or a bound is met.
struct Turn {
    /// After so much movement.
    after: f64,
    /// The row of the variable of the basis that turns; none for the moving one itself.
    row: Option<usize>,
    /// Where that variable rests if the movement ends here.
    rest: Rest,
    /// By how much going on is dearer from here.
    dearer: f64,
}

impl Variable {
    /// By how much the price turns at 0.
    fn kink(&self) -> f64 {
        self.below + self.above
    }
}

impl Tableau {
    /// The variables in a basis of cheap ones, each row solved for one of them.
    pub(super) fn new<'a>(
        variables: Vec<Variable>,
        rows: impl Iterator<Item = &'a [(u32, f64)]>,
    ) -> Self {
        let (basic, outside, table) = reduce(&variables, rows);
        let mut noise = Noise(0x9e37_79b9_7f4a_7c15);
        let bend: Vec<f64> = variables.iter().map(|_| noise.next()).collect();
        let mut tableau = Self {
            at: bend.clone(),
            rest: vec![Rest::Bend; variables.len()],
            slopes: vec![0.0; basic.len()],
            pull: vec![0.0; outside.len()],
            basic,
            outside,
            table,
            bounds: variables.iter().map(|one| (one.low, one.high)).collect(),
            variables,
            bend,
        };
        tableau.at_of_basic();
        let places = tableau.at.iter().zip(&tableau.bend);
        for (variable, (at, bend)) in tableau.variables.iter_mut().zip(places) {
            variable.low = variable.low.min(*at).min(*bend) - noise.next().abs();
            variable.high = variable.high.max(*at).max(*bend) + noise.next().abs();
        }
        tableau
    }

    /// The positions at the least price, or nothing when variable 0 cannot reach its goal.
    pub(super) fn cheapest(mut self) -> Option<Vec<f64>> {
        let goal = self.pay_for_goal();
        self.descend();
        let found = self.settle();
        ((found[0] - goal).abs() <= 1e-6 * goal.abs()).then_some(found)
    }

    fn at_of_basic(&mut self) {
        for (row, variable) in self.basic.iter().enumerate() {
            let parts = self.table.row(row);
            let sum: f64 = parts
                .map(|(column, by)| by * self.at[self.outside[column]])
                .sum();
            self.at[*variable] = -sum;
        }
    }

    /// Makes the goal of variable 0 worth more than all else; its goal.
    fn pay_for_goal(&mut self) -> f64 {
        let dearest = self
            .variables
            .iter()
            .map(|one| one.below.max(one.above))
            .fold(1e-30, f64::max);
        for one in &mut self.variables {
            one.below /= dearest;
            one.above /= dearest;
        }
        let first = &mut self.variables[0];
        let (low, high) = self.bounds[0];
        if high > 0.0 {
            (first.below, first.above) = (WORTH, -WORTH);
            high
        } else {
            (first.below, first.above) = (-WORTH, WORTH);
            low
        }
    }

    /// What a variable of the basis pays for a bit more.
    fn slope(&self, variable: usize) -> f64 {
        let one = &self.variables[variable];
        if self.at[variable] >= self.bend[variable] {
            one.above
        } else {
            -one.below
        }
    }

    /// Steps as long as one saves. The pull is carried along from step to step; before it is said
    /// to be the end it is added up anew.
    fn descend(&mut self) {
        let mut left = 100 + 6 * (self.outside.len() + self.basic.len());
        self.pull_anew();
        let mut is_fresh = true;
        while left > 0 {
            if let Some((column, up)) = self.entering() {
                left -= 1;
                is_fresh = false;
                self.step(column, up);
            } else if is_fresh {
                return;
            } else {
                self.pull_anew();
                is_fresh = true;
            }
        }
    }

    fn pull_anew(&mut self) {
        self.slopes.fill(0.0);
        self.pull.fill(0.0);
        for row in 0..self.basic.len() {
            self.follow_slope(row);
        }
    }

    /// Takes up into the pull that a variable of the basis has passed its bend.
    fn follow_slope(&mut self, row: usize) {
        let slope = self.slope(self.basic[row]);
        let change = slope - self.slopes[row];
        if change != 0.0 {
            self.slopes[row] = slope;
            for (column, by) in self.table.row(row) {
                self.pull[column] -= change * by;
            }
        }
    }

    /// The variable outside of the basis whose movement saves most, and whether it goes up.
    fn entering(&self) -> Option<(usize, bool)> {
        let mut best = (-LESS, None);
        for (column, variable) in self.outside.iter().enumerate() {
            for up in [true, false] {
                let cost = self.cost(*variable, self.pull[column], up);
                if cost < best.0 {
                    best = (cost, Some((column, up)));
                }
            }
        }
        best.1
    }

    /// What a bit of movement costs a variable outside of the basis; less than nothing when the
    /// basis saves more.
    fn cost(&self, variable: usize, pull: f64, up: bool) -> f64 {
        let one = &self.variables[variable];
        match (self.rest[variable], up) {
            (Rest::Low, true) => pull - one.below,
            (Rest::Bend, true) => pull + one.above,
            (Rest::Bend, false) => one.below - pull,
            (Rest::High, false) => -one.above - pull,
            (Rest::Low, false) | (Rest::High, true) => f64::INFINITY,
        }
    }

    /// Moves the variable of `column` as long as it saves; it then changes places with a
    /// variable of the basis or rests elsewhere.
    fn step(&mut self, column: usize, up: bool) {
        let entering = self.outside[column];
        let way = if up { 1.0 } else { -1.0 };
        let mut turns = self.own_turns(entering, up);
        self.turns_of_basic(column, way, &mut turns);
        turns.sort_unstable_by(|a, b| a.after.total_cmp(&b.after));
        let mut cost = self.cost(entering, self.pull[column], up);
        let stop = turns.iter().find(|turn| {
            cost += turn.dearer;
            cost >= -NOT_LESS
        });
        let Some(stop) = stop.or(turns.last()) else {
            return;
        };
        let by = way * stop.after;
        let mut moved = Vec::new();
        for (row, part) in self.table.column(column) {
            self.at[self.basic[row]] -= by * part;
            moved.push(row);
        }
        self.at[entering] += by;
        let resting = stop.row.map_or(entering, |row| self.basic[row]);
        self.rest[resting] = stop.rest;
        self.at[resting] = self.position(resting);
        if let Some(row) = stop.row {
            self.pivot(row, column);
        }
        for row in moved {
            self.follow_slope(row);
        }
    }

    /// Where the entering variable itself turns: at its bend and at its bound.
    fn own_turns(&self, entering: usize, up: bool) -> Vec<Turn> {
        let one = &self.variables[entering];
        let from = self.at[entering];
        let (end, rest) = if up {
            (one.high - from, Rest::High)
        } else {
            (from - one.low, Rest::Low)
        };
        let mut turns = vec![Turn {
            after: end,
            row: None,
            rest,
            dearer: f64::INFINITY,
        }];
        if self.rest[entering] != Rest::Bend && one.kink() != 0.0 {
            turns.push(Turn {
                after: (self.bend[entering] - from).abs(),
                row: None,
                rest: Rest::Bend,
                dearer: one.kink(),
            });
        }
        turns
    }

    /// Where variables of the basis turn when the one of `column` moves.
    fn turns_of_basic(&self, column: usize, way: f64, turns: &mut Vec<Turn>) {
        for (row, part) in self.table.column(column) {
            let rate = -way * part;
            if rate.abs() < SMALL {
                continue;
            }
            let variable = self.basic[row];
            let one = &self.variables[variable];
            let at = self.at[variable];
            let to_bend = (self.bend[variable] - at) / rate;
            if one.kink() != 0.0 && to_bend > 0.0 {
                turns.push(Turn {
                    after: to_bend,
                    row: Some(row),
                    rest: Rest::Bend,
                    dearer: one.kink() * rate.abs(),
                });
            }
            let (bound, rest) = if rate > 0.0 {
                (one.high, Rest::High)
            } else {
                (one.low, Rest::Low)
            };
            if bound.is_finite() {
                turns.push(Turn {
                    after: ((bound - at) / rate).max(0.0),
                    row: Some(row),
                    rest,
                    dearer: f64::INFINITY,
                });
            }
        }
    }

    fn position(&self, variable: usize) -> f64 {
        match self.rest[variable] {
            Rest::Low => self.variables[variable].low,
            Rest::Bend => self.bend[variable],
            Rest::High => self.variables[variable].high,
        }
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let leaving = self.slopes[row];
        for (other, by) in self.table.row(row) {
            self.pull[other] += leaving * by;
        }
        self.table.exchange(row, column, &mut self.pull);
        // The variable that comes in weighs nothing until its slope is taken up.
        self.slopes[row] = 0.0;
        std::mem::swap(&mut self.basic[row], &mut self.outside[column]);
    }

    /// The positions without the disturbance.
    fn settle(mut self) -> Vec<f64> {
        for variable in &self.outside {
            let (low, high) = self.bounds[*variable];
            self.at[*variable] = match self.rest[*variable] {
                Rest::Low => low,
                Rest::Bend => 0.0,
                Rest::High => high,
            };
        }
        self.at_of_basic();
        for (at, (low, high)) in self.at.iter_mut().zip(&self.bounds) {
            *at = if at.abs() < NOTHING {
                0.0
            } else {
                within(*at, *low, *high)
            };
        }
        self.at
    }
}

/// A position that the disturbance alone brings beyond a bound lies on the bound: beside figures that are a billion times
/// as large, the room of a cell may be smaller than that.
fn within(at: f64, low: f64, high: f64) -> f64 {
    let bound = at.max(low).min(high);
    if (at - bound).abs() < BESIDE {
        bound
    } else {
        at
    }
}

/// Solves the rows for a basis of cheap variables: those of the basis, the others, and the table.
fn reduce<'a>(
    variables: &[Variable],
    rows: impl Iterator<Item = &'a [(u32, f64)]>,
) -> (Vec<usize>, Vec<usize>, Lines) {
    let width = variables.len();
    let mut order: Vec<usize> = (1..width).collect();
    let price = |at: &usize| variables[*at].kink();
    order.sort_by(|a, b| price(a).total_cmp(&price(b)).then(a.cmp(b)));
    order.push(0);
    let mut rank = vec![0; width];
    for (at, variable) in order.iter().enumerate() {
        rank[*variable] = at;
    }
    let mut echelon = Echelon::new(width);
    for row in rows {
        let ranked = row.iter();
        echelon.take(ranked.map(|(variable, sign)| (rank[*variable as usize], *sign)));
    }
    let solved = echelon.solve();
    let named = |places: Vec<usize>| places.into_iter().map(|at| order[at]).collect();
    (named(solved.leads), named(solved.free), solved.table)
}

/// A fixed sequence of small numbers.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The upper 32 bits: a number that a float holds exactly.
        let share = f64::from((self.0 >> 32) as u32) / f64::from(u32::MAX);
        (share - 0.5) * 2.0 * NOISE
    }
}
