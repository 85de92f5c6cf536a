//! `puente adapter new`: a definition for a file, to be completed by the officer.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use adapters::{
    codebook::{CodeBook, CodeBookError},
    inspect::{self, Examined},
    propose::{self, Proposal, ProposeError, Wishes},
};
use schemas::{language::args, period::ReferencePeriod};

use super::failure;
use crate::{
    Format,
    context::{Context, Failure, Outcome},
};

/// Arguments of `puente adapter new`.
#[derive(clap::Args)]
pub(super) struct Command {
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The adapter of the series.
    #[arg(long, value_name = "ID")]
    like: Option<String>,
    /// The id of the new adapter.
    #[arg(long)]
    id: Option<String>,
    /// The country that reports.
    #[arg(long)]
    area: Option<String>,
    /// The dataflow.
    #[arg(long)]
    dataflow: Option<String>,
    /// The period of the file.
    #[arg(long)]
    period: Option<ReferencePeriod>,
    /// Where the definition is written.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The office's code book.
    #[arg(long, value_name = "BOOK")]
    codebook: Option<PathBuf>,
    /// Rows to look at.
    #[arg(long, default_value_t = inspect::USUAL_ROWS)]
    rows: u64,
}

#[derive(serde::Serialize)]
struct Shown<'a> {
    id: &'a str,
    based_on: Option<&'a str>,
    path: Option<String>,
    proposed: usize,
    questions: &'a [propose::Question],
}

impl Command {
    pub(super) fn run(self, context: &Context, folder: Option<&Path>) -> Result<Outcome, Failure> {
        let examined = match &self.codebook {
            Some(book) => described(context, &self.file, self.rows, book)?,
            None => inspect::examine(&self.file, self.rows)
                .map_err(|error| failure::read(context, &error))?,
        };
        let wishes = Wishes {
            like: self.like,
            id: self.id,
            area: self.area,
            dataflow: self.dataflow,
            period: self.period,
            without: None,
            language: context.language,
        };
        let proposal = propose::propose(&examined, folder, &wishes)
            .map_err(|error| refused(context, &error))?;
        let path = match (self.out, folder) {
            (Some(path), _) => Some(path),
            (None, Some(folder)) => Some(folder.join(format!("{}.toml", proposal.id))),
            (None, None) => None,
        };
        if let Some(path) = &path {
            write(context, path, &proposal.text)?;
        }
        show(context, &proposal, path.as_deref());
        Ok(Outcome::Done)
    }
}

/// Looks at `file` with what the code book at `book` says, and tells of which columns it says nothing.
pub(super) fn described(
    context: &Context,
    file: &Path,
    most_rows: u64,
    book: &Path,
) -> Result<Examined, Failure> {
    let name = || book.display().to_string();
    let read = CodeBook::read(book).map_err(|error| match error {
        CodeBookError::Read(error) => failure::read(context, &error),
        CodeBookError::NoVariables { .. } => {
            Failure::Input(format!("{}: {}", name(), error.message(context.language)))
        }
    })?;
    let examined = inspect::examine_by(file, most_rows, &read)
        .map_err(|error| failure::read(context, &error))?;
    let columns = examined.columns.len();
    let unknown = examined.columns.iter().filter(|one| one.book.is_none());
    let unknown: Vec<&str> = unknown.map(|one| one.header.as_str()).collect();
    let key = match unknown.is_empty() {
        true => "adapter-codebook-all",
        false => "adapter-codebook",
    };
    let said = args([
        ("book", name()),
        ("known", (columns - unknown.len()).to_string()),
        ("columns", columns.to_string()),
        ("unknown", unknown.join(", ")),
    ]);
    context.talk(&context.message(key, &said));
    Ok(examined)
}

fn refused(context: &Context, error: &ProposeError) -> Failure {
    let text = error.message(context.language);
    match error {
        ProposeError::NoHeader | ProposeError::Swapped { .. } => Failure::Input(text),
        ProposeError::Definition(_) | ProposeError::Unknown(_) => Failure::Usage(text),
    }
}

/// Writes a file that is not there yet: an officer's answers are not overwritten.
fn write(context: &Context, path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |cause: std::io::Error| {
        let key = match cause.kind() {
            std::io::ErrorKind::AlreadyExists => "adapter-new-exists",
            _ => "adapter-new-not-written",
        };
        let said = args([
            ("path", path.display().to_string()),
            ("cause", cause.kind().to_string()),
        ]);
        Failure::Environment(context.message(key, &said))
    };
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

fn show(context: &Context, proposal: &Proposal, path: Option<&Path>) {
    if context.format == Format::Json {
        let shown = Shown {
            id: &proposal.id,
            based_on: proposal.based_on.as_deref(),
            path: path.map(|path| path.display().to_string()),
            proposed: proposal.proposed,
            questions: &proposal.questions,
        };
        context.result(&serde_json::to_string_pretty(&shown).unwrap_or_default());
        return;
    }
    let said = args([
        ("id", proposal.id.clone()),
        ("based", proposal.based_on.clone().unwrap_or_default()),
        ("proposed", proposal.proposed.to_string()),
        ("questions", proposal.questions.len().to_string()),
    ]);
    let key = match proposal.based_on {
        Some(_) => "adapter-new-mended",
        None => "adapter-new-made",
    };
    let Some(path) = path else {
        context.talk(&context.message(key, &said));
        context.result(proposal.text.trim_end());
        return;
    };
    context.result(&context.message(key, &said));
    for question in &proposal.questions {
        let said = args([
            ("line", question.line.to_string()),
            ("key", question.key.clone()),
        ]);
        context.result(&format!(
            "  {}",
            context.message("adapter-new-question", &said)
        ));
    }
    let said = args([("path", path.display().to_string())]);
    context.result(&context.message("adapter-written", &said));
}
