//! Days as far as they are known: an agreement is in force since a day, a month or a year. ISO 8601 writes them
//! `2019-03-01`, `2019-03` and `2019`.

use chrono::{Days, Months, NaiveDate};

/// A day, or the month or year that is all that is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    first: NaiveDate,
    last: NaiveDate,
}

impl Moment {
    /// What `text` writes in one of the three forms; nothing where it has none of them or there is no such day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lengths: Vec<usize> = text.split('-').map(str::len).collect();
        let known = |byte: u8| byte.is_ascii_digit() || byte == b'-';
        if !text.starts_with(['1', '2']) || !text.bytes().all(known) {
            return None;
        }
        let mut parts = text.split('-').map(str::parse::<u32>);
        let mut next = || parts.next().and_then(Result::ok);
        let year = i32::try_from(next()?).ok()?;
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        match lengths[..] {
            [4, 2, 2] => {
                let first = day(next()?, next()?)?;
                Some(Self { first, last: first })
            }
            [4, 2] => Self::lasting(day(next()?, 1)?, 1),
            [4] => Self::lasting(day(1, 1)?, 12),
            _ => None,
        }
    }

    fn lasting(first: NaiveDate, months: u32) -> Option<Self> {
        let next = first.checked_add_months(Months::new(months))?;
        let last = next.checked_sub_days(Days::new(1))?;
        Some(Self { first, last })
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Whether it lies before `other`, as far as can be told: a year lies before a month in it.
    #[must_use]
    pub fn may_be_before(self, other: Self) -> bool {
        self.first < other.last
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn days_months_and_years_are_moments_and_nothing_else() {
        for text in ["2019", "2019-03", "2019-03-01", "2024-02-29"] {
            assert!(Moment::parse(text).is_some(), "{text}");
        }
        for text in [
            "",
            "19",
            "2019-3",
            "2019-13",
            "2019-02-29",
            "2019-03-01T00:00:00",
            "01/03/2019",
            "-019",
            "2019-",
            "2019-03-01-01",
            "２019",
            "0001",
        ] {
            assert!(Moment::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_held_against_anybody() {
        let before = |one, other| {
            let pair = Moment::parse(one).zip(Moment::parse(other));
            pair.map(|(one, other)| one.may_be_before(other))
        };
        assert_eq!(before("2019-03-01", "2019-03-02"), Some(true));
        assert_eq!(before("2019-03-01", "2019-03-01"), Some(false));
        assert_eq!(before("2019", "2019-05"), Some(true));
        assert_eq!(before("2019", "2019"), Some(true));
        assert_eq!(before("2020", "2019-12-31"), Some(false));
    }
}
