//! Employers and other units whose contribution could be disclosed: only a keyed hash of them leaves the reader.
//! The key is the office's, or else drawn when the process starts and never written, so that a hash means nothing
//! outside of it; one key for all files of a run lets the same employer in two files count as one.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

use siphasher::sip::SipHasher24;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkd_quick};

/// The key of an office, 128 bits that it draws once and keeps. With it the hash of a record's number is the
/// same in every release, which the keys of cell-key perturbation need; without it each process draws its own.
#[derive(Clone, Copy)]
pub struct OfficeKey([u8; 16]);

impl OfficeKey {
    /// The key from 32 hexadecimal digits, as `openssl rand -hex 16` writes them.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim();
        let is_hex = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let bytes = u128::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
        Some(Self(bytes.to_be_bytes()))
    }

    /// Uses this key for everything that this process reads.
    ///
    /// # Errors
    /// When something was read already, with a key of the process.
    pub fn install(self) -> Result<(), KeyInUse> {
        KEY.set(Key::Office(self)).map_err(|_| KeyInUse)
    }

    /// Whether an office's key is in use.
    #[must_use]
    pub fn is_installed() -> bool {
        matches!(KEY.get(), Some(Key::Office(_)))
    }
}

impl std::fmt::Debug for OfficeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OfficeKey(redacted)")
    }
}

/// Something was read with another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another key is in use")]
pub struct KeyInUse;

enum Key {
    Office(OfficeKey),
    Drawn(RandomState),
}

static KEY: OnceLock<Key> = OnceLock::new();

/// The hash (SipHash) of a unit's name or number. Case, accents, blanks and punctuation do not count: two
/// spellings of one employer must not pass for two, which would weaken the protection.
pub(super) fn hash(name: &str) -> u64 {
    match KEY.get_or_init(|| Key::Drawn(RandomState::new())) {
        Key::Office(key) => letters(name, SipHasher24::new_with_key(&key.0)),
        Key::Drawn(key) => letters(name, key.build_hasher()),
    }
}

fn letters(name: &str, mut hasher: impl Hasher) -> u64 {
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
