//! Reads a submission strictly, as a stream into columns: a repeated key anywhere, too deep a
//! nesting, bytes that are not UTF-8, a cut or an overlong document are refused. A finding says
//! where, and never what stood there.

use std::{
    cell::RefCell,
    fmt,
    io::{self, BufReader, Read},
};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use super::{Submission, SubmissionHeader};
use crate::{
    finding::Finding,
    language::{MessageArgs, args},
    observation::{Observations, Value},
    rule::VALUE,
};

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

/// The keys that a header may have, so that an unknown one is never repeated in a finding.
const HEADER: [&str; 11] = [
    "exchange_version",
    "submission_id",
    "dataflow",
    "dataflow_version",
    "provider",
    "reference_period",
    "revision",
    "prepared_at",
    "adapter",
    "disclosure",
    "embargo_until",
];

fn header_of(map: Map<String, Json>) -> Result<SubmissionHeader, Vec<Finding>> {
    let mut findings = Vec::new();
    let unknown = map.keys().filter(|key| !HEADER.contains(&key.as_str()));
    let unknown = unknown.count();
    if unknown > 0 {
        let mut finding = Finding::error("header_unknown_key", "", MessageArgs::new());
        finding.count = unknown;
        findings.push(finding);
    }
    for key in HEADER {
        if key != "embargo_until" && !map.contains_key(key) {
            let column = args([("column", key.to_owned())]);
            findings.push(Finding::error("header_missing", "", column));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    serde_json::from_value(Json::Object(map.clone())).map_err(|_| faulty_fields(&map))
}

/// Which fields of a header are at fault: each is tried in a header that is otherwise right.
fn faulty_fields(map: &Map<String, Json>) -> Vec<Finding> {
    let right = serde_json::json!({
        "exchange_version": "1.0", "submission_id": "00000000-0000-7000-8000-000000000000",
        "dataflow": "DF_PERMIT", "dataflow_version": "0.1", "provider": "HND-INE",
        "reference_period": "2024", "revision": 0, "prepared_at": "2024-01-01T00:00:00Z",
        "adapter": "manual", "disclosure": {"profile": "count", "rules": [],
        "method": "suppression", "primary": 0, "secondary": 0},
    });
    let mut findings = Vec::new();
    for (key, value) in map {
        let mut tried = right.clone();
        tried[key.as_str()] = value.clone();
        if serde_json::from_value::<SubmissionHeader>(tried).is_err() {
            let column = args([("column", key.clone())]);
            findings.push(Finding::error("header_invalid", format!("/{key}"), column));
        }
    }
    findings
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

struct ObservationsSeed<'c>(&'c Context<'c>);

impl<'de> DeserializeSeed<'de> for ObservationsSeed<'_> {
    type Value = Observations;
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Observations, D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ObservationsSeed<'_> {
    type Value = Observations;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of observations")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Observations, A::Error> {
        let limits = self.0.limits;
        let mut observations = Observations::default();
        let mut row = RowBuffer::default();
        while items
            .next_element_seed(RowSeed {
                context: self.0,
                number: observations.len(),
                row: &mut row,
            })?
            .is_some()
        {
            if observations.len() == limits.max_observations {
                let limit = args([("limit", limits.max_observations.to_string())]);
                return Err(self.0.refuse(
                    "too_many_observations",
                    "/observations".to_owned(),
                    limit,
                ));
            }
            let cells = row.cells[..row.used].iter();
            let cells = cells.map(|(name, text)| (name.as_str(), text.as_str()));
            observations.push(cells, row.value);
            if observations.columns().count() > limits.max_columns {
                let limit = args([("limit", limits.max_columns.to_string())]);
                return Err(self
                    .0
                    .refuse("too_many_columns", "/observations".to_owned(), limit));
            }
        }
        Ok(observations)
    }
}

/// The cells of one observation; its texts are used again for the next.
#[derive(Default)]
struct RowBuffer {
    cells: Vec<(String, String)>,
    used: usize,
    value: Option<Value>,
}

struct RowSeed<'c, 'r> {
    context: &'c Context<'c>,
    number: usize,
    row: &'r mut RowBuffer,
}

impl<'de> DeserializeSeed<'de> for RowSeed<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an observation")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self {
            context,
            number,
            row,
        } = self;
        let refuse = |code| {
            let pointer = format!("/observations/{number}");
            context.refuse(code, pointer, MessageArgs::new())
        };
        row.used = 0;
        row.value = None;
        loop {
            if row.used == row.cells.len() {
                row.cells.push((String::new(), String::new()));
            }
            let (seen, rest) = row.cells.split_at_mut(row.used);
            let (name, text) = &mut rest[0];
            if map.next_key_seed(TextSeed(name))?.is_none() {
                return Ok(());
            }
            if name == VALUE {
                if row.value.is_some() {
                    return Err(refuse("duplicate_key"));
                }
                row.value = match map.next_value::<Cell>()? {
                    Cell::Number(number) if number.is_finite() => Some(Some(number)),
                    Cell::Null => Some(None),
                    _ => return Err(refuse("value_not_a_number")),
                };
                continue;
            }
            if seen.iter().any(|(known, _)| known == name) {
                return Err(refuse("duplicate_key"));
            }
            match map.next_value_seed(CellSeed(text))? {
                Cell::Text => row.used += 1,
                _ => return Err(refuse("column_not_text")),
            }
            if row.used > context.limits.max_columns {
                return Err(refuse("too_many_columns"));
            }
        }
    }
}

/// A key into a buffer that is used again.
struct TextSeed<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_str(self)
    }
}

impl Visitor<'_> for TextSeed<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.clear();
        self.0.push_str(text);
        Ok(())
    }
}

/// What stands in one place of an observation.
enum Cell {
    Text,
    Number(f64),
    Null,
    Other,
}

struct CellSeed<'t>(&'t mut String);

impl<'de> serde::Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        CellSeed(&mut String::new()).deserialize(input)
    }
}

impl<'de> DeserializeSeed<'de> for CellSeed<'_> {
    type Value = Cell;
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Cell, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellSeed<'_> {
    type Value = Cell;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or null")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
        self.0.clear();
        self.0.push_str(text);
        Ok(Cell::Text)
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "OBS_VALUE is a double by contract"
    )]
    fn visit_i64<E: Error>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::Number(value as f64))
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "OBS_VALUE is a double by contract"
    )]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::Number(value as f64))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Cell, E> {
        Ok(Cell::Number(value))
    }
    fn visit_unit<E: Error>(self) -> Result<Cell, E> {
        Ok(Cell::Null)
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell::Other)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Cell, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Other)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Other)
    }
}
