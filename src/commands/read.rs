//! Reading archives, the same for every command.

use super::outputs::amount;
use super::{Context, rejects};
use crate::archive::months_there;
use crate::catalog::Catalogs;
use crate::cli::{Filters, Form};
use crate::config::{generated_at, load_catalogs, load_templates};
use crate::error::{Error, Result};
use crate::event::{Month, Timestamp};
use crate::filter::Filter;
use crate::ingest::discover::total_size;
use crate::ingest::{Source, discover, foreign, is_pack};
use crate::output::Inputs;
use crate::pipeline::Observer;
use crate::progress::Progress;
use crate::reading::{Counted, Reading};
use crate::render::Templates;
use std::ffi::OsString;

/// What a report and a comparison are made by, besides archives.
pub(super) struct Basis {
    pub(super) filter: Filter,
    pub(super) catalogs: Catalogs,
    pub(super) generated_at: Option<Timestamp>,
    pub(super) templates: Templates,
}

impl Context {
    /// What the flags of a report or a comparison say.
    pub(super) fn basis(&self, filters: &Filters, form: &Form) -> Result<Basis> {
        Ok(Basis {
            filter: Filter::new(&filters.criteria())?,
            catalogs: load_catalogs(&self.settings.catalog.value)?,
            generated_at: generated_at(form.generated_at, &self.environment)?,
            templates: load_templates(form.template.as_deref())?,
        })
    }

    /// Finds the inputs that the arguments mean. What is known by its content to be no archive is passed
    /// over where it was found in a folder or by a pattern, with a note, and refused where it was named.
    pub(super) fn discover(&self, arguments: &[OsString]) -> Result<Vec<Source>> {
        if let Some(pack) = arguments.iter().find(|named| is_pack(named.as_ref())) {
            let shown = pack.to_string_lossy();
            return Err(
                Error::Usage(format!("{shown}: an evidence pack, not an archive")).hint(format!(
                    "name {shown}/data/archives, or verify it with `trailproof verify`"
                )),
            );
        }
        let mut archives = Vec::new();
        for source in discover(arguments)? {
            let Some(foreign) = foreign(&source) else {
                archives.push(source);
                continue;
            };
            let sentence = format!("{}: {}", source.shown, foreign.what());
            if arguments
                .iter()
                .any(|named| named.to_string_lossy() == source.shown)
            {
                return Err(Error::Usage(sentence));
            }
            self.diagnostics.note(&format!("skipped {sentence}"));
        }
        match arguments {
            [path, ..] if archives.is_empty() => Err(Error::NothingFound {
                path: path.to_string_lossy().into_owned(),
            }),
            _ => Ok(archives),
        }
    }

    /// What every command reads besides archives: the configuration and the catalog.
    pub(super) fn inputs(&self) -> Inputs {
        let settings = &self.settings;
        Inputs::default()
            .file("the configuration", settings.file.as_deref())
            .file("the catalog", settings.catalog.value.path())
    }

    /// The progress of reading all of these.
    pub(super) fn progress(&self, sources: &[&[Source]]) -> Progress {
        let size = sources.iter().map(|sources| total_size(sources)).sum();
        Progress::new(size, self.settings.progress.value)
    }

    /// Reads archives with a progress of their own, by the settings in force and what the command changes
    /// of them. `rejects` is where rejected records go.
    pub(super) fn count<O: Observer>(
        &self,
        sources: &[Source],
        filter: &Filter,
        rejects: Option<&rejects::File>,
        change: impl for<'a> FnOnce(Reading<'a>) -> Reading<'a>,
        observer: &(dyn Fn() -> O + Sync),
    ) -> Result<Counted<O>> {
        let progress = self.progress(&[sources]);
        let reading = change(self.reading(sources, filter, &progress));
        self.read(reading, rejects, observer)
    }

    /// A reading by the settings in force, for [`Context::read`].
    pub(super) fn reading<'a>(
        &self,
        sources: &'a [Source],
        filter: &'a Filter,
        progress: &'a Progress,
    ) -> Reading<'a> {
        let read = amount(sources.len() as u64, "archive");
        self.diagnostics.detail(&format!("reading {read}"));
        Reading {
            threads: self.settings.threads.value.get(),
            limits: self.settings.limits.for_reading(),
            progress: Box::new(|bytes| progress.add(bytes)),
            ..Reading::new(sources, filter)
        }
    }

    /// Reads. `rejects` is where rejected records go.
    pub(super) fn read<'a, O: Observer>(
        &self,
        mut reading: Reading<'a>,
        rejects: Option<&'a rejects::File>,
        observer: &(dyn Fn() -> O + Sync),
    ) -> Result<Counted<O>> {
        reading.rejects = rejects.map(|file| file.sink(reading.sources));
        reading.run(observer).map_err(|source| match rejects {
            Some(file) => file.failed(source),
            None => Error::Unreadable(format!("the archives could not be read: {source}")),
        })
    }
}

/// Refuses months of which nothing is there: a document of zeros would pass for an answer. Where an
/// archive could not be read to its end, what it holds is unknown, and that is said instead.
pub(super) fn need_months<O>(
    counted: &Counted<O>,
    months: impl IntoIterator<Item = Month>,
) -> Result<()> {
    let broken = counted
        .archives
        .iter()
        .any(|archive| archive.fault.is_some());
    let there = months_there(counted);
    let absent = months.into_iter().filter(|month| !there.contains(month));
    let absent: Vec<String> = absent.map(|month| month.to_string()).collect();
    if absent.is_empty() || broken {
        return Ok(());
    }
    let read = amount(counted.archives.len() as u64, "archive");
    let of = match absent.len() {
        1 => "that month",
        _ => "these months",
    };
    Err(Error::NoMonth(format!(
        "{}: no archive and no event of {of} ({read} read)",
        absent.join(", ")
    ))
    .hint("`trailproof list` shows the months that are available"))
}

/// The months that a filter names.
pub(super) fn months_asked(filters: &Filters) -> impl Iterator<Item = Month> {
    filters.month.iter().filter_map(|month| Month::parse(month))
}
