//! From the countries' latest tables of a dataflow and period to one regional table.

use std::collections::{BTreeMap, BTreeSet};

use schemas::{
    dataflow::Dataflow,
    observation::Observations,
    submission::{DisclosureStatement, Submission},
};

use super::{
    additive::Figure,
    keys::Keys,
    mirror, proof,
    total::{self, GroupTable, Shared},
};

/// Codes whose parts do not exhaust them, by dimension.
type Incomplete = BTreeMap<String, BTreeSet<String>>;

/// What came of the countries' tables.
pub(super) struct Product {
    /// Totals of groups, then corridors with both their sides.
    pub(super) observations: Observations,
    /// How it is protected.
    pub(super) disclosure: DisclosureStatement,
    /// The groups with a table.
    pub(super) groups: Vec<&'static str>,
    /// Groups whose totals together with the national tables would give something away.
    pub(super) withheld: Vec<&'static str>,
}

/// The regional table of `contributions`; none when they have nothing in common.
pub(super) fn make(dataflow: &Dataflow, contributions: &[Submission]) -> Option<Product> {
    let mut keys = Keys::of(dataflow);
    let mut shared = Shared::new();
    for one in contributions {
        for row in 0..one.observations.len() {
            let area = one.observations.column("REF_AREA")?.get(row)?;
            let key = keys.read(&one.observations, row)?;
            shared.entry(key).or_default().push(Figure {
                area,
                observations: &one.observations,
                row,
            });
        }
    }
    let areas: BTreeSet<&str> = shared
        .values()
        .flatten()
        .map(|figure| figure.area)
        .collect();
    let areas: Vec<&str> = areas.into_iter().collect();
    let mut groups = total::groups(dataflow, &keys, &shared, &areas);
    let mut withheld = Vec::new();
    let declared = declared(contributions);
    let (mut observations, incomplete) = loop {
        let mut totals = Observations::default();
        let mut incomplete = declared.clone();
        for group in &groups {
            group.write(&keys, &shared, &mut totals);
            merge(&mut incomplete, group.incomplete(&keys));
        }
        let statement = statement(&totals, &incomplete);
        let shared = (&keys, &shared);
        if proof::holds(
            dataflow,
            contributions,
            &groups,
            shared,
            (&totals, &statement),
        ) {
            break (totals, incomplete);
        }
        // The last group goes, until what is left gives nothing away.
        withheld.push(groups.pop().map(|group: GroupTable| group.group)?);
    };
    let mut incomplete = incomplete;
    for lacking in mirror::write(&keys, &shared, &mut observations) {
        merge(&mut incomplete, lacking);
    }
    (!observations.is_empty()).then(|| Product {
        disclosure: statement(&observations, &incomplete),
        observations,
        groups: groups.iter().map(|group| group.group).collect(),
        withheld,
    })
}

fn declared(contributions: &[Submission]) -> Incomplete {
    let mut all = Incomplete::new();
    for one in contributions {
        merge(&mut all, one.header.disclosure.incomplete.clone());
    }
    all
}

fn merge(all: &mut Incomplete, more: BTreeMap<String, Vec<String>>) {
    for (dimension, codes) in more {
        all.entry(dimension).or_default().extend(codes);
    }
}

/// Figures that their owners have published already, and what the gateway withholds of their sums.
fn statement(observations: &Observations, incomplete: &Incomplete) -> DisclosureStatement {
    let hidden = |secondary: bool| {
        let rows = 0..observations.len();
        let hidden = rows.filter(|row| observations.get(*row, "OBS_STATUS") == Some("Q"));
        let statuses = hidden.filter_map(|row| observations.get(row, "CONF_STATUS"));
        let wanted = statuses.filter(|status| matches!(*status, "D" | "S") == secondary);
        wanted.map(|_| 1).sum()
    };
    let codes = |codes: &BTreeSet<String>| codes.iter().cloned().collect();
    DisclosureStatement {
        profile: "published".to_owned(),
        rules: Vec::new(),
        method: "suppression".to_owned(),
        primary: hidden(false),
        secondary: hidden(true),
        incomplete: incomplete
            .iter()
            .map(|(dimension, all)| (dimension.clone(), codes(all)))
            .collect(),
    }
}
