//! `trailproof seal`.

use super::packing::{
    Asked, Copied, From, Outcome, Packed, Recipe, Sealing, derive, need_outside, packed, words,
};
use super::{Context, compliance, status};
use crate::cli::SealArgs;
use crate::config::load_catalogs;
use crate::error::{Error, ExitStatus, Result, system};
use crate::event::Month;
use crate::filter::Filter;
use crate::ingest::Source;
use crate::output::{AtomicFolder, Target, scratch_for};
use crate::pack::{self, Copies, Said, Stamp, checked};
use crate::pipeline::Archive;
use std::ffi::OsString;
use std::path::{Path, absolute};

pub(super) fn run(args: &SealArgs, context: &Context) -> Result<ExitStatus> {
    AtomicFolder::check(&args.output)?;
    // What cannot mean anything is told before anything is read or written.
    Filter::new(&args.filters.criteria())?;
    load_catalogs(&context.settings.catalog.value)?;
    let sources = context.discover(&args.input.archives)?;
    let history = compliance::earlier(&args.history, context)?;
    let rules = args.rules.rules.iter().map(OsString::from).collect();
    for words in [&args.input.archives, &args.history, &rules] {
        need_outside(&args.output, words)?;
    }
    let previous = args.previous.as_deref();
    let previous = previous.map(|bag| self::previous(bag, context));
    let previous = previous.transpose()?;
    let archives = packed(sources, &args.input.archives);
    let before: Vec<Stamp> = archives.iter().map(|one| Stamp::of(&one.source)).collect();
    let sources = sources_of(&archives)?;
    let folder = AtomicFolder::create(&args.output)?;
    let copied = Copied::into(&folder, args, history, context)?;
    let place = folder.folder(pack::ARCHIVES)?;
    // Each is opened when it is read: there may be more archives than files that may be open.
    let copies =
        Copies::new(|nth| folder.file(&format!("{}/{}", pack::ARCHIVES, archives[nth].name)));
    let names: Vec<&str> = archives.iter().map(|one| &*one.name).collect();
    let words = words(args, &names, &copied, &context.settings);
    std::env::set_current_dir(&place).map_err(|error| folder.failed(error))?;
    let asked = Asked {
        memory: args.memory.unwrap_or_default().0,
        context,
        diagnostics: context.diagnostics,
    };
    let digest = previous.as_ref().map(|previous| previous.digest.clone());
    let recipe = Recipe::read(words, digest, &|_| true, &asked)?;
    let after = |read: &[Archive]| {
        if let Some(error) = copies.failure() {
            return Err(folder.failed(error));
        }
        let read = read.iter().filter(|archive| !archive.sha256.is_empty());
        let places = archives.iter().zip(&sources).zip(&before);
        read.zip(places)
            .try_for_each(|(archive, ((one, now), stamp))| {
                stamp.check(now, archive.bytes, &one.source.shown)
            })
    };
    let from = From {
        sources: &sources,
        through: Some(&|nth, input| copies.through(nth, input)),
        after: &after,
        scratch: scratch_for(&Target::new(Some(folder.path().join("sorted")), false)),
    };
    match derive(&recipe, from, &Sealing(&folder))? {
        Outcome::Refused(sentence) => {
            let what = format!("{sentence}, so nothing was written");
            context.diagnostics.fault(&what);
            context.diagnostics.note(
                "`trailproof validate` shows the findings; --allow-findings seals the archives with this verdict",
            );
            Ok(ExitStatus::Negative)
        }
        Outcome::Made {
            payload,
            accounts,
            months,
            events,
            incomplete,
            digest,
        } => {
            if let Some(previous) = &previous {
                previous.need_before(&accounts, &months, context)?;
            }
            folder.commit()?;
            let shown = args.output.display();
            let files = payload.len();
            context.diagnostics.note(&format!(
                "sealed {shown} ({files} files, {events} events); SHA-256 of its tag manifest: {digest}"
            ));
            context.say_incomplete(&incomplete);
            Ok(status(!incomplete.is_empty(), false))
        }
    }
}

/// The sources, where they are whatever the current folder is, shown by their names in the pack.
fn sources_of(archives: &[Packed]) -> Result<Vec<Source>> {
    let each = |one: &Packed| {
        let path = one.source.path.as_deref().map(absolute).transpose();
        let path = path.map_err(|error| {
            Error::Unreadable(format!("{}: {}", one.source.shown, system(&error)))
        })?;
        Ok(Source {
            path,
            shown: one.name.clone(),
        })
    };
    archives.iter().map(each).collect()
}

/// The pack of the month before.
struct Previous {
    shown: String,
    digest: String,
    accounts: Vec<String>,
    months: Vec<Month>,
}

impl Previous {
    /// Refuses one of another account, or of the same months; tells one of a month that is not the one before.
    fn need_before(&self, accounts: &[String], months: &[String], context: &Context) -> Result<()> {
        let shown = &self.shown;
        if self.accounts != accounts {
            let (its, own) = (self.accounts.join(", "), accounts.join(", "));
            let what = format!("--previous {shown} belongs to account {its}, this pack to {own}");
            return Err(Error::Usage(what).hint("chain packs of one account"));
        }
        let first = months.first().and_then(|month| Month::parse(month));
        let (Some(last), Some(first)) = (self.months.last(), first) else {
            return Ok(());
        };
        if first <= *last {
            let what =
                format!("--previous {shown} ends with {last}, but this pack begins with {first}");
            return Err(Error::Usage(what).hint("name the pack of the previous month"));
        }
        if last.next() != first {
            context.diagnostics.warn(&format!(
                "--previous {shown} ends with {last}, but this pack begins with {first}: trailproof verify will report the months between as missing"
            ));
        }
        Ok(())
    }
}

/// Looks at a pack to which another one is to be chained: it has to be whole.
fn previous(bag: &Path, context: &Context) -> Result<Previous> {
    let shown = bag.display();
    let threads = context.settings.threads.value.get();
    let checked = checked(bag, threads)
        .map_err(|error| Error::Unreadable(format!("{shown}: {}", system(&error))))?;
    let digest = checked.digest().map(str::to_owned);
    let (findings, _) = checked.findings.finish();
    match (digest, findings.first()) {
        (Some(digest), None) => {
            let said = Said::read(&checked.manifest.unwrap_or_default());
            let said = said.map_err(|what| Error::Usage(format!("--previous {shown}: {what}")))?;
            Ok(Previous {
                shown: shown.to_string(),
                digest,
                months: said.months(),
                accounts: said.accounts,
            })
        }
        (_, found) => {
            let found = found.map_or_else(String::new, |found| {
                format!(": {} {}", found.code, found.message)
            });
            let what =
                format!("--previous {shown} is not a pack that a chain can continue from{found}");
            Err(Error::Usage(what).hint(format!("`trailproof verify {shown}` shows why")))
        }
    }
}
