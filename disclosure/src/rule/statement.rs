//! The rules as the statement of a submission lists them, one `key=value` each, so that a reader
//! knows all of them: what is read back equals what was written.

use std::collections::BTreeMap;

use crate::method::Method;

use super::{FrequencyOf, Levels, PriorPosterior, RuleSet, Zeros};

/// Nothing is suppressed and nothing needs protection.
const NONE: &str = "none";

impl RuleSet {
    /// The rules as the statement lists them.
    #[must_use]
    pub fn statement(&self) -> Vec<String> {
        let none = Self::of_statement(&self.profile, &[NONE.to_owned()]);
        if *self == none {
            return vec![NONE.to_owned()];
        }
        let mut rules = self.thresholds();
        rules.extend(self.concentrations());
        rules.extend(self.scope());
        rules.extend(self.alteration());
        rules.push(format!("protection={}", self.protection));
        if !self.insiders {
            rules.push("insiders=none".to_owned());
        }
        let spared = self.spared.iter();
        rules.extend(spared.map(|set| format!("spared={}", set.join(","))));
        if !self.source.is_empty() {
            rules.push(format!("source={}", self.source));
        }
        rules
    }

    fn thresholds(&self) -> Vec<String> {
        let mut rules = Vec::new();
        if self.minimum_frequency > 0 {
            rules.push(format!("minimum_frequency={}", self.minimum_frequency));
        }
        if self.minimum_frequency > 0 || self.frequency_of != FrequencyOf::default() {
            let of = match self.frequency_of {
                FrequencyOf::Value => "value",
                FrequencyOf::Contributors => "contributors",
            };
            rules.push(format!("frequency_of={of}"));
        }
        if self.minimum_value > 0.0 {
            rules.push(format!("minimum_value={}", self.minimum_value));
        }
        for (area, least) in &self.minimum_value_at {
            rules.push(format!("minimum_value_at={area}:{least}"));
        }
        if self.minimum_holders > 0 {
            rules.push(format!("minimum_holders={}", self.minimum_holders));
        }
        if self.flag_below > 0 {
            rules.push(format!("flag_below={}", self.flag_below));
        }
        if self.median_frequency > 0 {
            rules.push(format!("median_frequency={}", self.median_frequency));
        }
        if self.median_flag_below > 0 {
            rules.push(format!("median_flag_below={}", self.median_flag_below));
        }
        if self.flag_cv > 0.0 {
            rules.push(format!("flag_cv={}", self.flag_cv));
        }
        rules
    }

    fn concentrations(&self) -> Vec<String> {
        let mut rules: Vec<String> = self
            .dominance
            .iter()
            .map(|(n, share)| format!("dominance={n},{share}"))
            .collect();
        if let Some(PriorPosterior { p, q, coalition }) = self.prior_posterior {
            rules.push(format!("prior_posterior={p},{q},{coalition}"));
        }
        if self.levels == Levels::Share {
            rules.push("levels=share".to_owned());
        }
        rules
    }

    /// What a reader must know of altered figures.
    fn alteration(&self) -> Vec<String> {
        match self.method {
            Method::Suppression => Vec::new(),
            Method::Rounding | Method::SmallCountRounding => {
                let base = self.rounding_base();
                vec![format!("base={base}"), format!("reach={}", self.reach)]
            }
            Method::IndependentRounding => vec![format!("base={}", self.rounding_base())],
            Method::CellKey => vec![
                format!("deviation={}", self.noise.deviation),
                format!("variance={}", self.noise.variance),
                format!("forbidden={}", self.noise.forbidden),
            ],
        }
    }

    fn scope(&self) -> Vec<String> {
        let mut rules = Vec::new();
        if self.zeros == Zeros::Protect {
            rules.push("zeros=protect".to_owned());
        }
        for zero in &self.structural_zeros {
            let codes: Vec<String> = zero
                .iter()
                .map(|(dimension, code)| format!("{dimension}:{code}"))
                .collect();
            rules.push(format!("structural_zero={}", codes.join(",")));
        }
        if self.small_area > 0 {
            rules.push(format!("small_area={}", self.small_area));
        }
        for (name, holds) in [
            ("negative_values", self.negative_values),
            ("national_only", self.national_only),
            ("annual_only", self.annual_only),
        ] {
            if holds {
                rules.push(format!("{name}=yes"));
            }
        }
        rules
    }

    /// The rules of a statement, as a reader knows them. What does not read as a rule is left
    /// out, which can only make the reader's demands smaller than the sender's own.
    #[must_use]
    pub fn of_statement(profile: &str, rules: &[String]) -> Self {
        let mut found = Self {
            profile: profile.to_owned(),
            ..Self::default()
        };
        for rule in rules {
            match rule.split_once('=') {
                Some((key, value)) => found.read(key, value),
                None if rule == NONE => {
                    found.protection = 0.0;
                    found.insiders = false;
                }
                None => {}
            }
        }
        found
    }

    fn read(&mut self, key: &str, value: &str) {
        let share = |text: &str| {
            let parsed = text.parse::<f64>().unwrap_or(0.0);
            if (0.0..=1.0).contains(&parsed) {
                parsed
            } else {
                0.0
            }
        };
        let positive = |text: &str| {
            let parsed = text.parse::<f64>().unwrap_or(0.0);
            if parsed.is_finite() {
                parsed.max(0.0)
            } else {
                0.0
            }
        };
        match key {
            "minimum_frequency" => self.minimum_frequency = value.parse().unwrap_or(0),
            "frequency_of" if value == "value" => self.frequency_of = FrequencyOf::Value,
            "minimum_value" => self.minimum_value = positive(value),
            "minimum_value_at" => {
                if let Some((area, least)) = value.split_once(':') {
                    self.minimum_value_at
                        .insert(area.to_owned(), positive(least));
                }
            }
            "minimum_holders" => self.minimum_holders = value.parse().unwrap_or(0),
            "flag_below" => self.flag_below = value.parse().unwrap_or(0),
            "median_frequency" => self.median_frequency = value.parse().unwrap_or(0),
            "median_flag_below" => self.median_flag_below = value.parse().unwrap_or(0),
            "flag_cv" => self.flag_cv = positive(value),
            "dominance" => {
                if let Some((n, of)) = value.split_once(',') {
                    self.dominance
                        .extend(n.parse().ok().map(|n| (n, share(of))));
                }
            }
            "prior_posterior" => self.prior_posterior = prior_posterior(value),
            "levels" if value == "share" => self.levels = Levels::Share,
            "base" => self.base = value.parse().unwrap_or(0),
            "deviation" => self.noise.deviation = value.parse().unwrap_or(0),
            "variance" => self.noise.variance = positive(value),
            "forbidden" => self.noise.forbidden = value.parse().unwrap_or(0),
            "reach" => self.reach = value.parse().unwrap_or(0),
            "protection" => self.protection = share(value),
            "insiders" if value == "none" => self.insiders = false,
            "spared" => self.spared.push(names(value)),
            "zeros" if value == "protect" => self.zeros = Zeros::Protect,
            "structural_zero" => self.structural_zeros.push(codes(value)),
            "small_area" => self.small_area = value.parse().unwrap_or(0),
            "negative_values" => self.negative_values = value == "yes",
            "national_only" => self.national_only = value == "yes",
            "annual_only" => self.annual_only = value == "yes",
            "source" => value.clone_into(&mut self.source),
            _ => {}
        }
    }
}

fn prior_posterior(text: &str) -> Option<PriorPosterior> {
    let mut parts = text.split(',');
    Some(PriorPosterior {
        p: parts.next()?.parse().ok()?,
        q: parts.next()?.parse().ok()?,
        coalition: parts.next()?.parse().ok()?,
    })
}

/// The names of a list; none in an empty one.
fn names(text: &str) -> Vec<String> {
    let names = text.split(',').filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn codes(text: &str) -> BTreeMap<String, String> {
    text.split(',')
        .filter_map(|part| part.split_once(':'))
        .map(|(dimension, code)| (dimension.to_owned(), code.to_owned()))
        .collect()
}
