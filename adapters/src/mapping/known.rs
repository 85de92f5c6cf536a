//! Which of its distinct values a text is, for each cell of each row.

use rustc_hash::FxHashMap;

use super::dictionary::{MISSING, ValueId};

/// Which value each text is. Codes are short: a byte or two digits are a place in a table, other
/// texts of up to seven bytes are looked up as numbers.
pub(super) struct Known {
    /// [`MISSING`] where the text was not met yet.
    direct: [ValueId; DIRECT],
    short: FxHashMap<u64, ValueId>,
    long: FxHashMap<Box<str>, ValueId>,
    texts: Vec<Box<str>>,
}

/// Texts of one byte, then those of two digits.
const DIRECT: usize = 256 + 100;

impl Default for Known {
    fn default() -> Self {
        Self {
            direct: [MISSING; DIRECT],
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            texts: Vec::new(),
        }
    }
}

impl Known {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    pub(super) fn get(&self, text: &str) -> Option<ValueId> {
        if let Some(place) = place(text) {
            return Some(self.direct[place]).filter(|id| *id != MISSING);
        }
        let found = match packed(text) {
            Some(number) => self.short.get(&number),
            None => self.long.get(text),
        };
        found.copied()
    }

    pub(super) fn insert(&mut self, text: &str, id: ValueId) {
        self.texts.push(text.into());
        if let Some(place) = place(text) {
            self.direct[place] = id;
            return;
        }
        match packed(text) {
            Some(number) => self.short.insert(number, id),
            None => self.long.insert(text.into(), id),
        };
    }
}

/// The place of a text in the table, if it has one.
fn place(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [byte] => Some(usize::from(*byte)),
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            Some(256 + 10 * usize::from(tens - b'0') + usize::from(ones - b'0'))
        }
        _ => None,
    }
}

/// A text of up to seven bytes as a number of its own: the bytes, and how many they are.
fn packed(text: &str) -> Option<u64> {
    let bytes = text.as_bytes();
    let mut number = [0; 8];
    number
        .get_mut(..bytes.len())
        .filter(|_| bytes.len() < 8)?
        .copy_from_slice(bytes);
    number[7] = u8::try_from(bytes.len()).ok()?;
    Some(u64::from_le_bytes(number))
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, hash_map::Entry};

    use proptest::prelude::*;

    use super::Known;

    proptest! {
        #[test]
        fn each_text_is_found_again_and_no_other(
            texts in prop::collection::vec("[0-9]{1,9}|[a-zñÑ ]{1,9}|\\PC{1,8}", 1..60),
            other in "[0-9]{1,9}|[a-zñÑ]{1,9}|",
        ) {
            let mut known = Known::default();
            let mut expected: HashMap<String, usize> = HashMap::new();
            for text in texts {
                let next = 2 + expected.len();
                prop_assert_eq!(known.get(&text), expected.get(&text).copied());
                if let Entry::Vacant(place) = expected.entry(text) {
                    known.insert(place.key(), next);
                    place.insert(next);
                }
            }
            for (text, id) in &expected {
                prop_assert_eq!(known.get(text), Some(*id));
            }
            prop_assert_eq!(known.get(&other), expected.get(&other).copied());
            prop_assert_eq!(known.texts().count(), expected.len());
        }
    }
}
