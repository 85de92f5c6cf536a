//! Records in, dense table out: sums, unweighted counts and, where the table knows units, how
//! many there are and what the largest of them hold.

mod block;
mod groups;
mod median;
mod pending;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use schemas::dataflow::Dataflow;
use schemas::ids::{DimensionId, MeasureId};
use schemas::period::ReferencePeriod;
use schemas::record::{CanonicalRecord, CodeIndex, Holder, RecordLayout};
use serde::Deserialize;

use block::{Block, Key, SCALE, Sum, chain};
use groups::{groups, structural};
use median::scaled;
use pending::Pending;

use crate::{
    geometry::{Axis, GeometryError, Grid, members},
    table::{RawCell, RawTable, TableContext},
};

/// The table to make.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// The dataflow.
    pub dataflow: &'static Dataflow,
    /// The country that reports.
    pub ref_area: String,
    /// The period.
    pub period: ReferencePeriod,
    /// The measure.
    pub measure: MeasureId,
    /// What its figures say of the records of a cell.
    pub statistic: Statistic,
    /// What is crossed with what.
    pub blocks: Vec<BlockSpec>,
    /// Attributes that each observation carries, for example UNIT_MULT and SOURCE.
    pub constants: BTreeMap<String, String>,
    /// Groups outside of the tree of a dimension (`AGR_WORK`, `G_SICA`) to show beside its codes.
    pub groups: BTreeMap<DimensionId, Vec<String>>,
}

/// What the figures of a table say of the records of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Statistic {
    /// The weighted sum of what they hold.
    #[default]
    Sum,
    /// The weighted median of what they hold: the least amount that half of the weight does not exceed, or the
    /// middle between two where exactly half lies up to the first. Cells without records have none. It is judged by
    /// the persons and units behind it, and adds up to nothing.
    Median,
}

/// Dimensions crossed with each other; the others stay at their total, or at `only`'s code.
#[derive(Debug, Clone, Default)]
pub struct BlockSpec {
    /// The crossed dimensions.
    pub by: Vec<DimensionId>,
    /// Dimensions held at one code; records below that code in its tree belong to it.
    pub only: BTreeMap<DimensionId, String>,
}

/// A table that cannot be made as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TabulateError {
    /// A block names a dimension that the dataflow lacks.
    #[error("no dimension {0}")]
    UnknownDimension(String),
    /// A block holds a dimension at a code that its list lacks.
    #[error("dimension {dimension} has no code {code}")]
    UnknownCode {
        /// The dimension.
        dimension: String,
        /// The code.
        code: String,
    },
    /// The records hold more different amounts than are kept for medians.
    #[error("more than {most} different amounts in the crossings of a median")]
    TooManyAmounts {
        /// So many are kept.
        most: usize,
    },
    /// The cells do not form a table.
    #[error(transparent)]
    Geometry(#[from] GeometryError),
}

impl TabulateError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownDimension(_) => "table_unknown_dimension",
            Self::UnknownCode { .. } => "table_unknown_code",
            Self::TooManyAmounts { .. } => "table_too_many_amounts",
            Self::Geometry(error) => error.code(),
        }
    }
}

/// Adds records up.
pub struct Tabulator {
    spec: TableSpec,
    layout: RecordLayout,
    blocks: Vec<Block>,
    pending: Pending,
    /// Per dimension: the groups that are shown.
    groups: Vec<BTreeSet<u16>>,
    /// Per dimension and code: the codes that it adds up to, itself first.
    chains: Vec<FxHashMap<u16, Vec<u16>>>,
    has_holders: bool,
    has_keys: bool,
    /// Of medians, how many different amounts the blocks hold.
    held: usize,
}

impl Tabulator {
    /// An empty table.
    ///
    /// # Errors
    /// When a block names what the dataflow lacks.
    pub fn new(spec: TableSpec, layout: &RecordLayout) -> Result<Self, TabulateError> {
        let blocks = spec
            .blocks
            .iter()
            .map(|block| Block::new(block, layout))
            .collect::<Result<Vec<_>, _>>()?;
        let groups = groups(&spec, &blocks, layout)?;
        Ok(Self {
            spec,
            blocks,
            pending: Pending::default(),
            groups,
            chains: vec![FxHashMap::default(); layout.dimensions().len()],
            layout: layout.clone(),
            has_holders: false,
            has_keys: true,
            held: 0,
        })
    }

    /// Adds one record.
    pub fn add(&mut self, record: &CanonicalRecord) {
        self.add_many(record, 1);
    }

    /// Adds `times` records that are all like `record`.
    pub fn add_many(&mut self, record: &CanonicalRecord, times: u32) {
        self.has_keys &= record.key().is_some();
        // A median is judged by the persons behind it.
        let median = self.spec.statistic == Statistic::Median;
        let counted = if median { 1.0 } else { record.amount() };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "saturates beyond any figure"
        )]
        let each = (counted * record.weight() * SCALE).round() as i128;
        let alone = Sum {
            value: each.saturating_mul(i128::from(times)),
            contributors: times,
            key: record.key().map_or(0, |key| key.0.wrapping_mul(times)),
            approximate: record.approximate(),
        };
        self.has_holders |= record.holder().is_some();
        let amount = median.then(|| scaled(record.amount()));
        if amount.is_some() || record.holder().is_some() {
            return self.spread(record.codes(), alone, (record.holder(), amount));
        }
        self.pending.sum(record.codes()).add(alone);
        if self.pending.is_full() {
            self.spread_pending();
        }
    }

    fn spread_pending(&mut self) {
        let length = self.layout.dimensions().len();
        for (codes, sum) in self.pending.take(length) {
            self.spread(&codes, sum, (None, None));
        }
    }

    /// Adds a sum to the blocks that hold its codes, with the unit and, for a median, the amount of its record.
    fn spread(
        &mut self,
        codes: &[CodeIndex],
        sum: Sum,
        (holder, amount): (Option<Holder>, Option<i64>),
    ) {
        for (position, code) in codes.iter().enumerate() {
            self.learn(position, *code);
        }
        for block in &mut self.blocks {
            let held = |(position, code): &(usize, CodeIndex)| {
                self.chains[*position]
                    .get(&codes[*position].0)
                    .is_some_and(|chain| chain.contains(&code.0))
            };
            if !block.held.iter().all(held) {
                continue;
            }
            let mut key: Key = block.rest.clone().into_boxed_slice();
            for position in &block.by {
                key[*position] = codes[*position].0;
            }
            if let Some(holder) = holder {
                let cell = block.holders.entry(key.clone()).or_default();
                *cell.entry(holder.0).or_default() += sum.value;
            }
            if let Some(amount) = amount.filter(|_| self.held <= median::MOST) {
                let amounts = block.amounts.entry(key.clone()).or_default();
                let before = amounts.len();
                *amounts.entry(amount).or_default() += sum.value;
                self.held += amounts.len() - before;
            }
            block.sums.entry(key).or_default().add(sum);
        }
    }

    fn learn(&mut self, position: usize, code: CodeIndex) {
        if !self.chains[position].contains_key(&code.0) {
            let list = self.layout.codelist(position);
            let mut chain = vec![code.0];
            let mut at = self.layout.code_text(position, code);
            while let Some(parent) = list.additive_parent(at) {
                match self.layout.code(position, parent) {
                    Some(index) if !chain.contains(&index.0) => chain.push(index.0),
                    _ => break,
                }
                at = parent;
            }
            for group in &self.groups[position] {
                let group_text = self.layout.code_text(position, CodeIndex(*group));
                let within = |code: &u16| {
                    let text = self.layout.code_text(position, CodeIndex(*code));
                    members(list, group_text)
                        .iter()
                        .any(|member| member == text)
                };
                if !chain.contains(group) && chain.iter().any(within) {
                    chain.push(*group);
                }
            }
            self.chains[position].insert(code.0, chain);
        }
    }

    /// Records that stand at a group are known to be in it and no more: the group is then shown as
    /// the sum of its members and of them.
    fn show_groups_of_records(&mut self) {
        for position in 0..self.chains.len() {
            let list = self.layout.codelist(position);
            let codes: Vec<u16> = self.chains[position].keys().copied().collect();
            let before = self.groups[position].len();
            self.groups[position].extend(codes.iter().copied().filter(|code| {
                let text = self.layout.code_text(position, CodeIndex(*code));
                !members(list, text).is_empty()
            }));
            if self.groups[position].len() > before {
                self.chains[position].clear();
                for code in codes {
                    self.learn(position, CodeIndex(code));
                }
            }
        }
    }

    /// The dense table with all its margins.
    ///
    /// # Errors
    /// When the cells do not form a table.
    pub fn finish(mut self) -> Result<RawTable, TabulateError> {
        self.spread_pending();
        self.show_groups_of_records();
        if self.held > median::MOST {
            return Err(TabulateError::TooManyAmounts { most: median::MOST });
        }
        let shown = self.shown();
        let incomplete = self.incomplete(&shown);
        let mut cells: FxHashMap<Key, RawCell> = FxHashMap::default();
        let mut medians: FxHashMap<Key, f64> = FxHashMap::default();
        // What no record speaks of is not told as zero, beside what some do speak of.
        let any = self.blocks.iter().any(|block| !block.sums.is_empty());
        for block in &self.blocks {
            if any && block.sums.is_empty() {
                continue;
            }
            for (key, cell) in block.dense(&self.chains, &shown) {
                cells.entry(key).or_insert(cell);
            }
            for (key, median) in block.medians(&self.chains) {
                medians.entry(key).or_insert(median);
            }
        }
        if self.spec.statistic == Statistic::Median {
            cells.retain(|key, _| medians.contains_key(key));
        }
        let dimensions = self.layout.dimensions();
        let codes = self.codes_of(&cells);
        let axes = codes.iter().enumerate().map(|(position, codes)| {
            let name = dimensions[position].id.as_str();
            let texts = codes
                .iter()
                .map(|code| self.layout.code_text(position, CodeIndex(*code)).to_owned())
                .collect();
            let list = self.additive().then(|| self.layout.codelist(position));
            let open = incomplete.get(name).map_or(&[][..], Vec::as_slice);
            Axis::of_codelist(name, texts, list, open)
        });
        let axes = axes.collect();
        let mut sorted: Vec<(Key, RawCell)> = cells.into_iter().collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let keys = sorted.iter().flat_map(|(key, _)| {
            key.iter().zip(&codes).map(|(code, codes)| {
                let at = codes.binary_search(code).unwrap_or_default();
                u16::try_from(at).unwrap_or_default()
            })
        });
        let grid = Grid::new(axes, keys.collect())?;
        let context = self.context(incomplete);
        let possible = sorted
            .iter()
            .map(|(key, cell)| !cell.is_empty() || self.may_be(key))
            .collect();
        let statistics = sorted.iter().filter_map(|(key, _)| medians.get(key));
        let statistics: Vec<f64> = statistics.copied().collect();
        let cells = sorted.into_iter().map(|(_, cell)| cell).collect();
        let mut table = RawTable::new(context, grid, cells, self.has_holders)?;
        table.has_keys = self.has_keys;
        table.statistics = (self.spec.statistic == Statistic::Median).then_some(statistics);
        table.structural = structural(&table, possible);
        Ok(table)
    }

    /// Whether the dataflow admits records of just these codes.
    fn may_be(&self, key: &Key) -> bool {
        let codes: Vec<CodeIndex> = key.iter().map(|code| CodeIndex(*code)).collect();
        let measure = self.layout.measure(self.spec.measure.as_str());
        measure.is_some_and(|measure| self.layout.check(&codes, measure).is_ok())
    }

    fn additive(&self) -> bool {
        let measure = self.spec.dataflow.measure(self.spec.measure.as_str());
        self.spec.statistic == Statistic::Sum && measure.is_none_or(|measure| measure.additive)
    }

    fn context(&self, incomplete: BTreeMap<String, Vec<String>>) -> TableContext {
        let mut constants = self.spec.constants.clone();
        let frequency = self.spec.period.frequency().code();
        constants.insert("FREQ".to_owned(), frequency.to_owned());
        constants.insert("REF_AREA".to_owned(), self.spec.ref_area.clone());
        constants.insert("MEASURE".to_owned(), self.spec.measure.to_string());
        constants.insert("TIME_PERIOD".to_owned(), self.spec.period.to_string());
        TableContext {
            dataflow: self.spec.dataflow.id.clone(),
            constants,
            incomplete,
        }
    }

    /// Per dimension, the codes that a crossing block shows: those that occur and all above.
    fn shown(&self) -> Vec<BTreeSet<u16>> {
        let mut shown = vec![BTreeSet::new(); self.chains.len()];
        for block in &self.blocks {
            for key in block.sums.keys() {
                for position in &block.by {
                    shown[*position].extend(chain(&self.chains, *position, key));
                }
            }
        }
        shown
    }

    /// Codes at which records stand although finer codes are shown.
    fn incomplete(&self, shown: &[BTreeSet<u16>]) -> BTreeMap<String, Vec<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (position, codes) in shown.iter().enumerate() {
            let parents: FxHashSet<u16> = codes
                .iter()
                .filter_map(|code| self.chains[position].get(code))
                .flat_map(|chain| chain.iter().skip(1).copied())
                .collect();
            for block in self
                .blocks
                .iter()
                .filter(|block| block.by.contains(&position))
            {
                for key in block
                    .sums
                    .keys()
                    .filter(|key| parents.contains(&key[position]))
                {
                    let text = self.layout.code_text(position, CodeIndex(key[position]));
                    let name = self.layout.dimensions()[position].id.to_string();
                    found.entry(name).or_default().insert(text.to_owned());
                }
            }
        }
        found
            .into_iter()
            .map(|(name, codes)| (name, codes.into_iter().collect()))
            .collect()
    }

    fn codes_of(&self, cells: &FxHashMap<Key, RawCell>) -> Vec<Vec<u16>> {
        let mut codes = vec![BTreeSet::new(); self.chains.len()];
        for key in cells.keys() {
            for (position, code) in key.iter().enumerate() {
                codes[position].insert(*code);
            }
        }
        codes
            .into_iter()
            .map(|codes| codes.into_iter().collect())
            .collect()
    }
}
