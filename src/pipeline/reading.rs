//! What a run is asked for.

use super::{BLOCK, Inspection, RejectSink, Tagger};
use crate::filter::Filter;
use crate::ingest::discover::{Source, Through};
use crate::ingest::limits::Limits;
use crate::record::Marks;

/// What is to be read, and how.
pub struct Reading<'p> {
    /// The archives, in the order in which they count.
    pub sources: &'p [Source],
    /// Which events count.
    pub filter: &'p Filter,
    /// Number of threads, at least 1. The result does not depend on it.
    pub threads: usize,
    /// Bytes of text that a thread decodes at a time. The result does not depend on it.
    pub block: usize,
    /// What is read of an archive at most.
    pub limits: Limits,
    /// Told how many bytes of input were read, before decompression, as they are read.
    pub progress: Box<dyn Fn(u64) + Sync + 'p>,
    /// Given every rejected record.
    pub rejects: Option<Box<RejectSink<'p>>>,
    /// A look at every record before it is accepted.
    pub inspection: Option<Inspection<'p>>,
    /// Whether [`Counted::shared`](crate::reading::Counted::shared) is wanted, which takes four bytes an event.
    pub shared: bool,
    /// Marks events by their names, `type.action`, each of which it is asked about at most once a thread. [`Accepted`](crate::pipeline::Accepted)
    /// has the marks; what is marked as [noted](Marks::NOTED) is shown to observers with its `data`.
    pub marker: Option<&'p (dyn Fn(&str) -> Marks + Sync)>,
    /// Tells of actors, apps and addresses, by id and label, what observers must know of them: any number, asked at most
    /// once a name and thread. [`Accepted`](crate::pipeline::Accepted) has the numbers.
    pub tagger: Option<&'p Tagger<'p>>,
    /// Whether observers are shown the events that the filter leaves out, too.
    pub outside: bool,
    /// What the bytes of each source go through as they are read, each once: something that keeps them, for example.
    pub through: Option<&'p Through<'p>>,
    /// Whether the SHA-256 of each document is wanted beside that of its file.
    pub documents: bool,
}

impl<'p> Reading<'p> {
    /// A reading of archives by one thread within the usual limits.
    #[must_use]
    pub fn new(sources: &'p [Source], filter: &'p Filter) -> Self {
        Self {
            sources,
            filter,
            threads: 1,
            block: BLOCK,
            limits: Limits::default(),
            progress: Box::new(|_| ()),
            rejects: None,
            inspection: None,
            shared: false,
            marker: None,
            tagger: None,
            outside: false,
            through: None,
            documents: false,
        }
    }
}
