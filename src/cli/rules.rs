//! `trailproof rules`, and what other commands say of rules.

use super::{Output, help, values};
use crate::render::RowsFormat;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `trailproof rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// What to do with rules.
    #[command(subcommand)]
    pub command: RulesCommand,
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List the rules and what each one needs
    List(RulesListArgs),
    /// Run the tests that rules contain
    Test(RulesTestArgs),
}

/// Which rules.
#[derive(Debug, Args)]
pub struct RulesOfUser {
    /// Add the rules in this folder or file; can be repeated
    ///
    /// Sigma rules for logsource {product: heroku, service: audit_trail}: every .yml and .yaml file of
    /// the folder and those below it. A rule that names its events costs nothing for others; a rule
    /// that names none is evaluated for every event.
    #[arg(long, value_name = "DIR", help_heading = "Detections")]
    pub rules: Vec<PathBuf>,
    /// Leave out the built-in rules
    #[arg(long, help_heading = "Detections")]
    pub no_builtin_rules: bool,
}

/// Arguments of `trailproof rules list`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::RULES_LIST)]
pub struct RulesListArgs {
    /// Which rules.
    #[command(flatten)]
    pub which: RulesOfUser,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: RowsShown,
}

/// Arguments of `trailproof rules test`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::RULES_TEST)]
pub struct RulesTestArgs {
    /// Test the rules in this folder or file [default: the built-in rules]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: RowsShown,
}

/// How and where to show rows.
#[derive(Debug, Args)]
pub struct RowsShown {
    /// Where it goes.
    #[command(flatten)]
    pub output: Output,
    /// Format [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<RowsFormat>(), help_heading = "Output")]
    pub format: Option<RowsFormat>,
}
