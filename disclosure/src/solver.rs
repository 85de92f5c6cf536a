//! The linear programs behind one small trait, so that another solver can take the place.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};

/// A linear program: minimise `cost · x` subject to `rows · x = rhs` and bounds.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Per variable: cost, lower and upper bound.
    pub variables: Vec<(f64, f64, f64)>,
    /// Per row: variables with coefficients, and what they add up to.
    pub rows: Vec<(Vec<(usize, f64)>, f64)>,
}

/// Solves linear programs.
pub trait Solver {
    /// The values of the variables at an optimum, `None` when there is none or it was not found.
    fn minimise(&self, program: &Program) -> Option<Vec<f64>>;
}

/// The pure Rust simplex of the `microlp` crate.
#[derive(Debug, Clone, Copy, Default)]
pub struct Simplex;

impl Solver for Simplex {
    fn minimise(&self, program: &Program) -> Option<Vec<f64>> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let variables: Vec<_> = program
            .variables
            .iter()
            .map(|(cost, lower, upper)| problem.add_var(*cost, (*lower, *upper)))
            .collect();
        for (terms, rhs) in &program.rows {
            let mut expression = LinearExpr::empty();
            for (at, coefficient) in terms {
                expression.add(variables[*at], *coefficient);
            }
            problem.add_constraint(expression, ComparisonOp::Eq, *rhs);
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        Some(variables.iter().map(|at| solution.var_value(*at)).collect())
    }
}
