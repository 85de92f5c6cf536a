//! Which concentration rules strike a cell, and how far its interval must then reach.
//!
//! Notation of Hundepool and others, *Statistical Disclosure Control* (Wiley 2012) and *Handbook on
//! Statistical Disclosure Control* (second edition 2024), both chapter 4 on magnitude tables: a
//! cell of total X has the contributions x₁ ≥ x₂ ≥ …

use super::RuleSet;
use crate::table::{LARGEST, RawCell};

/// A concentration rule that strikes, and the level that its formula asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Struck {
    /// (1, k).
    ByOne(f64),
    /// (2, k).
    ByTwo(f64),
    /// (n, k) for more, or the prior-posterior rule.
    Other(f64),
}

impl Struck {
    fn level(self) -> f64 {
        match self {
            Self::ByOne(level) | Self::ByTwo(level) | Self::Other(level) => level,
        }
    }
}

impl RuleSet {
    /// The concentration rules that strike `cell`, in the order in which they are told.
    fn struck(&self, cell: &RawCell) -> impl Iterator<Item = Struck> {
        let (total, top) = sizes(cell);
        let mut dominance = self.dominance.clone();
        dominance.sort_by_key(|(n, _)| *n);
        let dominated = dominance.into_iter().filter_map(move |(n, share)| {
            let level = dominance_level(total, &top, n, share);
            (level > 0.0).then_some(match n {
                1 => Struck::ByOne(level),
                2 => Struck::ByTwo(level),
                _ => Struck::Other(level),
            })
        });
        let rule = self.prior_posterior;
        let estimated = rule.and_then(|rule| {
            let level = estimation_level(total, &top, rule.p, rule.q, rule.coalition);
            (level > 0.0).then_some(Struck::Other(level))
        });
        dominated.chain(estimated)
    }

    /// The first concentration rule that strikes `cell`.
    pub(crate) fn concentration(&self, cell: &RawCell) -> Option<Struck> {
        self.struck(cell).next()
    }

    /// How far below and above its figure the interval of `cell` must reach by the formulas: the
    /// farthest of those rules that strike it; 0 when none does.
    pub(crate) fn formula_level(&self, cell: &RawCell) -> f64 {
        self.struck(cell).map(Struck::level).fold(0.0, f64::max)
    }
}

/// Total and largest contributions. Net figures have contributions of both signs: their sizes
/// count, and a total smaller than they are together makes every rule stricter, never laxer.
fn sizes(cell: &RawCell) -> (f64, [f64; LARGEST]) {
    (cell.value.abs(), cell.top.map(f64::abs))
}

/// (n, k)-dominance: sensitive when x₁ + … + xₙ > k X. Upper protection level
/// (x₁ + … + xₙ) / k − X: at that figure the n units would hold just the share k
/// (Hundepool and others, chapter 4).
fn dominance_level(total: f64, top: &[f64; LARGEST], n: u32, share: f64) -> f64 {
    let held: f64 = top.iter().take(n as usize).sum();
    if held > share * total {
        held / share - total
    } else {
        0.0
    }
}

/// The prior-posterior rule with a coalition of c: unit 2 with c − 1 others knows its own
/// contributions and estimates x₁ from above by X − x₂ − … − x₍c+1₎, less what it knows of the
/// rest, each to within q. Sensitive when q (X − x₁ − … − x₍c+1₎) < p x₁; upper protection level
/// (p / q) x₁ − (X − x₁ − … − x₍c+1₎) (Hundepool and others, chapter 4; with q = 1 the p%-rule;
/// for the coalition, τ-ARGUS manual, "p% rule: number of contributors in a coalition").
fn estimation_level(total: f64, top: &[f64; LARGEST], p: f64, q: f64, coalition: u32) -> f64 {
    let known: f64 = top.iter().take(coalition as usize + 1).sum();
    p / q * top[0] - (total - known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::PriorPosterior;

    const TOP: [f64; LARGEST] = [50.0, 30.0, 10.0, 4.0, 3.0];

    #[test]
    fn dominance_reaches_as_far_as_the_share_would_be_kept() {
        // 50 of 100 is not more than half; 50 of 90 is, and at 100 it would not be.
        assert_eq!(dominance_level(100.0, &TOP, 1, 0.5), 0.0);
        assert_eq!(dominance_level(90.0, &TOP, 1, 0.5), 10.0);
        assert_eq!(dominance_level(100.0, &TOP, 2, 0.75), 80.0 / 0.75 - 100.0);
        assert_eq!(dominance_level(100.0, &TOP, 3, 0.8), 90.0 / 0.8 - 100.0);
        assert_eq!(dominance_level(100.0, &TOP, 5, 0.97), 0.0);
    }

    #[test]
    fn the_p_percent_rule_compares_the_largest_with_the_remainder() {
        // Remainder 20, a tenth of the largest is 5: safe. A half of it is 25: five are missing.
        assert!(estimation_level(100.0, &TOP, 0.1, 1.0, 1) < 0.0);
        assert_eq!(estimation_level(100.0, &TOP, 0.5, 1.0, 1), 5.0);
        // Two together know 10 more.
        assert_eq!(estimation_level(100.0, &TOP, 0.5, 1.0, 2), 15.0);
        // Who knows each contribution to within half of it before needs twice as much.
        assert_eq!(estimation_level(100.0, &TOP, 0.5, 0.5, 1), 30.0);
        // A single unit: nothing remains.
        let one = [120.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(estimation_level(120.0, &one, 0.1, 1.0, 1), 12.0);
    }

    #[test]
    fn the_farthest_level_of_the_rules_that_strike_counts() {
        let rules = RuleSet {
            dominance: vec![(2, 0.75), (1, 0.45)],
            prior_posterior: Some(PriorPosterior {
                p: 0.5,
                q: 1.0,
                coalition: 1,
            }),
            ..RuleSet::default()
        };
        let cell = RawCell {
            value: 100.0,
            top: TOP,
            ..RawCell::default()
        };
        let first = rules.concentration(&cell);
        assert!(matches!(first, Some(Struck::ByOne(_))), "{first:?}");
        assert_eq!(rules.formula_level(&cell), 50.0 / 0.45 - 100.0);
        assert_eq!(RuleSet::default().formula_level(&cell), 0.0);
    }
}
