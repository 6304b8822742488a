//! What fuzzing broke once, one test each.

use crate::runner::trailproof;
use crate::targets;
use std::io::Read;
use trailproof::internals::ingest::container::{Compression, Container};
use trailproof::internals::ingest::raw::RawInput;

/// A pipe from a slow writer.
struct OneByteAtATime(Vec<u8>);

impl Read for OneByteAtATime {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() || out.is_empty() {
            return Ok(0);
        }
        out[0] = self.0.remove(0);
        Ok(1)
    }
}

/// Found by `container`: the first read decided alone, and a packed archive passed for text.
#[test]
fn compression_is_recognised_however_few_bytes_come_at_once() {
    let gzip = include_bytes!("../../fixtures/containers/one-member.json.gz").to_vec();
    let zstd = include_bytes!("../../fixtures/containers/one-frame.json.zst").to_vec();
    for (file, compression) in [
        (gzip, Compression::Gzip),
        (zstd, Compression::Zstd),
        (b"[]".to_vec(), Compression::None),
        (b"\x1f".to_vec(), Compression::None),
        (Vec::new(), Compression::None),
    ] {
        let size = file.len() as u64;
        let input = Box::new(OneByteAtATime(file));
        let mut container = Container::open(RawInput::new(input, &|_| ())).expect("readable");
        assert_eq!(container.compression, compression);
        let mut document = Vec::new();
        assert_eq!(container.fill(&mut document, 1 << 20), Ok(true));
        assert_eq!(
            document.first().is_some_and(|byte| b"{[".contains(byte)),
            size > 1
        );
        assert_eq!(container.finish().expect("readable").0, size);
    }
}

/// A pattern that is legal to its parser and too deep for what compiles it ended the program.
#[test]
fn a_pattern_nested_too_deep_is_refused_with_a_sentence() {
    let deep = format!("{}a.b{}", "{".repeat(400), "}".repeat(400));
    for words in [
        vec!["report", "fixtures/shapes/array.json", "--event", &deep],
        vec!["report", &format!("nowhere/{deep}/*.json")],
    ] {
        trailproof(words).run().code(2).says("nested too deep");
    }
}

/// Found by `validate`: a record that lay whole before the place where its file broke off was lost when
/// it had come in several blocks, and where blocks end depended on the room in a thread's buffer.
#[test]
fn a_whole_record_before_a_broken_end_counts_whatever_the_blocks() {
    let input = include_bytes!("../seeds/validate/whole-record-before-broken-end");
    targets::validate::check(input);
}

/// Found by `validate`: whether an object without an event's members stands alone was told by as much as
/// happened to be read of what follows it, so the fault depended on the length of a block.
#[test]
fn an_object_is_alone_whatever_the_blocks() {
    for what_follows in [
        &b""[..],
        b"\n\xff\xff\xff\xff\xff",
        b"\n   \n\n",
        b"\n{\"id\":1}\n",
    ] {
        let object = br#"{"events":[],"account":"acme"}"#;
        for block in 0..6 {
            targets::validate::check(&[&[0, block], &object[..], what_follows].concat());
        }
    }
}
