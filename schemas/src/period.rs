//! Reference periods in SDMX form: `2024`, `2024-S1`, `2024-Q3`, `2024-07`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How often a figure is produced (`CL_FREQ`), as far as a reference period can tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Frequency {
    /// Annual.
    A,
    /// Half-yearly.
    S,
    /// Quarterly.
    Q,
    /// Monthly.
    M,
}

impl Frequency {
    /// The code in `CL_FREQ`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::S => "S",
            Self::Q => "Q",
            Self::M => "M",
        }
    }

    /// How many periods of it a year has.
    #[must_use]
    pub fn periods_in_year(self) -> u8 {
        match self {
            Self::A => 1,
            Self::S => 2,
            Self::Q => 4,
            Self::M => 12,
        }
    }
}

/// The time that a figure speaks of: a year, half-year, quarter or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReferencePeriod {
    year: u16,
    frequency: Frequency,
    ordinal: u8,
}

/// A text that is none of `2024`, `2024-S1`, `2024-Q3`, `2024-07`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a reference period: expected 2024, 2024-S1, 2024-Q3 or 2024-07")]
pub struct InvalidPeriod;

impl ReferencePeriod {
    /// The calendar (or fiscal) year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The frequency that the form of the period tells.
    #[must_use]
    pub fn frequency(self) -> Frequency {
        self.frequency
    }

    /// Position in the year from 1: the quarter, the month, the half-year; 1 for a year.
    #[must_use]
    pub fn ordinal(self) -> u8 {
        self.ordinal
    }
}

impl std::str::FromStr for ReferencePeriod {
    type Err = InvalidPeriod;

    fn from_str(text: &str) -> Result<Self, InvalidPeriod> {
        let (year_text, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if year_text.len() != 4 || !digits(year_text) {
            return Err(InvalidPeriod);
        }
        let year: u16 = year_text.parse().map_err(|_| InvalidPeriod)?;
        let (frequency, ordinal_text) = match rest {
            None => {
                return Ok(Self {
                    year,
                    frequency: Frequency::A,
                    ordinal: 1,
                });
            }
            Some(part) if part.len() == 2 && digits(part) => (Frequency::M, part),
            Some(part) => match (part.get(..1), part.get(1..)) {
                (Some("S"), Some(number)) if number.len() == 1 => (Frequency::S, number),
                (Some("Q"), Some(number)) if number.len() == 1 => (Frequency::Q, number),
                _ => return Err(InvalidPeriod),
            },
        };
        let ordinal: u8 = ordinal_text.parse().map_err(|_| InvalidPeriod)?;
        if (1..=frequency.periods_in_year()).contains(&ordinal) {
            Ok(Self {
                year,
                frequency,
                ordinal,
            })
        } else {
            Err(InvalidPeriod)
        }
    }
}

impl fmt::Display for ReferencePeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.frequency {
            Frequency::A => write!(f, "{:04}", self.year),
            Frequency::S => write!(f, "{:04}-S{}", self.year, self.ordinal),
            Frequency::Q => write!(f, "{:04}-Q{}", self.year, self.ordinal),
            Frequency::M => write!(f, "{:04}-{:02}", self.year, self.ordinal),
        }
    }
}

impl TryFrom<String> for ReferencePeriod {
    type Error = InvalidPeriod;
    fn try_from(text: String) -> Result<Self, InvalidPeriod> {
        text.parse()
    }
}

impl From<ReferencePeriod> for String {
    fn from(period: ReferencePeriod) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::ReferencePeriod;

    #[test]
    fn every_form_reads_back_as_written() {
        for text in ["2024", "2024-S1", "2024-Q3", "2024-07"] {
            assert_eq!(
                text.parse::<ReferencePeriod>().map(|p| p.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "", "24", "2024-", "2024-Q5", "2024-13", "2024-S3", "2024-é", "2024-Q03", "+024",
        ] {
            assert!(text.parse::<ReferencePeriod>().is_err(), "{text}");
        }
    }
}
