//! Rules in Sigma, specification 2: what compiles and evaluates selections is rsigma's; what is not known of an event,
//! and what has to come about within a time, are held here.

mod base;
mod bounds;
mod facts;
mod placeholders;
mod read;
mod runs;
mod windows;

pub(crate) use read::{Read, read, read_own};

use super::level::Level;
use super::verdict::{Judged, Match};
use super::{Evidence, Head};
use crate::compliance::{Kept, NotedEvent, Place, Who};
use crate::identity::Dimension;
use crate::policy::Policy;
pub(crate) use base::Asks;

use base::Base;
use bounds::{Bound, bounded, each_item};
use facts::{Facts, Lack, Wanted, member_of_data};
use rsigma_eval::{CompiledRule, Event as _, JsonEvent, compile_rule, evaluate_rule};
use rsigma_parser::SigmaRule;
use runs::Runs;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use windows::{Hit, Run, Window};

/// A rule in Sigma, with the rules that its correlations count.
#[derive(Debug, Clone)]
pub(crate) struct Sigma {
    bases: Vec<Base>,
    parts: Vec<Part>,
}

/// What makes a match.
#[derive(Debug, Clone)]
enum Part {
    /// Every event of a base.
    Event(usize),
    /// What comes about in a window, with its level.
    Window(Level, Window),
}

impl Sigma {
    /// Which events of this name are to be noted.
    pub(crate) fn asks_for(&self, name: &str) -> Asks {
        let asks = self.used().map(|base| base.asks_for(name));
        asks.fold(Asks::Nothing, |all, one| match (all, one) {
            (Asks::Nothing, other) | (other, Asks::Nothing) => other,
            (one, other) if one == other => one,
            _ => Asks::All,
        })
    }

    /// Keys of the policy without which it cannot be told what the rule finds.
    pub(crate) fn policy(&self) -> Vec<String> {
        let mut keys = BTreeSet::new();
        for base in self.used() {
            each_item(&base.rule, &mut |item| {
                if let Some(item) = item {
                    keys.extend(facts::policy_of(item));
                }
            });
        }
        for part in &self.parts {
            if let Part::Window(_, window) = part {
                let fields = window.group_by.iter().flatten().chain(&window.field);
                keys.extend(
                    fields
                        .filter_map(|field| facts::key_of(field))
                        .map(str::to_owned),
                );
            }
        }
        keys.into_iter().collect()
    }

    /// The bases that count for something.
    fn used(&self) -> impl Iterator<Item = &Base> {
        let mut used = BTreeSet::new();
        for part in &self.parts {
            match part {
                Part::Event(base) => used.extend([*base]),
                Part::Window(_, window) => used.extend(&window.rules),
            }
        }
        used.into_iter().filter_map(|base| self.bases.get(base))
    }

    /// The fields that it names; `None` where it looks for words in all of them.
    fn fields(&self) -> Option<BTreeSet<String>> {
        let mut fields = BTreeSet::new();
        let mut add = |field: &str| {
            fields.insert(field.to_owned());
        };
        let mut words = false;
        for base in self.used() {
            each_item(&base.rule, &mut |item| match item {
                Some(item) => {
                    item.field.name.as_deref().into_iter().for_each(&mut add);
                    for value in &item.values {
                        if let rsigma_parser::SigmaValue::String(text) = value {
                            add(&text.original);
                        }
                    }
                }
                None => words = true,
            });
            bounds::arrays(&base.rule).into_iter().for_each(&mut add);
        }
        for part in &self.parts {
            if let Part::Window(_, window) = part {
                let fields = window.group_by.iter().flatten().chain(&window.field);
                fields.for_each(|field| add(field));
            }
        }
        (!words).then_some(fields)
    }

    /// What of `data` is to be kept for it.
    pub(crate) fn keeps(&self) -> Kept {
        let Some(fields) = self.fields() else {
            return Kept::Whole;
        };
        let members = fields.iter().filter_map(|field| member_of_data(field));
        let members: BTreeSet<&str> = members.collect();
        match (members.contains(""), members.is_empty()) {
            (true, _) => Kept::Whole,
            (false, true) => Kept::Nothing,
            (false, false) => Kept::Members(members.into_iter().map(str::to_owned).collect()),
        }
    }
}

/// What became of the events for one rule.
#[derive(Default)]
struct Tally {
    /// For each part that is a window, the events of its rules, and those that may be.
    sure: Vec<Vec<Hit>>,
    maybe: Vec<Vec<Hit>>,
    /// For parts that are single events.
    matches: BTreeSet<usize>,
    /// What was not known, and of which events it mattered.
    lacking: BTreeMap<Lack, BTreeSet<usize>>,
}

/// A base made ready for a policy.
struct Ready {
    rule: SigmaRule,
    plain: Option<CompiledRule>,
    /// Both bounds, by what is not known.
    bounds: HashMap<Vec<bool>, [Option<CompiledRule>; 2]>,
    /// Whether events of a name may be of it.
    names: HashMap<Arc<str>, bool>,
}

/// How an event stands to a base.
enum Stands {
    No,
    Yes,
    /// It is of it if what is lacking says so.
    Maybe(Vec<Lack>),
}

impl Ready {
    fn stands(&mut self, base: &Base, facts: &Facts<'_>) -> Stands {
        let name = facts.event.name();
        let may = match self.names.get(name) {
            Some(may) => *may,
            None => {
                let may = base.asks_for(name) != Asks::Nothing;
                self.names.insert(Arc::clone(name), may);
                may
            }
        };
        if !may {
            return Stands::No;
        }
        let event = JsonEvent::borrow(&facts.json);
        let has = |rule: &Option<CompiledRule>| {
            let rule = rule.as_ref();
            rule.is_some_and(|rule| evaluate_rule(rule, &event).is_some())
        };
        let mut unknown = Vec::new();
        let mut lacks = Vec::new();
        each_item(&self.rule, &mut |item| {
            let lack = facts.lacking(item);
            unknown.push(lack.is_some());
            lacks.extend(lack);
        });
        for array in bounds::arrays(&self.rule) {
            let lack = facts.lacking(Some(&bounds::of_array(array)));
            unknown.push(lack.is_some());
            lacks.extend(lack);
        }
        if lacks.is_empty() {
            return if has(&self.plain) {
                Stands::Yes
            } else {
                Stands::No
            };
        }
        let rule = &self.rule;
        let [lower, upper] = self.bounds.entry(unknown).or_insert_with(|| {
            [Bound::Lower, Bound::Upper].map(|bound| {
                let rule = bounded(rule, bound, &|item| facts.lacking(item).is_some());
                compile_rule(&rule).ok()
            })
        });
        if has(lower) {
            Stands::Yes
        } else if has(upper) {
            Stands::Maybe(lacks)
        } else {
            Stands::No
        }
    }
}

/// Judges rules of evidence, all in one pass over the events.
pub(crate) fn judge(rules: &[(&Head, &Sigma)], evidence: &Evidence<'_>) -> Vec<Judged> {
    let ready = |base: &Base| {
        let rule = placeholders::filled(&base.rule, evidence.policy);
        Ready {
            plain: compile_rule(&rule).ok(),
            rule,
            bounds: HashMap::new(),
            names: HashMap::new(),
        }
    };
    let mut tallies: Vec<(Tally, Vec<Ready>)> = rules
        .iter()
        .map(|(_, sigma)| {
            let mut tally = Tally::default();
            tally.sure.resize_with(sigma.parts.len(), Vec::new);
            tally.maybe.resize_with(sigma.parts.len(), Vec::new);
            (tally, sigma.bases.iter().map(ready).collect())
        })
        .collect();
    let fields = rules.iter().map(|(_, sigma)| sigma.fields());
    let fields: Option<Vec<_>> = fields.collect();
    let wanted = Wanted::of(fields.map(|all| all.into_iter().flatten().collect()));
    // The rules that ask for a name, found once a name.
    let mut asked: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, event) in evidence.events.iter().enumerate() {
        if evidence.place(event) == Place::After {
            continue;
        }
        let asking = asked.entry(event.name()).or_insert_with(|| {
            let asks = |nth: &usize| rules[*nth].1.asks_for(event.name()) != Asks::Nothing;
            (0..rules.len()).filter(asks).collect()
        });
        if asking.is_empty() {
            continue;
        }
        let facts = Facts::new(event, evidence.policy, evidence.people, &wanted);
        let within = evidence.place(event) == Place::Within;
        for nth in asking.iter() {
            let (tally, ready) = &mut tallies[*nth];
            tally.take(rules[*nth].1, ready, place, &facts, within);
        }
    }
    let judged = rules.iter().zip(&tallies);
    judged
        .map(|((head, sigma), (tally, _))| tally.judged(head, sigma, evidence))
        .collect()
}

impl Tally {
    fn take(
        &mut self,
        sigma: &Sigma,
        ready: &mut [Ready],
        place: usize,
        facts: &Facts<'_>,
        within: bool,
    ) {
        for (base, (selection, ready)) in sigma.bases.iter().zip(ready).enumerate() {
            let used = |part: &Part| match part {
                Part::Event(own) => *own == base && within,
                Part::Window(_, window) => window.rules.contains(&base),
            };
            if !sigma.parts.iter().any(used) {
                continue;
            }
            let stands = ready.stands(selection, facts);
            if matches!(stands, Stands::No) {
                continue;
            }
            for (nth, part) in sigma
                .parts
                .iter()
                .enumerate()
                .filter(|(_, part)| used(part))
            {
                match (part, &stands) {
                    (Part::Event(_), Stands::Yes) => drop(self.matches.insert(place)),
                    (Part::Event(_), Stands::Maybe(lacks)) => self.lack(lacks, place),
                    (Part::Window(_, window), stands) => {
                        let hits = hits(window, base, place, facts);
                        match stands {
                            Stands::Yes => self.sure[nth].extend(hits),
                            _ => self.maybe[nth].extend(hits),
                        }
                        if let Stands::Maybe(lacks) = stands {
                            self.lack(lacks, place);
                        }
                    }
                    (Part::Event(_), Stands::No) => {}
                }
            }
        }
    }

    fn lack(&mut self, lacks: &[Lack], place: usize) {
        for lack in lacks {
            match self.lacking.get_mut(lack) {
                Some(places) => drop(places.insert(place)),
                None => drop(self.lacking.insert(lack.clone(), BTreeSet::from([place]))),
            }
        }
    }

    fn judged(&self, head: &Head, sigma: &Sigma, evidence: &Evidence<'_>) -> Judged {
        let events = evidence.events;
        let at = |place: usize| events[place].at();
        let within = |place: usize| evidence.place(&events[place]) == Place::Within;
        let mut runs = Runs::default();
        for place in &self.matches {
            let run = Run {
                events: vec![*place],
                last: *place,
            };
            runs.add(head.level, run);
        }
        // What is not known matters where it may make a window that there is not.
        let mut matters: BTreeSet<usize> = BTreeSet::new();
        for (nth, part) in sigma.parts.iter().enumerate() {
            let Part::Window(level, window) = part else {
                continue;
            };
            let sure = window.runs(&self.sure[nth], &at, &within);
            if !self.maybe[nth].is_empty() {
                let mut all = self.sure[nth].clone();
                all.extend(self.maybe[nth].iter().cloned());
                all.sort_by_key(|hit| hit.place);
                let known: BTreeSet<usize> =
                    sure.iter().flat_map(|run| run.events.clone()).collect();
                let may = window.runs(&all, &at, &within);
                let new = may.into_iter().flat_map(|run| run.events);
                matters.extend(new.filter(|place| !known.contains(place)));
            }
            for run in sure {
                runs.add(*level, run);
            }
        }
        let of_windows = sigma
            .parts
            .iter()
            .any(|part| matches!(part, Part::Window(..)));
        let given = |key: &&String| !is_given(evidence.policy, key);
        let missing = head.needs.policy.iter().filter(given);
        let missing: Vec<String> = missing
            .filter_map(|key| evidence.lacking_policy(key, None::<&()>))
            .collect();
        let lacking = self.lacking.iter().filter_map(|(lack, places)| {
            let places = places
                .iter()
                .filter(|place| !of_windows || matters.contains(place))
                .count();
            match lack {
                _ if places == 0 => None,
                Lack::Policy(key) if head.needs.policy.contains(key) => None,
                Lack::Policy(key) => evidence.lacking_policy(key, None::<&()>),
                Lack::Read(what) => evidence.lacking_read(what, places),
            }
        });
        let matches = runs.list.into_iter().map(|(level, run)| {
            let list: Vec<&NotedEvent<'_>> =
                run.events.iter().map(|place| &events[*place]).collect();
            Match {
                at: at(run.last),
                actor: common(Dimension::Actor, &list, |event| event.actor()),
                app: common(Dimension::App, &list, |event| event.app()),
                scope: scope(&list),
                events: list.iter().map(|event| event.id()).collect(),
                unlisted: 0,
                level: (level != head.level).then_some(level),
            }
        });
        Judged::of(matches.collect(), missing.into_iter().chain(lacking))
    }
}

/// Whether the policy has a key; one that no policy has is not given.
fn is_given(policy: &Policy, key: &str) -> bool {
    match key {
        "internal_domains" => policy.internal_domains.is_some(),
        "service_accounts" => policy.service_accounts.is_some(),
        "protected_apps" => policy.protected_apps.is_some(),
        "known_networks" => policy.known_networks.is_some(),
        "working_hours" => policy.working_hours.is_some(),
        "subject" => policy.subject.is_some(),
        "role" => policy.role.is_some(),
        "target" => policy.target.is_some(),
        _ => false,
    }
}

/// The hits that an event is in a window: one for each place that its rule has there.
fn hits(window: &Window, base: usize, place: usize, facts: &Facts<'_>) -> Vec<Hit> {
    let text = |field: &str| {
        let event = JsonEvent::borrow(&facts.json);
        let value = event.get_field(field)?;
        value.as_str().map(std::borrow::Cow::into_owned)
    };
    let rules = window.rules.iter().enumerate();
    let own = rules.filter(|(_, rule)| **rule == base);
    own.map(|(rule, _)| Hit {
        place,
        rule,
        group: window.group_by[rule]
            .iter()
            .map(|field| text(field))
            .collect(),
        value: (!window.field.is_empty()).then(|| {
            let values = window.field.iter().map(|field| text(field));
            values
                .map(Option::unwrap_or_default)
                .collect::<Vec<_>>()
                .join("\u{1}")
        }),
    })
    .collect()
}

/// The party that all events have, if it is one; without an id by its label, as labels are compared in that dimension.
fn common<'a>(
    dimension: Dimension,
    events: &[&NotedEvent<'a>],
    of: impl Fn(&NotedEvent<'a>) -> &'a Who,
) -> Who {
    let Some(last) = events.last() else {
        return Who::default();
    };
    let key = |who: &'a Who| who.label.as_deref().map(|label| dimension.label_key(label));
    let same = |one: &'a Who, other: &'a Who| match (&one.id, &other.id) {
        (Some(one), Some(other)) => one == other,
        (None, None) => key(one) == key(other),
        _ => false,
    };
    let all = events.iter().all(|event| same(of(event), of(last)));
    if all {
        of(last).clone()
    } else {
        Who::default()
    }
}

/// Where events happened that are about no app: the team.
fn scope(events: &[&NotedEvent<'_>]) -> String {
    let team = common(Dimension::Team, events, |event| event.team());
    let app = common(Dimension::App, events, |event| event.app());
    match (app, team) {
        (
            Who {
                id: None,
                label: None,
            },
            team,
        ) => {
            let name = team.id.or(team.label);
            name.map(|name| format!("team {name}")).unwrap_or_default()
        }
        _ => String::new(),
    }
}
