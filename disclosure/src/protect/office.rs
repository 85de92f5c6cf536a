//! A table as the office attacks it when others chose what is hidden.

use super::{primary, published};
use crate::{
    rule::RuleSet,
    table::{OfficeSide, PublishedTable, RawTable, State},
};

impl RawTable {
    /// The table with `states`, one per cell, whoever chose them: with its own figures, what its
    /// cells need, and the units that are alone. It is for attacking only; what may leave is made
    /// by [`crate::protect()`].
    #[must_use]
    pub fn suppressed_as(&self, states: &[State], rules: &RuleSet) -> PublishedTable {
        let mut states = states.to_vec();
        states.resize(self.cells.len(), State::Hidden);
        let (_, needs) = primary::primary(self, rules);
        let office = OfficeSide {
            truth: self.figures(),
            needs,
            insiders: primary::insiders(self, rules, &states),
            witnesses: Vec::new(),
        };
        published(self, rules, &states, Some(office))
    }
}
