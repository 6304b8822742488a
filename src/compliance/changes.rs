//! Section `changes`: who changed which app, how often, and how often outside working hours.

use super::marks::CHANGE;
use crate::aggregate::PartyLine;
use crate::event::Timestamp;
use crate::identity::{Dimension, Remap, Symbolic, Used};
use crate::pipeline::{Accepted, Observer};
use crate::policy::{Kind, LastHour, Policy};
use crate::view::changes::{ActorChanges, AppChanges, ChangesView, PairChanges};
use crate::view::moment::At;
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Counts changes while a reading goes on: a row for each app and actor that met.
#[derive(Debug, Clone)]
pub struct Changes {
    policy: Arc<Policy>,
    rows: HashMap<(u32, u32), Count>,
    hour: LastHour,
}

/// Changes, those outside working hours, and when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    all: u64,
    outside: u64,
    /// The first and the last.
    span: Option<(Timestamp, Timestamp)>,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.outside += other.outside;
        self.span = match (self.span, other.span) {
            (Some(own), Some(other)) => Some((own.0.min(other.0), own.1.max(other.1))),
            (own, other) => own.or(other),
        };
    }
}

impl Changes {
    /// An observer that has seen nothing.
    #[must_use]
    pub fn new(policy: Arc<Policy>) -> Self {
        Self {
            policy,
            rows: HashMap::new(),
            hour: LastHour::default(),
        }
    }

    /// The section, with the labels of the apps and actors that were counted.
    #[must_use]
    pub fn view(&self, apps: &[&PartyLine], actors: &[&PartyLine]) -> ChangesView {
        let policy = &*self.policy;
        let named = |lines: &[&PartyLine]| -> BTreeMap<u32, [Option<String>; 2]> {
            let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
            let line = |line: &&PartyLine| (line.identity, [text(&line.label), text(&line.id)]);
            lines.iter().map(line).collect()
        };
        let (apps, actors) = (named(apps), named(actors));
        let outside = |count: Count| policy.working_hours.as_ref().map(|_| count.outside);
        let kind =
            |actor: u32| policy.kind_of(actors.get(&actor).and_then(|[label, _]| label.as_deref()));
        let mut all = Count::default();
        let mut by_actor: BTreeMap<u32, Count> = BTreeMap::new();
        let mut by_app: BTreeMap<u32, (Count, [u64; 3])> = BTreeMap::new();
        for (&(app, actor), &count) in &self.rows {
            all.add(count);
            by_actor.entry(actor).or_default().add(count);
            let (sum, kinds) = by_app.entry(app).or_default();
            sum.add(count);
            kinds[kind(actor) as usize] += count.all;
        }
        let name = |names: &BTreeMap<u32, [Option<String>; 2]>, identity: u32| {
            names.get(&identity).cloned().unwrap_or_default()
        };
        let app_row =
            |(identity, (count, [people, services, external])): (u32, (Count, [u64; 3]))| {
                let [app, id] = name(&apps, identity);
                AppChanges {
                    protected: app.as_deref().and_then(|app| policy.is_protected(app)),
                    app,
                    id,
                    count: count.all,
                    people,
                    services,
                    external,
                    outside_hours: outside(count),
                }
            };
        let actor_row = |(identity, count): (u32, Count)| {
            let [actor, id] = name(&actors, identity);
            ActorChanges {
                kind: policy.kind_of(actor.as_deref()).as_str(),
                actor,
                id,
                count: count.all,
                outside_hours: outside(count),
            }
        };
        let mut by_app: Vec<_> = by_app.into_iter().map(app_row).collect();
        by_app.sort_by(|a, b| {
            (Reverse(a.count), &a.app, &a.id).cmp(&(Reverse(b.count), &b.app, &b.id))
        });
        let mut by_actor: Vec<_> = by_actor.into_iter().map(actor_row).collect();
        by_actor.sort_by(|a, b| {
            (Reverse(a.count), &a.actor, &a.id).cmp(&(Reverse(b.count), &b.actor, &b.id))
        });
        let mut protected = Vec::new();
        for (&(app, actor), &count) in &self.rows {
            let [label, app_id] = name(&apps, app);
            let is = label.as_deref().and_then(|app| policy.is_protected(app));
            let (true, Some((first, last))) = (is == Some(true), count.span) else {
                continue;
            };
            let [actor, actor_id] = name(&actors, actor);
            protected.push(PairChanges {
                kind: policy.kind_of(actor.as_deref()).as_str(),
                app: label,
                app_id,
                actor,
                actor_id,
                count: count.all,
                outside_hours: outside(count),
                first_at: At(first),
                last_at: At(last),
            });
        }
        let rank: BTreeMap<_, usize> = by_app
            .iter()
            .enumerate()
            .map(|(place, row)| ((&row.app, &row.id), place))
            .collect();
        protected.sort_by(|a, b| {
            let key = |row: &PairChanges| {
                (
                    rank.get(&(&row.app, &row.app_id)).copied(),
                    Reverse(row.count),
                )
            };
            (key(a), &a.actor, &a.actor_id).cmp(&(key(b), &b.actor, &b.actor_id))
        });
        ChangesView {
            protected: policy.protected_apps.as_ref().map(|_| protected),
            population: all.all,
            outside_hours: outside(all),
            by_app,
            by_actor,
        }
    }
}

const _: () = assert!(
    Kind::Person as usize == 0 && Kind::Service as usize == 1 && Kind::External as usize == 2
);

impl Observer for Changes {
    fn observe(&mut self, accepted: &Accepted) {
        for record in &accepted.records {
            let marks = accepted.marks.get(record.event as usize);
            if !marks.is_some_and(|marks| marks.any(CHANGE)) {
                continue;
            }
            let hours = self.policy.working_hours.as_ref();
            let outside = hours.is_some_and(|hours| self.hour.outside(hours, record.at));
            let pair = (record.app.identity, record.actor.identity);
            let count = Count {
                all: 1,
                outside: u64::from(outside),
                span: Some((record.at, record.at)),
            };
            self.rows.entry(pair).or_default().add(count);
        }
    }

    fn merge(&mut self, other: Self) {
        for (pair, count) in other.rows {
            self.rows.entry(pair).or_default().add(count);
        }
    }
}

impl Symbolic for Changes {
    fn mark(&self, used: &mut Used) {
        for (app, actor) in self.rows.keys() {
            used.identity(Dimension::App, *app);
            used.identity(Dimension::Actor, *actor);
        }
    }

    fn remap(&mut self, remap: &Remap) {
        for ((app, actor), count) in std::mem::take(&mut self.rows) {
            let pair = (
                remap.identity(Dimension::App, app),
                remap.identity(Dimension::Actor, actor),
            );
            self.rows.entry(pair).or_default().add(count);
        }
    }
}
