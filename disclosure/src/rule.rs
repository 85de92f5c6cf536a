//! What must be protected, as data: five profiles, and a country's own rule on top of them
//! (the stricter of both wins).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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

/// The rules of one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleSet {
    /// Name of the profile.
    pub profile: String,
    /// Cells with fewer, but not none, are suppressed; 0 switches the rule off.
    pub minimum_frequency: u32,
    /// What the minimum frequency counts.
    pub frequency_of: FrequencyOf,
    /// Cells with fewer contributing units are suppressed, where units are known.
    pub minimum_holders: u32,
    /// `[n, share]`: suppressed when the n largest units hold more than the share (n = 1, 2).
    pub dominance: Vec<(u32, f64)>,
    /// Survey cells with fewer unweighted records are flagged as of low reliability.
    pub flag_below: u32,
    /// Share of the figure by which a recomputed interval must exceed it on both sides.
    pub protection: f64,
    /// Whether a unit that is alone in its cell counts as an intruder.
    pub insiders: bool,
}

impl Default for RuleSet {
    fn default() -> Self {
        Self {
            profile: "custom".to_owned(),
            minimum_frequency: 0,
            frequency_of: FrequencyOf::default(),
            minimum_holders: 0,
            dominance: Vec::new(),
            flag_below: 0,
            protection: 0.1,
            insiders: true,
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
    /// A share outside of 0 to 1, or a dominance of other than one or two units.
    #[error("rule: {0} is out of range")]
    OutOfRange(&'static str),
}

impl RuleSet {
    /// A built-in profile: survey, count, money, sensitive, published.
    ///
    /// # Errors
    /// When there is no such profile.
    pub fn profile(name: &str) -> Result<Self, RuleError> {
        let profiles: BTreeMap<String, Self> = toml::from_str(include_str!("profiles.toml"))
            .map_err(|error| RuleError::Syntax(error.to_string()))?;
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
        let rule: Self =
            toml::from_str(text).map_err(|error| RuleError::Syntax(error.to_string()))?;
        rule.check()
    }

    fn check(self) -> Result<Self, RuleError> {
        if !(0.0..=1.0).contains(&self.protection) {
            return Err(RuleError::OutOfRange("protection"));
        }
        let dominance =
            |(n, share): &(u32, f64)| (1..=2).contains(n) && (0.0..=1.0).contains(share);
        if !self.dominance.iter().all(dominance) {
            return Err(RuleError::OutOfRange("dominance"));
        }
        Ok(self)
    }

    /// These rules made stricter by `national` wherever it is stricter.
    #[must_use]
    pub fn stricter(mut self, national: &Self) -> Self {
        self.minimum_frequency = self.minimum_frequency.max(national.minimum_frequency);
        self.minimum_holders = self.minimum_holders.max(national.minimum_holders);
        self.flag_below = self.flag_below.max(national.flag_below);
        self.protection = self.protection.max(national.protection);
        self.insiders |= national.insiders;
        for (n, share) in &national.dominance {
            match self.dominance.iter_mut().find(|(known, _)| known == n) {
                Some((_, known)) => *known = known.min(*share),
                None => self.dominance.push((*n, *share)),
            }
        }
        self
    }

    /// The rules as the statement lists them.
    #[must_use]
    pub fn statement(&self) -> Vec<String> {
        let mut rules = Vec::new();
        if self.minimum_frequency > 0 {
            rules.push(format!("minimum_frequency={}", self.minimum_frequency));
            rules.push(match self.frequency_of {
                FrequencyOf::Value => "frequency_of=value".to_owned(),
                FrequencyOf::Contributors => "frequency_of=contributors".to_owned(),
            });
        }
        if self.minimum_holders > 0 {
            rules.push(format!("minimum_holders={}", self.minimum_holders));
        }
        for (n, share) in &self.dominance {
            rules.push(format!("dominance={n},{share}"));
        }
        if self.flag_below > 0 {
            rules.push(format!("flag_below={}", self.flag_below));
        }
        if rules.is_empty() {
            rules.push("none".to_owned());
        } else {
            rules.push(format!("protection={}", self.protection));
        }
        rules
    }

    /// The rules of a statement, as a reader knows them.
    #[must_use]
    pub fn of_statement(profile: &str, rules: &[String]) -> Self {
        let mut found = Self {
            profile: profile.to_owned(),
            ..Self::default()
        };
        for (key, value) in rules.iter().filter_map(|rule| rule.split_once('=')) {
            match key {
                "minimum_frequency" => found.minimum_frequency = value.parse().unwrap_or(0),
                "minimum_holders" => found.minimum_holders = value.parse().unwrap_or(0),
                "protection" => found.protection = value.parse().unwrap_or(0.0),
                "frequency_of" if value == "value" => found.frequency_of = FrequencyOf::Value,
                _ => {}
            }
        }
        found
    }

    /// By how many whole numbers the interval of a small count must reach beyond the first: two,
    /// or one where the threshold leaves no more.
    #[must_use]
    pub fn whole_slide(&self) -> f64 {
        f64::from(self.minimum_frequency.saturating_sub(2).min(2))
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
}
