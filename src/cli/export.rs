//! `trailproof export`.

use super::{Archives, Filters, Pseudonymised, help, values};
use crate::config::{ExportFormat, Memory};
use crate::output::Target;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `trailproof export`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::EXPORT)]
pub struct ExportArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Archives,
    /// Export what could be read if an archive cannot be read to its end; the exit code is still 4
    ///
    /// What is missing is reported on standard error. Without this flag, such an archive stops the run
    /// and nothing is written.
    #[arg(long)]
    pub allow_incomplete: bool,
    /// Memory for sorting; the rest goes to a temporary file [default: 512MB]
    ///
    /// The file has no name and is removed when the program ends. It is created beside the output file,
    /// or in TMPDIR if the output is not a file. The ids of all events, 40 bytes each, are kept in
    /// memory.
    #[arg(long, value_name = "SIZE", value_parser = values::of::<Memory>)]
    pub memory: Option<Memory>,
    /// Which events to take.
    #[command(flatten)]
    pub filters: Filters,
    /// Whether names are shown as they are.
    #[command(flatten)]
    pub names: Pseudonymised,
    /// Write to this file instead of standard output; its extension sets the format and compression
    ///
    /// The file is written completely or not at all, and only its owner can read it. In a folder, it is
    /// named in the service's own way, enterprise-audit-log-ACCOUNT-YYYYMM.json.gz, after --account and
    /// --month, or after the archives if these agree.
    #[arg(short, long, value_name = "FILE|DIR", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Replace an existing output file
    #[arg(long, help_heading = "Output")]
    pub force: bool,
    /// Permissions of output files, such as 640 [default: 600, owner only]
    #[arg(long, value_name = "OCTAL", value_parser = values::mode, help_heading = "Output")]
    pub mode: Option<u32>,
    /// Format of the export [default: by the extension of the output file, else json]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<ExportFormat>(), help_heading = "Output")]
    pub format: Option<ExportFormat>,
    /// Compress with gzip, as an output name ending in .gz also does
    #[arg(long, help_heading = "Output")]
    pub compress: bool,
    /// In CSV, leave cells unchanged even if a spreadsheet would read them as a formula
    #[arg(long, help_heading = "Output")]
    pub csv_raw: bool,
    /// Write every rejected record to this file, one JSON object per line
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub rejects: Option<PathBuf>,
}

impl ExportArgs {
    /// Where rejected records go, if anywhere.
    #[must_use]
    pub fn rejects_target(&self) -> Option<Target> {
        let path = self.rejects.clone()?;
        Some(Target::new(Some(path), self.force).with_mode(self.mode))
    }
}
