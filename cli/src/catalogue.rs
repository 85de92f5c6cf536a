//! The messages of the command line, in three languages.

use std::sync::OnceLock;

use schemas::language::Catalogue;

/// The catalogue of this crate.
pub(crate) fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        Catalogue::new([
            include_str!("../messages/es.ftl"),
            include_str!("../messages/en.ftl"),
            include_str!("../messages/fr.ftl"),
        ])
    })
}
