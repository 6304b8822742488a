//! Groups of flags that commands share.

use super::values;
use crate::config::FileChoice;
use crate::diagnostics::Verbosity;
use crate::error::{Error, Result};
use crate::event::Timestamp;
use crate::filter::Criteria;
use crate::output::Target;
use clap::{ArgAction, Args};
use std::path::PathBuf;

/// Flags of every command, before or after its name.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Read settings from this file
    ///
    /// Without this flag, settings come from the file named by TRAILPROOF_CONFIG, or else from the
    /// nearest trailproof.toml in the current folder or one above it.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Ignore configuration files and TRAILPROOF_ variables; use only flags and defaults
    #[arg(long, global = true)]
    pub isolated: bool,
    /// Show errors only, and no progress bar
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Show what is being done
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

impl Common {
    /// Refuses two flags that cannot be used together. The parser does not see it itself where one stands
    /// before the command and one after.
    pub(super) fn check(&self) -> Result<()> {
        let refused = |what: &str| Err(Error::Usage(what.to_owned()).hint("use only one of them"));
        if self.quiet && self.verbose > 0 {
            return refused("--quiet and --verbose cannot be used together");
        }
        if self.isolated && self.config.is_some() {
            return refused(
                "--isolated and --config cannot be used together: --isolated ignores configuration files",
            );
        }
        Ok(())
    }

    /// Which configuration file is asked for.
    #[must_use]
    pub fn file(&self) -> FileChoice {
        match (self.isolated, &self.config) {
            (true, _) => FileChoice::Isolated,
            (false, Some(path)) => FileChoice::Given(path.clone()),
            (false, None) => FileChoice::Nearest,
        }
    }

    /// How much is to be said.
    #[must_use]
    pub fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, 0) => Verbosity::Normal,
            (false, _) => Verbosity::Verbose,
        }
    }
}

/// Which events to take.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters (same flag: any; different flags: all; !VALUE: not)")]
pub struct Filters {
    /// Events from this time on, in UTC: 2018-05-03, 2018-05 or 2018-05-03T12:00:00Z
    ///
    /// A day or a month means its first instant. If repeated, the earliest applies.
    #[arg(long, value_name = "TIME")]
    pub from: Vec<String>,
    /// Events before this time, which is itself excluded
    ///
    /// `--from 2018-05 --to 2018-07` covers May and June. If repeated, the latest applies.
    #[arg(long, value_name = "TIME")]
    pub to: Vec<String>,
    /// Events in this month, in UTC
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Vec<String>,
    /// Events of this enterprise account, by name or id: 'acme-*'
    #[arg(short = 'e', long, value_name = "ACCOUNT")]
    pub account: Vec<String>,
    /// Events by this actor, e-mail or id: 'svc-*', '*@bots.example.net', '!ann@acme.example'
    ///
    /// Names are patterns and ignore case: * matches any text, ? one character, [a-z] and [!a-z] one
    /// character within or outside a range, {a,b} either; \ before a character removes its special
    /// meaning. A name spelt exactly like the value also matches. A value that begins with ! excludes
    /// what it matches. An event without an actor passes only if every --actor value excludes: --actor
    /// '*' selects the events with an actor, --actor '!*' those without. The same applies to --account,
    /// --app, --team, --event and --ip. A value that matches nothing is reported, with the nearest
    /// names.
    #[arg(long, value_name = "ACTOR")]
    pub actor: Vec<String>,
    /// Events on this app, by name or id: '*-production'
    #[arg(long, value_name = "APP")]
    pub app: Vec<String>,
    /// Events on this team, by name or id
    #[arg(long, value_name = "TEAM")]
    pub team: Vec<String>,
    /// Events with this name: 'addon.*', '*.create', 'app.{create,destroy}', '!*.update'
    #[arg(long, value_name = "PATTERN")]
    pub event: Vec<String>,
    /// Events from this address or network: 203.0.113.7, 203.0.113.0/24, 2001:db8::/32, '!10.0.0.0/8'
    #[arg(long, value_name = "ADDRESS")]
    pub ip: Vec<String>,
}

impl Filters {
    /// The values, still as they were given.
    #[must_use]
    pub fn criteria(&self) -> Criteria {
        Criteria {
            from: self.from.clone(),
            to: self.to.clone(),
            month: self.month.clone(),
            account: self.account.clone(),
            actor: self.actor.clone(),
            app: self.app.clone(),
            team: self.team.clone(),
            event: self.event.clone(),
            ip: self.ip.clone(),
        }
    }
}

/// Where the result goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// Write to this file instead of standard output; its extension sets the format
    ///
    /// The file is written completely or not at all, and only its owner can read it.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace an existing output file
    #[arg(long)]
    pub force: bool,
    /// Permissions of output files, such as 640 [default: 600, owner only]
    #[arg(long, value_name = "OCTAL", value_parser = values::mode)]
    pub mode: Option<u32>,
}

/// Where the results of one reading go.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Outputs {
    /// Write to this file instead of standard output; its extension sets the format
    ///
    /// Repeat it for other formats of the same result: -o may.html -o may.json. Either all files are
    /// written completely or none is, and only their owner can read them.
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// Replace an existing output file
    #[arg(long)]
    pub force: bool,
    /// Permissions of output files, such as 640 [default: 600, owner only]
    #[arg(long, value_name = "OCTAL", value_parser = values::mode)]
    pub mode: Option<u32>,
}

impl Outputs {
    /// Where the results go; standard output where no file is named.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        let target = |path| Target::new(path, self.force).with_mode(self.mode);
        if self.output.is_empty() {
            return vec![target(None)];
        }
        let paths = self.output.iter().cloned();
        paths.map(|path| target(Some(path))).collect()
    }
}

impl Output {
    /// Where the result goes.
    #[must_use]
    pub fn target(&self) -> Target {
        Target::new(self.output.clone(), self.force).with_mode(self.mode)
    }
}

/// What a report or a comparison looks like.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Form {
    /// Make the HTML page from the templates in this folder; those missing are built in
    ///
    /// See templates/README.md of the project for the templates and their data. Values are always
    /// escaped.
    #[arg(long, value_name = "DIR")]
    pub template: Option<PathBuf>,
    /// State this as the time at which the result was made
    ///
    /// Defaults to SOURCE_DATE_EPOCH, in seconds since 1970. Without either, the result contains no
    /// time of creation, so that the same inputs give the same bytes.
    #[arg(long, value_name = "TIME", value_parser = values::instant)]
    pub generated_at: Option<Timestamp>,
}
