//! The name of a table as an officer writes it: `permits`, `lmis.permits`, `"Temp Work"."Permits"`. Names are
//! always quoted in a statement, so that nothing in them can be anything but a name.

use std::{fmt, str::FromStr};

use super::SqlError;

/// The name of a table or view, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableName {
    parts: Vec<String>,
}

/// Server, catalogue, schema and table at most.
const MOST_PARTS: usize = 4;

impl TableName {
    /// The name as a statement writes it.
    pub(super) fn quoted(&self, quote: char) -> String {
        let quoted = self.parts.iter().map(|part| quoted(part, quote));
        quoted.collect::<Vec<_>>().join(".")
    }
}

/// `name` between quotes; a quote within it is doubled.
pub(super) fn quoted(name: &str, quote: char) -> String {
    let doubled = name.replace(quote, &format!("{quote}{quote}"));
    format!("{quote}{doubled}{quote}")
}

impl FromStr for TableName {
    type Err = SqlError;

    fn from_str(text: &str) -> Result<Self, SqlError> {
        let wrong = || SqlError::TableName {
            name: text.to_owned(),
        };
        let mut parts = vec![String::new()];
        let mut inside = false;
        let mut letters = text.trim().chars().peekable();
        while let Some(letter) = letters.next() {
            let part = parts.last_mut().ok_or_else(wrong)?;
            match letter {
                '"' if inside && letters.peek() == Some(&'"') => {
                    letters.next();
                    part.push('"');
                }
                '"' => inside = !inside,
                '.' if !inside => parts.push(String::new()),
                '\0' => return Err(wrong()),
                _ => part.push(letter),
            }
        }
        let empty = parts.iter().any(String::is_empty);
        if inside || empty || parts.len() > MOST_PARTS {
            return Err(wrong());
        }
        Ok(Self { parts })
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parts.join("."))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::TableName;

    fn quoted(text: &str) -> Option<String> {
        Some(text.parse::<TableName>().ok()?.quoted('"'))
    }

    #[test]
    fn a_name_is_quoted_part_by_part() {
        assert_eq!(
            quoted("lmis.permits").as_deref(),
            Some(r#""lmis"."permits""#)
        );
        let spaced = quoted(r#"lmis."Año 2024.""x""""#);
        assert_eq!(spaced.as_deref(), Some(r#""lmis"."Año 2024.""x""""#));
        for wrong in ["", "a..b", ".a", "\"a", "a.b.c.d.e", "a\0b"] {
            assert_eq!(quoted(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_quotes(text in "[a-z\"; .'-]{1,20}") {
            let Some(quoted) = quoted(&text) else { return Ok(()) };
            let mut inside = false;
            for letter in quoted.chars() {
                if letter == '"' {
                    inside = !inside;
                } else {
                    prop_assert!(inside || letter == '.', "{quoted}");
                }
            }
            prop_assert!(!inside);
        }
    }
}
