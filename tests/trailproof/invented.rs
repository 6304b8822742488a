//! Nothing that is accepted was invented: whatever a document holds, wherever it is cut off and whichever
//! byte is damaged, what counts as an event stood among the records of the document as it was written.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use trailproof::internals::filter::Filter;
use trailproof::internals::finding::Found;
use trailproof::internals::identity::Symbolic;
use trailproof::internals::ingest::Source;
use trailproof::internals::pipeline::{Accepted, Inspect, Inspection, Observer, Seen};
use trailproof::internals::reading::Reading;

/// Ids of accepted events.
#[derive(Default)]
struct Ids(Vec<[u8; 16]>);

impl Symbolic for Ids {}

impl Observer for Ids {
    fn observe(&mut self, accepted: &Accepted) {
        self.0
            .extend(accepted.records.iter().map(|record| record.id));
    }

    fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

struct Blind;

impl Inspect for Blind {
    fn record(&mut self, _: &Seen<'_>, _: &mut Found) {}
}

/// Ids that are accepted of a document, by a command that judges or by one that counts, and the numbers
/// of records read and rejected.
fn accepted(
    path: &Path,
    document: &[u8],
    judged: bool,
    block: usize,
) -> (BTreeSet<[u8; 16]>, [u64; 2]) {
    std::fs::write(path, document).expect("a file");
    let sources = [Source {
        path: Some(path.to_owned()),
        shown: "archive".to_owned(),
    }];
    let filter = Filter::default();
    let inspection = Inspection {
        inspector: Box::new(|| Box::new(Blind)),
        list: 10,
        times: false,
        twins: false,
    };
    let reading = Reading {
        block,
        inspection: judged.then_some(inspection),
        ..Reading::new(&sources, &filter)
    };
    let outcome = reading.run(&Ids::default).expect("a run");
    assert!(outcome.ledger.foots());
    let ledger = outcome.ledger;
    (
        outcome.observed.0.into_iter().collect(),
        [ledger.read, ledger.rejected],
    )
}

/// An event by its number; those from 1000 on are never entries.
fn made(number: u32) -> Value {
    let head = if number < 1000 {
        0x1111_1111
    } else {
        0x9999_9999_u32
    };
    json!({
        "id": format!("{head:08x}-0000-4000-8000-{number:012}"),
        "created_at": "2018-05-03T12:00:00Z",
        "type": "app",
        "action": "create",
    })
}

fn ghost() -> BoxedStrategy<Value> {
    (1000u32..1100).prop_map(made).boxed()
}

/// Strings that look like what stands around events.
fn text() -> BoxedStrategy<String> {
    let pieces = vec![
        "",
        "},{",
        "}",
        "{",
        "[",
        "]",
        ":",
        ",",
        "},",
        "]}",
        "\"",
        "\\",
        "\\\"",
        "id",
        "\"id\":",
        "x",
        "true",
        "12",
        "\n",
        "\u{e9}",
        "},{\"id\":\"",
        "entries",
        "{}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..4)
        .prop_map(|pieces| pieces.concat())
        .boxed()
}

/// Values with events in them, in lists and objects.
fn data() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        3 => ghost(),
        3 => text().prop_map(Value::from),
        1 => ghost().prop_map(|ghost| Value::from(ghost.to_string())),
        1 => any::<i8>().prop_map(Value::from),
        1 => Just(json!([])),
        1 => Just(json!({})),
        1 => Just(Value::Null),
        1 => Just(json!(1.5e3)),
    ];
    leaf.prop_recursive(4, 14, 4, |inner| {
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            1 => prop::collection::vec((text(), inner), 0..4).prop_map(Value::from_iter),
        ]
    })
    .boxed()
}

/// Entries: events with something in them, before or behind their own members, and values that are none.
fn entries() -> BoxedStrategy<Vec<Value>> {
    let event = (data(), text(), any::<bool>()).prop_map(|(data, name, first)| (data, name, first));
    let entry = prop_oneof![
        8 => event.prop_map(|(data, name, first)| json!([data, name, first])),
        1 => data().prop_map(|other| json!([other])),
    ];
    prop::collection::vec(entry, 1..5)
        .prop_map(|parts| {
            let mut number = 0;
            let build = |part: Value| {
                let Value::Array(part) = part else {
                    return part;
                };
                let [data, name, first] = &part[..] else {
                    // An entry that is an event would be a true one.
                    let other = part.into_iter().next().unwrap_or_default();
                    return if other["id"].is_string() {
                        json!(7)
                    } else {
                        other
                    };
                };
                number += 1;
                let own = made(number);
                let mut members = own.as_object().expect("members").clone();
                let own = std::mem::take(&mut members);
                let mut whole = serde_json::Map::new();
                if *first == json!(true) {
                    whole.insert("data".to_owned(), data.clone());
                    whole.extend(own);
                } else {
                    whole.extend(own);
                    whole.insert("data".to_owned(), data.clone());
                }
                whole.insert("note".to_owned(), name.clone());
                Value::Object(whole)
            };
            parts.into_iter().map(build).collect()
        })
        .boxed()
}

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Style {
    Compact,
    Spaced,
    /// A line for each value, without indentation.
    Lines,
    Pretty,
}

fn write(value: &Value, style: Style, depth: usize, out: &mut String) {
    let gap = |depth: usize, out: &mut String| match style {
        Style::Compact => {}
        Style::Spaced => out.push(' '),
        Style::Lines => out.push('\n'),
        Style::Pretty => {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        }
    };
    match value {
        Value::Array(values) if !values.is_empty() => {
            out.push('[');
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                gap(depth + 1, out);
                write(value, style, depth + 1, out);
            }
            gap(depth, out);
            out.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (n, (name, value)) in members.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                gap(depth + 1, out);
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                if style != Style::Compact {
                    out.push(' ');
                }
                write(value, style, depth + 1, out);
            }
            gap(depth, out);
            out.push('}');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn documents() -> BoxedStrategy<String> {
    let style = prop::sample::select(vec![
        Style::Compact,
        Style::Compact,
        Style::Spaced,
        Style::Lines,
        Style::Pretty,
    ]);
    (entries(), style, 0..4, data(), data(), text())
        .prop_map(|(entries, style, shape, before, behind, name)| {
            let mut out = String::new();
            match shape {
                0 => write(&Value::from(entries), style, 0, &mut out),
                1 | 2 => {
                    out.push_str("{\"before\":");
                    write(&before, style, 1, &mut out);
                    out.push_str(",\"entries\":");
                    write(&Value::from(entries), style, 1, &mut out);
                    if shape == 2 {
                        out.push_str(&format!(",{}:", Value::from(format!("{name}!"))));
                        let ghosts =
                            json!([made(1200), made(1201), behind, made(1202), made(1203)]);
                        write(&ghosts, style, 1, &mut out);
                    }
                    out.push('}');
                }
                _ => {
                    let first = made(999);
                    let objects = entries.iter().filter(|entry| entry.is_object());
                    for entry in std::iter::once(&first).chain(objects) {
                        write(entry, style, 0, &mut out);
                        out.push('\n');
                    }
                }
            }
            out
        })
        .boxed()
}

fn is_ghost(id: &[u8; 16]) -> bool {
    // One damaged byte leaves three of four.
    id[..4].iter().filter(|&&byte| byte == 0x99).count() >= 3
}

fn ghosts(ids: &BTreeSet<[u8; 16]>) -> Vec<String> {
    let ids = ids.iter().filter(|id| is_ghost(id));
    ids.map(|id| uuid::Uuid::from_bytes(*id).to_string())
        .collect()
}

/// What stands before a fault was read strictly, by a report as well: if that is deceived, so is any reader.
fn invented(path: &Path, document: &[u8], block: usize) -> Option<Vec<String>> {
    let (judged, _) = accepted(path, document, true, block);
    let found = ghosts(&judged);
    if found.is_empty() {
        return None;
    }
    let (strict, _) = accepted(path, document, false, block);
    let found: Vec<_> = found
        .into_iter()
        .filter(|id| !ghosts(&strict).contains(id))
        .collect();
    (!found.is_empty()).then_some(found)
}

fn cut_off(path: &Path, part: &[u8]) {
    let shown = String::from_utf8_lossy(part);
    let (judged, [read, rejected]) = accepted(path, part, true, 1 << 18);
    assert!(ghosts(&judged).is_empty(), "{shown}");
    let (strict, [whole, refused]) = accepted(path, part, false, 1 << 18);
    assert_eq!(judged, strict, "{shown}");
    assert!((whole..=whole + 1).contains(&read), "{read} {whole}");
    assert!((refused..=refused + 1).contains(&rejected));
}

/// Each byte of a small document in which events stand inside of events.
#[test]
fn a_record_inside_of_one_that_was_cut_off_is_never_a_record() {
    let ghosts = json!([1, made(1000), made(1001), {"entries": [made(1002)]}]);
    let mut event = made(1);
    event["data"] = ghosts;
    let place = place();
    for style in [Style::Compact, Style::Lines] {
        for wrap in [
            ("[", "]"),
            ("{\"entries\":[", "],\"more\":[1]}"),
            ("", "\n"),
        ] {
            let mut document = wrap.0.to_owned();
            write(&event, style, 0, &mut document);
            document.push_str(wrap.1);
            for cut in 0..document.len() {
                cut_off(&place.path().join("a.json"), &document.as_bytes()[..cut]);
            }
        }
    }
}

const DAMAGE: &[u8] = b"\"{}[],:\\ \nx0\x01\xff";

fn place() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// Cut off anywhere: what is accepted is what a strict reader of the part finds.
    #[test]
    fn of_a_document_that_is_cut_off_whole_entries_count_and_nothing_else(
        document in documents(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 40),
    ) {
        let place = place();
        for cut in cuts {
            cut_off(&place.path().join("a.json"), &document.as_bytes()[..cut.index(document.len())]);
        }
    }

    /// One byte damaged, lost or added: nothing that is no entry counts.
    #[test]
    fn of_a_document_that_is_damaged_nothing_counts_that_is_no_entry(
        document in documents(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(DAMAGE), 0..8usize), 40),
    ) {
        let place = place();
        let path = place.path().join("a.json");
        for (at, byte, how) in damage {
            let damaged = damage_at(&document, at.index(document.len()), byte, how);
            let found = invented(&path, &damaged, 1 << 18);
            prop_assert!(found.is_none(), "{:?}\n{}", found, String::from_utf8_lossy(&damaged));
        }
    }
}

fn damage_at(document: &str, at: usize, byte: u8, how: usize) -> Vec<u8> {
    let mut damaged = document.as_bytes().to_vec();
    match how {
        0 => drop(damaged.remove(at)),
        1 => damaged.insert(at, byte),
        _ => damaged[at] = byte,
    }
    damaged
}

/// The same for each byte and each damage, over as many documents as `INVENTED` says; for a long run.
#[test]
#[ignore = "takes as long as one lets it"]
fn each_byte_of_many_documents_is_damaged_in_every_way() {
    let number = |name: &str, default: u64| {
        let set = std::env::var(name).ok().and_then(|text| text.parse().ok());
        set.unwrap_or(default)
    };
    let place = place();
    let path = place.path().join("a.json");
    let (mut runs, mut lost, mut kept) = (0u64, 0u64, 0u64);
    for seed in 0..number("INVENTED", 20) {
        let seed = seed + number("INVENTED_SEED", 0);
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let document = documents()
            .new_tree(&mut runner)
            .expect("a document")
            .current();
        let (entries, _) = accepted(&path, document.as_bytes(), false, 1 << 18);
        if document.len() > 3000 {
            continue;
        }
        for at in 0..document.len() {
            for (how, &byte) in DAMAGE.iter().enumerate() {
                let damaged = damage_at(&document, at, byte, how);
                let found = invented(&path, &damaged, 1 << 18);
                assert!(
                    found.is_none(),
                    "seed {seed}, byte {at} {byte}: {found:?}\n{document}\n{}",
                    String::from_utf8_lossy(&damaged)
                );
                let (judged, _) = accepted(&path, &damaged, true, 1 << 18);
                runs += 1;
                kept += judged.len() as u64;
                lost += (entries.len() as u64).saturating_sub(judged.len() as u64);
            }
        }
    }
    let figures = format!("{runs} runs, {kept} events kept, {lost} lost\n");
    std::io::stderr()
        .write_all(figures.as_bytes())
        .expect("a place to write");
}
