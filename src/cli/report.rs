//! `trailproof report`.

use super::{Archives, Filters, Form, Outputs, help};
use crate::output::Target;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// Arguments of `trailproof report`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::REPORT)]
pub struct ReportArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Archives,
    /// Show how the headline figures changed against these archives, such as last month's
    ///
    /// They are filtered by the same flags but for --from, --to and --month. Give it last, or once
    /// for each: --previous april.json.gz. A folder or a quoted pattern is one word.
    #[arg(long, value_name = "ARCHIVE", num_args = 1..)]
    pub previous: Vec<OsString>,
    /// Which events to take.
    #[command(flatten)]
    pub filters: Filters,
    /// Where the report goes.
    #[command(flatten)]
    pub output: Outputs,
    /// What it looks like.
    #[command(flatten)]
    pub form: Form,
    /// Write every rejected record to this file, one JSON object a line
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub rejects: Option<PathBuf>,
}

impl ReportArgs {
    /// Where rejected records go, if anywhere.
    #[must_use]
    pub fn rejects_target(&self) -> Option<Target> {
        let path = self.rejects.clone()?;
        Some(Target::new(Some(path), self.output.force).with_mode(self.output.mode))
    }
}
