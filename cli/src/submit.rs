//! `puente submit`.

use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente submit`.
#[derive(clap::Args)]
pub(crate) struct Command {}

impl Command {
    pub(crate) fn run(self, _context: &Context) -> Result<Outcome, Failure> {
        Err(Failure::Usage("submit".to_owned()))
    }
}
