//! Participants, agreements and calendars as fields and texts, under the keys of the folder's files.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    agreement::{Agreement, Participant},
    schedule::Calendar,
};

/// Something that can be compared field by field.
pub(super) trait Facts {
    /// Its fields with their values; a field without a value is left out.
    fn facts(&self) -> BTreeMap<&'static str, String>;
}

impl Facts for Participant {
    fn facts(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("role", word(&self.role)),
            ("area", self.area.clone()),
            ("status", word(&self.status)),
            ("title.es", self.title.es.clone()),
            ("title.en", self.title.en.clone()),
            ("title.fr", self.title.fr.clone()),
        ])
    }
}

impl Facts for Agreement {
    fn facts(&self) -> BTreeMap<&'static str, String> {
        let mut facts = BTreeMap::from([
            ("provider", self.provider.to_string()),
            ("dataflow", self.dataflow.to_string()),
            ("recipient", self.recipient.to_string()),
            ("finest", word(&self.finest)),
            ("purpose", self.purpose.clone()),
            ("valid_from", self.valid_from.to_string()),
            ("direction", word(&self.direction)),
        ]);
        if let Some(last) = self.valid_to {
            facts.insert("valid_to", last.to_string());
        }
        facts
    }
}

impl Facts for Calendar {
    fn facts(&self) -> BTreeMap<&'static str, String> {
        let mut facts = BTreeMap::from([
            ("cron", self.pattern.cron().to_owned()),
            ("time_zone", self.pattern.zone().to_owned()),
            ("missed", word(&self.missed)),
        ]);
        if let Some(dataflow) = &self.dataflow {
            facts.insert("dataflow", dataflow.to_string());
        }
        if let Some(provider) = &self.provider {
            facts.insert("provider", provider.to_string());
        }
        if let Some(late_after_s) = self.late_after_s {
            facts.insert("late_after_s", late_after_s.to_string());
        }
        facts
    }
}

/// A word as it is written in the files; a list with its brackets.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}
