//! The observations of a submission, as a stream into columns: only texts, and a number or null for the value.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{
    Context,
    cell::{Cell, CellSeed, TextSeed},
};
use crate::{
    language::{MessageArgs, args},
    observation::{Observations, Value},
    rule::VALUE,
};

/// The observations, row by row into columns.
pub(super) struct ObservationsSeed<'c>(pub(super) &'c Context<'c>);

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
