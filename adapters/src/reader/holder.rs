//! Employers and other units whose contribution could be disclosed: only a keyed hash of them leaves the reader.
//! The key is drawn when the process starts and never written, so a hash means nothing outside of it; one key
//! for all files of a run lets the same employer in two files count as one.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkd_quick};

/// The hash (SipHash) of a unit's name or number. Case, accents, blanks and punctuation do not count: two
/// spellings of one employer must not pass for two, which would weaken the protection.
pub(super) fn hash(name: &str) -> u64 {
    static KEY: OnceLock<RandomState> = OnceLock::new();
    let mut hasher = KEY.get_or_init(RandomState::new).build_hasher();
    let mut letters = 0_u32;
    let mut take = |letter: char| {
        if letter.is_alphanumeric() && !is_combining_mark(letter) {
            for lower in letter.to_lowercase() {
                hasher.write_u32(u32::from(lower));
                letters += 1;
            }
        }
    };
    if is_nfkd_quick(name.chars()) == IsNormalized::Yes {
        name.chars().for_each(&mut take);
    } else {
        name.nfkd().for_each(&mut take);
    }
    if letters == 0 {
        hasher.write(name.as_bytes());
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn spellings_of_one_unit_have_one_hash() {
        assert_eq!(hash("Café Olé, S.A."), hash("CAFE OLE  SA"));
        assert_ne!(hash("Café Olé, S.A."), hash("Café Olá, S.A."));
        assert_ne!(hash("--"), hash("***"));
    }
}
