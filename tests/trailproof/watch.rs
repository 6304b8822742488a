//! What rules learn of bulk events, held against a look at all events at once: whatever the cut into blocks and archives,
//! their order, the threads and the filter.

use crate::samples::Folder;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use trailproof::internals::compliance::Who;
use trailproof::internals::detection::watch::{Moment, Setup, Watch, Watched, marks, tag};
use trailproof::internals::event::Timestamp;
use trailproof::internals::filter::{Criteria, Filter};
use trailproof::internals::ingest::Source;
use trailproof::internals::policy::Policy;
use trailproof::internals::reading::{Counted, Reading};

const DAY: i64 = 86_400;
/// 2018-05-01 and 2018-06-01.
const MAY: [i64; 2] = [1_525_132_800, 1_527_811_200];
const NAMES: [&str; 7] = [
    "code_release.create",
    "config_change.set",
    "collaborator.create",
    "domain.destroy",
    "addon.destroy",
    "trusted_ip.update",
    "app.update",
];
/// Id and e-mail: one who has two, one without an id, a service account, nobody.
const ACTORS: [[&str; 2]; 5] = [
    ["00000000-0000-4000-8000-00000000000a", "ann@acme.com"],
    ["00000000-0000-4000-8000-00000000000a", "ann@example.com"],
    ["", "Bo@acme.com"],
    ["", "svc-deploy@acme.com"],
    ["", ""],
];
const ADDRESSES: [&str; 8] = [
    "192.0.2.1",
    "192.0.2.200",
    "::ffff:192.0.2.7",
    "198.51.100.1",
    "203.0.113.1",
    "2001:db8:1::1",
    "2001:db8:2::1",
    "nowhere",
];
const NETWORKS: [u64; 8] = [1, 1, 1, 2, 3, 4, 5, 0];
const APPS: [&str; 3] = ["shop-production", "blog-production", "trial"];
const POLICY: &str = r#"
[policy]
service_accounts = ["svc-*"]
protected_apps = ["*-production"]
known_networks = ["192.0.2.0/25"]
working_hours = {tz = "Europe/Berlin", days = ["mon", "wed", "sat"], from = "08:15", to = "17:30"}
"#;

/// An event by the places of what it names.
#[derive(Debug, Clone, Copy)]
struct Event {
    id: u8,
    secs: i64,
    nanos: u32,
    name: usize,
    actor: usize,
    address: usize,
    app: usize,
    /// Which of the archives it is in; above the last one it is in two.
    archive: usize,
}

impl Event {
    fn at(&self) -> Timestamp {
        Timestamp {
            secs: self.secs,
            nanos: self.nanos,
        }
    }

    fn moment(&self) -> Moment {
        let mut id = [0; 16];
        id[15] = self.id;
        Moment { at: self.at(), id }
    }

    fn is_within(&self) -> bool {
        (MAY[0]..MAY[1]).contains(&self.secs)
    }

    /// Who it is: `None` for nobody.
    fn who(&self) -> Option<String> {
        let [id, label] = ACTORS[self.actor];
        let who = if id.is_empty() { label } else { id };
        (!who.is_empty()).then(|| who.to_lowercase())
    }

    fn json(&self) -> Value {
        let (kind, action) = NAMES[self.name].split_once('.').expect("a name");
        let [id, email] = ACTORS[self.actor];
        json!({
            "id": uuid::Uuid::from_bytes(self.moment().id).to_string(), "type": kind, "action": action,
            "created_at": self.at().to_string(), "actor": {"id": id, "email": email},
            "app": {"name": APPS[self.app]},
            "request": {"ip_address": ADDRESSES[self.address]},
        })
    }
}

const ARCHIVES: usize = 3;

/// Events over some years, or many within a few hours by two people.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let dense = |day: i64| {
        let near = move |event: Event| Event {
            secs: MAY[0] + day * DAY + event.secs % 18_000 - 9000,
            actor: event.actor % 3,
            ..event
        };
        prop::collection::vec(event().prop_map(near), 20..60)
    };
    let numbered = |mut events: Vec<Event>| {
        for (id, event) in (0..).zip(&mut events) {
            event.id = id;
        }
        events
    };
    prop_oneof![
        prop::collection::vec(event(), 1..50),
        (0i64..2).prop_flat_map(dense),
    ]
    .prop_map(numbered)
}

fn event() -> impl Strategy<Value = Event> {
    let near =
        (-150i64..150, prop::sample::select(vec![0i64, 30])).prop_map(|(m, s)| MAY[0] + m * 60 + s);
    let day = (-900i64..300).prop_map(|half| MAY[0] + half * DAY / 2);
    let days =
        (0usize..3, 0i64..4).prop_map(|(n, late)| MAY[0] - [90, 91, 180][n] * DAY + late * DAY / 2);
    let ms = prop::sample::select(vec![0u32, 1_000_000]);
    let of = (
        0..NAMES.len(),
        0..ACTORS.len(),
        0..ADDRESSES.len(),
        0usize..3,
        0..=ARCHIVES,
    );
    (prop_oneof![4 => near, 2 => day, 1 => days], ms, of).prop_map(
        |(secs, nanos, (name, actor, address, app, archive))| Event {
            id: 0,
            secs,
            nanos,
            name,
            actor,
            address,
            app,
            archive,
        },
    )
}

/// How it is read.
#[derive(Debug, Clone)]
struct How {
    order: Vec<usize>,
    block: usize,
    threads: usize,
    /// Whether the filter leaves out an actor.
    narrow: bool,
    /// Whether the first archive's events before the period are history.
    history: bool,
}

fn how() -> impl Strategy<Value = How> {
    let order = Just((0..ARCHIVES).collect::<Vec<_>>()).prop_shuffle();
    (
        order,
        200usize..3000,
        1usize..3,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(order, block, threads, narrow, history)| How {
            order,
            block,
            threads,
            narrow,
            history,
        })
}

fn read(documents: &[Vec<Event>], filter: &Filter, history: bool, how: &How) -> Counted<Watch> {
    let folder = Folder::new();
    let sources: Vec<Source> = documents
        .iter()
        .enumerate()
        .map(|(number, events)| {
            let events: Vec<Value> = events.iter().map(Event::json).collect();
            let name = format!("{number}.json");
            Source {
                path: Some(folder.write(&name, json!(events).to_string()).into()),
                shown: name,
            }
        })
        .collect();
    let policy = Arc::new(Policy::from_toml(POLICY).expect("a policy"));
    let setup = Arc::new(Setup {
        policy: Arc::clone(&policy),
        within: Arc::new(|at: Timestamp| (MAY[0]..MAY[1]).contains(&at.secs)),
        history,
        list: 1000,
        always: Arc::default(),
    });
    let tagger =
        |dimension, id: Option<&str>, label: Option<&str>| tag(&policy, dimension, id, label);
    let reading = Reading {
        marker: Some(&marks),
        tagger: Some(&tagger),
        outside: true,
        threads: how.threads,
        block: how.block,
        ..Reading::new(&sources, filter)
    };
    reading.run(&|| Watch::new(&setup)).expect("a reading")
}

fn watched(events: &[Event], how: &How) -> Watched {
    let is_old = |event: &Event| how.history && event.archive == 0 && event.secs < MAY[0];
    let (old, own): (Vec<Event>, Vec<Event>) = events.iter().partition(|event| is_old(event));
    let part = |archive: usize| -> Vec<Event> {
        let of =
            |event: &&Event| event.archive == archive || event.archive == ARCHIVES && archive != 1;
        own.iter().filter(of).copied().collect()
    };
    let parts: Vec<_> = how.order.iter().map(|archive| part(*archive)).collect();
    let criteria = Criteria {
        month: vec!["2018-05".to_owned()],
        actor: how.narrow.then(|| "!bo@*".to_owned()).into_iter().collect(),
        ..Criteria::default()
    };
    let filter = Filter::new(&criteria).expect("a filter");
    let mut watched = Watched::default();
    if !old.is_empty() {
        let earlier = read(&[old], &Filter::default(), true, how);
        watched.add(&earlier.observed, &earlier.names, true);
    }
    let own = read(&parts, &filter, false, how);
    watched.add(&own.observed, &own.names, false);
    watched
}

fn name(who: &Who) -> String {
    let name = who.id.as_ref().or(who.label.as_ref());
    name.map(|name| name.to_lowercase()).unwrap_or_default()
}

/// Whether something like the event happened in the 90 days before it.
fn happened(events: &[Event], event: &Event, alike: impl Fn(&Event) -> bool) -> bool {
    let from = event.secs - 90 * DAY;
    events.iter().any(|other| {
        other.who() == event.who()
            && alike(other)
            && other.moment() < event.moment()
            && (other.secs, other.nanos) >= (from, event.nanos)
    })
}

fn kinds(event: &Event) -> Vec<&'static str> {
    match NAMES[event.name] {
        "collaborator.create" => vec!["access"],
        "domain.destroy" => vec!["network", "destruction"],
        "addon.destroy" => vec!["destruction"],
        "trusted_ip.update" => vec!["network"],
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_learned_is_what_all_events_say(mut events in events(), how in how()) {
        let found = watched(&events, &how);
        events.sort_by_key(Event::moment);
        let named = || events.iter().filter(|event| event.who().is_some());

        let want: BTreeSet<_> = named()
            .filter(|event| {
                let network = NETWORKS[event.address];
                network > 0 && event.is_within() && !happened(&events, event, |other| NETWORKS[other.address] == network)
            })
            .map(|event| (event.moment(), event.address < 3 && event.address != 1))
            .collect();
        let got: BTreeSet<_> = found.first_networks().map(|one| (one.event, one.known)).collect();
        prop_assert_eq!(got, want);

        let want: BTreeSet<_> = named()
            .flat_map(|event| kinds(event).into_iter().map(move |kind| (event, kind)))
            .filter(|(event, kind)| !happened(&events, event, |other| kinds(other).contains(kind)))
            .map(|(event, kind)| (event.moment(), kind))
            .collect();
        let got: BTreeSet<_> = found.firsts_of_kinds().map(|one| (one.event, one.kind.as_str())).collect();
        prop_assert_eq!(got, want);

        let mut want = BTreeSet::new();
        for event in named() {
            let before = named().rfind(|other| other.who() == event.who() && other.moment() < event.moment());
            if let Some(before) = before
                && (before.secs + 90 * DAY, before.nanos) <= (event.secs, event.nanos)
            {
                want.insert((before.moment(), event.moment()));
            }
        }
        let got: BTreeSet<_> = found.returns().map(|one| (one.before, one.event)).collect();
        prop_assert_eq!(got, want);

        // Every event that has four networks in the hour up to it; of these the first of each day.
        let mut want: BTreeMap<(String, i64), (Moment, BTreeSet<u64>)> = BTreeMap::new();
        let in_hour = |event: &Event, other: &Event| {
            other.who() == event.who() && NETWORKS[other.address] > 0 && other.moment() <= event.moment()
                && (other.secs + 3600, other.nanos) >= (event.secs, event.nanos)
        };
        for event in named().filter(|event| event.is_within() && NETWORKS[event.address] > 0) {
            let networks: BTreeSet<u64> =
                events.iter().filter(|other| in_hour(event, other)).map(|other| NETWORKS[other.address]).collect();
            if networks.len() >= 4 {
                let key = (event.who().unwrap_or_default(), event.secs.div_euclid(DAY));
                want.entry(key).or_insert((event.moment(), networks));
            }
        }
        let by_moment: BTreeMap<Moment, &Event> = events.iter().map(|event| (event.moment(), event)).collect();
        let mut got = BTreeMap::new();
        for (who, moments) in found.crossings() {
            let last = moments.last().expect("an event");
            prop_assert!(moments.is_sorted());
            let networks = moments.iter().map(|moment| NETWORKS[by_moment[moment].address]).collect();
            prop_assert!(moments.iter().all(|moment| in_hour(by_moment[last], by_moment[moment])));
            got.insert((name(who), last.at.day()), (*last, networks));
        }
        prop_assert_eq!(got, want);

        let policy = Policy::from_toml(POLICY).expect("a policy");
        let hours = policy.working_hours.as_ref().expect("hours");
        let mut want: BTreeMap<(String, i32), Vec<Moment>> = BTreeMap::new();
        let changes = events.iter().filter(|event| [0, 1, 5].contains(&event.name) && event.is_within());
        for event in changes.filter(|event| hours.outside(event.at())) {
            let key = (event.who().unwrap_or_default(), hours.day(event.at()));
            want.entry(key).or_default().push(event.moment());
        }
        let got: BTreeMap<_, _> = found.after_hours().iter().map(|row| ((name(&row.who), row.by), row.events.clone())).collect();
        prop_assert_eq!(got, want);
        prop_assert!(found.after_hours().iter().all(|row| row.count == row.events.len() as u64));

        let mut want: BTreeMap<(usize, usize), Vec<Moment>> = BTreeMap::new();
        for event in events.iter().filter(|event| event.who().is_none() && event.is_within()) {
            want.entry((event.app, event.name)).or_default().push(event.moment());
        }
        let want: BTreeSet<_> = want.into_values().collect();
        let got: BTreeSet<_> = found.unnamed().iter().map(|row| row.events.clone()).collect();
        prop_assert_eq!(got, want);

        let mut want: BTreeMap<(usize, String), Vec<Moment>> = BTreeMap::new();
        for event in named().filter(|event| event.name == 0 && event.app < 2 && event.actor != 3 && event.is_within()) {
            let service = |other: &&Event| other.name == 0 && other.app == event.app && other.actor == 3;
            if events.iter().filter(service).any(|other| other.moment() < event.moment()) {
                want.entry((event.app, event.who().unwrap_or_default())).or_default().push(event.moment());
            }
        }
        let app = |who: &Who| usize::from(name(who) == "blog-production");
        let got: BTreeMap<_, _> = found.by_hand().map(|one| ((app(one.app), name(one.actor)), one.events)).collect();
        prop_assert_eq!(got, want);
    }

    /// The same in every way of reading.
    #[test]
    fn it_does_not_depend_on_how_it_is_read(events in events(), one in how(), other in how()) {
        let other = How { history: one.history, ..other };
        prop_assert_eq!(format!("{:?}", watched(&events, &one)), format!("{:?}", watched(&events, &other)));
    }
}
