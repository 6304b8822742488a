//! Bytes as received: one pass that counts and digests what it hands on.

use super::digest::Digest;
use std::io::{BufRead, Error, Read, Result};
use std::sync::Arc;

const BUFFER: usize = 128 * 1024;

/// An input file, digested while it is read. Nothing is ever read twice.
pub struct RawInput<'p> {
    input: Box<dyn Read + Send>,
    digest: Arc<Digest>,
    bytes: u64,
    /// Up to `end` it was read and is still to be digested; from `start` on it is to be handed on.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    progress: &'p (dyn Fn(u64) + Sync),
}

impl<'p> RawInput<'p> {
    /// Starts at the first byte of an input; `progress` is told of bytes as they are read.
    #[must_use]
    pub fn new(input: Box<dyn Read + Send>, progress: &'p (dyn Fn(u64) + Sync)) -> Self {
        let buffer = vec![0; BUFFER];
        Self {
            input,
            digest: Arc::default(),
            bytes: 0,
            buffer,
            start: 0,
            end: 0,
            progress,
        }
    }

    /// What digests the bytes: any thread may help.
    pub(crate) fn digest(&self) -> &Arc<Digest> {
        &self.digest
    }

    /// Bytes handed on so far.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.bytes - (self.end - self.start) as u64
    }

    /// The bytes that come next, `n` of them unless the input ends: a pipe may give them one at a time.
    ///
    /// # Errors
    /// What the system says.
    pub fn front(&mut self, n: usize) -> Result<&[u8]> {
        while self.end - self.start < n.min(BUFFER - self.start) {
            let read = read_retrying(&mut *self.input, &mut self.buffer[self.end..])?;
            if read == 0 {
                break;
            }
            self.end += read;
            self.account_for(read);
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// Reads what is left, so that size and digest are those of the whole file; gives both, the
    /// digest in lower-case hex.
    ///
    /// # Errors
    /// What the system says, or that the file is longer than `most` bytes.
    pub fn finish(&mut self, most: u64) -> Result<(u64, String)> {
        while !self.fill_buf()?.is_empty() {
            self.start = self.end;
            if self.bytes > most {
                return Err(Error::other("it does not end"));
            }
        }
        self.leave_buffer();
        Ok((self.bytes, self.digest.finish()))
    }

    /// Leaves what was read to be digested, once all of it was handed on.
    fn leave_buffer(&mut self) {
        if self.end > 0 {
            let mut full = std::mem::take(&mut self.buffer);
            full.truncate(self.end);
            self.buffer = self.digest.leave(full);
            self.buffer.resize(BUFFER, 0);
            (self.start, self.end) = (0, 0);
        }
    }

    fn account_for(&mut self, read: usize) {
        self.bytes += read as u64;
        (self.progress)(read as u64);
    }
}

fn read_retrying(input: &mut dyn Read, buffer: &mut [u8]) -> Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

impl Read for RawInput<'_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if self.start == self.end && out.len() >= BUFFER {
            self.leave_buffer();
            let read = read_retrying(&mut *self.input, out)?;
            self.digest.take(&out[..read]);
            self.account_for(read);
            return Ok(read);
        }
        let ready = self.fill_buf()?;
        let n = ready.len().min(out.len());
        out[..n].copy_from_slice(&ready[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for RawInput<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.start == self.end {
            if self.end == BUFFER {
                self.leave_buffer();
            }
            let read = read_retrying(&mut *self.input, &mut self.buffer[self.end..])?;
            self.end += read;
            self.account_for(read);
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, n: usize) {
        self.start = (self.start + n).min(self.end);
    }
}
