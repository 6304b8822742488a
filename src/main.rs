//! The binary: parse, run, say what went wrong, exit.

use std::process::ExitCode;
use trailproof::cli::Cli;
use trailproof::commands;
use trailproof::diagnostics::Diagnostics;

fn main() -> ExitCode {
    let cli = Cli::of_process();
    let diagnostics = Diagnostics::new(cli.common.verbosity());
    match commands::run(&cli, diagnostics) {
        Ok(status) => status.into(),
        Err(error) => {
            diagnostics.error(&error);
            error.exit_status().into()
        }
    }
}
