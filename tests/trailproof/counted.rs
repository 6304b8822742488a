//! What a reading learned is a plain value: the same whatever the threads did, and two of them merge
//! into what one reading of both would have given.

use crate::generator::{self, Layout, Options, Shape};
use crate::samples::Folder;
use proptest::prelude::*;
use trailproof::internals::aggregate::{By, Tables, tables};
use trailproof::internals::filter::{Criteria, Filter};
use trailproof::internals::ingest::Source;
use trailproof::internals::reading::{Counted, Reading};

/// Archives of a few people each, without an event that is in two.
fn archives(folder: &Folder, seed: u64, events: u64, cuts: &[usize]) -> Vec<Source> {
    let (events, _) = generator::events(&Options {
        events,
        seed,
        actors: 9,
        apps: 80,
        ..Options::default()
    });
    let mut rest = &events[..];
    let mut parts = Vec::new();
    for cut in cuts {
        let (part, later) = rest.split_at(*cut.min(&rest.len()));
        parts.push(part);
        rest = later;
    }
    parts.push(rest);
    let layout = Layout {
        shape: Shape::Array,
        ..Layout::default()
    };
    let written = parts.into_iter().enumerate().map(|(number, part)| {
        let name = format!("{number}.json");
        let path = folder.write(&name, generator::document(part, layout));
        Source {
            path: Some(path.into()),
            shown: name,
        }
    });
    written.collect()
}

fn read(sources: &[Source], threads: usize) -> Counted<Tables> {
    let filter = Filter::new(&Criteria {
        event: vec!["!addon.*".to_owned()],
        ..Criteria::default()
    });
    let filter = filter.expect("a filter");
    let reading = Reading {
        threads,
        block: 4096 * threads,
        shared: true,
        ..Reading::new(sources, &filter)
    };
    let by = [By::Actor, By::Event, By::Ip];
    reading.run(&|| tables(&by, true)).expect("a reading")
}

/// Everything in it but what was observed of single archives in a different order.
fn assert_equal(one: &Counted<Tables>, other: &Counted<Tables>, same_order: bool) {
    assert_eq!(one.ledger, other.ledger);
    assert_eq!(one.findings, other.findings);
    assert!(one.names == other.names, "names");
    assert!(one.observed == other.observed, "observed");
    if same_order {
        let archives = |of: &Counted<Tables>| format!("{:?}", of.archives);
        assert_eq!(archives(one), archives(other));
        assert_eq!(one.shared, other.shared);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn values_of_parts_merge_into_the_value_of_the_whole(
        seed in 0u64..1000,
        cuts in prop::collection::vec(0usize..120, 2..4),
        at in any::<prop::sample::Index>(),
    ) {
        let folder = Folder::new();
        let sources = archives(&folder, seed, 200, &cuts);
        let whole = read(&sources, 3);
        assert_equal(&whole, &read(&sources, 1), true);
        let (front, back) = sources.split_at(at.index(sources.len() + 1));
        let [front, back] = [front, back].map(|part| read(part, 2));
        assert_equal(&front.clone().merge(back.clone()), &whole, true);
        assert_equal(&back.merge(front), &whole, false);
        let nothing = read(&[], 1);
        assert_equal(&nothing.clone().merge(whole.clone()), &whole, true);
        assert_equal(&whole.clone().merge(nothing), &whole, true);
        let each: Vec<_> = sources.chunks(1).map(|one| read(one, 1)).collect();
        let merged = |values: Vec<Counted<Tables>>| values.into_iter().reduce(Counted::merge);
        let right = each.clone().into_iter().rev().reduce(|later, one| one.merge(later));
        assert_equal(&merged(each).expect("a value"), &whole, true);
        assert_equal(&right.expect("a value"), &whole, true);
    }
}

#[test]
fn it_is_known_which_archives_hold_the_same_events() {
    let folder = Folder::new();
    let twice: Vec<Source> = ["until-the-4th", "whole", "altered"]
        .map(|name| Source {
            path: Some(crate::samples::fixture(&format!("twice/may-{name}.json"))),
            shown: name.to_owned(),
        })
        .to_vec();
    drop(folder);
    let filter = Filter::default();
    let reading = Reading {
        shared: true,
        ..Reading::new(&twice, &filter)
    };
    let counted = reading.run(&|| ()).expect("a reading");
    let shared = counted.shared.iter();
    let shared: Vec<_> = shared
        .map(|of| (&of.archives[..], &of.conflicting[..], of.ids))
        .collect();
    let ids: u64 = counted.shared.iter().map(|of| of.ids).sum();
    assert_eq!(ids, counted.ledger.accepted);
    assert_eq!(
        shared,
        [
            (&[0, 1][..], &[][..], 1),
            (&[0, 1], &[2], 2),
            (&[0, 1, 2], &[], 1),
            (&[1], &[], 2),
        ]
    );
}
