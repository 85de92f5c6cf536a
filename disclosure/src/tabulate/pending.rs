//! Records with the same codes are added up before they are spread over the blocks: millions of records have some
//! thousands of combinations.

use rustc_hash::FxHashMap;
use schemas::record::{CodeIndex, MOST_DIMENSIONS};

use super::block::Sum;

/// Most combinations that wait; then they are spread, so that memory stays bounded.
const MOST: usize = 1 << 14;
const WORDS: usize = MOST_DIMENSIONS.div_ceil(4);

/// The codes of a record, four to a word: cheap to hash and to compare.
type Packed = [u64; WORDS];

/// Sums that no block has yet.
#[derive(Default)]
pub(super) struct Pending(FxHashMap<Packed, Sum>);

impl Pending {
    /// The sum of the records with these codes.
    pub(super) fn sum(&mut self, codes: &[CodeIndex]) -> &mut Sum {
        self.0.entry(packed(codes)).or_default()
    }

    /// Whether it is time to spread the sums.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    /// Takes the sums out, with their `length` codes.
    pub(super) fn take(
        &mut self,
        length: usize,
    ) -> impl Iterator<Item = (Vec<CodeIndex>, Sum)> + use<> {
        std::mem::take(&mut self.0)
            .into_iter()
            .map(move |(packed, sum)| (unpacked(packed, length), sum))
    }
}

fn packed(codes: &[CodeIndex]) -> Packed {
    let mut words = [0; WORDS];
    for (word, four) in words.iter_mut().zip(codes.chunks(4)) {
        *word = four
            .iter()
            .fold(0, |word, code| word << 16 | u64::from(code.0));
    }
    words
}

fn unpacked(words: Packed, length: usize) -> Vec<CodeIndex> {
    let mut codes = Vec::with_capacity(length);
    for word in words {
        let here = (length - codes.len()).min(4);
        for at in (0..here).rev() {
            codes.push(CodeIndex((word >> (16 * at) & 0xffff) as u16));
        }
    }
    codes
}
