//! The messages of this crate, in three languages.

use std::sync::OnceLock;

use schemas::language::Catalogue;

/// The catalogue of this crate.
#[must_use]
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        Catalogue::new([
            include_str!("../messages/es.ftl"),
            include_str!("../messages/en.ftl"),
            include_str!("../messages/fr.ftl"),
        ])
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    /// Per key, the variables that its message uses.
    fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
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
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                    .collect();
                found.entry(current.clone()).or_default().insert(name);
            }
        }
        found
    }

    #[test]
    fn the_three_languages_have_equal_keys_and_variables() {
        let _ = super::catalogue();
        let es = keys(include_str!("../messages/es.ftl"));
        assert!(!es.is_empty());
        assert_eq!(es, keys(include_str!("../messages/en.ftl")));
        assert_eq!(es, keys(include_str!("../messages/fr.ftl")));
    }
}
