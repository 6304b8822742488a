//! One file a command: wiring, no logic.

mod catalog;
mod compared;
mod compliance;
mod config;
mod destination;
mod detections;
mod diff;
mod explain;
mod export;
mod judging;
mod list;
mod listing;
mod outputs;
mod packing;
mod previous;
mod pseudonyms;
mod read;
mod rejects;
mod repeat;
mod report;
mod rules;
mod sample;
mod seal;
mod shell;
mod validate;
mod validated;
mod verify;

use crate::cli::{Cli, Command, ConfigCommand};
use crate::config::{self as settings, ColorChoice, Environment, Setting, Settings};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, ExitStatus, Result};
use crate::output::{Target, is_colored, width};
use crate::render::{AlteredCells, RenderError, TableOptions};
use crate::view::{IncompleteView, UnmatchedView};
use std::path::Path;

/// Accounts that are named where there are several.
const NAMED_ACCOUNTS: usize = 5;

/// What every command is given.
struct Context {
    settings: Settings,
    environment: Environment,
    diagnostics: Diagnostics,
}

impl Context {
    fn new(cli: &Cli, diagnostics: Diagnostics) -> Result<Self> {
        let environment = Environment::of_process();
        let settings = settings::load(&cli.common.file(), &cli.flags, &environment)?;
        if let Some(path) = &settings.file {
            diagnostics.detail(&format!("settings from {}", path.display()));
        }
        Ok(Self {
            settings,
            environment,
            diagnostics,
        })
    }

    /// How a table goes to the target.
    fn table_options(&self, target: &Target) -> TableOptions {
        table_options(target, &self.settings.color, &self.environment)
    }

    /// Names every archive that could not be read to its end.
    fn say_incomplete(&self, incomplete: &[IncompleteView]) {
        for input in incomplete {
            let code = input
                .code
                .map(|code| format!(" ({code})"))
                .unwrap_or_default();
            self.diagnostics
                .fault(&format!("{}: {}{code}", input.archive, input.message));
        }
    }

    /// Names every filter value that met no name.
    fn say_unmatched(&self, unmatched: &[UnmatchedView]) {
        for value in unmatched {
            self.diagnostics.warn(&value.sentence());
        }
    }

    /// Says that events of several accounts are taken for one, where they are: all events, or those of what `of`
    /// names.
    fn say_accounts(&self, of: Option<&str>, accounts: &[String]) {
        if let Some(sentence) = several_accounts(accounts) {
            let of = of.map(|of| format!("{of}: ")).unwrap_or_default();
            let warning = format!("{of}{sentence}; select one with --account");
            self.diagnostics.warn(&warning);
        }
    }

    /// Says in how many cells something stands that the data does not have.
    fn say_altered(&self, cells: AlteredCells) {
        let AlteredCells {
            formulas,
            revealed,
            cut,
        } = cells;
        if formulas > 0 {
            self.diagnostics.warn(&format!(
                "{} with a leading apostrophe",
                outputs::either(
                    formulas as u64,
                    "cell begins like a formula and was written",
                    "cells begin like a formula and were written"
                )
            ));
        }
        if revealed > 0 {
            self.diagnostics.warn(&format!(
                "{}, which were written as \\u{{…}}",
                outputs::either(
                    revealed as u64,
                    "cell contains invisible characters",
                    "cells contain invisible characters"
                )
            ));
        }
        if cut > 0 {
            self.diagnostics.warn(&format!(
                "{}, as noted at their end; csv and json contain them in full",
                outputs::either(
                    cut as u64,
                    "cell is longer than a workbook allows and was cut",
                    "cells are longer than a workbook allows and were cut"
                )
            ));
        }
    }

    /// Says which file was written and what is in it.
    fn say_written(&self, target: &Target, bytes: u64, holds: &str) {
        if let Some(path) = target.path() {
            let note = format!("wrote {} ({bytes} bytes, {holds})", path.display());
            self.diagnostics.note(&note);
        }
    }

    /// Names what of `all` archives could not be read to its end, and ends the run unless that is allowed:
    /// nothing is written then although some archives could be read.
    fn admit(&self, incomplete: &[IncompleteView], all: usize, allowed: bool) -> Result<()> {
        self.say_incomplete(incomplete);
        if incomplete.is_empty() || allowed {
            return Ok(());
        }
        let broken = incomplete.len();
        // Without a code the system would not let it be read: nothing is wrong with the archive.
        let (end, remedy) = match incomplete.iter().all(|input| input.code.is_none()) {
            true if broken == 1 => ("", "correct the path or leave it out"),
            true => ("", "correct the paths or leave them out"),
            false if broken == 1 => (" to the end", "export it again or leave it out"),
            false => (" to the end", "export them again or leave them out"),
        };
        let all = outputs::amount(all as u64, "archive");
        Err(Error::Unreadable(format!(
            "{broken} of {all} could not be read{end}, so nothing was written"
        ))
        .hint(format!(
            "{remedy}, or give --allow-incomplete to continue with what could be read"
        )))
    }
}

/// What is said of several accounts.
fn several_accounts(accounts: &[String]) -> Option<String> {
    let named = accounts.len().min(NAMED_ACCOUNTS);
    let more = if accounts.len() > named { " …" } else { "" };
    let names = accounts[..named].join(", ");
    let together = "enterprise accounts are counted together";
    (accounts.len() > 1).then(|| format!("events of {} {together}: {names}{more}", accounts.len()))
}

/// What the run ends with: what could not be read outweighs an answer that is no.
fn status(incomplete: bool, negative: bool) -> ExitStatus {
    match (incomplete, negative) {
        (true, _) => ExitStatus::Unreadable,
        (false, true) => ExitStatus::Negative,
        (false, false) => ExitStatus::Done,
    }
}

/// The width that the environment asks for, where it is no terminal's. What makes no sense is passed over, as
/// everywhere.
fn asked_width(environment: &Environment) -> Option<usize> {
    environment.get_os("COLUMNS")?.to_str()?.parse().ok()
}

/// How a table goes to the target.
fn table_options(
    target: &Target,
    color: &Setting<ColorChoice>,
    environment: &Environment,
) -> TableOptions {
    TableOptions {
        terminal: target.is_terminal(),
        width: width(target)
            .or_else(|| asked_width(environment))
            .and_then(|columns| u16::try_from(columns).ok()),
        color: is_colored(color, target, environment),
    }
}

/// A fault of a user's template is a matter of configuration, any other one of the output.
fn render_fault(error: RenderError, folder: Option<&Path>, target: &Target) -> Error {
    match (error, folder) {
        (RenderError::Io(source), _) => target.failed(source),
        (RenderError::Template { file, message }, Some(folder)) => Error::Config {
            path: folder.join(file),
            message,
        },
        (error, _) => {
            let way_out = error.way_out().map(str::to_owned);
            let failed = target.failed(std::io::Error::other(error));
            failed.hint_if(way_out)
        }
    }
}

/// Does what the command line asks for.
///
/// # Errors
/// Whatever ends the run; nothing has been printed about it yet.
pub fn run(cli: &Cli, diagnostics: Diagnostics) -> Result<ExitStatus> {
    let context = |diagnostics| Context::new(cli, diagnostics);
    match &cli.command {
        Command::Report(args) => report::run(args, &context(diagnostics)?),
        Command::Diff(args) => diff::run(args, &context(diagnostics)?),
        Command::List(args) => list::run(args, &context(diagnostics)?),
        Command::Export(args) => export::run(args, &context(diagnostics)?),
        Command::Sample(args) => sample::run(args, &context(diagnostics)?),
        Command::Catalog(args) => catalog::run(args, &context(diagnostics)?),
        Command::Validate(args) => validate::run(args, &context(diagnostics)?),
        Command::Seal(args) => seal::run(args, &context(diagnostics)?),
        Command::Verify(args) => verify::run(args, &context(diagnostics)?),
        Command::Pseudonyms(args) => pseudonyms::run(args, || context(diagnostics)),
        Command::Rules(args) => rules::run(&args.command, &context(diagnostics)?),
        Command::Config(args) => match &args.command {
            ConfigCommand::Show(args) => config::show(args, &context(diagnostics)?),
        },
        // What explains the program itself works beside any configuration, so it reads none.
        Command::Completions(args) => shell::write_completions(args),
        Command::Man(args) => shell::write_manual(args, &diagnostics),
        Command::Explain(args) => explain::run(args, cli),
    }
}
