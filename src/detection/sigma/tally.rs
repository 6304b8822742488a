//! What became of the events for one rule, and the verdict that follows.

use super::bounds::of_field;
use super::codes::{Code, Codes};
use super::facts::{Facts, Lack};
use super::runs::Runs;
use super::selection::{Selection, Stands};
use super::windows::{Hit, Run, Window};
use super::{Part, Sigma};
use crate::compliance::{NotedEvent, Place, Who};
use crate::detection::verdict::{Judged, Match};
use crate::detection::{Evidence, Head};
use crate::identity::Dimension;
use crate::policy::Policy;
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
pub(super) struct Tally<'s> {
    parts: &'s [Part],
    selections: Vec<Selection>,
    /// For each part that is a window, the events of its rules, and those that may be.
    sure: Vec<Vec<Hit>>,
    maybe: Vec<Vec<Hit>>,
    /// Likewise those of which it could not be read what they are grouped by.
    groupless: Vec<Vec<Hit>>,
    /// For parts that are single events, in order of place.
    matches: Vec<u32>,
    /// What was not known, and of which events it mattered, in order of place.
    lacking: BTreeMap<Lack, Vec<u32>>,
}

impl<'s> Tally<'s> {
    pub(super) fn new(sigma: &'s Sigma, policy: &Policy) -> Self {
        let none = || sigma.parts.iter().map(|_| Vec::new()).collect();
        let bases = sigma.bases.iter();
        Self {
            parts: &sigma.parts,
            selections: bases.map(|base| Selection::new(base, policy)).collect(),
            sure: none(),
            maybe: none(),
            groupless: none(),
            matches: Vec::new(),
            lacking: BTreeMap::new(),
        }
    }

    /// Takes the event at a place into account. Places rise.
    pub(super) fn take(&mut self, codes: &mut Codes, place: u32, facts: &Facts<'_>, within: bool) {
        let parts = self.parts;
        for base in 0..self.selections.len() {
            let used = |part: &Part| match part {
                Part::Event(own) => *own == base && within,
                Part::Window(_, window) => window.rules.contains(&base),
            };
            if !parts.iter().any(used) {
                continue;
            }
            let stands = self.selections[base].stands(codes, place, facts);
            if stands == Stands::No {
                continue;
            }
            if let Stands::Maybe(lacks) = &stands {
                lacks.iter().for_each(|lack| self.lack(lack, place));
            }
            let sure = stands == Stands::Yes;
            for (nth, part) in parts.iter().enumerate().filter(|(_, part)| used(part)) {
                match part {
                    Part::Event(_) if sure => once(&mut self.matches, place),
                    Part::Event(_) => {}
                    Part::Window(_, window) => {
                        let lists = [&mut self.sure, &mut self.maybe, &mut self.groupless];
                        let lists = lists.map(|lists| &mut lists[nth]);
                        let lacks = hits(window, (base, sure), (place, facts), codes, lists);
                        lacks.iter().for_each(|lack| self.lack(lack, place));
                    }
                }
            }
        }
    }

    fn lack(&mut self, lack: &Lack, place: u32) {
        match self.lacking.get_mut(lack) {
            Some(places) => once(places, place),
            None => drop(self.lacking.insert(lack.clone(), vec![place])),
        }
    }

    pub(super) fn judged(mut self, head: &Head, evidence: &Evidence<'_>) -> Judged {
        let events = evidence.events;
        let at = |place: usize| events[place].at();
        let within = |place: usize| evidence.place(&events[place]) == Place::Within;
        let mut runs = Runs::default();
        for place in &self.matches {
            let place = *place as usize;
            let run = Run {
                events: vec![place],
                last: place,
            };
            runs.add(head.level, run);
        }
        // What is not known matters where it may make a window that there is not.
        let mut matters: BTreeSet<usize> = BTreeSet::new();
        for (nth, part) in self.parts.iter().enumerate() {
            let Part::Window(level, window) = part else {
                continue;
            };
            let sure = window.runs(&mut self.sure[nth], &within);
            if !self.maybe[nth].is_empty() || !self.groupless[nth].is_empty() {
                let mut all = [&self.sure[nth][..], &self.maybe[nth]].concat();
                all.sort_by_key(|hit| hit.place);
                let known: BTreeSet<usize> =
                    sure.iter().flat_map(|run| run.events.clone()).collect();
                let may = match &self.groupless[nth][..] {
                    [] => window.runs(&mut all, &within),
                    groupless => with_groupless(window, &all, groupless, &within),
                };
                let new = may.into_iter().flat_map(|run| run.events);
                matters.extend(new.filter(|place| !known.contains(place)));
            }
            for run in sure {
                runs.add(*level, run);
            }
        }
        let of_windows = self
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
                .filter(|place| !of_windows || matters.contains(&(**place as usize)))
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

/// Adds a place to a list in order, once.
fn once(places: &mut Vec<u32>, place: u32) {
    if places.last() != Some(&place) {
        places.push(place);
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

/// The runs that there may be if each hit of no known group belongs to whichever group needs it.
fn with_groupless(
    window: &Window,
    grouped: &[Hit],
    groupless: &[Hit],
    within: &dyn Fn(usize) -> bool,
) -> Vec<Run> {
    let mut groups: BTreeMap<Code, Vec<Hit>> = BTreeMap::from([(Code::Absent, Vec::new())]);
    for hit in grouped {
        groups.entry(hit.group).or_default().push(*hit);
    }
    let runs = groups.into_iter().flat_map(|(group, mut hits)| {
        hits.extend(groupless.iter().map(|hit| Hit { group, ..*hit }));
        window.runs(&mut hits, within)
    });
    runs.collect()
}

/// Adds the hits that an event is in a window, to those that are sure, to those that may be, or to those of no known
/// group: one for each place that its rule has there. What has no group is in no window, and what has no value that is
/// counted neither, unless there may be one that could not be read: then what is lacking is given, and an unread value is
/// another one than all others.
fn hits(
    window: &Window,
    (base, sure): (usize, bool),
    (place, facts): (u32, &Facts<'_>),
    codes: &mut Codes,
    [of_sure, of_maybe, of_groupless]: [&mut Vec<Hit>; 3],
) -> Vec<Lack> {
    let mut lacking = Vec::new();
    let rules = (0..).zip(&window.rules);
    for (rule, _) in rules.filter(|(_, rule)| **rule == base) {
        // `None` where one of them is surely absent, `Some(None)` where all that is not told could not be read.
        let mut told = |fields: &[String]| {
            let mut told = Some(Vec::new());
            for field in fields {
                match codes.told(field, facts, place) {
                    Some(code) => told.iter_mut().for_each(|told| told.push(code)),
                    None => {
                        lacking.push(facts.lacking(Some(&of_field(field)))?);
                        told = None;
                    }
                }
            }
            Some(told)
        };
        let group = told(&window.group_by[rule as usize]);
        let value = told(&window.field);
        let (Some(group), Some(value)) = (group, value) else {
            continue;
        };
        let list = match (&group, &value) {
            (None, _) => &mut *of_groupless,
            (_, Some(_)) if sure => &mut *of_sure,
            _ => &mut *of_maybe,
        };
        list.push(Hit {
            place,
            at: facts.event.at(),
            rule,
            group: group.map_or(Code::Absent, |group| codes.several(&group)),
            value: value.map_or(Code::Own(place), |value| codes.several(&value)),
        });
    }
    lacking
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
