//! Which actor was active when, and from which networks.

use super::crossing::{Crossed, NETWORKS, Place, Step, WITHIN, busy_hours, crowded};
use super::latest::{Latest, Weight};
use super::log::Log;
use super::moment::{Moment, Packed, shifted};
use super::run::Run;
use super::stretches::{AWAY, NEW, Stretches};
use super::tags::KNOWN;
use super::together::{OfActors, Together};
use crate::event::Timestamp;
use crate::identity::{Dimension, Remap, Used};
use crate::pipeline::Tags;
use crate::record::Record;
use crate::sync::both;
use hashbrown::HashMap;

/// Events that are [approached](Presence::approach) together.
pub(super) const BATCH: usize = 32;

/// See the module. By identity of the actor. What every event looks at stands apart, and is small.
#[derive(Debug, Clone, Default)]
pub(super) struct Presence {
    recent: Vec<Recent>,
    actors: Vec<Run>,
    latest: Vec<Latest>,
    pairs: Vec<Pair>,
    /// The place in `pairs` of an actor and a network.
    places: HashMap<(u32, u64), u32>,
    log: Log,
}

/// What was seen of an actor of late: two lines of a cache.
#[derive(Debug, Clone)]
#[repr(align(64))]
struct Recent {
    /// Its last event; `None` of one that has none.
    last: Option<Packed>,
    /// The name that its last event bears.
    variant: u32,
    /// Places of the pairs seen last, the last first, and their networks, so that most events look at one pair.
    pairs: [u32; NETWORKS],
    networks: [u64; NETWORKS],
    /// The second of the latest event in each of these.
    latest: [i64; NETWORKS],
    crossed: Crossed,
}

const _: () = assert!(size_of::<Recent>() == 128);

/// No pair.
const NONE: u32 = u32::MAX;

impl Default for Recent {
    fn default() -> Self {
        Self {
            last: None,
            variant: 0,
            pairs: [NONE; NETWORKS],
            networks: [0; NETWORKS],
            latest: [0; NETWORKS],
            crossed: Crossed::default(),
        }
    }
}

impl Recent {
    /// The event is in this network: the one seen last from now on. Gives its rank before.
    #[inline]
    fn come(&mut self, network: u64, at: Timestamp, place: impl FnOnce() -> u32) -> Option<usize> {
        let rank = self.networks.iter().position(|one| *one == network);
        if rank != Some(0) {
            let new = rank.is_none().then(place);
            let moved = ..=rank.unwrap_or(NETWORKS - 1);
            self.pairs[moved].rotate_right(1);
            self.networks[moved].rotate_right(1);
            self.latest[moved].rotate_right(1);
            if let Some(place) = new {
                (self.pairs[0], self.networks[0], self.latest[0]) = (place, network, at.secs);
            }
        }
        self.latest[0] = self.latest[0].max(at.secs);
        rank
    }

    /// Whether an event is known in each of the other networks within an hour before it.
    fn crosses(&self, at: Timestamp) -> bool {
        let others = &self.latest[1..];
        let within = |last: &i64| *last < at.secs && *last > at.secs - WITHIN;
        self.pairs[NETWORKS - 1] != NONE && others.iter().all(within)
    }
}

/// An actor and a network.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) actor: u32,
    pub(super) network: u64,
    /// When it was seen there; flagged where the first address belongs to a known network.
    seen: Run,
}

impl Pair {
    /// When it was seen there.
    pub(super) fn seen(&self) -> &Stretches {
        self.seen.ended()
    }
}

/// An actor that has events.
pub(super) struct Actor<'a> {
    /// When it was active.
    pub(super) active: &'a Stretches,
    /// The name that its last event bears.
    pub(super) variant: u32,
}

impl Presence {
    /// Prefetches what [`Presence::observe`] looks at for each of these events, so that the memory accesses of a batch
    /// overlap instead of following one another: waiting for them would be most of what it does.
    pub(super) fn approach(&self, records: &[Record], tags: &Tags) {
        let (mut pairs, mut touched) = ([NONE; BATCH], 0);
        for (record, place) in records.iter().zip(&mut pairs) {
            let network = tags.get(Dimension::Ip, record.ip) & !KNOWN;
            let Some(recent) = self.recent.get(record.actor.identity as usize) else {
                continue;
            };
            let known = recent.networks.iter().zip(recent.pairs);
            *place = known.fold(
                NONE,
                |found, (one, pair)| {
                    if *one == network { pair } else { found }
                },
            );
            touched ^= recent.variant;
        }
        let look = |place: u32| self.latest.get(place as usize).map_or(0, Latest::touched);
        std::hint::black_box((pairs.map(look), touched));
    }

    /// Takes an event into account. `tag` is what was told of its address; `within` says whether it lies in the period,
    /// `near` whether it lies there or up to an hour before.
    #[inline]
    pub(super) fn observe(&mut self, record: &Record, tag: u64, within: bool, near: bool) {
        let identity = record.actor.identity;
        // Nothing is known of what nobody has done.
        if identity == 0 {
            return;
        }
        self.grow(identity as usize + 1);
        let moment = Moment {
            at: record.at,
            id: record.id,
        };
        self.be_active(identity, moment, record.actor.variant);
        let (network, flag) = (tag & !KNOWN, tag & KNOWN != 0);
        if network == 0 {
            return;
        }
        let recent = &mut self.recent[identity as usize];
        let next = self.pairs.len() as u32;
        let places = &mut self.places;
        let rank = recent.come(network, moment.at, || {
            *places.entry((identity, network)).or_insert(next)
        });
        let place = recent.pairs[0];
        let weight = match (near && !recent.crossed.settles(moment.at), within) {
            (false, _) => Weight::None,
            (true, false) => Weight::Near,
            (true, true) => Weight::Within,
        };
        if weight == Weight::Within && rank != Some(0) && recent.crosses(moment.at) {
            recent.crossed.cross(moment.at.secs);
        }
        let log = &mut self.log;
        match self.latest.get_mut(place as usize) {
            Some(latest) => {
                let seen = &mut self.pairs[place as usize].seen;
                latest.see(place, (moment, weight, flag), log, seen);
            }
            None => {
                let latest = Latest::new(place, moment, weight, log);
                self.latest.push(latest);
                self.pairs.push(Pair {
                    actor: identity,
                    network,
                    seen: Run::new(moment, flag),
                });
            }
        }
    }

    /// Makes room for so many actors.
    #[inline]
    fn grow(&mut self, actors: usize) {
        if self.recent.len() < actors {
            self.recent.resize_with(actors, Recent::default);
            self.actors.resize_with(actors, Run::default);
        }
    }

    #[inline]
    fn be_active(&mut self, identity: u32, moment: Moment, variant: u32) {
        let recent = &mut self.recent[identity as usize];
        let active = &mut self.actors[identity as usize];
        match recent.last.map(|last| last.moment()) {
            Some(last) if moment <= last => return active.earlier(moment, false, AWAY),
            Some(last) if AWAY.lies_between(last.at, moment.at) => {
                active.end(last, AWAY);
                active.begin(moment, false);
            }
            Some(_) => {}
            None => active.begin(moment, false),
        }
        (recent.last, recent.variant) = (Some(Packed::new(moment, false)), variant);
    }

    /// Drops the events that can tell of no several networks within an hour, now that all are known but those of earlier
    /// archives: what these may add to begins the period, or whatever was read.
    pub(super) fn settle(&mut self, begins_period: impl Fn(Timestamp) -> bool + Sync) {
        self.close();
        let begin = self.log.begin().map(|begin| shifted(begin, WITHIN));
        let stays = |at| begin.is_some_and(|begin| at <= begin) || begins_period(at);
        let settled = |of: &mut OfActors<'_>| {
            let (mut kept, mut steps) = (Log::default(), Vec::new());
            of.each(|actor, places| {
                let busy = busy_hours(places);
                self.steps(&busy, &mut steps);
                steps.sort_unstable();
                for step in crowded(&steps, |step| stays(step.moment.at)) {
                    if let Some(place) = self.places.get(&(actor, step.network)) {
                        kept.put(*place, step);
                    }
                }
            });
            kept
        };
        let mut together = self.together(stays);
        let [mut one, mut other] = together.halves();
        let (mut kept, others) = both(|| settled(&mut one), || settled(&mut other));
        kept.append(others, |place| place);
        self.log = kept;
    }

    /// Writes down what is known of each pair's last hour, and ends all runs.
    fn close(&mut self) {
        for (place, (pair, latest)) in (0..).zip(self.pairs.iter_mut().zip(&mut self.latest)) {
            latest.close(place, &mut self.log);
            pair.seen.end(latest.last(), NEW);
        }
        for (active, recent) in self.actors.iter_mut().zip(&self.recent) {
            if let Some(last) = recent.last {
                active.end(last.moment(), AWAY);
            }
        }
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        self.close();
        other.close();
        self.grow(other.recent.len());
        let mine = self.recent.iter_mut().zip(&mut self.actors);
        let theirs = other.recent.into_iter().zip(other.actors);
        for ((recent, active), (other, theirs)) in mine.zip(theirs) {
            let last = |recent: &Recent| recent.last.map(|last| last.moment());
            let is_later = last(&other) > last(recent);
            active.merge(&theirs, is_later, AWAY);
            if is_later {
                (recent.last, recent.variant) = (other.last, other.variant);
            }
        }
        let pairs = other.pairs.into_iter().zip(other.latest);
        let places: Vec<u32> = pairs.map(|pair| self.place(pair)).collect();
        self.log.append(other.log, |place| places[place as usize]);
    }

    /// The place of a pair after what is known of it was added.
    fn place(&mut self, (pair, latest): (Pair, Latest)) -> u32 {
        let next = self.pairs.len() as u32;
        let key = (pair.actor, pair.network);
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.pairs.push(pair);
            self.latest.push(latest);
        } else {
            self.pairs[place as usize]
                .seen
                .merge(&pair.seen, false, NEW);
        }
        place
    }

    pub(super) fn mark(&self, used: &mut Used) {
        for (identity, _) in self.actors() {
            used.identity(Dimension::Actor, identity);
        }
    }

    pub(super) fn remap(&mut self, remap: &Remap) {
        self.close();
        let new = |identity| remap.identity(Dimension::Actor, identity);
        let recent = std::mem::take(&mut self.recent);
        let actors = std::mem::take(&mut self.actors);
        for (identity, (mut recent, active)) in (0..).zip(recent.into_iter().zip(actors)) {
            if recent.last.is_none() {
                continue;
            }
            recent.variant = remap.variant(Dimension::Actor, recent.variant);
            let place = new(identity) as usize;
            self.grow(place + 1);
            (self.recent[place], self.actors[place]) = (recent, active);
        }
        self.places.clear();
        for (place, pair) in (0..).zip(&mut self.pairs) {
            pair.actor = new(pair.actor);
            self.places.insert((pair.actor, pair.network), place);
        }
    }

    /// The actors that have events, by identity.
    pub(super) fn actors(&self) -> impl Iterator<Item = (u32, Actor<'_>)> {
        let all = (0..).zip(self.actors.iter().zip(&self.recent));
        let active = all.filter(|(_, (_, recent))| recent.last.is_some());
        active.map(|(identity, (active, recent))| {
            let actor = Actor {
                active: active.ended(),
                variant: recent.variant,
            };
            (identity, actor)
        })
    }

    pub(super) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Shows the events that may tell of several networks within an hour, actor by actor and in no order, with the
    /// number of networks that the actor was seen in.
    pub(super) fn each_actor(&self, mut show: impl FnMut(u32, usize, &mut Vec<Step>)) {
        let mut networks = vec![0; self.recent.len()];
        for pair in &self.pairs {
            networks[pair.actor as usize] += 1;
        }
        let mut steps = Vec::new();
        self.together(|_| false).all().each(|actor, places| {
            self.steps(places, &mut steps);
            show(actor, networks[actor as usize], &mut steps);
        });
    }

    /// The events at some places of the log.
    fn steps(&self, places: &[Place], steps: &mut Vec<Step>) {
        steps.clear();
        steps.extend(places.iter().map(|place| {
            let pair = &self.pairs[place.pair as usize];
            self.log.step(*place, pair.network)
        }));
    }

    /// The places of the log, those of each actor together.
    fn together(&self, stays: impl Fn(Timestamp) -> bool) -> Together {
        let actors: Vec<u32> = self.pairs.iter().map(|pair| pair.actor).collect();
        let actor_of = |place: Place| actors[place.pair as usize] as usize;
        Together::new(self.recent.len(), || self.log.places(&stays), actor_of)
    }
}
