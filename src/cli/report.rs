//! `trailproof report`.

use super::{Common, Filters, Form, Input, Limits, Output, help, values};
use crate::config::{Dimensions, Layer, ReportLayer};
use crate::output::Target;
use chrono_tz::Tz;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// Arguments of `trailproof report`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::REPORT)]
pub struct ReportArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// End with exit code 1 when an event was rejected
    #[arg(long)]
    pub strict: bool,
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
    pub output: Output,
    /// What it looks like.
    #[command(flatten)]
    pub form: Form,
    /// Group by these instead of the standard sections, up to three
    ///
    /// Dimensions are event, actor, app, team, day, month, hour, ip and category.
    #[arg(long, value_name = "DIM[,DIM]", value_parser = values::of::<Dimensions>, help_heading = "Output")]
    pub by: Option<Dimensions>,
    /// Time zone of hours that are shown, such as Europe/Berlin [default: UTC]
    #[arg(long, value_name = "ZONE", value_parser = values::of::<Tz>, help_heading = "Output")]
    pub tz: Option<Tz>,
    /// Write every rejected record to this file, one JSON object a line
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub rejects: Option<PathBuf>,
    /// What is read at most.
    #[command(flatten)]
    pub limits: Limits,
}

impl ReportArgs {
    /// What the flags, the common ones included, say about settings.
    #[must_use]
    pub fn layer(&self, common: &Common) -> Layer {
        let Layer {
            threads,
            color,
            progress,
            ..
        } = common.layer();
        Layer {
            catalog: self.input.catalog.clone(),
            threads,
            color,
            progress,
            tz: self.tz,
            report: ReportLayer {
                format: self.form.format,
                top: self.form.top,
                by: self.by.clone(),
                strict: self.strict.then_some(true),
                allow_incomplete: self.input.allow_incomplete.then_some(true),
            },
            limits: self.limits.layer(),
            ..Layer::default()
        }
    }

    /// Where rejected records go, if anywhere.
    #[must_use]
    pub fn rejects_target(&self) -> Option<Target> {
        let path = self.rejects.clone()?;
        Some(Target::new(Some(path), self.output.force).with_mode(self.output.mode))
    }
}
