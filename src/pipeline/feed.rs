//! One archive as a row of numbered blocks, read by one thread at a time.

use super::block::Place;
use crate::finding::Code;
use crate::ingest::Digest;
use crate::ingest::container::{Compression, Container};
use crate::ingest::discover::{Source, Through};
use crate::ingest::fault::Fault;
use crate::ingest::framing::{Cut, Head, Shape, cut, head, lines_after_fault};
use crate::ingest::limits::Limits;
use crate::ingest::raw::RawInput;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes read before a cut is sought. Small enough that a block stays in a core's own cache as
/// long as it is worked on, large enough that the work around it does not count. What a block can hold
/// at most, records of two bytes that are no events, also grows with it.
pub const BLOCK: usize = 512 * 1024;

/// Some text of an archive.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) archive: usize,
    /// Number within the archive, from 0.
    pub(super) seq: u64,
    pub(super) bytes: Vec<u8>,
    /// Offset of the text in the document.
    pub(super) offset: u64,
    /// The document's text before its records, in the first block of an archive that is judged.
    pub(super) head: Vec<u8>,
    /// `None` when the archive has no readable records.
    pub(super) place: Option<Place>,
    /// Present in an archive's last block.
    pub(super) closing: Option<Closing>,
    /// Where bytes of the file, and of its document, may wait to be digested.
    pub(super) digests: [Option<Arc<Digest>>; 2],
}

/// What is known of a file once it was read to its end, or as far as it could be.
#[derive(Debug, Clone, Default)]
pub(super) struct Closing {
    pub(super) bytes: u64,
    pub(super) sha256: String,
    /// Of the document, where that was asked for and it was read to its end.
    pub(super) document_sha256: Option<String>,
    pub(super) compression: Compression,
    pub(super) fault: Option<Fault>,
    /// Where in the document each gzip member or zstd data frame starts.
    pub(super) members: Vec<u64>,
    /// Whether the document begins with a byte-order mark.
    pub(super) bom: bool,
}

/// How archives are read.
#[derive(Clone, Copy)]
pub(super) struct How<'p> {
    pub(super) progress: &'p (dyn Fn(u64) + Sync),
    /// Bytes read before a cut is sought, as a rule [`BLOCK`].
    pub(super) block: usize,
    pub(super) limits: Limits,
    /// Archives are judged: reading goes on behind what a report stops at.
    pub(super) judged: bool,
    pub(super) through: Option<&'p Through<'p>>,
    pub(super) documents: bool,
}

/// See the module.
pub(super) struct Feed<'p> {
    archive: usize,
    source: &'p Source,
    how: How<'p>,
    /// Set once the archive's records are known to be broken: the rest is only digested.
    stop: &'p AtomicBool,
    seq: u64,
    /// Text before the records that goes with the next block.
    head: Vec<u8>,
    reading: Option<Reading<'p>>,
}

struct Reading<'p> {
    container: Container<'p>,
    judged: bool,
    bom: bool,
    shape: Option<Shape>,
    /// Text before the records, if the archive is judged.
    head: Vec<u8>,
    learned: Cut,
    /// Text behind the last cut.
    left: Vec<u8>,
    /// Offset of `left` in the document.
    offset: u64,
    first: bool,
    /// The container has no more, for this reason if it is a fault.
    ended: bool,
    fault: Option<Fault>,
}

impl<'p> Feed<'p> {
    pub(super) fn new(
        archive: usize,
        source: &'p Source,
        stop: &'p AtomicBool,
        how: How<'p>,
    ) -> Self {
        Self {
            archive,
            source,
            how,
            stop,
            seq: 0,
            head: Vec::new(),
            reading: None,
        }
    }

    /// The next block; the last one has its closing. `spare` is memory to use again.
    pub(super) fn next(&mut self, spare: Vec<u8>) -> Block {
        let mut reading = match self.reading.take().map_or_else(|| self.open(), Ok) {
            Ok(reading) => reading,
            Err(fault) => {
                return self.number(
                    Vec::new(),
                    0,
                    None,
                    Some(Closing {
                        fault: Some(fault),
                        ..Closing::default()
                    }),
                );
            }
        };
        if self.stop.load(Ordering::Relaxed) {
            let closing = reading.close(None);
            return self.number(Vec::new(), reading.offset, None, Some(closing));
        }
        let step = match reading.shape {
            None => reading.begin(self.how.block, self.how.limits.event),
            Some(shape) => Ok(shape),
        };
        self.head = std::mem::take(&mut reading.head);
        let shape = match step {
            Ok(shape) => shape,
            Err(fault) => {
                let closing = reading.close(Some(fault));
                return self.number(Vec::new(), 0, None, Some(closing));
            }
        };
        let block = reading.cut_next(shape, self.how.block, spare);
        let Piece {
            bytes,
            offset,
            place,
            closing,
        } = block;
        if closing.is_none() {
            self.reading = Some(reading);
        }
        self.number(bytes, offset, Some(place), closing)
    }

    fn open(&self) -> Result<Reading<'p>, Fault> {
        let how = self.how;
        let input = self.source.open().map_err(|e| Fault::io(&e, 0))?;
        let input = match how.through {
            Some(through) => through(self.archive, input),
            None => input,
        };
        let container = Container::open(RawInput::new(input, how.progress))?;
        Ok(Reading {
            container: container
                .limited(how.limits)
                .endless(self.source.size().is_none())
                .digesting(how.documents),
            judged: how.judged,
            bom: false,
            shape: None,
            head: Vec::new(),
            learned: Cut::default(),
            left: Vec::new(),
            offset: 0,
            first: true,
            ended: false,
            fault: None,
        })
    }

    fn number(
        &mut self,
        bytes: Vec<u8>,
        offset: u64,
        place: Option<Place>,
        closing: Option<Closing>,
    ) -> Block {
        let seq = self.seq;
        self.seq += 1;
        Block {
            archive: self.archive,
            seq,
            bytes,
            offset,
            head: std::mem::take(&mut self.head),
            place,
            closing,
            digests: match &self.reading {
                Some(Reading { container, .. }) => [
                    Some(container.digest().clone()),
                    container.document_digest().cloned(),
                ],
                None => [None, None],
            },
        }
    }
}

struct Piece {
    bytes: Vec<u8>,
    offset: u64,
    place: Place,
    closing: Option<Closing>,
}

impl Reading<'_> {
    /// Reads as much as it takes to tell the shape, and moves to the first record.
    fn begin(&mut self, block: usize, longest: usize) -> Result<Shape, Fault> {
        let mut target = block;
        loop {
            let (ended, fault) = match self.container.fill(&mut self.left, target) {
                Ok(ended) => (ended, None),
                Err(fault) => (true, Some(fault)),
            };
            self.bom = self.left.starts_with(b"\xef\xbb\xbf");
            let mut found = head(&self.left, ended);
            if self.judged && matches!(found, Head::Fault(_)) {
                found = lines_after_fault(&self.left).unwrap_or(found);
            }
            match found {
                Head::Records { shape, start } => {
                    if self.judged && shape == Shape::Entries {
                        self.head = self.left[..start].to_vec();
                    }
                    self.left.drain(..start);
                    self.offset = start as u64;
                    self.learned = Cut::learn(&self.left);
                    self.shape = Some(shape);
                    // The container meets its fault again when it is asked for more.
                    return Ok(shape);
                }
                Head::Fault(found) => {
                    self.head = std::mem::take(&mut self.left);
                    return Err(fault.unwrap_or_else(|| Fault::json(found, 0)));
                }
                Head::NeedMore if self.left.len() > longest => {
                    return Err(Fault::too_long(0));
                }
                Head::NeedMore => target = (target * 2).min(longest.max(target).saturating_add(1)),
            }
        }
    }

    fn cut_next(&mut self, shape: Shape, block: usize, spare: Vec<u8>) -> Piece {
        // Blocks are cut by the document alone: how much more than it was asked for the container handed
        // on depends on the room in a buffer, so on threads.
        if !self.ended && self.left.len() <= block {
            match self.container.fill(&mut self.left, block + 1) {
                Ok(ended) => self.ended = ended,
                Err(fault) => (self.ended, self.fault) = (true, Some(fault)),
            }
        }
        let ended = self.ended && self.left.len() <= block;
        let at = if ended {
            self.left.len()
        } else {
            cut(shape, &self.learned, &self.left[..block])
        };
        let mut rest = spare;
        rest.clear();
        rest.extend_from_slice(&self.left[at..]);
        let mut bytes = std::mem::replace(&mut self.left, rest);
        bytes.truncate(at);
        let offset = self.offset;
        self.offset += at as u64;
        let last = ended
            && self
                .fault
                .as_ref()
                .is_none_or(|fault| self.reads_past(fault));
        let place = Place {
            shape,
            first: std::mem::replace(&mut self.first, false),
            last,
            broken_off: ended && !last,
        };
        let closing = ended.then(|| {
            let fault = self.fault.take();
            self.close(fault)
        });
        Piece {
            bytes,
            offset,
            place,
            closing,
        }
    }

    /// What follows the last member of a file does not cut its document short.
    fn reads_past(&self, fault: &Fault) -> bool {
        self.judged && fault.code == Some(Code::F02)
    }

    fn close(&mut self, fault: Option<Fault>) -> Closing {
        let closing = Closing {
            compression: self.container.compression,
            fault,
            members: self.container.members().to_vec(),
            bom: self.bom,
            document_sha256: self.container.document_sha256(),
            ..Closing::default()
        };
        match self.container.finish() {
            Ok((bytes, sha256)) => Closing {
                bytes,
                sha256,
                ..closing
            },
            Err(unread) => Closing {
                fault: closing.fault.or(Some(unread)),
                ..closing
            },
        }
    }
}
