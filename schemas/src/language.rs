//! Spanish, English and French: the languages of every text that a person reads.
//!
//! Texts live in Fluent catalogues (`messages/{es,en,fr}.ftl` of each crate), never in code. A
//! crate declares its catalogue once and asks it for messages by key; the tests of the catalogue
//! prove that the three languages have the same keys and the same variables.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use serde::{Deserialize, Serialize};

/// A language that Puente speaks. Spanish is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
    /// French.
    Fr,
}

impl Language {
    /// All three, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Es, Self::En, Self::Fr];

    /// The ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of a locale such as `fr`, `fr-CA` or `en_US.UTF-8`; `None` for any other.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let language = locale
            .split(['-', '_', '.'])
            .next()?
            .trim()
            .to_ascii_lowercase();
        Self::ALL.into_iter().find(|known| known.code() == language)
    }

    /// The first language of an `Accept-Language` header that Puente speaks, by its weights.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut wanted: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|item| {
                let mut parts = item.split(';');
                let language = Self::from_locale(parts.next()?.trim())?;
                let weight = parts
                    .find_map(|part| part.trim().strip_prefix("q=")?.parse().ok())
                    .unwrap_or(1.0);
                (weight > 0.0).then_some((weight, language))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map_or(Self::default(), |first| first.1)
    }
}

impl std::str::FromStr for Language {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::from_locale(text).ok_or(())
    }
}

/// A text in the three languages, as the codelists and dataflows carry it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Spanish.
    #[serde(default)]
    pub es: String,
    /// English.
    pub en: String,
    /// French.
    #[serde(default)]
    pub fr: String,
}

impl Names {
    /// The text in `language`; English where the list has no text in that language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let wanted = match language {
            Language::Es => &self.es,
            Language::En => &self.en,
            Language::Fr => &self.fr,
        };
        if wanted.is_empty() { &self.en } else { wanted }
    }
}

/// The variables of one message, by name. Values are never those of a record.
pub type MessageArgs = BTreeMap<String, String>;

/// The messages of one crate in three languages.
pub struct Catalogue {
    sources: [&'static str; 3],
    bundles: [FluentBundle<FluentResource>; 3],
}

impl Catalogue {
    /// Builds a catalogue from the three `.ftl` sources, in the order es, en, fr.
    ///
    /// # Panics
    /// When a source is not valid Fluent or repeats a key. Sources are compiled in, so a test of
    /// the crate that owns them meets this, never a user.
    #[must_use]
    pub fn new(sources: [&'static str; 3]) -> Self {
        let mut texts = sources.into_iter();
        let bundles = Language::ALL.map(|language| {
            let text = texts.next().unwrap_or_default().to_owned();
            let resource = FluentResource::try_new(text)
                .unwrap_or_else(|(_, errors)| panic!("catalogue {}: {errors:?}", language.code()));
            // Unwrap safety: the three codes are valid language identifiers.
            #[expect(clippy::unwrap_used, reason = "constants")]
            let identifier = language.code().parse().unwrap();
            let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
            bundle.set_use_isolating(false);
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("catalogue {}: {errors:?}", language.code()));
            bundle
        });
        Self { sources, bundles }
    }

    /// The message `key` in `language`. A key that no catalogue has yields the key itself.
    #[must_use]
    pub fn message(&self, language: Language, key: &str, args: &MessageArgs) -> String {
        let position = Language::ALL
            .iter()
            .position(|known| *known == language)
            .unwrap_or(0);
        let bundle = &self.bundles[position];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut fluent_args = FluentArgs::new();
        for (name, value) in args {
            fluent_args.set(name.as_str(), FluentValue::from(value.as_str()));
        }
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, Some(&fluent_args), &mut errors)
            .into_owned()
    }

    /// Keys whose message one language lacks, or in which it uses other variables; none in a
    /// catalogue that is whole.
    #[must_use]
    pub fn differences(&self) -> BTreeSet<String> {
        let languages = self.sources.map(variables);
        languages
            .iter()
            .flat_map(BTreeMap::keys)
            .filter(|key| {
                let first = languages[0].get(*key);
                languages.iter().any(|language| language.get(*key) != first)
            })
            .cloned()
            .collect()
    }

    /// Whether every language has `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundles.iter().all(|bundle| bundle.has_message(key))
    }
}

/// Per key of a Fluent source, the variables that its message uses.
fn variables(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once('=')
            && !line.starts_with(' ')
        {
            key.trim().clone_into(&mut current);
            found.entry(current.clone()).or_default();
        }
        for part in line.split('$').skip(1) {
            let is_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            let name: String = part.chars().take_while(is_name).collect();
            found.entry(current.clone()).or_default().insert(name);
        }
    }
    found
}

/// Builds [`MessageArgs`] from pairs.
pub fn args<const N: usize>(pairs: [(&str, String); N]) -> MessageArgs {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Catalogue;

    #[test]
    fn what_one_language_lacks_or_says_with_other_variables_is_named() {
        let whole = "a = eins { $x }\nb = zwei\n";
        assert!(Catalogue::new([whole; 3]).differences().is_empty());
        let lacking = Catalogue::new([whole, "a = eins { $x }\n", "a = eins { $y }\nb = zwei\n"]);
        let named: Vec<_> = lacking.differences().into_iter().collect();
        assert_eq!(named, ["a", "b"]);
    }
}
