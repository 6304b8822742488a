//! One file a command: wiring, no logic.

mod config;
mod explain;
mod rejects;
mod report;
mod validate;

use crate::cli::{Cli, Command, ConfigCommand};
use crate::config::{self as settings, Environment, Layer, Settings};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, ExitStatus, Result};
use crate::render::view::IncompleteView;

/// What every command is given.
struct Context {
    settings: Settings,
    environment: Environment,
    diagnostics: Diagnostics,
}

impl Context {
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

    /// Why nothing is written although some archives could be read.
    fn refuse_incomplete(&self, broken: usize, all: usize) -> Error {
        Error::Unreadable(format!(
            "{broken} of {all} archives could not be read to the end, so nothing was written; export them again, or \
             give --allow-incomplete for a report on what could be read"
        ))
    }
}

/// Does what the command line asks for.
///
/// # Errors
/// Whatever ends the run; nothing has been printed about it yet.
pub fn run(cli: &Cli, diagnostics: Diagnostics) -> Result<ExitStatus> {
    let context = |flags: Layer| -> Result<Context> {
        let environment = Environment::of_process();
        let settings = settings::load(&cli.common.file(), flags, &environment)?;
        if let Some(path) = &settings.file {
            diagnostics.detail(&format!("settings from {}", path.display()));
        }
        Ok(Context {
            settings,
            environment,
            diagnostics,
        })
    };
    match &cli.command {
        Command::Report(args) => report::run(args, &context(args.layer(&cli.common))?),
        Command::Validate(args) => validate::run(args, &context(args.layer(&cli.common))?),
        Command::Explain(args) => explain::run(args, &context(cli.common.layer())?),
        Command::Config(args) => match &args.command {
            ConfigCommand::Show(args) => config::show(args, &context(cli.common.layer())?),
        },
    }
}
