//! I: accounts, and whether ids and labels pair up.

use super::checked::Checked;
use crate::finding::{Code, Finding, Severity};
use crate::identity::{Dimension, Names, Remap, Symbolic, Used};
use crate::pipeline::{Accepted, Observer};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The first event with a name.
#[derive(Debug, Clone, Copy)]
struct First {
    /// Place among all accepted events.
    order: (u64, u32),
    archive: usize,
    index: u64,
    offset: u64,
    id: [u8; 16],
}

/// Where each way of naming an actor or an app comes first.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    wanted: bool,
    actors: Vec<Option<First>>,
    apps: Vec<Option<First>>,
}

impl Identities {
    /// One that observes, or one that has nothing to do.
    #[must_use]
    pub fn new(wanted: bool) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }
}

impl Observer for Identities {
    fn observe(&mut self, accepted: &Accepted) {
        if !self.wanted {
            return;
        }
        for (nth, record) in (0..).zip(&accepted.records) {
            let first = First {
                order: (accepted.order, nth),
                archive: accepted.archive,
                index: accepted.index + u64::from(record.index),
                offset: accepted.offset + u64::from(record.offset),
                id: record.id,
            };
            note(&mut self.actors, record.actor.variant, first);
            note(&mut self.apps, record.app.variant, first);
        }
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in [
            (&mut self.actors, other.actors),
            (&mut self.apps, other.apps),
        ] {
            for (variant, first) in (0..).zip(theirs) {
                if let Some(first) = first {
                    note(mine, variant, first);
                }
            }
        }
    }
}

impl Symbolic for Identities {
    fn mark(&self, used: &mut Used) {
        for (dimension, firsts) in [
            (Dimension::Actor, &self.actors),
            (Dimension::App, &self.apps),
        ] {
            let met = (0..).zip(firsts).filter(|(_, first)| first.is_some());
            met.for_each(|(variant, _)| used.variant(dimension, variant));
        }
    }

    fn remap(&mut self, remap: &Remap) {
        for (dimension, firsts) in [
            (Dimension::Actor, &mut self.actors),
            (Dimension::App, &mut self.apps),
        ] {
            for (variant, first) in (0..).zip(std::mem::take(firsts)) {
                if let Some(mut first) = first {
                    first.archive = remap.archive(first.archive);
                    first.order.0 = remap.block(first.order.0);
                    note(firsts, remap.variant(dimension, variant), first);
                }
            }
        }
    }
}

#[inline]
fn note(names: &mut Vec<Option<First>>, variant: u32, first: First) {
    let at = variant as usize;
    if at >= names.len() {
        names.resize(at + 1, None);
    }
    let known = &mut names[at];
    if known.is_none_or(|known| first.order < known.order) {
        *known = Some(first);
    }
}

/// What an id or a label was seen with, each with its first event.
type Others = BTreeMap<String, First>;

/// I01: whose events an archive holds. It counts ids, and names only where no event has an id.
pub(super) fn accounts<'n>(archive: &mut Checked<'_>, names: &'n Names) {
    let variants = names.of_dimension(Dimension::Account).variants();
    let own = archive.archive.span.accounts.iter();
    let own = own.filter_map(|(variant, _)| variants.get(variant as usize));
    let own: Vec<(Option<&'n str>, Option<&'n str>)> = own
        .map(|variant| (variant.name.id.as_deref(), variant.name.label.as_deref()))
        .collect();
    let has_ids = own.iter().any(|(id, _)| id.is_some());
    let mut labels: BTreeMap<&'n str, BTreeSet<&'n str>> = BTreeMap::new();
    for (id, label) in own {
        if let Some(key) = if has_ids { id } else { label } {
            labels.entry(key).or_default().extend(label);
        }
    }
    let quoted = |texts: Vec<&str>| {
        let quoted: Vec<&str> = texts.iter().take(5).copied().collect();
        let more = if texts.len() > 5 { " …" } else { "" };
        format!("{}{more}", quoted.join(", "))
    };
    if labels.len() > 1 {
        let name =
            |(id, labels): (&&'n str, &BTreeSet<&'n str>)| labels.last().copied().unwrap_or(id);
        let message = format!(
            "events of {} enterprise accounts: {}",
            labels.len(),
            quoted(labels.iter().map(name).collect())
        );
        archive.say(Finding::new(Code::I01, message));
    }
    for (id, labels) in labels.into_iter().filter(|(_, labels)| labels.len() > 1) {
        let message = format!(
            "enterprise account {} has several names: {}",
            id,
            quoted(labels.into_iter().collect())
        );
        archive.say(Finding::new(Code::I01, message).severity(Severity::Note));
    }
}

/// I02, I03: ids with several labels, labels with several ids, each told where the second one comes.
pub(super) fn pairs(archives: &mut [Checked<'_>], names: &Names, seen: &Identities, code: Code) {
    let (dimension, firsts, of, label) = match code {
        Code::I02 => (Dimension::Actor, &seen.actors, "actor", "e-mail"),
        _ => (Dimension::App, &seen.apps, "app", "name"),
    };
    let mut by_id: BTreeMap<String, Others> = BTreeMap::new();
    let mut by_label = by_id.clone();
    let variants = names.of_dimension(dimension).variants();
    for (variant, first) in variants.iter().zip(firsts) {
        if let (Some(first), Some(id), Some(label)) = (first, &variant.name.id, &variant.name.label)
        {
            enter(&mut by_id, id, label, *first);
            enter(&mut by_label, &dimension.label_key(label), id, *first);
        }
    }
    let mut say = |severity, message: String, first: First| {
        let id = Uuid::from_bytes(first.id).to_string();
        let finding = Finding::new(code, message)
            .severity(severity)
            .of_record(first.index, Some(id))
            .at(first.offset);
        if let Some(archive) = archives.get_mut(first.archive) {
            archive.say(finding);
        }
    };
    let mut all = Vec::new();
    for (groups, severity) in [(by_id, Severity::Note), (by_label, Severity::Warning)] {
        for (own, others) in groups.iter().filter(|(_, others)| others.len() > 1) {
            let mut others: Vec<(&String, &First)> = others.iter().collect();
            others.sort_by_key(|(_, first)| first.order);
            let quoted: Vec<&str> = others
                .iter()
                .take(5)
                .map(|(other, _)| other.as_str())
                .collect();
            let more = if others.len() > 5 { " …" } else { "" };
            let quoted = quoted.join(", ");
            let message = if severity == Severity::Note {
                format!("{of} {own} has {} {label}s: {quoted}{more}", others.len())
            } else {
                format!(
                    "{label} {own} belongs to {} {of} ids: {quoted}{more}",
                    others.len()
                )
            };
            if let Some((_, first)) = others.get(1) {
                all.push((first.order, severity, message, **first));
            }
        }
    }
    all.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
    for (_, severity, message, first) in all {
        say(severity, message, first);
    }
}

/// Notes what `own` was seen with, where that comes first.
fn enter(groups: &mut BTreeMap<String, Others>, own: &str, other: &str, first: First) {
    let others = groups.entry(own.to_owned()).or_default();
    let known = others.entry(other.to_owned()).or_insert(first);
    if first.order < known.order {
        *known = first;
    }
}
