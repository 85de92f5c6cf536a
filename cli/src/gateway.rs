//! `puente gateway`.

use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente gateway`.
#[derive(clap::Args)]
pub(crate) struct Command {}

impl Command {
    pub(crate) fn run(self, _context: &Context) -> Result<Outcome, Failure> {
        Err(Failure::Usage("gateway".to_owned()))
    }
}
