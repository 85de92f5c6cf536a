//! Words in the names of columns: what they say about the column, in Spanish, English and French. The lists are
//! data (`words.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    personal: Vec<String>,
    personal_alone: Vec<String>,
    impersonal: Vec<String>,
    magnitude: Vec<String>,
    millions: Vec<String>,
    thousands: Vec<String>,
    weight: Vec<String>,
    age: Vec<String>,
    dimension: BTreeMap<String, Vec<String>>,
    dataflow: BTreeMap<String, Vec<String>>,
    same: BTreeMap<String, Vec<String>>,
    exclusive: BTreeMap<String, Vec<String>>,
}

// Unwrap safety: the file is compiled in and a test reads it.
#[expect(clippy::unwrap_used, reason = "compiled in")]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap());

/// The words of a name: `NBR_WORKERS`, `nbrWorkers` and `Nbr workers` are two.
pub(crate) fn tokens(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_lower = false;
    for letter in name.nfd().filter(|letter| !is_combining_mark(*letter)) {
        if !letter.is_alphanumeric() {
            words.push(String::new());
            before_lower = false;
            continue;
        }
        if letter.is_uppercase() && before_lower {
            words.push(String::new());
        }
        before_lower = letter.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words of a name, each as the word that stands for it in all languages.
pub(crate) fn meanings(name: &str) -> Vec<String> {
    let meaning = |token: String| {
        let mut groups = WORDS.same.iter();
        groups
            .find(|(_, words)| words.contains(&token))
            .map_or(token, |(meaning, _)| meaning.clone())
    };
    tokens(name).into_iter().map(meaning).collect()
}

/// The power of ten by which a header says that its amounts are counted: `Millones de dólares` is 6.
pub(crate) fn power(name: &str) -> Option<u8> {
    let (millions, thousands) = (says(name, &WORDS.millions), says(name, &WORDS.thousands));
    match (thousands, millions) {
        (true, true) => Some(9),
        (false, true) => Some(6),
        (true, false) => Some(3),
        (false, false) => None,
    }
}

/// Whether one name has a word that the other's word excludes.
pub(crate) fn exclude(one: &[String], other: &[String]) -> bool {
    WORDS.exclusive.values().any(|group| {
        let of = |name: &[String]| -> Vec<String> {
            let words = name.iter().filter(|word| group.contains(word));
            words.cloned().collect()
        };
        let (one, other) = (of(one), of(other));
        !one.is_empty() && !other.is_empty() && !one.iter().any(|word| other.contains(word))
    })
}

/// Whether the column names persons, employers, or ways to reach them.
pub(crate) fn is_personal(name: &str) -> bool {
    let tokens = tokens(name);
    let has = |list: &[String]| tokens.iter().any(|token| list.contains(token));
    let alone = tokens
        .iter()
        .all(|token| WORDS.personal_alone.contains(token));
    (has(&WORDS.personal) && !has(&WORDS.impersonal)) || (alone && !tokens.is_empty())
}

/// Whether the column holds amounts or weights.
pub(crate) fn is_magnitude(name: &str) -> bool {
    says(name, &WORDS.magnitude) || is_weight(name)
}

/// Whether the column holds weights.
pub(crate) fn is_weight(name: &str) -> bool {
    says(name, &WORDS.weight)
}

/// Whether the column holds ages.
pub(crate) fn is_age(name: &str) -> bool {
    says(name, &WORDS.age)
}

/// Whether the column holds years.
pub(crate) fn is_year(name: &str) -> bool {
    meanings(name) == ["year"]
}

/// The dimensions of which the name speaks.
pub(crate) fn dimensions(name: &str) -> impl Iterator<Item = &'static str> {
    WORDS
        .dimension
        .iter()
        .filter(move |(_, words)| says(name, words))
        .map(|(id, _)| id.as_str())
}

/// How many words of each dataflow the text has.
pub(crate) fn dataflows(text: &str) -> impl Iterator<Item = (&'static str, usize)> {
    let tokens = tokens(text);
    WORDS.dataflow.iter().map(move |(id, words)| {
        let met = tokens.iter().filter(|token| words.contains(token));
        (id.as_str(), met.count())
    })
}

fn says(name: &str, words: &[String]) -> bool {
    tokens(name).iter().any(|token| words.contains(token))
}

#[cfg(test)]
mod tests {
    use super::{dimensions, exclude, is_personal, meanings, tokens};

    #[test]
    fn names_fall_into_words() {
        assert_eq!(
            tokens("NBR_WORKERS_Certified"),
            ["nbr", "workers", "certified"]
        );
        assert_eq!(tokens("fechaNacimiento"), ["fecha", "nacimiento"]);
        assert_eq!(tokens("Año"), ["ano"]);
    }

    #[test]
    fn columns_about_persons_are_told_from_columns_about_places() {
        for name in [
            "EMPLOYER_NAME",
            "Nombre",
            "Employeur",
            "CURP",
            "Att_Last_Name",
        ] {
            assert!(is_personal(name), "{name}");
        }
        for name in ["EMPLOYER_STATE", "country_name", "Nombre del departamento"] {
            assert!(!is_personal(name), "{name}");
        }
    }

    #[test]
    fn positions_requested_are_not_positions_approved() {
        let excludes = |one, other| exclude(&meanings(one), &meanings(other));
        assert!(excludes("Requested Positions", "Approved Positions"));
        assert!(excludes("Plazas rechazadas", "Postes approuvés"));
        assert!(!excludes("Postes approuvés", "Positions Approved"));
        assert!(!excludes("Positions", "Approved Positions"));
    }

    #[test]
    fn a_name_speaks_of_a_dimension() {
        assert!(dimensions("Sexo").any(|id| id == "SEX"));
        assert!(dimensions("Province/Territoire").any(|id| id == "GEO_ADM1"));
    }
}
