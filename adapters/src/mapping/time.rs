//! Whether a row belongs to the reference period that is asked for.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use schemas::period::{Frequency, ReferencePeriod};

use super::{dictionary::reshape, month, table::Rejection};
use crate::{
    definition::{Definition, column::Shape, time::Time},
    reader::{CellFault, SourceRow, folded},
    reject::RejectCode,
};

/// Months counted from year 0: from the first to the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Months {
    from: i64,
    to: i64,
}

/// The `[time]` section made ready for one period.
pub(super) struct Calendar {
    wanted: Months,
    /// The year of the period, for rows that tell none.
    asked: i64,
    date: Option<usize>,
    year: Option<Part>,
    quarter: Option<Part>,
    month: Option<Part>,
    /// The month in which the years of the file begin, from 0; later than January in fiscal years.
    begins: i64,
    /// How cells end that say that the figure is a sum of months or quarters.
    sums: Vec<String>,
}

/// The column of a year, quarter or month, and how its text is reshaped before it is read.
struct Part {
    position: usize,
    shape: Shape,
}

impl Calendar {
    pub(super) fn new(definition: &Definition, time: &Time, period: ReferencePeriod) -> Self {
        let position = |name: &Option<String>| {
            name.as_ref()
                .and_then(|name| definition.columns.get_index_of(name))
        };
        let part = |name: &Option<String>| {
            let (position, _, column) = definition.columns.get_full(name.as_deref()?)?;
            let shape = column.shape.clone();
            Some(Part { position, shape })
        };
        Self {
            wanted: months(period, time.first_month.unwrap_or(1)),
            asked: i64::from(period.year()),
            date: position(&time.date),
            year: part(&time.year),
            quarter: part(&time.quarter),
            month: part(&time.month),
            begins: i64::from(time.year_begins.unwrap_or(1)) - 1,
            sums: time.sums.clone(),
        }
    }

    /// The positions of the columns that it reads.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        let parts = [&self.year, &self.quarter, &self.month].into_iter();
        let parts = parts.flatten().map(|part| part.position);
        parts.chain(self.date)
    }

    /// Whether the row lies wholly in the period.
    pub(super) fn holds(&self, row: &SourceRow) -> Result<bool, Rejection> {
        let told = match (self.date, &self.year) {
            (Some(date), _) => self.of_date(row, date)?,
            (None, Some(year)) => {
                let year = year.whole(row, 0..=9999, |_| None)?;
                self.of_parts(row, year)?
            }
            (None, None) if self.month.is_some() || self.quarter.is_some() => {
                self.of_parts(row, self.asked)?
            }
            (None, None) => return Ok(true),
        };
        // Where the file tells the sums itself, its parts are of their own periods alone.
        if !self.sums.is_empty() {
            return Ok(told == self.wanted);
        }
        Ok(self.wanted.from <= told.from && told.to <= self.wanted.to)
    }

    /// Whether the cell says that the figure is the sum of those under it.
    fn is_sum(&self, row: &SourceRow, part: &Part) -> bool {
        let text = folded(row.text(part.position));
        let mut ends = self.sums.iter().map(|end| folded(end));
        ends.any(|end| !end.is_empty() && text.ends_with(&end))
    }

    fn of_date(&self, row: &SourceRow, position: usize) -> Result<Months, Rejection> {
        let date = row
            .date(position)
            .map_err(|fault| rejection(position, RejectCode::Cell(fault)))?
            .ok_or_else(|| rejection(position, RejectCode::CellMissing))?;
        let from = i64::from(date.year()) * 12 + i64::from(date.month0());
        Ok(Months { from, to: from + 1 })
    }

    fn of_parts(&self, row: &SourceRow, year: i64) -> Result<Months, Rejection> {
        let before = i64::from(self.begins > 0);
        let start = (year - before) * 12 + self.begins;
        let whole = Months {
            from: start,
            to: start + 12,
        };
        // What is of another year need not tell its month: columns of a table that are of none.
        if whole.to <= self.wanted.from || self.wanted.to <= whole.from {
            return Ok(whole);
        }
        let told = |part: &&Part| !self.is_sum(row, part);
        // A sum of quarters has no month, whatever stands in its column.
        if self.quarter.as_ref().is_some_and(|part| !told(&part)) {
            return Ok(whole);
        }
        if let Some(part) = self.month.as_ref().filter(told) {
            let month = part.whole(row, 1..=12, month::month)? - 1;
            let from = start + (month - self.begins).rem_euclid(12);
            return Ok(Months { from, to: from + 1 });
        }
        if let Some(part) = &self.quarter {
            let from = start + 3 * (part.whole(row, 1..=4, month::quarter)? - 1);
            return Ok(Months { from, to: from + 3 });
        }
        Ok(whole)
    }
}

impl Part {
    /// The number in the cell, or what `word` makes of its text.
    fn whole(
        &self,
        row: &SourceRow,
        allowed: RangeInclusive<i64>,
        word: fn(&str) -> Option<i64>,
    ) -> Result<i64, Rejection> {
        let refused = |code| rejection(self.position, code);
        if row.is_missing(self.position) {
            return Err(refused(RejectCode::CellMissing));
        }
        let number = if self.shape.is_identity() {
            row.integer(self.position)
                .or_else(|fault| word(row.text(self.position)).map(Some).ok_or(fault))
                .map_err(|fault| refused(RejectCode::Cell(fault)))?
        } else {
            let text = reshape(&self.shape, row.text(self.position));
            let number = text.parse().ok().or_else(|| word(&text));
            Some(number.ok_or_else(|| refused(RejectCode::Cell(CellFault::NotANumber)))?)
        };
        match number {
            Some(number) if allowed.contains(&number) => Ok(number),
            _ => Err(refused(RejectCode::Cell(CellFault::NotADate))),
        }
    }
}

fn rejection(position: usize, code: RejectCode) -> Rejection {
    Rejection {
        code,
        column: Some(position),
        nearest: None,
    }
}

/// The months of `period`; `first_month` is the month with which its year begins.
fn months(period: ReferencePeriod, first_month: u8) -> Months {
    let calendar = i64::from(period.year()) * 12;
    // A year that begins in October 2016 is called 2017.
    let year = match first_month {
        1 => calendar,
        later => calendar - 12 + i64::from(later) - 1,
    };
    let ordinal = i64::from(period.ordinal()) - 1;
    let (from, length) = match period.frequency() {
        Frequency::A => (year, 12),
        Frequency::S => (year + 6 * ordinal, 6),
        Frequency::Q => (year + 3 * ordinal, 3),
        Frequency::M => (calendar + ordinal, 1),
    };
    Months {
        from,
        to: from + length,
    }
}

/// The last day of `period`.
pub(super) fn last_day(period: ReferencePeriod) -> Option<NaiveDate> {
    let after = months(period, 1).to;
    let year = i32::try_from(after.div_euclid(12)).ok()?;
    let month = u32::try_from(after.rem_euclid(12) + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::{Months, last_day, months};

    #[test]
    fn a_period_ends_with_its_last_day() {
        let last = |period: &str| {
            let day = period.parse().ok().and_then(last_day);
            day.map(|day| day.to_string())
        };
        assert_eq!(last("2024").as_deref(), Some("2024-12-31"));
        assert_eq!(last("2024-S1").as_deref(), Some("2024-06-30"));
        assert_eq!(last("2024-Q1").as_deref(), Some("2024-03-31"));
        assert_eq!(last("2024-02").as_deref(), Some("2024-02-29"));
    }

    fn of(period: &str, first_month: u8) -> Option<Months> {
        period
            .parse()
            .ok()
            .map(|period| months(period, first_month))
    }

    #[test]
    fn a_fiscal_year_begins_in_the_year_before() {
        let october_2016 = 2016 * 12 + 9;
        let year = Months {
            from: october_2016,
            to: october_2016 + 12,
        };
        assert_eq!(of("2017", 10), Some(year));
        let quarter = Months {
            from: october_2016,
            to: october_2016 + 3,
        };
        assert_eq!(of("2017-Q1", 10), Some(quarter));
        assert_eq!(
            of("2017-03", 10),
            Some(Months {
                from: 2017 * 12 + 2,
                to: 2017 * 12 + 3
            })
        );
        assert_eq!(
            of("2017-S2", 1),
            Some(Months {
                from: 2017 * 12 + 6,
                to: 2017 * 12 + 12
            })
        );
    }
}
