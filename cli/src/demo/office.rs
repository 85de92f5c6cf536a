//! The national offices of the demonstration: each adapts its records, protects the table, signs it
//! and submits it, with the commands that a statistics officer would type.

use std::{
    fs,
    path::{Path, PathBuf},
};

use adapters::{
    definition::{Adapter, table::Table},
    reader::Format,
    sample::{self, SampleOptions},
};
use anyhow::Context as _;
use schemas::{ids::ParticipantId, language::Language, period::ReferencePeriod};
use serde::Deserialize;

use super::{
    command::{connection, puente, run},
    layout::Layout,
    manifest::ManifestSubmission,
    region::Region,
    trust::Certificates,
};

/// Rows of a synthetic file.
const SAMPLE_ROWS: usize = 4000;
/// Seed of all synthetic files.
const SAMPLE_SEED: u64 = 2026;

/// One adapter's work: whose it is, and from which records.
pub(super) struct Errand {
    pub(super) office: ParticipantId,
    pub(super) adapter: Adapter,
    pub(super) period: ReferencePeriod,
    /// Published files; empty where the demonstration makes the records.
    pub(super) published: Vec<PathBuf>,
}

/// What came of it.
pub(super) struct Sent {
    pub(super) submissions: Vec<ManifestSubmission>,
    pub(super) read: u64,
    pub(super) rejected: u64,
    pub(super) cells: u64,
    pub(super) primary: u64,
    pub(super) secondary: u64,
}

/// Where an errand is carried out.
pub(super) struct Post<'a> {
    pub(super) layout: &'a Layout,
    pub(super) certificates: &'a Certificates,
    pub(super) url: &'a str,
    pub(super) language: Language,
}

#[derive(Deserialize)]
struct Report {
    rows_read: u64,
    rows_rejected: u64,
    tables: Vec<TableSize>,
}

#[derive(Deserialize)]
struct TableSize {
    cells: u64,
    primary: u64,
    secondary: u64,
}

impl Errand {
    /// One errand for each adapter of the region, from published files where `real_data` has them.
    pub(super) fn all(region: &Region, real_data: Option<&Path>) -> anyhow::Result<Vec<Self>> {
        let mut errands: Vec<Self> = Vec::new();
        for id in &region.adapters {
            let mut errand = Self::of(id, region, real_data)?;
            // A second table of one office, dataflow and period would be a revision of the first.
            if errand.is_synthetic() && errands.iter().any(|other| other.meets(&errand)) {
                errand.period = errand.adapter.usual_period();
            }
            errands.push(errand);
        }
        Ok(errands)
    }

    fn meets(&self, other: &Self) -> bool {
        let own = self.dataflows();
        let shared = other.dataflows().iter().any(|one| own.contains(one));
        shared && self.office == other.office && self.period == other.period
    }

    fn of(id: &str, region: &Region, real_data: Option<&Path>) -> anyhow::Result<Self> {
        let adapter = Adapter::builtin(id).map_err(|_| anyhow::anyhow!("adapter {id}"))?;
        let definition = adapter.definition();
        let office = format!("{}-{}", definition.area, definition.provider_unit).parse()?;
        let published = region.published.iter().find(|one| one.adapter == id);
        if let (Some(published), Some(folder)) = (published, real_data) {
            let files: Vec<_> = published
                .files
                .iter()
                .map(|file| folder.join(file))
                .collect();
            if files.iter().all(|file| file.is_file()) {
                return Ok(Self {
                    office,
                    period: published.period.parse()?,
                    adapter,
                    published: files,
                });
            }
        }
        let is_stock = |table: &Table| table.dataflow == "DF_LM_STOCK";
        let together = region.stocks_period;
        let period =
            if definition.table.iter().any(is_stock) && adapter.for_period(together).is_ok() {
                together
            } else {
                adapter.usual_period()
            };
        Ok(Self {
            office,
            period,
            adapter,
            published: Vec::new(),
        })
    }

    /// The dataflows that it feeds.
    pub(super) fn dataflows(&self) -> Vec<String> {
        let tables = &self.adapter.definition().table;
        let mut dataflows: Vec<_> = tables.iter().map(|table| table.dataflow.clone()).collect();
        dataflows.sort();
        dataflows.dedup();
        dataflows
    }

    /// Whether the demonstration makes the records.
    pub(super) fn is_synthetic(&self) -> bool {
        self.published.is_empty()
    }

    /// The adapter's name.
    pub(super) fn name(&self) -> &str {
        &self.adapter.definition().id
    }

    /// Adapts, protects, signs and submits.
    pub(super) fn run(&self, post: &Post<'_>) -> anyhow::Result<Sent> {
        let folder = post.layout.office(&self.office);
        let system = self.name().rsplit('/').next().unwrap_or_default();
        let (records, out) = (folder.join("records"), folder.join(system));
        fs::create_dir_all(&records)?;
        let files = if self.is_synthetic() {
            vec![self.records(&records)?]
        } else {
            self.published.clone()
        };
        run(puente(post.language)?
            .args(["adapter", "run", self.name()])
            .args(&files)
            .args(["--period", &self.period.to_string(), "--out"])
            .arg(&out))?;
        let report: Report = serde_json::from_slice(&fs::read(out.join("report.json"))?)?;
        let submissions = self
            .dataflows()
            .into_iter()
            .map(|dataflow| self.submit(&out, &dataflow, post))
            .collect::<anyhow::Result<_>>()?;
        let sum = |part: fn(&TableSize) -> u64| report.tables.iter().map(part).sum();
        Ok(Sent {
            submissions,
            read: report.rows_read,
            rejected: report.rows_rejected,
            cells: sum(|table| table.cells),
            primary: sum(|table| table.primary),
            secondary: sum(|table| table.secondary),
        })
    }

    fn submit(
        &self,
        out: &Path,
        dataflow: &str,
        post: &Post<'_>,
    ) -> anyhow::Result<ManifestSubmission> {
        let file = out.join(format!("{dataflow}.json"));
        let told = run(puente(post.language)?
            .arg("submit")
            .arg(&file)
            .args(connection(post.certificates, &self.office, post.url)))?;
        let answer = told.lines.first().context("no receipt was told")?;
        let text = |pointer: &str| answer.pointer(pointer).and_then(serde_json::Value::as_str);
        Ok(ManifestSubmission {
            submission_id: text("/receipt/submission_id")
                .context("no id was told")?
                .to_owned(),
            receipt: text("/receipt_file").context("no receipt was told")?.into(),
            provider: self.office.clone(),
            dataflow: dataflow.to_owned(),
            reference_period: self.period.to_string(),
            adapter: self.name().to_owned(),
            synthetic: self.is_synthetic(),
            file,
        })
    }

    /// Makes records in the national layout.
    fn records(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        let definition = self
            .adapter
            .for_period(self.period)
            .map_err(|_| anyhow::anyhow!("{} has no round for {}", self.name(), self.period))?;
        let formats = &definition.source.formats;
        let format = if formats.contains(&Format::Csv) {
            Format::Csv
        } else {
            Format::Ndjson
        };
        let options = SampleOptions {
            rows: SAMPLE_ROWS,
            seed: SAMPLE_SEED,
            format,
        };
        Ok(sample::generate(definition, self.period, &options, folder)?)
    }
}
