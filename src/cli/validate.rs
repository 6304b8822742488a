//! `trailproof validate` and `trailproof explain`.

use super::{Common, Input, Limits, Output, help, values};
use crate::config::{FailOn, Layer, Selection, Top, ValidateLayer};
use crate::event::time::Timestamp;
use crate::finding::Code;
use crate::output::Target;
use crate::render::VerdictFormat;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `trailproof validate`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::VALIDATE)]
#[command(mut_arg("allow_incomplete", |flag| flag.hide(true)))]
#[command(mut_arg("max_event", |flag| {
    flag.help("Longest event; a longer one is J06, and F04 beyond 64MiB as well [default: 1MiB]")
}))]
#[command(mut_arg("max_string", |flag| {
    flag.help("Longest string; a longer one is J06, and a name beyond 1MiB F04 [default: 64KiB]")
}))]
#[command(mut_arg("max_depth", |flag| {
    flag.help("Deepest nesting of an event, up to 127; what is deeper is J05 [default: 64]")
}))]
pub struct ValidateArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Hold the archives against the service's own listing, with its digests, sizes and dates
    ///
    /// A JSON file as `heroku enterprise:audits -e NAME --json` prints it, plain or compressed.
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub listing: Option<PathBuf>,
    /// When the archives were exported, unless the listing says so: a day, a month or a time
    ///
    /// An event later than that is an error, and a month that was not over then is partial. A day
    /// or a month stands for its first instant in UTC, at which an export of that day ends.
    #[arg(long, value_name = "TIME", value_parser = values::moment, help_heading = "Rules")]
    pub as_of: Option<Timestamp>,
    /// A partial month is an error
    #[arg(long = "final", help_heading = "Rules")]
    pub is_final: bool,
    /// Run these rules alone: codes or what they begin with, such as S,T0,U02 [default: all]
    #[arg(long, value_name = "CODES", value_parser = values::of::<Selection>, help_heading = "Rules")]
    pub select: Vec<Selection>,
    /// Set findings of these rules aside: they are told, and do not count
    ///
    /// To set rules aside for good, with a reason, see [validate.ignore] in the configuration.
    #[arg(long, value_name = "CODES", value_parser = values::of::<Selection>, help_heading = "Rules")]
    pub ignore: Vec<Selection>,
    /// Least severity that makes the exit code 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = values::one_of::<FailOn>(), help_heading = "Rules")]
    pub fail_on: Option<FailOn>,
    /// Where the verdict goes.
    #[command(flatten)]
    pub output: Output,
    /// Form of the verdict [default: by the extension of the output file, else table]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<VerdictFormat>(), help_heading = "Output")]
    pub format: Option<VerdictFormat>,
    /// List at most N findings of one code and archive, or `all`; the rest is counted [default: 100]
    #[arg(long, value_name = "N", value_parser = values::of::<Top>, help_heading = "Output")]
    pub max_findings: Option<Top>,
    /// Write every rejected record to this file, one JSON object a line
    ///
    /// The text of a record that holds something like a credential is left out.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub rejects: Option<PathBuf>,
    /// State this time in the verdict as when it was made
    ///
    /// Otherwise SOURCE_DATE_EPOCH, in seconds since 1970. Without either the verdict tells no time
    /// of its making, so that the same inputs give the same bytes.
    #[arg(long, value_name = "TIME", value_parser = values::instant, help_heading = "Output")]
    pub generated_at: Option<Timestamp>,
    /// What is read at most.
    #[command(flatten)]
    pub limits: Limits,
}

impl ValidateArgs {
    /// What the flags, the common ones included, say about settings.
    #[must_use]
    pub fn layer(&self, common: &Common) -> Layer {
        Layer {
            catalog: self.input.catalog.clone(),
            validate: ValidateLayer {
                format: self.format,
                select: Selection::union(&self.select),
                fail_on: self.fail_on,
                max_findings: self.max_findings,
                ignore: None,
            },
            limits: self.limits.layer(),
            ..common.layer()
        }
    }

    /// Where rejected records go, if anywhere.
    #[must_use]
    pub fn rejects_target(&self) -> Option<Target> {
        let path = self.rejects.clone()?;
        Some(Target::new(Some(path), self.output.force).with_mode(self.output.mode))
    }
}

/// Arguments of `trailproof explain`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::EXPLAIN)]
pub struct ExplainArgs {
    /// Codes, such as S03; all are listed without one
    #[arg(value_name = "CODE", value_parser = code)]
    pub codes: Vec<Code>,
}

fn code(text: &str) -> Result<Code, String> {
    Code::from_name(text)
        .ok_or_else(|| format!("`{text}` is no code; trailproof explain lists them"))
}
