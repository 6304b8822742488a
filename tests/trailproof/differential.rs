//! The decoder against serde_json: the same documents accepted and refused, the same values read. Each
//! test walks the same documents every time; the fuzz targets go on from there.

use crate::generator::{self, Layout, Options, Shape};
use crate::samples::fixture;
use crate::targets::{decode::one_record, framing, validate};
use serde_json::Value;
use std::fs;

/// Bytes that mean something to JSON, to a scanner that reads 16 at a time, or to nobody.
const BYTES: &[u8] = b"\"\\{}[],: \n\t\r0159-+.eEtfnu/xZ\x00\x1f\x20\x7f";

fn records(folder: &str) -> Vec<String> {
    let mut records = Vec::new();
    let mut files: Vec<_> = fs::read_dir(fixture(folder))
        .expect("fixtures")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let text = text.trim_start_matches('\u{feff}');
        let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        for value in values.map_while(Result::ok) {
            let entries = value.get("entries").unwrap_or(&value);
            let entries = entries.as_array().cloned().unwrap_or_else(|| vec![value]);
            records.extend(entries.iter().map(Value::to_string));
        }
    }
    assert!(records.len() >= 10, "{folder} has records");
    records
}

fn generated(events: u64, seed: u64) -> Vec<Vec<u8>> {
    let options = Options {
        events,
        seed,
        actors: 7,
        apps: 7,
        email_only_per_mille: 300,
        actorless_per_mille: 100,
        unsupported_per_mille: 100,
        ..Options::default()
    };
    generator::events(&options).0
}

#[test]
fn every_record_is_read_as_serde_json_reads_it() {
    for folder in ["events", "shapes", "twice", "validate"] {
        for (cut, record) in records(folder).iter().enumerate() {
            one_record(record, cut * 31);
        }
    }
    for (cut, event) in generated(400, 11).iter().enumerate() {
        one_record(std::str::from_utf8(event).expect("UTF-8"), cut * 31);
    }
}

/// Each byte of an event in turn taken out, doubled, and put in place of another.
#[test]
fn every_change_of_one_byte_gets_the_verdict_of_serde_json() {
    let odd = r#"{"id":"01234567-89AB-cdef-0123-456789abcdef","created_at":"2016-12-31T23:59:60.5+00:00","type":"a","action":"\u00e9\ud83d\ude00\n","actor":{"id":"","email":"\"é"},"app":null,"data":[-0.5e+3,{"":[[]]},true],"request":{"ip_address":"::1"}}"#;
    let mut events = vec![odd.as_bytes().to_vec()];
    events.extend(generated(2, 5));
    for event in events {
        for at in 0..event.len() {
            let (before, rest) = event.split_at(at);
            let mut changed = vec![before.to_vec(), [before, &rest[1..]].concat()];
            changed.push([before, &rest[..1], rest].concat());
            changed.extend(
                BYTES
                    .iter()
                    .map(|byte| [before, &[*byte], &rest[1..]].concat()),
            );
            for text in changed {
                if let Ok(text) = String::from_utf8(text) {
                    one_record(&text, at);
                }
            }
        }
    }
}

/// Whole documents, in each shape, with one to three bytes changed: what a report reads to its end
/// serde_json reads as well, with as many records, and the other way round.
#[test]
fn damaged_documents_get_the_verdict_of_serde_json() {
    let mut dice = fastrand::Rng::with_seed(20);
    for round in 0..240 {
        let shape = [Shape::Entries, Shape::Array, Shape::Ndjson][round % 3];
        let layout = Layout {
            shape,
            pretty: round % 2 == 0,
            bom: round % 7 == 0,
        };
        let mut document = generator::document(&generated(4, round as u64 / 6), layout);
        for _ in 0..round % 4 {
            let at = dice.usize(..document.len());
            match dice.u8(..3) {
                0 => drop(document.remove(at)),
                1 => document.insert(at, BYTES[dice.usize(..BYTES.len())]),
                _ => document[at] = BYTES[dice.usize(..BYTES.len())],
            }
        }
        let how = [&[dice.u8(..) & 0xfe, dice.u8(..)], &document[..]].concat();
        validate::check(&how);
        framing::check(&how[1..]);
    }
}
