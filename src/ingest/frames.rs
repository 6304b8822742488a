//! Zstandard, frame after frame. The framing is looked at here and only the frames are the library's,
//! so that what follows the last frame is told from damage to it.

use super::fault::Fault;
use super::raw::RawInput;
use crate::finding::Code;
use std::io::BufRead;
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

/// Largest window that the library decodes unasked, in MiB.
const WINDOW: u32 = 128;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    BeforeFrame,
    InFrame,
    Ended,
}

/// All frames of a Zstandard file, read as one document.
pub(super) struct Frames<'p> {
    raw: RawInput<'p>,
    decoder: Decoder<'static>,
    /// Where in the document each data frame that was begun starts.
    starts: Vec<u64>,
    /// Bytes of the document so far.
    produced: u64,
    state: State,
}

impl<'p> Frames<'p> {
    pub(super) fn new(raw: RawInput<'p>) -> std::io::Result<Self> {
        Ok(Self {
            raw,
            decoder: Decoder::new()?,
            starts: Vec::new(),
            produced: 0,
            state: State::BeforeFrame,
        })
    }

    pub(super) fn raw(&self) -> &RawInput<'p> {
        &self.raw
    }

    pub(super) fn raw_mut(&mut self) -> &mut RawInput<'p> {
        &mut self.raw
    }

    /// Where in the document each data frame that was begun starts.
    pub(super) fn starts(&self) -> &[u64] {
        &self.starts
    }

    /// Reads into `space`; gives the number of bytes read, 0 at the end of the document.
    pub(super) fn read(&mut self, space: &mut [u8]) -> Result<usize, Fault> {
        loop {
            match self.state {
                State::Ended => return Ok(0),
                State::BeforeFrame => self.begin()?,
                State::InFrame => {
                    let read = self.decode(space)?;
                    if read > 0 {
                        self.produced += read as u64;
                        return Ok(read);
                    }
                }
            }
        }
    }

    fn begin(&mut self) -> Result<(), Fault> {
        let at = self.raw.position();
        let frames = self.starts.len();
        self.state = match self.raw.front(4).map_err(|e| Fault::io(&e, 0))? {
            [] => State::Ended,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => {
                self.starts.push(self.produced);
                State::InFrame
            }
            // Not part of the document.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => State::InFrame,
            [0x28] | [0x28, 0xb5] | [0x28, 0xb5, 0x2f] => return Err(self.truncated()),
            _ => {
                let what = format!(
                    "the bytes from {at} on are not a zstd frame (frames before them: {frames})"
                );
                return Err(Fault::new(Code::F02, 0, what));
            }
        };
        self.decoder.reinit().map_err(|e| Fault::io(&e, 0))
    }

    fn decode(&mut self, space: &mut [u8]) -> Result<usize, Fault> {
        let input = self.raw.fill_buf().map_err(|e| Fault::io(&e, 0))?;
        let ended = input.is_empty();
        let mut input = InBuffer::around(input);
        let mut output = OutBuffer::around(space);
        let hint = self.decoder.run(&mut input, &mut output).map_err(refused)?;
        let (consumed, produced) = (input.pos(), output.pos());
        self.raw.consume(consumed);
        if hint == 0 {
            self.state = State::BeforeFrame;
        } else if ended && produced == 0 {
            return Err(self.truncated());
        }
        Ok(produced)
    }

    fn truncated(&self) -> Fault {
        let what = format!(
            "the zstd stream is truncated: the file ends at byte {}",
            self.raw.position()
        );
        Fault::new(Code::F01, 0, what)
    }
}

/// What the library says, in the words of zstd's own list of errors.
fn refused(error: std::io::Error) -> Fault {
    let said = error.to_string();
    if said.contains("too much memory") {
        let what = format!(
            "the zstd frame needs a window of more than {WINDOW} MiB to be unpacked; pack the file again without a long window"
        );
        return Fault::new(Code::F04, 0, what);
    }
    if said.contains("Dictionary") {
        return Fault {
            code: None,
            offset: 0,
            what: "cannot be read: it was packed with a zstd dictionary, which is not part of the file; \
                   pack it again without one"
                .to_owned(),
            limit: None,
        };
    }
    Fault::new(
        Code::F01,
        0,
        format!("the zstd stream is damaged ({error})"),
    )
}
