//! The rule of each country as data, and how it meets the profile: it wins, key by key, be it
//! stricter or not. What a table or an agreement adds can only make the result stricter.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::method::Method;

use super::{Levels, PriorPosterior, RuleError, RuleSet, Zeros, syntax};

/// The rule files of the countries, by ISO 3166-1 alpha-3.
const FILES: [(&str, &str); 12] = [
    ("BLZ", include_str!("../../rules/blz.toml")),
    ("CAN", include_str!("../../rules/can.toml")),
    ("CRI", include_str!("../../rules/cri.toml")),
    ("DOM", include_str!("../../rules/dom.toml")),
    ("GTM", include_str!("../../rules/gtm.toml")),
    ("HND", include_str!("../../rules/hnd.toml")),
    ("HTI", include_str!("../../rules/hti.toml")),
    ("MEX", include_str!("../../rules/mex.toml")),
    ("NIC", include_str!("../../rules/nic.toml")),
    ("PAN", include_str!("../../rules/pan.toml")),
    ("SLV", include_str!("../../rules/slv.toml")),
    ("USA", include_str!("../../rules/usa.toml")),
];

/// The rule file of a country.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalRules {
    /// The country.
    pub area: String,
    /// The law that obliges its offices.
    pub source: String,
    /// What an officer must know of it.
    #[serde(default)]
    pub note: String,
    /// Per profile, the keys that the country decides itself.
    #[serde(default)]
    pub profile: BTreeMap<String, toml::Table>,
}

impl NationalRules {
    /// The built-in rules of the country `area`.
    ///
    /// # Errors
    /// When its file is not a rule (tested for all of them).
    pub fn of(area: &str) -> Result<Option<Self>, RuleError> {
        let file = FILES.iter().find(|(known, _)| *known == area);
        file.map(|(_, text)| Self::from_toml(text)).transpose()
    }

    /// The rules of a country from the text of its file.
    ///
    /// # Errors
    /// When it is not a rule.
    pub fn from_toml(text: &str) -> Result<Self, RuleError> {
        toml::from_str(text).map_err(syntax)
    }

    /// The profile `name` as this country applies it.
    ///
    /// # Errors
    /// When there is no such profile or the country's keys do not make a rule.
    pub fn applied(&self, name: &str) -> Result<RuleSet, RuleError> {
        let mut keys = toml::Table::new();
        keys.insert("source".to_owned(), self.source.clone().into());
        keys.extend(self.profile.get(name).cloned().unwrap_or_default());
        RuleSet::profile(name)?.overlaid(&keys)
    }
}

impl RuleSet {
    /// The profile `name` as the country `area` applies it; the profile itself where the country
    /// is not known.
    ///
    /// # Errors
    /// When there is no such profile.
    pub fn of_country(area: &str, name: &str) -> Result<Self, RuleError> {
        match NationalRules::of(area)? {
            Some(national) => national.applied(name),
            None => Self::profile(name),
        }
    }

    /// These rules made stricter by `other` wherever it is stricter.
    #[must_use]
    pub fn stricter(mut self, other: &Self) -> Self {
        if other.minimum_frequency > 0 && self.minimum_frequency == 0 {
            self.frequency_of = other.frequency_of;
        }
        self.minimum_frequency = self.minimum_frequency.max(other.minimum_frequency);
        let areas = self
            .minimum_value_at
            .keys()
            .chain(other.minimum_value_at.keys());
        let least = |area: &String| (area.clone(), self.least_at(area).max(other.least_at(area)));
        self.minimum_value_at = areas.map(least).collect();
        self.minimum_value = self.minimum_value.max(other.minimum_value);
        self.minimum_holders = self.minimum_holders.max(other.minimum_holders);
        self.flag_below = self.flag_below.max(other.flag_below);
        self.median_frequency = self.median_frequency.max(other.median_frequency);
        self.median_flag_below = self.median_flag_below.max(other.median_flag_below);
        self.flag_cv = match (self.flag_cv > 0.0, other.flag_cv > 0.0) {
            (true, true) => self.flag_cv.min(other.flag_cv),
            _ => self.flag_cv.max(other.flag_cv),
        };
        if other.method != Method::Suppression {
            self.method = other.method;
            self.reach = other.reach;
            self.noise = other.noise;
        }
        self.max_suppressed_share = self.max_suppressed_share.min(other.max_suppressed_share);
        self.base = self.base.max(other.base);
        self.protection = self.protection.max(other.protection);
        self.insiders |= other.insiders;
        self.small_area = self.small_area.max(other.small_area);
        self.national_only |= other.national_only;
        self.annual_only |= other.annual_only;
        self.negative_values |= other.negative_values;
        if other.zeros == Zeros::Protect {
            self.zeros = Zeros::Protect;
        }
        if other.levels == Levels::Rule {
            self.levels = Levels::Rule;
        }
        let also = other.spared.iter();
        let also = also.filter(|set| !self.spared.contains(set)).cloned();
        self.spared.extend(also.collect::<Vec<_>>());
        // A zero that is known must be known by both.
        let known = |zero: &BTreeMap<String, String>| other.structural_zeros.contains(zero);
        self.structural_zeros.retain(known);
        self.prior_posterior = match (self.prior_posterior, other.prior_posterior) {
            (Some(one), Some(two)) => Some(stricter_of(one, two)),
            (one, two) => one.or(two),
        };
        for (n, share) in &other.dominance {
            match self.dominance.iter_mut().find(|(known, _)| known == n) {
                Some((_, known)) => *known = known.min(*share),
                None => self.dominance.push((*n, *share)),
            }
        }
        self
    }
}

fn stricter_of(one: PriorPosterior, two: PriorPosterior) -> PriorPosterior {
    PriorPosterior {
        p: one.p.max(two.p),
        q: one.q.min(two.q),
        coalition: one.coalition.max(two.coalition),
    }
}
