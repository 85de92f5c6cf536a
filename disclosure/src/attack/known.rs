//! What an intruder knows besides the table: figures published elsewhere.

use crate::{
    geometry::CellId,
    table::{PublishedTable, State},
};

impl PublishedTable {
    /// The same table where these cells' figures are known from another release. Cells that the
    /// table publishes itself keep the figure that it gives.
    #[must_use]
    pub fn with_known(mut self, known: &[(CellId, f64)]) -> Self {
        for (cell, figure) in known {
            let at = *cell as usize;
            if at < self.grid.len() && self.states[at] != State::Published {
                self.values[at] = *figure;
                self.states[at] = State::Published;
            }
        }
        self
    }
}
