//! Months and quarters as tables print them: names in three languages, whole or shortened, `Q1`, and Roman figures.

use crate::reader::folded;

/// The month that `text` names, whole or by its first three letters, where these are of one month only.
pub(super) fn named(text: &str) -> Option<i64> {
    let text = folded(text);
    let short = text.len() == 3 && text != "jui";
    let begins = |name: &&str| *name == text.as_str() || (short && name.starts_with(&text));
    let months = NAMES.iter();
    let mut known = months.map(|names| names.iter().any(begins));
    known.position(|is| is).and_then(number)
}

/// The month that `text` names.
pub(super) fn month(text: &str) -> Option<i64> {
    let text = folded(text);
    let names = NAMES.iter().position(|names| is_one(&text, names));
    names.and_then(number).or_else(|| roman(&text))
}

/// The quarter that `text` names: `Q1`, `T1`, in Roman figures, or by its first month.
pub(super) fn quarter(text: &str) -> Option<i64> {
    let text = folded(text);
    let lettered = text.strip_prefix(['q', 't']);
    if let Some(number) = lettered.and_then(|number| number.parse().ok()) {
        return Some(number);
    }
    let begins = |names: &[&str; 3]| is_one(&text, names);
    let named = NAMES.iter().step_by(3).position(begins);
    named.and_then(number).or_else(|| roman(&text))
}

/// Whether `text` is one of the names, or its first letters: three at least, as no two months share them but in
/// French, where `juin` and `juil` need the fourth.
fn is_one(text: &str, names: &[&str; 3]) -> bool {
    let short = |name: &&str| {
        let letters = if name.starts_with("jui") { 4 } else { 3 };
        text.len() >= letters && text.len() <= 4 && name.starts_with(text)
    };
    names.iter().any(|name| *name == text || short(name))
}

/// Whether `text` is the name of a month, whole or shortened.
pub(crate) fn is_name(text: &str) -> bool {
    let text = folded(text);
    NAMES.iter().any(|names| is_one(&text, names))
}

fn roman(text: &str) -> Option<i64> {
    ROMAN.iter().position(|one| *one == text).and_then(number)
}

fn number(position: usize) -> Option<i64> {
    i64::try_from(position + 1).ok()
}

/// The months, without accents, in Spanish, English and French.
const NAMES: [[&str; 3]; 12] = [
    ["enero", "january", "janvier"],
    ["febrero", "february", "fevrier"],
    ["marzo", "march", "mars"],
    ["abril", "april", "avril"],
    ["mayo", "may", "mai"],
    ["junio", "june", "juin"],
    ["julio", "july", "juillet"],
    ["agosto", "august", "aout"],
    ["septiembre", "september", "septembre"],
    ["octubre", "october", "octobre"],
    ["noviembre", "november", "novembre"],
    ["diciembre", "december", "decembre"],
];
const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

#[cfg(test)]
mod tests {
    use super::{month, quarter};

    #[test]
    fn months_and_quarters_are_known_by_name_and_by_roman_figure() {
        let months = ["Enero", "AOÛT", "december", "IV", "Trimestre"].map(month);
        assert_eq!(months, [Some(1), Some(8), Some(12), Some(4), None]);
        let short = ["Jan", "abr.", "Sept", "juil", "jui", "Q1 Total"].map(month);
        assert_eq!(short, [Some(1), Some(4), Some(9), Some(7), None, None]);
        let lettered = ["Q1", "T4", "Q1 Total", "Total"].map(quarter);
        assert_eq!(lettered, [Some(1), Some(4), None, None]);
        let quarters = ["Enero", "Octubre", "III", "Febrero", ""].map(quarter);
        assert_eq!(quarters, [Some(1), Some(4), Some(3), None, None]);
    }
}
