//! One reading of the archives makes every document of a pack.

use super::super::compliance::{self, Sections};
use super::super::judging::warn_of_ignores;
use super::super::read::{months_asked, need_months};
use super::super::report::Learned;
use super::super::validated::Validating;
use super::super::{Context, render_fault};
use super::manifest::{self, Made, POPULATION_CSV, POPULATION_XLSX};
use super::sink::{Sink, target};
use super::{Recipe, SETTINGS};
use crate::aggregate::tables;
use crate::archive;
use crate::error::{Error, Result};
use crate::export::{Encoding, MOST_IN_WORKBOOK, Sorter, Written, write_to};
use crate::ingest::{Source, Through};
use crate::output::{Scratch, Sum};
use crate::pack::{self, BAGIT, Info, TAG_MANIFEST};
use crate::pipeline::Archive;
use crate::reading::Reading;
use crate::render::{
    AlteredCells, Format, RenderError, TableOptions, VerdictFormat, write_pack, write_report,
    write_verdict,
};
use crate::sample::Population;
use crate::view::validated::ValidatedView;
use crate::view::{IncompleteView, ToolView};
use std::cell::OnceCell;
use std::io::Write;
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
        /// Whether an archive could not be read to its end.
        incomplete: bool,
        /// Digest of the tag manifest.
        digest: String,
    },
}

/// Reads the archives and makes every document and tag file.
pub(in crate::commands) fn derive(
    recipe: &Recipe,
    from: From<'_>,
    sink: &mut dyn Sink,
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
    let learned = Learned {
        basis: &basis,
        sections: &sections,
        counted,
        previous: None,
        history,
        validation,
        compliance: OnceCell::new(),
    };
    let mut pages = Pages {
        sink,
        payload: Vec::new(),
    };
    let view = learned.view(args, context, Format::Html);
    need_whole(&view.head.incomplete, recipe.allow_findings)?;
    learned.say_exceptions(context);
    context.say_unmatched(&view.head.filters_unmatched);
    context.say_accounts(None, &view.head.accounts);
    let options = TableOptions::default();
    pages.put("data/report.html", &mut |out| {
        write_report(&view, Format::Html, &options, &basis.templates, out)
    })?;
    drop(view);
    let mut view = learned.view(args, context, Format::Json);
    if !recipe.allow_findings {
        // The very report of the archives: that they are valid, the pack says elsewhere.
        view.head.validation = ValidatedView::default();
    }
    pages.put("data/report.json", &mut |out| {
        write_report(&view, Format::Json, &options, &basis.templates, out)
    })?;
    for (name, format) in [
        ("data/validation.json", VerdictFormat::Json),
        ("data/validation.sarif", VerdictFormat::Sarif),
        ("data/validation.txt", VerdictFormat::Table),
    ] {
        pages.put(name, &mut |out| {
            write_verdict(&verdict, format, &options, out)
        })?;
    }
    let rows = Encoding::Rows { raw: false };
    let written = pages.population(POPULATION_CSV, rows, &sorter, context)?;
    let has_room = written.events <= MOST_IN_WORKBOOK;
    if has_room {
        pages.population(POPULATION_XLSX, Encoding::Workbook, &sorter, context)?;
    }
    let settings = pages.settings()?;
    let made = Made {
        recipe,
        head: &view.head,
        learned: &learned,
        verdict: &verdict,
        listing: validating.judging().listing(),
        settings: &settings,
        events: written.events,
        workbook: has_room,
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
        accounts: manifest.accounts,
        months: manifest.months,
        agent: agent(),
        previous: recipe.previous.clone(),
        ..Info::default()
    };
    let incomplete = !view.head.incomplete.is_empty();
    pages.tags(info, incomplete, written.events)
}

fn agent() -> String {
    let tool = ToolView::default();
    format!("{} {}", tool.name, tool.version)
}

/// Refuses archives that the system would not let be read: nothing of them can be in the pack.
fn need_opened(incomplete: &[IncompleteView]) -> Result<()> {
    match incomplete.iter().find(|input| input.code.is_none()) {
        Some(input) => Err(unreadable(input).hint("mend the path, or leave it out")),
        None => Ok(()),
    }
}

/// Refuses archives that could not be read to their end.
fn need_whole(incomplete: &[IncompleteView], allowed: bool) -> Result<()> {
    match incomplete.first() {
        Some(input) if !allowed => Err(unreadable(input)
            .hint("export it again, or give --allow-findings to seal what could be read")),
        _ => Ok(()),
    }
}

fn unreadable(input: &IncompleteView) -> Error {
    Error::Unreadable(format!("{}: {}", input.archive, input.message))
}

/// Documents on their way, and what is in the payload so far.
struct Pages<'s> {
    sink: &'s mut dyn Sink,
    payload: Vec<(String, Sum)>,
}

impl Pages<'_> {
    /// Makes a document of the payload.
    fn put(
        &mut self,
        name: &str,
        make: &mut dyn FnMut(&mut dyn Write) -> std::result::Result<AlteredCells, RenderError>,
    ) -> Result<()> {
        let sum = self.sink.put(name, &mut |out| {
            let made = make(out).map(drop);
            made.map_err(|error| render_fault(error, None, &target(name)))
        })?;
        self.payload.push((name.to_owned(), sum));
        Ok(())
    }

    /// Makes the rows of all accepted events.
    fn population(
        &mut self,
        name: &str,
        encoding: Encoding,
        sorter: &Sorter,
        context: &Context,
    ) -> Result<Written> {
        let mut written = Written::default();
        let sum = self.sink.put(name, &mut |out| {
            written = write_to(sorter, encoding, out, &target(name))?;
            Ok(())
        })?;
        self.payload.push((name.to_owned(), sum));
        context.say_altered(written.altered_cells);
        Ok(written)
    }

    /// The copies of what the documents are made by.
    fn settings(&self) -> Result<Vec<(String, Sum)>> {
        let folder = Path::new(SETTINGS);
        let failed = |error: std::io::Error| Error::Unreadable(format!("the settings: {error}"));
        let files = pack::folder_files(folder).map_err(failed)?;
        let sum = |name: String| {
            let sum = pack::sum_of(&folder.join(&name)).map_err(failed)?;
            Ok((format!("{}/{name}", pack::SETTINGS), sum))
        };
        files.into_iter().map(sum).collect()
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(String, Sum)> {
        let sum = self.sink.put(name, &mut |out| {
            let written = out.write_all(text.as_bytes());
            written.map_err(|error| target(name).failed(error))
        })?;
        Ok((name.to_owned(), sum))
    }

    /// Makes the tag files, once the payload is complete.
    fn tags(mut self, info: Info, incomplete: bool, events: u64) -> Result<Outcome> {
        let mut payload = std::mem::take(&mut self.payload);
        let info = Info {
            bytes: payload.iter().map(|(_, sum)| sum.bytes).sum(),
            files: payload.len() as u64,
            ..info
        };
        let version = ToolView::default().version;
        let mut tags = vec![
            self.text("bagit.txt", BAGIT)?,
            self.text("bag-info.txt", &info.text())?,
            self.text("manifest-sha256.txt", &pack::manifest(&mut payload))?,
            self.text("VERIFY.txt", &pack::verify_text(version))?,
        ];
        let (_, sum) = self.text(TAG_MANIFEST, &pack::manifest(&mut tags))?;
        Ok(Outcome::Made {
            payload: payload.into_iter().map(|(name, _)| name).collect(),
            accounts: info.accounts,
            months: info.months,
            events,
            incomplete,
            digest: sum.sha256,
        })
    }
}
