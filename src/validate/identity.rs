//! I: accounts, and whether ids and labels pair up.

use super::checked::Checked;
use super::privacy::Credentials;
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

/// What an id or a label was seen with, in the order of first events.
type Others = BTreeMap<(u64, u32), (String, First)>;

/// A label as it may be quoted.
pub(super) fn shown<'t>(text: &'t str, credentials: Option<&Credentials>) -> &'t str {
    if credentials.is_some_and(|known| known.find(text.as_bytes()).is_some()) {
        "(not repeated)"
    } else {
        text
    }
}

/// I01: whose events an archive holds.
pub(super) fn accounts(archive: &mut Checked<'_>, names: &Names) {
    let credentials = Credentials::new();
    let mut labels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let variants = names.of_dimension(Dimension::Account).variants();
    let accounts = archive.archive.span.accounts.iter();
    for (variant, _) in accounts.filter(|(variant, _)| *variant != 0) {
        let variant = variants.get(variant as usize).cloned();
        let name = variant.unwrap_or_default().name;
        let id = name
            .id
            .as_deref()
            .or(name.label.as_deref())
            .unwrap_or_default();
        let label = shown(name.label.as_deref().unwrap_or(id), credentials.as_ref());
        let id = shown(id, credentials.as_ref()).to_owned();
        labels.entry(id).or_default().insert(label.to_owned());
    }
    if labels.len() > 1 {
        let all: Vec<String> = labels.values().flatten().take(5).cloned().collect();
        let message = format!(
            "events of {} enterprise accounts: {}{}",
            labels.len(),
            all.join(", "),
            if labels.len() > 5 { " …" } else { "" }
        );
        archive.say(Finding::new(Code::I01, message));
    }
    for (id, labels) in labels.into_iter().filter(|(_, labels)| labels.len() > 1) {
        let labels: Vec<String> = labels.into_iter().collect();
        let message = format!(
            "enterprise account {id} has several names: {}",
            labels.join(", ")
        );
        archive.say(Finding::new(Code::I01, message).severity(Severity::Note));
    }
}

/// I02, I03: ids with several labels, labels with several ids, each told where the second one comes.
pub(super) fn pairs(archives: &mut [Checked<'_>], names: &Names, seen: &Identities, code: Code) {
    let credentials = Credentials::new();
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
            let of_id = by_id.entry(id.to_string()).or_default();
            of_id.insert(first.order, (label.to_string(), *first));
            let of_label = by_label.entry(label.to_string()).or_default();
            of_label.insert(first.order, (id.to_string(), *first));
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
            let own = shown(own, credentials.as_ref());
            let quoted: Vec<&str> = others
                .values()
                .take(5)
                .map(|(other, _)| shown(other, credentials.as_ref()))
                .collect();
            let more = if others.len() > 5 { " …" } else { "" };
            let quoted = quoted.join(", ");
            let message = if severity == Severity::Note {
                format!("{of} {own} has {} {label}s: {quoted}{more}", others.len())
            } else {
                format!(
                    "{label} {own} stands for {} {of} ids: {quoted}{more}",
                    others.len()
                )
            };
            if let Some((_, first)) = others.values().nth(1) {
                all.push((first.order, severity, message, *first));
            }
        }
    }
    all.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
    for (_, severity, message, first) in all {
        say(severity, message, first);
    }
}
