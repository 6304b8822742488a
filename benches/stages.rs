//! Each stage alone, and three ways of reading the same block of events.
//!
//! Every benchmark asserts the answer inside what it times. Archives are the generator's, so the
//! truth is known without parsing. `cargo bench --bench stages`.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on fails"
)]

#[path = "../examples/generate/generator/mod.rs"]
mod generator;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use generator::{Layout, Options, Shape};
use serde::Deserialize;
use simd_json::prelude::*;
use std::borrow::Cow;
use std::hint::black_box;
use trailproof::internals::event::{Event, Timestamp};
use trailproof::internals::ingest::container::Container;
use trailproof::internals::ingest::decode::{self, TransitionGraph};
use trailproof::internals::ingest::raw::RawInput;
use trailproof::internals::json::{Scanner, Seed};

const EVENTS: u64 = 1_300;

/// About a megabyte of events, one a line, and how many of them are of the most frequent actor.
fn block() -> (Vec<u8>, u64) {
    let (events, truth) = generator::events(&Options {
        events: EVENTS,
        ..Options::default()
    });
    let layout = Layout {
        shape: Shape::Ndjson,
        ..Layout::default()
    };
    (
        generator::document(&events, layout),
        truth.by_actor[0].count,
    )
}

fn email_of_first(block: &[u8]) -> String {
    let (_, truth) = generator::events(&Options {
        events: EVENTS,
        ..Options::default()
    });
    assert!(!block.is_empty());
    truth.by_actor[0]
        .actor
        .clone()
        .expect("the most frequent actor has an e-mail")
}

/// The members that a report needs, as serde sees them: borrowed where no escape forbids it.
#[derive(Deserialize)]
struct Borrowed<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    created_at: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    action: Cow<'a, str>,
    #[serde(borrow)]
    actor: Option<BorrowedActor<'a>>,
    #[serde(borrow)]
    app: Option<BorrowedApp<'a>>,
    #[serde(borrow)]
    team: Option<BorrowedApp<'a>>,
    #[serde(borrow)]
    request: Option<BorrowedRequest<'a>>,
}

#[derive(Deserialize)]
struct BorrowedActor<'a> {
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    email: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct BorrowedApp<'a> {
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct BorrowedRequest<'a> {
    #[serde(borrow)]
    ip_address: Option<Cow<'a, str>>,
}

fn ours(block: &str, email: &str) -> u64 {
    let mut scanner = Scanner::new(block, Seed::fixed(1));
    let mut found = 0;
    while scanner.peek().is_some() {
        let event = decode::record(&mut scanner)
            .expect("JSON")
            .expect("an event");
        black_box(event.digest);
        found += u64::from(event.actor.label.is_some_and(|label| label.is(email)));
    }
    found
}

/// The same by a transition graph that has seen such records.
fn followed(block: &str, graph: &mut TransitionGraph, email: &str) -> u64 {
    let mut scanner = Scanner::new(block, Seed::fixed(1));
    let mut event = Event::default();
    let mut found = 0;
    while scanner.peek().is_some() {
        let read = graph.record(&mut scanner, &mut event);
        read.expect("JSON").expect("an event");
        black_box(event.digest);
        found += u64::from(event.actor.label.is_some_and(|label| label.is(email)));
    }
    found
}

fn serde_borrowed(block: &str, email: &str) -> u64 {
    let mut found = 0;
    for event in serde_json::Deserializer::from_str(block).into_iter::<Borrowed<'_>>() {
        let event = event.expect("an event");
        black_box((&event.id, &event.kind, &event.action));
        black_box(Timestamp::parse(event.created_at.as_bytes()));
        black_box(event.app.as_ref().map(|app| (&app.id, &app.name)));
        black_box(event.team.as_ref().map(|team| (&team.id, &team.name)));
        black_box(event.request.as_ref().map(|request| &request.ip_address));
        let actor = event.actor.and_then(|actor| {
            black_box(&actor.id);
            actor.email
        });
        found += u64::from(actor.is_some_and(|actor| actor == email));
    }
    found
}

/// The block as one array, on a tape with buffers that are used again.
fn simd_tape(array: &mut [u8], buffers: &mut simd_json::Buffers, email: &str) -> u64 {
    let tape = simd_json::to_tape_with_buffers(array, buffers).expect("JSON");
    let events = tape.as_value();
    let mut found = 0;
    for event in events.as_array().expect("an array").iter() {
        let event = event.as_object().expect("an object");
        for name in ["id", "type", "action"] {
            black_box(event.get(name).and_then(|value| value.into_string()));
        }
        black_box(
            event
                .get("created_at")
                .and_then(|at| at.into_string())
                .map(|at| Timestamp::parse(at.as_bytes())),
        );
        let actor = event.get("actor").and_then(|actor| {
            actor
                .as_object()
                .and_then(|a| a.get("email")?.into_string())
        });
        found += u64::from(actor.is_some_and(|actor| actor == email));
    }
    found
}

fn decoding(c: &mut Criterion) {
    let (block, want) = block();
    let email = email_of_first(&block);
    let text = std::str::from_utf8(&block).expect("UTF-8");
    let events: Vec<&[u8]> = block
        .split(|&b| b == b'\n')
        .filter(|line| !line.is_empty())
        .collect();
    let array = generator::document(
        &events,
        Layout {
            shape: Shape::Array,
            ..Layout::default()
        },
    );
    let mut group = c.benchmark_group("decode a block");
    group.throughput(Throughput::Bytes(block.len() as u64));
    group.bench_function("scanner, with content digest", |b| {
        b.iter(|| assert_eq!(ours(text, &email), want))
    });
    group.bench_function("graph, with content digest", |b| {
        let mut graph = TransitionGraph::default();
        b.iter(|| assert_eq!(followed(text, &mut graph, &email), want))
    });
    group.bench_function("serde_json, borrowed", |b| {
        b.iter(|| assert_eq!(serde_borrowed(text, &email), want))
    });
    group.bench_function("simd-json, tape, reused buffers", |b| {
        let mut buffers = simd_json::Buffers::new(array.len());
        b.iter_batched_ref(
            || array.clone(),
            |array| assert_eq!(simd_tape(array, &mut buffers, &email), want),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn validity(c: &mut Criterion) {
    let (block, _) = block();
    let mut group = c.benchmark_group("text of a block");
    group.throughput(Throughput::Bytes(block.len() as u64));
    group.bench_function("UTF-8 check", |b| {
        b.iter(|| assert!(std::str::from_utf8(black_box(&block)).is_ok()))
    });
    group.bench_function("JSON grammar and digest, no members", |b| {
        let text = std::str::from_utf8(&block).expect("UTF-8");
        b.iter(|| {
            let mut scanner = Scanner::new(text, Seed::fixed(1));
            let mut values = 0;
            while scanner.peek().is_some() {
                black_box(scanner.value(0).expect("JSON"));
                values += 1;
            }
            assert_eq!(values, EVENTS);
        });
    });
    group.finish();
}

fn containers(c: &mut Criterion) {
    let (block, _) = block();
    let mut group = c.benchmark_group("container to document, digested");
    group.throughput(Throughput::Bytes(block.len() as u64));
    for (name, compression) in [
        ("plain", generator::Compression::None),
        ("gzip", generator::Compression::Gzip),
        ("zstd", generator::Compression::Zstd),
    ] {
        let file = generator::compress(&block, compression).expect("compressed");
        group.bench_function(name, |b| {
            let mut out = Vec::new();
            b.iter(|| {
                let raw = RawInput::new(Box::new(std::io::Cursor::new(file.clone())), &|_| ());
                let mut container = Container::open(raw).expect("a container");
                out.clear();
                assert!(
                    container
                        .fill(&mut out, block.len() + 1)
                        .expect("a document")
                );
                assert_eq!(out.len(), block.len());
            });
        });
    }
    group.finish();
}

criterion_group!(benches, decoding, validity, containers);
criterion_main!(benches);
