//! `puente adapter inspect`: what a file is, and which adapter fits it.

use std::path::{Path, PathBuf};

use adapters::inspect::{self, Change, Examined, Fit};

use super::failure;
use crate::{
    Format,
    context::{Context, Failure, Outcome},
};

/// Arguments of `puente adapter inspect`.
#[derive(clap::Args)]
pub(super) struct Command {
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A file of the round before.
    #[arg(long, value_name = "FILE")]
    before: Option<PathBuf>,
    /// The office's code book.
    #[arg(long, value_name = "BOOK")]
    codebook: Option<PathBuf>,
    /// Rows to look at.
    #[arg(long, default_value_t = inspect::USUAL_ROWS)]
    rows: u64,
}

#[derive(serde::Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    examined: &'a Examined,
    adapters: &'a [Fit],
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a [Change]>,
}

impl Command {
    pub(super) fn run(self, context: &Context, folder: Option<&Path>) -> Result<Outcome, Failure> {
        let look = |path: &Path| {
            inspect::examine(path, self.rows).map_err(|error| failure::read(context, &error))
        };
        let examined = match &self.codebook {
            Some(book) => super::new::described(context, &self.file, self.rows, book)?,
            None => look(&self.file)?,
        };
        let before = self.before.as_deref().map(look).transpose()?;
        let changes = before
            .as_ref()
            .map(|before| inspect::changes(before, &examined));
        let fits = inspect::fits(&examined, folder, None);
        match context.format {
            Format::Json => {
                let shown = Shown {
                    examined: &examined,
                    adapters: &fits,
                    changes: changes.as_deref(),
                };
                context.result(&serde_json::to_string_pretty(&shown).unwrap_or_default());
            }
            Format::Text => {
                let before = before.as_ref().map(|before| before.file.as_str());
                let changes = before.zip(changes.as_deref());
                for line in inspect::screen(&examined, &fits, changes, context.language) {
                    context.result(&line);
                }
            }
        }
        Ok(Outcome::Done)
    }
}
