//! Conditions on a row: `when = { clase1 = "1", edad = { from = 15, to = 97 } }`.
//!
//! All entries of one group must hold; a list of groups holds when one of them does.

use std::fmt;

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor, value},
};

/// A condition on a row: any of its groups. Without groups it always holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct When {
    /// Alternatives; each is a set of columns and what they must say.
    pub any: Vec<IndexMap<String, Test>>,
}

/// What the cell of a column must say. Texts are compared after the column's `shape`; for columns
/// of kind `label` without case, accents, outer blanks and a last `?`.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of these texts. The missing cell is the empty text.
    In(Vec<String>),
    /// None of these texts.
    NotIn(Vec<String>),
    /// Starts with one of these.
    StartsWith(Vec<String>),
    /// A number from … to …, both included.
    Between {
        /// Least number; none: no lower limit.
        from: Option<f64>,
        /// Greatest number; none: no upper limit.
        to: Option<f64>,
    },
    /// Whether the cell is missing.
    Missing(bool),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TestParts {
    from: Option<f64>,
    to: Option<f64>,
    not: Option<Texts>,
    starts_with: Option<Texts>,
    missing: Option<bool>,
}

/// One text or several; whole numbers are taken as their digits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Texts(pub(crate) Vec<String>);

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WhenVisitor)
    }
}

struct WhenVisitor;

impl<'de> Visitor<'de> for WhenVisitor {
    type Value = When;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{ column = \"value\", … } or a list of such groups")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<When, A::Error> {
        let group = IndexMap::deserialize(value::MapAccessDeserializer::new(map))?;
        Ok(When { any: vec![group] })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<When, A::Error> {
        let any = Vec::deserialize(value::SeqAccessDeserializer::new(seq))?;
        Ok(When { any })
    }
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TestVisitor)
    }
}

struct TestVisitor;

impl<'de> Visitor<'de> for TestVisitor {
    type Value = Test;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "\"value\", [\"value\", …], { from = 1, to = 9 }, { not = … }, { starts_with = … } or { missing = true }",
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Test, E> {
        Ok(Test::In(vec![text.to_owned()]))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Test, E> {
        Ok(Test::In(vec![number.to_string()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Test, A::Error> {
        let texts = Texts::deserialize(value::SeqAccessDeserializer::new(seq))?;
        Ok(Test::In(texts.0))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Test, A::Error> {
        let parts = TestParts::deserialize(value::MapAccessDeserializer::new(map))?;
        match parts {
            TestParts {
                not: Some(Texts(texts)),
                from: None,
                to: None,
                starts_with: None,
                missing: None,
            } => Ok(Test::NotIn(texts)),
            TestParts {
                starts_with: Some(Texts(texts)),
                not: None,
                from: None,
                to: None,
                missing: None,
            } => Ok(Test::StartsWith(texts)),
            TestParts {
                missing: Some(missing),
                not: None,
                from: None,
                to: None,
                starts_with: None,
            } => Ok(Test::Missing(missing)),
            TestParts {
                from,
                to,
                not: None,
                starts_with: None,
                missing: None,
            } if from.is_some() || to.is_some() => Ok(Test::Between { from, to }),
            _ => Err(de::Error::custom(
                "expected exactly one of from/to, not, starts_with, missing",
            )),
        }
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextsVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Texts, E> {
        Ok(Texts(vec![text.to_owned()]))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Texts, E> {
        Ok(Texts(vec![number.to_string()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some(Texts(mut one)) = seq.next_element()? {
            texts.append(&mut one);
        }
        Ok(Texts(texts))
    }
}
