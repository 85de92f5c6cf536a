//! Reads a submission strictly, as a stream into columns: a repeated key anywhere, too deep a
//! nesting, bytes that are not UTF-8, a cut or an overlong document are refused. A finding says
//! where, and never what stood there.

use std::{
    cell::RefCell,
    fmt,
    io::{self, BufReader, Read},
};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use super::{Submission, SubmissionHeader};
use crate::{
    finding::Finding,
    language::{MessageArgs, args},
    observation::Observations,
};
use header::header_of;
use rows::ObservationsSeed;

mod cell;
mod header;
mod rows;

/// How much a reader takes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLimits {
    /// Most bytes of the document.
    pub max_bytes: u64,
    /// Most observations.
    pub max_observations: usize,
    /// Most columns.
    pub max_columns: usize,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self {
            max_bytes: 512 * 1024 * 1024,
            max_observations: 2_000_000,
            max_columns: 64,
        }
    }
}

/// Reads one submission from `source`.
///
/// # Errors
/// What is wrong with the document; the first fault ends the reading.
pub fn read(source: impl Read, limits: &ReadLimits) -> Result<Submission, Vec<Finding>> {
    let context = Context::new(limits);
    let reader = Limited {
        source,
        left: limits.max_bytes,
        context: &context,
    };
    let reader = BufReader::with_capacity(64 * 1024, reader);
    parse(serde_json::Deserializer::from_reader(reader), &context)
}

/// Reads one submission that is already in memory.
///
/// # Errors
/// As [`read`].
pub fn from_slice(bytes: &[u8], limits: &ReadLimits) -> Result<Submission, Vec<Finding>> {
    let context = Context::new(limits);
    if bytes.len() as u64 > limits.max_bytes {
        return Err(vec![context.too_large()]);
    }
    parse(serde_json::Deserializer::from_slice(bytes), &context)
}

/// What a visitor found before it gave up; serde's own error only carries text.
struct Context<'l> {
    limits: &'l ReadLimits,
    finding: RefCell<Option<Finding>>,
}

impl<'l> Context<'l> {
    fn new(limits: &'l ReadLimits) -> Self {
        Self {
            limits,
            finding: RefCell::new(None),
        }
    }

    fn too_large(&self) -> Finding {
        let limit = self.limits.max_bytes.to_string();
        Finding::error("document_too_large", "", args([("limit", limit)]))
    }

    fn refuse<E: Error>(&self, code: &str, pointer: String, args: MessageArgs) -> E {
        *self.finding.borrow_mut() = Some(Finding::error(code, pointer, args));
        E::custom(code)
    }
}

fn parse<'de, R: serde_json::de::Read<'de>>(
    mut deserializer: serde_json::Deserializer<R>,
    context: &Context<'_>,
) -> Result<Submission, Vec<Finding>> {
    let parsed = DocumentSeed(context)
        .deserialize(&mut deserializer)
        .and_then(|document| deserializer.end().map(|()| document));
    let (header, observations) = parsed.map_err(|error| {
        let told = context.finding.borrow_mut().take();
        vec![told.unwrap_or_else(|| syntax(&error))]
    })?;
    let header = header_of(header)?;
    let Some(observations) = observations else {
        let column = args([("column", "observations".to_owned())]);
        return Err(vec![Finding::error("header_missing", "", column)]);
    };
    Ok(Submission {
        header,
        observations,
    })
}

/// The finding for an error of the JSON reader itself.
fn syntax(error: &serde_json::Error) -> Finding {
    let text = error.to_string();
    let code = if error.is_eof() {
        "document_truncated"
    } else if text.starts_with("recursion limit") {
        "nesting_too_deep"
    } else if text.starts_with("invalid unicode") || text.starts_with("lone leading surrogate") {
        "invalid_utf8"
    } else if text.starts_with("number out of range") {
        "number_out_of_range"
    } else if text.starts_with("trailing characters") {
        "trailing_bytes"
    } else if error.is_data() {
        "not_a_submission"
    } else {
        "invalid_json"
    };
    let place = [
        ("line", error.line().to_string()),
        ("character", error.column().to_string()),
    ];
    Finding::error(code, "", args(place))
}

struct Limited<'c, R> {
    source: R,
    left: u64,
    context: &'c Context<'c>,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.source.read(buffer)?;
        match self.left.checked_sub(got as u64) {
            Some(left) => {
                self.left = left;
                Ok(got)
            }
            None => {
                *self.context.finding.borrow_mut() = Some(self.context.too_large());
                Err(io::Error::other("document_too_large"))
            }
        }
    }
}

struct DocumentSeed<'c>(&'c Context<'c>);

impl<'de> DeserializeSeed<'de> for DocumentSeed<'_> {
    type Value = (Map<String, Json>, Option<Observations>);
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed<'_> {
    type Value = (Map<String, Json>, Option<Observations>);
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a submission")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut header = Map::new();
        let mut observations = None;
        while let Some(key) = map.next_key::<String>()? {
            if header.contains_key(&key) || (key == "observations" && observations.is_some()) {
                let none = MessageArgs::new();
                return Err(self.0.refuse("duplicate_key", String::new(), none));
            }
            if key == "observations" {
                observations = Some(map.next_value_seed(ObservationsSeed(self.0))?);
            } else {
                let value = map.next_value_seed(StrictSeed(self.0))?;
                header.insert(key, value);
            }
        }
        Ok((header, observations))
    }
}

/// A JSON value whose objects repeat no key.
#[derive(Clone, Copy)]
struct StrictSeed<'c>(&'c Context<'c>);

impl<'de> DeserializeSeed<'de> for StrictSeed<'_> {
    type Value = Json;
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Json, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for StrictSeed<'_> {
    type Value = Json;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }
    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(list.into())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if object.contains_key(&key) {
                let none = MessageArgs::new();
                return Err(self.0.refuse("duplicate_key", String::new(), none));
            }
            let value = map.next_value_seed(self)?;
            object.insert(key, value);
        }
        Ok(object.into())
    }
}
