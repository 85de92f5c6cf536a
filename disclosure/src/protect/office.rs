//! A table as the office attacks it when others chose what is hidden.

use super::{primary, published};
use crate::{
    rule::RuleSet,
    table::{Need, OfficeSide, PublishedTable, RawTable, State},
};

impl RawTable {
    /// What the cells need so that they stay hidden. The figure of a statistic need only not follow: what it is judged
    /// by are the persons behind it.
    pub(super) fn needs(&self, rules: &RuleSet) -> Vec<Option<Need>> {
        if self.statistics.is_some() {
            return vec![None; self.cells.len()];
        }
        primary::primary(self, rules).1
    }

    /// The table with `states`, one per cell, whoever chose them: with its own figures, what its
    /// cells need, and the units that are alone. It is for attacking only; what may leave is made
    /// by [`crate::protect()`].
    #[must_use]
    pub fn suppressed_as(&self, states: &[State], rules: &RuleSet) -> PublishedTable {
        let mut states = states.to_vec();
        states.resize(self.cells.len(), State::Hidden);
        let office = OfficeSide {
            truth: self.figures(),
            needs: self.needs(rules),
            insiders: primary::insiders(self, rules, &states),
            witnesses: Vec::new(),
        };
        published(self, rules, &states, Some(office))
    }
}
