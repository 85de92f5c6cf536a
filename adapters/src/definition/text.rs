//! Texts compared as people read them, and the nearest of several names.

use unicode_normalization::UnicodeNormalization;

/// `text` without case, accents, outer blanks and a last `?`; inner blanks become one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut take = |c: char| {
        if !c.is_whitespace() {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    // Most codes and titles have no accents to take off.
    if text.is_ascii() {
        text.chars().for_each(|c| take(c.to_ascii_lowercase()));
    } else {
        text.nfd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .for_each(take);
    }
    folded.truncate(folded.trim_end().len());
    while folded.ends_with('?') {
        folded.pop();
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The name nearest to `wanted`, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let wanted = fold(wanted);
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&wanted, &fold(name)), name))
        .filter(|(score, _)| *score >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{fold, nearest};

    #[test]
    fn titles_are_compared_as_people_read_them() {
        assert_eq!(fold("  Hijo(a)? "), "hijo(a)");
        assert_eq!(fold("Enseñanza\u{a0} superior"), fold("ENSENANZA SUPERIOR"));
    }

    #[test]
    fn the_nearest_name_is_proposed_and_a_far_one_is_not() {
        let names = ["OCCUPATION", "ACTIVITY"];
        assert_eq!(nearest("OCUPATION", names).as_deref(), Some("OCCUPATION"));
        assert_eq!(nearest("zzz", names), None);
    }
}
