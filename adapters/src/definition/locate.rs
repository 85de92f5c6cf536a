//! The line of a key in a TOML text.

use toml::de::{DeTable, DeValue};

/// Where the value of the key at `path` stands.
#[must_use]
pub(crate) fn value_span(text: &str, path: &str) -> Option<std::ops::Range<usize>> {
    let document = DeTable::parse(text).ok()?;
    let mut table = document.get_ref();
    let mut keys = path.split('.').peekable();
    while let Some(key) = keys.next() {
        let (_, value) = table
            .iter()
            .find(|(name, _)| name.get_ref().as_ref() == key)?;
        if keys.peek().is_none() {
            return Some(value.span());
        }
        table = value.get_ref().as_table()?;
    }
    None
}

/// The keys whose value, or one of whose values, is `"?"`, with its place: questions without an answer. Where
/// cells of files are named, `"?"` may be one.
#[must_use]
pub(super) fn unanswered(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    if let Ok(document) = DeTable::parse(text) {
        in_table(document.get_ref(), "", &mut found);
    }
    found.sort_by_key(|(_, offset)| *offset);
    found
        .into_iter()
        .map(|(path, offset)| (path, line_at(text, offset)))
        .collect()
}

/// Keys that name cells of files.
const OF_CELLS: [&str; 7] = [
    "missing", "keep", "remove", "values", "before", "after", "not",
];

fn in_table(table: &DeTable<'_>, path: &str, found: &mut Vec<(String, usize)>) {
    for (name, value) in table {
        let name = name.get_ref().as_ref();
        let path = if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        };
        if !OF_CELLS.contains(&name) {
            in_value(value.get_ref(), value.span().start, &path, found);
        }
    }
}

fn in_value(value: &DeValue<'_>, offset: usize, path: &str, found: &mut Vec<(String, usize)>) {
    match value {
        DeValue::String(text) if text == "?" => found.push((path.to_owned(), offset)),
        DeValue::Array(items) => {
            for item in items {
                in_value(item.get_ref(), item.span().start, path, found);
            }
        }
        DeValue::Table(table) => in_table(table, path, found),
        _ => {}
    }
}

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
    use super::{line_of, value_span};

    #[test]
    fn the_value_of_a_key_is_found() {
        let text = "[periods]\nfrom = 2006\nto = 2019\n";
        let span = value_span(text, "periods.to").unwrap_or_default();
        assert_eq!(&text[span], "2019");
        assert_eq!(value_span(text, "periods.none"), None);
    }

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
