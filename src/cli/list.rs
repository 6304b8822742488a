//! `trailproof list`.

use super::{Archives, Outputs, Pseudonymised, help, values};
use crate::render::ListFormat;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `trailproof list`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::LIST)]
pub struct ListArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Archives,
    /// Compare with the service's own listing, a JSON file
    ///
    /// It is what `heroku enterprise:audits -e ACCOUNT --json` prints: an array of objects with
    /// year, month, checksum and size.
    #[arg(long, value_name = "FILE")]
    pub listing: Option<PathBuf>,
    /// Whether names are shown as they are.
    #[command(flatten)]
    pub names: Pseudonymised,
    /// Where the list goes.
    #[command(flatten)]
    pub output: Outputs,
    /// Format of the list [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<ListFormat>(), help_heading = "Output")]
    pub format: Option<ListFormat>,
}
