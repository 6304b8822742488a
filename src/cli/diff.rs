//! `trailproof diff`.

use super::{Common, Filters, Form, Input, Limits, Output, help};
use crate::config::Layer;
use crate::event::Month;
use clap::Args;

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
    pub input: Input,
    /// Compare these two months out of all archives given
    #[arg(
        long, value_name = "YYYY-MM..YYYY-MM", value_parser = months,
        conflicts_with_all = ["from", "to", "month"]
    )]
    pub months: Option<(Month, Month)>,
    /// Compare all of both sides, even where one seems to end before its month does
    #[arg(long)]
    pub whole: bool,
    /// Compare sides of different enterprise accounts
    #[arg(long)]
    pub across_accounts: bool,
    /// End with exit code 1 when the two sides differ
    ///
    /// They differ in counts, in names, or in who did what. With --min-change, smaller changes are
    /// no difference; --top has no influence.
    #[arg(long)]
    pub exit_code: bool,
    /// Which events to take, on both sides.
    #[command(flatten)]
    pub filters: Filters,
    /// Where the comparison goes.
    #[command(flatten)]
    pub output: Output,
    /// What it looks like.
    #[command(flatten)]
    pub form: Form,
    /// Leave out rows that change by fewer than N events; renamed ones stay
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub min_change: Option<u64>,
    /// List what did not change as well; CSV and JSON always do
    #[arg(long, help_heading = "Output")]
    pub all: bool,
    /// What is read at most.
    #[command(flatten)]
    pub limits: Limits,
}

impl DiffArgs {
    /// What the flags, the common ones included, say about settings.
    #[must_use]
    pub fn layer(&self, common: &Common) -> Layer {
        Layer {
            catalog: self.input.catalog.clone(),
            limits: self.limits.layer(),
            ..common.layer()
        }
    }
}

/// Parser of two months.
fn months(text: &str) -> Result<(Month, Month), String> {
    let two = text
        .split_once("..")
        .and_then(|(before, after)| Some((Month::parse(before)?, Month::parse(after)?)));
    two.ok_or_else(|| {
        format!("`{text}` does not name two months; write for example 2018-01..2018-02")
    })
}
