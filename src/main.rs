//! The binary: parse, run, say what went wrong, exit.

use std::process::ExitCode;
use trailproof::internals::cli::Cli;
use trailproof::internals::commands;
use trailproof::internals::diagnostics::Diagnostics;

fn main() -> ExitCode {
    let mut diagnostics = Diagnostics::default();
    let ended = Cli::of_process().and_then(|cli| {
        diagnostics = Diagnostics::new(cli.common.verbosity());
        commands::run(&cli, diagnostics)
    });
    match ended {
        Ok(status) => status.into(),
        Err(error) => {
            diagnostics.error(&error);
            error.exit_status().into()
        }
    }
}
