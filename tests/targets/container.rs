//! The container: any bytes unpack to one document whatever the reads and the steps, flate2's and
//! zstd's own readers agree, and damage to a packed document is told or harmless.

use std::io::{Read, Write};
use trailproof::internals::finding::Code;
use trailproof::internals::ingest::container::{Compression, Container};
use trailproof::internals::ingest::fault::Fault;
use trailproof::internals::ingest::limits::Limits;
use trailproof::internals::ingest::raw::RawInput;

const LIMITS: Limits = Limits {
    decompressed: 1 << 16,
    ratio: 1000,
    members: 50,
    ..Limits::NONE
};

/// The first byte says what to do and in which steps; the rest is a file or what to put into one.
pub fn check(data: &[u8]) {
    let Some((&how, rest)) = data.split_first() else {
        return;
    };
    let step = usize::from(how >> 2);
    match how & 3 {
        0 | 1 => any_file(rest, step),
        packing => packed(rest, step, packing == 2),
    }
}

struct Unpacked {
    compression: Compression,
    document: Vec<u8>,
    fault: Option<Fault>,
    members: u64,
    size: u64,
    sha256: String,
}

impl Unpacked {
    fn is_over_limit(&self) -> bool {
        self.fault
            .as_ref()
            .is_some_and(|fault| fault.code == Some(Code::F04))
    }
}

/// A file that comes a few bytes at a time.
struct Slow {
    bytes: Vec<u8>,
    at: usize,
    most: usize,
}

impl Read for Slow {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let end = self.bytes.len().min(self.at + self.most.min(out.len()));
        let piece = &self.bytes[self.at..end];
        out[..piece.len()].copy_from_slice(piece);
        self.at = end;
        Ok(piece.len())
    }
}

/// Reads `most` bytes of the file at once and asks for `step` bytes of the document at a time.
fn unpack(file: &[u8], most: usize, step: usize) -> Unpacked {
    let slow = Slow {
        bytes: file.to_vec(),
        at: 0,
        most,
    };
    let opened = Container::open(RawInput::new(Box::new(slow), &|_| ()));
    let mut container = opened.expect("memory can be read").limited(LIMITS);
    let mut document = Vec::new();
    let fault = loop {
        let before = document.len();
        match container.fill(&mut document, before + step) {
            Ok(true) => break None,
            Ok(false) => assert!(document.len() >= before + step, "as much as was asked for"),
            Err(fault) => break Some(fault),
        }
        assert!(
            document.len() <= LIMITS.decompressed as usize,
            "over the limit"
        );
    };
    assert_eq!(container.position, document.len() as u64);
    if let Some(fault) = &fault {
        let again = container.fill(&mut document.clone(), usize::MAX / 2);
        assert_eq!(again.as_ref(), Err(fault), "met once, met for good");
    }
    let (size, sha256) = container.finish().expect("memory can be read");
    assert_eq!(
        size,
        file.len() as u64,
        "the digest is that of the whole file"
    );
    Unpacked {
        compression: container.compression,
        members: container.members().len() as u64,
        document,
        fault,
        size,
        sha256,
    }
}

/// Whatever the steps, one document and one fault; but of a zstd frame whose damage shows at its end only
/// the library hands on what its buffer held, so there one may have more of the document.
fn same(one: &Unpacked, other: &Unpacked) {
    let about = |unpacked: &Unpacked| {
        (
            unpacked.compression,
            unpacked.fault.as_ref().and_then(|fault| fault.code),
            unpacked.members,
            unpacked.size,
            unpacked.sha256.clone(),
        )
    };
    assert_eq!(about(one), about(other));
    if one.compression == Compression::Zstd && one.fault.is_some() {
        let (one, other) = (&one.document, &other.document);
        assert!(one.starts_with(other) || other.starts_with(one));
        return;
    }
    assert!(one.document == other.document, "another document");
    assert_eq!(one.fault, other.fault);
}

fn any_file(file: &[u8], step: usize) {
    let whole = unpack(file, usize::MAX, 1 << 16);
    let pieces = unpack(file, step % 9 + 1, step * 8 + 5);
    // Which comes first, the limit or damage close behind it, is a matter of steps.
    if whole.is_over_limit() || pieces.is_over_limit() {
        assert!(whole.fault.is_some() && pieces.fault.is_some());
        return;
    }
    same(&whole, &pieces);
    let mut want = Vec::new();
    let read = match whole.compression {
        Compression::None => {
            want.extend_from_slice(file);
            Ok(0)
        }
        Compression::Gzip => flate2::bufread::MultiGzDecoder::new(file).read_to_end(&mut want),
        Compression::Zstd => {
            zstd::stream::read::Decoder::new(file).and_then(|mut all| all.read_to_end(&mut want))
        }
    };
    match (&whole.fault, read) {
        (None, Ok(_)) => assert!(whole.document == want, "another document"),
        (None, Err(error)) => panic!("the library refuses it: {error}"),
        (Some(fault), Ok(_)) => panic!("the library reads it all; here {fault}"),
        (Some(_), Err(_)) => {}
    }
}

/// Packs a document in two parts, gives it back, and finds damage to it.
fn packed(data: &[u8], step: usize, gzip: bool) {
    let Some((&[at, flip, part], document)) = data.split_first_chunk::<3>() else {
        return;
    };
    let (first, second) = document.split_at(document.len() * usize::from(part) / 256);
    let mut file = Vec::new();
    for part in [first, second] {
        if gzip {
            let mut packer = flate2::write::GzEncoder::new(&mut file, flate2::Compression::new(6));
            packer.write_all(part).expect("memory takes it");
            packer.finish().expect("memory takes it");
        } else {
            let mut packer = zstd::stream::write::Encoder::new(&mut file, 3).expect("a packer");
            packer.include_checksum(true).expect("a checksum");
            packer.write_all(part).expect("memory takes it");
            packer.finish().expect("memory takes it");
        }
    }
    let sound = unpack(&file, step % 9 + 1, step * 8 + 5);
    assert_eq!(sound.fault, None);
    assert!(sound.document == document, "another document");
    let place = file.len() * usize::from(at) / 256;
    file[place] ^= flip;
    let damaged = unpack(&file, usize::MAX, 1 << 16);
    let found = damaged.fault.is_some() || damaged.compression != sound.compression;
    assert!(
        found || damaged.document == document,
        "damage that nobody tells"
    );
}
