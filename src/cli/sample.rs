//! `trailproof sample`, `sample plan` and `sample evaluate`.

use super::values::Percent;
use super::{Archives, Filters, Output, Outputs, Pseudonymised, help, values};
use crate::event::Timestamp;
use crate::render::{ListFormat, RowsFormat};
use crate::sample::{Seed, Stratify};
use clap::{Args, Subcommand};
use std::num::NonZeroU64;
use std::path::PathBuf;

/// Arguments of `trailproof sample`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(
    after_help = help::SEE_MORE,
    after_long_help = help::SAMPLE,
    override_usage = "trailproof sample [OPTIONS] <ARCHIVE>...\n       \
                      trailproof sample [OPTIONS] --seed <TEXT> --size <N> <ARCHIVE>...\n       \
                      trailproof sample <COMMAND>"
)]
pub struct SampleArgs {
    /// What else to do for a sample.
    #[command(subcommand)]
    pub command: Option<SampleCommand>,
    /// What to read.
    #[command(flatten)]
    pub input: Archives,
    /// Seed of the sample, chosen by the auditor once the population is known
    ///
    /// Without a seed nothing is drawn, and only the population is shown: its number of events, its
    /// digest, its strata.
    /// The rank of an event is the SHA-256 of the seed, a line feed and the id of the event. The events
    /// with the lowest ranks are the sample.
    #[arg(
        long, value_name = "TEXT", value_parser = values::seed, requires = "amount", help_heading = "Sample"
    )]
    pub seed: Option<Seed>,
    /// Draw this many events; from strata in proportion to their size, by largest remainder
    #[arg(
        long,
        value_name = "N",
        requires = "seed",
        conflicts_with = "per",
        group = "amount",
        help_heading = "Sample"
    )]
    pub size: Option<NonZeroU64>,
    /// Draw this many events from each stratum
    #[arg(
        long, value_name = "N", requires_all = ["seed", "stratify"], group = "amount", help_heading = "Sample"
    )]
    pub per: Option<NonZeroU64>,
    /// Also draw the next N as replacements for items that cannot be tested; the sample stays the same
    ///
    /// With --per they are the next N of each stratum, else the next N of all.
    #[arg(long, value_name = "N", requires = "seed", help_heading = "Sample")]
    pub extend: Option<NonZeroU64>,
    /// Divide the population into strata by this, and draw from each stratum separately
    #[arg(
        long, value_name = "DIM", value_parser = values::one_of::<Stratify>(), help_heading = "Sample"
    )]
    pub stratify: Option<Stratify>,
    /// Draw from what could be read if an archive cannot be read to its end; the exit code is still 4
    ///
    /// The sample then begins with a banner that names what is missing. Without this flag, such an
    /// archive stops the run and nothing is written.
    #[arg(long)]
    pub allow_incomplete: bool,
    /// Which events are the population.
    #[command(flatten)]
    pub filters: Filters,
    /// Whether names are shown as they are.
    #[command(flatten)]
    pub names: Pseudonymised,
    /// Where the sample goes.
    #[command(flatten)]
    pub output: Outputs,
    /// Format of the sample [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<ListFormat>(), help_heading = "Output")]
    pub format: Option<ListFormat>,
    /// State this as the time at which the result was made
    ///
    /// Defaults to SOURCE_DATE_EPOCH, in seconds since 1970. Without either, the result contains no
    /// time of creation, so that the same inputs give the same bytes.
    #[arg(long, value_name = "TIME", value_parser = values::instant, help_heading = "Output")]
    pub generated_at: Option<Timestamp>,
}

/// What else to do for a sample.
#[derive(Debug, Subcommand)]
pub enum SampleCommand {
    /// Calculate the size of a sample
    Plan(SamplePlanArgs),
    /// Evaluate the results of a sample from the completed table
    Evaluate(SampleEvaluateArgs),
}

/// Arguments of `trailproof sample plan`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::SAMPLE_PLAN)]
pub struct SamplePlanArgs {
    /// Confidence level, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub confidence: Percent,
    /// Tolerable rate of deviation, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub tolerable: Percent,
    /// Number of deviations expected in the sample
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub expected: u64,
    /// Number of events in the population; a small population needs a smaller sample
    ///
    /// With it, the size is based on the hypergeometric distribution, otherwise on the binomial one.
    #[arg(long, value_name = "N")]
    pub population: Option<NonZeroU64>,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: SampleShown,
}

/// Arguments of `trailproof sample evaluate`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::SAMPLE_EVALUATE)]
pub struct SampleEvaluateArgs {
    /// The completed sample: the CSV or XLSX that `trailproof sample` wrote, with the auditor's results
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Confidence level of the upper limit, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub confidence: Percent,
    /// Tolerable rate of deviation, in per cent: the result says whether the upper limit exceeds it
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub tolerable: Option<Percent>,
    /// The seed, in case a spreadsheet altered it in the table
    #[arg(long, value_name = "TEXT")]
    pub seed: Option<String>,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: SampleShown,
}

/// How and where to show it.
#[derive(Debug, Args)]
pub struct SampleShown {
    /// Where it goes.
    #[command(flatten)]
    pub output: Output,
    /// Format [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<RowsFormat>(), help_heading = "Output")]
    pub format: Option<RowsFormat>,
}
