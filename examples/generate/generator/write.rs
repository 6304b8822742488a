//! From events to the bytes of an archive: document, then compression.

use std::io::{self, BufWriter, Write};

use flate2::write::GzEncoder;

use super::options::{Compression, Layout, Shape};
use super::pretty;

/// Frames events, one after the other, as one document.
pub struct Framer {
    layout: Layout,
    empty: bool,
}

impl Framer {
    /// Appends to `out` what stands before the first event.
    pub fn open(layout: Layout, out: &mut Vec<u8>) -> Self {
        if layout.bom {
            out.extend_from_slice(b"\xef\xbb\xbf");
        }
        out.extend_from_slice(match (layout.shape, layout.pretty) {
            (Shape::Entries, false) => b"{\"entries\":[",
            (Shape::Entries, true) => b"{\n  \"entries\": [",
            (Shape::Array, _) => b"[",
            (Shape::Ndjson, _) => b"",
        });
        Self {
            layout,
            empty: true,
        }
    }

    /// Appends one event, given as compact JSON.
    pub fn event(&mut self, event: &[u8], out: &mut Vec<u8>) {
        if self.layout.shape == Shape::Ndjson {
            out.extend_from_slice(event);
            out.push(b'\n');
            return;
        }
        if !self.empty {
            out.push(b',');
        }
        self.empty = false;
        if self.layout.pretty {
            pretty::new_line(self.depth(), out);
            pretty::indent(event, self.depth(), out);
        } else {
            out.extend_from_slice(event);
        }
    }

    /// Appends what stands after the last event.
    pub fn close(self, out: &mut Vec<u8>) {
        let pretty = self.layout.pretty;
        if pretty && !self.empty && self.layout.shape != Shape::Ndjson {
            pretty::new_line(self.depth() - 1, out);
        }
        out.extend_from_slice(match (self.layout.shape, pretty) {
            (Shape::Entries, false) => b"]}",
            (Shape::Entries, true) => b"]\n}\n",
            (Shape::Array, false) => b"]",
            (Shape::Array, true) => b"]\n",
            (Shape::Ndjson, _) => b"",
        });
    }

    /// The level at which events stand.
    fn depth(&self) -> usize {
        if self.layout.shape == Shape::Entries {
            2
        } else {
            1
        }
    }
}

/// A writer that compresses, or does not.
pub enum Packer<W: Write> {
    /// Bytes as they are.
    None(W),
    /// A gzip member.
    Gzip(GzEncoder<W>),
    /// A zstd frame.
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Packer<W> {
    /// Compresses into `writer`, gzip and zstd at their customary levels 6 and 3.
    pub fn new(writer: W, compression: Compression) -> io::Result<Self> {
        Ok(match compression {
            Compression::None => Self::None(writer),
            Compression::Gzip => Self::Gzip(GzEncoder::new(writer, flate2::Compression::new(6))),
            Compression::Zstd => Self::Zstd(zstd::Encoder::new(writer, 3)?),
        })
    }

    /// Ends the compressed stream and hands the writer back.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::None(writer) => Ok(writer),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::None(writer) => writer.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::None(writer) => writer.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstd(encoder) => encoder.flush(),
        }
    }
}

/// An archive that is written event by event.
pub struct Archive<W: Write> {
    framer: Framer,
    packer: Packer<BufWriter<W>>,
    /// The framed bytes of one event, kept to be used again.
    framed: Vec<u8>,
}

impl<W: Write> Archive<W> {
    /// Begins an archive in `writer`.
    pub fn open(writer: W, layout: Layout, compression: Compression) -> io::Result<Self> {
        let mut framed = Vec::with_capacity(4096);
        let framer = Framer::open(layout, &mut framed);
        let writer = BufWriter::with_capacity(1 << 17, writer);
        let packer = Packer::new(writer, compression)?;
        Ok(Self {
            framer,
            packer,
            framed,
        })
    }

    /// Adds one event, given as compact JSON.
    pub fn event(&mut self, event: &[u8]) -> io::Result<()> {
        self.framer.event(event, &mut self.framed);
        self.packer.write_all(&self.framed)?;
        self.framed.clear();
        Ok(())
    }

    /// Ends the archive and sees to it that every byte has reached the writer.
    pub fn close(mut self) -> io::Result<()> {
        self.framer.close(&mut self.framed);
        self.packer.write_all(&self.framed)?;
        self.packer.finish()?.flush()
    }
}

/// The document that holds `events`, each given as compact JSON, in that order.
pub fn document<E: AsRef<[u8]>>(events: &[E], layout: Layout) -> Vec<u8> {
    let mut out = Vec::new();
    let mut framer = Framer::open(layout, &mut out);
    for event in events {
        framer.event(event.as_ref(), &mut out);
    }
    framer.close(&mut out);
    out
}

/// `bytes` as one gzip member, one zstd frame, or as they are.
pub fn compress(bytes: &[u8], compression: Compression) -> io::Result<Vec<u8>> {
    let mut packer = Packer::new(Vec::new(), compression)?;
    packer.write_all(bytes)?;
    packer.finish()
}
