//! Rounding that adds up. *Controlled rounding* makes every figure a multiple of a base, each
//! within one base of the truth where such a table is found, multiples unchanged; in three and
//! more dimensions none may exist, and sums may then lie up to `reach` bases away, which the
//! statement says. *Small-count rounding* moves only the counts below the threshold, to 0 or to
//! the threshold, and adds the sums up anew.
//!
//! Small tables are solved as an integer program, all others by `search`.

mod exact;
mod frame;
mod search;

use frame::Frame;
use search::{Aim, Choice, search};

use crate::{geometry::Equations, method::MethodError};

/// Figures up to which the integer program is tried.
const SMALL: usize = 400;

/// A rounded table: figures of all cells and remainders.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounded {
    /// The figures.
    pub figures: Vec<f64>,
    /// Every figure is less than so many bases away from the truth.
    pub reach: u32,
}

/// Rounds every figure to a multiple of `base`, in tables of which all figures are at least 0.
///
/// # Errors
/// When no table was found that adds up within `most` bases.
pub fn controlled(
    truth: &[f64],
    equations: &Equations,
    base: u32,
    most: u32,
) -> Result<Rounded, MethodError> {
    let size = f64::from(base);
    if truth.len() <= SMALL
        && let Some(figures) = exact::round(truth, equations, size)
        && adds_up(&figures, equations)
    {
        return Ok(Rounded { figures, reach: 1 });
    }
    let frame = Frame::of(equations, truth.len());
    let aim = Aim {
        truth,
        base: size,
        limit: Some(1.0),
    };
    // The free cells within one base, then within two.
    for wider in 0..most.clamp(1, 2) {
        let choices: Vec<Choice> = frame
            .leaves
            .iter()
            .map(|leaf| multiples(truth[*leaf as usize], size, wider))
            .collect();
        let figures = sums(&frame, &search(&frame, &choices, &aim), truth.len());
        let reach = reach(truth, &figures, size);
        if adds_up(&figures, equations) && reach <= most {
            return Ok(Rounded { figures, reach });
        }
    }
    Err(MethodError::NoRounding(most))
}

/// Moves counts from 1 to `threshold` − 1 to 0 or to `threshold`. Where two breakdowns of one
/// margin must agree, larger counts may move too, by less than the threshold.
///
/// # Errors
/// When no table was found that adds up.
pub fn small_counts(
    truth: &[f64],
    equations: &Equations,
    threshold: u32,
) -> Result<Rounded, MethodError> {
    let size = f64::from(threshold);
    let frame = Frame::of(equations, truth.len());
    let checked = frame.checked();
    let choices: Vec<Choice> = frame
        .leaves
        .iter()
        .zip(checked)
        .map(|(leaf, checked)| {
            let count = truth[*leaf as usize];
            if count > 0.0 && count < size {
                multiples(count, size, 0)
            } else if checked && count > 0.0 {
                around(count, threshold)
            } else {
                fixed(count)
            }
        })
        .collect();
    let aim = Aim {
        truth,
        base: size,
        limit: None,
    };
    let figures = sums(&frame, &search(&frame, &choices, &aim), truth.len());
    if !adds_up(&figures, equations) {
        return Err(MethodError::NoRounding(1));
    }
    let reach = reach(truth, &figures, size);
    Ok(Rounded { figures, reach })
}

fn fixed(figure: f64) -> Choice {
    Choice {
        low: figure,
        step: 1.0,
        steps: 0,
    }
}

/// The multiples next to a figure, and `wider` more on both sides; a multiple stays unless wider.
fn multiples(figure: f64, base: f64, wider: u32) -> Choice {
    let below = (figure / base).floor();
    let is_multiple = figure / base - below < 1e-9;
    if is_multiple && (wider == 0 || figure == 0.0) {
        return fixed(figure);
    }
    let low = (below - f64::from(wider)).max(0.0);
    let high = below + f64::from(wider) + if is_multiple { 0.0 } else { 1.0 };
    let mut steps = 0;
    while low + f64::from(steps) < high - 0.5 {
        steps += 1;
    }
    Choice {
        low: low * base,
        step: base,
        steps,
    }
}

/// The counts nearer than the threshold, none below it.
fn around(count: f64, threshold: u32) -> Choice {
    let low = (count - f64::from(threshold - 1)).max(f64::from(threshold));
    let mut steps = 0;
    while low + f64::from(steps) < count + f64::from(threshold - 1) {
        steps += 1;
    }
    Choice {
        low,
        step: 1.0,
        steps,
    }
}

/// All figures from those of the free cells.
fn sums(frame: &Frame, free: &[f64], cells: usize) -> Vec<f64> {
    let mut figures = vec![0.0; cells];
    for (at, leaf) in frame.leaves.iter().enumerate() {
        figures[*leaf as usize] = free[at];
        for (row, coefficient) in frame.touches(at) {
            if let frame::Row::Sum(cell) = frame.rows[*row as usize] {
                figures[cell as usize] += f64::from(*coefficient) * free[at];
            }
        }
    }
    figures
}

/// Whether every sum is the sum of its parts.
#[must_use]
pub fn adds_up(figures: &[f64], equations: &Equations) -> bool {
    (0..equations.len()).all(|at| {
        let members = equations.members(at);
        let parts: f64 = members[1..]
            .iter()
            .map(|part| figures[*part as usize])
            .sum();
        (parts - figures[members[0] as usize]).abs() < 1e-6 * (1.0 + parts.abs())
    })
}

/// The number of bases that no figure is as far away as.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small number of bases; saturates"
)]
fn reach(truth: &[f64], figures: &[f64], base: f64) -> u32 {
    let away = truth.iter().zip(figures).map(|(a, b)| (a - b).abs() / base);
    let most = away.fold(0.0, f64::max);
    (most + 1e-9).floor() as u32 + 1
}
