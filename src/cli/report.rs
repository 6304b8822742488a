//! `trailproof report`.

use super::{Archives, Filters, Form, Outputs, Pseudonymised, RulesOfUser, help, values};
use crate::config::Selection;
use crate::detection::Level;
use crate::error::{Error, Result};
use crate::event::Timestamp;
use crate::nearest::did_you_mean;
use crate::output::Target;
use crate::view::section::Section;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// Events of one rule that are listed unless the command line says otherwise.
pub(super) const MOST_EVENTS: usize = 1000;

/// Arguments of `trailproof report`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::REPORT)]
pub struct ReportArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Archives,
    /// Compare the headline figures with these archives, such as last month's
    ///
    /// The same filters apply to them, except --from, --to and --month. Give this flag last, or once
    /// per archive: --previous april.json.gz. A folder or a quoted pattern counts as one.
    #[arg(long, value_name = "ARCHIVE", num_args = 1..)]
    pub previous: Vec<OsString>,
    /// Sections of the report: activity, controls, access, changes, register, detections, coverage [default: all]
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = section, help_heading = "Compliance")]
    pub sections: Vec<Section>,
    /// Control framework, by built-in name or file; can be repeated [default: all built-in ones]
    #[arg(long, value_name = "NAME|FILE", help_heading = "Compliance")]
    pub framework: Vec<String>,
    /// File with the table `[policy]`, used instead of the one in the configuration file
    #[arg(long, value_name = "FILE", help_heading = "Compliance")]
    pub policy: Option<PathBuf>,
    /// Earlier archives, read as history only and never counted
    ///
    /// Give this flag last, or once per archive. Events of the report's own archives outside --from,
    /// --to and --month are history, too.
    #[arg(long, value_name = "ARCHIVE", num_args = 1.., help_heading = "Compliance")]
    pub history: Vec<OsString>,
    /// Validate the archives in the same pass, and state the verdict
    ///
    /// The rules and settings are those of `trailproof validate`. With filters, the archives are read
    /// twice. The exit code does not depend on the verdict.
    #[arg(long, help_heading = "Validation")]
    pub validate: bool,
    /// Check the archives against the service's own listing of digests, sizes and dates
    #[arg(
        long,
        value_name = "FILE",
        requires = "validate",
        help_heading = "Validation"
    )]
    pub listing: Option<PathBuf>,
    /// When the archives were exported, unless the listing says so: a day, a month or a time
    #[arg(long, value_name = "TIME", value_parser = values::moment, requires = "validate", help_heading = "Validation")]
    pub as_of: Option<Timestamp>,
    /// Treat a partial month as an error
    #[arg(long = "final", requires = "validate", help_heading = "Validation")]
    pub is_final: bool,
    /// Set findings of these rules aside: they are reported but do not count
    #[arg(long, value_name = "CODES", value_parser = values::of::<Selection>, requires = "validate", help_heading = "Validation")]
    pub ignore: Vec<Selection>,
    /// Which rules of detection.
    #[command(flatten)]
    pub rules: RulesOfUser,
    /// Exit with code 1 if there is a match of this level or above that is not suppressed
    #[arg(long, value_name = "LEVEL", value_parser = values::one_of::<Level>(), help_heading = "Detections")]
    pub fail_on: Option<Level>,
    /// List at most N events per rule and count the rest
    #[arg(
        long,
        value_name = "N",
        default_value_t = MOST_EVENTS,
        help_heading = "Detections"
    )]
    pub max_events: usize,
    /// Which events to take.
    #[command(flatten)]
    pub filters: Filters,
    /// Whether names are shown as they are.
    #[command(flatten)]
    pub names: Pseudonymised,
    /// Where the report goes.
    #[command(flatten)]
    pub output: Outputs,
    /// What it looks like.
    #[command(flatten)]
    pub form: Form,
    /// Write every rejected record to this file, one JSON object per line
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub rejects: Option<PathBuf>,
}

/// # Errors
/// [`Error::Usage`] for what is not a section.
fn section(text: &str) -> Result<Section> {
    Section::from_name(text.trim()).ok_or_else(|| {
        let names = Section::ALL.map(Section::as_str);
        let meant = did_you_mean(text, names);
        Error::Usage(format!("there is no section `{text}`"))
            .hint(format!("{meant}the sections are {}", names.join(", ")))
    })
}

impl ReportArgs {
    /// Where rejected records go, if anywhere.
    #[must_use]
    pub fn rejects_target(&self) -> Option<Target> {
        let path = self.rejects.clone()?;
        Some(Target::new(Some(path), self.output.force).with_mode(self.output.mode))
    }
}
