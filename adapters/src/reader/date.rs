//! Dates as national files write them: `04/09/07 09:55:00`, `5/1/2007`, `2007-05-01`, `20070501`, and `2007-05` for the
//! first day of a month. Day and month
//! are told apart by the order that the adapter declares, never by a guess.

use std::fmt::Write;

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use super::row::CellFault;
use super::spec::DateOrder;

/// The date that `text` writes; a time of day behind it is left aside.
pub(super) fn parse(text: &str, order: DateOrder) -> Result<NaiveDate, CellFault> {
    let day = text
        .split([' ', 'T', '\u{a0}'])
        .find(|part| !part.is_empty())
        .ok_or(CellFault::NotADate)?;
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let date = match parts[..] {
        [compact] if compact.len() == 8 && compact.is_ascii() => {
            calendar_day(&compact[..4], &compact[4..6], &compact[6..])
        }
        [year, month, day] if year.len() == 4 => calendar_day(year, month, day),
        // The month of a series.
        [year, month] if year.len() == 4 && month.len() == 2 => calendar_day(year, month, "1"),
        [first, second, year] => match order {
            DateOrder::Dmy => calendar_day(year, second, first),
            DateOrder::Mdy => calendar_day(year, first, second),
            DateOrder::Ymd => None,
        },
        _ => None,
    };
    date.ok_or(CellFault::NotADate)
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

/// A year of two digits is one of the hundred years up to 2049.
fn calendar_day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |text: &str| {
        (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    let written: i32 = number(year)?.try_into().ok()?;
    let century = match (year.len(), written) {
        (2, 0..=49) => 2000,
        (2, _) => 1900,
        (4, _) => 0,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(century + written, number(month)?, number(day)?)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::{CellFault, DateOrder, parse};

    #[test]
    fn dates_are_read_in_the_declared_order() {
        let may_first = NaiveDate::from_ymd_opt(2007, 5, 1).ok_or(CellFault::NotADate);
        let american = [
            "5/1/2007",
            "05/01/07 09:55:00",
            "2007-05-01T00:00:00",
            "20070501",
            "2007-05",
        ];
        for text in american {
            assert_eq!(parse(text, DateOrder::Mdy), may_first, "{text}");
        }
        assert_eq!(parse("1.5.2007", DateOrder::Dmy), may_first);
        for text in [
            "5/1/2007",
            "",
            "2007",
            "31/31/2007",
            "2007-02-30",
            "é070501",
        ] {
            assert_eq!(
                parse(text, DateOrder::Ymd),
                Err(CellFault::NotADate),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_a_fault(text in ".{0,24}") {
            for order in [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy] {
                let _ = parse(&text, order);
            }
        }
    }
}
