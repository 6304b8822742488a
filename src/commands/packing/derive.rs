//! One reading of the archives makes every document of a pack.

use super::super::compliance::{self, Sections};
use super::super::judging::warn_of_ignores;
use super::super::read::{months_asked, need_months};
use super::super::report::Learned;
use super::super::validated::Validating;
use super::documents::{Pages, Rows, documents};
use super::manifest::{self, Made};
use super::readable::need_opened;
use super::sink::{Sink, target};
use super::{Recipe, SETTINGS};
use crate::aggregate::tables;
use crate::archive;
use crate::error::{Error, Result};
use crate::export::Sorter;
use crate::ingest::{Source, Through};
use crate::output::{Scratch, Sum};
use crate::pack::{self, BAGIT, Info, TAG_MANIFEST};
use crate::pipeline::Archive;
use crate::reading::Reading;
use crate::render::safe::terminal::visible;
use crate::render::write_pack;
use crate::sample::Population;
use crate::sync::{both, with_threads};
use crate::view::validated::ValidatedView;
use crate::view::{IncompleteView, ToolView};
use std::cell::OnceCell;
use std::path::Path;

/// Where archives are read from.
pub(in crate::commands) struct From<'a> {
    /// The archives, each shown by its name in the pack.
    pub(in crate::commands) sources: &'a [Source],
    /// What their bytes go through.
    pub(in crate::commands) through: Option<&'a Through<'a>>,
    /// Asked once all of them were read, before anything is made.
    pub(in crate::commands) after: &'a dyn Fn(&[Archive]) -> Result<()>,
    /// Room for what does not fit into memory.
    pub(in crate::commands) scratch: Scratch,
}

/// What came of it.
pub(in crate::commands) enum Outcome {
    /// The archives do not validate, and that was not allowed.
    Refused(String),
    /// Everything was made.
    Made {
        /// Paths of the payload.
        payload: Vec<String>,
        /// Accounts of the archives.
        accounts: Vec<String>,
        /// Their months, in order.
        months: Vec<String>,
        /// Accepted events.
        events: u64,
        /// Archives that could not be read to their end.
        incomplete: Vec<IncompleteView>,
        /// Digest of the tag manifest.
        digest: String,
    },
}

/// Reads the archives and makes every document and tag file.
pub(in crate::commands) fn derive(
    recipe: &Recipe,
    from: From<'_>,
    sink: &dyn Sink,
) -> Result<Outcome> {
    let (context, args) = (&recipe.context, &recipe.report);
    let basis = context.basis(&args.filters, &args.form)?;
    let sections = Sections::new(args, context, &basis.filter, &[])?;
    let history = compliance::history(args, context)?;
    // Archives that are judged apart are read again where they were copied to.
    let again = recipe.sources();
    let validating = Validating::new(args, &basis, &again, context)?;
    let validating = validating.ok_or_else(|| Error::Usage("nothing validates".to_owned()))?;
    let threads = context.settings.threads.value.get();
    let sorter = Sorter::new(recipe.memory, threads, from.scratch);
    let observers = || {
        let own = (
            (tables(&[], true), sections.observers()),
            validating.firsts(),
        );
        ((own, sorter.gatherer()), Population::default())
    };
    let progress = context.progress(&[from.sources]);
    let (marker, tagger) = (sections.marker(), sections.tagger());
    let detected = sections.rules().is_some();
    let reading = Reading {
        marker: sections.wanted().then_some(&marker),
        tagger: detected.then_some(&tagger),
        outside: detected,
        through: from.through,
        documents: true,
        ..context.reading(from.sources, &basis.filter, &progress)
    };
    let reading = validating.joins(reading, context);
    let (counted, population) = context.read(reading, None, &observers)?.parted();
    let (counted, gatherer) = counted.parted();
    progress.finish();
    // What was gathered last is complete once its gatherer is dropped.
    drop(gatherer);
    (from.after)(&counted.archives)?;
    let (mut counted, firsts) = counted.parted();
    need_opened(&archive::incomplete(&counted.archives))?;
    need_months(&counted, months_asked(&args.filters))?;
    let verdict = validating.view(&mut counted, firsts, &again, context)?;
    warn_of_ignores(&verdict, context);
    let validation = ValidatedView::from(&verdict);
    if !verdict.passes() && !recipe.allow_findings {
        return Ok(Outcome::Refused(validation.sentence()));
    }
    let history = sections.read_history(&history, &counted, context)?;
    let mut learned = Learned {
        basis: &basis,
        sections: &sections,
        counted,
        previous: None,
        history,
        validation,
        compliance: OnceCell::new(),
    };
    let (made, rows) = with_threads(threads, || {
        both(
            || documents(sink, recipe, &mut learned, &verdict),
            || Rows::write(sink, &sorter),
        )
    });
    let ((payload, head), rows) = (made?, rows?);
    rows.say_altered(context);
    let mut pages = Pages::new(sink);
    pages.payload = payload;
    pages.payload.extend(rows.payload);
    let settings = settings()?;
    let made = Made {
        recipe,
        head: &head,
        learned: &learned,
        verdict: &verdict,
        listing: validating.judging().listing(),
        settings: &settings,
        events: rows.events,
        workbook: rows.workbook,
        population: population.sha256(),
    };
    let manifest = manifest::view(&made, context);
    pages.put(pack::MANIFEST, &mut |out| write_pack(&manifest, out))?;
    for archive in &learned.counted.archives {
        let sum = Sum {
            bytes: archive.bytes,
            sha256: archive.sha256.clone(),
        };
        let name = format!("{}/{}", pack::ARCHIVES, archive.path);
        pages.payload.push((name, sum));
    }
    pages.payload.extend(settings);
    let info = Info {
        accounts: manifest
            .accounts
            .iter()
            .map(|name| visible(name).into_owned())
            .collect(),
        months: manifest.months.clone(),
        agent: agent(),
        previous: recipe.previous.clone(),
        ..Info::default()
    };
    let mut payload = pages.payload;
    Ok(Outcome::Made {
        digest: tags(sink, info, &mut payload)?,
        payload: payload.into_iter().map(|(name, _)| name).collect(),
        accounts: manifest.accounts,
        months: manifest.months,
        events: rows.events,
        incomplete: head.incomplete,
    })
}

fn agent() -> String {
    let tool = ToolView::default();
    format!("{} {}", tool.name, tool.version)
}

/// The copies of what the documents are made by.
fn settings() -> Result<Vec<(String, Sum)>> {
    let folder = Path::new(SETTINGS);
    let failed = |error: std::io::Error| Error::Unreadable(format!("the settings: {error}"));
    let files = pack::folder_files(folder).map_err(failed)?;
    let sum = |name: String| {
        let sum = pack::sum_of(&folder.join(&name)).map_err(failed)?;
        Ok((format!("{}/{name}", pack::SETTINGS), sum))
    };
    files.into_iter().map(sum).collect()
}

/// Makes the tag files, once the payload is complete; gives the digest of the tag manifest.
fn tags(sink: &dyn Sink, info: Info, payload: &mut [(String, Sum)]) -> Result<String> {
    let info = Info {
        bytes: payload.iter().map(|(_, sum)| sum.bytes).sum(),
        files: payload.len() as u64,
        ..info
    };
    let put = |name: &str, text: &str| {
        let sum = sink.put(name, &mut |out| {
            let written = out.write_all(text.as_bytes());
            written.map_err(|error| target(name).failed(error))
        })?;
        Ok((name.to_owned(), sum))
    };
    let mut tags = vec![
        put("bagit.txt", BAGIT)?,
        put("bag-info.txt", &info.text())?,
        put("manifest-sha256.txt", &pack::manifest(payload))?,
        put(
            "VERIFY.txt",
            &pack::verify_text(ToolView::default().version),
        )?,
    ];
    let (_, sum) = put(TAG_MANIFEST, &pack::manifest(&mut tags))?;
    Ok(sum.sha256)
}
