//! The pipeline as a library: whatever the cut, the order and the threads, one result.

use crate::generator::{self, Layout, Options, Shape};
use proptest::prelude::*;
use std::io::Write;
use trailproof::internals::aggregate::{Aggregate, Context, Summary, Tables};
use trailproof::internals::event::Zone;
use trailproof::internals::filter::Filter;
use trailproof::internals::ingest::discover::Source;
use trailproof::internals::pipeline::Archive;
use trailproof::internals::reading::Reading;
use trailproof::internals::record::Ledger;

/// A run's result without what may differ: hash-map order of unordered sections.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub ledger: Ledger,
    findings: Vec<(String, u64)>,
    archives: Vec<(u64, u64, Option<String>)>,
    pub rejects: Vec<(usize, u64, u64, String)>,
    pub summary: Summary,
}

fn sorted(mut summary: Summary) -> Summary {
    summary.events.sort_by(|a, b| a.name.cmp(&b.name));
    summary.addresses.sort_by(|a, b| a.address.cmp(&b.address));
    for parties in [&mut summary.actors, &mut summary.apps] {
        parties.sort_by(|a, b| (&a.line.id, &a.line.label).cmp(&(&b.line.id, &b.line.label)));
        parties.iter_mut().for_each(|party| party.line.identity = 0);
    }
    summary
        .teams
        .sort_by(|a, b| (&a.id, &a.label).cmp(&(&b.id, &b.label)));
    summary.teams.iter_mut().for_each(|team| team.identity = 0);
    summary
}

pub fn see(documents: &[Vec<u8>], threads: usize, block: usize) -> Seen {
    let folder = tempfile::tempdir().expect("a folder");
    let sources: Vec<Source> = documents
        .iter()
        .enumerate()
        .map(|(i, document)| {
            let path = folder.path().join(format!("{i}.json"));
            std::fs::File::create(&path)
                .and_then(|mut f| f.write_all(document))
                .expect("a file");
            Source {
                path: Some(path),
                shown: i.to_string(),
            }
        })
        .collect();
    let mut rejects = Vec::new();
    let sink = |archive: usize, reject: &trailproof::internals::record::Reject| {
        rejects.push((
            archive,
            reject.index,
            reject.offset,
            reject.raw.clone().unwrap_or_default(),
        ));
        Ok(())
    };
    let filter = Filter::default();
    let reading = Reading {
        threads,
        block,
        rejects: Some(Box::new(sink)),
        ..Reading::new(&sources, &filter)
    };
    let counted = reading.run(&Tables::default).expect("a run");
    let context = Context {
        names: &counted.names,
        tz: Zone::utc(),
    };
    let archive = |archive: Archive| {
        (
            archive.records,
            archive.bytes,
            archive.fault.map(|f| f.to_string()),
        )
    };
    Seen {
        ledger: counted.ledger,
        findings: counted
            .findings
            .iter()
            .map(|(code, n)| (code.to_string(), *n))
            .collect(),
        archives: counted.archives.into_iter().map(archive).collect(),
        summary: sorted(counted.observed.0.finish(context)),
        rejects,
    }
}

fn documents(events: &[Vec<u8>], pretty: bool) -> Vec<Vec<u8>> {
    [Shape::Entries, Shape::Array, Shape::Ndjson]
        .map(|shape| {
            generator::document(
                events,
                Layout {
                    shape,
                    pretty,
                    bom: pretty,
                },
            )
        })
        .to_vec()
}

/// Records that look like the gaps between records, inside strings and inside nested values.
fn decoys(events: u64, seed: u64) -> Vec<Vec<u8>> {
    let (events, _) = generator::events(&Options {
        events,
        seed,
        actors: 5,
        apps: 9,
        ..Options::default()
    });
    let mut out = Vec::new();
    for (i, event) in events.into_iter().enumerate() {
        let decoy: &[u8] = match i % 5 {
            0 => br#","data":"},{\"id\":\"},\n{\"id\":\"""#,
            1 => br#","more":[{"a":1},{"id":"x"},{"id":{"id":[{},{"id":1}]}}]"#,
            2 => br#","":[[],[{}],{},{"entries":[{"id":1},{"id":2}]}]"#,
            3 => b",\"more\" : [ { \"id\":1 } , { \"id\" : 2 } ]",
            _ => b"",
        };
        let mut record = event[..event.len() - 1].to_vec();
        record.extend_from_slice(decoy);
        record.push(b'}');
        out.push(record);
        match i % 7 {
            3 => out.push(br#"{"id":"not an event","data":[{"id":1},{"id":2}]}"#.to_vec()),
            5 => out.push(b"17".to_vec()),
            _ => {}
        }
    }
    out
}

#[test]
fn cuts_threads_and_shapes_change_nothing() {
    let records = decoys(300, 3);
    for pretty in [false, true] {
        for document in documents(&records, pretty) {
            let whole = see(std::slice::from_ref(&document), 1, 1 << 22);
            assert!(whole.ledger.foots());
            assert_eq!(whole.ledger.read, records.len() as u64);
            assert_eq!(whole.ledger.accepted, 300);
            assert_eq!(whole.archives[0].2, None);
            for (threads, block) in [
                (1, 64),
                (1, 900),
                (2, 100),
                (2, 4096),
                (3, 1500),
                (2, 70_000),
            ] {
                let cut = see(std::slice::from_ref(&document), threads, block);
                assert_eq!(cut, whole, "{threads} threads, blocks of {block} bytes");
            }
        }
    }
}

#[test]
fn many_archives_side_by_side_are_one_after_another() {
    // One value a line is told by its first line, so that must be an object.
    let mut records = decoys(400, 9);
    records.retain(|record| record.starts_with(b"{"));
    let months: Vec<_> = records
        .chunks(37)
        .flat_map(|chunk| documents(chunk, false))
        .collect();
    let alone = see(&months, 1, 1 << 18);
    assert_eq!(alone.ledger.accepted, 400);
    assert_eq!(alone.ledger.duplicate, 800);
    for (threads, block) in [(2, 1000), (3, 1 << 18), (4, 300)] {
        assert_eq!(
            see(&months, threads, block),
            alone,
            "{threads} threads, blocks of {block} bytes"
        );
    }
}

#[test]
fn of_two_conflicting_events_the_first_counts_whatever_the_threads() {
    let (events, _) = generator::events(&Options {
        events: 60,
        ..Options::default()
    });
    let altered: Vec<Vec<u8>> = events
        .iter()
        .map(|event| {
            let mut event = event[..event.len() - 1].to_vec();
            event.extend_from_slice(br#","note":"altered"}"#);
            event
        })
        .collect();
    let first = generator::document(&events, Layout::default());
    let second = generator::document(&altered, Layout::default());
    for threads in [1, 2, 4] {
        let seen = see(&[first.clone(), second.clone()], threads, 700);
        assert_eq!((seen.ledger.accepted, seen.ledger.rejected), (60, 60));
        assert_eq!(seen.findings, [("U02".to_owned(), 60)]);
        assert!(
            seen.rejects
                .iter()
                .all(|(archive, _, _, raw)| *archive == 1 && raw.contains("altered"))
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Any damage anywhere: every record is accounted for and threads change nothing.
    #[test]
    fn the_ledger_foots_for_damaged_documents(
        seed in 0u64..50,
        shape in 0usize..3,
        pretty in any::<bool>(),
        at in any::<prop::sample::Index>(),
        damage in prop::collection::vec(any::<u8>(), 0..4),
        cut in any::<bool>(),
    ) {
        let mut document = documents(&decoys(12, seed), pretty).swap_remove(shape);
        let at = at.index(document.len());
        if cut {
            document.truncate(at);
        } else {
            document.splice(at..at + 1, damage);
        }
        let alone = see(std::slice::from_ref(&document), 1, 1 << 18);
        prop_assert!(alone.ledger.foots());
        prop_assert_eq!(alone.ledger.rejected, alone.rejects.len() as u64);
        let cut = see(&[document], 2, 150);
        prop_assert_eq!(cut, alone);
    }
}
