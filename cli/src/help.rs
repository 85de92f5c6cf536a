//! Help and usage errors in the reader's language: the command tree comes from the argument
//! types, every text of it from the catalogue.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use schemas::language::{Language, MessageArgs, args};

use crate::{Arguments, catalogue::catalogue};

/// Parses the value of `--lang`.
pub(crate) fn language(text: &str) -> Result<Language, String> {
    Language::from_locale(text).ok_or_else(|| "es, en, fr".to_owned())
}

/// The language asked for by `--lang` or `PUENTE_LANG`, read before the words are parsed so that
/// help and usage errors speak it too; Spanish otherwise.
pub(crate) fn language_of_invocation() -> Language {
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let from_words = words.iter().enumerate().find_map(|(at, word)| {
        let value = match word.strip_prefix("--lang=") {
            Some(value) => value,
            None if word == "--lang" => words.get(at + 1)?,
            None => return None,
        };
        Language::from_locale(value)
    });
    let from_environment = || {
        std::env::var("PUENTE_LANG")
            .ok()
            .and_then(|value| Language::from_locale(&value))
    };
    from_words.or_else(from_environment).unwrap_or_default()
}

/// The command tree with its texts in `language`.
pub(crate) fn localised(language: Language) -> Command {
    let mut command = localise(Arguments::command(), "help", language);
    command.build();
    translate_usage(command, language)
}

/// Replaces the one English word that the parser writes into usage lines by itself.
fn translate_usage(mut command: Command, language: Language) -> Command {
    let options = catalogue().message(language, "help-word-options", &MessageArgs::new());
    let usage = command.render_usage().to_string();
    let usage = usage
        .split_once(": ")
        .map_or(usage.as_str(), |(_, words)| words);
    let usage = usage.replace("[OPTIONS]", &format!("[{options}]"));
    command
        .override_usage(usage)
        .mut_subcommands(|subcommand| translate_usage(subcommand, language))
}

fn localise(mut command: Command, key: &str, language: Language) -> Command {
    let mut order = 0;
    let text = |key: &str| catalogue().message(language, key, &MessageArgs::new());
    let exists = |key: &str| catalogue().has(key);
    command = command
        .about(text(key))
        .subcommand_help_heading(text("help-heading-commands"))
        .subcommand_value_name(text("help-word-command"))
        .help_template(template(language))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|argument| {
            let key = argument_key(key, &argument);
            let heading = if argument.is_positional() {
                "help-heading-arguments"
            } else {
                "help-heading-options"
            };
            let help = text(&key);
            let takes_values = argument.get_action().takes_values();
            order += 1;
            argument
                .help(help)
                .display_order(place(&key, order))
                .help_heading(text(heading))
                .hide_env(true)
                .hide_possible_values(takes_values)
                .hide_default_value(takes_values)
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(text("help-flag"))
                .display_order(LAST)
                .help_heading(text("help-heading-options")),
        );
    let after = format!("{key}-examples");
    if exists(&after) {
        command = command.after_help(text(&after));
    }
    if key == "help" {
        command = command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(text("help-version"))
                .display_order(LAST)
                .help_heading(text("help-heading-options")),
        );
    }
    let key = key.to_owned();
    command.mut_subcommands(move |subcommand| {
        let name = subcommand.get_name().to_owned();
        localise(subcommand, &format!("{key}-{name}"), language)
    })
}

/// Place of the first word that every command takes.
const LAST: usize = 900;

/// Arguments stand in the order in which they are declared; the words of every command come last.
fn place(key: &str, declared: usize) -> usize {
    if key.starts_with("help-global") {
        LAST + declared
    } else {
        declared
    }
}

/// Key of an argument's text: its own command's, or one of the words that every command takes.
fn argument_key(command: &str, argument: &Arg) -> String {
    let name = argument.get_id().as_str().replace('_', "-");
    if matches!(name.as_str(), "lang" | "format") {
        return format!("help-global-{name}");
    }
    format!("{command}-{name}")
}

fn template(language: Language) -> String {
    let usage = catalogue().message(language, "help-usage", &MessageArgs::new());
    format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}\n")
}

/// Tells help, version or a usage error, and gives the exit code (0 for help, 2 for misuse).
pub(crate) fn usage_error(error: &clap::Error, language: Language) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(2);
    }
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::MissingSubcommand => "usage-missing-command",
        ErrorKind::InvalidValue if !value(ContextKind::ValidValue).is_empty() => {
            "usage-bad-value-choice"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            "usage-bad-value"
        }
        ErrorKind::ArgumentConflict => "usage-conflict",
        _ => "usage-other",
    };
    let named = args([
        ("argument", value(ContextKind::InvalidArg)),
        ("command", value(ContextKind::InvalidSubcommand)),
        ("value", value(ContextKind::InvalidValue)),
        ("valid", value(ContextKind::ValidValue)),
    ]);
    let label = catalogue().message(language, "error-label", &MessageArgs::new());
    let hint = catalogue().message(language, "usage-hint", &MessageArgs::new());
    let text = catalogue().message(language, key, &named);
    crate::context::Context {
        language,
        format: crate::Format::Text,
    }
    .talk(&format!("{label}: {text}\n{hint}"));
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::{Arguments, CommandFactory, argument_key, catalogue};

    fn keys(command: &clap::Command, key: &str, found: &mut Vec<String>) {
        found.push(key.to_owned());
        found.extend(
            command
                .get_arguments()
                .map(|argument| argument_key(key, argument)),
        );
        for subcommand in command.get_subcommands() {
            keys(
                subcommand,
                &format!("{key}-{}", subcommand.get_name()),
                found,
            );
        }
    }

    #[test]
    fn the_command_tree_builds_in_three_languages() {
        for language in schemas::language::Language::ALL {
            super::localised(language);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_text_in_three_languages() {
        let mut wanted = Vec::new();
        keys(&Arguments::command(), "help", &mut wanted);
        let missing: Vec<_> = wanted.iter().filter(|key| !catalogue().has(key)).collect();
        assert!(missing.is_empty(), "no text for {missing:?}");
    }
}
