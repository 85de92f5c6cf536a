//! Which exit code a failed run or a wrong definition has.

use adapters::{
    definition::error::DefinitionError,
    pipeline::PipelineError,
    reader::{ReadError, ReadFault},
    sql::SqlError,
};

use crate::context::{Context, Failure};

/// A definition that cannot be used.
pub(super) fn definition(context: &Context, errors: &[DefinitionError]) -> Failure {
    let told: Vec<_> = errors
        .iter()
        .map(|error| error.message(context.language))
        .collect();
    Failure::Usage(told.join("\n"))
}

/// A run that made nothing.
pub(super) fn pipeline(context: &Context, error: &PipelineError) -> Failure {
    let text = error.message(context.language);
    match error {
        PipelineError::Definition(_) => Failure::Usage(text),
        PipelineError::Read(error) => read(context, error),
        PipelineError::Sql(error) => database(context, error),
        PipelineError::Write { .. } | PipelineError::Stopped => Failure::Environment(text),
        _ => Failure::Input(text),
    }
}

/// A database that gives nothing.
pub(super) fn database(context: &Context, error: &SqlError) -> Failure {
    let text = error.message(context.language);
    match error {
        SqlError::Address
        | SqlError::NoOdbc
        | SqlError::TableName { .. }
        | SqlError::NoTable { .. } => Failure::Usage(text),
        _ => Failure::Environment(text),
    }
}

/// A file that cannot be read.
pub(super) fn read(context: &Context, error: &ReadError) -> Failure {
    let text = error.message(context.language);
    match error.fault() {
        ReadFault::NotFound | ReadFault::IsFolder | ReadFault::BadSource { .. } => {
            Failure::Usage(text)
        }
        ReadFault::NotReadable(_) => Failure::Environment(text),
        _ => Failure::Input(text),
    }
}
