//! What a column seems to hold, and what of it may be shown to the officer: codes and titles of categories that
//! recur, never names, numbers of persons or employers, addresses, or any text that stands only once or twice.

use std::collections::HashSet;
use std::sync::LazyLock;

use schemas::registry::Registry;
use serde::Serialize;

use super::profile::Profile;
use super::words::{self, tokens};
use crate::definition::text::fold;

/// What the cells of a column seem to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Guess {
    /// Codes of a classification.
    Code,
    /// Titles of categories.
    Label,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Dates.
    Date,
    /// Names or numbers of persons, employers or cases. Nothing of it is shown.
    Identifier,
    /// Texts of which nearly each is another. Nothing of it is shown.
    FreeText,
    /// Nothing.
    Empty,
}

impl Guess {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Label => "label",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Date => "date",
            Self::Identifier => "identifier",
            Self::FreeText => "free-text",
            Self::Empty => "empty",
        }
    }

    /// Whether texts of the column may be shown.
    #[must_use]
    pub fn shows(self) -> bool {
        matches!(self, Self::Code | Self::Label)
    }
}

/// A text that stands in fewer rows may be about one person and is not shown.
pub(crate) const FEWEST: u64 = 3;

/// What the column under `header` seems to hold.
pub(crate) fn guess(header: &str, profile: &Profile) -> Guess {
    if profile.filled == 0 {
        return Guess::Empty;
    }
    if words::is_personal(header) {
        return Guess::Identifier;
    }
    if profile.share(profile.dates) >= 0.9 {
        return Guess::Date;
    }
    let marked: u64 = profile.marked.iter().sum();
    if profile.share(profile.numbers + marked) >= 0.98 {
        return numeric(header, profile, marked);
    }
    textual(profile)
}

fn numeric(header: &str, profile: &Profile, marked: u64) -> Guess {
    let whole = profile.whole == profile.numbers && profile.marked[2] == 0;
    let magnitude = words::is_magnitude(header) || words::is_age(header);
    let few = profile.full_at.is_none() && recur(profile);
    let even = profile.longest == profile.shortest && (2..=6).contains(&profile.longest);
    let coded = profile.zero_first > 0 || (few && (profile.texts.len() <= 40 || even));
    if whole && marked == 0 && coded && !magnitude && few {
        return Guess::Code;
    }
    if whole && profile.longest >= 6 && !magnitude && is_unique(profile) {
        return Guess::Identifier;
    }
    if profile.share(profile.zero_first) > 0.05 && !magnitude {
        return if few { Guess::Code } else { Guess::Identifier };
    }
    if whole { Guess::Integer } else { Guess::Number }
}

fn textual(profile: &Profile) -> Guess {
    let spaceless = profile.share(profile.spaced) < 0.02;
    if profile.filled >= 20 && is_unique(profile) {
        return if spaceless {
            Guess::Identifier
        } else {
            Guess::FreeText
        };
    }
    if profile.full_at.is_some() {
        return Guess::FreeText;
    }
    if spaceless && profile.longest <= 12 && (recur(profile) || profile.texts.len() <= 20) {
        return Guess::Code;
    }
    let few = profile.texts.len() <= 60 && recur(profile);
    if few || are_titles(profile) {
        return Guess::Label;
    }
    Guess::FreeText
}

/// Whether each text stands three times on average.
fn recur(profile: &Profile) -> bool {
    profile.filled >= FEWEST * profile.texts.len() as u64
}

/// Whether nearly each cell is another.
fn is_unique(profile: &Profile) -> bool {
    let seen = profile.full_at.unwrap_or(profile.filled);
    profile.texts.len() as u64 * 10 >= seen * 9
}

/// Whether most texts are titles or codes of some codelist: then they are no names of persons.
fn are_titles(profile: &Profile) -> bool {
    let known = profile.texts.keys().filter(|text| is_title(text)).count();
    known * 2 > profile.texts.len()
}

/// Whether the text is a title or a code of some codelist.
pub(crate) fn is_title(text: &str) -> bool {
    TITLES.contains(&fold(text))
}

static TITLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let codes = Registry::builtin()
        .codelists()
        .flat_map(schemas::codelist::Codelist::codes);
    codes
        .flat_map(|code| {
            [
                fold(&code.code),
                fold(&code.names.es),
                fold(&code.names.en),
                fold(&code.names.fr),
            ]
        })
        .filter(|title| !title.is_empty())
        .collect()
});

/// The texts of a column that may be shown, the commonest first. Where each stands above a `block` of rows, it
/// stands for all of them.
pub(crate) fn shown(
    guess: Guess,
    header: &str,
    profile: &Profile,
    block: bool,
) -> Vec<(String, u64)> {
    if !guess.shows() || tokens(header).is_empty() {
        return Vec::new();
    }
    let known = guess == Guess::Label && are_titles(profile);
    profile
        .counted()
        .into_iter()
        .filter(|(text, count)| *count >= FEWEST || (known && (block || is_title(text))))
        .map(|(text, count)| (text.to_owned(), count))
        .collect()
}
