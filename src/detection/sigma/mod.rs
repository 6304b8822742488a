//! Rules in Sigma, specification 2: what compiles and evaluates selections is rsigma's; what is not known of an event,
//! and what has to come about within a time, are held here.

mod base;
mod bounds;
mod codes;
mod facts;
mod placeholders;
mod read;
mod runs;
mod selection;
mod tally;
mod windows;

pub(crate) use read::{Read, bounded, read, read_own};

use super::level::Level;
use super::verdict::Judged;
use super::{Evidence, Head};
use crate::compliance::{Kept, Place};
pub(crate) use base::Asks;

use base::Base;
use bounds::each_item;
use codes::Codes;
use facts::{Facts, Wanted, is_of_owner, member_of_data};
use std::collections::BTreeSet;
use tally::Tally;
use windows::Window;

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

    /// Whether it asks for the owner.
    pub(crate) fn asks_for_owner(&self) -> bool {
        let fields = self.fields();
        fields.is_none_or(|fields| fields.iter().any(|field| is_of_owner(field)))
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

/// Judges rules of evidence, all in one pass over the events.
pub(crate) fn judge(rules: &[(&Head, &Sigma)], evidence: &Evidence<'_>) -> Vec<Judged> {
    let mut tallies: Vec<Tally<'_>> = rules
        .iter()
        .map(|(_, sigma)| Tally::new(sigma, evidence.policy))
        .collect();
    let fields = rules.iter().map(|(_, sigma)| sigma.fields());
    let fields: Option<Vec<_>> = fields.collect();
    let wanted = Wanted::of(fields.map(|all| all.into_iter().flatten().collect()));
    let mut codes = Codes::default();
    // The rules that ask for a name, found once a name.
    let mut asked: hashbrown::HashMap<&str, Vec<usize>> = hashbrown::HashMap::new();
    for (place, event) in (0..).zip(evidence.events) {
        let asking = asked.entry(event.name()).or_insert_with(|| {
            let asks = |nth: &usize| rules[*nth].1.asks_for(event.name()) != Asks::Nothing;
            (0..rules.len()).filter(asks).collect()
        });
        if asking.is_empty() {
            continue;
        }
        let lies = evidence.place(event);
        if lies == Place::After {
            continue;
        }
        let facts = Facts::new(event, evidence.policy, evidence.people, &wanted);
        for nth in asking.iter() {
            tallies[*nth].take(&mut codes, place, &facts, lies == Place::Within);
        }
    }
    drop(codes);
    let judged = rules.iter().zip(tallies);
    judged
        .map(|((head, _), tally)| tally.judged(head, evidence))
        .collect()
}
