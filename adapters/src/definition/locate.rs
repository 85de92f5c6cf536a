//! The line of a key in a TOML text.

use toml::de::{DeTable, DeValue};

/// The line, from 1, on which the key at `path` stands (`table[0].dimension.SEX`), or the line of
/// the nearest section above it that exists.
#[must_use]
pub(super) fn line_of(text: &str, path: &str) -> Option<usize> {
    let document = DeTable::parse(text).ok()?;
    let mut offset = None;
    let mut table = Some(document.get_ref());
    let mut value: Option<&DeValue<'_>> = None;
    for step in steps(path) {
        let found = match step {
            Step::Key(key) => {
                let at = table.or_else(|| value.and_then(DeValue::as_table))?;
                at.iter()
                    .find(|(name, _)| name.get_ref().as_ref() == key)
                    .map(|(name, value)| (name.span().start, value))
            }
            Step::Index(index) => value
                .and_then(DeValue::as_array)
                .and_then(|array| array.get(index))
                .map(|item| (item.span().start, item)),
        };
        let Some((start, next)) = found else { break };
        offset = Some(start);
        table = None;
        value = Some(next.get_ref());
    }
    offset.map(|offset| line_at(text, offset))
}

/// The line, from 1, of the byte at `offset`.
#[must_use]
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    1 + text.as_bytes()[..offset]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    path.split(['.', '['])
        .filter(|part| !part.is_empty())
        .map(
            |part| match part.strip_suffix(']').and_then(|index| index.parse().ok()) {
                Some(index) => Step::Index(index),
                None => Step::Key(part),
            },
        )
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn a_key_is_found_in_sections_lists_and_inline_tables() {
        let text =
            "id = \"a\"\n[[table]]\nx = 1\n[[table]]\n[table.dimension.SEX]\ncolumn = { y = 2 }\n";
        assert_eq!(line_of(text, "id"), Some(1));
        assert_eq!(line_of(text, "table[0].x"), Some(3));
        assert_eq!(line_of(text, "table[1].dimension.SEX.column.y"), Some(6));
        assert_eq!(line_of(text, "table[1].dimension.AGE"), Some(5));
        assert_eq!(line_of(text, "nothing"), None);
    }
}
