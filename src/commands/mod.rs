//! One file a command: wiring, no logic.

mod config;
mod report;

use crate::cli::{Cli, Command, ConfigCommand};
use crate::config::{self as settings, Environment, Layer, Settings};
use crate::diagnostics::Diagnostics;
use crate::error::{ExitStatus, Result};

/// What every command is given.
struct Context {
    settings: Settings,
    environment: Environment,
    diagnostics: Diagnostics,
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
        Command::Config(args) => match &args.command {
            ConfigCommand::Show(args) => config::show(args, &context(cli.common.layer())?),
        },
    }
}
