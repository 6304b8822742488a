//! The definition of the command line. Doc comments here are the help texts; no logic is here.

mod archives;
mod catalog;
mod config;
mod diff;
mod export;
mod groups;
mod help;
mod list;
mod pseudonyms;
mod refusal;
mod report;
mod rules;
mod sample;
mod seal;
mod settings;
mod shell;
mod validate;
mod values;

pub use archives::Archives;
pub use catalog::{CatalogArgs, CatalogCommand, CatalogDiffArgs, CatalogListArgs, Shown};
pub use config::{ConfigArgs, ConfigCommand, ShowArgs};
pub use diff::DiffArgs;
pub use export::ExportArgs;
pub use groups::{Common, Filters, Form, Output, Outputs};
pub use list::ListArgs;
pub use pseudonyms::{
    Pseudonymised, PseudonymsArgs, PseudonymsCommand, PseudonymsNewArgs, PseudonymsResolveArgs,
};
pub use report::ReportArgs;
pub use rules::{RowsShown, RulesArgs, RulesCommand, RulesListArgs, RulesOfUser, RulesTestArgs};
pub use sample::{SampleArgs, SampleCommand, SampleEvaluateArgs, SamplePlanArgs, SampleShown};
pub use seal::{SealArgs, VerifyArgs};
pub use shell::{CompletionsArgs, ManArgs, Page, completions, manual};
pub use validate::{ExplainArgs, Topic, ValidateArgs};
pub use values::Percent;

use crate::config::{Layer, Origin, ROWS};
use crate::error::{Error, Result};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use refusal::refusal;
use std::ffi::OsString;

/// Turn Heroku Enterprise audit-trail archives into evidence, offline
///
/// trailproof reads the monthly archives of an enterprise account, as exported, and reports on
/// them. It never uses the network.
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
    /// What the flags say about settings.
    #[arg(skip)]
    pub flags: Layer,
}

impl Cli {
    /// Reads the command line. Ends the process after help or version (exit code 0).
    ///
    /// # Errors
    /// [`Error::Usage`] for what makes no sense.
    pub fn of_process() -> Result<Self> {
        Self::read(std::env::args_os()).map_err(|error| match error {
            Refused::Parser(error) if error.use_stderr() && !shows_help(&error) => refusal(&error),
            Refused::Parser(error) => error.exit(),
            Refused::Settings(error) => error,
        })
    }

    /// Reads a command line that is not that of the process, the name of the program first.
    ///
    /// # Errors
    /// [`Error::Usage`] for what makes no sense, and for one that asks for help.
    pub fn of_words(words: &[String]) -> Result<Self> {
        Self::read(words).map_err(|error| match error {
            Refused::Parser(error) => Error::Usage(error.kind().to_string()),
            Refused::Settings(error) => error,
        })
    }

    /// Reads a command line, the name of the program first.
    fn read<T: Into<OsString> + Clone>(
        arguments: impl IntoIterator<Item = T>,
    ) -> std::result::Result<Self, Refused> {
        let matches = definition().try_get_matches_from(arguments)?;
        let mut cli = Self::from_arg_matches(&matches)?;
        cli.common.check()?;
        cli.flags = settings::layer(&matches)?;
        if cli.common.quiet {
            for row in ROWS.iter().filter(|row| row.key == "progress") {
                cli.flags.set(row, false, Origin::Flag)?;
            }
        }
        Ok(cli)
    }
}

/// Why a command line was not understood, or that help is to be shown.
#[derive(Debug)]
enum Refused {
    Parser(clap::Error),
    Settings(Error),
}

impl From<clap::Error> for Refused {
    fn from(error: clap::Error) -> Self {
        Self::Parser(error)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Settings(error)
    }
}

/// Whether the parser answers with the help, because the command line has hardly begun.
fn shows_help(error: &clap::Error) -> bool {
    error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

/// The whole command line, with the flags of settings.
fn definition() -> clap::Command {
    settings::add(Cli::command())
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report on a period: evidence by control, access, changes, detections and activity
    Report(Box<ReportArgs>),
    /// Compare two periods: what is new, what is gone, what happens more or less often
    Diff(Box<DiffArgs>),
    /// List archives: account, month, completeness, and missing months
    List(ListArgs),
    /// Merge archives into one, in chronological order and without duplicates
    Export(Box<ExportArgs>),
    /// Draw a reproducible audit sample, plan its size, evaluate its results
    Sample(Box<SampleArgs>),
    /// Show the supported events of a catalog
    Catalog(CatalogArgs),
    /// Write completions for a shell to standard output
    Completions(CompletionsArgs),
    /// Write the manual pages, as roff
    Man(ManArgs),
    /// Check archives before they go to an auditor: what is wrong, where, and what to do
    Validate(Box<ValidateArgs>),
    /// Seal archives, report and verdict into an evidence pack that anyone can verify
    Seal(Box<SealArgs>),
    /// Verify that evidence packs are unaltered and that their documents can be reproduced
    Verify(VerifyArgs),
    /// List the detection rules, or run their tests
    Rules(RulesArgs),
    /// Make a key for pseudonyms, or find the names behind them
    Pseudonyms(PseudonymsArgs),
    /// Explain a code, a detection rule, or the evidence for a control
    Explain(ExplainArgs),
    /// Show the settings in effect and where they come from
    Config(ConfigArgs),
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
