//! Totals of the groups of `CL_AREA`: the sum of what the members published, for a key that every
//! member that can report it has. Where a member withholds its figure the total is withheld too
//! (S), so that a total never knows more than its readers do. Where a member has not reported
//! there is no number under the group's name, only how many of its members did.

use std::collections::BTreeMap;

use schemas::{codelist::Code, dataflow::Dataflow, observation::Observations, registry::Registry};

use super::{
    additive::{self, Figure},
    dense,
    keys::{Key, Keys},
};

/// The figures of one key, in the order of the contributions.
pub(super) type Shared<'a> = BTreeMap<Key, Vec<Figure<'a>>>;

/// Columns that the gateway writes itself.
const OWN: [&str; 8] = [
    "REF_AREA",
    "OBS_STATUS",
    "CONF_STATUS",
    "OBS_NOTE",
    "SOURCE",
    "COVERAGE",
    "SAMPLE_N",
    "CV",
];

/// The table of one group.
pub(super) struct GroupTable {
    /// The group.
    pub(super) group: &'static str,
    /// Per key that all members have, their figures.
    cells: BTreeMap<Key, Vec<usize>>,
    /// In a table without any total, per margin: the members that have it.
    partial: BTreeMap<Key, Vec<usize>>,
    members: usize,
}

/// The tables of all groups of which at least two members have something to add.
pub(super) fn groups(
    dataflow: &Dataflow,
    keys: &Keys<'_>,
    shared: &Shared<'_>,
    areas: &[&str],
) -> Vec<GroupTable> {
    let Some(list) = Registry::builtin().codelist("CL_AREA") else {
        return Vec::new();
    };
    list.codes()
        .iter()
        .filter(|group| {
            let there = areas.iter().filter(|area| is_member(group, area));
            there.count() >= 2
        })
        .map(|group| table(group, dataflow, keys, shared))
        .filter(|table| !table.cells.is_empty() || !table.partial.is_empty())
        .collect()
}

fn is_member(group: &Code, area: &str) -> bool {
    group.members.iter().any(|member| member == area)
}

fn table(
    group: &'static Code,
    dataflow: &Dataflow,
    keys: &Keys<'_>,
    shared: &Shared<'_>,
) -> GroupTable {
    let mut table = GroupTable {
        group: &group.code,
        cells: BTreeMap::new(),
        partial: BTreeMap::new(),
        members: group.members.len(),
    };
    for (key, figures) in shared {
        let measure = keys.code(key, "MEASURE").unwrap_or_default();
        let in_parts = keys.code(key, "GEO_ADM1").is_some_and(|code| code != "_T");
        if in_parts || !additive::adds_up(dataflow, measure) {
            continue;
        }
        // A country is never its own counterpart, so it has no figure to give there.
        let counterpart = keys.code(key, "COUNTERPART_AREA");
        let wanted = group.members.iter().map(String::as_str);
        let wanted: Vec<&str> = wanted.filter(|area| Some(*area) != counterpart).collect();
        // Two sources of one country for one key: which of them counts is not for us to say.
        let of = |area: &str| {
            let mut own = (0..figures.len()).filter(|at| figures[*at].area == area);
            own.next().filter(|_| own.next().is_none())
        };
        let there: Vec<usize> = wanted.iter().filter_map(|area| of(area)).collect();
        let those: Vec<Figure<'_>> = there.iter().map(|at| figures[*at]).collect();
        if there.len() < 2 || !additive::same_concept(&those) {
            continue;
        }
        let known = |figure: &Figure<'_>| figure.value().is_some() || figure.is_suppressed();
        if there.len() == wanted.len() && those.iter().all(known) {
            table.cells.insert(key.clone(), there);
        } else if keys.is_margin(key) {
            table.partial.insert(key.clone(), there);
        }
    }
    dense::keep_whole(keys, &mut table.cells);
    if !table.cells.is_empty() {
        table.partial.clear();
    }
    dense::keep_whole(keys, &mut table.partial);
    table
}

impl GroupTable {
    /// Each total's key, and the countries that it is the sum of.
    pub(super) fn sums<'k, 'a>(
        &'k self,
        shared: &'k Shared<'a>,
    ) -> impl Iterator<Item = (&'k Key, Vec<&'a str>)> {
        self.cells.iter().map(|(key, there)| {
            let figures = pick(shared, key, there);
            (key, figures.iter().map(|figure| figure.area).collect())
        })
    }

    /// Adds the group's observations: the totals, or that there are none.
    pub(super) fn write(
        &self,
        keys: &Keys<'_>,
        shared: &Shared<'_>,
        observations: &mut Observations,
    ) {
        for (key, there) in &self.cells {
            let figures = pick(shared, key, there);
            let sum: Option<f64> = figures.iter().map(Figure::value).sum();
            let status = match sum {
                // Sums of figures with few decimals have no more.
                Some(_) => (additive::status(&figures), "F"),
                None => ("Q", "S"),
            };
            let sum = sum.map(|sum| (sum * 1e6).round() / 1e6);
            self.push((keys, key), &figures, (status, sum), observations);
        }
        for (key, there) in &self.partial {
            let figures = pick(shared, key, there);
            self.push((keys, key), &figures, (("O", "F"), None), observations);
        }
    }

    fn push(
        &self,
        (keys, key): (&Keys<'_>, &Key),
        figures: &[Figure<'_>],
        (status, sum): ((&str, &str), Option<f64>),
        observations: &mut Observations,
    ) {
        let areas: Vec<&str> = figures.iter().map(|figure| figure.area).collect();
        let expected = figures.len().max(self.wanted(keys, key));
        let note = format!("{}/{expected}: {}", areas.len(), areas.join(" "));
        let is_whole = areas.len() == expected
            && figures.iter().all(|figure| {
                figure
                    .get("COVERAGE")
                    .is_none_or(|coverage| coverage == "NAT")
            });
        let own = [
            ("REF_AREA", self.group),
            ("OBS_STATUS", status.0),
            ("CONF_STATUS", status.1),
            ("COVERAGE", if is_whole { "NAT" } else { "PART" }),
            ("OBS_NOTE", &note),
        ];
        let cells = keys
            .codes(key)
            .chain(shared_attributes(keys, figures))
            .chain(own);
        observations.push(cells, Some(sum));
    }

    /// The codes whose parts in this table do not exhaust them.
    pub(super) fn incomplete(&self, keys: &Keys<'_>) -> BTreeMap<String, Vec<String>> {
        keys.lacking(self.cells.keys())
    }

    /// How many members can report the key.
    fn wanted(&self, keys: &Keys<'_>, key: &Key) -> usize {
        let list = Registry::builtin().codelist("CL_AREA");
        let group = list.and_then(|list| list.get(self.group));
        let counterpart = keys.code(key, "COUNTERPART_AREA").unwrap_or_default();
        let less = group.is_some_and(|group| is_member(group, counterpart));
        self.members - usize::from(less)
    }
}

fn pick<'a>(shared: &Shared<'a>, key: &Key, there: &[usize]) -> Vec<Figure<'a>> {
    let figures = shared.get(key).map_or(&[][..], Vec::as_slice);
    there
        .iter()
        .filter_map(|at| figures.get(*at).copied())
        .collect()
}

/// The attributes in which all figures agree.
fn shared_attributes<'a>(
    keys: &Keys<'_>,
    figures: &[Figure<'a>],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let first = figures.first().copied();
    let columns = first.into_iter().flat_map(|first| {
        let columns = first.observations.columns();
        columns.filter_map(move |(name, column)| Some((name, column.get(first.row)?)))
    });
    let attributes: Vec<(&str, &str)> = columns
        .filter(|(name, _)| keys.axis(name).is_none() && !OWN.contains(name))
        .filter(|(name, text)| figures.iter().all(|figure| figure.get(name) == Some(text)))
        .collect();
    attributes.into_iter()
}
