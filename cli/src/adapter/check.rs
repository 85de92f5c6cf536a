//! `puente adapter check`: what would become of the rows of a file. Writes nothing but the report, where asked.

use std::path::{Path, PathBuf};

use adapters::{
    check,
    pipeline::{self, Checked},
};
use schemas::{language::args, period::ReferencePeriod};

use super::{failure, service, tell, watch::Watch};
use crate::{
    Format,
    context::{Context, Failure, Outcome},
};

/// Arguments of `puente adapter check`.
#[derive(clap::Args)]
pub(super) struct Command {
    /// The adapter.
    id: String,
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The country that reports, where the file holds several.
    #[arg(long)]
    area: Option<String>,
    /// The reference period; the definition's last year without it.
    #[arg(long)]
    period: Option<ReferencePeriod>,
    /// Files of earlier rounds.
    #[arg(long, value_name = "FILE")]
    before: Vec<PathBuf>,
    /// A workbook with the report.
    #[arg(long, value_name = "FILE.xlsx")]
    report: Option<PathBuf>,
    /// Show the values of rejected cells.
    #[arg(long)]
    show_values: bool,
    /// File with the authorities that the certificate of a service comes from.
    #[arg(long, value_name = "FILE")]
    service_ca: Option<PathBuf>,
}

#[derive(serde::Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    report: &'a adapters::report::Report,
    rejected_share: f64,
    max_rejected: f64,
    passes: bool,
}

impl Command {
    pub(super) fn run(self, context: &Context, folder: Option<&Path>) -> Result<Outcome, Failure> {
        let adapter = super::adapter_of(
            context,
            (&self.id, self.area.as_deref()),
            &self.files,
            folder,
        )?;
        let period = self.period.unwrap_or_else(|| adapter.usual_period());
        let definition = adapter
            .for_period(period)
            .map_err(|errors| failure::definition(context, &errors))?;
        let authorities = self.service_ca.as_deref();
        let files = service::on_disk(context, definition, &self.files, authorities)?;
        let mut watch = Watch::new(context);
        let checked = pipeline::check_against(
            &adapter,
            &files.paths,
            &self.before,
            period,
            self.show_values,
            &mut watch,
        )
        .map_err(|error| failure::pipeline(context, &error))?;
        watch.finish();
        match context.format {
            Format::Json => {
                let shown = shown(&checked);
                context.result(&serde_json::to_string_pretty(&shown).unwrap_or_default());
            }
            Format::Text => {
                tell::files(context, &checked.files);
                for line in check::screen(&checked, definition, context.language) {
                    context.result(&line);
                }
                tell::totals(context, &checked.report);
            }
        }
        if let Some(path) = &self.report {
            check::write(path, &checked, definition, context.language).map_err(|error| {
                let said = args([
                    ("path", path.display().to_string()),
                    ("cause", format!("{error:?}")),
                ]);
                Failure::Environment(context.message("adapter-new-not-written", &said))
            })?;
            if context.format == Format::Text {
                let said = args([("path", path.display().to_string())]);
                context.result(&context.message("adapter-written", &said));
            }
        }
        let clean = checked.report.rows_rejected == 0
            && checked.report.twins.is_empty()
            && checked.report.suspicions.is_empty();
        Ok(if clean {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }
}

fn shown(checked: &Checked) -> Shown<'_> {
    Shown {
        report: &checked.report,
        rejected_share: checked.report.rejected_share(),
        max_rejected: checked.allowed,
        passes: checked.passes(),
    }
}
