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
    /// What every rank begins with; chosen by the auditor, once the population is known
    ///
    /// Without a seed nothing is drawn, and the population is shown: its number of events, its digest, its strata.
    /// The rank of an event is the SHA-256 of the seed, a line feed and the id of the event. The events of the lowest
    /// ranks are the sample.
    #[arg(
        long, value_name = "TEXT", value_parser = values::seed, requires = "amount", help_heading = "Sample"
    )]
    pub seed: Option<Seed>,
    /// Draw so many events; strata give in proportion to their events, by largest remainder
    #[arg(
        long,
        value_name = "N",
        requires = "seed",
        conflicts_with = "per",
        group = "amount",
        help_heading = "Sample"
    )]
    pub size: Option<NonZeroU64>,
    /// Draw so many events of each stratum
    #[arg(
        long, value_name = "N", requires_all = ["seed", "stratify"], group = "amount", help_heading = "Sample"
    )]
    pub per: Option<NonZeroU64>,
    /// Draw the next N as well, to replace what cannot be tested; the first stay what they are
    ///
    /// With --per they are the next N of each stratum, else the next N of all.
    #[arg(long, value_name = "N", requires = "seed", help_heading = "Sample")]
    pub extend: Option<NonZeroU64>,
    /// Divide the population by this, and draw from each part by itself
    #[arg(
        long, value_name = "DIM", value_parser = values::one_of::<Stratify>(), help_heading = "Sample"
    )]
    pub stratify: Option<Stratify>,
    /// Draw from what could be read when an archive cannot be read to its end; the exit code is still 4
    ///
    /// The sample then begins with a banner that names what is missing. Without this flag such an archive
    /// ends the run and nothing is written.
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
    /// State this time in the result as when it was made
    ///
    /// Otherwise SOURCE_DATE_EPOCH, in seconds since 1970. Without either the result tells no time
    /// of its making, so that the same inputs give the same bytes.
    #[arg(long, value_name = "TIME", value_parser = values::instant, help_heading = "Output")]
    pub generated_at: Option<Timestamp>,
}

/// What else to do for a sample.
#[derive(Debug, Subcommand)]
pub enum SampleCommand {
    /// Show how many events a sample needs
    Plan(SamplePlanArgs),
    /// Show what the results of a sample come to, from the table that was filled in
    Evaluate(SampleEvaluateArgs),
}

/// Arguments of `trailproof sample plan`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::SAMPLE_PLAN)]
pub struct SamplePlanArgs {
    /// How sure the conclusion is to be, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub confidence: Percent,
    /// Rate of deviations from which on the population is not acceptable, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub tolerable: Percent,
    /// Deviations that the sample may have
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub expected: u64,
    /// Events of the population; a small one needs a smaller sample
    ///
    /// With it the size follows from the hypergeometric distribution, otherwise from the binomial one.
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
    /// The sample with its results: CSV or XLSX, as `trailproof sample` wrote it and an auditor filled it in
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How sure the limit is to be, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub confidence: Percent,
    /// Rate of deviations from which on the population is not acceptable, in per cent: says whether the limit is below
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub tolerable: Option<Percent>,
    /// The seed, where a spreadsheet has changed that of the table
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
