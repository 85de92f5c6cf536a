//! Columns that hold what another dimension is made of: the officer's export has swapped two of them, or the
//! adapter names the wrong one. Then nothing is made, whatever code the adapter gives to what it does not know.

use schemas::language::{Language, args};
use serde::Serialize;

use crate::{
    catalogue::catalogue,
    definition::{
        Definition,
        condition::{Test, When},
    },
    inspect,
    mapping::{Mapping, Trial, reshaped},
};

/// A column whose content is known to another dimension, and not to its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspicion {
    /// The column, by its name in the definition.
    pub column: String,
    /// How many different texts it holds.
    pub distinct: usize,
    /// The column that should hold them.
    pub other: String,
    /// The dimension that knows them; none where a filter asks for what the other column holds.
    pub dimension: Option<String>,
}

impl Suspicion {
    /// What is suspected, and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let said = args([
            ("column", self.column.clone()),
            ("distinct", self.distinct.to_string()),
            ("other", self.other.clone()),
            ("dimension", self.dimension.clone().unwrap_or_default()),
        ]);
        let key = match self.dimension {
            Some(_) => "check-swapped",
            None => "check-swapped-filter",
        };
        catalogue().message(language, key, &said)
    }
}

/// Fewer different texts prove nothing.
const FEWEST: usize = 4;
/// A column of which less is known does not hold what it should …
const LITTLE: f64 = 0.5;
/// … and one of which so much is known holds it.
const MUCH: f64 = 0.8;
/// No region has so many countries that report.
const MOST_REPORTERS: usize = 40;
/// Texts of one column that are looked at.
const MOST: usize = 1_000;

/// What the texts that `mapping` has met make suspect.
pub(crate) fn suspicions(definition: &Definition, mapping: &Mapping) -> Vec<Suspicion> {
    let mut found = of_dimensions(definition, mapping);
    found.extend(of_filters(definition, mapping));
    found.extend(of_reporters(definition, mapping));
    found.dedup();
    found
}

fn of_dimensions(definition: &Definition, mapping: &Mapping) -> Vec<Suspicion> {
    let tried = tried(definition);
    let mut found = Vec::new();
    for (_, column, own) in &tried {
        let texts = mapping.texts(definition, column, MOST);
        let counted: Vec<(&str, u64)> = texts.iter().map(|text| (*text, 1)).collect();
        if counted.len() < FEWEST || inspect::share(own, &counted) >= LITTLE {
            continue;
        }
        let other = tried
            .iter()
            .filter(|(_, other, _)| other != column)
            .find(|(_, _, trial)| inspect::share(trial, &counted) >= MUCH);
        if let Some((dimension, other, _)) = other {
            found.push(Suspicion {
                column: (*column).to_owned(),
                distinct: counted.len(),
                other: (*other).to_owned(),
                dimension: Some((*dimension).to_owned()),
            });
        }
    }
    found
}

/// What each dimension knows, with its column.
fn tried(definition: &Definition) -> Vec<(&str, &str, Trial)> {
    inspect::sections(definition)
        .filter_map(|(flow, id, section)| {
            let trial = inspect::trial(definition, flow, id, section)?;
            Some((id, section.column.as_deref()?, trial))
        })
        .collect()
}

/// Filters that take one country's rows out of a joint file, by a column that names more countries than
/// any region has reporting: it holds the nationalities. A definition that lets one choose who reports is for files of
/// the whole world.
fn of_reporters(definition: &Definition, mapping: &Mapping) -> Vec<Suspicion> {
    if definition.reporters.is_some() {
        return Vec::new();
    }
    let keeps = definition.filter.iter().filter_map(|one| one.keep.as_ref());
    let drops = definition.filter.iter().filter_map(|one| one.drop.as_ref());
    let kept = keeps.flat_map(|when| &when.any).flatten();
    let kept = kept.filter(|(_, test)| matches!(test, Test::In(_)));
    let dropped = drops.flat_map(|when| &when.any).flatten();
    let dropped = dropped.filter(|(_, test)| matches!(test, Test::NotIn(_)));
    let mut found = Vec::new();
    for (column, _) in kept.chain(dropped) {
        let texts = mapping.texts(definition, column, MOST);
        if texts.len() <= MOST_REPORTERS {
            continue;
        }
        let counted: Vec<(&str, u64)> = texts.iter().map(|text| (*text, 1)).collect();
        let other = tried(definition).into_iter().find(|(_, other, trial)| {
            other != column
                && mapping.texts(definition, other, MOST).len() < texts.len()
                && inspect::share(trial, &counted) >= MUCH
        });
        if let Some((dimension, other, _)) = other {
            found.push(Suspicion {
                column: column.clone(),
                distinct: texts.len(),
                other: other.to_owned(),
                dimension: Some(dimension.to_owned()),
            });
        }
    }
    found
}

/// Filters that keep nothing, while another column holds what they ask for.
fn of_filters(definition: &Definition, mapping: &Mapping) -> Vec<Suspicion> {
    let has = |name: &str, wanted: &[String]| {
        let declared = definition.columns.get(name);
        let asked =
            |text: &&str| declared.is_some_and(|column| wanted.contains(&reshaped(column, text)));
        mapping.texts(definition, name, MOST).iter().any(asked)
    };
    // Of several groups one is enough: a country may be origin in all rows and destination in none.
    let met = |when: &&When| {
        let holds = |(column, test): (&String, &Test)| match test {
            Test::In(wanted) => has(column, wanted),
            _ => true,
        };
        when.any.iter().any(|group| group.iter().all(holds))
    };
    let mut found = Vec::new();
    let keeps = definition.filter.iter().filter_map(|one| one.keep.as_ref());
    for (column, test) in keeps
        .filter(|when| !met(when))
        .flat_map(|when| &when.any)
        .flatten()
    {
        let Test::In(wanted) = test else { continue };
        let distinct = mapping.texts(definition, column, MOST).len();
        if distinct < FEWEST || has(column, wanted) {
            continue;
        }
        let other = definition
            .columns
            .keys()
            .find(|name| *name != column && has(name, wanted));
        if let Some(other) = other {
            found.push(Suspicion {
                column: column.clone(),
                distinct,
                other: other.clone(),
                dimension: None,
            });
        }
    }
    found
}
