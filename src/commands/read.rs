//! Reading archives, the same for every command.

use super::{Context, rejects};
use crate::error::{Error, Result};
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
