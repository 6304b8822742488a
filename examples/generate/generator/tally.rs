//! Counts events while they are generated, by position rather than by name, so that counting
//! costs little and never depends on reading what was written.

use std::collections::{HashMap, HashSet};

use super::catalog::KINDS;
use super::draw::Facts;
use super::population::Population;

const HOUR_MS: i64 = 3_600_000;

/// How many events, and when the first and the last took place.
#[derive(Clone, Copy, Default)]
pub struct Span {
    /// Number of events.
    pub count: u64,
    /// Time of the earliest, in milliseconds since 1970; meaningless without events.
    pub first: i64,
    /// Time of the latest.
    pub last: i64,
}

impl Span {
    fn observe(&mut self, at: i64) {
        self.first = if self.count == 0 {
            at
        } else {
            self.first.min(at)
        };
        self.last = if self.count == 0 {
            at
        } else {
            self.last.max(at)
        };
        self.count += 1;
    }
}

/// What is counted for one actor, app, team or address.
#[derive(Clone, Copy, Default)]
pub struct Row {
    /// Its events.
    pub span: Span,
    /// One bit for each event name, by its position in [`KINDS`].
    pub kinds: u64,
    /// One bit for each of its labels that occurred.
    pub labels: u8,
}

impl Row {
    fn observe(&mut self, facts: &Facts, label: usize) {
        self.span.observe(facts.at);
        self.kinds |= 1 << facts.kind;
        self.labels |= 1 << label;
    }
}

/// Counts of everything. Each list of rows has one more than its population has members: the
/// last counts the events that have none.
pub struct Tally {
    /// All events.
    pub all: Row,
    /// Events of each name.
    pub kinds: Vec<Span>,
    /// Events of each actor.
    pub actors: Vec<Row>,
    /// Events of each app.
    pub apps: Vec<Row>,
    /// Events of each team.
    pub teams: Vec<Row>,
    /// Events from each address.
    pub ips: Vec<Row>,
    /// Actor and app that occurred together.
    pub actor_apps: HashSet<(u32, u32)>,
    /// Actor and address that occurred together.
    pub actor_ips: HashSet<(u32, u32)>,
    /// Events of each actor and event name.
    pub actor_kinds: HashMap<(u32, u8), u64>,
    /// Events of each hour, by hours since 1970.
    pub hours: HashMap<i64, u64>,
}

impl Tally {
    /// A tally of no events.
    pub fn new(population: &Population) -> Self {
        let rows = |members: usize| vec![Row::default(); members + 1];
        Self {
            all: Row::default(),
            kinds: vec![Span::default(); KINDS.len()],
            actors: rows(population.actors.len()),
            apps: rows(population.apps.len()),
            teams: rows(population.teams.len()),
            ips: rows(population.ips.len()),
            actor_apps: HashSet::new(),
            actor_ips: HashSet::new(),
            actor_kinds: HashMap::new(),
            hours: HashMap::new(),
        }
    }

    /// Counts one event.
    pub fn observe(&mut self, facts: &Facts, population: &Population) {
        let actor = facts.actor.unwrap_or(population.actors.len());
        let app = facts.app.map_or(population.apps.len(), |(_, app)| app);
        let team = facts.team.unwrap_or(population.teams.len());
        let ip = facts.ip.unwrap_or(population.ips.len());
        let actor_label = facts
            .actor
            .map_or(0, |actor| population.actors[actor].label_at(facts.at));
        let app_label = facts
            .app
            .map_or(0, |(_, app)| population.apps[app].label_at(facts.at));

        self.all.observe(facts, 0);
        self.kinds[facts.kind].observe(facts.at);
        self.actors[actor].observe(facts, actor_label);
        self.apps[app].observe(facts, app_label);
        self.teams[team].observe(facts, 0);
        self.ips[ip].observe(facts, 0);
        self.actor_apps.insert((actor as u32, app as u32));
        self.actor_ips.insert((actor as u32, ip as u32));
        *self
            .actor_kinds
            .entry((actor as u32, facts.kind as u8))
            .or_default() += 1;
        *self.hours.entry(facts.at.div_euclid(HOUR_MS)).or_default() += 1;
    }
}
