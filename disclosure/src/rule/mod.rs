//! What must be protected, as data: five profiles, the rule of each country that wins over them
//! key by key, and what a table or an agreement adds, which can only make them stricter.

mod level;
mod national;
mod statement;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use level::Struck;
pub use national::NationalRules;

use crate::{cell_key::Noise, method::Method};

/// What the minimum frequency counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FrequencyOf {
    /// The figure itself (counts).
    Value,
    /// The unweighted records behind the figure (surveys, amounts).
    #[default]
    Contributors,
}

/// How far the interval of a dominated figure must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Levels {
    /// As far as the formula of each rule that struck says, and never less than `protection`.
    #[default]
    Rule,
    /// The share `protection`, whatever rule struck (a safety range set by hand).
    Share,
}

/// What happens to cells in which there is nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zeros {
    /// They are sent: nobody is there, and that tells nothing of anybody.
    #[default]
    Publish,
    /// They are suppressed like small counts, unless they cannot be otherwise: "none of these is
    /// a victim" tells something of all of them.
    Protect,
}

/// The prior-posterior rule: nobody who knows each contribution to within `q` of it may learn the
/// largest to within `p`. With `q = 1` (nothing is known beforehand) it is the p%-rule.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorPosterior {
    /// The share of the largest contribution within which it must not be learnt.
    pub p: f64,
    /// The share within which it is known beforehand.
    #[serde(default = "nothing_known")]
    pub q: f64,
    /// How many of the next largest contributors put what they know together.
    #[serde(default = "one_intruder")]
    pub coalition: u32,
}

fn nothing_known() -> f64 {
    1.0
}

fn one_intruder() -> u32 {
    1
}

/// The rules of one table. Each key is described in `docs/disclosure.md` §2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleSet {
    /// Name of the profile.
    pub profile: String,
    /// Where the rule stands: a law, a manual, a page.
    pub source: String,
    /// Cells with fewer, but not none, are suppressed; 0 switches the rule off.
    pub minimum_frequency: u32,
    /// What the minimum frequency counts.
    pub frequency_of: FrequencyOf,
    /// Cells whose (weighted) figure is smaller, but not zero, are suppressed; 0 switches it off.
    pub minimum_value: f64,
    /// The same for the cells of some subdivisions, by code.
    pub minimum_value_at: BTreeMap<String, f64>,
    /// Cells with fewer contributing units are suppressed, where units are known.
    pub minimum_holders: u32,
    /// `[n, share]`: suppressed when the n largest units hold more than the share (n = 1 to 5).
    pub dominance: Vec<(u32, f64)>,
    /// Suppressed when a contributor can estimate the largest contribution too closely.
    pub prior_posterior: Option<PriorPosterior>,
    /// How far the intervals of dominated figures must reach.
    pub levels: Levels,
    /// Survey cells with fewer unweighted records are flagged as of low reliability.
    pub flag_below: u32,
    /// Medians of fewer unweighted records are suppressed, whatever `minimum_frequency` says.
    pub median_frequency: u32,
    /// Medians of fewer unweighted records are flagged as of low reliability.
    pub median_flag_below: u32,
    /// Cells whose coefficient of variation is at least this share are flagged likewise.
    pub flag_cv: f64,
    /// Share of the figure by which a recomputed interval must exceed it on both sides.
    pub protection: f64,
    /// Whether a unit that is alone in its cell counts as an intruder.
    pub insiders: bool,
    /// What happens to cells in which there is nobody.
    pub zeros: Zeros,
    /// Codes by dimension at which nobody can be; such zeros are known and sent in any case.
    pub structural_zeros: Vec<BTreeMap<String, String>>,
    /// Whether figures may be negative (net flows).
    pub negative_values: bool,
    /// Whether no figure below the nation leaves.
    pub national_only: bool,
    /// Whether only figures of a year leave.
    pub annual_only: bool,
    /// Subdivisions with fewer persons have no cross table; 0 switches the rule off.
    pub small_area: u32,
    /// How the table is protected.
    pub method: Method,
    /// What figures are multiples of after rounding; 0 stands for the minimum frequency.
    pub base: u32,
    /// How many bases sums may lie away from the truth where rounding cannot stay within one.
    pub reach: u32,
    /// How cell-key perturbation moves figures.
    pub noise: Noise,
    /// Sets of dimensions: cells that are broken down by none but those of a set (totals, margins by SEX) are hidden
    /// for others' sake only where nothing else hides them.
    pub spared: Vec<Vec<String>>,
    /// Share of suppressed cells or value above which the report proposes a coarser table.
    pub max_suppressed_share: f64,
}

impl Default for RuleSet {
    fn default() -> Self {
        Self {
            profile: "custom".to_owned(),
            source: String::new(),
            minimum_frequency: 0,
            frequency_of: FrequencyOf::default(),
            minimum_value: 0.0,
            minimum_value_at: BTreeMap::new(),
            minimum_holders: 0,
            dominance: Vec::new(),
            prior_posterior: None,
            levels: Levels::default(),
            flag_below: 0,
            median_frequency: 0,
            median_flag_below: 0,
            flag_cv: 0.0,
            protection: 0.1,
            insiders: true,
            zeros: Zeros::default(),
            structural_zeros: Vec::new(),
            negative_values: false,
            national_only: false,
            annual_only: false,
            small_area: 0,
            method: Method::default(),
            base: 0,
            reach: 2,
            noise: Noise::default(),
            spared: Vec::new(),
            max_suppressed_share: 0.3,
        }
    }
}

/// A rule file or profile that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// No profile of this name.
    #[error("no profile {0}")]
    UnknownProfile(String),
    /// Not the TOML that a rule is written in.
    #[error("rule: {0}")]
    Syntax(String),
    /// A share outside of 0 to 1, or more units than the largest that a table keeps.
    #[error("rule: {0} is out of range")]
    OutOfRange(&'static str),
}

impl RuleSet {
    /// A built-in profile: survey, count, money, sensitive, published.
    ///
    /// # Errors
    /// When there is no such profile.
    pub fn profile(name: &str) -> Result<Self, RuleError> {
        let profiles: BTreeMap<String, Self> =
            toml::from_str(include_str!("profiles.toml")).map_err(syntax)?;
        profiles
            .get(name)
            .cloned()
            .ok_or_else(|| RuleError::UnknownProfile(name.to_owned()))
    }

    /// A rule file.
    ///
    /// # Errors
    /// When it is not a rule.
    pub fn from_toml(text: &str) -> Result<Self, RuleError> {
        let rule: Self = toml::from_str(text).map_err(syntax)?;
        rule.check()
    }

    /// These rules with the keys of `over` in the place of their own, be they stricter or not.
    ///
    /// # Errors
    /// When the result is not a rule.
    pub fn overlaid(&self, over: &toml::Table) -> Result<Self, RuleError> {
        let mut table = toml::Table::try_from(self).map_err(syntax)?;
        table.extend(over.clone());
        let rule: Self = table.try_into().map_err(syntax)?;
        rule.check()
    }

    /// These rules made stricter by the keys of `over`; a key that would relax them is ignored.
    ///
    /// # Errors
    /// When `over` is not a part of a rule.
    pub fn tightened(&self, over: &toml::Table) -> Result<Self, RuleError> {
        Ok(self.clone().stricter(&self.overlaid(over)?))
    }

    fn check(self) -> Result<Self, RuleError> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let positive = |value: f64| value.is_finite() && value >= 0.0;
        let units = 1..=crate::table::LARGEST as u32;
        let dominance = |(n, of): &(u32, f64)| units.contains(n) && share(*of) && *of > 0.0;
        let known = |rule: PriorPosterior| {
            let coalition = 1..crate::table::LARGEST as u32;
            share(rule.p) && share(rule.q) && rule.q > 0.0 && coalition.contains(&rule.coalition)
        };
        let wrong = [
            ("protection", !share(self.protection)),
            ("max_suppressed_share", !share(self.max_suppressed_share)),
            ("noise", !self.noise.is_possible()),
            ("dominance", !self.dominance.iter().all(dominance)),
            ("prior_posterior", !self.prior_posterior.is_none_or(known)),
            (
                "flag_cv",
                !(self.flag_cv.is_finite() && self.flag_cv >= 0.0),
            ),
            ("minimum_value", !positive(self.minimum_value)),
            (
                "minimum_value_at",
                !self.minimum_value_at.values().all(|value| positive(*value)),
            ),
        ];
        match wrong.iter().find(|(_, wrong)| *wrong) {
            Some((key, _)) => Err(RuleError::OutOfRange(key)),
            None => Ok(self),
        }
    }

    /// By how many whole numbers the interval of a small count must reach beyond the first: two,
    /// or one where the threshold leaves no more.
    #[must_use]
    pub fn whole_slide(&self) -> f64 {
        let counts_of_a_small_cell = match self.zeros {
            Zeros::Publish => self.minimum_frequency.saturating_sub(1),
            Zeros::Protect => self.minimum_frequency,
        };
        f64::from(counts_of_a_small_cell.saturating_sub(1).min(2))
    }

    /// How many times the lower end of a figure's interval its upper end must be.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        let share = self.protection.min(0.9);
        (1.0 + share) / (1.0 - share)
    }

    /// Whether figures are whole counts whose own size is the rule.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.frequency_of == FrequencyOf::Value && self.minimum_frequency > 0
    }

    /// What figures are multiples of after rounding.
    #[must_use]
    pub fn rounding_base(&self) -> u32 {
        if self.base == 0 {
            self.minimum_frequency
        } else {
            self.base
        }
    }

    /// The least figure of the subdivision `area` that is not suppressed.
    pub(crate) fn least_at(&self, area: &str) -> f64 {
        let own = self.minimum_value_at.get(area).copied();
        own.unwrap_or(self.minimum_value)
    }

    /// The rules by which a median is judged: by the records and units behind it, since its own size tells nothing of
    /// them, and by suppression, since it adds up to nothing.
    #[must_use]
    pub(crate) fn of_medians(&self) -> Self {
        Self {
            minimum_frequency: self.minimum_frequency.max(self.median_frequency),
            frequency_of: FrequencyOf::Contributors,
            flag_below: self.flag_below.max(self.median_flag_below),
            median_frequency: 0,
            median_flag_below: 0,
            method: Method::Suppression,
            spared: Vec::new(),
            ..self.clone()
        }
    }

    /// Whether some rule may suppress something.
    #[must_use]
    pub fn suppresses(&self) -> bool {
        self.minimum_frequency > 0
            || self.minimum_value > 0.0
            || !self.minimum_value_at.is_empty()
            || self.minimum_holders > 0
            || !self.dominance.is_empty()
            || self.prior_posterior.is_some()
            || self.zeros == Zeros::Protect
            || self.small_area > 0
    }
}

fn syntax(error: impl std::fmt::Display) -> RuleError {
    RuleError::Syntax(error.to_string())
}
