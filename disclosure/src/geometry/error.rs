//! What is wrong with the shape of a table, by cell and sum, never by figure.

use schemas::language::{MessageArgs, args};

/// What is wrong with the shape of a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeometryError {
    /// A sum names a code that the dimension lacks.
    #[error("dimension {dimension}: unknown code {code}")]
    UnknownCode {
        /// The dimension.
        dimension: String,
        /// The code.
        code: String,
    },
    /// A code is part of itself.
    #[error("dimension {dimension}: code {code} is part of itself")]
    Cycle {
        /// The dimension.
        dimension: String,
        /// The code.
        code: String,
    },
    /// A code is counted twice in one of the codes above it: its hierarchy is neither a tree nor
    /// several hierarchies side by side.
    #[error("dimension {dimension}: {code} is counted twice in {equation}")]
    CountedTwice {
        /// The dimension.
        dimension: String,
        /// The code that is counted twice.
        code: String,
        /// The sum in which it is.
        equation: String,
    },
    /// The parts of a sum are shown, the sum is not.
    #[error("{cell} is missing, the sum {equation}")]
    MissingTotal {
        /// The cell that is missing.
        cell: String,
        /// The sum that it would be.
        equation: String,
    },
    /// Two rows speak of the same cell.
    #[error("the cell {0} stands twice")]
    DuplicateCell(String),
    /// A breakdown is shown in part only.
    #[error("the breakdown of {cell} by {dimension} is not whole")]
    PartialBreakdown {
        /// The parent cell.
        cell: String,
        /// The dimension of the breakdown.
        dimension: String,
    },
    /// More codes, dimensions or cells than a table can hold.
    #[error("the table is too large")]
    TooLarge,
}

impl GeometryError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownCode { .. } => "geometry_unknown_code",
            Self::Cycle { .. } => "geometry_cycle",
            Self::CountedTwice { .. } => "geometry_counted_twice",
            Self::MissingTotal { .. } => "geometry_missing_total",
            Self::DuplicateCell(_) => "geometry_duplicate_cell",
            Self::PartialBreakdown { .. } => "geometry_partial_breakdown",
            Self::TooLarge => "geometry_too_large",
        }
    }

    /// The variables of its message.
    #[must_use]
    pub fn args(&self) -> MessageArgs {
        match self {
            Self::UnknownCode { dimension, code } | Self::Cycle { dimension, code } => {
                args([("dimension", dimension.clone()), ("code", code.clone())])
            }
            Self::CountedTwice {
                dimension,
                code,
                equation,
            } => args([
                ("dimension", dimension.clone()),
                ("code", code.clone()),
                ("equation", equation.clone()),
            ]),
            Self::MissingTotal { cell, equation } => {
                args([("cell", cell.clone()), ("equation", equation.clone())])
            }
            Self::DuplicateCell(cell) => args([("cell", cell.clone())]),
            Self::PartialBreakdown { cell, dimension } => {
                args([("cell", cell.clone()), ("dimension", dimension.clone())])
            }
            Self::TooLarge => MessageArgs::new(),
        }
    }
}
