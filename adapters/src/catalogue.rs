//! The messages of the adapters and their readers, in three languages.

use std::sync::LazyLock;

use schemas::language::Catalogue;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new([
        include_str!("../messages/es.ftl"),
        include_str!("../messages/en.ftl"),
        include_str!("../messages/fr.ftl"),
    ])
});

/// The catalogue of this crate.
pub(crate) fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_three_languages_have_equal_keys_and_variables() {
        assert!(
            super::catalogue().differences().is_empty(),
            "{:?}",
            super::catalogue().differences()
        );
    }
}
