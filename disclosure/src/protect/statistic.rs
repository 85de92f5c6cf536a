//! Statistics that add up to nothing: a median is withheld for its own sake or not at all. That of a sum and those of
//! all its parts but one leave the last one open (it depends on how many are on either side of it), so that nothing is
//! hidden for others' sake.

use super::primary;
use crate::{
    rule::RuleSet,
    table::{ProtectedTable, RawTable},
};

/// The table without the figures that too few stand behind.
pub(super) fn protect(raw: RawTable, rules: &RuleSet) -> ProtectedTable {
    let rules = rules.of_medians();
    let (states, _) = primary::primary(&raw, &rules);
    ProtectedTable::new(raw, states, rules)
}
