//! `puente adapter template`: a workbook with drop-down lists for an office that types its table.

use std::path::PathBuf;

use adapters::template::{self, Template, TemplateError};
use schemas::language::args;

use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente adapter template`.
#[derive(clap::Args)]
pub(super) struct Command {
    /// The dataflow.
    dataflow: String,
    /// The workbook to write.
    #[arg(long, value_name = "FILE.xlsx")]
    out: PathBuf,
    /// The country that reports.
    #[arg(long)]
    area: String,
    /// The office.
    #[arg(long, default_value = "INE")]
    unit: String,
    /// The kind of source.
    #[arg(long, default_value = "ADM")]
    source_type: String,
    /// The measure; the first of the dataflow without it.
    #[arg(long)]
    measure: Option<String>,
    /// The dimensions to type.
    #[arg(long, value_delimiter = ',', value_name = "DIM")]
    by: Vec<String>,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let template = Template::new(
            &self.dataflow,
            self.measure.as_deref(),
            &self.by,
            &self.area,
            &self.unit,
            &self.source_type,
        )
        .map_err(|error| failed(context, &error))?;
        template::write(&self.out, &template, &[], context.language)
            .map_err(|error| failed(context, &error))?;
        let said = args([("path", self.out.display().to_string())]);
        context.result(&context.message("adapter-written", &said));
        Ok(Outcome::Done)
    }
}

/// Which exit code a template has that cannot be made or read back.
pub(super) fn failed(context: &Context, error: &TemplateError) -> Failure {
    if let TemplateError::Read(error) = error {
        return super::failure::read(context, error);
    }
    let text = error.message(context.language);
    match error {
        TemplateError::Unknown(_) => Failure::Usage(text),
        TemplateError::Write(_) => Failure::Environment(text),
        _ => Failure::Input(text),
    }
}
