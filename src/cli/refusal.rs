//! What the parser refuses, in the words and the form that every other error has.

use super::definition;
use crate::error::Error;
use crate::nearest::did_you_mean;
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The error of this program for one of the parser's.
pub(super) fn refusal(error: &clap::Error) -> Error {
    let (what, hint) = sentence(error);
    Error::Usage(what).hint(hint)
}

fn sentence(error: &clap::Error) -> (String, String) {
    let said = |kind| said(error, kind);
    let value = said(ContextKind::InvalidValue);
    let argument = said(ContextKind::InvalidArg);
    let flag = name(&argument);
    // A value of an argument without a name is quoted by the sentence about it.
    let place = match flag.strip_prefix('-') {
        Some(_) => format!("{flag}: "),
        None => String::new(),
    };
    let called = called(error);
    let help = format!(
        "see `{} --help`",
        called.get_bin_name().unwrap_or("trailproof")
    );
    let command = said(ContextKind::InvalidSubcommand);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => (
            format!("{place}the value is missing"),
            choices(error, &help),
        ),
        ErrorKind::InvalidValue => (
            format!("{place}`{value}` is not a possible value"),
            format!(
                "{}{}",
                did_you_mean(&value, list(error, ContextKind::ValidValue)),
                choices(error, &help)
            ),
        ),
        ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error);
            let own = source.and_then(|source| source.downcast_ref::<Error>());
            match own.map(Error::parts) {
                Some((what, Some(hint))) => (format!("{place}{what}"), hint.to_owned()),
                Some((what, None)) => (format!("{place}{what}"), help),
                None => {
                    let why = source.map_or_else(String::new, ToString::to_string);
                    (format!("{place}{why}"), help)
                }
            }
        }
        ErrorKind::UnknownArgument if flag.starts_with('-') => (
            format!("there is no flag `{flag}`"),
            format!(
                "{}{help}",
                did_you_mean(flag, flags(&called).iter().map(String::as_str))
            ),
        ),
        ErrorKind::UnknownArgument => (format!("unexpected argument `{flag}`"), help),
        ErrorKind::InvalidSubcommand => (
            format!("there is no command `{command}`"),
            format!(
                "{}{help}",
                did_you_mean(&command, called.get_subcommands().map(Command::get_name))
            ),
        ),
        ErrorKind::MissingRequiredArgument => (format!("{} is missing", either(&argument)), help),
        ErrorKind::TooManyValues => (format!("{flag} takes no value"), help),
        ErrorKind::TooFewValues => (
            format!("{}: more values are needed", first(&argument)),
            help,
        ),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            prior if prior == argument => {
                (format!("{flag} is given twice"), "give it once".to_owned())
            }
            prior if !prior.is_empty() => (
                format!("{flag} and {} cannot be used together", name(&prior)),
                "use only one of them".to_owned(),
            ),
            _ => (first_line(error), "use only one of them".to_owned()),
        },
        _ => (first_line(error), help),
    }
}

/// Flags of which one is missing, which the parser writes as `<--size <N>|--per <N>>`.
fn either(argument: &str) -> String {
    let group = argument
        .strip_prefix("<-")
        .and_then(|rest| rest.strip_suffix('>'));
    match group {
        Some(flags) => {
            let flags = flags.split('|').map(|flag| flag.trim_start_matches('-'));
            let flags =
                flags.map(|flag| format!("--{}", flag.split(' ').next().unwrap_or_default()));
            flags.collect::<Vec<_>>().join(" or ")
        }
        None => name(argument).to_owned(),
    }
}

/// An argument that the parser repeats once for each value that is needed.
fn first(argument: &str) -> &str {
    argument.split(' ').next().unwrap_or_default()
}

/// A flag without what stands for its value; anything else as it is.
fn name(argument: &str) -> &str {
    match argument.strip_prefix('-') {
        Some(_) => argument.split([' ', '=']).next().unwrap_or_default(),
        None => argument,
    }
}

/// Something that the parser knows about an error, several things with commas.
fn said(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

fn list(error: &clap::Error, kind: ContextKind) -> impl Iterator<Item = &str> {
    let texts = match error.get(kind) {
        Some(ContextValue::Strings(texts)) => &texts[..],
        _ => &[],
    };
    texts.iter().map(String::as_str)
}

fn choices(error: &clap::Error, otherwise: &str) -> String {
    match said(error, ContextKind::ValidValue) {
        names if names.is_empty() => otherwise.to_owned(),
        names => format!("the values are {names}"),
    }
}

/// The command that was called: that of the usage, without what stands for arguments.
fn called(error: &clap::Error) -> Command {
    let mut command = definition();
    command.build();
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    for word in usage.split_whitespace() {
        if let Some(below) = command.find_subcommand(word) {
            command = below.clone();
        }
    }
    command
}

fn flags(command: &Command) -> Vec<String> {
    let names = command.get_arguments().filter_map(clap::Arg::get_long);
    names.map(|name| format!("--{name}")).collect()
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
