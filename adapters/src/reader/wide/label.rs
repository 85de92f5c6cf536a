//! Labels and headers as people read them: on one line, without the marks that point to notes.

use super::super::names::folded;
use super::super::raw::RawCell;

/// The text of a cell on one line, without marks of notes.
pub(super) fn clean(cell: RawCell<'_>, footnotes: &[String]) -> String {
    let mut text = match cell {
        RawCell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        RawCell::Number(value) => value.to_string(),
        RawCell::Date(moment) => moment.date().to_string(),
        RawCell::Empty | RawCell::Error | RawCell::NoResult => String::new(),
    };
    while let Some(shorter) = without_mark(&text, footnotes) {
        text.truncate(shorter);
    }
    text
}

/// How long the text is without the mark at its end.
fn without_mark(text: &str, footnotes: &[String]) -> Option<usize> {
    let named = footnotes
        .iter()
        .filter(|mark| !mark.is_empty())
        .find_map(|mark| text.strip_suffix(mark.as_str()));
    let plain = || text.strip_suffix(|letter: char| letter == '*' || RAISED.contains(&letter));
    let shorter = named.or_else(plain).or_else(|| without_number(text))?;
    let shorter = shorter.trim_end();
    (!shorter.is_empty()).then_some(shorter.len())
}

/// `Total (1)` is `Total`; a year in parentheses is no mark.
fn without_number(text: &str) -> Option<&str> {
    let (before, number) = text.strip_suffix(')')?.rsplit_once('(')?;
    let is_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b',' | b' ');
    let short = !number.is_empty() && number.len() <= 5 && number.bytes().all(is_number);
    let year = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    (short && !year).then_some(before)
}

/// How many blanks stand before the text of a cell.
pub(super) fn indent(cell: RawCell<'_>) -> usize {
    match cell {
        RawCell::Text(text) => text
            .chars()
            .take_while(|letter| letter.is_whitespace())
            .count(),
        _ => 0,
    }
}

/// Whether `text` begins with one of `starts`, both folded.
pub(super) fn begins(text: &str, starts: &[String]) -> bool {
    let text = folded(text);
    starts
        .iter()
        .map(|start| folded(start))
        .any(|start| !start.is_empty() && text.starts_with(&start))
}

const RAISED: [char; 10] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰'];

#[cfg(test)]
mod tests {
    use super::{RawCell, clean};

    #[test]
    fn marks_of_notes_go_and_what_belongs_to_the_label_stays() {
        let revised = ["(R)".to_owned()];
        let cleaned = |text| clean(RawCell::Text(text), &revised);
        assert_eq!(cleaned("  Total  (1)"), "Total");
        assert_eq!(cleaned("Población\n total ²*"), "Población total");
        assert_eq!(cleaned("2011 (R)"), "2011");
        assert_eq!(cleaned("Caregivers (1, 2)"), "Caregivers");
        assert_eq!(cleaned("Agosto (2023)"), "Agosto (2023)");
        assert_eq!(cleaned("Occupations (A - D)"), "Occupations (A - D)");
        assert_eq!(cleaned("(1)"), "(1)");
        assert_eq!(clean(RawCell::Number(2016.0), &[]), "2016");
    }
}
