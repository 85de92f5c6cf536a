//! What stands behind the records of a `.dta` file: value labels, and the texts (`strL`) that are too long for a
//! record. Both are held in memory, within a limit, and only where a declared column needs them.

use std::sync::Arc;

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

use super::super::binary::{Binary, until_nul};
use super::super::error::ReadFault;
use super::super::limits::DICTIONARY_BYTES;
use super::header::Header;
use super::{Labels, decoded};

/// Sets of value labels by name.
#[derive(Default)]
pub(super) struct ValueLabels {
    sets: FxHashMap<Vec<u8>, Labels>,
}

impl ValueLabels {
    pub(super) fn want(&mut self, name: &[u8]) {
        self.sets.entry(name.to_vec()).or_default();
    }

    pub(super) fn are_wanted(&self) -> bool {
        !self.sets.is_empty()
    }

    /// The labels of a set; none when the file has no such set.
    pub(super) fn of(&self, name: &[u8]) -> Option<Labels> {
        self.sets.get(name).filter(|set| !set.is_empty()).cloned()
    }

    pub(super) fn read(
        &mut self,
        source: &mut Binary,
        header: &mut Header,
        encoding: &'static Encoding,
    ) -> Result<(), ReadFault> {
        let is_tagged = header.long_texts.is_some();
        source.seek(header.labels)?;
        if is_tagged {
            source.expect("<value_labels>")?;
        }
        let width = if header.version >= 118 { 129 } else { 33 };
        while source.left() > 0 {
            if is_tagged && &source.array::<5>()? != b"<lbl>" {
                return Ok(());
            }
            let length = u64::from(source.u32()?);
            let name = source.bytes(width)?;
            source.skip(3)?;
            let name = until_nul(&name);
            if self.sets.contains_key(name) {
                let table = source.bytes(length)?;
                let set = labels(&table, source, encoding).ok_or_else(|| source.damaged())?;
                self.sets.insert(name.to_vec(), Arc::new(set));
            } else {
                source.skip(length)?;
            }
            if is_tagged {
                source.expect("</lbl>")?;
            }
        }
        Ok(())
    }
}

/// A table of labels: how many, the length of their texts, where each begins, its value, the texts.
fn labels(
    table: &[u8],
    source: &Binary,
    encoding: &'static Encoding,
) -> Option<FxHashMap<i32, String>> {
    let number = |at: usize| -> Option<i32> {
        let bytes = table.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(i32::from_le_bytes(source.ordered(bytes)))
    };
    let count = usize::try_from(number(0)?).ok()?;
    let values = count.checked_mul(4)?.checked_add(8)?;
    let texts = table.get(values.checked_add(count.checked_mul(4)?)?..)?;
    let mut labels = FxHashMap::default();
    for index in 0..count {
        let start = usize::try_from(number(8 + index * 4)?).ok()?;
        let value = number(values + index * 4)?;
        let text = decoded(until_nul(texts.get(start..)?), encoding);
        labels.insert(value, text.trim().to_owned());
    }
    Some(labels)
}

/// Long texts by the variable and record that they were first written for.
#[derive(Default)]
pub(super) struct LongTexts {
    texts: FxHashMap<(u64, u64), String>,
}

impl LongTexts {
    pub(super) fn read(
        &mut self,
        source: &mut Binary,
        header: &Header,
        encoding: &'static Encoding,
    ) -> Result<(), ReadFault> {
        let Some(place) = header.long_texts else {
            return Ok(());
        };
        source.seek(place)?;
        source.expect("<strls>")?;
        let mut held = 0;
        while &source.array::<3>()? == b"GSO" {
            let variable = u64::from(source.u32()?);
            let record = if header.version == 117 {
                u64::from(source.u32()?)
            } else {
                source.u64()?
            };
            let is_text = source.u8()? == TEXT;
            let length = u64::from(source.u32()?);
            if !is_text {
                source.skip(length)?;
                continue;
            }
            held += length + 64;
            if held > DICTIONARY_BYTES {
                return Err(ReadFault::TooLarge {
                    limit_bytes: DICTIONARY_BYTES,
                });
            }
            let bytes = source.bytes(length)?;
            let text = decoded(until_nul(&bytes), encoding).into_owned();
            self.texts.insert((variable, record), text);
        }
        Ok(())
    }

    /// The text that a record refers to. How the eight bytes are divided depends on the version.
    pub(super) fn text(&self, key: [u8; 8], header: &Header) -> Option<&str> {
        let first = match header.version {
            117 => 4,
            118 => 2,
            _ => 3,
        };
        let number = |bytes: &[u8]| {
            let join = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
            if header.is_big_endian {
                bytes.iter().fold(0, join)
            } else {
                bytes.iter().rev().fold(0, join)
            }
        };
        let key = (number(&key[..first]), number(&key[first..]));
        self.texts.get(&key).map(String::as_str)
    }
}

const TEXT: u8 = 130;
