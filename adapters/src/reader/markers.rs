//! The texts of a column that say nothing (`NA`, `99`). Nearly every cell is asked, and nearly none is one: the
//! first byte and the length rule most out before any text is compared.

/// Texts that mean "missing".
#[derive(Debug, Clone, Default)]
pub(super) struct Markers {
    texts: Vec<String>,
    /// A bit for each first byte.
    starts: [u64; 4],
    /// A bit for each length, the last one for all that are longer.
    lengths: u64,
}

impl Markers {
    /// Markers without those that are blank: an empty cell is missing anyway.
    pub(super) fn new(texts: impl Iterator<Item = String>) -> Self {
        let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
        let mut markers = Self::default();
        for text in &texts {
            let start = text.as_bytes()[0];
            markers.starts[usize::from(start / 64)] |= 1 << (start % 64);
            markers.lengths |= length_bit(text);
        }
        Self { texts, ..markers }
    }

    /// Whether `text` is one of them.
    pub(super) fn hold(&self, text: &str) -> bool {
        let Some(start) = text.as_bytes().first() else {
            return false;
        };
        let may = self.lengths & length_bit(text) != 0
            && self.starts[usize::from(start / 64)] & (1 << (start % 64)) != 0;
        may && self.texts.iter().any(|marker| marker == text)
    }
}

fn length_bit(text: &str) -> u64 {
    1 << text.len().min(63)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Markers;

    proptest! {
        #[test]
        fn a_text_is_held_when_it_is_one_of_them(
            texts in prop::collection::vec("[ -~áÑ]{1,3}|x{60,70}", 0..8),
            other in "[ -~áÑ]{0,3}|x{60,70}",
        ) {
            let texts: Vec<String> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
            let markers = Markers::new(texts.clone().into_iter());
            prop_assert_eq!(markers.hold(&other), texts.contains(&other));
            for text in &texts {
                prop_assert!(markers.hold(text));
            }
        }
    }
}
