//! Sorted runs into one.

use super::disk::{DiskRun, Reader};
use super::key::Key;
use super::run::Run;
use crate::output::Scratch;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io;

enum Source<'s> {
    Memory(&'s Run, usize),
    Disk(Reader<'s>),
}

impl Source<'_> {
    fn get(&self) -> Option<(Key, &[u8])> {
        match self {
            Self::Memory(run, place) => run.get(*place),
            Self::Disk(reader) => reader.get(),
        }
    }

    fn advance(&mut self) -> io::Result<()> {
        match self {
            Self::Memory(_, place) => *place += 1,
            Self::Disk(reader) => reader.advance()?,
        }
        Ok(())
    }
}

/// Hands the events of all runs to `take`, in order. `step` is what is read from a run on disk at a
/// time. An error of reading is the outer one, an error of `take` the inner one.
pub(super) fn merge<E>(
    memory: &[Run],
    disk: &[DiskRun],
    scratch: &Scratch,
    step: usize,
    mut take: impl FnMut(Key, &[u8]) -> Result<(), E>,
) -> io::Result<Result<(), E>> {
    let mut sources: Vec<Source<'_>> = memory.iter().map(|run| Source::Memory(run, 0)).collect();
    for run in disk {
        sources.push(Source::Disk(Reader::open(scratch, *run, step)?));
    }
    let mut next: BinaryHeap<Reverse<(Key, usize)>> = sources
        .iter()
        .enumerate()
        .filter_map(|(i, source)| Some(Reverse((source.get()?.0, i))))
        .collect();
    while let Some(mut first) = next.peek_mut() {
        let source = &mut sources[first.0.1];
        if let Some((key, text)) = source.get()
            && let Err(error) = take(key, text)
        {
            return Ok(Err(error));
        }
        source.advance()?;
        match source.get() {
            Some((key, _)) => first.0.0 = key,
            None => {
                PeekMut::pop(first);
            }
        }
    }
    Ok(Ok(()))
}
