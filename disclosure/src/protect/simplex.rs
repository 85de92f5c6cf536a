//! The cheapest movement of a few cells: minimise what is paid for moving them, keep every
//! equation and bound, and move one cell to its goal. A bounded simplex in tableau form for
//! convex piecewise linear prices: each variable costs nothing where it stands and its price for
//! each unit up or down, so that no variable is split and one step passes many bends.
//!
//! The programs of suppression are many and small: some hundred cells, of which a few dozen can
//! move freely. docs/decisions/movement-simplex.md says why this is not left to a general solver.

use super::echelon::Echelon;

/// A variable: how far it may go and what it pays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variable {
    /// Lowest and highest position; it starts at 0.
    pub(super) low: f64,
    pub(super) high: f64,
    /// What a unit below and above 0 costs.
    pub(super) below: f64,
    pub(super) above: f64,
}

/// Movements of variables that keep all rows at zero.
#[derive(Debug, Default)]
pub(super) struct Movements {
    pub(super) variables: Vec<Variable>,
    /// Variables with their signs.
    pub(super) rows: Vec<Vec<(usize, f64)>>,
}

/// Where a variable outside of the basis rests.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rest {
    Low,
    Bend,
    High,
}

/// No row, no column.
const NOWHERE: usize = usize::MAX;
const SMALL: f64 = 1e-9;
/// Size of the disturbance that keeps vertices apart.
const NOISE: f64 = 1e-9;

struct Tableau {
    /// Variables of the basis by row, and outside of it by column.
    basic: Vec<usize>,
    outside: Vec<usize>,
    /// basic + table · outside = 0.
    table: Vec<f64>,
    variables: Vec<Variable>,
    bend: Vec<f64>,
    /// Bounds without the disturbance.
    bounds: Vec<(f64, f64)>,
    at: Vec<f64>,
    rest: Vec<Rest>,
}

impl Movements {
    /// The movement that brings variable 0 to its upper bound, or to its lower one when the
    /// upper is 0, at the least price.
    pub(super) fn cheapest(&self) -> Option<Vec<f64>> {
        let live = self.live();
        if !live[0] {
            return None;
        }
        let columns: Vec<usize> = (0..live.len()).filter(|at| live[*at]).collect();
        let mut place = vec![NOWHERE; live.len()];
        for (at, column) in columns.iter().enumerate() {
            place[*column] = at;
        }
        let mut tableau = Tableau::new(self, &columns, &place);
        let goal = tableau.pay_for_goal();
        tableau.descend();
        let found = tableau.settle();
        if (found[0] - goal).abs() > 1e-6 * goal.abs() {
            return None;
        }
        let mut all = vec![0.0; live.len()];
        for (column, value) in columns.iter().zip(found) {
            all[*column] = value;
        }
        Some(all)
    }

    /// The variables that no row holds alone.
    fn live(&self) -> Vec<bool> {
        let mut live: Vec<bool> = self
            .variables
            .iter()
            .map(|one| one.low < 0.0 || one.high > 0.0)
            .collect();
        let mut starts = vec![0u32; live.len() + 1];
        let mut open = vec![0usize; self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            for (variable, _) in row.iter().filter(|(variable, _)| live[*variable]) {
                starts[*variable + 1] += 1;
                open[at] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut rows_of = vec![0u32; starts.last().map_or(0, |last| *last as usize)];
        for (at, row) in self.rows.iter().enumerate() {
            for (variable, _) in row.iter().filter(|(variable, _)| live[*variable]) {
                rows_of[next[*variable] as usize] = at as u32;
                next[*variable] += 1;
            }
        }
        let mut queue: Vec<usize> = (0..open.len()).filter(|at| open[*at] == 1).collect();
        while let Some(at) = queue.pop() {
            let held = self.rows[at].iter().find(|(one, _)| live[*one]);
            let Some((held, _)) = held else { continue };
            live[*held] = false;
            for row in &rows_of[starts[*held] as usize..starts[*held + 1] as usize] {
                open[*row as usize] -= 1;
                if open[*row as usize] == 1 {
                    queue.push(*row as usize);
                }
            }
        }
        live
    }
}

impl Tableau {
    fn new(movements: &Movements, columns: &[usize], place: &[usize]) -> Self {
        let variables: Vec<Variable> = columns.iter().map(|at| movements.variables[*at]).collect();
        let (basic, outside, table) = reduce(movements, &variables, place);
        let mut noise = Noise(0x9e37_79b9_7f4a_7c15);
        let bend: Vec<f64> = variables.iter().map(|_| noise.next()).collect();
        let mut tableau = Self {
            at: bend.clone(),
            rest: vec![Rest::Bend; variables.len()],
            basic,
            outside,
            table,
            bounds: variables.iter().map(|one| (one.low, one.high)).collect(),
            variables,
            bend,
        };
        tableau.at_of_basic();
        for (variable, at) in tableau.variables.iter_mut().zip(&tableau.at) {
            variable.low = variable.low.min(*at) - noise.next().abs();
            variable.high = variable.high.max(*at) + noise.next().abs();
        }
        tableau
    }

    fn at_of_basic(&mut self) {
        let width = self.outside.len();
        for (row, variable) in self.basic.iter().enumerate() {
            let line = &self.table[row * width..(row + 1) * width];
            let sum: f64 = line
                .iter()
                .zip(&self.outside)
                .map(|(by, outside)| by * self.at[*outside])
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
        let worth = 1e4;
        let first = &mut self.variables[0];
        let (low, high) = self.bounds[0];
        if high > 0.0 {
            (first.below, first.above) = (worth, -worth);
            high
        } else {
            (first.below, first.above) = (-worth, worth);
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

    fn descend(&mut self) {
        let width = self.outside.len();
        let most = 100 + 6 * (width + self.basic.len());
        let mut pull = vec![0.0; width];
        for _ in 0..most {
            pull.fill(0.0);
            for (row, variable) in self.basic.iter().enumerate() {
                let slope = self.slope(*variable);
                if slope != 0.0 {
                    let line = &self.table[row * width..(row + 1) * width];
                    for (sum, by) in pull.iter_mut().zip(line) {
                        *sum -= slope * by;
                    }
                }
            }
            let Some((column, up)) = self.entering(&pull) else {
                return;
            };
            self.step(column, up, pull[column]);
        }
    }

    /// The variable outside of the basis whose movement saves most, and whether it goes up.
    fn entering(&self, pull: &[f64]) -> Option<(usize, bool)> {
        let mut best = (-1e-10, None);
        for (column, variable) in self.outside.iter().enumerate() {
            let one = &self.variables[*variable];
            let up = match self.rest[*variable] {
                Rest::Low => -one.below + pull[column],
                Rest::Bend => one.above + pull[column],
                Rest::High => f64::INFINITY,
            };
            let down = match self.rest[*variable] {
                Rest::Low => f64::INFINITY,
                Rest::Bend => one.below - pull[column],
                Rest::High => -one.above - pull[column],
            };
            for (saves, goes_up) in [(up, true), (down, false)] {
                if saves < best.0 {
                    best = (saves, Some((column, goes_up)));
                }
            }
        }
        best.1
    }

    /// Moves the variable of `column` as long as it saves; it then changes places with a
    /// variable of the basis or rests elsewhere.
    fn step(&mut self, column: usize, up: bool, pull: f64) {
        let entering = self.outside[column];
        let one = self.variables[entering];
        let way = if up { 1.0 } else { -1.0 };
        let mut saves = match (self.rest[entering], up) {
            (Rest::Low, _) => -one.below + pull,
            (Rest::Bend, true) => one.above + pull,
            (Rest::Bend, false) => one.below - pull,
            (Rest::High, _) => -one.above - pull,
        };
        // (how far, row or none for the entering variable, where it rests, change of slope)
        let mut events: Vec<(f64, usize, Rest, f64)> = Vec::with_capacity(16);
        let (from, bend) = (self.at[entering], self.bend[entering]);
        let (end, end_rest) = if up {
            (one.high - from, Rest::High)
        } else {
            (from - one.low, Rest::Low)
        };
        if self.rest[entering] != Rest::Bend && one.above + one.below != 0.0 {
            events.push((
                (bend - from).abs(),
                NOWHERE,
                Rest::Bend,
                one.above + one.below,
            ));
        }
        events.push((end, NOWHERE, end_rest, f64::INFINITY));
        let width = self.outside.len();
        for (row, variable) in self.basic.iter().enumerate() {
            let rate = -way * self.table[row * width + column];
            if rate.abs() < SMALL {
                continue;
            }
            let other = &self.variables[*variable];
            let (at, bend) = (self.at[*variable], self.bend[*variable]);
            let kink = (other.above + other.below) * rate.abs();
            if kink != 0.0 && (bend - at) * rate > 0.0 {
                events.push(((bend - at) / rate, row, Rest::Bend, kink));
            }
            let (bound, rest) = if rate > 0.0 {
                (other.high, Rest::High)
            } else {
                (other.low, Rest::Low)
            };
            if bound.is_finite() {
                events.push((((bound - at) / rate).max(0.0), row, rest, f64::INFINITY));
            }
        }
        events.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut stop = events[0];
        for event in events {
            stop = event;
            saves += event.3;
            if saves >= -1e-11 {
                break;
            }
        }
        let by = way * stop.0;
        for (row, variable) in self.basic.iter().enumerate() {
            self.at[*variable] -= by * self.table[row * width + column];
        }
        self.at[entering] += by;
        if stop.1 == NOWHERE {
            self.rest[entering] = stop.2;
            self.at[entering] = self.position(entering);
        } else {
            let leaving = self.basic[stop.1];
            self.rest[leaving] = stop.2;
            self.at[leaving] = self.position(leaving);
            self.pivot(stop.1, column);
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
        let width = self.outside.len();
        let by = 1.0 / self.table[row * width + column];
        let mut line: Vec<f64> = self.table[row * width..(row + 1) * width]
            .iter()
            .map(|one| one * by)
            .collect();
        line[column] = by;
        for (at, other) in self.table.chunks_exact_mut(width).enumerate() {
            let factor = other[column];
            if at == row || factor == 0.0 {
                continue;
            }
            other[column] = 0.0;
            for (one, part) in other.iter_mut().zip(&line) {
                *one -= factor * part;
            }
        }
        self.table[row * width..(row + 1) * width].copy_from_slice(&line);
        std::mem::swap(&mut self.basic[row], &mut self.outside[column]);
    }

    /// The positions without the disturbance.
    fn settle(&mut self) -> Vec<f64> {
        for variable in &self.outside {
            let (low, high) = self.bounds[*variable];
            self.at[*variable] = match self.rest[*variable] {
                Rest::Low => low,
                Rest::Bend => 0.0,
                Rest::High => high,
            };
        }
        self.at_of_basic();
        for at in &mut self.at {
            if at.abs() < 1e-7 {
                *at = 0.0;
            }
        }
        std::mem::take(&mut self.at)
    }
}

/// Solves the rows for a basis of cheap variables.
fn reduce(
    movements: &Movements,
    variables: &[Variable],
    place: &[usize],
) -> (Vec<usize>, Vec<usize>, Vec<f64>) {
    let width = variables.len();
    let mut order: Vec<usize> = (1..width).collect();
    order.sort_by(|a, b| {
        price(&variables[*a])
            .total_cmp(&price(&variables[*b]))
            .then(a.cmp(b))
    });
    order.push(0);
    let mut rank = vec![0; width];
    for (at, variable) in order.iter().enumerate() {
        rank[*variable] = at;
    }
    let mut echelon = Echelon::new(width);
    for row in &movements.rows {
        let placed = row.iter().map(|(variable, sign)| (place[*variable], *sign));
        echelon.take(
            placed
                .filter(|(at, _)| *at != NOWHERE)
                .map(|(at, sign)| (rank[at], sign)),
        );
    }
    let (leads, free, table) = echelon.solve();
    let named = |at: &usize| order[*at];
    (
        leads.iter().map(named).collect(),
        free.iter().map(named).collect(),
        table,
    )
}

fn price(variable: &Variable) -> f64 {
    variable.below + variable.above
}

/// A fixed sequence of small numbers.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as f64 / (1u64 << 53) as f64 - 0.5) * 2.0 * NOISE
    }
}
