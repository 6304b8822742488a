//! What holds for any input whatever, tried with inputs that nobody thought of.

use crate::generator::{self, Compression, Layout, Options, Shape, compress};
use crate::pipeline::see;
use crate::runner::trailproof;
use crate::samples::{columns, event, ledger, promised, with};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Bytes: any at all, and those of which documents are made, in which a reader gets further.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b"[", b"]", b"{", b"}", b",", b":", b"\"", b"\\", b"\n", b" ", b"0", b"-1e9", b"null",
        b"\"id\":", b"\"entries\":[", b"\"created_at\":", b"\"2018-05-03T12:00:00Z\"", b"\"type\":\"app\"",
        b"\"action\":\"update\"", b"\"e0000000-0000-4000-8000-000000000001\"", b"\\ud800", b"\\u0000",
        b"\xff", b"\xef\xbb\xbf", b"\xe2\x80", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x00",
        b"{\"id\":\"e0000000-0000-4000-8000-000000000001\",\"created_at\":\"2018-05-03T12:00:00Z\",\"type\":\"app\",\"action\":\"x\"}",
        b"{\"id\":\"e0000000-0000-4000-8000-000000000002\",\"created_at\":\"2018-05-03T12:00:00Z\",\"type\":\"app\",\"action\":\"x\"},",
    ];
    let piece = prop::sample::select(pieces.to_vec()).prop_map(<[u8]>::to_vec);
    let any = prop::collection::vec(any::<u8>(), 0..6);
    let start = prop::sample::select(vec![&b""[..], b"[", b"{\"entries\":[", b"{\"id\":1}\n"]);
    let event = (1u32..4).prop_map(|number| format!("{},", event(number)).into_bytes());
    let rest = prop::collection::vec(prop_oneof![4 => piece, 4 => event, 1 => any], 0..40);
    (start, rest).prop_map(|(start, rest)| [start.to_vec(), rest.concat()].concat())
}

fn wrapped() -> impl Strategy<Value = Vec<u8>> {
    let packing = prop::sample::select(vec![
        Compression::None,
        Compression::None,
        Compression::Gzip,
        Compression::Zstd,
    ]);
    (
        bytes(),
        packing,
        any::<prop::sample::Index>(),
        any::<Option<u8>>(),
    )
        .prop_map(|(bytes, packing, at, damage)| {
            let mut file = compress(&bytes, packing).expect("memory");
            if let (Some(damage), false) = (damage, file.is_empty()) {
                let at = at.index(file.len());
                file[at] ^= damage;
            }
            file
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every record is accounted for, and neither threads nor cuts change anything.
    #[test]
    fn the_ledger_foots_for_any_bytes(file in wrapped(), other in bytes()) {
        let files = [file, other];
        let alone = see(&files, 1, 1 << 18);
        prop_assert!(alone.ledger.foots());
        prop_assert_eq!(alone.ledger.rejected, alone.rejects.len() as u64);
        prop_assert_eq!(see(&files, 3, 1 << 18), alone);
    }
}

/// Events, and some that are twice there, in any order.
fn some(seed: u64, n: u64) -> Vec<Vec<u8>> {
    let (mut events, _) = generator::events(&Options {
        events: n,
        seed,
        actors: 6,
        apps: 9,
        ..Options::default()
    });
    let again: Vec<_> = events.iter().step_by(7).cloned().collect();
    events.extend(again);
    if seed % 2 == 1 {
        events.reverse();
    }
    events
}

fn lines(events: &[Vec<u8>]) -> Vec<u8> {
    let layout = Layout {
        shape: Shape::Ndjson,
        ..Layout::default()
    };
    generator::document(events, layout)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// It does not matter how events are spread over archives, nor who counts which.
    #[test]
    fn a_concatenation_is_counted_like_its_parts(seed in 0u64..1000, cuts in prop::collection::vec(1usize..40, 0..5)) {
        let events = some(seed, 120);
        let mut parts = Vec::new();
        let mut rest = &events[..];
        for cut in cuts {
            let (part, later) = rest.split_at(cut.min(rest.len()));
            parts.push(lines(part));
            rest = later;
        }
        parts.push(lines(rest));
        parts.retain(|part| !part.is_empty());
        let whole = see(&[parts.concat()], 1, 1 << 18);
        let spread = see(&parts, 2, 5000);
        prop_assert_eq!(whole.ledger, spread.ledger);
        prop_assert_eq!(whole.summary, spread.summary);
        prop_assert!(whole.ledger.duplicate > 0);
    }
}

/// Text that people and attackers write.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,12}(\\.[a-z]{1,5})?",
        "\\PC{0,20}",
        prop::collection::vec(any::<char>(), 0..12)
            .prop_map(|chars| chars.into_iter().collect::<String>()),
        prop::sample::select(vec![
            "=1+1",
            "a,b\"c",
            "line\nbreak",
            "</script>",
            "\u{2028}",
            "|`|",
            "\0",
            "{0}[a](b)"
        ])
        .prop_map(str::to_owned),
    ]
}

/// Any event: strings from anywhere, values of any kind in `data`.
fn any_event() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        text().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
    ];
    let data = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    let times = prop::sample::select(vec![
        "2018-05-03T12:00:00Z",
        "2018-05-31T23:59:59.999999999Z",
        "2018-05-01T02:00:00.5+02:00",
        "1999-12-31T23:59:60Z",
    ]);
    (
        0u32..30,
        times,
        [text(), text(), text(), text(), text()],
        data,
    )
        .prop_map(|(number, at, [kind, action, actor, app, address], data)| {
            let mut made = event(number);
            for (name, value) in [
                ("created_at", json!(at)),
                ("type", json!(kind)),
                ("action", json!(action)),
                ("actor", json!({ "email": actor })),
                ("app", json!({ "id": app, "name": actor })),
                ("request", json!({ "ip_address": address })),
                ("data", data),
            ] {
                made = with(made, name, value);
            }
            made
        })
}

/// What a report says of events, whatever files they came from.
fn said(report: &Value) -> Vec<(&'static str, Value)> {
    let mut sections = promised(report);
    sections.retain(|(name, _)| *name != "ledger");
    sections
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 40, ..ProptestConfig::default() })]

    /// What was exported and is read again says the same; every accepted event is there, with the same
    /// content; and exporting once more changes no byte.
    #[test]
    fn what_is_exported_and_imported_loses_nothing(events in prop::collection::vec(any_event(), 1..25), gzip in any::<bool>()) {
        let document = Value::from(events.clone()).to_string();
        let before = trailproof(["report", "-", "-f", "json"]).stdin(document.as_bytes()).run().code(0).json();
        let mut first: BTreeMap<String, &Value> = BTreeMap::new();
        for event in &events {
            first.entry(event["id"].as_str().expect("an id").to_owned()).or_insert(event);
        }
        let mut texts = Vec::new();
        for format in ["json", "ndjson"] {
            let export = |input: &[u8]| {
                let words = ["export", "-", "-f", format, "-q"];
                let more: &[&str] = if gzip { &["--compress"] } else { &[] };
                trailproof(words).args(more).stdin(input).run().code(0).bytes().to_vec()
            };
            let exported = export(document.as_bytes());
            let after = trailproof(["report", "-", "-f", "json"]).stdin(exported.as_slice()).run().ok().json();
            prop_assert_eq!(said(&after), said(&before), "{}", format);
            let [read, accepted, ..] = ledger(&after);
            prop_assert_eq!((read, accepted), (first.len() as u64, ledger(&before)[1]));
            let again = export(&exported);
            prop_assert_eq!(&again, &exported);
            texts.push(exported);
        }
        if !gzip {
            let whole: Value = serde_json::from_slice(&texts[0]).expect("JSON");
            let entries = whole["entries"].as_array().expect("entries");
            for entry in entries {
                prop_assert_eq!(&entry, &first[entry["id"].as_str().expect("an id")]);
            }
            let instants = columns(&whole["entries"], &["created_at"]);
            prop_assert_eq!(instants.as_array().map(Vec::len), Some(first.len()));
        }
    }

    /// Every format of every command is what it is called, whatever the strings are.
    #[test]
    fn every_format_is_valid_for_any_string(events in prop::collection::vec(any_event(), 1..8)) {
        let document = Value::from(events).to_string();
        for command in ["report", "validate", "list", "export"] {
            for format in ["json", "csv", "sarif", "html"] {
                if matches!((command, format), ("report" | "list" | "export", "sarif") | ("validate" | "list" | "export", "html")) {
                    continue;
                }
                let ran = trailproof([command, "-", "-f", format]).stdin(document.as_bytes()).run();
                prop_assert!(ran.exit_code() < 2, "{} {}: {}", command, format, ran.stderr());
                match format {
                    "json" | "sarif" => {
                        ran.json();
                    }
                    "csv" => {
                        let rows = csv::Reader::from_reader(ran.bytes()).records().collect::<Result<Vec<_>, _>>();
                        prop_assert!(rows.is_ok(), "{}: {:?}", command, rows.err());
                    }
                    _ => prop_assert!(is_balanced(ran.stdout()), "{}", ran.stdout()),
                }
            }
        }
    }
}

/// Whether every tag of a page is closed in order, by a reader that knows nothing of the page.
fn is_balanced(page: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some((tag, later)) = rest.split_once('>') else {
            return false;
        };
        let name = tag
            .split([' ', '\n', '/'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        rest = later;
        if tag.starts_with('!')
            || tag.ends_with('/')
            || matches!(name, "meta" | "br" | "wbr" | "hr" | "col" | "input")
        {
            continue;
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
            continue;
        }
        open.push(name);
        if matches!(name, "script" | "style") {
            let Some(end) = rest.find(&format!("</{name}>")) else {
                return false;
            };
            rest = &rest[end..];
        }
    }
    open.is_empty()
}
