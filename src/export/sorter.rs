//! Which runs are in memory and which on disk.

use super::disk::{DiskRun, Writer};
use super::key::Key;
use super::merge::merge;
use super::run::Run;
use crate::identity::Symbolic;
use crate::output::Scratch;
use crate::pipeline::{Accepted, ID_BYTES, Observer};
use crate::sync::locked;
use std::convert::Infallible;
use std::io;
use std::sync::Mutex;

/// Text of a run. Allocations of this size are the system's own, so that what is given back is free.
const LARGEST_RUN: usize = 32 << 20;
/// Least that is read from a run on disk at a time; less than that and seeking is all that is done.
const LEAST_STEP: usize = 64 << 10;
const MOST_STEP: usize = 1 << 20;

/// Sorts what all threads gather, within an amount of memory that counts the runs, the ids by which
/// the pipeline knows duplicates, and the buffers of merging.
#[derive(Debug)]
pub struct Sorter {
    memory: usize,
    threads: usize,
    /// Text of a run.
    run: usize,
    scratch: Scratch,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    memory: Vec<Run>,
    /// Sum of the sizes of runs in memory.
    size: usize,
    disk: Vec<DiskRun>,
    events: usize,
    failure: Option<io::Error>,
}

impl Sorter {
    /// A sorter for so many threads with so many bytes of memory; the rest goes to `scratch`.
    #[must_use]
    pub fn new(memory: u64, threads: usize, scratch: Scratch) -> Self {
        let memory = usize::try_from(memory).unwrap_or(usize::MAX);
        Self {
            memory,
            threads,
            run: (memory / (4 * threads.max(2))).clamp(1 << 18, LARGEST_RUN),
            scratch,
            kept: Mutex::default(),
        }
    }

    /// What one thread gathers with.
    #[must_use]
    pub fn gatherer(&self) -> Gatherer<'_> {
        Gatherer {
            sorter: self,
            run: Run::default(),
        }
    }

    /// How many threads gather.
    pub(super) const fn threads(&self) -> usize {
        self.threads
    }

    /// How many events were gathered.
    #[must_use]
    pub fn events(&self) -> u64 {
        locked(&self.kept).events as u64
    }

    /// How many bytes complete runs may have in memory, now that so many ids are known.
    fn allowance(&self, events: usize) -> usize {
        let gathering = self.threads * (self.run + self.run / 4);
        let merging = self.memory / 8;
        self.memory
            .saturating_sub(gathering + merging + events * ID_BYTES)
    }

    /// Keeps a complete run; writes out as many as there is no room for.
    fn keep(&self, mut run: Run) -> Run {
        if run.is_empty() {
            return run;
        }
        run.sort();
        let mut kept = locked(&self.kept);
        if kept.failure.is_some() {
            run.clear();
            return run;
        }
        kept.events += run.extent().0;
        kept.size += run.size();
        kept.memory.push(run);
        let mut spare = Run::default();
        while kept.size > self.allowance(kept.events) {
            let Some(mut run) = kept.memory.pop() else {
                break;
            };
            kept.size -= run.size();
            drop(kept);
            let written = self.write_out(&run);
            run.clear();
            spare = run;
            kept = locked(&self.kept);
            match written {
                Ok(run) => kept.disk.push(run),
                Err(failure) => {
                    kept.failure = Some(failure);
                    break;
                }
            }
        }
        spare
    }

    fn write_out(&self, run: &Run) -> io::Result<DiskRun> {
        let (events, text) = run.extent();
        let place = DiskRun::reserve(&self.scratch, events as u64, text as u64);
        let mut writer = Writer::new(&self.scratch, place);
        for i in 0..events {
            if let Some((key, text)) = run.get(i) {
                writer.push(key, text)?;
            }
        }
        writer.flush()?;
        Ok(place)
    }

    /// Whether everything that was gathered is there, before anything is written.
    ///
    /// # Errors
    /// Where the temporary file could not be written.
    pub fn ready(&self) -> crate::error::Result<()> {
        let failure = locked(&self.kept).failure.take();
        failure.map_or(Ok(()), |failure| Err(self.scratch.failed(failure)))
    }

    /// Whether anything is on disk.
    #[cfg(test)]
    pub(super) fn spilled(&self) -> bool {
        !locked(&self.kept).disk.is_empty()
    }

    /// Hands all events to `take`, each once and in order, when all gatherers are dropped; as often as it is
    /// called. An error of the temporary file is the outer one, an error of `take` the inner one.
    ///
    /// # Errors
    /// Where the temporary file could not be read.
    pub fn merge<E>(
        &self,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> crate::error::Result<Result<(), E>> {
        let Kept {
            memory,
            size,
            disk,
            events,
            failure: _,
        } = std::mem::take(&mut *locked(&self.kept));
        // The ids are gone by now, but their memory need not be the system's again.
        let room = self
            .memory
            .saturating_sub(size + events * ID_BYTES)
            .max(self.memory / 8);
        let disk = self
            .fewer(disk, (room / LEAST_STEP).max(2))
            .map_err(|error| self.scratch.failed(error))?;
        let step = (room / disk.len().max(1)).clamp(LEAST_STEP, MOST_STEP);
        let taken = merge(&memory, &disk, &self.scratch, step, |_, text| take(text));
        *locked(&self.kept) = Kept {
            memory,
            size,
            disk,
            events,
            failure: None,
        };
        taken.map_err(|error| self.scratch.failed(error))
    }

    /// Merges runs on disk until there are so few that each can be read in useful steps.
    fn fewer(&self, mut runs: Vec<DiskRun>, most: usize) -> io::Result<Vec<DiskRun>> {
        while runs.len() > most {
            let some: Vec<_> = runs.drain(..most).collect();
            let place = DiskRun::joined(&self.scratch, &some);
            let mut writer = Writer::new(&self.scratch, place);
            let mut failure = Ok(());
            let Ok(()) = merge(&[], &some, &self.scratch, LEAST_STEP, |key: Key, text| {
                if failure.is_ok() {
                    failure = writer.push(key, text);
                }
                Ok::<(), Infallible>(())
            })?;
            failure?;
            writer.flush()?;
            runs.push(place);
        }
        Ok(runs)
    }
}

/// Gathers the events that one thread sees.
#[derive(Debug)]
pub struct Gatherer<'s> {
    sorter: &'s Sorter,
    run: Run,
}

impl Observer for Gatherer<'_> {
    const WANTS_TEXT: bool = true;

    fn observe(&mut self, accepted: &Accepted) {
        for record in &accepted.records {
            let start = record.offset as usize;
            let text = &accepted.text[start..start + record.len as usize];
            if !self.run.has_room(text.len()) {
                let run = std::mem::take(&mut self.run);
                self.run = self.sorter.keep(run);
                if !self.run.has_room(text.len()) {
                    self.run.make_room(self.sorter.run.max(text.len()));
                }
            }
            self.run.push(Key::of(record), text);
        }
    }

    fn merge(&mut self, other: Self) {
        drop(other);
    }
}

/// Events keep their text, so there are no symbols.
impl Symbolic for Gatherer<'_> {}

/// An unfinished run is a run: nothing that was gathered can be forgotten.
impl Drop for Gatherer<'_> {
    fn drop(&mut self) {
        self.sorter.keep(std::mem::take(&mut self.run));
    }
}
