//! Days as registers write them: ISO dates, dates with numbers in the declared order, dates in words of three
//! languages, a month, a year. They become ISO dates as exact as they are told.

use schemas::moment::Moment;

use super::month;
use crate::reader::{CellFault, SourceRow};

/// The day in the cell at `position`, whose text is `written`, as ISO 8601 writes it.
pub(super) fn read(row: &SourceRow, position: usize, written: &str) -> Result<String, CellFault> {
    if Moment::parse(written).is_some() {
        return Ok(written.to_owned());
    }
    let by_numbers = row.date(position);
    if let Ok(Some(date)) = by_numbers {
        return iso(&date.format("%Y-%m-%d").to_string());
    }
    match by_numbers {
        Err(CellFault::NotADate) | Ok(_) => in_words(written),
        Err(fault) => Err(fault),
    }
}

/// `1 de marzo de 2019`, `March 1st, 2019`, `marzo de 2019`, `03/2019`.
fn in_words(written: &str) -> Result<String, CellFault> {
    let parts: Vec<&str> = written
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty() && !BETWEEN.contains(&part.to_lowercase().as_str()))
        .collect();
    let number = |text: &str| {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let mark = text[digits.len()..].to_lowercase();
        let is_ordinal = mark.is_empty() || ORDINAL.contains(&mark.as_str());
        digits.parse::<u32>().ok().filter(|_| is_ordinal)
    };
    let named = |text: &str| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let numbered = || {
            text.parse::<i64>()
                .ok()
                .filter(|_| digits && text.len() <= 2)
        };
        month::named(text).or_else(numbered)
    };
    let (year, month, day) = match parts[..] {
        [day, month, year] if month::named(month).is_some() => (year, named(month), Some(day)),
        [month, day, year] if month::named(month).is_some() => (year, named(month), Some(day)),
        [month, year] if year.len() == 4 => (year, named(month), None),
        [year, month] if year.len() == 4 => (year, named(month), None),
        _ => return Err(CellFault::NotADate),
    };
    let month = month.ok_or(CellFault::NotADate)?;
    match day {
        None => iso(&format!("{year}-{month:02}")),
        Some(day) => {
            let day = number(day).ok_or(CellFault::NotADate)?;
            iso(&format!("{year}-{month:02}-{day:02}"))
        }
    }
}

fn iso(text: &str) -> Result<String, CellFault> {
    let known = Moment::parse(text).map(|_| text.to_owned());
    known.ok_or(CellFault::NotADate)
}

/// Words that stand between the parts of a date.
const BETWEEN: [&str; 5] = ["de", "del", "of", "the", "le"];
/// What may stand behind the number of a day.
const ORDINAL: [&str; 8] = ["º", "°", "o", "er", "st", "nd", "rd", "th"];

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn dates_in_words_are_read_in_three_languages() {
        for (text, iso) in [
            ("1 de marzo de 2019", "2019-03-01"),
            ("1º de marzo del 2019", "2019-03-01"),
            ("March 1st, 2019", "2019-03-01"),
            ("le 1er mars 2019", "2019-03-01"),
            ("05-MAY-2022", "2022-05-05"),
            ("5 may. 2022", "2022-05-05"),
            ("Agosto 2022", "2022-08"),
            ("ago-2022", "2022-08"),
            ("août 2022", "2022-08"),
            ("08/2022", "2022-08"),
            ("2022/08", "2022-08"),
        ] {
            assert_eq!(in_words(text).as_deref(), Ok(iso), "{text}");
        }
        for text in [
            "",
            "pronto",
            "31 de abril de 2019",
            "marzo",
            "1 de marzo",
            "13/2019",
            "1x de marzo de 2019",
            "3 mar 19",
            "vigente desde 2019",
        ] {
            assert!(in_words(text).is_err(), "{text}");
        }
    }
}
