//! The whole report, from files to counts. `cargo bench --bench report`.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on fails"
)]

#[path = "../examples/generate/generator/mod.rs"]
mod generator;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use generator::{Compression, Options};
use std::ffi::OsString;
use std::path::Path;
use trailproof::internals::aggregate::{Aggregate, Context, Tables};
use trailproof::internals::event::Zone;
use trailproof::internals::filter::Filter;
use trailproof::internals::ingest::{Source, discover};
use trailproof::internals::reading::Reading;

/// Writes archives into a folder; gives the size of their documents and how often each event occurs.
fn archives(folder: &Path, compression: Compression, months: u32) -> (u64, Vec<(String, u64)>) {
    let options = Options {
        events: 60_000,
        months,
        compression,
        ..Options::default()
    };
    let size = std::cell::Cell::new(0);
    let truth = generator::generate(&options, &mut |month| {
        let name = options.file_name(month.parse().expect("a month"));
        let file = std::fs::File::create(folder.join(name))?;
        Ok(Box::new(std::io::BufWriter::new(file)))
    })
    .expect("archives");
    for event in &generator::events(&Options {
        compression: Compression::None,
        ..options
    })
    .0
    {
        size.set(size.get() + event.len() as u64 + 1);
    }
    let mut counts: Vec<_> = truth
        .by_event
        .iter()
        .map(|row| (row.event.clone(), row.count))
        .collect();
    counts.sort();
    (size.get(), counts)
}

fn counted(sources: &[Source], threads: usize) -> Vec<(String, u64)> {
    let filter = Filter::default();
    let reading = Reading {
        threads,
        ..Reading::new(sources, &filter)
    };
    let counted = reading.run(&Tables::default).expect("a run");
    let summary = counted.observed.0.finish(Context {
        names: &counted.names,
        tz: Zone::utc(),
    });
    let mut counts: Vec<_> = summary
        .events
        .into_iter()
        .map(|line| (line.name, line.tally.count))
        .collect();
    counts.sort();
    counts
}

fn reports(c: &mut Criterion) {
    for (name, compression, months) in [
        ("one plain month", Compression::None, 1),
        ("one gzip month", Compression::Gzip, 1),
        ("twelve gzip months", Compression::Gzip, 12),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (bytes, want) = archives(folder.path(), compression, months);
        let sources = discover(&[OsString::from(folder.path())]).expect("archives");
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes));
        group.sample_size(20);
        for threads in [1, 2] {
            group.bench_function(format!("{threads} threads"), |b| {
                b.iter(|| assert_eq!(counted(&sources, threads), want));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, reports);
criterion_main!(benches);
