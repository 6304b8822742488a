//! Flags of settings: made from the rows of the settings, read back into a layer of them.

use crate::config::{Layer, Origin, ROWS, Row};
use crate::error::Result;
use clap::builder::{PossibleValuesParser, StringValueParser, TypedValueParser as _};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::Value as Json;

/// A flag as a row has it.
struct Flag {
    letter: Option<char>,
    name: &'static str,
    value: Option<&'static str>,
}

impl Flag {
    fn of(row: &'static Row) -> Option<Self> {
        let find = |before: &str| row.flag.split(' ').find_map(|w| w.strip_prefix(before));
        let letter = find("-").filter(|letter| letter.len() == 1);
        Some(Self {
            letter: letter.and_then(|letter| letter.chars().next()),
            name: find("--")?,
            value: find("<").map(|value| value.trim_end_matches('>')),
        })
    }
}

/// Adds the flags of settings to the commands that have them.
pub(super) fn add(mut command: Command) -> Command {
    for (row, flag) in flags() {
        if row.of.is_empty() {
            command = command.arg(arg(row, &flag).global(true));
        }
        for name in row.of {
            command = command.mut_subcommand(*name, |command| command.arg(arg(row, &flag)));
        }
    }
    command
}

fn flags() -> impl Iterator<Item = (&'static Row, Flag)> {
    ROWS.iter().filter_map(|row| Some((row, Flag::of(row)?)))
}

fn arg(row: &'static Row, flag: &Flag) -> Arg {
    let mut paragraphs = paragraphs(row.help);
    let default = row.default_in_words();
    if flag.value.is_some() && !default.is_empty() {
        paragraphs[0] += &format!(" [default: {default}]");
    }
    let arg = Arg::new(flag.name)
        .long(flag.name)
        .short(flag.letter)
        .help(paragraphs[0].clone())
        .help_heading((!row.under.is_empty()).then_some(row.under))
        .hide_short_help(row.rare);
    let arg = match paragraphs.len() {
        1 => arg,
        _ => arg.long_help(paragraphs.join("\n\n")),
    };
    let Some(value) = flag.value else {
        return arg.action(ArgAction::SetTrue);
    };
    let arg = arg.value_name(value).action(match row.many {
        true => ArgAction::Append,
        false => ArgAction::Set,
    });
    let check = row.check;
    let parse = move |text: String| check(&Json::from(text.as_str())).map(|()| text);
    match (row.choices)() {
        choices if choices.is_empty() => arg.value_parser(StringValueParser::new().try_map(parse)),
        choices => arg.value_parser(PossibleValuesParser::new(choices)),
    }
}

/// The lines of a doc comment as paragraphs; there is at least one.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in lines.iter().map(|line| line.trim()) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                let space = if last.is_empty() { "" } else { " " };
                *last += &format!("{space}{line}");
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs
}

/// What the flags of a command line say about settings.
///
/// # Errors
/// [`crate::error::Error::Usage`], where a value is one that the parser let pass.
pub(super) fn layer(matches: &ArgMatches) -> Result<Layer> {
    let mut layer = Layer::default();
    let Some((name, mut leaf)) = matches.subcommand() else {
        return Ok(layer);
    };
    let mut below_it = false;
    while let Some((_, below)) = leaf.subcommand() {
        (leaf, below_it) = (below, true);
    }
    for (row, flag) in flags() {
        // What is below a command has none of its flags but those of every command.
        if !(row.of.is_empty() || row.of.contains(&name) && !below_it)
            || leaf.value_source(flag.name) != Some(ValueSource::CommandLine)
        {
            continue;
        }
        let words = leaf.get_raw(flag.name).into_iter().flatten();
        let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
        let said = match flag.value {
            None => row.says.to_owned(),
            Some(_) => words.join(","),
        };
        layer.set(row, said, Origin::Flag)?;
    }
    Ok(layer)
}
