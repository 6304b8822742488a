//! Flow control: how much may be read ahead, and which decoded block is admitted next.

use super::decoded::Decoded;
use super::feed::Block;
use std::collections::BTreeMap;

/// Records that may wait for their turn before later archives are read on; 88 bytes each.
const WAITING: usize = 200_000;
/// The same where their text waits with them, which is most of what an event takes.
const WAITING_WITH_TEXT: usize = 20_000;

/// Decoded blocks of a run, and its read-ahead limits.
#[derive(Debug)]
pub(super) struct Flow {
    archives: Vec<Lane>,
    threads: usize,
    /// Archives before this one are done.
    current: usize,
    /// The first archive that was not begun.
    unopened: usize,
    waiting: usize,
    most_waiting: usize,
    busy: bool,
}

#[derive(Debug, Default)]
struct Lane {
    /// Blocks that came back from decoding out of order.
    arrived: BTreeMap<u64, (Block, Decoded)>,
    next: u64,
    in_flight: usize,
    parked: bool,
}

impl Flow {
    pub(super) fn new(archives: usize, threads: usize, keep_text: bool) -> Self {
        let most_waiting = if keep_text {
            WAITING_WITH_TEXT
        } else {
            WAITING
        };
        Self {
            archives: (0..archives).map(|_| Lane::default()).collect(),
            threads,
            current: 0,
            unopened: 0,
            waiting: 0,
            most_waiting,
            busy: false,
        }
    }

    /// Archives that may be begun now: as many are open at a time as there are threads.
    pub(super) fn open_more(&mut self) -> std::ops::Range<usize> {
        let first = self.unopened;
        self.unopened = (self.current + self.threads)
            .min(self.archives.len())
            .max(first);
        first..self.unopened
    }

    /// A block of an archive was read; says whether to read on. An archive that has to wait is parked
    /// until [`Self::unpark`] names it.
    pub(super) fn read(&mut self, archive: usize) -> bool {
        self.archives[archive].in_flight += 1;
        let on = self.may_read(archive);
        self.archives[archive].parked = !on;
        on
    }

    /// An archive's last block was read.
    pub(super) fn read_last(&mut self, archive: usize) {
        self.archives[archive].in_flight += 1;
    }

    fn may_read(&self, archive: usize) -> bool {
        let in_time = archive <= self.current || self.waiting < self.most_waiting;
        in_time && self.archives[archive].in_flight <= self.threads
    }

    /// Parked archives that may go on.
    pub(super) fn unpark(&mut self) -> Vec<usize> {
        let range = self.current.min(self.unopened)..self.unopened;
        let resumed: Vec<_> = range
            .filter(|&a| self.archives[a].parked && self.may_read(a))
            .collect();
        for &archive in &resumed {
            self.archives[archive].parked = false;
        }
        resumed
    }

    /// A block was decoded; says whether the calling thread is to admit.
    pub(super) fn arrive(&mut self, block: Block, decoded: Decoded) -> bool {
        self.archives[block.archive]
            .arrived
            .insert(block.seq, (block, decoded));
        !std::mem::replace(&mut self.busy, true)
    }

    /// The next block that is in order, of the earliest archive that has one.
    pub(super) fn next(&mut self) -> Option<(Block, Decoded)> {
        for lane in &mut self.archives[self.current.min(self.unopened)..self.unopened] {
            if let Some(item) = lane.arrived.remove(&lane.next) {
                lane.next += 1;
                lane.in_flight -= 1;
                return Some(item);
            }
        }
        None
    }

    /// The thread that admitted stops.
    pub(super) fn leave(&mut self) {
        self.busy = false;
    }

    /// The state of admission after a step.
    pub(super) fn advance(&mut self, current: usize, waiting: usize) {
        self.current = current;
        self.waiting = waiting;
    }
}
