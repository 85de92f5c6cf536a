//! What a column holds, as counts: how many cells are filled, how many are numbers or dates, which texts
//! occur and how often. Bounded however long the file is. What it has counted may be names of persons: it
//! can be neither printed nor serialised; `kind.rs` decides what may be shown.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::reader::{CellFault, DateOrder, SourceRow};

/// Different texts that are told apart; a column with more is no column of codes.
const MOST_TEXTS: usize = 2_000;
/// A longer text is no code and no title of one.
const LONGEST_TEXT: usize = 240;

/// Cells that say nothing, in the files that were seen so far.
const MISSING: [&str; 11] = [
    "NA", "N/A", "N/E", ".", "..", "-", "--", "n.d.", "ND", "s.d.", "*",
];

/// The counts of one column.
#[derive(Default)]
pub(crate) struct Profile {
    /// Cells that say something.
    pub(super) filled: u64,
    /// Markers such as `NA`, and how often each stands.
    pub(super) markers: FxHashMap<&'static str, u64>,
    /// Texts and how often each stands.
    pub(super) texts: FxHashMap<Box<str>, u64>,
    /// How many cells were filled when there were too many different texts to go on.
    pub(super) full_at: Option<u64>,
    /// Numbers by the usual marks.
    pub(crate) numbers: u64,
    /// Numbers without decimals.
    pub(super) whole: u64,
    /// Numbers with a mark that must be declared: `,` or a blank between thousands, a decimal comma.
    pub(crate) marked: [u64; 3],
    /// Dates, however written.
    pub(super) dates: u64,
    /// Dates written with numbers of which the first, or the second, can only be a day.
    pub(super) day_first: u64,
    pub(super) day_second: u64,
    /// Dates whose order only the officer knows.
    pub(crate) unordered: u64,
    /// Numbers written with a zero before them.
    pub(super) zero_first: u64,
    /// Cells with a blank inside.
    pub(super) spaced: u64,
    /// Length of the longest and the shortest text.
    pub(super) longest: usize,
    pub(super) shortest: usize,
}

/// Which marks a number has that must be declared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    CommaThousands,
    BlankThousands,
    CommaDecimal,
}

impl Profile {
    /// Counts the cell of `row` at `position`.
    pub(crate) fn take(&mut self, row: &SourceRow, position: usize) {
        let text = row.text(position);
        if row.is_missing(position) || text.is_empty() {
            return;
        }
        if let Some(marker) = MISSING.iter().find(|marker| **marker == text) {
            *self.markers.entry(marker).or_default() += 1;
            return;
        }
        self.filled += 1;
        let length = text.chars().count();
        self.longest = self.longest.max(length);
        self.shortest = if self.filled == 1 {
            length
        } else {
            self.shortest.min(length)
        };
        self.spaced += u64::from(text.contains(' '));
        self.number_or_date(row, position, text);
        self.count(text);
    }

    fn number_or_date(&mut self, row: &SourceRow, position: usize, text: &str) {
        match row.number(position) {
            Ok(Some(number)) => {
                self.numbers += 1;
                self.whole += u64::from(number.fract() == 0.0);
                let zero = text.len() > 1 && text.starts_with('0') && !text.contains('.');
                self.zero_first += u64::from(zero);
            }
            Err(CellFault::UndeclaredThousands) => self.marked[mark(text) as usize] += 1,
            _ if matches!(row.date(position), Ok(Some(_))) => self.dates += 1,
            _ => {
                if let Some((first, second)) = day_and_month(text) {
                    self.dates += 1;
                    self.day_first += u64::from(first > 12);
                    self.day_second += u64::from(second > 12);
                    self.unordered += u64::from(first <= 12 && second <= 12);
                }
            }
        }
    }

    fn count(&mut self, text: &str) {
        if self.full_at.is_some() {
            return;
        }
        if let Some(count) = self.texts.get_mut(text) {
            *count += 1;
        } else if self.texts.len() < MOST_TEXTS && text.len() <= LONGEST_TEXT {
            self.texts.insert(text.into(), 1);
        } else {
            self.full_at = Some(self.filled);
        }
    }

    /// The texts and how often each stands, the commonest first; none when they were too many.
    pub(crate) fn counted(&self) -> Vec<(&str, u64)> {
        let mut all = self.in_any_order();
        all.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        all
    }

    /// The most decimals that a cell has, of the texts that are kept.
    pub(crate) fn decimals(&self) -> usize {
        let texts = self.texts.keys();
        let places = texts.filter_map(|text| text.rsplit_once(['.', ',']));
        places
            .map(|(_, decimals)| decimals.len())
            .max()
            .unwrap_or(0)
    }

    /// The texts and how often each stands, in any order; none when they were too many.
    pub(crate) fn in_any_order(&self) -> Vec<(&str, u64)> {
        if self.full_at.is_some() {
            return Vec::new();
        }
        let texts = self.texts.iter();
        texts.map(|(text, count)| (text.as_ref(), *count)).collect()
    }

    /// The order in which dates are written with numbers; `None` where it does not matter or cannot be told.
    pub(crate) fn date_order(&self) -> Option<DateOrder> {
        match (self.day_first, self.day_second) {
            (0, 0) => self.first_of_months(),
            (first, second) if first > second => Some(DateOrder::Dmy),
            _ => Some(DateOrder::Mdy),
        }
    }

    /// The order in which all dates are first days of months: `01/02/2024` and `01/03/2024` are days of January only for
    /// who reads them against what they are, dates of a series by month or quarter.
    pub(crate) fn first_of_months(&self) -> Option<DateOrder> {
        if self.full_at.is_some() || self.day_first + self.day_second > 0 || self.unordered == 0 {
            return None;
        }
        let texts = self.texts.keys();
        let pairs: Vec<(u32, u32)> = texts.filter_map(|text| day_and_month(text)).collect();
        let (first, second) = pairs.first()?;
        let same_first = pairs.iter().all(|pair| pair.0 == *first);
        let same_second = pairs.iter().all(|pair| pair.1 == *second);
        match (same_first && *first == 1, same_second && *second == 1) {
            (true, false) => Some(DateOrder::Dmy),
            (false, true) => Some(DateOrder::Mdy),
            _ => None,
        }
    }

    /// Whether dates are written in two ways that exclude each other.
    pub(crate) fn two_date_orders(&self) -> bool {
        self.day_first > 0 && self.day_second > 0
    }

    /// The mark of most numbers that have one.
    pub(crate) fn mark(&self) -> Option<Mark> {
        let all = [
            Mark::CommaThousands,
            Mark::BlankThousands,
            Mark::CommaDecimal,
        ];
        all.into_iter()
            .max_by_key(|mark| self.marked[*mark as usize])
            .filter(|mark| self.marked[*mark as usize] > 0)
    }

    /// The share of `part` in the filled cells.
    #[expect(clippy::cast_precision_loss, reason = "a share, not a count")]
    pub(super) fn share(&self, part: u64) -> f64 {
        if self.filled == 0 {
            return 0.0;
        }
        part as f64 / self.filled as f64
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile")
            .field("filled", &self.filled)
            .field("texts", &format_args!("{} (redacted)", self.texts.len()))
            .finish()
    }
}

/// A comma before three last digits stands between thousands; other commas are decimal.
fn mark(text: &str) -> Mark {
    if text.contains([' ', '\u{a0}', '\u{202f}', '\u{2009}']) {
        return Mark::BlankThousands;
    }
    let thousands = text
        .split(',')
        .skip(1)
        .all(|group| group.split('.').next().is_some_and(|part| part.len() == 3));
    if text.contains(',') && thousands {
        Mark::CommaThousands
    } else {
        Mark::CommaDecimal
    }
}

/// The first two numbers of a date such as `31/3/2024`.
fn day_and_month(text: &str) -> Option<(u32, u32)> {
    let day = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let [first, second, year] = parts[..] else {
        return None;
    };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    let (first, second) = (number(first)?, number(second)?);
    number(year)?;
    let possible = |one: u32| (1..=31).contains(&one);
    (possible(first) && possible(second) && (first <= 12 || second <= 12))
        .then_some((first, second))
}

#[cfg(test)]
mod tests {
    use super::{Mark, Profile, day_and_month, mark};
    use crate::reader::DateOrder;

    #[test]
    fn first_days_of_months_tell_the_order_of_their_dates() {
        let order = |texts: &[&str]| {
            let texts = texts.iter().map(|text| ((*text).into(), 1));
            let profile = Profile {
                unordered: 1,
                texts: texts.collect(),
                ..Profile::default()
            };
            profile.date_order()
        };
        assert_eq!(
            order(&["01/02/2024", "01/03/2024", "01/01/2024"]),
            Some(DateOrder::Dmy)
        );
        assert_eq!(order(&["2/1/2024", "3/1/2024"]), Some(DateOrder::Mdy));
        assert_eq!(order(&["01/01/2023", "01/01/2024"]), None);
        assert_eq!(order(&["01/02/2024", "02/03/2024"]), None);
    }

    #[test]
    fn marks_of_numbers_are_told_apart() {
        assert!(mark("1,234") == Mark::CommaThousands);
        assert!(mark("1,234,567.8") == Mark::CommaThousands);
        assert!(mark("1 234,5") == Mark::BlankThousands);
        assert!(mark("12,5") == Mark::CommaDecimal);
    }

    #[test]
    fn a_date_is_told_from_a_fraction() {
        assert_eq!(day_and_month("31/3/2024"), Some((31, 3)));
        assert_eq!(day_and_month("05/20/06 00:00:00"), Some((5, 20)));
        assert_eq!(day_and_month("31/31/2024"), None);
        assert_eq!(day_and_month("45-2092.02"), None);
    }
}
