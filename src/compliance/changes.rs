//! Section `changes`: who changed which app, how often, and how often outside working hours.

use super::held::Held;
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
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Counts changes while a reading goes on, by app and by actor, and where the policy tells people apart or protects
/// apps by pairs of them: there may be as many pairs as events.
#[derive(Debug, Clone)]
pub struct Changes {
    policy: Arc<Policy>,
    hour: LastHour,
    /// By identity.
    apps: Vec<Count>,
    actors: Vec<Count>,
    /// The accounts that they are of.
    held: [Held; 2],
    pairs: Option<HashMap<(u32, u32), Count>>,
    /// First and last of each pair; with protected apps alone.
    spans: Option<HashMap<(u32, u32), Span>>,
}

/// First and last.
type Span = (Timestamp, Timestamp);

/// Changes, and those outside working hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    all: u64,
    outside: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.outside += other.outside;
    }
}

fn slot(counts: &mut Vec<Count>, identity: u32) -> &mut Count {
    let place = identity as usize;
    if place >= counts.len() {
        counts.resize(place + 1, Count::default());
    }
    &mut counts[place]
}

/// Those that were counted.
fn counted(counts: &[Count]) -> impl Iterator<Item = (u32, Count)> {
    let counts = (0..).zip(counts.iter().copied());
    counts.filter(|(_, count)| count.all > 0)
}

fn widen(spans: &mut HashMap<(u32, u32), Span>, pair: (u32, u32), (first, last): Span) {
    let span = spans.entry(pair).or_insert((first, last));
    *span = (span.0.min(first), span.1.max(last));
}

impl Changes {
    /// An observer that has seen nothing.
    #[must_use]
    pub fn new(policy: Arc<Policy>) -> Self {
        let protected = policy.protected_apps.is_some();
        let kinds = policy.service_accounts.is_some() || policy.internal_domains.is_some();
        Self {
            policy,
            hour: LastHour::default(),
            apps: Vec::new(),
            actors: Vec::new(),
            held: Default::default(),
            pairs: (kinds || protected).then(HashMap::new),
            spans: protected.then(HashMap::new),
        }
    }

    /// The section, with the labels of the apps and actors that were counted, and of accounts by their symbols.
    #[must_use]
    pub fn view(
        &self,
        apps: &[&PartyLine],
        actors: &[&PartyLine],
        accounts: &dyn Fn(BTreeSet<u32>) -> Vec<Arc<str>>,
    ) -> ChangesView {
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
        counted(&self.apps).for_each(|(_, count)| all.add(count));
        // Without a policy that says otherwise everybody is a person.
        let sums = counted(&self.apps).map(|(app, count)| (app, (count, [count.all, 0, 0])));
        let mut by_app: BTreeMap<u32, (Count, [u64; 3])> = sums.collect();
        for (&(app, actor), &count) in self.pairs.iter().flatten() {
            let kind = kind(actor);
            if let Some((_, kinds)) = by_app.get_mut(&app).filter(|_| kind != Kind::Person) {
                kinds[Kind::Person as usize] -= count.all;
                kinds[kind as usize] += count.all;
            }
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
                    accounts: accounts(self.held[0].of(identity)),
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
                accounts: accounts(self.held[1].of(identity)),
                count: count.all,
                outside_hours: outside(count),
            }
        };
        let mut by_app: Vec<_> = by_app.into_iter().map(app_row).collect();
        by_app.sort_by(|a, b| {
            (Reverse(a.count), &a.app, &a.id).cmp(&(Reverse(b.count), &b.app, &b.id))
        });
        let mut by_actor: Vec<_> = counted(&self.actors).map(actor_row).collect();
        by_actor.sort_by(|a, b| {
            (Reverse(a.count), &a.actor, &a.id).cmp(&(Reverse(b.count), &b.actor, &b.id))
        });
        let mut protected = Vec::new();
        for (&(app, actor), &(first, last)) in self.spans.iter().flatten() {
            let [label, app_id] = name(&apps, app);
            let is = label.as_deref().and_then(|app| policy.is_protected(app));
            let pairs = self.pairs.as_ref().filter(|_| is == Some(true));
            let Some(&count) = pairs.and_then(|pairs| pairs.get(&(app, actor))) else {
                continue;
            };
            let [actor, actor_id] = name(&actors, actor);
            protected.push(PairChanges {
                kind: policy.kind_of(actor.as_deref()).as_str(),
                app: label,
                app_id,
                actor,
                actor_id,
                accounts: accounts(self.held[0].of(app)),
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
            let count = Count {
                all: 1,
                outside: u64::from(outside),
            };
            let pair = (record.app.identity, record.actor.identity);
            slot(&mut self.apps, pair.0).add(count);
            slot(&mut self.actors, pair.1).add(count);
            self.held[0].add(pair.0, record.account);
            self.held[1].add(pair.1, record.account);
            if let Some(pairs) = &mut self.pairs {
                pairs.entry(pair).or_default().add(count);
            }
            if let Some(spans) = &mut self.spans {
                widen(spans, pair, (record.at, record.at));
            }
        }
    }

    fn merge(&mut self, other: Self) {
        let [apps, actors] = other.held;
        self.held[0].merge(apps);
        self.held[1].merge(actors);
        let sides = [
            (&mut self.apps, &other.apps),
            (&mut self.actors, &other.actors),
        ];
        for (mine, theirs) in sides {
            counted(theirs).for_each(|(identity, count)| slot(mine, identity).add(count));
        }
        if let Some(pairs) = &mut self.pairs {
            for (pair, count) in other.pairs.into_iter().flatten() {
                pairs.entry(pair).or_default().add(count);
            }
        }
        if let Some(spans) = &mut self.spans {
            for (pair, span) in other.spans.into_iter().flatten() {
                widen(spans, pair, span);
            }
        }
    }
}

impl Symbolic for Changes {
    fn mark(&self, used: &mut Used) {
        counted(&self.apps).for_each(|(app, _)| used.identity(Dimension::App, app));
        counted(&self.actors).for_each(|(actor, _)| used.identity(Dimension::Actor, actor));
        self.held.iter().for_each(|held| held.mark(used));
    }

    fn remap(&mut self, remap: &Remap) {
        let [apps, actors] = &mut self.held;
        apps.remap(remap, Dimension::App);
        actors.remap(remap, Dimension::Actor);
        let sides = [
            (&mut self.apps, Dimension::App),
            (&mut self.actors, Dimension::Actor),
        ];
        for (counts, dimension) in sides {
            for (old, count) in counted(&std::mem::take(counts)) {
                slot(counts, remap.identity(dimension, old)).add(count);
            }
        }
        let renamed = |(app, actor)| {
            (
                remap.identity(Dimension::App, app),
                remap.identity(Dimension::Actor, actor),
            )
        };
        if let Some(pairs) = &mut self.pairs {
            for (pair, count) in std::mem::take(pairs) {
                pairs.entry(renamed(pair)).or_default().add(count);
            }
        }
        if let Some(spans) = &mut self.spans {
            for (pair, span) in std::mem::take(spans) {
                widen(spans, renamed(pair), span);
            }
        }
    }
}
