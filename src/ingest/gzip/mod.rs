//! gzip, member after member, each checked against its own checksum and length.
//!
//! The framing is read here and only the raw deflate data are the library's, for two reasons: every
//! fault has its place in the file, and crc32fast over what was just inflated is faster than the
//! library's own checking.

mod header;

use super::fault::Fault;
use super::raw::RawInput;
use crate::finding::Code;
use flate2::{Decompress, FlushDecompress, Status};
use header::Header;
use std::io::BufRead;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    BeforeMember,
    InMember,
    Ended,
}

/// All members of a gzip file, read as one document.
pub(super) struct Gzip<'p> {
    raw: RawInput<'p>,
    inflate: Decompress,
    crc: crc32fast::Hasher,
    /// Document bytes of the current member, modulo 2^32 as the format counts them.
    member_len: u32,
    /// Where in the document each member that was begun starts.
    starts: Vec<u64>,
    /// Bytes of the document so far.
    produced: u64,
    state: State,
}

impl<'p> Gzip<'p> {
    pub(super) fn new(raw: RawInput<'p>) -> Self {
        Self {
            raw,
            inflate: Decompress::new(false),
            crc: crc32fast::Hasher::new(),
            member_len: 0,
            starts: Vec::new(),
            produced: 0,
            state: State::BeforeMember,
        }
    }

    pub(super) fn raw(&self) -> &RawInput<'p> {
        &self.raw
    }

    pub(super) fn raw_mut(&mut self) -> &mut RawInput<'p> {
        &mut self.raw
    }

    /// Where in the document each member that was begun starts.
    pub(super) fn starts(&self) -> &[u64] {
        &self.starts
    }

    /// Appends to `out` until it holds `target` bytes; says whether the document has ended.
    pub(super) fn fill(&mut self, out: &mut Vec<u8>, target: usize) -> Result<bool, Fault> {
        out.reserve(target.saturating_sub(out.len()));
        while out.len() < target {
            match self.state {
                State::Ended => return Ok(true),
                State::BeforeMember => self.begin_member()?,
                State::InMember => self.inflate(out)?,
            }
        }
        Ok(false)
    }

    fn begin_member(&mut self) -> Result<(), Fault> {
        let at = self.raw.position();
        let first = self.starts.is_empty();
        match header::read(&mut self.raw, first).map_err(|e| Fault::io(&e, 0))? {
            Header::Member => {
                self.inflate.reset(false);
                self.crc.reset();
                self.member_len = 0;
                self.starts.push(self.produced);
                self.state = State::InMember;
                Ok(())
            }
            Header::End => {
                self.state = State::Ended;
                Ok(())
            }
            Header::Truncated => Err(self.truncated()),
            Header::NotAMember => {
                let what = format!(
                    "the bytes from {at} on are not a gzip member (members before them: {})",
                    self.starts.len()
                );
                Err(Fault::new(Code::F02, 0, what))
            }
            Header::Broken(why) => Err(Fault::new(
                Code::F01,
                0,
                format!("the gzip member at byte {at} of the file is broken: {why}"),
            )),
        }
    }

    fn inflate(&mut self, out: &mut Vec<u8>) -> Result<(), Fault> {
        let input = self.raw.fill_buf().map_err(|e| Fault::io(&e, 0))?;
        let ended = input.is_empty();
        let (consumed, produced) = (self.inflate.total_in(), out.len());
        // At the end of the file the inflater is asked once more: it can still hold output.
        let status = self
            .inflate
            .decompress_vec(input, out, FlushDecompress::None);
        let consumed = usize::try_from(self.inflate.total_in() - consumed).unwrap_or(usize::MAX);
        self.raw.consume(consumed);
        let fresh = &out[produced..];
        self.crc.update(fresh);
        self.produced += fresh.len() as u64;
        self.member_len = self.member_len.wrapping_add(fresh.len() as u32);
        match status {
            Ok(Status::StreamEnd) => self.end_member(),
            Ok(_) if !fresh.is_empty() || consumed > 0 => Ok(()),
            Ok(_) if ended => Err(self.truncated()),
            // The library's own words differ with the chunking of one and the same damage.
            Ok(_) | Err(_) => Err(self.damaged("its compressed data are invalid")),
        }
    }

    fn end_member(&mut self) -> Result<(), Fault> {
        let stated = header::trailer(&mut self.raw).map_err(|e| Fault::io(&e, 0))?;
        let Some((crc, len)) = stated else {
            return Err(self.truncated());
        };
        if crc != self.crc.clone().finalize() {
            return Err(self.damaged("its data fail their checksum"));
        }
        if len != self.member_len {
            return Err(self.damaged("its data do not have the length that it states"));
        }
        self.state = State::BeforeMember;
        Ok(())
    }

    fn truncated(&self) -> Fault {
        let what = format!(
            "the gzip stream is truncated: the file ends at byte {}",
            self.raw.position()
        );
        Fault::new(Code::F01, 0, what)
    }

    fn damaged(&self, why: &str) -> Fault {
        let what = format!(
            "the gzip stream is damaged: {why} (noticed {} bytes into the file)",
            self.raw.position()
        );
        Fault::new(Code::F01, 0, what)
    }
}
