//! Dates as national files write them: `04/09/07 09:55:00`, `5/1/2007`, `2007-05-01`, `20070501`. Day and month
//! are told apart by the forms that the adapter declares, never by a guess.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::row::CellFault;

/// The date that `text` writes in one of `formats` or as ISO 8601; a time of day is left aside.
pub(super) fn parse(text: &str, formats: &[String]) -> Result<NaiveDate, CellFault> {
    let text = text.trim();
    let day = text.split([' ', 'T', '\u{a0}']).next().unwrap_or(text);
    formats
        .iter()
        .map(String::as_str)
        .chain(ISO)
        .flat_map(|format| [(text, format), (day, format)])
        .find_map(|(text, format)| by_format(text, format))
        .ok_or(CellFault::NotADate)
}

/// Writes `moment` as an ISO date, with its time where it has one.
pub(super) fn write_iso(moment: NaiveDateTime, into: &mut String) {
    // Writing to a String does not fail.
    let _ = if moment.num_seconds_from_midnight() == 0 {
        write!(into, "{}", moment.date())
    } else {
        write!(into, "{}", moment.format("%Y-%m-%dT%H:%M:%S"))
    };
}

/// A year of two digits read as one of four, or the reverse, is not a date: only years of our time are.
fn by_format(text: &str, format: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, format)
        .or_else(|_| NaiveDateTime::parse_from_str(text, format).map(|moment| moment.date()))
        .ok()
        .filter(|date| (1900..=2100).contains(&date.year()))
}

const ISO: [&str; 2] = ["%Y-%m-%d", "%Y%m%d"];

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::{CellFault, parse};

    #[test]
    fn dates_are_read_in_the_declared_forms() {
        let may_first = NaiveDate::from_ymd_opt(2007, 5, 1).ok_or(CellFault::NotADate);
        let american = ["%m/%d/%Y".to_owned(), "%m/%d/%y".to_owned()];
        for text in [
            "5/1/2007",
            "05/01/07 09:55:00",
            "2007-05-01T00:00:00",
            "20070501",
        ] {
            assert_eq!(parse(text, &american), may_first, "{text}");
        }
        assert_eq!(parse("1.5.2007", &["%d.%m.%Y".to_owned()]), may_first);
        for text in [
            "5/1/2007",
            "",
            "2007",
            "31/31/2007",
            "2007-02-30",
            "é0070501",
            "07-05-01",
        ] {
            assert_eq!(parse(text, &[]), Err(CellFault::NotADate), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_a_fault(text in ".{0,24}", format in "[%dmyYHMS/ -]{0,8}") {
            let _ = parse(&text, &[format]);
        }
    }
}
