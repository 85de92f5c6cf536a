//! What countries are called besides their titles in `CL_AREA`: short and older names in three languages, and the words
//! for their nationals. The list is data (`areas.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::text::fold;

/// The list of countries.
const LIST: &str = "CL_AREA";

// Unwrap safety: the file is compiled in and a test reads it.
#[expect(clippy::unwrap_used, reason = "compiled in")]
static NAMES: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(include_str!("areas.toml")).unwrap());

/// The other names of the country `code`.
pub(super) fn of(code: &str) -> &'static [String] {
    NAMES.get(code).map_or(&[], Vec::as_slice)
}

/// The names as they are compared, with their codes.
static FOLDED: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let all = NAMES
        .iter()
        .flat_map(|(code, names)| names.iter().map(|name| (fold(name), code.as_str())));
    all.collect()
});

/// The other names of what is in `list`, as they are compared, with their codes: none but for countries.
pub(crate) fn of_list(list: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let areas = FOLDED.iter().filter(move |_| list == LIST);
    areas.map(|(name, code)| (name.as_str(), *code))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use schemas::registry::Registry;

    use super::{LIST, of_list};
    use crate::definition::text::fold;

    #[test]
    fn each_name_means_one_country_of_the_list() {
        let areas = Registry::builtin().codelist(LIST).expect("the list");
        let mut met: BTreeMap<String, &str> = BTreeMap::new();
        for (name, code) in of_list(LIST) {
            assert!(areas.get(code).is_some(), "{code}");
            let before = met.insert(name.to_owned(), code);
            assert!(before.is_none_or(|before| before == code), "{name}");
        }
        for code in areas.codes() {
            for title in [&code.names.es, &code.names.en, &code.names.fr] {
                let other = met.get(&fold(title));
                assert!(other.is_none_or(|other| *other == code.code), "{title}");
            }
        }
        assert!(met.len() > 200);
        assert_eq!(of_list("CL_SEX").count(), 0);
    }
}
