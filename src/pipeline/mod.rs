//! The whole way from files to counts, and the only place with threads.
//!
//! A thread that reads a block also decodes it, while the block is in its cache; the next thread
//! reads the next block meanwhile. So one archive keeps all threads busy as long as decoding takes
//! longer than reading, and several archives are read side by side. Nobody ever waits for anybody:
//! blocks that come back early are put aside, and what may be read ahead is bounded.

mod block;
mod desk;
mod extent;
mod feed;
mod flow;
mod id_table;

pub use desk::{Archive, RejectSink};
pub use extent::Span;
pub use feed::BLOCK;

use crate::aggregate::{Aggregate, By, Cross, Sections};
use crate::filter::Filter;
use crate::finding::Code;
use crate::identity::{Dimension, Name, Names};
use crate::ingest::discover::Source;
use crate::json::Seed;
use crate::record::{Ledger, Record};
use crate::sync::locked;
use block::{Decoded, Decoder, End};
use desk::{Desk, Handed};
use feed::{Block, Feed};
use flow::Flow;
use rayon::Scope;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// What to do with the archives.
pub struct Job<'p> {
    /// The archives, in the order in which they count.
    pub sources: &'p [Source],
    /// Which events count.
    pub filter: &'p Filter,
    /// Groupings of a cross-table, if one is wanted beside the standard sections.
    pub by: &'p [By],
    /// Number of threads, at least 1.
    pub threads: usize,
    /// Bytes of a block, as a rule [`BLOCK`]; results do not depend on it.
    pub block: usize,
    /// Told of bytes as they are read.
    pub progress: &'p (dyn Fn(u64) + Sync),
    /// Given every rejected record.
    pub rejects: Option<Box<RejectSink<'p>>>,
}

/// What came of it.
pub struct Outcome {
    /// The archives, in the order of the sources.
    pub archives: Vec<Archive>,
    /// What became of every record.
    pub ledger: Ledger,
    /// How often each code was raised.
    pub findings: BTreeMap<Code, u64>,
    /// The standard sections.
    pub sections: Sections,
    /// The cross-table, if one was wanted.
    pub cross: Option<Cross>,
    /// The names behind the symbols.
    pub names: Names,
}

/// The aggregates of one thread.
#[derive(Default)]
struct Observer {
    sections: Sections,
    cross: Option<Cross>,
}

/// What all tasks share.
struct Run<'p, 'n> {
    filter: &'n Filter,
    names: &'n Names,
    by: &'n [By],
    seed: Seed,
    keep_raw: bool,
    feeds: Vec<Mutex<Feed<'p>>>,
    stops: &'p [AtomicBool],
    flow: Mutex<Flow>,
    desk: Mutex<Desk<'p>>,
    decoders: Mutex<Vec<Decoder<'n>>>,
    observers: Mutex<Vec<Observer>>,
    spares: Mutex<Vec<Vec<u8>>>,
}

/// Reads all archives and counts their events.
///
/// # Errors
/// When the threads cannot be started or the sink for rejected records fails. An archive that
/// cannot be read is no error here: its [`Archive::fault`] says so.
pub fn run(job: Job<'_>) -> std::io::Result<Outcome> {
    let Job {
        sources,
        filter,
        by,
        threads,
        block,
        progress,
        rejects,
    } = job;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(std::io::Error::other)?;
    let names = Names::default();
    let stops: Vec<AtomicBool> = sources.iter().map(|_| AtomicBool::new(false)).collect();
    let seed = Seed::random();
    let keep_raw = rejects.is_some();
    let feed = |(archive, source)| {
        Mutex::new(Feed::new(archive, source, progress, &stops[archive], block))
    };
    let run = Run {
        filter,
        names: &names,
        by,
        seed,
        keep_raw,
        feeds: sources.iter().enumerate().map(feed).collect(),
        stops: &stops,
        flow: Mutex::new(Flow::new(sources.len(), threads)),
        desk: Mutex::new(Desk::new(sources.len(), seed, rejects)),
        decoders: Mutex::default(),
        observers: Mutex::default(),
        spares: Mutex::default(),
    };
    pool.scope(|scope| run.resume(scope));
    let Run {
        desk,
        observers,
        decoders,
        feeds,
        ..
    } = run;
    drop((decoders, feeds));
    let accounts: Vec<Name> = names.read(Dimension::Account, |accounts| {
        accounts.variants().iter().map(|v| v.name.clone()).collect()
    });
    let entered = desk
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .finish(|account| {
            let name = accounts.get(account as usize).cloned().unwrap_or_default();
            (name.label, name.id)
        })?;
    let mut total = Observer {
        sections: Sections::default(),
        cross: (!by.is_empty()).then(|| Cross::new(by)),
    };
    for observer in observers
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
    {
        total.merge(observer);
    }
    Ok(Outcome {
        archives: entered.archives,
        ledger: entered.ledger,
        findings: entered.findings,
        sections: total.sections,
        cross: total.cross,
        names,
    })
}

impl Observer {
    fn observe(&mut self, record: &Record) {
        self.sections.observe(record);
        if let Some(cross) = &mut self.cross {
            cross.observe(record);
        }
    }

    fn merge(&mut self, other: Self) {
        self.sections.merge(other.sections);
        if let (Some(mine), Some(theirs)) = (&mut self.cross, other.cross) {
            mine.merge(theirs);
        }
    }
}

impl<'n> Run<'_, 'n> {
    /// Starts reading every archive that may be read and is not.
    fn resume<'s>(&'s self, scope: &Scope<'s>) {
        let mut flow = locked(&self.flow);
        let mut begin: Vec<usize> = flow.open_more().collect();
        begin.extend(flow.unpark());
        drop(flow);
        for archive in begin {
            scope.spawn(move |scope| self.read(archive, scope));
        }
    }

    /// Reads one block of an archive, lets somebody else read the next, and decodes it.
    fn read<'s>(&'s self, archive: usize, scope: &Scope<'s>) {
        let spare = locked(&self.spares).pop().unwrap_or_default();
        let block = locked(&self.feeds[archive]).next(spare);
        let more = block.closing.is_none();
        if more {
            if locked(&self.flow).read(archive) {
                scope.spawn(move |scope| self.read(archive, scope));
            }
        } else {
            locked(&self.flow).read_last(archive);
        }
        let mut decoder = locked(&self.decoders)
            .pop()
            .unwrap_or_else(|| self.decoder());
        let decoded = decode(&block, &mut decoder);
        self.deliver(block, decoded, &mut decoder, scope);
        locked(&self.decoders).push(decoder);
    }

    fn decoder(&self) -> Decoder<'n> {
        Decoder::new(self.names, self.filter, self.seed, self.keep_raw)
    }

    /// Brings a block to the desk, or leaves it for whoever works there.
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
        loop {
            let Some((block, decoded)) = locked(&self.flow).next() else {
                break;
            };
            let mut desk = locked(&self.desk);
            let Handed {
                accepted,
                spare,
                broken,
            } = desk.take(block, decoded, decoder);
            let (current, waiting) = desk.progress();
            drop(desk);
            if let Some(archive) = broken {
                self.stops[archive].store(true, Ordering::Relaxed);
            }
            locked(&self.flow).advance(current, waiting);
            locked(&self.spares).extend(spare);
            for records in accepted {
                scope.spawn(move |_| self.observe(&records));
            }
            self.resume(scope);
        }
    }

    fn observe(&self, records: &[Record]) {
        let known = locked(&self.observers).pop();
        let mut observer = known.unwrap_or_else(|| Observer {
            sections: Sections::default(),
            cross: (!self.by.is_empty()).then(|| Cross::new(self.by)),
        });
        for record in records {
            observer.observe(record);
        }
        locked(&self.observers).push(observer);
    }
}

fn decode(block: &Block, decoder: &mut Decoder<'_>) -> Decoded {
    match block.place {
        Some(place) => decoder.decode(&block.bytes, place),
        None => Decoded::nothing(End::Open),
    }
}
