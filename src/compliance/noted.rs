//! The events that the access ledger and the register look at one by one, while a reading goes on.

use super::data::DataReader;
use super::marks::REGISTER;
use super::marks::{ACCESS, DETECTION};
use crate::event::Timestamp;
use crate::identity::{Dimension, Name, Names, Remap, Symbol, Symbolic, Used};
use crate::pipeline::{Accepted, Observer};
use crate::policy::{Pointer, Policy};
use crate::record::Marks;
use std::sync::Arc;

/// Keeps a row for each of them: some 250 bytes, with what was read of `data`.
#[derive(Debug)]
pub struct Noted {
    policy: Arc<Policy>,
    reader: DataReader,
    rows: Vec<Row>,
}

/// One event in symbols.
#[derive(Debug, Clone)]
struct Row {
    id: [u8; 16],
    at: Timestamp,
    /// Its place in the order in which events count: block, then index.
    order: (u64, u32),
    marks: Marks,
    passes: bool,
    event: u32,
    actor: Symbol,
    app: Symbol,
    team: Symbol,
    account: u32,
    ip: u32,
    subject: Option<Box<str>>,
    role: Option<Box<str>>,
    target: Option<Box<str>>,
}

/// A party that an event names: an id, a UUID in lower case, and a label as the event writes it, either of which may
/// be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// Its id.
    pub id: Option<Arc<str>>,
    /// Its e-mail or name.
    pub label: Option<Arc<str>>,
}

/// One event with names in place of symbols.
#[derive(Debug, Clone)]
pub struct NotedEvent {
    /// Its UUID.
    pub id: [u8; 16],
    /// When it happened.
    pub at: Timestamp,
    /// What its name is to the sections and to the rules.
    pub marks: Marks,
    /// Whether it is counted: it passes the filter.
    pub passes: bool,
    /// Whether it is known from earlier archives alone.
    pub history: bool,
    /// `type.action`.
    pub name: String,
    /// Who caused it.
    pub actor: Who,
    /// The app that it is about.
    pub app: Who,
    /// The team that it is about.
    pub team: Who,
    /// The enterprise account.
    pub account: Who,
    /// The address it was caused from, as the event writes it.
    pub ip: Option<Arc<str>>,
    /// The person concerned, where the policy's pointers find one in `data`.
    pub subject: Option<Box<str>>,
    /// The role, likewise.
    pub role: Option<Box<str>>,
    /// The thing created or destroyed, likewise.
    pub target: Option<Box<str>>,
}

impl Noted {
    /// An observer that has seen nothing, and reads `data` by the policy's pointers.
    #[must_use]
    pub fn new(policy: Arc<Policy>) -> Self {
        Self {
            policy,
            reader: DataReader::default(),
            rows: Vec::new(),
        }
    }

    /// The events, each id once, in order of time, then id. Of several with one id that which passes the filter goes
    /// first, then the one that comes first in the archives.
    #[must_use]
    pub fn events(&self, names: &Names) -> Vec<NotedEvent> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_unstable_by_key(|row| (row.id, !row.passes, row.order));
        rows.dedup_by_key(|row| row.id);
        rows.sort_unstable_by_key(|row| (row.at, row.id));
        let events = names.of_dimension(Dimension::Event).firsts();
        let addresses = names.of_dimension(Dimension::Ip).firsts();
        let name = |symbol: u32| events.get(symbol as usize).map(|name| name.event());
        let who = |dimension, variant: u32| {
            let variants = names.of_dimension(dimension).variants();
            let variant = variants.get(variant as usize);
            variant.map_or_else(Who::default, |variant| Who::from(&variant.name))
        };
        let event = |row: &Row| NotedEvent {
            id: row.id,
            at: row.at,
            marks: row.marks,
            passes: row.passes,
            history: false,
            name: name(row.event).unwrap_or_default(),
            actor: who(Dimension::Actor, row.actor.variant),
            app: who(Dimension::App, row.app.variant),
            team: who(Dimension::Team, row.team.variant),
            account: who(Dimension::Account, row.account),
            ip: addresses
                .get(row.ip as usize)
                .and_then(|name| name.label.clone()),
            subject: row.subject.clone(),
            role: row.role.clone(),
            target: row.target.clone(),
        };
        rows.into_iter().map(event).collect()
    }
}

impl From<&Name> for Who {
    fn from(name: &Name) -> Self {
        Self {
            id: name.id.clone(),
            label: name.label.clone(),
        }
    }
}

impl Observer for Noted {
    fn observe(&mut self, accepted: &Accepted) {
        fn given(list: &Option<Vec<Pointer>>) -> &[Pointer] {
            list.as_deref().unwrap_or_default()
        }
        for note in &accepted.notes.list {
            let record = &note.record;
            let detected = note.marks.any(DETECTION);
            let [is_access, is_registered] =
                [ACCESS, REGISTER].map(|marks| detected || note.marks.any(marks));
            let policy = &self.policy;
            let only = |wanted: bool, list| if wanted { given(list) } else { &[] };
            let lists = [
                only(is_access, &policy.subject),
                only(is_access, &policy.role),
                only(is_registered, &policy.target),
            ];
            let [subject, role, target] = self.reader.texts(accepted.notes.data(note), lists);
            self.rows.push(Row {
                id: record.id,
                at: record.at,
                order: (accepted.order, record.index),
                marks: note.marks,
                passes: note.passes,
                event: record.event,
                actor: record.actor,
                app: record.app,
                team: record.team,
                account: record.account,
                ip: record.ip,
                subject,
                role,
                target,
            });
        }
    }

    fn merge(&mut self, mut other: Self) {
        self.rows.append(&mut other.rows);
    }
}

impl Symbolic for Noted {
    fn mark(&self, used: &mut Used) {
        for row in &self.rows {
            used.identity(Dimension::Event, row.event);
            used.variant(Dimension::Actor, row.actor.variant);
            used.variant(Dimension::App, row.app.variant);
            used.variant(Dimension::Team, row.team.variant);
            used.variant(Dimension::Account, row.account);
            used.identity(Dimension::Ip, row.ip);
        }
    }

    fn remap(&mut self, remap: &Remap) {
        let renamed = |dimension, symbol: Symbol| Symbol {
            variant: remap.variant(dimension, symbol.variant),
            identity: remap.identity(dimension, symbol.identity),
        };
        for row in &mut self.rows {
            row.order.0 = remap.block(row.order.0);
            row.event = remap.identity(Dimension::Event, row.event);
            row.actor = renamed(Dimension::Actor, row.actor);
            row.app = renamed(Dimension::App, row.app);
            row.team = renamed(Dimension::Team, row.team);
            row.account = remap.variant(Dimension::Account, row.account);
            row.ip = remap.identity(Dimension::Ip, row.ip);
        }
    }
}
