//! `trailproof seal` and `trailproof verify`.

use super::report::MOST_EVENTS;
use super::{
    Archives, Filters, Form, Output, Outputs, Pseudonymised, ReportArgs, RulesOfUser, help, values,
};
use crate::config::{Memory, Selection, VerificationFormat};
use crate::event::Timestamp;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// Arguments of `trailproof seal`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::SEAL)]
pub struct SealArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Archives,
    /// Folder of the pack, which must not exist yet
    ///
    /// It is written completely or not at all, and only its owner can read it.
    #[arg(short, long, value_name = "BAG", required = true)]
    pub output: PathBuf,
    /// The previous month's pack; this one is chained to it by the digest of its tag manifest
    #[arg(long, value_name = "BAG")]
    pub previous: Option<PathBuf>,
    /// Make the pack even if the archives fail validation; its documents then state the verdict
    ///
    /// Without this flag, such archives stop the run with exit code 1, and nothing is written.
    #[arg(long)]
    pub allow_findings: bool,
    /// Memory for sorting the population; the rest goes to a temporary file [default: 512MB]
    #[arg(long, value_name = "SIZE", value_parser = values::of::<Memory>)]
    pub memory: Option<Memory>,
    /// Control framework, by built-in name or file; can be repeated [default: all built-in ones]
    #[arg(long, value_name = "NAME|FILE", help_heading = "Compliance")]
    pub framework: Vec<String>,
    /// File with the table `[policy]`, used instead of the one in the configuration file
    #[arg(long, value_name = "FILE", help_heading = "Compliance")]
    pub policy: Option<PathBuf>,
    /// Earlier archives, read as history only and never counted
    ///
    /// Give this flag last, or once per archive. They are copied into the pack, because its report
    /// cannot be reproduced without them.
    #[arg(long, value_name = "ARCHIVE", num_args = 1.., help_heading = "Compliance")]
    pub history: Vec<OsString>,
    /// Check the archives against the service's own listing of digests, sizes and dates
    #[arg(long, value_name = "FILE", help_heading = "Validation")]
    pub listing: Option<PathBuf>,
    /// When the archives were exported, unless the listing says so: a day, a month or a time
    #[arg(long, value_name = "TIME", value_parser = values::moment, help_heading = "Validation")]
    pub as_of: Option<Timestamp>,
    /// Treat a partial month as an error
    #[arg(long = "final", help_heading = "Validation")]
    pub is_final: bool,
    /// Set findings of these rules aside: they are reported but do not count
    #[arg(long, value_name = "CODES", value_parser = values::of::<Selection>, help_heading = "Validation")]
    pub ignore: Vec<Selection>,
    /// Which rules of detection.
    #[command(flatten)]
    pub rules: RulesOfUser,
    /// Which events to take.
    #[command(flatten)]
    pub filters: Filters,
}

impl SealArgs {
    /// The report of the pack.
    #[must_use]
    pub fn report(self) -> ReportArgs {
        ReportArgs {
            input: self.input,
            framework: self.framework,
            policy: self.policy,
            history: self.history,
            validate: true,
            listing: self.listing,
            as_of: self.as_of,
            is_final: self.is_final,
            ignore: self.ignore,
            rules: self.rules,
            filters: self.filters,
            previous: Vec::new(),
            sections: Vec::new(),
            fail_on: None,
            max_events: MOST_EVENTS,
            output: Outputs {
                output: Vec::new(),
                force: false,
                mode: None,
            },
            form: Form {
                template: None,
                generated_at: None,
            },
            rejects: None,
            names: Pseudonymised { pseudonyms: None },
        }
    }
}

/// Arguments of `trailproof verify`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::VERIFY)]
pub struct VerifyArgs {
    /// Packs made by `trailproof seal`; if there are several, the chain between them is verified, too
    #[arg(value_name = "BAG", required = true)]
    pub bags: Vec<PathBuf>,
    /// Memory for sorting the population; the rest goes to a temporary file [default: 512MB]
    #[arg(long, value_name = "SIZE", value_parser = values::of::<Memory>)]
    pub memory: Option<Memory>,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
    /// Format of the result [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<VerificationFormat>(), help_heading = "Output")]
    pub format: Option<VerificationFormat>,
}
