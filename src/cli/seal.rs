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
    /// Folder of the pack, which must not exist
    ///
    /// It appears whole or not at all, and is readable by its owner alone.
    #[arg(short, long, value_name = "BAG", required = true)]
    pub output: PathBuf,
    /// The pack of the month before, to which this one is chained by the digest of its tag manifest
    #[arg(long, value_name = "BAG")]
    pub previous: Option<PathBuf>,
    /// Make the pack although the archives do not validate; its documents then state the verdict
    ///
    /// Without this flag such archives end the run with exit code 1, and nothing is written.
    #[arg(long)]
    pub allow_findings: bool,
    /// Memory for sorting the population; what does not fit goes to a temporary file [default: 512MB]
    #[arg(long, value_name = "SIZE", value_parser = values::of::<Memory>)]
    pub memory: Option<Memory>,
    /// Framework of controls, built in or a file; can be repeated [default: all that are built in]
    #[arg(long, value_name = "NAME|FILE", help_heading = "Compliance")]
    pub framework: Vec<String>,
    /// File with the table `[policy]`, in place of that of the configuration
    #[arg(long, value_name = "FILE", help_heading = "Compliance")]
    pub policy: Option<PathBuf>,
    /// Earlier archives, read for what was open before the period and counted nowhere
    ///
    /// Give it last, or once for each. They are copied into the pack, because without them its report
    /// cannot be made again.
    #[arg(long, value_name = "ARCHIVE", num_args = 1.., help_heading = "Compliance")]
    pub history: Vec<OsString>,
    /// Hold the archives against the service's own listing, with its digests, sizes and dates
    #[arg(long, value_name = "FILE", help_heading = "Validation")]
    pub listing: Option<PathBuf>,
    /// When the archives were exported, unless the listing says so: a day, a month or a time
    #[arg(long, value_name = "TIME", value_parser = values::moment, help_heading = "Validation")]
    pub as_of: Option<Timestamp>,
    /// A partial month is an error
    #[arg(long = "final", help_heading = "Validation")]
    pub is_final: bool,
    /// Set findings of these rules aside: they are told, and do not count
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
    /// Packs that `trailproof seal` made; of several their chain over the months is verified, too
    #[arg(value_name = "BAG", required = true)]
    pub bags: Vec<PathBuf>,
    /// Memory for sorting the population; what does not fit goes to a temporary file [default: 512MB]
    #[arg(long, value_name = "SIZE", value_parser = values::of::<Memory>)]
    pub memory: Option<Memory>,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
    /// Format of the answer [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<VerificationFormat>(), help_heading = "Output")]
    pub format: Option<VerificationFormat>,
}
