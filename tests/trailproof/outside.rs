//! What observers see beyond the filter, and what they are told of names.

use crate::samples::Folder;
use serde_json::json;
use std::collections::BTreeSet;
use trailproof::internals::filter::{Criteria, Filter};
use trailproof::internals::identity::{Dimension, Symbolic};
use trailproof::internals::ingest::Source;
use trailproof::internals::pipeline::{Accepted, Observer};
use trailproof::internals::reading::Reading;
use trailproof::internals::record::Record;

/// Numbers of events by where they were shown, and what was told of their actors and addresses.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    accepted: Vec<u8>,
    narrowed: Vec<u8>,
    other_times: BTreeSet<u8>,
    told: BTreeSet<(u8, [u64; 2])>,
}

impl Symbolic for Shown {}

impl Observer for Shown {
    fn observe(&mut self, accepted: &Accepted) {
        let number = |record: &Record| record.id[15];
        let outside = &accepted.outside;
        self.accepted.extend(accepted.records.iter().map(number));
        self.narrowed.extend(outside.narrowed.iter().map(number));
        self.other_times
            .extend(outside.other_times.iter().map(number));
        let all = accepted.records.iter().chain(&outside.narrowed);
        self.told
            .extend(all.chain(&outside.other_times).map(|record| {
                let of = |dimension, variant| accepted.tags.get(dimension, variant);
                let actor = of(Dimension::Actor, record.actor.variant);
                (number(record), [actor, of(Dimension::Ip, record.ip)])
            }));
    }

    fn merge(&mut self, other: Self) {
        self.accepted.extend(other.accepted);
        self.narrowed.extend(other.narrowed);
        self.other_times.extend(other.other_times);
        self.told.extend(other.told);
    }
}

/// Twenty events: one an hour from ten hours before May on, of two actors in turn.
fn archive(folder: &Folder, name: &str) -> Source {
    let event = |n: u8| {
        let (day, hour) = if n < 10 { (30, 14 + n) } else { (1, n - 10) };
        let month = if n < 10 { 4 } else { 5 };
        json!({
            "id": format!("00000000-0000-0000-0000-0000000000{n:02x}"),
            "created_at": format!("2018-{month:02}-{day:02}T{hour:02}:00:00Z"),
            "type": "app", "action": "update",
            "actor": {"email": if n.is_multiple_of(2) { "ann@acme.com" } else { "bo@acme.com" }},
            "request": {"ip_address": format!("10.0.0.{n}")},
        })
    };
    let events: Vec<_> = (0..20).map(event).collect();
    Source {
        path: Some(folder.write(name, json!(events).to_string()).into()),
        shown: name.to_owned(),
    }
}

fn shown(criteria: &Criteria, outside: bool, threads: usize) -> Shown {
    let folder = Folder::new();
    // The same twice: every id is in both.
    let sources = ["a.json", "b.json"].map(|name| archive(&folder, name));
    let filter = Filter::new(criteria).expect("a filter");
    let tagger = |dimension, _: Option<&str>, label: Option<&str>| match (dimension, label) {
        (Dimension::Actor, Some(label)) => u64::from(label.starts_with("ann")) + 1,
        (Dimension::Ip, Some(label)) => label.rsplit('.').next().unwrap().parse().unwrap(),
        _ => 0,
    };
    let reading = Reading {
        threads,
        block: 600,
        outside,
        tagger: Some(&tagger),
        ..Reading::new(&sources, &filter)
    };
    let mut shown = reading.run(&Shown::default).expect("a reading").observed;
    shown.accepted.sort_unstable();
    shown.narrowed.sort_unstable();
    shown
}

#[test]
fn an_observer_sees_what_a_filter_leaves_out_only_where_it_asks() {
    let criteria = Criteria {
        month: vec!["2018-05".to_owned()],
        actor: vec!["ann@*".to_owned()],
        ..Criteria::default()
    };
    let seen = shown(&criteria, true, 1);
    assert_eq!(seen, shown(&criteria, true, 2));
    assert_eq!(seen.accepted, [10, 12, 14, 16, 18]);
    assert_eq!(seen.narrowed, [11, 13, 15, 17, 19], "each id once");
    assert!(seen.other_times.into_iter().eq(0..10));
    let told = (0..20).map(|n| (n, [2 - u64::from(n % 2), u64::from(n)]));
    assert!(seen.told.into_iter().eq(told));
    let blind = shown(&criteria, false, 1);
    assert_eq!(blind.accepted, seen.accepted);
    assert_eq!((blind.narrowed.len(), blind.other_times.len()), (0, 0));
    let all = shown(&Criteria::default(), true, 2);
    assert!(all.accepted.iter().copied().eq(0..20));
    assert_eq!((all.narrowed.len(), all.other_times.len()), (0, 0));
}
