//! The national half as one flow: read → map → tabulate → protect → attack → write.

mod error;
mod progress;
mod reading;

use std::path::PathBuf;

use schemas::period::ReferencePeriod;

pub use error::PipelineError;
pub use progress::{Progress, Stage, Unwatched};
pub use reading::FileRead;

use crate::{
    definition::Adapter,
    mapping::{Counts, Mapping},
    report::Report,
};

/// What a check found, without writing anything.
pub struct Checked {
    /// What was found out about each file.
    pub files: Vec<FileRead>,
    /// What became of the rows, with their places.
    pub counts: Counts,
    /// The same for machines.
    pub report: Report,
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
    let definition = adapter
        .for_period(period)
        .map_err(PipelineError::Definition)?;
    let mut mapping = Mapping::new(definition, period, show_values);
    let files = reading::all(definition, files, &mut mapping, progress, |_, _| {})?;
    let counts = mapping.into_counts();
    let names = files.iter().map(|file| file.name.clone()).collect();
    let report = Report::new(definition, period.to_string(), names, &counts);
    Ok(Checked {
        files,
        counts,
        report,
    })
}
