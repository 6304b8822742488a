//! What a file is wrapped in, told by its first bytes and never by its name.

use super::digest::Digest;
use super::fault::Fault;
use super::frames::Frames;
use super::gzip::Gzip;
pub use super::limits::Limits;
use super::raw::RawInput;
use crate::finding::Limit;
use std::io::Read;
use std::sync::Arc;

/// Compression of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// The bytes are the document.
    #[default]
    None,
    /// One or more gzip members (RFC 1952).
    Gzip,
    /// One or more Zstandard frames (RFC 8878).
    Zstd,
}

impl Compression {
    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    fn of(first_bytes: &[u8]) -> Self {
        match first_bytes {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

enum Codec<'p> {
    None(RawInput<'p>),
    Gzip(Box<Gzip<'p>>),
    Zstd(Box<Frames<'p>>),
}

/// The document inside a file, from its first byte to its last.
pub struct Container<'p> {
    codec: Codec<'p>,
    /// How it is compressed.
    pub compression: Compression,
    /// Bytes of the document handed on so far.
    pub position: u64,
    /// Met once, met for good.
    fault: Option<Fault>,
    limits: Limits,
    /// The file may have no end: a pipe, a device.
    endless: bool,
    document: Option<Unpacked>,
}

/// The document, to be digested as it is handed on.
#[derive(Default)]
struct Unpacked {
    digest: Arc<Digest>,
    /// Memory to use again.
    spare: Vec<u8>,
    /// It was handed on to its end.
    whole: bool,
}

impl<'p> Container<'p> {
    /// Looks at the first bytes and sets up the decompressor they ask for.
    ///
    /// # Errors
    /// A [`Fault`] when the file cannot be read.
    pub fn open(mut raw: RawInput<'p>) -> Result<Self, Fault> {
        let compression = Compression::of(raw.front(4).map_err(|e| Fault::io(&e, 0))?);
        let codec = match compression {
            Compression::None => Codec::None(raw),
            Compression::Gzip => Codec::Gzip(Box::new(Gzip::new(raw))),
            Compression::Zstd => {
                Codec::Zstd(Box::new(Frames::new(raw).map_err(|e| Fault::io(&e, 0))?))
            }
        };
        Ok(Self {
            codec,
            compression,
            position: 0,
            fault: None,
            limits: Limits::NONE,
            endless: false,
            document: None,
        })
    }

    /// The same with limits on what the file may unpack to.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The same for a file that may have no end: what is behind a fault is read for its digest only
    /// as far as the limits let a document be read.
    #[must_use]
    pub fn endless(self, endless: bool) -> Self {
        Self { endless, ..self }
    }

    /// The same, where the document is digested beside the file.
    #[must_use]
    pub(crate) fn digesting(mut self, document: bool) -> Self {
        self.document = document.then(Unpacked::default);
        self
    }

    /// Where in the document each gzip member or zstd data frame that was begun starts; none for a
    /// file that is not compressed.
    #[must_use]
    pub fn members(&self) -> &[u64] {
        match &self.codec {
            Codec::Gzip(gzip) => gzip.starts(),
            Codec::Zstd(frames) => frames.starts(),
            Codec::None(_) => &[],
        }
    }

    /// The file as it was received.
    fn raw(&self) -> &RawInput<'p> {
        match &self.codec {
            Codec::None(raw) => raw,
            Codec::Gzip(gzip) => gzip.raw(),
            Codec::Zstd(frames) => frames.raw(),
        }
    }

    /// What digests the file: any thread may help.
    pub(crate) fn digest(&self) -> &Arc<Digest> {
        self.raw().digest()
    }

    /// What digests the document, where that was asked for: any thread may help.
    pub(crate) fn document_digest(&self) -> Option<&Arc<Digest>> {
        self.document.as_ref().map(|document| &document.digest)
    }

    /// The SHA-256 of the document, where it was asked for and handed on to its end.
    pub(crate) fn document_sha256(&self) -> Option<String> {
        let document = self.document.as_ref()?;
        document.whole.then(|| document.digest.finish())
    }

    fn within_limits(&self) -> Result<(), Fault> {
        let limits = self.limits;
        let (limit, over) = if self.position > limits.decompressed {
            let most = limits.decompressed;
            let over = format!("the document is longer than {most} bytes");
            (Limit::Decompressed, over)
        } else if self.members().len() as u64 > limits.members {
            let what = match self.compression {
                Compression::Zstd => "zstd frames",
                Compression::Gzip | Compression::None => "gzip members",
            };
            let most = limits.members;
            let over = format!("the file has more than {most} {what}");
            (Limit::Members, over)
        } else if self.compression != Compression::None
            && self.position > Limits::RATIO_FROM
            && self.position / limits.ratio > self.raw().position()
        {
            let most = limits.ratio;
            let over = format!("the file unpacks to more than {most} times its size");
            (Limit::Ratio, over)
        } else {
            return Ok(());
        };
        let what = format!("{over}; the rest was not read");
        Err(Fault::beyond(limit, self.position, what))
    }

    /// Appends document bytes until `out` holds `target` bytes or the document ends; says whether it
    /// has ended. What was read before a fault stays in `out`.
    ///
    /// # Errors
    /// A [`Fault`] when the file cannot be read, or is truncated or damaged.
    pub fn fill(&mut self, out: &mut Vec<u8>, target: usize) -> Result<bool, Fault> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let before = out.len();
        let result = match &mut self.codec {
            Codec::None(raw) => fill_plain(raw, out, target),
            Codec::Gzip(gzip) => gzip.fill(out, target),
            Codec::Zstd(frames) => fill_with(out, target, |space| frames.read(space)),
        };
        self.position += (out.len() - before) as u64;
        if let Some(document) = &mut self.document {
            let mut next = std::mem::take(&mut document.spare);
            next.clear();
            next.extend_from_slice(&out[before..]);
            document.spare = document.digest.leave(next);
            document.whole = matches!(result, Ok(true));
        }
        let result = result
            .map_err(|fault| fault.at(self.position))
            .and_then(|ended| self.within_limits().map(|()| ended));
        if let Err(fault) = &result {
            self.fault = Some(fault.clone());
        }
        result
    }

    /// Reads the rest of the file, whatever it holds; gives its size and its SHA-256.
    ///
    /// # Errors
    /// A [`Fault`] when the file cannot be read.
    pub fn finish(&mut self) -> Result<(u64, String), Fault> {
        let most = if self.endless {
            self.limits.decompressed
        } else {
            u64::MAX
        };
        let raw = match &mut self.codec {
            Codec::None(raw) => raw,
            Codec::Gzip(gzip) => gzip.raw_mut(),
            Codec::Zstd(frames) => frames.raw_mut(),
        };
        raw.finish(most).map_err(|e| Fault::io(&e, self.position))
    }
}

/// Grows `out` for reading, keeping what it has; reading shrinks it to what arrived.
fn fill_with(
    out: &mut Vec<u8>,
    target: usize,
    mut read: impl FnMut(&mut [u8]) -> Result<usize, Fault>,
) -> Result<bool, Fault> {
    let mut len = out.len();
    out.resize(target.max(len), 0);
    let result = loop {
        if len >= target {
            break Ok(false);
        }
        match read(&mut out[len..]) {
            Ok(0) => break Ok(true),
            Ok(n) => len += n,
            Err(fault) => break Err(fault),
        }
    };
    out.truncate(len);
    result
}

fn fill_plain(raw: &mut RawInput<'_>, out: &mut Vec<u8>, target: usize) -> Result<bool, Fault> {
    fill_with(out, target, |space| {
        raw.read(space).map_err(|e| Fault::io(&e, 0))
    })
}
