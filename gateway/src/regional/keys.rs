//! What a figure speaks of, apart from who reports it: the codes of all dimensions but `REF_AREA`,
//! as numbers.

use std::collections::{BTreeMap, HashMap};

use schemas::{
    codelist::Codelist,
    dataflow::{Dataflow, Dimension},
    observation::{Observations, Row},
    registry::Registry,
};

/// Dimensions that set tables apart: figures of different ones never add up.
const APART: [&str; 3] = ["FREQ", "MEASURE", "TIME_PERIOD"];

/// Dimensions that break a figure down, where the others say what is counted.
const BREAKDOWNS: [&str; 11] = [
    "SEX",
    "AGE",
    "STATUS_EMP",
    "ACTIVITY",
    "OCCUPATION",
    "EDUCATION",
    "URBAN_RURAL",
    "GEO_ADM1",
    "DURATION",
    "WORKER_CATEGORY",
    "COUNTERPART_AREA",
];

/// One key: a code per dimension.
pub(super) type Key = Box<[u16]>;

/// The dimensions of a dataflow without `REF_AREA`, and the codes that were met.
pub(super) struct Keys<'a> {
    axes: Vec<Axis<'a>>,
}

struct Axis<'a> {
    dimension: &'a Dimension,
    /// The list along which codes add up; none where they do not.
    list: Option<&'static Codelist>,
    codes: Vec<&'a str>,
    places: HashMap<&'a str, u16>,
}

/// Per axis, the codes that add up to a code.
pub(super) type Sums = Vec<BTreeMap<u16, Vec<u16>>>;

impl<'a> Keys<'a> {
    /// The keys of `dataflow`.
    pub(super) fn of(dataflow: &'a Dataflow) -> Self {
        let axes = dataflow
            .dimensions
            .iter()
            .filter(|dimension| dimension.id.as_str() != "REF_AREA")
            .map(|dimension| {
                let list = dimension.codelist.as_ref();
                let list = list.filter(|_| !APART.contains(&dimension.id.as_str()));
                Axis {
                    dimension,
                    list: list.and_then(|id| Registry::builtin().codelist(id.as_str())),
                    codes: Vec::new(),
                    places: HashMap::new(),
                }
            })
            .collect();
        Self { axes }
    }

    /// The key of an observation; none when it has more codes than can be numbered.
    pub(super) fn read(&mut self, observations: &'a Observations, row: Row) -> Option<Key> {
        self.axes
            .iter_mut()
            .map(|axis| {
                let default = axis.dimension.default.as_deref().unwrap_or("_T");
                let code = observations.get(row, axis.dimension.id.as_str());
                axis.place(code.unwrap_or(default))
            })
            .collect()
    }

    /// The number of a dimension.
    pub(super) fn axis(&self, name: &str) -> Option<usize> {
        let mut axes = self.axes.iter();
        axes.position(|axis| axis.dimension.id.as_str() == name)
    }

    /// The number of `code` on `axis`; none when no figure has it.
    pub(super) fn place(&self, axis: usize, code: &str) -> Option<u16> {
        self.axes[axis].places.get(code).copied()
    }

    /// The code of `key` in a dimension.
    pub(super) fn code(&self, key: &Key, name: &str) -> Option<&'a str> {
        let at = self.axis(name)?;
        Some(self.axes[at].codes[usize::from(key[at])])
    }

    /// The codes of `key` by dimension.
    pub(super) fn codes<'s>(
        &'s self,
        key: &'s Key,
    ) -> impl Iterator<Item = (&'s str, &'a str)> + 's {
        self.axes
            .iter()
            .zip(key)
            .map(|(axis, code)| (axis.dimension.id.as_str(), axis.codes[usize::from(*code)]))
    }

    /// Whether `key` is broken down by no person's or job's trait, nor by the other country.
    pub(super) fn is_margin(&self, key: &Key) -> bool {
        self.codes(key)
            .all(|(name, code)| code == "_T" || !BREAKDOWNS.contains(&name))
    }

    /// What adds up among the codes of `keys`: each to its nearest ancestor among them.
    pub(super) fn sums<'k>(&self, keys: impl Iterator<Item = &'k Key>) -> Sums {
        let mut shown = vec![Vec::new(); self.axes.len()];
        for key in keys {
            for (shown, code) in shown.iter_mut().zip(key) {
                shown.push(*code);
            }
        }
        let axes = self.axes.iter().zip(&mut shown);
        axes.map(|(axis, shown)| {
            shown.sort_unstable();
            shown.dedup();
            let mut sums: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
            for code in shown.iter() {
                if let Some(parent) = axis.parent(*code, shown) {
                    sums.entry(parent).or_default().push(*code);
                }
            }
            sums
        })
        .collect()
    }

    /// Codes that were met on an axis but stand in none of `keys`, as the code among those that
    /// they belong to.
    pub(super) fn lacking<'k>(
        &self,
        keys: impl Iterator<Item = &'k Key> + Clone,
    ) -> BTreeMap<String, Vec<String>> {
        let mut lacking = BTreeMap::new();
        for (at, axis) in self.axes.iter().enumerate() {
            let mut shown: Vec<u16> = keys.clone().map(|key| key[at]).collect();
            shown.sort_unstable();
            shown.dedup();
            let mut parents: Vec<&str> = axis
                .places
                .values()
                .filter(|code| shown.binary_search(code).is_err())
                .filter_map(|code| axis.parent(*code, &shown))
                .map(|parent| axis.codes[usize::from(parent)])
                .collect();
            parents.sort_unstable();
            parents.dedup();
            if !parents.is_empty() {
                let parents = parents.into_iter().map(str::to_owned).collect();
                lacking.insert(axis.dimension.id.to_string(), parents);
            }
        }
        lacking
    }
}

impl<'a> Axis<'a> {
    fn place(&mut self, code: &'a str) -> Option<u16> {
        if let Some(place) = self.places.get(code) {
            return Some(*place);
        }
        let place = u16::try_from(self.codes.len()).ok()?;
        self.codes.push(code);
        self.places.insert(code, place);
        Some(place)
    }

    /// The nearest ancestor of `code` among `shown`, which is sorted.
    fn parent(&self, code: u16, shown: &[u16]) -> Option<u16> {
        let is_shown = |code: &str| {
            let place = self.places.get(code);
            place.is_some_and(|place| shown.binary_search(place).is_ok())
        };
        let code = self.codes[usize::from(code)];
        let parent = self.list?.nearest_ancestor(code, is_shown)?;
        self.places.get(parent).copied()
    }
}
