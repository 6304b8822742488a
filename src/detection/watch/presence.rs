//! Which actor was active when, and from which networks.

use super::crossing::{
    Crossed, Hour, Log, NETWORKS, Place, Step, WITHIN, Weight, busy_hours, crowded,
};
use super::moment::{Moment, shifted};
use super::stretches::{Break, Stretches};
use super::tags::KNOWN;
use super::together::{OfActors, Together};
use crate::event::Timestamp;
use crate::identity::{Dimension, Remap, Used};
use crate::record::Record;
use crate::sync::both;
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
    /// The latest event in each of these.
    latest: [Timestamp; NETWORKS],
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
            latest: [Timestamp::default(); NETWORKS],
            crossed: Crossed::default(),
        }
    }
}

/// An actor and a network.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) actor: u32,
    pub(super) network: u64,
    /// The hour that was looked at last; the rest does not know of it yet.
    hour: Option<Hour>,
    /// When it was seen there; flagged where the first address belongs to a known network.
    pub(super) seen: Stretches,
}

impl Pair {
    /// Writes down what is known of the hour that was looked at last.
    fn close(&mut self, place: u32, log: &mut Log) {
        if let Some(hour) = self.hour.take() {
            self.seen.add(hour.first, hour.flag, NEW);
            self.seen.add(hour.last, false, NEW);
            log.add(place, &hour);
        }
    }
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
                        hour: None,
                        seen: Stretches::default(),
                    });
                }
                place
            }
        };
        if rank != Some(0) {
            let moved = ..=rank.unwrap_or(NETWORKS - 1);
            actor.recent[moved].rotate_right(1);
            actor.networks[moved].rotate_right(1);
            actor.latest[moved].rotate_right(1);
            (actor.recent[0], actor.networks[0]) = (place, network);
            if rank.is_none() {
                actor.latest[0] = moment.at;
            }
        }
        actor.latest[0] = actor.latest[0].max(moment.at);
        let weight = match (near && !actor.crossed.settles(moment.at), within) {
            (false, _) => Weight::None,
            (true, false) => Weight::Near,
            (true, true) => Weight::Within,
        };
        let pair = &mut self.pairs[place as usize];
        let flag = tag & KNOWN != 0;
        let taken = pair.hour.as_mut();
        if !taken.is_some_and(|hour| hour.takes(moment, weight, flag)) {
            pair.close(place, &mut self.log);
            pair.hour = Some(Hour::of(moment, weight, flag));
        }
        if weight == Weight::Within && rank != Some(0) && actor.recent[NETWORKS - 1] != NONE {
            let since = shifted(moment.at, -WITHIN);
            let mut latest = actor.latest.iter();
            if latest.all(|last| *last <= moment.at && *last >= since) {
                actor.crossed.cross(moment.at);
            }
        }
    }

    /// Drops the events that can tell of no several networks within an hour, now that all are known but those of earlier
    /// archives: what these may add to begins the period, or whatever was read.
    pub(super) fn settle(&mut self, begins_period: impl Fn(Timestamp) -> bool + Sync) {
        self.close_hours();
        let begin = self.log.first().map(|begin| shifted(begin, WITHIN));
        let is_near = |step: &Step| {
            begin.is_some_and(|begin| step.moment.at <= begin) || begins_period(step.moment.at)
        };
        let settled = |of: &mut OfActors<'_>| {
            let (mut kept, mut steps) = (Log::default(), Vec::new());
            of.each(|actor, places| {
                let busy = busy_hours(places, |place| is_near(&self.log.step(place, 0)));
                self.steps(&busy, &mut steps);
                steps.sort_unstable();
                for step in crowded(&steps, is_near) {
                    if let Some(place) = self.places.get(&(actor, step.network)) {
                        kept.put(*place, step);
                    }
                }
            });
            kept
        };
        let mut together = self.together();
        let [mut one, mut other] = together.halves();
        let (mut kept, others) = both(|| settled(&mut one), || settled(&mut other));
        kept.append(others, |place| place);
        self.log = kept;
    }

    /// Writes down what is known of each pair's last hour.
    fn close_hours(&mut self) {
        for (place, pair) in (0..).zip(&mut self.pairs) {
            pair.close(place, &mut self.log);
        }
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        self.close_hours();
        other.close_hours();
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
        self.close_hours();
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
        let mut networks = vec![0; self.actors.len()];
        for pair in &self.pairs {
            networks[pair.actor as usize] += 1;
        }
        let mut steps = Vec::new();
        self.together().all().each(|actor, places| {
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
    fn together(&self) -> Together {
        let actors: Vec<u32> = self.pairs.iter().map(|pair| pair.actor).collect();
        let actor_of = |place: Place| actors[place.pair as usize] as usize;
        Together::new(self.actors.len(), || self.log.places(), actor_of)
    }
}
