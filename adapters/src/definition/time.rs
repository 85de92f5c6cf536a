//! Rounds and periods: for which reference periods a definition holds, what is different in one
//! round, and to which period a row belongs.

use std::fmt;

use schemas::period::ReferencePeriod;
use serde::{Deserialize, Deserializer};

/// The `[periods]` section.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// First year for which the definition was checked.
    pub from: u16,
    /// Last year, or last period such as `2025-07` of a file that ends within a year; none: until further notice.
    #[serde(default)]
    pub to: Option<Limit>,
    /// Frequencies of the reference periods that make sense: `A`, `S`, `Q`, `M`. Default: all.
    #[serde(default)]
    pub frequencies: Vec<String>,
}

/// The `[time]` section: to which period a row belongs. Rows of other periods than the one asked
/// for are excluded with the reason `other_period`. Without the section every row belongs to the
/// period asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Time {
    /// Column of kind `date`. Empty in a round: there the rows do not tell it.
    #[serde(deserialize_with = "filled")]
    pub date: Option<String>,
    /// Column with the year (instead of `date`). With `month` or `quarter` alone all rows are of the year asked for.
    pub year: Option<String>,
    /// Column with the quarter, 1 to 4 (with `year`).
    pub quarter: Option<String>,
    /// Column with the month, 1 to 12 (with `year`).
    pub month: Option<String>,
    /// Where a printed table has columns with the sums of its months and quarters: how the cells of the quarter and of the
    /// month end in them (`Total` for `2024 Total`, `Q1 Total`). Such a figure is of the whole year or quarter, and a
    /// row then belongs to the period of just its own length: months are not added up to what the office adds up itself.
    pub sums: Vec<String>,
    /// The month in which the years of the column `year` begin, where they are fiscal years. 10: `2024` in the column begins
    /// in October 2023, and its month `OCT` is October 2023. Default 1.
    pub year_begins: Option<u8>,
    /// First month of the year that `--period 2017` means. 10: fiscal year October 2016 to
    /// September 2017. Default 1.
    pub first_month: Option<u8>,
}

/// A text that says something.
fn filled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A `[[round]]` section: what is different in some years. Every other key of the section has
/// the meaning that it has at the top of the file and replaces what stands there; sections are
/// merged key by key, lists are replaced whole.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Round {
    /// Name for people, for example `2019-2021`.
    pub name: String,
    /// First year, or first period such as `2021-Q3`.
    pub from: Limit,
    /// Last year or period; none: until further notice.
    #[serde(default)]
    pub to: Option<Limit>,
    /// The keys that are different.
    #[serde(flatten)]
    pub change: toml::Table,
}

/// A limit of a round: a year, or a half-year, quarter or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Limit {
    /// A whole year.
    Year(u16),
    /// Another period.
    Period(ReferencePeriod),
}

impl Round {
    /// Whether `period` lies in the round, whole.
    #[must_use]
    pub fn holds(&self, period: ReferencePeriod) -> bool {
        let (first, last) = months(period);
        let begins = self.from.months().0 <= first;
        begins && self.to.is_none_or(|to| last <= to.months().1)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Period(period) => write!(f, "{period}"),
        }
    }
}

impl Limit {
    /// The year that it is or lies in.
    #[must_use]
    pub fn year(self) -> u16 {
        match self {
            Self::Year(year) => year,
            Self::Period(period) => period.year(),
        }
    }

    /// Whether `period` ends with it or before.
    #[must_use]
    pub fn reaches(self, period: ReferencePeriod) -> bool {
        months(period).1 <= self.months().1
    }

    /// First and last month, counted from the year 0.
    fn months(self) -> (u32, u32) {
        match self {
            Self::Year(year) => (u32::from(year) * 12, u32::from(year) * 12 + 11),
            Self::Period(period) => months(period),
        }
    }
}

/// First and last month of `period`, counted from the year 0.
fn months(period: ReferencePeriod) -> (u32, u32) {
    let length = 12 / u32::from(period.frequency().periods_in_year());
    let before = u32::from(period.ordinal().saturating_sub(1)) * length;
    let first = u32::from(period.year()) * 12 + before;
    (first, first + length - 1)
}

#[cfg(test)]
mod tests {
    use super::Round;

    fn round(limits: &str) -> Round {
        toml::from_str(&format!("name = \"a round\"\n{limits}")).expect("a round")
    }

    #[test]
    fn a_round_may_begin_and_end_within_a_year() {
        let editions = round("from = \"2012-Q3\"\nto = \"2021-Q2\"");
        let holds = |period: &str| editions.holds(period.parse().expect("a period"));
        assert!(holds("2012-Q3") && holds("2015") && holds("2021-06"));
        assert!(!holds("2012-Q2") && !holds("2012") && !holds("2021-Q3") && !holds("2021"));
        let years = round("from = 2010\nto = 2010");
        assert!(years.holds("2010".parse().expect("a period")));
        assert!(years.holds("2010-12".parse().expect("a period")));
        assert!(!years.holds("2011".parse().expect("a period")));
    }
}
