//! The events that the access ledger and the register look at one by one, while a reading goes on.

use super::data::{DataReader, Kept};
use super::marks::{ACCESS, DATA, DETECTION, REGISTER};
use super::texts::{TextId, Texts};
use crate::event::Timestamp;
use crate::identity::{Dimension, Remap, Symbolic, Used};
use crate::pipeline::{Accepted, Note, Observer};
use crate::policy::{Pointer, Policy};
use crate::record::Marks;
use serde_json::{Map, Value};
use std::sync::Arc;

/// Keeps a row for each of them: 88 bytes, and what was read of `data`, each text once.
#[derive(Debug)]
pub struct Noted {
    policy: Arc<Policy>,
    /// What is kept of `data` where an event is marked with [`DATA`].
    kept: Arc<Kept>,
    reader: DataReader,
    /// Rows in pieces of [`PIECE`], so that no growing list is copied.
    pub(super) rows: Vec<Vec<Row>>,
    pub(super) texts: Texts,
}

const PIECE: usize = 1024;

/// One event in symbols. Every field takes four bytes or is made of such, because a month has many of these.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) id: [u8; 16],
    at: [u32; 3],
    /// The block, whose number rises with the order in which events count, and the place in it.
    order: [u32; 3],
    pub(super) marks: Marks,
    pub(super) passes: bool,
    /// Identity of its name.
    pub(super) event: u32,
    /// Variants of those that it names.
    pub(super) actor: u32,
    pub(super) app: u32,
    pub(super) team: u32,
    pub(super) account: u32,
    /// Identity of the address.
    pub(super) ip: u32,
    pub(super) subject: Option<TextId>,
    pub(super) role: Option<TextId>,
    pub(super) target: Option<TextId>,
    /// What is kept of the event's own text: a JSON object with `data`, `owner`, or both.
    pub(super) kept: Option<TextId>,
}

const _: () = assert!(size_of::<Row>() == 88);

impl Row {
    pub(super) fn at(&self) -> Timestamp {
        let [high, low, nanos] = self.at;
        Timestamp {
            secs: (u64::from(high) << 32 | u64::from(low)).cast_signed(),
            nanos,
        }
    }

    /// The instant, rounded down to a little more than half a millisecond, and less precisely still within a leap second:
    /// it never falls where the instant rises.
    pub(super) fn half_milliseconds(&self) -> i64 {
        let [_, _, nanos] = self.at;
        self.at().secs * 2048 + i64::from((nanos / 524_288).min(2047))
    }

    /// Rises with the order in which events count.
    pub(super) fn order(&self) -> [u32; 3] {
        self.order
    }
}

fn halves(number: u64) -> [u32; 2] {
    [(number >> 32) as u32, number as u32]
}

impl Noted {
    /// An observer that has seen nothing, and reads `data` by the policy's pointers.
    #[must_use]
    pub fn new(policy: Arc<Policy>) -> Self {
        Self {
            policy,
            kept: Arc::default(),
            reader: DataReader::default(),
            rows: Vec::new(),
            texts: Texts::default(),
        }
    }

    /// The same, which keeps members of `data` where an event is marked for it.
    #[must_use]
    pub fn keeping(self, kept: Arc<Kept>) -> Self {
        Self { kept, ..self }
    }

    /// What an event says of subject, role and target, and what is kept of its own text.
    fn texts(&mut self, note: &Note, [data, owner]: [&[u8]; 2]) -> [Option<TextId>; 4] {
        fn given(list: &Option<Vec<Pointer>>) -> &[Pointer] {
            list.as_deref().unwrap_or_default()
        }
        let only = |marks: Marks, list| match note.marks.any(marks.and(DETECTION)) {
            true => given(list),
            false => &[],
        };
        let lists = [
            only(ACCESS, &self.policy.subject),
            only(ACCESS, &self.policy.role),
            only(REGISTER, &self.policy.target),
        ];
        let nothing = Kept::Nothing;
        let kept = match note.marks.any(DATA) {
            true => &*self.kept,
            false => &nothing,
        };
        let ([subject, role, target], data) = self.reader.read(data, lists, kept);
        let mut kept = Map::new();
        if let Some(data) = data {
            kept.insert("data".to_owned(), *data);
        }
        // It is empty where no rule asks for it.
        if let Ok(owner) = serde_json::from_slice(owner) {
            kept.insert("owner".to_owned(), owner);
        }
        let kept = (!kept.is_empty()).then(|| Value::Object(kept).to_string().into_boxed_str());
        [subject, role, target, kept].map(|text| self.texts.add(text?.into()))
    }

    fn push(&mut self, row: Row) {
        match self.rows.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(row),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(row);
                self.rows.push(piece);
            }
        }
    }
}

impl Observer for Noted {
    fn observe(&mut self, accepted: &Accepted) {
        let block = halves(accepted.order);
        for note in &accepted.notes.list {
            let record = &note.record;
            let notes = &accepted.notes;
            let [subject, role, target, kept] =
                self.texts(note, [notes.data(note), notes.owner(note)]);
            let secs = halves(record.at.secs.cast_unsigned());
            self.push(Row {
                id: record.id,
                at: [secs[0], secs[1], record.at.nanos],
                order: [block[0], block[1], record.index],
                marks: note.marks,
                passes: note.passes,
                event: record.event,
                actor: record.actor.variant,
                app: record.app.variant,
                team: record.team.variant,
                account: record.account,
                ip: record.ip,
                subject,
                role,
                target,
                kept,
            });
        }
    }

    fn merge(&mut self, other: Self) {
        let texts = self.texts.merge(other.texts);
        let renamed = |text: Option<TextId>| *texts.get(text?.get() as usize - 1)?;
        for mut piece in other.rows {
            for row in &mut piece {
                row.subject = renamed(row.subject);
                row.role = renamed(row.role);
                row.target = renamed(row.target);
                row.kept = renamed(row.kept);
            }
            self.rows.push(piece);
        }
    }
}

impl Symbolic for Noted {
    fn mark(&self, used: &mut Used) {
        for row in self.rows.iter().flatten() {
            used.identity(Dimension::Event, row.event);
            used.variant(Dimension::Actor, row.actor);
            used.variant(Dimension::App, row.app);
            used.variant(Dimension::Team, row.team);
            used.variant(Dimension::Account, row.account);
            used.identity(Dimension::Ip, row.ip);
        }
    }

    fn remap(&mut self, remap: &Remap) {
        for row in self.rows.iter_mut().flatten() {
            let [high, low, _] = &mut row.order;
            let block = remap.block(u64::from(*high) << 32 | u64::from(*low));
            [*high, *low] = halves(block);
            row.event = remap.identity(Dimension::Event, row.event);
            row.actor = remap.variant(Dimension::Actor, row.actor);
            row.app = remap.variant(Dimension::App, row.app);
            row.team = remap.variant(Dimension::Team, row.team);
            row.account = remap.variant(Dimension::Account, row.account);
            row.ip = remap.identity(Dimension::Ip, row.ip);
        }
    }
}
