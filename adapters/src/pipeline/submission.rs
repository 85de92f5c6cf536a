//! Tables into submissions: one per dataflow, with its header.

use std::collections::BTreeMap;

use disclosure::{
    AttackOptions, BlockSpec, PublishedTable, RuleSet, TableSpec, Tabulator, attack,
    method::Method,
    protect::{self, Earlier, protect_with},
    rule::RuleError,
    solver::Simplex,
    table::{ProtectedTable, RawTable},
};
use indexmap::IndexMap;
use schemas::{
    dataflow::Dataflow,
    ids::{DimensionId, ParticipantId, SubmissionId},
    observation::Observations,
    period::ReferencePeriod,
    registry::Registry,
    submission::{DisclosureStatement, EXCHANGE_VERSION, Submission, SubmissionHeader},
};

use super::{Options, PipelineError, Progress, Stage, figures::Figures};
use crate::{
    definition::{Definition, table::Table},
    mapping::{Mapping, Text},
    reader::OfficeKey,
    report::TableSize,
};

/// The figures of one measure under way: all tables of the definition that share dataflow and
/// measure. They are tabulated and protected as one, because a recipient reads them as one.
pub(super) struct Making {
    dataflow: &'static Dataflow,
    /// The definition's tables that feed it.
    tables: Vec<usize>,
    kind: Kind,
    records: u64,
}

/// How the figures come about.
enum Kind {
    /// Records are added up and protected.
    Tabulated(Box<(Tabulator, RuleSet)>),
    /// The office has published them.
    Published(Box<Figures>),
}

/// Hands `times` records like `record`, of the definition's table `table`, to the figures that they feed.
pub(super) fn feed(
    all: &mut [Making],
    table: usize,
    record: &schemas::record::CanonicalRecord,
    texts: &[Text],
    times: u64,
) {
    if let Some(making) = all.iter_mut().find(|one| one.is_fed_by(table)) {
        making.add(record, texts, times);
    }
}

/// Protected figures of one dataflow.
pub(super) struct Made {
    dataflow: &'static Dataflow,
    observations: Observations,
    statement: DisclosureStatement,
}

impl Making {
    /// One per dataflow and measure of the definition, in its order.
    pub(super) fn all(
        definition: &Definition,
        mapping: &Mapping,
        period: ReferencePeriod,
    ) -> Result<Vec<Self>, PipelineError> {
        let mut groups: IndexMap<(&str, &str), Vec<usize>> = IndexMap::new();
        for (at, table) in definition.table.iter().enumerate() {
            let key = (table.dataflow.as_str(), table.measure.as_str());
            groups.entry(key).or_default().push(at);
        }
        let all = groups
            .into_values()
            .map(|tables| Self::new(definition, tables, mapping, period))
            .collect::<Result<Vec<_>, _>>()?;
        methods(&all)?;
        Ok(all)
    }

    fn new(
        definition: &Definition,
        tables: Vec<usize>,
        mapping: &Mapping,
        period: ReferencePeriod,
    ) -> Result<Self, PipelineError> {
        let first = &definition.table[tables[0]];
        let layout = mapping.layout(tables[0]);
        if first.figures {
            let figures = Figures::new(definition, first, layout, period);
            return Ok(Self {
                dataflow: layout.dataflow(),
                tables,
                kind: Kind::Published(Box::new(figures)),
                records: 0,
            });
        }
        let measure = layout.measure(&first.measure).unwrap_or(0);
        let mut strictest = RuleSet::default();
        let (mut all_blocks, mut attributes) = (Vec::new(), definition.attributes.clone());
        let mut groups: BTreeMap<DimensionId, Vec<String>> = BTreeMap::new();
        for (nth, at) in tables.iter().enumerate() {
            let table = &definition.table[*at];
            all_blocks.extend(blocks(table, &constants(mapping, *at)));
            attributes.extend(table.attributes.clone());
            for (dimension, codes) in &table.groups {
                let Ok(dimension) = dimension.parse::<DimensionId>() else {
                    continue;
                };
                groups.entry(dimension).or_default().extend(codes.clone());
            }
            let own = rules(&definition.area, table).map_err(|error| PipelineError::Rule {
                dataflow: table.dataflow.clone(),
                error,
            })?;
            strictest = if nth == 0 {
                own
            } else {
                strictest.stricter(&own)
            };
        }
        let spec = TableSpec {
            dataflow: layout.dataflow(),
            ref_area: definition.area.clone(),
            period,
            measure: layout.dataflow().measures[measure].id.clone(),
            statistic: first.statistic,
            blocks: all_blocks,
            constants: attributes,
            groups,
        };
        let tabulator = Tabulator::new(spec, layout).map_err(|error| PipelineError::Tabulate {
            dataflow: first.dataflow.clone(),
            error,
        })?;
        Ok(Self {
            dataflow: layout.dataflow(),
            tables,
            kind: Kind::Tabulated(Box::new((tabulator, strictest))),
            records: 0,
        })
    }

    /// Whether the definition's table `table` feeds it.
    pub(super) fn is_fed_by(&self, table: usize) -> bool {
        self.tables.contains(&table)
    }

    /// Adds `times` records like `record`. Only published figures carry texts.
    pub(super) fn add(
        &mut self,
        record: &schemas::record::CanonicalRecord,
        texts: &[Text],
        times: u64,
    ) {
        self.records += times;
        match &mut self.kind {
            Kind::Tabulated(tabulated) => {
                let times = u32::try_from(times).unwrap_or(u32::MAX);
                tabulated.0.add_many(record, times);
            }
            // The same figure again is the same figure.
            Kind::Published(figures) => figures.add(record, texts),
        }
    }

    fn method(&self) -> Method {
        match &self.kind {
            Kind::Tabulated(tabulated) => tabulated.1.method,
            Kind::Published(_) => Method::default(),
        }
    }

    /// Protects the table; `None` when no record fed it: not sent is not zero.
    pub(super) fn protect(
        self,
        previous: &[Submission],
        progress: &mut dyn protect::Progress,
    ) -> Result<Protected, PipelineError> {
        let mut size = TableSize {
            dataflow: self.dataflow.id.to_string(),
            cells: 0,
            primary: 0,
            secondary: 0,
            disclosure: None,
        };
        if self.records == 0 {
            return Ok((size, None));
        }
        let (tabulator, rules) = match self.kind {
            Kind::Tabulated(tabulated) => *tabulated,
            Kind::Published(figures) => {
                let (cells, withheld) = figures.size();
                (size.cells, size.primary) = (cells as u64, withheld);
                let published = Leaving::Published(Box::new(figures.finish()));
                return Ok((size, Some(published)));
            }
        };
        let dataflow = || self.dataflow.id.to_string();
        let raw = tabulator
            .finish()
            .and_then(|raw| Ok(raw.within(&rules)?))
            .map_err(|error| PipelineError::Tabulate {
                dataflow: dataflow(),
                error,
            })?;
        let options = protect::Options {
            earlier: earlier(self.dataflow, &raw, previous),
            ..protect::Options::default()
        };
        let mut protected =
            protect_with(raw, &rules, &options, progress, &Simplex).map_err(|error| {
                PipelineError::Protect {
                    dataflow: dataflow(),
                    error,
                }
            })?;
        let table = &protected.table;
        size.cells = table.cells() as u64;
        size.primary = table.primary();
        size.secondary = table.secondary();
        protected.report.propose(table, &options);
        size.disclosure = Some(protected.report);
        let leaving = Leaving::Protected(Box::new(protected.table));
        Ok((size, Some(leaving)))
    }
}

/// The size of a table, and what leaves of it.
pub(super) type Protected = (TableSize, Option<Leaving>);

/// What leaves of a table.
pub(super) enum Leaving {
    /// Figures that were tabulated and protected here.
    Protected(Box<ProtectedTable>),
    /// Figures that the office has published.
    Published(Box<(Observations, DisclosureStatement)>),
}

impl Leaving {
    fn statement(&self) -> DisclosureStatement {
        match self {
            Self::Protected(table) => table.statement(),
            Self::Published(published) => published.1.clone(),
        }
    }

    fn append_to(&self, observations: &mut Observations) {
        match self {
            Self::Protected(table) => table.append_to(observations),
            Self::Published(published) => observations.append(&published.0),
        }
    }
}

/// Refuses methods that one statement cannot tell, or that lack what they need.
fn methods(all: &[Making]) -> Result<(), PipelineError> {
    for (at, one) in all.iter().enumerate() {
        let dataflow = one.dataflow.id.to_string();
        let differs =
            |other: &Making| other.dataflow.id == one.dataflow.id && other.method() != one.method();
        if all[..at].iter().any(differs) {
            return Err(PipelineError::MethodsDiffer { dataflow });
        }
        if one.method() == Method::CellKey && !OfficeKey::is_installed() {
            return Err(PipelineError::NoOfficeKey { dataflow });
        }
    }
    Ok(())
}

/// Refuses previous submissions that are none of the tables under way.
pub(super) fn same_tables(
    previous: &[Submission],
    definition: &Definition,
    period: ReferencePeriod,
) -> Result<(), PipelineError> {
    let known = dataflows(definition);
    let other = previous.iter().map(|one| &one.header).find(|header| {
        header.reference_period != period || !known.contains(&header.dataflow.as_str())
    });
    match other {
        None => Ok(()),
        Some(header) => Err(PipelineError::OtherTable {
            dataflow: header.dataflow.to_string(),
            period: header.reference_period.to_string(),
        }),
    }
}

/// What the previous submissions told of the cells of a table.
fn earlier(dataflow: &Dataflow, raw: &RawTable, previous: &[Submission]) -> Earlier {
    let mut earlier = Earlier::default();
    let same = |one: &&Submission| one.header.dataflow == dataflow.id;
    for one in previous.iter().filter(same) {
        earlier.join(Earlier::of_observations(raw, &one.observations));
    }
    earlier
}

/// Protects all tables and joins those of one dataflow.
pub(super) fn protect_all(
    making: Vec<Making>,
    previous: &[Submission],
    progress: &mut dyn Progress,
) -> Result<(Vec<TableSize>, Vec<Made>), PipelineError> {
    let mut sizes = Vec::new();
    let mut made: Vec<Made> = Vec::new();
    for table in making {
        progress.stage(Stage::Protect, 0);
        if progress.stopped() {
            return Err(PipelineError::Stopped);
        }
        let dataflow = table.dataflow;
        let (size, protected) = table.protect(previous, &mut ())?;
        sizes.push(size);
        let Some(leaving) = protected else { continue };
        match made.iter_mut().find(|one| one.dataflow.id == dataflow.id) {
            Some(one) => one.join(&leaving),
            None => {
                let mut observations = Observations::default();
                leaving.append_to(&mut observations);
                made.push(Made {
                    dataflow,
                    observations,
                    statement: leaving.statement(),
                });
            }
        }
    }
    Ok((sizes, made))
}

impl Made {
    fn join(&mut self, leaving: &Leaving) {
        leaving.append_to(&mut self.observations);
        let other = leaving.statement();
        self.statement.primary += other.primary;
        self.statement.secondary += other.secondary;
        if other.method != "none" {
            self.statement.method = other.method;
        }
        for rule in other.rules {
            if !self.statement.rules.contains(&rule) {
                self.statement.rules.push(rule);
            }
        }
        for (dimension, codes) in other.incomplete {
            let known = self.statement.incomplete.entry(dimension).or_default();
            known.extend(codes);
            known.sort();
            known.dedup();
        }
    }

    /// Reads the observations as their recipient will, all tables together, and tries to
    /// recompute what is suppressed.
    pub(super) fn attack(&self) -> Result<(), PipelineError> {
        let recoverable = |cells| PipelineError::Recoverable {
            dataflow: self.dataflow.id.to_string(),
            cells,
        };
        let tables =
            PublishedTable::from_observations(self.dataflow, &self.observations, &self.statement)
                .map_err(|findings| PipelineError::Unreadable {
                dataflow: self.dataflow.id.to_string(),
                findings,
            })?;
        let options = AttackOptions {
            insiders: false,
            ..AttackOptions::default()
        };
        let recovered: usize = tables
            .iter()
            .map(|table| attack(table, &options).recovered.len())
            .sum();
        if recovered == 0 {
            Ok(())
        } else {
            Err(recoverable(recovered))
        }
    }

    /// The unsigned submission.
    pub(super) fn submission(
        self,
        definition: &Definition,
        provider: ParticipantId,
        period: ReferencePeriod,
        options: &Options,
    ) -> Submission {
        Submission {
            header: SubmissionHeader {
                exchange_version: EXCHANGE_VERSION.to_owned(),
                submission_id: SubmissionId::new(),
                dataflow: self.dataflow.id.clone(),
                dataflow_version: self.dataflow.version.clone(),
                provider,
                reference_period: period,
                revision: options.revision,
                prepared_at: options.prepared_at,
                adapter: definition.id.clone(),
                disclosure: self.statement,
                embargo_until: options.embargo_until,
            },
            observations: self.observations,
        }
    }
}

/// The dimensions that hold one code in the definition's table `at`.
fn constants(mapping: &Mapping, at: usize) -> BTreeMap<DimensionId, String> {
    let layout = mapping.layout(at);
    mapping
        .constants(at)
        .map(|(position, code)| {
            let id = layout.dimensions()[position].id.clone();
            (id, layout.code_text(position, code).to_owned())
        })
        .collect()
}

/// The profile as the country applies it, made stricter by the table's own rules.
fn rules(area: &str, table: &Table) -> Result<RuleSet, RuleError> {
    RuleSet::of_country(area, &table.profile)?.tightened(&table.rules)
}

/// The blocks; a dimension that is constant in the table is held at its code.
fn blocks(table: &Table, constants: &BTreeMap<DimensionId, String>) -> Vec<BlockSpec> {
    let id = |text: &String| text.parse::<DimensionId>().ok();
    table
        .block
        .iter()
        .map(|block| {
            let by: Vec<DimensionId> = block.by.iter().filter_map(id).collect();
            let mut only = constants.clone();
            only.retain(|dimension, _| !by.contains(dimension));
            let named = block.only.iter();
            only.extend(named.filter_map(|(dimension, code)| Some((id(dimension)?, code.clone()))));
            BlockSpec { by, only }
        })
        .collect()
}

/// The dataflows of the definition's tables.
pub(super) fn dataflows(definition: &Definition) -> Vec<&'static str> {
    let mut ids: Vec<_> = definition
        .table
        .iter()
        .filter_map(|table| Registry::builtin().dataflow(&table.dataflow))
        .map(|dataflow| dataflow.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
