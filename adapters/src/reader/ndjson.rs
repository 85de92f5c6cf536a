//! One JSON object a line, by `serde_json`, streamed. A key that is not declared is passed over without being
//! kept. Keys are found as headers are; their order and their presence may change from line to line.

use std::fmt;
use std::fs::File;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::assemble::{Assembler, Taken};
use super::encoding::Decoding;
use super::error::{ReadError, ReadFault};
use super::header::Search;
use super::layout::Layout;
use super::lines::Lines;
use super::meter::Meter;
use super::names::folded;
use super::place::Place;
use super::raw::{RawCell, RawRow};
use super::row::SourceRow;
use super::spec::{Format, SourceSpec};
use super::{Recognised, RowReader};

/// Reads one file of JSON lines.
pub(super) struct NdjsonReader {
    lines: Lines,
    keys: Keys,
    assembler: Assembler,
    raw: RawRow,
    meter: Meter,
}

/// Where the value of a key goes: remembered per spelling, so that a key is folded once.
struct Keys {
    known: FxHashMap<String, Option<usize>>,
    /// The folded header of each position.
    headers: Vec<String>,
}

pub(super) fn open(
    mut file: File,
    place: &Place,
    spec: &SourceSpec,
) -> Result<NdjsonReader, ReadError> {
    let fail = |fault| ReadError::new(place, fault);
    let decoding = Decoding::decide(&mut file, &spec.source.encoding).map_err(fail)?;
    let start = file
        .try_clone()
        .map_err(|cause| fail(ReadFault::NotReadable(cause)))?;
    let (headers, layout) =
        find_keys(Lines::new(start, decoding, place, &Meter::default())?, spec)?;
    let keys = Keys {
        known: FxHashMap::default(),
        headers: headers.iter().map(|header| folded(header)).collect(),
    };
    let meter = Meter::default();
    Ok(NdjsonReader {
        lines: Lines::new(file, decoding, place, &meter)?,
        keys,
        assembler: Assembler::new(spec, Arc::new(layout), false),
        raw: RawRow::default(),
        meter,
    })
}

impl RowReader for NdjsonReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while self.lines.advance_to_text()? {
            self.raw.clear(self.lines.line);
            let object = Object {
                keys: &mut self.keys,
                raw: &mut self.raw,
            };
            parse(&self.lines, object)?;
            if self.assembler.take(&self.raw, self.lines.line, row) == Taken::Row {
                return Ok(true);
            }
        }
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    fn recognised(&self) -> Recognised {
        Recognised {
            encoding: Some(self.lines.decoding.encoding.name()),
            encoding_guessed: self.lines.decoding.guessed,
            ..Recognised::of(Format::Ndjson)
        }
    }

    fn bytes_read(&self) -> u64 {
        self.meter.bytes()
    }
}

/// What `seed` makes of the line.
fn parse<'a, S>(lines: &'a Lines, seed: S) -> Result<S::Value, ReadError>
where
    S: DeserializeSeed<'a>,
{
    let mut parser = serde_json::Deserializer::from_str(lines.text()?.trim());
    // The cause is dropped: it may quote the line.
    let not_json = |_| lines.fault(ReadFault::NotJson);
    let value = seed.deserialize(&mut parser).map_err(not_json)?;
    parser.end().map_err(not_json)?;
    Ok(value)
}

impl Keys {
    fn position(&mut self, key: &str) -> Option<usize> {
        if let Some(position) = self.known.get(key) {
            return *position;
        }
        let name = folded(key);
        let position = self.headers.iter().position(|header| *header == name);
        // A file whose keys never repeat is no table; what it names is not remembered without limit.
        if self.known.len() < MOST_KEYS {
            self.known.insert(key.to_owned(), position);
        }
        position
    }
}

/// Finds the keys in the first lines, taken together.
fn find_keys(mut lines: Lines, spec: &SourceSpec) -> Result<(Vec<String>, Layout), ReadError> {
    let mut keys: Vec<String> = Vec::new();
    let mut read = 0;
    while read < spec.source.header.within.max(1) && lines.advance_to_text()? {
        let mut found = Vec::new();
        parse(&lines, KeyNames(&mut found))?;
        // Two spellings in two lines are one key; in one line they are two.
        let new = found.iter().filter(|key| {
            let name = folded(key);
            let doubled = found.iter().filter(|other| folded(other) == name).count() > 1;
            doubled || !keys.iter().any(|known| folded(known) == name)
        });
        keys.extend(new.cloned().collect::<Vec<_>>());
        read += 1;
    }
    let place = lines.place.clone();
    let fail = |fault| ReadError::new(&place, fault);
    if read == 0 {
        return Err(fail(ReadFault::Empty));
    }
    let mut search = Search::new(spec);
    match search.offer(keys.clone()).map_err(fail)? {
        Some(header) => {
            let layout = header.layout(spec, place.clone(), 1, false);
            Ok((keys, layout))
        }
        None => Err(fail(search.failure())),
    }
}

/// Adds the keys of the object on `line` to `keys`; a line that is none adds nothing.
pub(super) fn collect_keys(line: &str, keys: &mut Vec<String>) {
    let mut parser = serde_json::Deserializer::from_str(line);
    // What is wrong with a line is told when the file is read.
    let _ = KeyNames(keys).deserialize(&mut parser);
}

/// Collects the keys of an object, each once.
struct KeyNames<'k>(&'k mut Vec<String>);

impl<'de> DeserializeSeed<'de> for KeyNames<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for KeyNames<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((key, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
            if self.0.len() < MOST_KEYS && !self.0.contains(&key) {
                self.0.push(key);
            }
        }
        Ok(())
    }
}

/// Puts the values of an object into a raw row.
struct Object<'r> {
    keys: &'r mut Keys,
    raw: &'r mut RawRow,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(position) = map.next_key_seed(Key(self.keys))? {
            match position {
                Some(index) => map.next_value_seed(Value {
                    index,
                    raw: self.raw,
                })?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct Key<'k>(&'k mut Keys);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.position(key))
    }
}

struct Value<'r> {
    index: usize,
    raw: &'r mut RawRow,
}

impl Value<'_> {
    fn put<E>(self, cell: RawCell<'_>) -> Result<(), E> {
        self.raw.put(self.index, cell);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put(RawCell::Text(text))
    }
    // Whole numbers stay digits: an identifier may be longer than a floating-point number is exact.
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.put(RawCell::Text(&value.to_string()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.put(RawCell::Text(&value.to_string()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.put(RawCell::Number(value))
    }
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.put(RawCell::Text(if value { "true" } else { "false" }))
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        self.put(RawCell::Empty)
    }
    // A list or an object in a cell is no value of a table.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.put(RawCell::Error)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.put(RawCell::Error)
    }
}

const MOST_KEYS: usize = 10_000;
