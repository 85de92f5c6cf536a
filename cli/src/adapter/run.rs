//! `puente adapter run`: from files, or a table of a database, to protected, unsigned submissions.

use std::path::{Path, PathBuf};

use adapters::{
    pipeline::{self, Options},
    reader::OfficeKey,
};
use schemas::{
    ids::ParticipantId,
    language::args,
    period::ReferencePeriod,
    submission::{self, ReadLimits, Submission},
};

use super::{database, failure, service, tell, watch::Watch};
use crate::{
    Format,
    attack::table_file::{open, text},
    context::{Context, Failure, Outcome},
};

/// Arguments of `puente adapter run`.
#[derive(clap::Args)]
pub(super) struct Command {
    /// The adapter.
    id: String,
    /// The files.
    #[arg(required_unless_present = "sql", value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    database: database::Arguments,
    /// The country that reports, where the file holds several.
    #[arg(long)]
    area: Option<String>,
    /// The reference period.
    #[arg(long)]
    period: ReferencePeriod,
    /// Folder for submissions and report.
    #[arg(long, value_name = "DIR", required_unless_present = "explain")]
    out: Option<PathBuf>,
    /// The office that answers for the figures.
    #[arg(long)]
    provider: Option<ParticipantId>,
    /// 0 for the first submission of a period.
    #[arg(long, default_value_t = 0)]
    revision: u32,
    /// Submissions of the same period that were sent before.
    #[arg(long, value_name = "FILE")]
    previous: Vec<PathBuf>,
    /// Share of rejected rows above which nothing but the report is made.
    #[arg(long, value_parser = share)]
    max_rejected: Option<f64>,
    /// File with the key that hashes the numbers of records.
    #[arg(long, value_name = "FILE")]
    office_key: Option<PathBuf>,
    /// Write the values of rejected cells into the report.
    #[arg(long)]
    show_values: bool,
    /// File with the authorities that the certificate of a service comes from.
    #[arg(long, value_name = "FILE")]
    service_ca: Option<PathBuf>,
}

impl Command {
    pub(super) fn run(self, context: &Context, folder: Option<&Path>) -> Result<Outcome, Failure> {
        if let Some(path) = &self.office_key {
            let key = OfficeKey::from_hex(&text(path, context)?);
            let installed = key.map(OfficeKey::install);
            if !matches!(installed, Some(Ok(()))) {
                let said = args([("file", path.display().to_string())]);
                return Err(Failure::Usage(
                    context.message("adapter-office-key-wrong", &said),
                ));
            }
        }
        let adapter = super::adapter_of(
            context,
            (&self.id, self.area.as_deref()),
            &self.files,
            folder,
        )?;
        let source = self.database.source(context)?;
        if let Some(source) = source.as_ref().filter(|_| self.database.explains()) {
            return database::explain(context, &adapter, source, self.period);
        }
        let definition = adapter
            .for_period(self.period)
            .map_err(|errors| failure::definition(context, &errors))?;
        let authorities = self.service_ca.as_deref();
        let files = service::on_disk(context, definition, &self.files, authorities)?;
        let options = Options {
            fetched: files.fetched.clone(),
            provider: self.provider,
            revision: self.revision,
            max_rejected: self.max_rejected,
            show_values: self.show_values,
            previous: previous(&self.previous, context)?,
            ..Options::new(self.out.unwrap_or_default())
        };
        let mut watch = Watch::new(context);
        let made = match &source {
            None => pipeline::run(&adapter, &files.paths, self.period, &options, &mut watch),
            Some(source) => {
                pipeline::run_in_database(&adapter, source, self.period, &options, &mut watch)
            }
        };
        let made = made.map_err(|error| failure::pipeline(context, &error))?;
        watch.finish();
        match context.format {
            Format::Json => {
                context.result(&serde_json::to_string_pretty(&made.report).unwrap_or_default());
            }
            Format::Text => {
                tell::rows(context, &made.report);
                tell::totals(context, &made.report);
                tell::tables(context, &made.report);
                for path in &made.written {
                    let said = args([("path", path.display().to_string())]);
                    context.result(&context.message("adapter-written", &said));
                }
            }
        }
        for suspicion in &made.report.suspicions {
            context.talk(&suspicion.message(context.language));
        }
        for twin in &made.report.twins {
            context.talk(&twin.message(context.language));
        }
        for unread in made.report.unread(context.language) {
            context.talk(&unread);
        }
        let Some(allowed) = made.refused_above else {
            return Ok(if made.report.is_sound() {
                Outcome::Done
            } else {
                Outcome::Findings
            });
        };
        let said = args([
            (
                "share",
                format!("{:.2}", made.report.rejected_share() * 100.0),
            ),
            ("allowed", format!("{:.2}", allowed * 100.0)),
        ]);
        context.talk(&context.message("adapter-refused", &said));
        Ok(Outcome::Findings)
    }
}

fn previous(paths: &[PathBuf], context: &Context) -> Result<Vec<Submission>, Failure> {
    let limits = ReadLimits::default();
    let read = |path: &PathBuf| {
        submission::read(open(path, context)?, &limits).map_err(|findings| {
            let lines = findings.iter().map(|finding| {
                format!("{}: {}", path.display(), finding.message(context.language))
            });
            Failure::Input(lines.collect::<Vec<_>>().join("\n"))
        })
    };
    paths.iter().map(read).collect()
}

/// A share from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok();
    share
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "0–1".to_owned())
}
