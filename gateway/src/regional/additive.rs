//! What may be added across countries: counts and amounts of the same measure, concept, criterion,
//! stage and unit. Everything else stands side by side.

use schemas::{
    dataflow::Dataflow,
    observation::{Observations, Row},
};

/// Attributes that say what is counted, and in what: figures that differ in one are never added.
const CONCEPT: [&str; 6] = [
    "UNIT_MULT",
    "CURRENCY",
    "UNIT_STAGE",
    "CRITERION",
    "ICLS_VERSION",
    "STATUS_CLASS",
];

/// Attributes whose difference is told by the flag D.
const DEFINITION: [&str; 3] = ["COVERAGE", "PERIOD_TYPE", "REF_PERIOD_DETAIL"];

/// Statuses in the order in which a sum takes them over: estimated, definition differs,
/// provisional, unreliable.
const FLAGS: [(&str, &[&str]); 4] = [
    ("E", &["E", "I", "F"]),
    ("D", &["D", "B", "W"]),
    ("P", &["P", "V"]),
    ("U", &["U", "N"]),
];

/// One figure of a country.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    /// The country.
    pub(super) area: &'a str,
    /// Its observations, and which of them.
    pub(super) observations: &'a Observations,
    pub(super) row: Row,
}

impl<'a> Figure<'a> {
    /// The text of a column.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        self.observations.column(column)?.get(self.row)
    }

    /// The figure, when it is published.
    pub(super) fn value(&self) -> Option<f64> {
        self.observations.value(self.row)
    }

    /// Whether it is withheld, and not missing for another reason.
    pub(super) fn is_suppressed(&self) -> bool {
        self.value().is_none() && self.get("OBS_STATUS") == Some("Q")
    }
}

/// Whether values of `measure` add up between countries: rates, means and medians do not, nor do
/// amounts in national currency.
pub(super) fn adds_up(dataflow: &Dataflow, measure: &str) -> bool {
    let measure = dataflow.measure(measure);
    measure.is_some_and(|measure| measure.additive && measure.unit != "XDC")
}

/// Whether the figures count the same thing. Where ages are not broken down, the ages that a
/// survey covers belong to what it counts.
pub(super) fn same_concept(figures: &[Figure<'_>]) -> bool {
    let agree = |column: &str| {
        let mut texts = figures.iter().map(|figure| figure.get(column));
        let first = texts.next();
        texts.all(|text| Some(text) == first)
    };
    let all_ages = figures
        .iter()
        .any(|figure| figure.get("AGE").is_none_or(|age| age == "_T"));
    CONCEPT.iter().all(|column| agree(column)) && (!all_ages || agree("AGE_COVERAGE"))
}

/// The status of a sum of published figures.
pub(super) fn status(figures: &[Figure<'_>]) -> &'static str {
    let has = |statuses: &[&str]| {
        let mut all = figures.iter().filter_map(|figure| figure.get("OBS_STATUS"));
        all.any(|status| statuses.contains(&status))
    };
    let differ = DEFINITION.iter().any(|column| {
        let first = figures.first().and_then(|figure| figure.get(column));
        figures.iter().any(|figure| figure.get(column) != first)
    });
    FLAGS
        .iter()
        .find(|(flag, statuses)| has(statuses) || (*flag == "D" && differ))
        .map_or("A", |(flag, _)| flag)
}
