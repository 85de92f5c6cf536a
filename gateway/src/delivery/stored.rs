//! Reads a stored document row by row into columns, so that a large one does not stand in memory
//! as objects. It was checked when it came in; here, what does not fit is damage.

use std::fmt;

use schemas::{observation::Observations, submission::Submission};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The submission in `evidence` (zstd); `None` when it is damaged.
pub(crate) fn read(evidence: &[u8]) -> Option<Submission> {
    let bytes = zstd::Decoder::new(evidence).ok()?;
    let Stored(header, observations) =
        serde_json::from_reader(std::io::BufReader::new(bytes)).ok()?;
    Some(Submission {
        header: serde_json::from_value(Value::Object(header)).ok()?,
        observations,
    })
}

/// The keys of the header, and the observations.
struct Stored(Map<String, Value>, Observations);

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(StoredVisitor)
    }
}

struct StoredVisitor;

impl<'de> Visitor<'de> for StoredVisitor {
    type Value = Stored;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a submission")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stored, A::Error> {
        let (mut header, mut observations) = (Map::new(), Observations::default());
        while let Some(key) = map.next_key::<String>()? {
            if key == "observations" {
                observations = map.next_value::<Rows>()?.0;
            } else {
                header.insert(key, map.next_value()?);
            }
        }
        Ok(Stored(header, observations))
    }
}

/// The observations, filled one by one.
struct Rows(Observations);

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = Rows;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("observations")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Rows, A::Error> {
        let mut observations = Observations::default();
        while let Some(row) = rows.next_element::<Map<String, Value>>()? {
            let cells = row
                .iter()
                .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
            observations.push(cells, row.get("OBS_VALUE").map(Value::as_f64));
        }
        Ok(Rows(observations))
    }
}
