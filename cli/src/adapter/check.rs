//! `puente adapter check`: what would become of the rows of a file. Writes nothing.

use std::path::{Path, PathBuf};

use adapters::{definition::Adapter, pipeline};
use schemas::period::ReferencePeriod;

use super::{failure, tell, watch::Watch};
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
    /// The reference period; the definition's last year without it.
    #[arg(long)]
    period: Option<ReferencePeriod>,
    /// Show the values of rejected cells.
    #[arg(long)]
    show_values: bool,
}

impl Command {
    pub(super) fn run(self, context: &Context, folder: Option<&Path>) -> Result<Outcome, Failure> {
        let adapter = Adapter::find(&self.id, folder)
            .map_err(|errors| failure::definition(context, &errors))?;
        let period = self.period.unwrap_or_else(|| adapter.usual_period());
        let mut watch = Watch::new(context);
        let checked = pipeline::check(&adapter, &self.files, period, self.show_values, &mut watch)
            .map_err(|error| failure::pipeline(context, &error))?;
        watch.finish();
        match context.format {
            Format::Json => {
                context.result(&serde_json::to_string_pretty(&checked.report).unwrap_or_default());
            }
            Format::Text => {
                tell::files(context, &checked.files);
                tell::rows(context, &checked.report);
                let definition = adapter.for_period(period);
                let definition =
                    definition.map_err(|errors| failure::definition(context, &errors))?;
                tell::rejects(context, definition, &checked.counts.rejects);
                tell::totals(context, &checked.report);
            }
        }
        let clean = checked.report.rows_rejected == 0;
        Ok(if clean {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }
}
