//! The whole way from files to counts, in as many threads as are asked for.
//!
//! Reading one archive is sequential. The thread that reads an archive goes on reading and queues its
//! blocks for other threads as long as they keep up; otherwise it decodes the block itself, while that
//! is in its cache, and queues the reading. Several archives are read side by side. No thread waits for
//! another: blocks that are decoded early are put aside, and what may be read ahead is bounded.

mod admission;
mod again;
mod beside;
mod block;
mod decoded;
mod document;
mod extent;
mod facts;
mod feed;
mod flow;
mod id_table;
mod inspect;
mod naming;
mod note;
mod observer;
mod outside;
mod reading;
mod recovery;
mod shared;
mod tags;
mod twins;
mod utf8;

pub use admission::RejectSink;
pub use document::Archive;
pub use extent::Span;
pub use facts::{Facts, Locator, OfMonth};
pub use feed::BLOCK;
pub use id_table::ID_BYTES;
pub use inspect::{Beside, Inspect, Inspected, Inspection, Seen};
pub(crate) use naming::Questions;
pub use note::{Note, Notes};
pub use observer::{Accepted, Observer};
pub use outside::Outside;
pub use reading::Reading;
pub use shared::Shared;
pub use tags::{Tagger, Tags};

use crate::filter::Filter;
use crate::finding::Code;
use crate::identity::{SharedNames, Used};
use crate::ingest::limits::Limits;
use crate::json::Seed;
use crate::record::{Ledger, Record};
use crate::sync::{locked, pool};
use admission::{Admission, Keeping};
use block::{Decoder, Inspecting};
use decoded::{Decoded, End};
use feed::{Block, Feed, How};
use flow::Flow;
use naming::Naming;
use rayon::Scope;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use utf8::Utf8;

/// Bytes of the largest memory that is used again: what a long event took is given back.
const LARGEST_SPARE: usize = 4 * BLOCK;

/// What came of it, in symbols that depend on the order in which threads met the names.
pub(crate) struct Outcome<O> {
    pub(crate) archives: Vec<Archive>,
    pub(crate) ledger: Ledger,
    pub(crate) findings: BTreeMap<Code, u64>,
    pub(crate) blocks: u64,
    pub(crate) shared: Vec<Shared>,
    pub(crate) observed: O,
    pub(crate) names: SharedNames,
    /// The names of events that the filter left out.
    pub(crate) left_out: Used,
}

/// What all tasks share.
struct Run<'p, 'n, O> {
    filter: &'n Filter,
    names: &'n SharedNames,
    observer: &'n (dyn Fn() -> O + Sync),
    inspection: Option<&'n Inspection<'n>>,
    questions: Questions<'n>,
    limits: Limits,
    seed: Seed,
    keep_raw: bool,
    feeds: Vec<Mutex<Feed<'p>>>,
    stops: &'p [AtomicBool],
    flow: Mutex<Flow>,
    admission: Mutex<Admission<'p>>,
    decoders: Mutex<Vec<Decoder<'n>>>,
    /// With what the filter left out before each.
    observers: Mutex<Vec<(O, Used)>>,
    spares: Mutex<Vec<Vec<u8>>>,
    spare_lists: Mutex<Vec<Vec<Record>>>,
    /// Blocks that were accepted and not yet observed.
    unobserved: AtomicUsize,
    /// Tasks that are not done, begun or not.
    tasks: AtomicUsize,
    threads: usize,
}

/// Reads all archives and shows their events to observers, one a thread, which `observer` makes.
///
/// # Errors
/// When the threads cannot be started or the sink for rejected records fails. An archive that
/// cannot be read is no error here: its [`Archive::fault`] says so.
pub(crate) fn run<O: Observer>(
    reading: Reading<'_>,
    observer: &(dyn Fn() -> O + Sync),
) -> std::io::Result<Outcome<O>> {
    let Reading {
        sources,
        filter,
        threads,
        block,
        limits,
        progress,
        rejects,
        inspection,
        shared,
        marker,
        tagger,
        outside,
        through,
        documents,
    } = reading;
    let pool = pool(threads)?;
    let names = SharedNames::default();
    let stops: Vec<AtomicBool> = sources.iter().map(|_| AtomicBool::new(false)).collect();
    let seed = Seed::random();
    let keep_raw = rejects.is_some();
    let keep_text = keep_raw || O::WANTS_TEXT;
    let inspection = inspection.as_ref();
    let judged = inspection.is_some();
    let how = How {
        progress: &*progress,
        block,
        limits,
        judged,
        through,
        documents,
    };
    let feed = |(archive, source)| {
        let stop = &stops[archive];
        Mutex::new(Feed::new(archive, source, stop, how))
    };
    let keeping = Keeping {
        text: keep_text,
        list: inspection.map(|wants| wants.list),
        twins: inspection.is_some_and(|wants| wants.twins),
        shared,
        sink: rejects,
        limits,
    };
    let run = Run {
        filter,
        names: &names,
        observer,
        inspection,
        questions: Questions {
            marker,
            tagger,
            outside,
        },
        limits,
        seed,
        keep_raw,
        feeds: sources.iter().enumerate().map(feed).collect(),
        stops: &stops,
        flow: Mutex::new(Flow::new(sources.len(), threads, keep_text)),
        admission: Mutex::new(Admission::new(sources.len(), seed, keeping)),
        decoders: Mutex::default(),
        observers: Mutex::default(),
        spares: Mutex::default(),
        spare_lists: Mutex::default(),
        unobserved: AtomicUsize::new(0),
        tasks: AtomicUsize::new(0),
        threads,
    };
    pool.scope(|scope| run.resume(scope));
    let Run {
        admission,
        observers,
        decoders,
        feeds,
        ..
    } = run;
    drop((decoders, feeds));
    let paths = sources.iter().map(|source| &*source.shown);
    let entered = admission
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .finish(paths)?;
    let (mut observed, mut left_out) = (observer(), Used::default());
    for (other, its) in observers
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
    {
        observed.merge(other);
        left_out.merge(&its);
    }
    Ok(Outcome {
        archives: entered.archives,
        ledger: entered.ledger,
        findings: entered.findings,
        blocks: entered.blocks,
        shared: entered.shared,
        observed,
        names,
        left_out,
    })
}

impl<'n, O: Observer> Run<'_, 'n, O> {
    /// Starts reading every archive that may be read and is not.
    fn resume<'s>(&'s self, scope: &Scope<'s>) {
        let mut flow = locked(&self.flow);
        let mut begin: Vec<usize> = flow.open_more().collect();
        begin.extend(flow.unpark());
        drop(flow);
        for archive in begin {
            self.spawn(scope, move |scope| self.read(archive, scope));
        }
    }

    /// Queues a task for the first thread that is free.
    fn spawn<'s>(&'s self, scope: &Scope<'s>, task: impl FnOnce(&Scope<'s>) + Send + 's) {
        self.tasks.fetch_add(1, Ordering::Relaxed);
        scope.spawn(move |scope| {
            task(scope);
            self.tasks.fetch_sub(1, Ordering::Relaxed);
        });
    }

    /// Reads an archive, block by block, for as long as it may be read on. A block is queued for another
    /// thread if that leaves no more than one task waiting, because reading an archive is sequential.
    /// Otherwise it is decoded here, while it is in this core's cache, and the reading is queued.
    fn read<'s>(&'s self, archive: usize, scope: &Scope<'s>) {
        loop {
            let spare = locked(&self.spares).pop().unwrap_or_default();
            let block = locked(&self.feeds[archive]).next(spare);
            if block.closing.is_some() {
                locked(&self.flow).read_last(archive);
                return self.work(block, scope);
            }
            if !locked(&self.flow).read(archive) {
                return self.work(block, scope);
            }
            let keeps_up = self.tasks.load(Ordering::Relaxed) <= self.threads;
            if self.threads == 1 || !keeps_up {
                self.spawn(scope, move |scope| self.read(archive, scope));
                return self.work(block, scope);
            }
            self.spawn(scope, move |scope| self.work(block, scope));
        }
    }

    /// Decodes a block and has it admitted.
    fn work<'s>(&'s self, block: Block, scope: &Scope<'s>) {
        let mut decoder = locked(&self.decoders)
            .pop()
            .unwrap_or_else(|| self.decoder());
        if let Some(list) = locked(&self.spare_lists).pop() {
            decoder.reuse(list);
        }
        for digest in block.digests.iter().flatten() {
            digest.catch_up();
        }
        let decoded = decode(&block, &mut decoder);
        self.deliver(block, decoded, &mut decoder, scope);
        locked(&self.decoders).push(decoder);
    }

    fn decoder(&self) -> Decoder<'n> {
        let inspecting = self.inspection.map(|wants| Inspecting {
            inspector: (wants.inspector)(),
            list: wants.list,
            times: wants.times,
        });
        let twins = self.inspection.is_some_and(|wants| wants.twins);
        let naming = Naming::new(self.names, self.filter, self.questions, twins);
        Decoder::new(naming, self.seed, self.keep_raw, self.limits, inspecting)
    }

    /// Admits a block and those behind it, or queues it for the thread that admits.
    fn deliver<'s>(
        &'s self,
        block: Block,
        decoded: Decoded,
        decoder: &mut Decoder<'_>,
        scope: &Scope<'s>,
    ) {
        if !locked(&self.flow).arrive(block, decoded) {
            return;
        }
        let mut behind = false;
        loop {
            let mut flow = locked(&self.flow);
            let next = flow.next();
            if next.is_none() && !behind {
                return flow.leave();
            }
            drop(flow);
            let mut admission = locked(&self.admission);
            let handed = match next {
                Some((block, decoded)) => admission.take(block, decoded, decoder),
                None => admission.go_on(),
            };
            let (current, waiting) = admission.progress();
            drop(admission);
            behind = handed.behind;
            if let Some(archive) = handed.broken {
                self.stops[archive].store(true, Ordering::Relaxed);
            }
            locked(&self.flow).advance(current, waiting);
            if let Some(spare) = handed.spare {
                self.give_back(spare);
            }
            if let Some(accepted) = handed.accepted {
                // An observer may have to wait for a disk. The thread that admits then does its work,
                // so that nothing new is read and what is unobserved stays bounded.
                if self.unobserved.fetch_add(1, Ordering::Relaxed) < self.most_blocks() {
                    self.spawn(scope, move |_| self.observe(accepted));
                } else {
                    self.observe(accepted);
                }
            }
            self.resume(scope);
        }
    }

    fn observe(&self, accepted: Accepted) {
        let known = locked(&self.observers).pop();
        let (mut observer, mut left_out) =
            known.unwrap_or_else(|| ((self.observer)(), Used::default()));
        observer.observe(&accepted);
        for variants in &accepted.left_out {
            left_out.variants(variants);
        }
        self.unobserved.fetch_sub(1, Ordering::Relaxed);
        locked(&self.observers).push((observer, left_out));
        locked(&self.spare_lists).push(accepted.records);
        self.give_back(accepted.text);
    }

    /// Blocks that may wait to be observed, and whose memory is kept.
    fn most_blocks(&self) -> usize {
        self.threads * 4
    }

    /// Keeps memory to be used again, as much as can be in use at a time: text that was joined from two
    /// blocks leaves that of both.
    fn give_back(&self, spare: Vec<u8>) {
        let mut spares = locked(&self.spares);
        if (1..=LARGEST_SPARE).contains(&spare.capacity()) && spares.len() < self.most_blocks() {
            spares.push(spare);
        }
    }
}

fn decode(block: &Block, decoder: &mut Decoder<'_>) -> Decoded {
    match block.place {
        Some(place) => decoder.decode(Utf8::of(&block.bytes), place),
        None => Decoded::nothing(End::Open),
    }
}
