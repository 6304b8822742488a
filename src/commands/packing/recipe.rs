//! The command line that stands in a pack, understood. It may come from anyone.

use super::super::Context;
use super::{CONFIGURATION, SETTINGS};
use crate::cli::{Cli, Command, ReportArgs};
use crate::config::{self, Environment, FileChoice};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::framework::Framework;
use crate::ingest::{Limits, Source};
use std::path::PathBuf;

/// What a run is told from outside, without influence on the documents.
pub(in crate::commands) struct Asked<'a> {
    /// Bytes of memory for sorting.
    pub(in crate::commands) memory: u64,
    /// Settings of this run, of which threads and progress count.
    pub(in crate::commands) context: &'a Context,
    pub(in crate::commands) diagnostics: Diagnostics,
}

/// What makes the documents of a pack, in force in the folder of its archives.
pub(in crate::commands) struct Recipe {
    pub(super) report: ReportArgs,
    /// Names of the archives, in the order in which they count.
    pub(super) names: Vec<String>,
    pub(super) allow_findings: bool,
    pub(super) memory: u64,
    pub(super) context: Context,
    /// The words it was read from.
    pub(super) words: Vec<String>,
    /// Digest of the tag manifest of the pack before.
    pub(super) previous: Option<String>,
}

impl Recipe {
    /// Reads the words. `has` says whether the pack has a file, or files in a folder, of a path below `data/`.
    ///
    /// # Errors
    /// [`Error::Usage`] or [`Error::Config`] for words that no pack has, or that name anything outside of it.
    pub(in crate::commands) fn read(
        words: Vec<String>,
        previous: Option<String>,
        has: &dyn Fn(&str) -> bool,
        asked: &Asked<'_>,
    ) -> Result<Self> {
        let cli = Cli::of_words(&words)?;
        let (file, flags) = (cli.common.file(), cli.flags);
        let Command::Seal(args) = cli.command else {
            return Err(foreign("its `command` is not a command line of seal"));
        };
        let inside = |path: &str| {
            let below = path.strip_prefix("../");
            let of_settings = path.starts_with(&format!("{SETTINGS}/"));
            match below.is_some_and(|below| of_settings && has(below)) {
                true => Ok(()),
                false => Err(foreign(&format!("`{path}` is not in the pack"))),
            }
        };
        match &file {
            FileChoice::Isolated => {}
            FileChoice::Given(path) if path.as_os_str() == CONFIGURATION => {
                inside(CONFIGURATION)?;
            }
            _ => {
                return Err(foreign(
                    "its `command` does not name a configuration in the pack",
                ));
            }
        }
        let names: Vec<String> = args.input.archives.iter().map(lossy).collect();
        for name in &names {
            if !has(&format!("archives/{name}")) {
                return Err(foreign(&format!("archive `{name}` is not in the pack")));
            }
        }
        let paths = [&args.policy, &args.listing].into_iter().flatten();
        let paths = paths.chain(&args.rules.rules).map(lossy);
        let frameworks = args.framework.iter();
        let frameworks = frameworks.filter(|name| Framework::text(name).is_none());
        let history = args.history.iter().map(lossy);
        for path in paths.chain(frameworks.cloned()).chain(history) {
            inside(&path)?;
        }
        let mut settings = config::load(&file, &flags, &Environment::default())?;
        if let Some(path) = settings.catalog.value.path() {
            inside(&path.to_string_lossy())?;
        }
        let own = settings.validate.ignore.value.iter();
        let mut until = own.flat_map(|aside| aside.entries()).map(|one| one.until);
        if args.as_of.is_none() && until.any(|until| until.is_some()) {
            let what = "the configuration sets rules aside until a certain day, but a pack must be the same on every day";
            let hint = "give --as-of to state when the archives were exported, or remove `until`";
            return Err(Error::Usage(what.to_owned()).hint(hint));
        }
        let outer = &asked.context.settings;
        settings.threads = outer.threads.clone();
        settings.progress = outer.progress.clone();
        // A pack has the whole report, whatever a report is to show otherwise.
        settings.report.by.value = None;
        settings.report.allow_incomplete.value = false;
        Ok(Self {
            names,
            allow_findings: args.allow_findings,
            memory: asked.memory,
            report: args.report(),
            context: Context {
                settings,
                environment: Environment::default(),
                diagnostics: asked.diagnostics,
            },
            words,
            previous,
        })
    }

    /// The archives, in the folder of the archives.
    pub(in crate::commands) fn sources(&self) -> Vec<Source> {
        let source = |name: &String| Source {
            path: Some(PathBuf::from(name)),
            shown: name.clone(),
        };
        self.names.iter().map(source).collect()
    }

    /// Refuses limits beyond those of this run: who made the pack does not decide what it may cost.
    pub(in crate::commands) fn within(&self, own: &Context) -> Result<()> {
        let limits = |context: &Context| {
            let Limits {
                decompressed,
                ratio,
                members,
                event,
                string,
                rejects,
                ..
            } = context.settings.limits.for_judging();
            [
                ("max-decompressed", decompressed),
                ("max-ratio", ratio),
                ("max-members", members),
                ("max-event", event as u64),
                ("max-string", string as u64),
                ("max-rejects", rejects),
            ]
        };
        for ((name, asked), (_, own)) in limits(&self.context).into_iter().zip(limits(own)) {
            if asked > own {
                let what = format!(
                    "its archives were read with --{name} {asked}, but the limit here is {own}"
                );
                return Err(Error::Usage(what)
                    .hint("give the same flag if you trust the sender of the pack"));
            }
        }
        Ok(())
    }
}

fn lossy(word: impl AsRef<std::ffi::OsStr>) -> String {
    word.as_ref().to_string_lossy().into_owned()
}

fn foreign(what: &str) -> Error {
    Error::Usage(format!("the command line in the pack: {what}"))
}
