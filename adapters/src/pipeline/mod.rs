//! The national half as one flow: read → map → tabulate → protect → attack → write.

mod error;
mod figures;
#[cfg(test)]
mod needed;
mod output;
mod progress;
mod reading;
mod submission;
mod table;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use schemas::{ids::ParticipantId, period::ReferencePeriod, submission::Submission};

pub use error::PipelineError;
pub use output::REPORT;
pub use progress::{Progress, Stage, Unwatched};
pub use reading::FileRead;

use crate::{
    check::{self, Sketch, Twin},
    definition::{Adapter, Definition},
    mapping::{Counts, Mapping},
    report::{Query, Report},
    service::Fetched,
    sql,
};
use submission::Making;
use table::Table;

/// How a run is done.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder for submissions and report.
    pub out: PathBuf,
    /// The office that answers for the figures; the definition's own without it.
    pub provider: Option<ParticipantId>,
    /// 0 for the first submission of a period.
    pub revision: u32,
    /// Share of rejected rows above which nothing but the report is made; the definition's own
    /// without it.
    pub max_rejected: Option<f64>,
    /// Whether the officer asked to see the values of rejected cells in the report.
    pub show_values: bool,
    /// When the submissions were prepared.
    pub prepared_at: DateTime<Utc>,
    /// Until when the figures must not be passed on.
    pub embargo_until: Option<DateTime<Utc>>,
    /// Files that were fetched from a service, for the report.
    pub fetched: Vec<Fetched>,
    /// Submissions of the same period that were sent before: what they hid stays hidden.
    pub previous: Vec<Submission>,
}

impl Options {
    /// A first submission into `out`, prepared now.
    #[must_use]
    pub fn new(out: PathBuf) -> Self {
        Self {
            out,
            provider: None,
            revision: 0,
            max_rejected: None,
            show_values: false,
            prepared_at: Utc::now(),
            embargo_until: None,
            fetched: Vec::new(),
            previous: Vec::new(),
        }
    }
}

/// What a run made.
pub struct Outcome {
    /// What was found out about each file; nothing of a table of a database.
    pub files: Vec<FileRead>,
    /// The report, as written.
    pub report: Report,
    /// What became of the rows, with their places.
    pub counts: Counts,
    /// The submissions, as written; empty when too many rows were rejected.
    pub submissions: Vec<Submission>,
    /// The files written, the report last.
    pub written: Vec<PathBuf>,
    /// The share of rejected rows that was allowed, when there were more.
    pub refused_above: Option<f64>,
}

/// The flow: reads and maps `files`, tabulates, protects, attacks, and writes unsigned
/// submissions and the report into the folder, whole or not at all. When more rows than allowed
/// are rejected, only the report is written.
///
/// # Errors
/// When nothing could be made; then the folder is as it was.
pub fn run(
    adapter: &Adapter,
    files: &[PathBuf],
    period: ReferencePeriod,
    options: &Options,
    progress: &mut dyn Progress,
) -> Result<Outcome, PipelineError> {
    let mut work = Work::begin(adapter, period, options)?;
    let mut sketches = vec![Sketch::default(); files.len()];
    let several = files.len() > 1;
    let tables = &mut work.tables;
    let files = reading::all(
        work.definition,
        files,
        &mut work.mapping,
        progress,
        |table, record, texts, times| submission::feed(tables, table, record, texts, times),
        |file, row| {
            if let Some(sketch) = sketches.get_mut(file).filter(|_| several) {
                sketch.take(row);
            }
        },
    )?;
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let sketched: Vec<_> = names.iter().cloned().zip(&sketches).collect();
    work.twins = check::twins(&sketched);
    work.finish(names, files, progress)
}

/// The same flow over a table of a database: the database groups its rows by the columns that the
/// adapter's mapping reads, and only the different ones come here, each with its count. The tables
/// are those that [`run`] makes of a file with the same rows.
///
/// # Errors
/// When nothing could be made; then the folder is as it was.
pub fn run_in_database(
    adapter: &Adapter,
    source: &sql::Source,
    period: ReferencePeriod,
    options: &Options,
    progress: &mut dyn Progress,
) -> Result<Outcome, PipelineError> {
    let mut work = Work::begin(adapter, period, options)?;
    let mut table = Table::open(work.definition, source, &work.mapping)?;
    let tables = &mut work.tables;
    let came = table.read(
        &mut work.mapping,
        progress,
        |table, record, texts, times| {
            submission::feed(tables, table, record, texts, times);
        },
    )?;
    work.query = Some(Query {
        statement: table.statement().to_owned(),
        rows: came,
    });
    drop(table);
    work.finish(vec![source.table.to_string()], Vec::new(), progress)
}

/// The statement that [`run_in_database`] would send; the table is looked at for its columns only.
///
/// # Errors
/// When the definition does not hold for the period, or the table lacks a column.
pub fn statement(
    adapter: &Adapter,
    source: &sql::Source,
    period: ReferencePeriod,
) -> Result<String, PipelineError> {
    let definition = adapter
        .for_period(period)
        .map_err(PipelineError::Definition)?;
    let mapping = Mapping::new(definition, period, false);
    let table = Table::open(definition, source, &mapping)?;
    Ok(table.statement().to_owned())
}

/// A run under way.
struct Work<'a> {
    definition: &'a Definition,
    period: ReferencePeriod,
    options: &'a Options,
    mapping: Mapping,
    tables: Vec<Making>,
    twins: Vec<Twin>,
    query: Option<Query>,
}

impl<'a> Work<'a> {
    fn begin(
        adapter: &'a Adapter,
        period: ReferencePeriod,
        options: &'a Options,
    ) -> Result<Self, PipelineError> {
        let definition = adapter
            .for_period(period)
            .map_err(PipelineError::Definition)?;
        let mapping = Mapping::new(definition, period, options.show_values);
        let tables = Making::all(definition, &mapping, period)?;
        submission::same_tables(&options.previous, definition, period)?;
        Ok(Self {
            definition,
            period,
            options,
            mapping,
            tables,
            twins: Vec::new(),
            query: None,
        })
    }

    /// All rows are taken: protects, attacks and writes.
    fn finish(
        self,
        names: Vec<String>,
        files: Vec<FileRead>,
        progress: &mut dyn Progress,
    ) -> Result<Outcome, PipelineError> {
        let (definition, options) = (self.definition, self.options);
        let suspicions = check::suspicions(definition, &self.mapping);
        let coverage = self.mapping.coverage(definition);
        let counts = self.mapping.into_counts();
        let mut report = Report::new(definition, self.period.to_string(), names, &counts);
        report.coverage = coverage;
        report.suspicions = suspicions;
        report.twins = self.twins;
        report.note_unread(definition, &files);
        report.query = self.query;
        report.fetched.clone_from(&options.fetched);
        let allowed = options.max_rejected.unwrap_or(definition.max_rejected);
        let refused = report.rejected_share() > allowed;
        let mut submissions = Vec::new();
        if !refused && report.is_sound() {
            if counts.accepted == 0 {
                return Err(PipelineError::NoRows);
            }
            let (sizes, made) = submission::protect_all(self.tables, &options.previous, progress)?;
            report.tables = sizes;
            let provider = provider(definition, options)?;
            for one in made {
                progress.stage(Stage::Attack, 0);
                one.attack()?;
                let made = one.submission(definition, provider.clone(), self.period, options);
                submissions.push(made);
            }
        }
        progress.stage(Stage::Write, 0);
        let dataflows = submission::dataflows(definition);
        let written = output::write(&options.out, &submissions, &report, &dataflows)?;
        Ok(Outcome {
            files,
            report,
            counts,
            submissions,
            written,
            refused_above: refused.then_some(allowed),
        })
    }
}

fn provider(definition: &Definition, options: &Options) -> Result<ParticipantId, PipelineError> {
    if let Some(provider) = &options.provider {
        return Ok(provider.clone());
    }
    let text = format!("{}-{}", definition.area, definition.provider_unit);
    text.parse()
        .map_err(|_| PipelineError::Definition(Vec::new()))
}

/// What a check found, without writing anything.
pub struct Checked {
    /// What was found out about each file.
    pub files: Vec<FileRead>,
    /// What became of the rows, with their places.
    pub counts: Counts,
    /// The same for machines.
    pub report: Report,
    /// The share of rejected rows that the definition allows.
    pub allowed: f64,
}

impl Checked {
    /// Whether a run would make tables.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.report.rejected_share() <= self.allowed && self.report.is_sound()
    }
}

/// Reads and maps `files` and tells everything about it; writes nothing.
///
/// # Errors
/// When the definition does not hold for the period or a file cannot be read.
pub fn check(
    adapter: &Adapter,
    files: &[PathBuf],
    period: ReferencePeriod,
    show_values: bool,
    progress: &mut dyn Progress,
) -> Result<Checked, PipelineError> {
    check_against(adapter, files, &[], period, show_values, progress)
}

/// Checks `files` and looks whether they tell again what the files `before`, of earlier rounds, have told.
///
/// # Errors
/// When the definition does not hold for the period or a file cannot be read.
pub fn check_against(
    adapter: &Adapter,
    files: &[PathBuf],
    before: &[PathBuf],
    period: ReferencePeriod,
    show_values: bool,
    progress: &mut dyn Progress,
) -> Result<Checked, PipelineError> {
    let definition = adapter
        .for_period(period)
        .map_err(PipelineError::Definition)?;
    let mut mapping = Mapping::new(definition, period, show_values);
    let mut sketches = vec![Sketch::default(); files.len()];
    let several = files.len() + before.len() > 1;
    let files = reading::all(
        definition,
        files,
        &mut mapping,
        progress,
        |_, _, _, _| {},
        |file, row| {
            if let Some(sketch) = sketches.get_mut(file).filter(|_| several) {
                sketch.take(row);
            }
        },
    )?;
    let earlier = reading::sketches(definition, before, progress)?;
    let suspicions = check::suspicions(definition, &mapping);
    let coverage = mapping.coverage(definition);
    let counts = mapping.into_counts();
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let sketched: Vec<(String, &Sketch)> = names
        .iter()
        .cloned()
        .zip(&sketches)
        .chain(earlier.iter().map(|(name, sketch)| (name.clone(), sketch)))
        .collect();
    let twins = check::twins(&sketched);
    let mut report = Report::new(definition, period.to_string(), names, &counts);
    report.coverage = coverage;
    report.suspicions = suspicions;
    report.twins = twins;
    report.note_unread(definition, &files);
    Ok(Checked {
        files,
        counts,
        report,
        allowed: definition.max_rejected,
    })
}
