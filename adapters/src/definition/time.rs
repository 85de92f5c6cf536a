//! Rounds and periods: for which reference periods a definition holds, what is different in one
//! round, and to which period a row belongs.

use serde::Deserialize;

/// The `[periods]` section.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// First year for which the definition was checked.
    pub from: u16,
    /// Last year; none: until further notice.
    #[serde(default)]
    pub to: Option<u16>,
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
    /// Column of kind `date`.
    pub date: Option<String>,
    /// Column with the year (instead of `date`).
    pub year: Option<String>,
    /// Column with the quarter, 1 to 4 (with `year`).
    pub quarter: Option<String>,
    /// Column with the month, 1 to 12 (with `year`).
    pub month: Option<String>,
    /// First month of the year that `--period 2017` means. 10: fiscal year October 2016 to
    /// September 2017. Default 1.
    pub first_month: Option<u8>,
}

/// A `[[round]]` section: what is different in some years. Every other key of the section has
/// the meaning that it has at the top of the file and replaces what stands there; sections are
/// merged key by key, lists are replaced whole.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Round {
    /// Name for people, for example `2019-2021`.
    pub name: String,
    /// First year.
    pub from: u16,
    /// Last year; none: until further notice.
    #[serde(default)]
    pub to: Option<u16>,
    /// The keys that are different.
    #[serde(flatten)]
    pub change: toml::Table,
}
