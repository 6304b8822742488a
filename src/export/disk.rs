//! Runs in the temporary file: key, length and text of one event after the other.

use super::key::{KEY_BYTES, Key};
use crate::output::Scratch;
use std::io::{self, ErrorKind};

const HEAD: usize = KEY_BYTES + 4;
/// Bytes that are written at a time.
const WRITE: usize = 1 << 20;

/// Where a run lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct DiskRun {
    pub(super) start: u64,
    pub(super) end: u64,
}

impl DiskRun {
    /// Room for a run of so many events with so many bytes of text.
    pub(super) fn reserve(scratch: &Scratch, events: u64, text: u64) -> Self {
        let len = events * HEAD as u64 + text;
        let start = scratch.reserve(len);
        Self {
            start,
            end: start + len,
        }
    }

    /// Room for what these runs come to together.
    pub(super) fn joined(scratch: &Scratch, runs: &[Self]) -> Self {
        let len = runs.iter().map(|run| run.end - run.start).sum();
        let start = scratch.reserve(len);
        Self {
            start,
            end: start + len,
        }
    }
}

/// Writes a run.
pub(super) struct Writer<'s> {
    scratch: &'s Scratch,
    place: u64,
    buffer: Vec<u8>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(scratch: &'s Scratch, run: DiskRun) -> Self {
        Self {
            scratch,
            place: run.start,
            buffer: Vec::with_capacity(WRITE + (WRITE >> 2)),
        }
    }

    pub(super) fn push(&mut self, key: Key, text: &[u8]) -> io::Result<()> {
        let len =
            u32::try_from(text.len()).map_err(|_| io::Error::from(ErrorKind::FileTooLarge))?;
        self.buffer.extend_from_slice(&key.to_bytes());
        self.buffer.extend_from_slice(&len.to_le_bytes());
        self.buffer.extend_from_slice(text);
        if self.buffer.len() >= WRITE {
            self.flush()?;
        }
        Ok(())
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.scratch.write_at(self.place, &self.buffer)?;
        self.place += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

/// Reads a run from its first event to its last.
pub(super) struct Reader<'s> {
    scratch: &'s Scratch,
    left: DiskRun,
    buffer: Vec<u8>,
    /// Start of the event that is current.
    at: usize,
    /// Bytes that are read at a time.
    step: usize,
    current: Option<(Key, usize)>,
}

impl<'s> Reader<'s> {
    /// Opens a run at its first event.
    pub(super) fn open(scratch: &'s Scratch, run: DiskRun, step: usize) -> io::Result<Self> {
        let mut reader = Self {
            scratch,
            left: run,
            buffer: Vec::new(),
            at: 0,
            step,
            current: None,
        };
        reader.advance()?;
        Ok(reader)
    }

    /// The current event; `None` behind the last.
    pub(super) fn get(&self) -> Option<(Key, &[u8])> {
        let (key, len) = self.current?;
        let start = self.at + HEAD;
        Some((key, &self.buffer[start..start + len]))
    }

    /// Moves to the next event.
    pub(super) fn advance(&mut self) -> io::Result<()> {
        if let Some((_, len)) = self.current.take() {
            self.at += HEAD + len;
        }
        if self.at == self.buffer.len() && self.left.start == self.left.end {
            return Ok(());
        }
        self.need(HEAD)?;
        let head = &self.buffer[self.at..self.at + HEAD];
        let (key, len) = head
            .split_first_chunk()
            .ok_or(io::Error::from(ErrorKind::UnexpectedEof))?;
        let key = Key::from_bytes(key);
        let len = len
            .iter()
            .rev()
            .fold(0, |n, byte| n << 8 | usize::from(*byte));
        self.need(HEAD + len)?;
        self.current = Some((key, len));
        Ok(())
    }

    /// Reads on until so many bytes are there from the current event on.
    fn need(&mut self, bytes: usize) -> io::Result<()> {
        let there = self.buffer.len() - self.at;
        if there >= bytes {
            return Ok(());
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        let left = usize::try_from(self.left.end - self.left.start).unwrap_or(usize::MAX);
        let read = self.step.max(bytes - there).min(left);
        // Not more than that, or hundreds of runs would take twice their share.
        self.buffer.reserve_exact(read);
        self.buffer.resize(there + read, 0);
        self.scratch
            .read_at(self.left.start, &mut self.buffer[there..])?;
        self.left.start += read as u64;
        if there + read < bytes {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}
