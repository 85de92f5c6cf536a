//! The one binary `puente`: reads the words of the command line, runs one command, and turns its
//! outcome into an exit code. What the commands do lives in the other crates.

use std::process::ExitCode;

mod adapter;
mod attack;
mod catalogue;
mod certs;
mod connection;
mod context;
mod demo;
mod gateway;
mod help;
mod protect;
mod pull;
mod schema;
mod submit;
mod verify;

use clap::{FromArgMatches, Subcommand};
use context::{Context, Failure, Format, Outcome};
use schemas::language::Language;

/// The words before the command, and the command.
#[derive(clap::Parser)]
#[command(name = "puente", version, disable_help_subcommand = true)]
struct Arguments {
    /// Language of every text: es, en or fr.
    #[arg(long, global = true, env = "PUENTE_LANG", value_parser = help::language)]
    lang: Option<Language>,
    /// Form of the result on standard output.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Command),
    Adapter(adapter::Command),
    Protect(protect::Command),
    Attack(attack::Command),
    Submit(submit::Command),
    Pull(pull::Command),
    Verify(verify::Command),
    Schema(schema::Command),
    Certs(certs::Command),
    Gateway(gateway::Command),
}

fn main() -> ExitCode {
    let language = help::language_of_invocation();
    let command = help::localised(language);
    let matches = match command.try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return help::usage_error(&error, language),
    };
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => return help::usage_error(&error, language),
    };
    let context = Context {
        language: arguments.lang.unwrap_or(language),
        format: arguments.format,
    };
    context.exit(run(arguments.command, &context))
}

fn run(command: Command, context: &Context) -> Result<Outcome, Failure> {
    match command {
        Command::Demo(command) => command.run(context),
        Command::Adapter(command) => command.run(context),
        Command::Protect(command) => command.run(context),
        Command::Attack(command) => command.run(context),
        Command::Submit(command) => command.run(context),
        Command::Pull(command) => command.run(context),
        Command::Verify(command) => command.run(context),
        Command::Schema(command) => command.run(context),
        Command::Certs(command) => command.run(context),
        Command::Gateway(command) => command.run(context),
    }
}
