//! `trailproof config`.

use super::{help, values};
use crate::config::ListingFormat;
use clap::{Args, Subcommand};

/// Arguments of `trailproof config`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do with the configuration.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What to do with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print every setting, its value and where it comes from
    Show(ShowArgs),
}

/// Arguments of `trailproof config show`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::config())]
pub struct ShowArgs {
    /// Format of the listing [default: toml]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<ListingFormat>())]
    pub format: Option<ListingFormat>,
}
