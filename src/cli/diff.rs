//! `trailproof diff`.

use super::{Archives, Filters, Form, Outputs, Pseudonymised, help, values};
use crate::config::Top;
use crate::error::{Error, Result};
use crate::event::Month;
use crate::render::Format;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `trailproof diff`.
#[derive(Debug, Args)]
#[command(
    after_help = help::SEE_MORE,
    after_long_help = help::DIFF,
    override_usage = "trailproof diff [OPTIONS] <BEFORE> <AFTER>\n       \
                      trailproof diff [OPTIONS] --months <A>..<B> <ARCHIVE>..."
)]
pub struct DiffArgs {
    /// What to read: two sides, or with `--months` any number of archives.
    #[command(flatten)]
    pub input: Archives,
    /// Continue if an archive cannot be read to its end; the exit code is still 4
    ///
    /// The result then begins with a banner that names what is missing. Without this flag, such an
    /// archive stops the run and nothing is written.
    #[arg(long)]
    pub allow_incomplete: bool,
    /// Compare these two months from the archives given
    #[arg(
        long, value_name = "YYYY-MM..YYYY-MM", value_parser = months,
        conflicts_with_all = ["from", "to", "month"]
    )]
    pub months: Option<(Month, Month)>,
    /// Compare both sides in full, even if one appears to end before its month does
    #[arg(long)]
    pub whole: bool,
    /// Compare archives of different enterprise accounts
    #[arg(long)]
    pub across_accounts: bool,
    /// Exit with code 1 if the two sides differ
    ///
    /// They differ if counts, names or who did what differ. With --min-change, smaller changes are
    /// ignored; --top has no effect.
    #[arg(long)]
    pub exit_code: bool,
    /// File with the table `[policy]`, used instead of the one in the configuration file
    ///
    /// Access and detections of both sides are evaluated against it.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Which events to take, on both sides.
    #[command(flatten)]
    pub filters: Filters,
    /// Whether names are shown as they are.
    #[command(flatten)]
    pub names: Pseudonymised,
    /// Where the comparison goes.
    #[command(flatten)]
    pub output: Outputs,
    /// Format of the comparison [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<Format>(), help_heading = "Output")]
    pub format: Option<Format>,
    /// Show only the first N rows of each list, or `all` for every row
    #[arg(long, value_name = "N", value_parser = values::of::<Top>, help_heading = "Output")]
    pub top: Option<Top>,
    /// What it looks like.
    #[command(flatten)]
    pub form: Form,
    /// Leave out rows that change by fewer than N events, except renamed ones
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub min_change: Option<u64>,
    /// List unchanged rows as well; CSV and JSON always do
    #[arg(long, help_heading = "Output")]
    pub all: bool,
}

/// Parser of two months.
fn months(text: &str) -> Result<(Month, Month)> {
    let two = text
        .split_once("..")
        .and_then(|(before, after)| Some((Month::parse(before)?, Month::parse(after)?)));
    two.ok_or_else(|| {
        Error::Usage(format!("`{text}` does not name two months"))
            .hint("write, for example, 2018-01..2018-02")
    })
}
