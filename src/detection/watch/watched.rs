//! What the watch of all readings came to, with names in place of symbols.

use super::Watch;
use super::crossing::{NETWORKS, Step, crossings};
use super::groups::Groups;
use super::kinds::{FIRST, Kind};
use super::moment::Moment;
use super::presence::Presence;
use super::releases::Releases;
use super::stretches::{AWAY, NEW, Stretches};
use super::tags::shown;
use crate::compliance::Who;
use crate::identity::{Dimension, Name, Names};
use std::collections::BTreeMap;
use std::sync::Arc;

/// See the module: history and the report's own archives together.
#[derive(Debug, Default)]
pub struct Watched {
    actors: Vec<Actor>,
    places: BTreeMap<Key, usize>,
    /// In order of their events.
    first_networks: Vec<FirstSeen>,
    /// The first release of each protected app by a service account.
    by_service: BTreeMap<Key, Moment>,
    by_person: BTreeMap<(Key, Key), ByPerson>,
    after_hours: Vec<Grouped<i32>>,
    unnamed: Vec<Grouped<String>>,
    crossings: Vec<(Who, Vec<Moment>)>,
}

/// An identity: an id, or else a label as labels are compared.
type Key = (Option<Arc<str>>, Option<Arc<str>>);

/// An actor's first event from a network. In the order of its members.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FirstSeen {
    event: Moment,
    network: u64,
    actor: usize,
    known: bool,
}

/// Releases of one app by one actor.
#[derive(Debug)]
struct ByPerson {
    app: Who,
    actor: usize,
    events: Vec<Moment>,
}

#[derive(Debug, Default)]
struct Actor {
    who: Who,
    active: Stretches,
    /// Of earlier archives.
    networks: BTreeMap<u64, Stretches>,
    kinds: BTreeMap<Kind, Stretches>,
    /// Events up to an hour before the period, of earlier archives.
    steps: Vec<Step>,
}

/// An actor's first event from a network for longer than 90 days, within the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstNetwork<'a> {
    /// Who.
    pub actor: &'a Who,
    /// The network as people write it.
    pub network: String,
    /// The event.
    pub event: Moment,
    /// Whether the address belongs to a known network.
    pub known: bool,
}

/// An actor's first event after 90 days or more without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return<'a> {
    /// Who.
    pub actor: &'a Who,
    /// The last event before.
    pub before: Moment,
    /// The event.
    pub event: Moment,
}

/// An actor's first event of a kind for longer than 90 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstOfKind<'a> {
    /// Who.
    pub actor: &'a Who,
    /// The kind.
    pub kind: Kind,
    /// The event.
    pub event: Moment,
}

/// Events of the period that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped<T> {
    /// The actor or the app.
    pub who: Who,
    /// What else they have in common.
    pub by: T,
    /// How many there are.
    pub count: u64,
    /// Those of them that may be listed, and the last, in order.
    pub events: Vec<Moment>,
}

/// Releases of a protected app by one who is no service account, behind the first one by a service account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand<'a> {
    /// Who.
    pub actor: &'a Who,
    /// Which app.
    pub app: &'a Who,
    /// The first release by a service account.
    pub service: Moment,
    /// The releases that may be listed, in order.
    pub events: Vec<Moment>,
}

impl Watched {
    /// Takes a reading into account: earlier archives first, as `history`, then the report's own.
    pub fn add(&mut self, watch: &Watch, names: &Names, history: bool) {
        let parties = Parties::new(names);
        let places = self.add_actors(&watch.presence, &parties);
        self.add_networks(watch, &places, history);
        self.add_steps(&watch.presence, &places, history);
        for (actor, kind, seen) in watch.kinds.iter() {
            let kinds = &mut self.actors[places[actor as usize]].kinds;
            kinds.entry(kind).or_default().merge(seen, FIRST);
        }
        self.add_releases(&watch.releases, &parties, &places);
        if history {
            return;
        }
        for actor in &mut self.actors {
            actor.steps = Vec::new();
        }
        let day = |(_, day): (u32, i32)| day;
        self.after_hours = parties.groups(&watch.after_hours, Dimension::Actor, day);
        let events = names.of_dimension(Dimension::Event).firsts();
        let event = |(_, event): (u32, u32)| {
            let name = events.get(event as usize).map(|name| name.event());
            name.unwrap_or_default()
        };
        self.unnamed = parties.groups(&watch.unnamed, Dimension::App, event);
    }

    /// Adds when actors were active; gives the place of each by its identity.
    fn add_actors(&mut self, presence: &Presence, parties: &Parties<'_>) -> Vec<usize> {
        let mut places = Vec::new();
        for (identity, seen) in presence.actors() {
            let next = self.actors.len();
            let key = parties.key(Dimension::Actor, identity);
            let place = *self.places.entry(key).or_insert(next);
            if place == next {
                self.actors.push(Actor::default());
            }
            let actor = &mut self.actors[place];
            if actor.active.last() < seen.active.last() {
                actor.who = parties.who(Dimension::Actor, seen.variant);
            }
            actor.active.merge(seen.active, AWAY);
            places.resize(identity as usize, usize::MAX);
            places.push(place);
        }
        places
    }

    fn add_networks(&mut self, watch: &Watch, places: &[usize], history: bool) {
        for pair in watch.presence.pairs() {
            let actor = places[pair.actor as usize];
            let networks = &mut self.actors[actor].networks;
            if history {
                let seen = networks.entry(pair.network).or_default();
                seen.merge(pair.seen(), NEW);
                continue;
            }
            let mut all = networks.get(&pair.network).cloned().unwrap_or_default();
            all.merge(pair.seen(), NEW);
            let is_own = |event| pair.seen().iter().any(|stretch| stretch.first == event);
            let firsts = all
                .iter()
                .filter(|stretch| (watch.setup.within)(stretch.first.at) && is_own(stretch.first));
            self.first_networks.extend(firsts.map(|stretch| FirstSeen {
                event: stretch.first,
                network: pair.network,
                actor,
                known: stretch.flag,
            }));
        }
        self.first_networks.sort_unstable();
    }

    fn add_steps(&mut self, presence: &Presence, places: &[usize], history: bool) {
        presence.each_actor(|identity, networks, steps| {
            let actor = &mut self.actors[places[identity as usize]];
            if history {
                actor.steps.append(steps);
            } else if networks >= NETWORKS || !actor.steps.is_empty() {
                steps.append(&mut actor.steps);
                steps.sort_unstable();
                let found = crossings(steps).into_iter();
                self.crossings
                    .extend(found.map(|events| (actor.who.clone(), events)));
            }
        });
    }

    fn add_releases(&mut self, releases: &Releases, parties: &Parties<'_>, places: &[usize]) {
        for (&app, &first) in releases.by_service() {
            let key = parties.key(Dimension::App, app);
            let known = self.by_service.entry(key).or_insert(first);
            *known = first.min(*known);
        }
        for (&(app, actor), person) in releases.by_person() {
            let keys = (
                parties.key(Dimension::App, app),
                parties.key(Dimension::Actor, actor),
            );
            let by_person = ByPerson {
                app: parties.who(Dimension::App, person.app),
                actor: places[actor as usize],
                events: person.events.iter().copied().collect(),
            };
            self.by_person.insert(keys, by_person);
        }
    }

    /// Events of the period from networks that are new to their actors.
    pub fn first_networks(&self) -> impl Iterator<Item = FirstNetwork<'_>> {
        self.first_networks.iter().map(|first| FirstNetwork {
            actor: &self.actors[first.actor].who,
            network: shown(first.network),
            event: first.event,
            known: first.known,
        })
    }

    /// Events of actors who were away before, wherever they lie.
    pub fn returns(&self) -> impl Iterator<Item = Return<'_>> {
        self.actors.iter().flat_map(|actor| {
            let later = actor.active.iter().skip(1);
            actor
                .active
                .iter()
                .zip(later)
                .map(|(before, after)| Return {
                    actor: &actor.who,
                    before: before.last,
                    event: after.first,
                })
        })
    }

    /// Events of a kind that is new to their actors, wherever they lie.
    pub fn firsts_of_kinds(&self) -> impl Iterator<Item = FirstOfKind<'_>> {
        self.actors.iter().flat_map(|actor| {
            actor.kinds.iter().flat_map(move |(&kind, seen)| {
                seen.iter().map(move |stretch| FirstOfKind {
                    actor: &actor.who,
                    kind,
                    event: stretch.first,
                })
            })
        })
    }

    /// Who was active from several networks within an hour, once a day (UTC) of the period: the events of the first
    /// time, the last of which is the one that made it several.
    #[must_use]
    pub fn crossings(&self) -> &[(Who, Vec<Moment>)] {
        &self.crossings
    }

    /// Changes of the period outside working hours, by actor and local day (from the first day of the year 1).
    #[must_use]
    pub fn after_hours(&self) -> &[Grouped<i32>] {
        &self.after_hours
    }

    /// Events of the period whose actor has neither an id nor an e-mail, by app and name.
    #[must_use]
    pub fn unnamed(&self) -> &[Grouped<String>] {
        &self.unnamed
    }

    /// Releases of the period by people on protected apps, behind the first one by a service account.
    pub fn by_hand(&self) -> impl Iterator<Item = ByHand<'_>> {
        self.by_person.iter().filter_map(|((app, _), person)| {
            let service = *self.by_service.get(app)?;
            let later = person.events.iter().filter(|event| **event > service);
            let by_hand = ByHand {
                actor: &self.actors[person.actor].who,
                app: &person.app,
                service,
                events: later.copied().collect(),
            };
            (!by_hand.events.is_empty()).then_some(by_hand)
        })
    }

    /// Whether a protected app was released by one who is no service account, with or without one beside.
    #[must_use]
    pub fn has_releases_by_people(&self) -> bool {
        !self.by_person.is_empty()
    }
}

/// The names of one reading.
struct Parties<'a> {
    names: &'a Names,
    actors: Vec<&'a Name>,
    apps: Vec<&'a Name>,
}

impl<'a> Parties<'a> {
    fn new(names: &'a Names) -> Self {
        let firsts = |dimension| names.of_dimension(dimension).firsts();
        Self {
            names,
            actors: firsts(Dimension::Actor),
            apps: firsts(Dimension::App),
        }
    }

    fn key(&self, dimension: Dimension, identity: u32) -> Key {
        let firsts = match dimension {
            Dimension::Actor => &self.actors,
            _ => &self.apps,
        };
        match firsts.get(identity as usize) {
            Some(Name { id: Some(id), .. }) => (Some(Arc::clone(id)), None),
            Some(Name { label, .. }) => {
                let label = label.as_deref();
                (None, label.map(|label| dimension.label_key(label).into()))
            }
            None => (None, None),
        }
    }

    fn who(&self, dimension: Dimension, variant: u32) -> Who {
        let variants = self.names.of_dimension(dimension).variants();
        variants
            .get(variant as usize)
            .map_or_else(Who::default, |variant| Who {
                id: variant.name.id.clone(),
                label: variant.name.label.clone(),
            })
    }

    /// Groups in order of their last events.
    fn groups<K: std::hash::Hash + Eq + Copy, T>(
        &self,
        groups: &Groups<K>,
        dimension: Dimension,
        by: impl Fn(K) -> T,
    ) -> Vec<Grouped<T>> {
        let mut finished = groups.finish();
        finished.sort_by_key(|(_, group, _)| group.last);
        let grouped = finished.into_iter().map(|(key, group, events)| Grouped {
            who: self.who(dimension, group.variant),
            by: by(key),
            count: group.count,
            events,
        });
        grouped.collect()
    }
}
