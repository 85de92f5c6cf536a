//! What must be true of a hidden cell's interval, and whether it is.

use crate::geometry::CellId;
use crate::table::{Need, PublishedTable, State};

/// Relative slack that the arithmetic of large sums asks for.
const ROUNDING: f64 = 1e-6;

/// What must be true of a hidden cell's interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Want {
    /// Nothing: a hidden remainder that need not be protected.
    Nothing,
    /// Its figure must not follow.
    Distinct,
    /// At least this many whole numbers beyond the first.
    Whole(f64),
    /// The upper end at least this many times the lower one.
    Ratio(f64),
    /// What the office asks for a cell whose figure it knows.
    Around(Need),
    /// The same in whole numbers.
    WholeAround(Need),
}

impl Want {
    /// What `cell` of `table` needs, as the office asks it or as a reader can judge it.
    pub(super) fn of(table: &PublishedTable, cell: CellId) -> Self {
        let state = table.states[cell as usize];
        let rules = &table.rules;
        if let Some(office) = &table.office {
            return match office.needs[cell as usize] {
                Some(need) if rules.counts() => Self::WholeAround(need),
                Some(need) => Self::Around(need),
                None if state == State::Hidden => Self::Nothing,
                None => Self::Distinct,
            };
        }
        match state {
            State::Published | State::Hidden => Self::Nothing,
            State::Secondary => Self::Distinct,
            State::Small | State::Other if rules.counts() => Self::Whole(rules.whole_slide()),
            _ if rules.protection > 0.0 => Self::Ratio(rules.ratio()),
            _ => Self::Distinct,
        }
    }

    /// What is left of it against a unit that is alone elsewhere: in counts one whole number
    /// beyond the first, otherwise an interval half as long, wherever it lies. A
    /// reader, who has no figure of the unit's, asks only whether the cell becomes its function.
    pub(super) fn against_unit(self) -> Self {
        match self {
            Self::Nothing | Self::Distinct | Self::Whole(_) | Self::Ratio(_) => Self::Distinct,
            Self::Around(need) => Self::Around(Need {
                slide: need.against_unit(false).slide * (1.0 - ROUNDING),
                ..Need::default()
            }),
            Self::WholeAround(_) => Self::Whole(1.0),
        }
    }

    /// What a cell needs so that its figure does not follow.
    pub(super) fn of_a_figure(self) -> Self {
        match self {
            Self::Whole(_) | Self::WholeAround(_) => Self::Whole(1.0),
            _ => Self::Distinct,
        }
    }

    /// Whether the interval is wide enough for a cell whose figure is, or may be, `at`.
    pub(super) fn is_met(self, at: f64, (low, high): (f64, f64)) -> bool {
        self.lacks(at, (low, high)) == (false, false)
    }

    /// Whether the interval must still grow downwards, and upwards.
    pub(super) fn lacks(self, at: f64, (low, high): (f64, f64)) -> (bool, bool) {
        let moves = high - low > tiny(at);
        let both = |met: bool| (!met, !met);
        match self {
            Self::Nothing => (false, false),
            Self::Distinct => both(moves),
            Self::Whole(slide) => both(whole_width((low, high)) >= slide),
            Self::Ratio(ratio) => both(moves && high * (1.0 + ROUNDING) >= low * ratio),
            Self::Around(need) => {
                let slack = ROUNDING * (1.0 + need.lower.max(need.upper).max(need.slide));
                let narrow = high - low < need.slide - slack;
                (
                    low > at - need.lower + slack || narrow,
                    high < at + need.upper - slack || narrow,
                )
            }
            Self::WholeAround(need) => {
                let narrow = whole_width((low, high)) < need.slide;
                (
                    low > at - need.lower + ROUNDING || narrow,
                    high < at + need.upper - ROUNDING || narrow,
                )
            }
        }
    }

    /// A length that is natural for a cell whose figure is `at`.
    pub(super) fn step(self, at: f64) -> f64 {
        match self {
            Self::Nothing | Self::Whole(_) | Self::WholeAround(_) => 1.0,
            Self::Distinct => (at.abs() * 1e-3).max(1.0),
            Self::Ratio(_) => (at.abs() * 0.1).max(1e-3),
            Self::Around(need) => need.lower.max(need.upper).max(need.slide).max(1e-3),
        }
    }

    /// How far it makes sense to move the cell.
    pub(super) fn farthest(self, at: f64) -> f64 {
        match self {
            Self::Nothing | Self::Distinct => self.step(at),
            Self::Whole(slide) => slide + 1.0,
            Self::Ratio(_) => at.abs().max(1.0) * 10.0,
            Self::Around(need) => need.slide.max(need.lower + need.upper),
            Self::WholeAround(need) => need.lower.max(need.upper).max(need.slide),
        }
    }

    /// Whether an interval that is too narrow tells the figure itself.
    pub(super) fn is_exact(self, at: f64, (low, high): (f64, f64)) -> bool {
        let whole = matches!(self, Self::Whole(_) | Self::WholeAround(_));
        high - low <= tiny(at) || (whole && whole_width((low, high)) < 1.0)
    }
}

/// A length that counts as nothing beside `at`.
pub(super) fn tiny(at: f64) -> f64 {
    ROUNDING * (1.0 + at.abs())
}

/// Number of whole numbers in the interval beyond the first.
fn whole_width((low, high): (f64, f64)) -> f64 {
    (high + ROUNDING).floor() - (low - ROUNDING).ceil()
}
