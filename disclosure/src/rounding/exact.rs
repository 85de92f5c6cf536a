//! Controlled rounding as an integer program: each figure goes down or up to the next multiple,
//! all sums hold, and figures move as little as may be.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions};

use crate::geometry::Equations;

/// Nodes of the search tree after which it is left to the heuristic.
const MOST_NODES: u64 = 400;

/// The rounded figures of all cells; none where there is no such rounding or it was not found.
pub(super) fn round(truth: &[f64], equations: &Equations, base: f64) -> Option<Vec<f64>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let below: Vec<f64> = truth.iter().map(|figure| (figure / base).floor()).collect();
    let variables: Vec<_> = truth
        .iter()
        .zip(&below)
        .map(|(figure, below)| {
            let rest = figure / base - below;
            (rest > 1e-9).then(|| problem.add_integer_var(1.0 - 2.0 * rest, (0, 1)))
        })
        .collect();
    for at in 0..equations.len() {
        let mut terms = LinearExpr::empty();
        let (mut constant, mut free) = (0.0, false);
        for (place, cell) in equations.members(at).iter().enumerate() {
            let sign = if place == 0 { -1.0 } else { 1.0 };
            constant += sign * below[*cell as usize];
            if let Some(variable) = variables[*cell as usize] {
                terms.add(variable, sign);
                free = true;
            }
        }
        if free {
            problem.add_constraint(terms, ComparisonOp::Eq, -constant);
        }
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(MOST_NODES);
    options.mip_gap = 0.02;
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    let up = |variable: &Option<microlp::Variable>| {
        variable.map_or(0.0, |variable| solution.var_value(variable).round())
    };
    let figures = below.iter().zip(&variables);
    Some(
        figures
            .map(|(below, variable)| (below + up(variable)) * base)
            .collect(),
    )
}
