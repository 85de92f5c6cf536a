//! `puente adapter`: from an office's file to protected submissions. One file per subcommand.

mod check;
mod database;
mod failure;
mod inspect;
mod list;
mod new;
mod run;
mod service;
mod show;
mod tell;
mod template;
mod watch;

use std::path::{Path, PathBuf};

use adapters::definition::Adapter;

use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente adapter`.
#[derive(clap::Args)]
pub(crate) struct Command {
    /// A folder with definitions that win over the built-in ones.
    #[arg(long, global = true, value_name = "DIR")]
    adapters: Option<PathBuf>,
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    List(list::Command),
    Show(show::Command),
    Inspect(inspect::Command),
    New(new::Command),
    Template(template::Command),
    Check(check::Command),
    Run(run::Command),
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let folder = self.adapters.as_deref();
        match self.action {
            Action::List(command) => command.run(context, folder),
            Action::Show(command) => command.run(context, folder),
            Action::Inspect(command) => command.run(context, folder),
            Action::New(command) => command.run(context, folder),
            Action::Template(command) => command.run(context),
            Action::Check(command) => command.run(context, folder),
            Action::Run(command) => command.run(context, folder),
        }
    }
}

/// The adapter `id`, as `area` reports with it; that of a filled template is made from the file itself.
fn adapter_of(
    context: &Context,
    (id, area): (&str, Option<&str>),
    files: &[PathBuf],
    folder: Option<&Path>,
) -> Result<Adapter, Failure> {
    match files {
        [file, ..] if id == adapters::template::ID => {
            adapters::template::adapter_for(file).map_err(|error| template::failed(context, &error))
        }
        _ => Adapter::find(id, folder)
            .and_then(|adapter| match area {
                Some(area) => adapter.reported_by(area),
                None => Ok(adapter),
            })
            .map_err(|errors| failure::definition(context, &errors)),
    }
}
