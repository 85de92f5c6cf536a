//! What names of indicators and of their classifications say. The words are data (`indicators.toml`).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use indexmap::IndexMap;
use serde::Deserialize;

use crate::{definition::text::fold, inspect::words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vocabulary {
    total: BTreeSet<String>,
    unknown: BTreeSet<String>,
    edition: BTreeMap<String, u32>,
    attribute: BTreeMap<String, Vec<String>>,
    indicator: Vec<Indicator>,
    origin: Vec<Origin>,
}

/// A set of words, all of which a name must have.
type Alternatives = Vec<Vec<String>>;

/// What an indicator measures.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicator {
    says: Alternatives,
    #[serde(default)]
    without: Vec<String>,
    pub(super) dataflow: String,
    pub(super) measure: String,
    /// Dimensions that are the same for all figures.
    pub(super) set: IndexMap<String, String>,
    #[serde(default)]
    then: Vec<More>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct More {
    says: Alternatives,
    set: IndexMap<String, String>,
}

/// A breakdown into natives and others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Origin {
    says: Alternatives,
    own: BTreeSet<String>,
    others: BTreeSet<String>,
    /// The code of the migrants, and that of the rest.
    part: String,
    rest: String,
    /// The dataflow that takes the migrants alone, with the dimensions that it then has.
    pub(super) dataflow: String,
    /// Why the rest is set aside.
    pub(super) reason: String,
    pub(super) set: IndexMap<String, String>,
}

// Unwrap safety: the file is compiled in and a test reads it.
#[expect(clippy::unwrap_used, reason = "compiled in")]
static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| toml::from_str(include_str!("indicators.toml")).unwrap());

/// The words.
pub(super) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl Vocabulary {
    /// What the indicator measures.
    pub(super) fn indicator(&self, name: &str) -> Option<Indicator> {
        let tokens = words::tokens(name);
        let excluded = |one: &Indicator| one.without.iter().any(|word| tokens.contains(word));
        let mut all = self.indicator.iter();
        let found = all.find(|one| says(&one.says, &tokens) && !excluded(one))?;
        let mut found = found.clone();
        for more in std::mem::take(&mut found.then) {
            if says(&more.says, &tokens) {
                found.set.extend(more.set);
            }
        }
        Some(found)
    }

    /// The breakdown by origin of which a classification's name speaks.
    pub(super) fn origin(&self, head: &str) -> Option<&Origin> {
        let tokens = words::tokens(head);
        self.origin.iter().find(|one| says(&one.says, &tokens))
    }

    /// The attribute of which a classification's name speaks.
    pub(super) fn attribute(&self, head: &str) -> Option<&str> {
        let tokens = words::tokens(head);
        let mut all = self.attribute.iter();
        let found = all.find(|(_, words)| words.iter().any(|word| tokens.contains(word)));
        found.map(|(name, _)| name.as_str())
    }

    pub(super) fn is_total(&self, tail: &str) -> bool {
        self.total.contains(&spaced(tail))
    }

    pub(super) fn is_unknown(&self, tail: &str) -> bool {
        let plain = spaced(tail);
        let bare = plain.strip_prefix("x ").unwrap_or(&plain);
        self.unknown.contains(bare)
    }

    /// Whether the name tells no edition of a classification, or the one that the code lists follow: `ISCO-88` is none.
    pub(super) fn is_current(&self, head: &str) -> bool {
        let name = spaced(head);
        self.edition.iter().all(|(standard, current)| {
            let Some((_, rest)) = name.split_once(standard.as_str()) else {
                return true;
            };
            let digits: String = rest
                .trim_start_matches(|letter: char| !letter.is_ascii_digit())
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            digits
                .parse::<u32>()
                .is_ok_and(|edition| edition == *current)
        })
    }
}

impl Origin {
    /// The code of the migrants or of the rest that the text means.
    pub(super) fn code(&self, tail: &str) -> Option<&str> {
        let plain = spaced(tail);
        if self.others.contains(&plain) {
            Some(&self.part)
        } else {
            self.own.contains(&plain).then_some(self.rest.as_str())
        }
    }

    pub(super) fn is_part(&self, code: &str) -> bool {
        code == self.part
    }
}

fn says(alternatives: &Alternatives, tokens: &[String]) -> bool {
    alternatives
        .iter()
        .any(|all| all.iter().all(|word| tokens.contains(word)))
}

/// Folded, with a blank for every mark: `Non-migrants` is `non migrants`.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::vocabulary;

    #[test]
    fn an_indicator_is_told_by_its_code_and_by_its_title() {
        let told = |name: &str| {
            let found = vocabulary().indicator(name);
            found.map(|one| (one.measure, one.set.get("LABOUR_STATUS").cloned()))
        };
        let persons = |status: &str| Some(("N_PS".to_owned(), Some(status.to_owned())));
        assert_eq!(told("EAP_TEAP_SEX_AGE_NB"), persons("LF"));
        assert_eq!(
            told("Labour force by sex and age (thousands)"),
            persons("LF")
        );
        assert_eq!(told("UNE_TUNE_SEX_AGE_NB"), persons("UNE"));
        assert_eq!(told("MST_TEMP_SEX_STA_NB"), persons("EMP"));
        let rate = told("Tasa de desempleo por sexo");
        assert_eq!(rate, Some(("RT_UNE".to_owned(), Some("LF".to_owned()))));
        let earned = vocabulary().indicator("EAR_4HRL_SEX_OCU_CUR_NB");
        assert_eq!(
            earned.map(|one| one.set["EARN_TYPE"].clone()).as_deref(),
            Some("GROSS_H")
        );
        assert_eq!(told("INJ_FATL_SEX_MIG_RT"), None);
    }

    #[test]
    fn another_edition_of_a_classification_is_another_one() {
        for (head, current) in [
            ("OCU_ISCO08", true),
            ("Occupation (ISCO-08)", true),
            ("OCU_ISCO88", false),
            ("Economic activity (ISIC-Rev.4)", true),
            ("ECO_ISIC3", false),
            ("OCU_SKILL", true),
        ] {
            assert_eq!(vocabulary().is_current(head), current, "{head}");
        }
    }
}
