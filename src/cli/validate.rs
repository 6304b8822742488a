//! `trailproof validate` and `trailproof explain`.

use super::{Archives, Outputs, help, values};
use crate::config::{Selection, code};
use crate::detection::Rules;
use crate::error::{Error, Result};
use crate::event::time::Timestamp;
use crate::finding::Code;
use crate::framework::{self, Framework};
use crate::output::Target;
use crate::pack;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `trailproof validate`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::VALIDATE)]
pub struct ValidateArgs {
    /// What to read.
    #[command(flatten)]
    pub input: Archives,
    /// Has no effect: validate always checks every archive.
    #[arg(long, hide = true)]
    pub allow_incomplete: bool,
    /// Check the archives against the service's own listing of digests, sizes and dates
    ///
    /// A JSON file as `heroku enterprise:audits -e NAME --json` prints it, plain or compressed.
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub listing: Option<PathBuf>,
    /// When the archives were exported, unless the listing says so: a day, a month or a time
    ///
    /// An event later than that is an error, and a month that was not over by then is partial. A day or
    /// a month means its first instant in UTC, where an export made that day ends.
    #[arg(long, value_name = "TIME", value_parser = values::moment, help_heading = "Rules")]
    pub as_of: Option<Timestamp>,
    /// Treat a partial month as an error
    #[arg(long = "final", help_heading = "Rules")]
    pub is_final: bool,
    /// Set findings of these rules aside: they are reported but do not count
    ///
    /// To set rules aside permanently, with a reason, see [validate.ignore] in the configuration.
    #[arg(long, value_name = "CODES", value_parser = values::of::<Selection>, help_heading = "Rules")]
    pub ignore: Vec<Selection>,
    /// Where the verdict goes.
    #[command(flatten)]
    pub output: Outputs,
    /// Write every rejected record to this file, one JSON object per line
    ///
    /// The text of a record that seems to contain a credential is left out.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub rejects: Option<PathBuf>,
    /// State this as the time at which the verdict was made
    ///
    /// Defaults to SOURCE_DATE_EPOCH, in seconds since 1970. Without either, the verdict contains no
    /// time of creation, so that the same inputs give the same bytes.
    #[arg(long, value_name = "TIME", value_parser = values::instant, help_heading = "Output")]
    pub generated_at: Option<Timestamp>,
}

impl ValidateArgs {
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
    /// Codes such as S03 or V02, detection rules such as TP-D05, or controls such as CC6.2; without
    /// one, all codes are listed
    #[arg(value_name = "CODE", value_parser = topic)]
    pub topics: Vec<Topic>,
}

/// What is to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// A code of validate.
    Code(Code),
    /// A code of verify.
    Verification(pack::Code),
    /// The id of a rule of detection that is built in, in any case.
    Detection(String),
    /// The id of a control, in any case; some built-in framework has it.
    Control(String),
}

/// # Errors
/// [`Error::Usage`] for what is neither.
fn topic(text: &str) -> Result<Topic> {
    let no_code = match code(text) {
        Ok(code) => return Ok(Topic::Code(code)),
        Err(error) => error,
    };
    if let Some(code) = pack::Code::from_name(text) {
        return Ok(Topic::Verification(code));
    }
    if Rules::built_in().get(text).is_some() {
        return Ok(Topic::Detection(text.to_owned()));
    }
    if text.to_ascii_uppercase().starts_with("TP-D") {
        let what = format!("there is no rule `{text}`");
        return Err(Error::Usage(what).hint("`trailproof rules list` shows all rules"));
    }
    let has = |framework: &Framework| framework.has(text);
    if framework::built_in().iter().any(has) {
        return Ok(Topic::Control(text.to_owned()));
    }
    // Codes are letters and digits; controls have dots, dashes or brackets.
    if text.chars().all(char::is_alphanumeric) {
        return Err(no_code);
    }
    let names: Vec<_> = Framework::names().collect();
    Err(
        Error::Usage(format!("there is no control `{text}`")).hint(format!(
            "write it as its framework does, such as CC6.2; the frameworks are {}",
            names.join(", ")
        )),
    )
}
