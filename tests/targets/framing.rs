//! Framing: what the first bytes tell does not change when more bytes come, serde_json sees the same
//! document, and places to cut or to go on at are within the text and look like a record's start.

use super::oracle::{self, Verdict};
use serde_json::Value;
use trailproof::internals::finding::Code;
use trailproof::internals::ingest::framing::{
    Cut, Head, Shape, cut, head, lines_after_fault, resume, tail,
};

/// The first byte says where a block ends and reading resumes; the rest is a document.
pub fn check(data: &[u8]) {
    let Some((&place, document)) = data.split_first() else {
        return;
    };
    let place = document.len() * usize::from(place) / 256;
    let begins = head(document, false);
    stays(document, place, &begins);
    let whole = head(document, true);
    in_range(document, &whole);
    agrees(document, &whole);
    if let Some(lines) = lines_after_fault(document) {
        in_range(document, &lines);
    }
    for shape in [Shape::Entries, Shape::Array] {
        ends(shape, document);
    }
    let learned = match whole {
        Head::Records { start, .. } => Cut::learn(&document[start..]),
        _ => Cut::learn(document),
    };
    for shape in [Shape::Entries, Shape::Array, Shape::Lines] {
        cuts(shape, &learned, document, place);
    }
}

/// What a part tells, the whole tells too; and it is told once it can be.
fn stays(document: &[u8], place: usize, begins: &Head) {
    let part = head(&document[..place], false);
    assert!(
        part == Head::NeedMore || part == *begins,
        "{part:?}, then {begins:?}"
    );
    assert_ne!(
        head(document, true),
        Head::NeedMore,
        "nothing more will come"
    );
}

fn in_range(document: &[u8], head: &Head) {
    match head {
        Head::Records { shape, start } => {
            assert!(*start <= document.len());
            let before = document[..*start].last();
            match shape {
                Shape::Lines => assert_eq!(document.get(*start), Some(&b'{')),
                Shape::Entries | Shape::Array => assert_eq!(before, Some(&b'[')),
            }
        }
        Head::Fault(fault) => assert!(fault.at <= document.len()),
        Head::NeedMore => {}
    }
}

fn agrees(document: &[u8], head: &Head) {
    let text = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
    let shape = match head {
        Head::Records { shape, .. } => Some(*shape),
        _ => None,
    };
    let Verdict::Json(value) = oracle::ask(text) else {
        return;
    };
    match value {
        Value::Array(_) => assert_eq!(shape, Some(Shape::Array)),
        Value::Object(members) if members.get("entries").is_some_and(Value::is_array) => {
            assert_eq!(shape, Some(Shape::Entries));
        }
        // `entries` may have been an array before it was something else.
        Value::Object(members) if members.contains_key("entries") => {}
        Value::Object(members) => {
            let own = ["id", "created_at", "type", "action"];
            let event = own.iter().any(|name| members.contains_key(*name));
            assert_eq!(shape, event.then_some(Shape::Lines), "{head:?}");
        }
        _ => assert!(
            matches!(head, Head::Fault(fault) if fault.code == Code::S01),
            "{head:?}"
        ),
    }
}

/// The text behind the records is held against the same text behind records that are sound.
fn ends(shape: Shape, rest: &[u8]) {
    let before: &[u8] = if shape == Shape::Array {
        b"[]"
    } else {
        b"{\"entries\":[]"
    };
    let document = [before, rest].concat();
    let ended = tail(shape, rest);
    if let Err(fault) = ended {
        assert!(fault.at <= rest.len());
    }
    match oracle::ask(&document) {
        Verdict::Json(value) => {
            let again = oracle::members(&document) != Some(oracle::members_of(&value));
            let told = matches!(ended, Err(fault) if fault.code == Code::J04);
            assert!(ended.is_ok() || (told && again), "{ended:?}");
        }
        Verdict::NotJson => assert!(ended.is_err(), "serde_json refuses"),
        Verdict::Beyond => {}
    }
}

fn cuts(shape: Shape, learned: &Cut, document: &[u8], place: usize) {
    let at = cut(shape, learned, document);
    assert!(at <= document.len() && (at > 0 || document.is_empty()));
    if at < document.len() {
        match shape {
            Shape::Lines => assert_eq!(document[at - 1], b'\n'),
            Shape::Entries | Shape::Array => assert_eq!(document[at], b'{'),
        }
    }
    let mut from = place;
    while let Some(candidate) = resume(shape, learned, document, from) {
        assert!(candidate.at >= from, "backwards");
        assert_eq!(document[candidate.at], b'{');
        from = candidate.at + 1;
    }
}
