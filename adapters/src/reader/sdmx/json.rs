//! SDMX-JSON data messages 1.0 and 2.x. The structure, which may stand behind the data, is read first; then the data
//! sets are streamed, one series at a time.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::Sheet;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::super::encoding::Decoding;
use super::super::error::ReadFault;
use super::super::limits::SDMX_JSON_BYTES;
use super::super::meter::Meter;
use super::super::raw::RawRow;
use super::super::spec::{DETECT, Format};
use super::super::workbook::{Stop, Workbook};
use super::{Components, OBS_VALUE, Take, table};

/// A data message in JSON.
pub(in crate::reader) struct Message {
    file: File,
    decoding: Decoding,
    meter: Meter,
    structures: Vec<Structure>,
    /// Per data set, which structure it has and its own attributes.
    heads: Vec<Head>,
    components: Components,
}

pub(in crate::reader) fn open(mut file: File, meter: &Meter) -> Result<Message, ReadFault> {
    let size = file
        .seek(SeekFrom::End(0))
        .map_err(ReadFault::NotReadable)?;
    if size > SDMX_JSON_BYTES {
        return Err(ReadFault::TooLarge {
            limit_bytes: SDMX_JSON_BYTES,
        });
    }
    let decoding = Decoding::decide(&mut file, DETECT)?;
    let mut message = Message {
        file,
        decoding,
        meter: meter.clone(),
        structures: Vec::new(),
        heads: Vec::new(),
        components: Components::default(),
    };
    let source = message.source(&Meter::default())?;
    // The cause is dropped: it may quote the message.
    let envelope: Envelope = serde_json::from_reader(source).map_err(|_| DAMAGED)?;
    let body = envelope.data.unwrap_or(Body {
        structure: envelope.structure,
        structures: Vec::new(),
        data_sets: envelope.data_sets,
    });
    message.structures = body.structure.into_iter().chain(body.structures).collect();
    message.heads = body.data_sets;
    for structure in &message.structures {
        for id in structure.ids() {
            message.components.note(id, Format::SdmxJson)?;
        }
    }
    if message.structures.is_empty() {
        return Err(ReadFault::NoData);
    }
    Ok(message)
}

impl Message {
    fn source(&self, meter: &Meter) -> Result<impl Read + use<>, ReadFault> {
        let file = self.file.try_clone().map_err(ReadFault::NotReadable)?;
        let source = self.decoding.reader(file, meter);
        Ok(BufReader::new(source.map_err(ReadFault::NotReadable)?))
    }
}

impl Workbook for Message {
    fn sheets(&self) -> Vec<Sheet> {
        table()
    }

    fn rows(&mut self, _: &str, take: Take<'_>) -> Result<(), Stop> {
        take(self.components.header())?;
        let source = self.source(&self.meter).map_err(Stop::Fault)?;
        let mut walk = Walk {
            message: self,
            take,
            number: 0,
            stop: None,
        };
        let mut parser = serde_json::Deserializer::from_reader(source);
        let outcome = At(&mut walk, Level::Root).deserialize(&mut parser);
        match (walk.stop, outcome) {
            (Some(stop), _) => Err(stop),
            (None, Err(_)) => Err(Stop::Fault(DAMAGED)),
            (None, Ok(())) => Ok(()),
        }
    }
}

/// A message but for its observations. Drafts of the format have no `data`.
#[derive(Deserialize)]
struct Envelope {
    data: Option<Body>,
    structure: Option<Structure>,
    #[serde(default, rename = "dataSets")]
    data_sets: Vec<Head>,
}

#[derive(Deserialize)]
struct Body {
    structure: Option<Structure>,
    #[serde(default)]
    structures: Vec<Structure>,
    #[serde(default, rename = "dataSets")]
    data_sets: Vec<Head>,
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    structure: usize,
    #[serde(default)]
    attributes: Vec<Value>,
    #[serde(default)]
    action: String,
}

#[derive(Deserialize)]
struct Structure {
    dimensions: Places,
    #[serde(default)]
    attributes: Places,
    #[serde(default)]
    measures: Places,
}

/// Components by the place at which they are given.
#[derive(Default, Deserialize)]
struct Places {
    #[serde(default, rename = "dataSet", alias = "dataset")]
    data_set: Vec<Component>,
    #[serde(default)]
    series: Vec<Component>,
    #[serde(default)]
    observation: Vec<Component>,
}

#[derive(Deserialize)]
struct Component {
    id: String,
    #[serde(default)]
    values: Vec<CodeOrValue>,
}

#[derive(Deserialize)]
struct CodeOrValue {
    id: Option<String>,
    value: Option<Value>,
    name: Option<Value>,
}

impl Structure {
    fn ids(&self) -> impl Iterator<Item = &str> {
        let places = [&self.dimensions, &self.measures, &self.attributes];
        places
            .into_iter()
            .flat_map(|places| [&places.data_set, &places.series, &places.observation])
            .flatten()
            .map(|component| component.id.as_str())
            .chain([OBS_VALUE])
    }
}

impl Component {
    /// The text of a value told by its position, or told at once.
    fn text(&self, told: &Value) -> String {
        let told = match told {
            Value::Array(list) => list.first().unwrap_or(&Value::Null),
            one => one,
        };
        match told {
            Value::Number(number) if !self.values.is_empty() => {
                let index = number
                    .as_u64()
                    .and_then(|index| usize::try_from(index).ok());
                index.map_or_else(String::new, |index| self.at(index))
            }
            one => plain(one),
        }
    }

    fn at(&self, index: usize) -> String {
        let Some(one) = self.values.get(index) else {
            return String::new();
        };
        let value = || one.value.as_ref().or(one.name.as_ref()).map(plain);
        one.id.clone().or_else(value).unwrap_or_default()
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// The way through the data sets.
struct Walk<'m> {
    message: &'m Message,
    take: Take<'m>,
    number: u64,
    stop: Option<Stop>,
}

#[derive(Clone, Copy)]
enum Level {
    Root,
    DataSets,
    DataSet(usize),
    Series(usize),
    Observations(usize),
}

/// A series: few enough observations to be held.
#[derive(Deserialize)]
struct Series {
    #[serde(default)]
    attributes: Vec<Value>,
    #[serde(default)]
    observations: BTreeMap<String, Vec<Value>>,
}

impl Walk<'_> {
    fn structure(&self, data_set: usize) -> Option<(&Head, &Structure)> {
        let head = self.message.heads.get(data_set)?;
        Some((head, self.message.structures.get(head.structure)?))
    }

    /// Gives one observation to whoever takes rows; `false` when no more are wanted.
    fn emit(
        &mut self,
        data_set: usize,
        series: Option<(&str, &[Value])>,
        key: &str,
        values: &[Value],
    ) -> bool {
        let Some((head, structure)) = self.structure(data_set) else {
            self.stop = Some(Stop::Fault(DAMAGED));
            return false;
        };
        if head.action == "Delete" {
            return true;
        }
        let mut row = RawRow::new(self.number + 1);
        let components = &self.message.components;
        let mut attribute = |component: &Component, told: &Value| {
            components.put(&mut row, &component.id, &component.text(told));
        };
        let at_data_set = structure.attributes.data_set.iter();
        at_data_set
            .zip(&head.attributes)
            .for_each(|(component, told)| attribute(component, told));
        let mut observed = values;
        if structure.measures.observation.is_empty() {
            if let Some((value, rest)) = values.split_first() {
                components.put(&mut row, OBS_VALUE, &plain(value));
                observed = rest;
            }
        } else {
            for measure in &structure.measures.observation {
                if let Some((value, rest)) = observed.split_first() {
                    components.put(&mut row, &measure.id, &plain(value));
                    observed = rest;
                }
            }
        }
        for (component, told) in structure.attributes.observation.iter().zip(observed) {
            components.put(&mut row, &component.id, &component.text(told));
        }
        let mut dimensions = |of: &[Component], key: &str| {
            for (component, index) in of.iter().zip(key.split(':')) {
                let index = index.parse().unwrap_or(usize::MAX);
                components.put(&mut row, &component.id, &component.at(index));
            }
        };
        let fixed = &structure.dimensions.data_set;
        dimensions(fixed, &vec!["0"; fixed.len()].join(":"));
        dimensions(&structure.dimensions.observation, key);
        if let Some((series, told)) = series {
            dimensions(&structure.dimensions.series, series);
            for (component, told) in structure.attributes.series.iter().zip(told) {
                components.put(&mut row, &component.id, &component.text(told));
            }
        }
        self.number += 1;
        match (self.take)(row) {
            Ok(()) => true,
            Err(stop) => {
                self.stop = Some(stop);
                false
            }
        }
    }
}

/// What is read at a level of the message.
struct At<'w, 'm>(&'w mut Walk<'m>, Level);

impl<'de> DeserializeSeed<'de> for At<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.1 {
            Level::DataSets => deserializer.deserialize_seq(self),
            _ => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for At<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a data message")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut index = 0;
        while list
            .next_element_seed(At(&mut *self.0, Level::DataSet(index)))?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        use serde::de::Error;
        let Self(walk, level) = self;
        while let Some(key) = map.next_key::<String>()? {
            let below = match (level, key.as_str()) {
                (Level::Root, "data") => Some(Level::Root),
                (Level::Root, "dataSets") => Some(Level::DataSets),
                (Level::DataSet(index), "series") => Some(Level::Series(index)),
                (Level::DataSet(index), "observations") => Some(Level::Observations(index)),
                _ => None,
            };
            let goes_on = match level {
                Level::Series(index) => {
                    let series: Series = map.next_value()?;
                    series.observations.iter().all(|(observation, values)| {
                        let of = Some((key.as_str(), series.attributes.as_slice()));
                        walk.emit(index, of, observation, values)
                    })
                }
                Level::Observations(index) => {
                    let values: Vec<Value> = map.next_value()?;
                    walk.emit(index, None, &key, &values)
                }
                _ => {
                    match below {
                        Some(below) => map.next_value_seed(At(&mut *walk, below))?,
                        None => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                    true
                }
            };
            if !goes_on {
                return Err(A::Error::custom("no more is wanted"));
            }
        }
        Ok(())
    }
}

const DAMAGED: ReadFault = ReadFault::Damaged {
    format: Format::SdmxJson,
};
