//! Names of columns and sheets, compared as people do: case, accents, blanks, underscores and punctuation do
//! not count. `Occupaitons` is another name than `Occupations`, and is proposed as the nearest.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The name without what does not count.
pub(crate) fn folded(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        return letters
            .map(|letter| char::from(letter.to_ascii_lowercase()))
            .collect();
    }
    name.nfkd()
        .filter(|letter| letter.is_alphanumeric() && !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How much alike two folded names are, from 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(one, other)
}

/// From here on two names are so alike that one is proposed for the other.
pub(super) const NEAR: f64 = 0.75;
