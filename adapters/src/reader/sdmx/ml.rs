//! SDMX-ML data messages, generic and structure-specific, of versions 2.0 to 3.x, streamed: once for the components,
//! which are told nowhere else, and once for the observations.

use std::fs::File;
use std::io::Read;

use calamine::Sheet;
use quick_xml::events::{BytesStart, Event};

use super::super::encoding::Decoding;
use super::super::error::ReadFault;
use super::super::meter::Meter;
use super::super::raw::RawRow;
use super::super::spec::{DETECT, Format};
use super::super::workbook::{Stop, Workbook};
use super::super::xml::{Xml, attribute};
use super::{Components, OBS_VALUE, TIME_PERIOD, Take, table};

/// A data message in XML.
pub(in crate::reader) struct Message {
    file: File,
    decoding: Decoding,
    meter: Meter,
    components: Components,
}

pub(in crate::reader) fn open(mut file: File, meter: &Meter) -> Result<Message, ReadFault> {
    let decoding = Decoding::decide(&mut file, DETECT)?;
    let mut message = Message {
        file,
        decoding,
        meter: meter.clone(),
        components: Components::default(),
    };
    let mut components = Components::default();
    let mut walk = message.walk(&Meter::default())?;
    while walk.next()? {
        for (id, _) in walk.values() {
            components.note(id, Format::SdmxMl)?;
        }
    }
    if components.ids.is_empty() {
        return Err(ReadFault::NoData);
    }
    message.components = components;
    Ok(message)
}

impl Message {
    fn walk(&self, meter: &Meter) -> Result<Walk, ReadFault> {
        let file = self.file.try_clone().map_err(ReadFault::NotReadable)?;
        let source = self.decoding.reader(file, meter);
        let source = source.map_err(ReadFault::NotReadable)?;
        Walk::new(Xml::new(source, Format::SdmxMl))
    }
}

impl Workbook for Message {
    fn sheets(&self) -> Vec<Sheet> {
        table()
    }

    fn rows(&mut self, _: &str, take: Take<'_>) -> Result<(), Stop> {
        let mut walk = self.walk(&self.meter).map_err(Stop::Fault)?;
        take(self.components.header())?;
        let mut number = 0;
        while walk.next().map_err(Stop::Fault)? {
            number += 1;
            let mut row = RawRow::new(number);
            for (id, value) in walk.values() {
                self.components.put(&mut row, id, value);
            }
            take(row)?;
        }
        Ok(())
    }
}

type Values = Vec<(String, String)>;

/// The way through a message, from one observation to the next.
struct Walk {
    xml: Xml<Box<dyn Read + Send>>,
    /// How many elements are open. A message that was cut off ends within its root.
    depth: usize,
    state: State,
}

/// Where the way is.
#[derive(Default)]
struct State {
    is_generic: bool,
    /// The dimension that tells the observations of a series apart.
    dimension: String,
    data_set: Values,
    series: Values,
    observation: Values,
    within: Within,
    /// Whether the data set takes its observations back.
    deletes: bool,
    /// The text that follows is the period of the observation.
    is_time: bool,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Within {
    #[default]
    DataSet,
    Group,
    Series,
    Observation,
}

impl Walk {
    /// Reads up to the root.
    fn new(mut xml: Xml<Box<dyn Read + Send>>) -> Result<Self, ReadFault> {
        loop {
            let is_generic = match xml.next()? {
                Event::Start(root) => match root.local_name().into_inner() {
                    "GenericData" | "GenericTimeSeriesData" => true,
                    "StructureSpecificData" | "StructureSpecificTimeSeriesData" | "CompactData" => {
                        false
                    }
                    "Error" => return Err(ReadFault::NoData),
                    _ => return Err(ReadFault::UnknownFormat { seems: "xml" }),
                },
                Event::Eof => return Err(DAMAGED),
                _ => continue,
            };
            let state = State {
                is_generic,
                dimension: TIME_PERIOD.to_owned(),
                ..State::default()
            };
            return Ok(Self {
                xml,
                depth: 1,
                state,
            });
        }
    }

    /// Goes to the end of the next observation; `false` at the end of the message.
    fn next(&mut self) -> Result<bool, ReadFault> {
        loop {
            match self.xml.next()? {
                Event::Start(element) => {
                    self.depth += 1;
                    self.state.start(&element)?;
                }
                Event::Text(text) if self.state.is_time => {
                    let time = text.xml10_content().trim().to_owned();
                    self.state.observation.push((TIME_PERIOD.to_owned(), time));
                    self.state.is_time = false;
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    let ends = self.state.end(element.local_name().into_inner());
                    if ends {
                        return Ok(true);
                    }
                }
                Event::Eof if self.depth > 0 => return Err(DAMAGED),
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    /// The components of the observation, and what they are.
    fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        let state = &self.state;
        let all = [&state.data_set, &state.series, &state.observation];
        all.into_iter()
            .flatten()
            .map(|(id, value)| (id.as_str(), value.as_str()))
    }
}

impl State {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), ReadFault> {
        match element.local_name().into_inner() {
            "Structure" => {
                if let Some(dimension) = attribute(element, "dimensionAtObservation")
                    && dimension != "AllDimensions"
                {
                    self.dimension = dimension;
                }
            }
            "DataSet" => {
                self.data_set.clear();
                self.deletes = attribute(element, "action").as_deref() == Some("Delete");
                self.within = Within::DataSet;
                self.attributes(element);
            }
            "Group" => self.within = Within::Group,
            "Series" => {
                self.series.clear();
                self.within = Within::Series;
                self.attributes(element);
            }
            "Obs" => {
                self.observation.clear();
                self.within = Within::Observation;
                self.attributes(element);
            }
            "Value" if self.is_generic => {
                let id = attribute(element, "id").or_else(|| attribute(element, "concept"));
                if let (Some(id), Some(value)) = (id, attribute(element, "value")) {
                    self.push(id, value);
                }
            }
            "ObsDimension" => {
                let id = attribute(element, "id").unwrap_or_else(|| self.dimension.clone());
                self.push(id, attribute(element, "value").unwrap_or_default());
            }
            "ObsValue" => {
                let value = attribute(element, "value").unwrap_or_default();
                self.push(OBS_VALUE.to_owned(), value);
            }
            "Time" if self.within == Within::Observation => self.is_time = true,
            _ => {}
        }
        let values = self.data_set.len() + self.series.len() + self.observation.len();
        if values > super::MOST_COMPONENTS {
            return Err(DAMAGED);
        }
        Ok(())
    }

    /// Whether an observation ends here.
    fn end(&mut self, name: &str) -> bool {
        match name {
            "Obs" => {
                self.is_time = false;
                self.within = if self.series.is_empty() {
                    Within::DataSet
                } else {
                    Within::Series
                };
                return !self.deletes;
            }
            "Series" => {
                self.series.clear();
                self.within = Within::DataSet;
            }
            "Group" => self.within = Within::DataSet,
            _ => {}
        }
        false
    }

    /// What a structure-specific message writes as attributes; those with a prefix are of the message.
    fn attributes(&mut self, element: &BytesStart<'_>) {
        if self.is_generic {
            return;
        }
        for one in element.attributes().with_checks(false).flatten() {
            let id = one.key.into_inner();
            if id.contains(':') || matches!(id, "xmlns" | "action" | "REPORTING_YEAR_START_DAY") {
                continue;
            }
            if let Some(value) = attribute(element, id) {
                self.push(id.to_owned(), value);
            }
        }
    }

    fn push(&mut self, id: String, value: String) {
        match self.within {
            Within::Group => {}
            Within::DataSet => self.data_set.push((id, value)),
            Within::Series => self.series.push((id, value)),
            Within::Observation => self.observation.push((id, value)),
        }
    }
}

const DAMAGED: ReadFault = ReadFault::Damaged {
    format: Format::SdmxMl,
};
