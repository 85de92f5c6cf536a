//! Cell-key perturbation: a count is moved by a little noise that its records decide. Each record
//! has a key, a keyed hash made inside the office; the keys of the records of a cell, added up
//! modulo 2³², are the cell's key, which draws the noise from a published table of probabilities
//! (the p-table). The same records give the same figure in every table and every release, so that
//! asking twice averages nothing out. Sums do not add up any more.
//!
//! The p-table is designed as Giessing (2016) does: for each count the distribution of greatest
//! entropy among those that are unbiased, bounded, of the given variance, and that make none of
//! the figures that are too small to be shown. Where no distribution has the variance (a count of
//! one that can only become 0 or 3), it has the nearest that is possible.

use serde::{Deserialize, Serialize};

/// What the noise is like.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Noise {
    /// No figure moves farther.
    pub deviation: u32,
    /// The variance of the noise.
    pub variance: f64,
    /// Counts from 1 to this never appear.
    pub forbidden: u32,
}

impl Default for Noise {
    fn default() -> Self {
        Self {
            deviation: 5,
            variance: 3.0,
            forbidden: 2,
        }
    }
}

/// Farther than any office moves a count; a statement that says more is not believed.
const MOST: u32 = 100;

impl Noise {
    /// Whether there is such noise.
    #[must_use]
    pub fn is_possible(self) -> bool {
        let most = f64::from(self.deviation) * f64::from(self.deviation);
        (1..=MOST).contains(&self.deviation)
            && self.forbidden < self.deviation
            && self.variance > 0.0
            && self.variance < most / 2.0
    }
}

/// What becomes of a count: movements with their probabilities.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// The true count; the last of a table stands for all larger ones.
    pub count: u32,
    /// The movements, and how probable each is.
    pub movements: Vec<(i32, f64)>,
}

/// The table of transition probabilities.
#[derive(Debug, Clone)]
pub struct PTable {
    transitions: Vec<Transition>,
    /// Per transition and movement, the cell keys up to which it is drawn.
    until: Vec<Vec<u64>>,
}

const KEYS: u64 = 1 << 32;

impl PTable {
    /// The p-table of `noise`.
    #[must_use]
    pub fn of(noise: Noise) -> Self {
        let last = noise.deviation + noise.forbidden + 1;
        let transitions: Vec<Transition> =
            (0..=last).map(|count| transition(count, noise)).collect();
        let until = transitions.iter().map(thresholds).collect();
        Self { transitions, until }
    }

    /// The transitions, by count; the last holds for all larger counts.
    #[must_use]
    pub fn transitions(&self) -> &[Transition] {
        &self.transitions
    }

    /// The figure in place of `count` in a cell with this key.
    #[must_use]
    pub fn perturbed(&self, count: f64, key: u32) -> f64 {
        let last = self.transitions.len() - 1;
        let row = (0..last)
            .zip(&self.transitions)
            .find(|(_, transition)| count <= f64::from(transition.count))
            .map_or(last, |(row, _)| row);
        let drawn = self.until[row].partition_point(|until| *until <= u64::from(key));
        let movement = self.transitions[row].movements.get(drawn);
        count + movement.map_or(0.0, |(by, _)| f64::from(*by))
    }
}

/// The cell keys at which each movement ends.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "shares of 2³², exact in f64"
)]
fn thresholds(transition: &Transition) -> Vec<u64> {
    let mut sum = 0.0;
    let mut until: Vec<u64> = transition
        .movements
        .iter()
        .map(|(_, probability)| {
            sum += probability;
            ((sum * KEYS as f64).round() as u64).min(KEYS)
        })
        .collect();
    if let Some(last) = until.last_mut() {
        *last = KEYS;
    }
    until
}

fn transition(count: u32, noise: Noise) -> Transition {
    let (from, most) = (i64::from(count), i64::from(noise.deviation));
    let allowed = |by: &i64| {
        let figure = from + by;
        figure == 0 || figure > i64::from(noise.forbidden)
    };
    let movements: Vec<i32> = (-most..=most)
        .filter(|by| count > 0 || *by == 0)
        .filter(allowed)
        .filter_map(|by| i32::try_from(by).ok())
        .collect();
    let probabilities = greatest_entropy(&movements, noise.variance);
    Transition {
        count,
        movements: movements.into_iter().zip(probabilities).collect(),
    }
}

/// The distribution of greatest entropy over `movements` with mean 0 and the variance nearest to
/// `variance` that is possible: p ∝ exp(a·m + b·m²), with a and b by Newton's method on the dual.
fn greatest_entropy(movements: &[i32], variance: f64) -> Vec<f64> {
    let scale = movements.iter().map(|by| by.abs()).max().unwrap_or(0);
    let scale = f64::from(scale).max(1.0);
    let points: Vec<f64> = movements.iter().map(|by| f64::from(*by) / scale).collect();
    let goal = possible(&points, variance / (scale * scale));
    let (mut a, mut b) = (0.0, 0.0);
    let mut at = moments(&points, a, b);
    for _ in 0..MOST_STEPS {
        let (off_mean, off_variance) = (at.mean, at.second - goal);
        if off_mean.abs() + off_variance.abs() < 1e-13 {
            break;
        }
        // Covariance of (m, m²), with a little on the diagonal where two points decide all.
        let (c11, c12, c22) = (
            at.second - at.mean * at.mean + RIDGE,
            at.third - at.mean * at.second,
            at.fourth - at.second * at.second + RIDGE,
        );
        let determinant = c11 * c22 - c12 * c12;
        let (da, db) = (
            (c22 * off_mean - c12 * off_variance) / determinant,
            (c11 * off_variance - c12 * off_mean) / determinant,
        );
        let value = at.dual(b, goal);
        let mut step = 1.0;
        loop {
            let next = moments(&points, a - step * da, b - step * db);
            if next.dual(b - step * db, goal) <= value + 1e-15 || step < 1e-9 {
                (a, b, at) = (a - step * da, b - step * db, next);
                break;
            }
            step /= 2.0;
        }
    }
    at.probabilities
}

const MOST_STEPS: usize = 300;
const RIDGE: f64 = 1e-12;
/// Share by which the variance keeps off the least and the greatest that are possible.
const ROOM: f64 = 0.02;

/// `variance`, or the nearest that a distribution of mean 0 over `points` can have, with a little
/// room, so that each movement keeps some probability.
fn possible(points: &[f64], variance: f64) -> f64 {
    let below = points.iter().copied().filter(|point| *point <= 0.0);
    let above = points.iter().copied().filter(|point| *point >= 0.0);
    let (inner, outer) = (
        -below.clone().fold(f64::NEG_INFINITY, f64::max) * above.clone().fold(f64::MAX, f64::min),
        -below.fold(0.0, f64::min) * above.fold(0.0, f64::max),
    );
    variance
        .max(inner * (1.0 + ROOM))
        .min(outer * (1.0 - ROOM))
        .max(inner)
}

struct Moments {
    probabilities: Vec<f64>,
    log_sum: f64,
    mean: f64,
    second: f64,
    third: f64,
    fourth: f64,
}

impl Moments {
    /// What Newton's method makes small.
    fn dual(&self, b: f64, goal: f64) -> f64 {
        self.log_sum - b * goal
    }
}

fn moments(points: &[f64], a: f64, b: f64) -> Moments {
    let exponent = |point: &f64| a * point + b * point * point;
    let highest = points.iter().map(exponent).fold(f64::MIN, f64::max);
    let weights: Vec<f64> = points
        .iter()
        .map(|point| (exponent(point) - highest).exp())
        .collect();
    let sum: f64 = weights.iter().sum();
    let probabilities: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
    let moment = |power: i32| {
        let terms = points.iter().zip(&probabilities);
        terms.map(|(point, p)| p * point.powi(power)).sum::<f64>()
    };
    Moments {
        log_sum: highest + sum.ln(),
        mean: moment(1),
        second: moment(2),
        third: moment(3),
        fourth: moment(4),
        probabilities,
    }
}
