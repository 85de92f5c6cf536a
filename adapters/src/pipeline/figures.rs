//! Figures that an office has published, as they stand: totals and parts, rounded ones and withheld ones. Nothing is
//! added up, so that what leaves is what the office printed.

use std::collections::BTreeMap;

use disclosure::method::Method;
use schemas::{
    observation::Observations,
    period::ReferencePeriod,
    record::{CanonicalRecord, RecordLayout},
    submission::DisclosureStatement,
};

use crate::{
    definition::{Definition, table::Table},
    mapping::Text,
};

/// Published figures of one measure under way.
pub(super) struct Figures {
    layout: RecordLayout,
    constants: BTreeMap<String, String>,
    observations: Observations,
    withheld: u64,
    rounded_to: u32,
    /// What the office may say of a figure.
    flags: Vec<String>,
}

impl Figures {
    pub(super) fn new(
        definition: &Definition,
        table: &Table,
        layout: &RecordLayout,
        period: ReferencePeriod,
    ) -> Self {
        let mut constants = definition.attributes.clone();
        constants.extend(table.attributes.clone());
        let filled = [
            ("FREQ", period.frequency().code().to_owned()),
            ("REF_AREA", definition.area.clone()),
            ("MEASURE", table.measure.clone()),
            ("TIME_PERIOD", period.to_string()),
        ];
        let known = |name: &str| layout.dataflow().dimension(name).is_some();
        let filled = filled.into_iter().filter(|(name, _)| known(name));
        constants.extend(filled.map(|(name, text)| (name.to_owned(), text)));
        Self {
            layout: layout.clone(),
            constants,
            observations: Observations::default(),
            withheld: 0,
            rounded_to: table.rounded_to,
            flags: table.flags.keys().cloned().collect(),
        }
    }

    /// Adds one figure with its texts.
    pub(super) fn add(&mut self, record: &CanonicalRecord, texts: &[Text]) {
        let withheld = record.is_withheld();
        self.withheld += u64::from(withheld);
        let flag = record.flag().and_then(|flag| self.flags.get(flag));
        let (status, confidential) = match flag {
            _ if withheld => ("Q", "A"),
            Some(flag) => (flag.as_str(), "F"),
            None if self.differs(record) => ("D", "F"),
            None => ("A", "F"),
        };
        let layout = &self.layout;
        let dimensions = layout.dimensions().iter().zip(record.codes()).enumerate();
        let codes = dimensions
            .map(|(at, (dimension, code))| (dimension.id.as_str(), layout.code_text(at, *code)));
        let constants = self.constants.iter();
        let cells = constants
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .chain(codes)
            .chain(texts.iter().map(|(name, text)| (*name, text.as_str())))
            .chain([("OBS_STATUS", status), ("CONF_STATUS", confidential)]);
        let value = (!withheld).then(|| record.amount());
        self.observations.push(cells, Some(value));
    }

    /// Whether a code other than the total follows another definition than the list's.
    fn differs(&self, record: &CanonicalRecord) -> bool {
        let defaults = self.layout.default_codes().iter().zip(record.codes());
        defaults.enumerate().any(|(at, (default, code))| {
            record.approximate() & (1 << at) != 0 && *default != Some(*code)
        })
    }

    /// How many there are, and how many of them the office withheld.
    pub(super) fn size(&self) -> (usize, u64) {
        (self.observations.len(), self.withheld)
    }

    /// The figures, and how the office protected them.
    pub(super) fn finish(self) -> (Observations, DisclosureStatement) {
        let (method, rule) = match (self.rounded_to, self.withheld) {
            (0, 0) => ("none", "none".to_owned()),
            (0, _) => (Method::Suppression.name(), "none".to_owned()),
            (base, _) => (Method::IndependentRounding.name(), format!("base={base}")),
        };
        let statement = DisclosureStatement {
            profile: "published".to_owned(),
            rules: vec![rule],
            method: method.to_owned(),
            primary: self.withheld,
            secondary: 0,
            incomplete: BTreeMap::new(),
        };
        (self.observations, statement)
    }
}
