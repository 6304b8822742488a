//! Which actor was active when, and from which networks.

use super::crossing::{Crossed, Hour, Log, NETWORKS, Step, WITHIN, crowded};
use super::moment::{Moment, shifted};
use super::stretches::{Break, Stretches};
use super::tags::KNOWN;
use crate::event::Timestamp;
use crate::identity::{Dimension, Remap, Used};
use crate::record::Record;
use hashbrown::HashMap;

/// An actor is away for so long before coming back is worth a word.
pub(super) const AWAY: Break = Break::From(90);
/// A network is new where it was not seen for longer.
pub(super) const NEW: Break = Break::Above(90);

/// See the module. By identity of the actor.
#[derive(Debug, Clone, Default)]
pub(super) struct Presence {
    actors: Vec<Actor>,
    pairs: Vec<Pair>,
    /// The place in `pairs` of an actor and a network.
    places: HashMap<(u32, u64), u32>,
    log: Log,
}

#[derive(Debug, Clone)]
pub(super) struct Actor {
    /// When it was active.
    pub(super) active: Stretches,
    /// The name that its last event bears.
    pub(super) variant: u32,
    /// Places of the pairs seen last, the last first, and their networks, so that most events look at one pair.
    recent: [u32; NETWORKS],
    networks: [u64; NETWORKS],
    crossed: Crossed,
}

/// No pair.
const NONE: u32 = u32::MAX;

impl Default for Actor {
    fn default() -> Self {
        Self {
            active: Stretches::default(),
            variant: 0,
            recent: [NONE; NETWORKS],
            networks: [0; NETWORKS],
            crossed: Crossed::default(),
        }
    }
}

/// An actor and a network.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) actor: u32,
    pub(super) network: u64,
    /// When it was seen there; flagged where the first address belongs to a known network.
    pub(super) seen: Stretches,
    hour: Hour,
}

impl Presence {
    /// Takes an event into account. `tag` is what was told of its address; `within` says whether it lies in the period,
    /// `near` whether it lies there or up to an hour before.
    #[inline]
    pub(super) fn observe(&mut self, record: &Record, tag: u64, within: bool, near: bool) {
        let identity = record.actor.identity;
        // Nothing is known of what nobody has done.
        if identity == 0 {
            return;
        }
        if self.actors.len() <= identity as usize {
            self.actors.resize(identity as usize + 1, Actor::default());
        }
        let moment = Moment {
            at: record.at,
            id: record.id,
        };
        let actor = &mut self.actors[identity as usize];
        actor.active.add(moment, false, AWAY);
        if actor.active.last() == Some(moment) {
            actor.variant = record.actor.variant;
        }
        let network = tag & !KNOWN;
        if network == 0 {
            return;
        }
        let rank = actor.networks.iter().position(|one| *one == network);
        let place = match rank {
            Some(rank) => actor.recent[rank],
            None => {
                let next = self.pairs.len() as u32;
                let place = *self.places.entry((identity, network)).or_insert(next);
                if place == next {
                    self.pairs.push(Pair {
                        actor: identity,
                        network,
                        seen: Stretches::default(),
                        hour: Hour::default(),
                    });
                }
                place
            }
        };
        if rank != Some(0) {
            let moved = ..=rank.unwrap_or(NETWORKS - 1);
            actor.recent[moved].rotate_right(1);
            actor.networks[moved].rotate_right(1);
            (actor.recent[0], actor.networks[0]) = (place, network);
        }
        let pair = &mut self.pairs[place as usize];
        pair.seen.add(moment, tag & KNOWN != 0, NEW);
        if !near {
            return;
        }
        self.log
            .add(place, &mut pair.hour, &actor.crossed, moment, within);
        if within && rank != Some(0) {
            let since = shifted(moment.at, -WITHIN);
            let lately = |place: &u32| {
                let last = self
                    .pairs
                    .get(*place as usize)
                    .and_then(|pair| pair.seen.last());
                last.is_some_and(|last| last <= moment && last.at >= since)
            };
            if actor.recent.iter().all(lately) {
                actor.crossed.cross(moment.at);
            }
        }
    }

    /// Drops the events that can tell of no several networks within an hour, now that all are known but those of earlier
    /// archives: what these may add to begins the period, or whatever was read.
    pub(super) fn settle(&mut self, begins_period: impl Fn(Timestamp) -> bool) {
        let begin = self.log.first().map(|begin| shifted(begin, WITHIN));
        let is_near = |step: &Step| {
            begin.is_some_and(|begin| step.moment.at <= begin) || begins_period(step.moment.at)
        };
        let mut kept = Log::default();
        self.each_actor(|actor, _, steps| {
            steps.sort_unstable();
            for step in crowded(steps, is_near) {
                if let Some(place) = self.places.get(&(actor, step.network)) {
                    kept.put(*place, step);
                }
            }
        });
        self.log = kept;
        for pair in &mut self.pairs {
            pair.hour = Hour::default();
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        if other.actors.len() > self.actors.len() {
            self.actors.resize(other.actors.len(), Actor::default());
        }
        for (mine, theirs) in self.actors.iter_mut().zip(&other.actors) {
            if theirs.active.last() > mine.active.last() {
                mine.variant = theirs.variant;
            }
            mine.active.merge(&theirs.active, AWAY);
        }
        let places: Vec<u32> = other
            .pairs
            .into_iter()
            .map(|pair| self.place(pair))
            .collect();
        self.log.append(other.log, |place| places[place as usize]);
    }

    /// The place of a pair after what is known of it was added.
    fn place(&mut self, pair: Pair) -> u32 {
        let next = self.pairs.len() as u32;
        let key = (pair.actor, pair.network);
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.pairs.push(pair);
        } else {
            self.pairs[place as usize].seen.merge(&pair.seen, NEW);
        }
        place
    }

    pub(super) fn mark(&self, used: &mut Used) {
        for (identity, actor) in (0..).zip(&self.actors) {
            if actor.active.last().is_some() {
                used.identity(Dimension::Actor, identity);
            }
        }
    }

    pub(super) fn remap(&mut self, remap: &Remap) {
        let new = |identity| remap.identity(Dimension::Actor, identity);
        let old = std::mem::take(&mut self.actors);
        for (identity, mut actor) in (0..).zip(old) {
            if actor.active.last().is_none() {
                continue;
            }
            actor.variant = remap.variant(Dimension::Actor, actor.variant);
            let place = new(identity) as usize;
            if self.actors.len() <= place {
                self.actors.resize(place + 1, Actor::default());
            }
            self.actors[place] = actor;
        }
        self.places.clear();
        for (place, pair) in (0..).zip(&mut self.pairs) {
            pair.actor = new(pair.actor);
            self.places.insert((pair.actor, pair.network), place);
        }
    }

    /// The actors that have events, by identity.
    pub(super) fn actors(&self) -> impl Iterator<Item = (u32, &Actor)> {
        let all = (0..).zip(&self.actors);
        all.filter(|(_, actor)| actor.active.last().is_some())
    }

    pub(super) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Shows the events that may tell of several networks within an hour, actor by actor and in no order, with the
    /// number of networks that the actor was seen in.
    pub(super) fn each_actor(&self, mut show: impl FnMut(u32, usize, &mut Vec<Step>)) {
        let actor_of = |place: u32| self.pairs[self.log.pair(place) as usize].actor as usize;
        let mut networks = vec![0; self.actors.len()];
        for pair in &self.pairs {
            networks[pair.actor as usize] += 1;
        }
        // Where the events of each actor end, once they are put together.
        let mut ends = vec![0; self.actors.len() + 1];
        (0..self.log.len()).for_each(|place| ends[actor_of(place) + 1] += 1);
        for actor in 1..ends.len() {
            ends[actor] += ends[actor - 1];
        }
        let mut together = vec![0u32; self.log.len() as usize];
        for place in 0..self.log.len() {
            let end: &mut usize = &mut ends[actor_of(place)];
            together[*end] = place;
            *end += 1;
        }
        let (mut from, mut steps) = (0, Vec::new());
        for (actor, networks) in networks.into_iter().enumerate() {
            let places = together.get(from..ends[actor]).unwrap_or_default();
            from = ends[actor];
            if places.is_empty() {
                continue;
            }
            steps.clear();
            steps.extend(places.iter().map(|place| {
                let pair = &self.pairs[self.log.pair(*place) as usize];
                self.log.step(*place, pair.network)
            }));
            show(actor as u32, networks, &mut steps);
        }
    }
}
