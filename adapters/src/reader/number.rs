//! Numbers as national files write them: `17,715`, `1 234,5` with any kind of blank, `6.0000000000000000e+00`,
//! `$12.39`. A sign between thousands that the adapter does not declare is a fault, never a guess: `1,234` may
//! be a thousand or one and a bit.

use std::fmt::Write;

use super::row::CellFault;

/// The signs of a column's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// The decimal sign.
    pub(super) decimal: char,
    /// The sign between thousands. A blank stands for every kind of blank.
    pub(super) thousands: Option<char>,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self {
            decimal: '.',
            thousands: None,
        }
    }
}

/// The number that `text` writes.
pub(super) fn parse(text: &str, format: NumberFormat) -> Result<f64, CellFault> {
    if let Some(value) = plain(text.as_bytes(), format.decimal) {
        return Ok(value);
    }
    let (negative, body) = strip_signs(text);
    let mut digits = String::with_capacity(body.len());
    let mut groups = Groups::default();
    let mut seen_decimal = false;
    for letter in body.chars() {
        match letter {
            '0'..='9' => {
                groups.digit();
                digits.push(letter);
            }
            _ if letter == format.decimal && !seen_decimal => {
                groups.end()?;
                seen_decimal = true;
                digits.push('.');
            }
            _ if is_thousands(letter, format.thousands) && !seen_decimal => groups.separator()?,
            'e' | 'E' if !digits.is_empty() => return exponent(body, negative, format),
            ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                return Err(CellFault::UndeclaredThousands);
            }
            _ => return Err(CellFault::NotANumber),
        }
    }
    groups.end()?;
    finish(&digits, negative)
}

/// Whether a person takes `text` for a number, whatever signs it is written with.
pub(super) fn looks_like_number(text: &str) -> bool {
    let digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let unsigned = text.trim_start_matches(['-', '\u{2212}', '+', '$']);
    let mut letters = unsigned.chars();
    digit && letters.all(|one| one.is_ascii_digit() || one.is_whitespace() || ".,'’%".contains(one))
}

/// Writes `value` as a person would write a code: no exponent, no `.0`.
pub(super) fn write_plain(value: f64, into: &mut String) {
    // Writing to a String does not fail.
    let _ = write!(into, "{value}");
}

/// Digits, at most fifteen, with a decimal mark between two of them or none: what nearly every cell is. Both the
/// digits and the power of ten are exact, so their quotient is the nearest number there is.
fn plain(bytes: &[u8], decimal: char) -> Option<f64> {
    if bytes.is_empty() || bytes.len() > 16 {
        return None;
    }
    let (mut value, mut digits, mut whole) = (0_u64, 0, None);
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            value = value * 10 + u64::from(digit);
            digits += 1;
        } else if char::from(*byte) == decimal && byte.is_ascii() && whole.is_none() && digits > 0 {
            whole = Some(digits);
        } else {
            return None;
        }
    }
    let decimals = digits - whole.unwrap_or(digits);
    if digits > 15 || whole.is_some() && decimals == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    Some(value as f64 / POWERS[decimals])
}

/// Powers of ten, each exact.
const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// Takes off outer blanks, sign, currency signs; accounting's parentheses mean minus.
fn strip_signs(text: &str) -> (bool, &str) {
    let mut body = text.trim();
    let mut negative = false;
    if let Some(inner) = body
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        (negative, body) = (true, inner.trim());
    }
    for _ in 0..2 {
        if let Some(rest) = body.strip_prefix(['-', '\u{2212}']) {
            (negative, body) = (!negative, rest.trim_start());
        } else if let Some(rest) = body.strip_prefix(['+', '$', '€', '£', '¢', '₡']) {
            body = rest.trim_start();
        }
    }
    let body = body
        .strip_suffix(['$', '€', '£'])
        .unwrap_or(body)
        .trim_end();
    (negative, body)
}

fn is_thousands(letter: char, declared: Option<char>) -> bool {
    match declared {
        Some(sign) if sign.is_whitespace() => letter.is_whitespace(),
        Some('\'' | '’') => matches!(letter, '\'' | '’'),
        Some(sign) => letter == sign,
        None => false,
    }
}

/// Groups of three digits: `1,23` is not a number with thousands.
#[derive(Default)]
struct Groups {
    separated: bool,
    digits: u32,
}

impl Groups {
    fn digit(&mut self) {
        self.digits += 1;
    }

    fn separator(&mut self) -> Result<(), CellFault> {
        let complete = if self.separated {
            self.digits == 3
        } else {
            (1..=3).contains(&self.digits)
        };
        (self.separated, self.digits) = (true, 0);
        complete.then_some(()).ok_or(CellFault::UndeclaredThousands)
    }

    fn end(&mut self) -> Result<(), CellFault> {
        let complete = !self.separated || self.digits == 3;
        (self.separated, self.digits) = (false, 0);
        complete.then_some(()).ok_or(CellFault::UndeclaredThousands)
    }
}

fn exponent(body: &str, negative: bool, format: NumberFormat) -> Result<f64, CellFault> {
    let plain = if format.decimal == '.' {
        body.to_owned()
    } else {
        body.replace(format.decimal, ".")
    };
    let written = plain
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if !written {
        return Err(CellFault::NotANumber);
    }
    finish(&plain, negative)
}

fn finish(digits: &str, negative: bool) -> Result<f64, CellFault> {
    let value: f64 = digits.parse().map_err(|_| CellFault::NotANumber)?;
    if !value.is_finite() {
        return Err(CellFault::NotANumber);
    }
    Ok(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CellFault, NumberFormat, parse};

    fn number(text: &str, decimal: char, thousands: Option<char>) -> Result<f64, CellFault> {
        parse(text, NumberFormat { decimal, thousands })
    }

    #[test]
    fn numbers_are_read_by_the_declared_signs() {
        assert_eq!(number("17,715", '.', Some(',')), Ok(17_715.0));
        assert_eq!(number("1 234,5", ',', Some(' ')), Ok(1_234.5));
        assert_eq!(number("39\u{a0}187,1", ',', Some(' ')), Ok(39_187.1));
        assert_eq!(
            number("1\u{202f}234\u{202f}567", ',', Some(' ')),
            Ok(1_234_567.0)
        );
        assert_eq!(number("1.234,5", ',', Some('.')), Ok(1_234.5));
        assert_eq!(number("6.0000000000000000e+00", '.', None), Ok(6.0));
        assert_eq!(number("6,5e1", ',', None), Ok(65.0));
        assert_eq!(number("$12.39", '.', None), Ok(12.39));
        assert_eq!(number("-$1,200.50", '.', Some(',')), Ok(-1_200.5));
        assert_eq!(number("(15)", '.', None), Ok(-15.0));
        assert_eq!(number("007", '.', None), Ok(7.0));
        assert_eq!(number(".5", '.', None), Ok(0.5));
    }

    #[test]
    fn an_undeclared_sign_is_a_fault_and_not_a_guess() {
        let undeclared = Err(CellFault::UndeclaredThousands);
        assert_eq!(number("17,715", '.', None), undeclared);
        assert_eq!(number("1 234", '.', None), undeclared);
        assert_eq!(number("1.234", ',', None), undeclared);
        assert_eq!(number("1,23", '.', Some(',')), undeclared);
        assert_eq!(number("1,2345", '.', Some(',')), undeclared);
        assert_eq!(number("1.2.3", '.', None), undeclared);
        for text in [
            "", "-", "abc", "1e", "12a", "e5", "NaN", "inf", "1e999", "$",
        ] {
            assert_eq!(
                number(text, '.', None),
                Err(CellFault::NotANumber),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_or_a_fault(text in ".{0,40}", decimal in "[.,]", thousands in "[., ']?") {
            let format = NumberFormat { decimal: decimal.chars().next().unwrap_or('.'), thousands: thousands.chars().next() };
            if let Ok(value) = parse(&text, format) { prop_assert!(value.is_finite()); }
        }

        #[test]
        fn decimals_are_the_nearest_number(text in "[0-9]{1,12}[.][0-9]{1,12}") {
            prop_assert_eq!(number(&text, '.', None), Ok(text.parse::<f64>().expect("a number")));
            let comma = text.replace('.', ",");
            prop_assert_eq!(number(&comma, ',', Some('.')), Ok(text.parse::<f64>().expect("a number")));
        }

        #[test]
        fn what_is_written_is_read_back(value in -1.0e12_f64..1.0e12) {
            prop_assert_eq!(number(&format!("{value}"), '.', None), Ok(value));
        }
    }
}
