//! One actor from several networks within an hour.
//!
//! Whether a network lies in an hour that begins or ends anywhere is known from the first and the last event there in
//! each hour of the clock: an hour touches at most two of those, the end of one and the beginning of the next. So two
//! events an hour of the clock are kept of each actor and network, and of a day that has crossed the limit nothing
//! behind that point but its last hour, which the next day may need.

use super::moment::{Moment, shifted};
use crate::event::Timestamp;
use crate::event::time::DAY;
use hashbrown::{HashMap, HashSet};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// From how many networks, within how long.
pub const NETWORKS: usize = 4;
/// Seconds; two events so far apart are within it.
pub const WITHIN: i64 = 3600;

/// The second, the earliest of a day that is known, at which an actor has crossed the limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crossed(i64);

impl Default for Crossed {
    fn default() -> Self {
        Self(i64::MIN)
    }
}

/// The hour of the clock, from 1970 on.
#[expect(clippy::cast_possible_truncation, reason = "years 0 to 9999")]
pub(super) fn hour_of(at: Timestamp) -> i32 {
    at.secs.div_euclid(WITHIN) as i32
}

impl Crossed {
    fn is_of_day(self, secs: i64) -> bool {
        self.0.div_euclid(DAY) == secs.div_euclid(DAY)
    }

    /// Whether an event can make no difference any more.
    #[inline]
    pub(super) fn settles(self, at: Timestamp) -> bool {
        at.secs > self.0 && self.is_of_day(at.secs) && at.secs.rem_euclid(DAY) < DAY - WITHIN
    }

    /// The limit was crossed within this second.
    pub(super) fn cross(&mut self, secs: i64) {
        if secs < self.0 || !self.is_of_day(secs) {
            self.0 = secs;
        }
    }
}

/// Where an event stands in the log.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) hour: i32,
    pub(super) place: u32,
    /// The number of its actor and network.
    pub(super) pair: u32,
    /// Whether it is to stay in any case.
    pub(super) stays: bool,
}

/// An event of one actor: when, from which network, whether it may be what crosses the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The event.
    pub moment: Moment,
    /// Any number that tells networks apart.
    pub network: u64,
    /// Whether it lies in the period.
    pub within: bool,
}

/// Networks of one hour, by their pairs: as many as matter.
#[derive(Debug, Default, Clone, Copy)]
struct Few {
    pairs: [u32; NETWORKS],
    len: usize,
}

impl Few {
    fn add(&mut self, pair: u32) {
        if self.len < NETWORKS && !self.pairs[..self.len].contains(&pair) {
            self.pairs[self.len] = pair;
            self.len += 1;
        }
    }

    fn with(mut self, other: &Self) -> Self {
        other.pairs[..other.len]
            .iter()
            .for_each(|pair| self.add(*pair));
        self
    }
}

/// The events of one actor that lie in hours of the clock which, with the one before or the one behind, have enough
/// networks, and those of hours with an event that is to stay in any case.
pub(super) fn busy_hours(places: &mut [Place]) -> Vec<Place> {
    // Most come in order, by several threads.
    places.sort_by_key(|place| place.hour);
    let mut busy = Vec::new();
    // Of the hour before: its events, its networks, whether they are taken already.
    let mut before: Option<(&[Place], Few, bool)> = None;
    for hour in places.chunk_by(|a, b| a.hour == b.hour) {
        let mut networks = Few::default();
        hour.iter().for_each(|place| networks.add(place.pair));
        let beside = before.filter(|(earlier, ..)| earlier[0].hour + 1 == hour[0].hour);
        let together = beside.map_or(networks, |(_, earlier, _)| networks.with(&earlier));
        let crowded = together.len >= NETWORKS;
        if let Some((earlier, _, false)) = beside
            && crowded
        {
            busy.extend_from_slice(earlier);
        }
        let taken = crowded || hour.iter().any(|place| place.stays);
        if taken {
            busy.extend_from_slice(hour);
        }
        before = Some((hour, networks, taken));
    }
    busy
}

/// For each day (UTC) on which one actor crosses the limit, the events of its first crossing: the earliest that is known
/// of each network, and the one that crosses, which is the last. Steps come in order.
#[must_use]
pub fn crossings(steps: &[Step]) -> Vec<Vec<Moment>> {
    let mut found: Vec<Vec<Moment>> = Vec::new();
    let mut recent: VecDeque<Step> = VecDeque::new();
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    let mut latest_day = None;
    for step in ends_of_hours(steps) {
        let since = shifted(step.moment.at, -WITHIN);
        while let Some(old) = recent.pop_front_if(|old| old.moment.at < since) {
            if let Some(count) = counts.get_mut(&old.network) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(&old.network);
                }
            }
        }
        recent.push_back(step);
        *counts.entry(step.network).or_default() += 1;
        let day = step.moment.at.day();
        if counts.len() < NETWORKS || !step.within || latest_day == Some(day) {
            continue;
        }
        latest_day = Some(day);
        let mut networks = BTreeSet::new();
        let firsts = recent.iter().filter(|step| networks.insert(step.network));
        let mut events: Vec<Moment> = firsts.map(|step| step.moment).collect();
        if events.last() != Some(&step.moment) {
            events.push(step.moment);
        }
        found.push(events);
    }
    found
}

/// Of the steps in order those at the ends of hours that lie within 60 minutes with enough networks, and those that `keep`
/// names.
pub(super) fn crowded(steps: &[Step], keep: impl Fn(&Step) -> bool) -> Vec<Step> {
    let mut steps: Vec<Step> = ends_of_hours(steps).collect();
    let mut counts: HashMap<u64, usize> = HashMap::new();
    // The first step of the hour up to each, and the first one that no crowded hour has yet.
    let (mut first, mut unmarked) = (0, 0);
    let mut crowded = vec![false; steps.len()];
    for (place, step) in steps.iter().enumerate() {
        let since = shifted(step.moment.at, -WITHIN);
        *counts.entry(step.network).or_default() += 1;
        while steps[first].moment.at < since {
            if let Some(count) = counts.get_mut(&steps[first].network) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(&steps[first].network);
                }
            }
            first += 1;
        }
        if counts.len() >= NETWORKS {
            unmarked = unmarked.max(first);
            crowded[unmarked..=place].fill(true);
            unmarked = place + 1;
        }
    }
    let mut crowded = crowded.into_iter();
    steps.retain(|step| crowded.next().unwrap_or_default() || keep(step));
    steps
}

/// The first and the last step in each hour of the clock, which is all that is certain to be there: of those between
/// them more may have been kept, depending on how they came. Steps come in order, so an hour's stand together.
fn ends_of_hours(steps: &[Step]) -> impl Iterator<Item = Step> {
    let hour = |step: &Step| hour_of(step.moment.at);
    let hours = steps.chunk_by(move |a, b| hour(a) == hour(b));
    hours.flat_map(ends_of_hour)
}

/// Steps of an hour of which each is compared with all others.
const FEW: usize = 16;

fn ends_of_hour(steps: &[Step]) -> impl Iterator<Item = Step> {
    let network = |step: &Step| (step.network, step.within);
    let (mut firsts, mut lasts) = (HashSet::new(), HashMap::new());
    if steps.len() > FEW {
        lasts.extend((0..).zip(steps).map(|(place, step)| (network(step), place)));
    }
    let mut is_end = move |place: usize| {
        let own = network(&steps[place]);
        let other = |step: &Step| network(step) != own;
        if steps.len() > FEW {
            return firsts.insert(own) || lasts.get(&own) == Some(&place);
        }
        steps[..place].iter().all(other) || steps[place + 1..].iter().all(other)
    };
    let steps = (0..).zip(steps);
    steps.filter_map(move |(place, step)| is_end(place).then_some(*step))
}
