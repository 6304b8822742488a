//! The command line as it is written. Doc comments here are the help; nothing is decided here.

mod archives;
mod catalog;
mod config;
mod diff;
mod export;
mod groups;
mod help;
mod limits;
mod list;
mod report;
mod shell;
mod validate;
mod values;

pub use archives::Archives;
pub use catalog::{CatalogArgs, CatalogCommand, CatalogDiffArgs, CatalogListArgs, Shown};
pub use config::{ConfigArgs, ConfigCommand, ShowArgs};
pub use diff::DiffArgs;
pub use export::ExportArgs;
pub use groups::{Common, Filters, Form, Input, Output};
pub use limits::Limits;
pub use list::ListArgs;
pub use report::ReportArgs;
pub use shell::{CompletionsArgs, ManArgs, Page, completions, manual};
pub use validate::{ExplainArgs, ValidateArgs};

use crate::diagnostics::Diagnostics;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::ffi::OsString;

/// Turn Heroku Enterprise audit-trail archives into evidence, offline
///
/// trailproof reads the monthly archives of an enterprise account, as exported, and reports on
/// them. It needs no network and sends nothing anywhere.
#[derive(Debug, Parser)]
#[command(name = "trailproof", version, after_help = help::SEE_MORE, after_long_help = help::TRAILPROOF)]
#[command(propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// What every command understands.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// Reads the command line. Ends the process after help or version (exit code 0) and after a
    /// usage error (exit code 2).
    #[must_use]
    pub fn of_process() -> Self {
        Self::read(std::env::args_os()).unwrap_or_else(|error| refuse(&error))
    }

    /// Reads a command line, the name of the program first.
    fn read<T: Into<OsString> + Clone>(
        arguments: impl IntoIterator<Item = T>,
    ) -> Result<Self, clap::Error> {
        let cli = Self::try_parse_from(arguments)?;
        match cli.common.contradiction() {
            None => Ok(cli),
            Some(sentence) => Err(Self::command().error(ErrorKind::ArgumentConflict, sentence)),
        }
    }
}

/// Ends the process as the parser does. Only text that would act on a terminal is shown by this
/// program's own voice, without colour.
fn refuse(error: &clap::Error) -> ! {
    let text = error.render().to_string();
    if error.use_stderr() && Diagnostics::refuses(&text) {
        std::process::exit(error.exit_code());
    }
    error.exit()
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Count events by name, actor, app, day and more, and render a compliance report
    Report(Box<ReportArgs>),
    /// Compare two periods: who is new, who is gone, what is done more or less than before
    Diff(Box<DiffArgs>),
    /// List archives: account, month, whether it is whole, and which months are missing
    List(ListArgs),
    /// Put events in order, each once, as one archive
    Export(Box<ExportArgs>),
    /// Show the supported events of a catalog
    Catalog(CatalogArgs),
    /// Write completions for a shell to standard output
    Completions(CompletionsArgs),
    /// Write the manual, as roff
    Man(ManArgs),
    /// Check archives before they go to an auditor: what is wrong, where, and what to do
    Validate(Box<ValidateArgs>),
    /// Say what a code of validate means, and how to act on it
    Explain(ExplainArgs),
    /// Show which settings hold and where they came from
    Config(ConfigArgs),
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
