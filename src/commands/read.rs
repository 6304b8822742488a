//! Reading archives, the same for every command.

use super::outputs::amount;
use super::{Context, rejects};
use crate::archive::months_there;
use crate::cli::Filters;
use crate::error::{Error, Result};
use crate::event::Month;
use crate::filter::Filter;
use crate::ingest::Source;
use crate::pipeline::Observer;
use crate::progress::Progress;
use crate::reading::{Counted, Reading};

impl Context {
    /// A reading by the settings in force. A command changes what is special to it, then hands it to
    /// [`Context::read`].
    pub(super) fn reading<'a>(
        &self,
        sources: &'a [Source],
        filter: &'a Filter,
        progress: &'a Progress,
    ) -> Reading<'a> {
        let read = sources.len();
        self.diagnostics.detail(&format!("{read} archives to read"));
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
            None => Error::Unreadable(format!("the run could not be started: {source}")),
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
    Err(Error::NoMonth(format!(
        "{}: no archive and no event is of that month, in {read}",
        absent.join(", ")
    ))
    .hint("trailproof list shows which months are there"))
}

/// The months that a filter names.
pub(super) fn months_asked(filters: &Filters) -> impl Iterator<Item = Month> {
    filters.month.iter().filter_map(|month| Month::parse(month))
}
